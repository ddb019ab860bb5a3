"""Counts over page results. Adding up is associative, so batches may end in any order."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import reduce

from tasks.records import PageResult, Record


class Tally(Record):
    """How many pages came to what. Each mapping: name to number of pages (events: of events)."""

    pages: int = 0
    outcomes: Mapping[str, int] = {}
    reasons: Mapping[str, int] = {}
    """`outcome: reason` of the pages that were not stored."""
    languages: Mapping[str, int] = {}
    """Of stored documents; `unknown` where there is too little text to tell."""
    sites: Mapping[str, int] = {}
    """Of stored documents, by host; `unknown` where the page has no URL."""
    events: int = 0
    event_types: Mapping[str, int] = {}
    """Events by sub-event type."""
    removed: Mapping[str, int] = {}
    """Blocks cut from stored documents, by rule."""


def tally(results: Iterable[PageResult]) -> Tally:
    """Count the results of a batch."""
    return merge(_of_one(result) for result in results)


def merge(tallies: Iterable[Tally]) -> Tally:
    """The tally of all pages together."""
    return reduce(_add, tallies, Tally())


def _of_one(result: PageResult) -> Tally:
    outcome, document = result.outcome, result.document
    stored = document is not None
    return Tally(
        pages=1,
        outcomes={outcome.outcome: 1},
        reasons={} if stored else {f"{outcome.outcome}: {outcome.reason}": 1},
        languages={document.language or "unknown": 1} if document else {},
        sites={document.host or "unknown": 1} if document else {},
        events=len(result.events),
        event_types=Counter(event.sub_event_type for event in result.events),
        removed=Counter(block.rule for block in document.removed) if document else {},
    )


def _add(a: Tally, b: Tally) -> Tally:
    return Tally(
        pages=a.pages + b.pages,
        outcomes=_sum(a.outcomes, b.outcomes),
        reasons=_sum(a.reasons, b.reasons),
        languages=_sum(a.languages, b.languages),
        sites=_sum(a.sites, b.sites),
        events=a.events + b.events,
        event_types=_sum(a.event_types, b.event_types),
        removed=_sum(a.removed, b.removed),
    )


def _sum(a: Mapping[str, int], b: Mapping[str, int]) -> dict[str, int]:
    return dict(Counter(a) + Counter(b))
