"""A dry run's look at some of the pages: done in page processes, compared with the store, not
written."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from flows.batch import Reading
from flows.discover import Listing
from flows.guard import page_guard
from flows.page import result_of
from flows.plan import StoredDocument
from flows.span import SpanPlan, Todo
from tasks.guard import Reply
from tasks.records import Document, Event, PageOutcome, RawPage, doc_id_of
from tasks.report.changes import PageChange, Version
from tasks.store import Store, query

# At 20–40 ms a page, less time than the page processes take to start.
_PAGES = 40
# Of a feed: its first, or one feed would be all of the sample.
_PAGES_OF_A_FEED = 5

T = TypeVar("T")


def sample(plan: SpanPlan, listing: Listing, store: Store, *, workers: int) -> list[PageChange]:
    """Some of the plan's pages, spread over its days, as they are and as they would be."""
    if plan.documents:
        return list(_of_documents(_spread(plan.documents), store, workers))
    return list(_of_raw(_spread(plan.todo), listing, store, workers))


def _spread(found: Sequence[T]) -> list[T]:
    step = max(1, len(found) / _PAGES)
    return [found[int(number * step)] for number in range(min(_PAGES, len(found)))]


def _of_raw(todo: Sequence[Todo], listing: Listing, store: Store, workers: int) -> Iterator[PageChange]:
    pages = list(islice(_pages(todo, listing), _PAGES))
    days = {one.day for one in todo} | {one.previous.day for one in todo if one.previous}
    standing = _standing(store, [doc_id_of(page.source_uri) for page in pages], days)
    with page_guard(workers) as guard:
        for page, reply in guard.map(pages):
            result = result_of(page, reply)
            after = Version(_outcome(result.outcome), result.document, result.events)
            yield PageChange(page.source_uri, standing.get(result.outcome.doc_id), after)


def _pages(todo: Sequence[Todo], listing: Listing) -> Iterator[RawPage]:
    for one in todo:
        first = next(listing.items_of(one.obj, one.previous), None)
        if first is not None:
            yield from islice(Reading([first]).pages(), _PAGES_OF_A_FEED)


def _of_documents(chosen: Sequence[StoredDocument], store: Store, workers: int) -> Iterator[PageChange]:
    standing = _standing(store, [document.doc_id for document in chosen], {one.day for one in chosen})
    documents = [version.document for version in standing.values() if version.document]
    with page_guard(workers, "events_only") as guard:
        for document, reply in guard.map(documents):
            before = standing[document.doc_id]
            events = reply.value if isinstance(reply, Reply) else ()
            yield PageChange(document.source_uri, before, Version(before.outcome, document, events))


def _standing(store: Store, doc_ids: Sequence[str], days: set[date]) -> dict[str, Version]:
    """What the store has of them, within the span of these days."""

    def rows(table: str) -> Iterator[dict[str, Any]]:
        ids = ", ".join(f"'{doc_id}'" for doc_id in doc_ids)
        for batch in query(store, table, start=min(days), end=max(days), where=f"doc_id IN ({ids})"):
            yield from batch.to_pylist()

    if not doc_ids:
        return {}
    documents = {row["doc_id"]: Document(**row) for row in rows("documents")}
    events: dict[str, list[Event]] = {}
    for row in rows("events"):
        events.setdefault(row["doc_id"], []).append(Event(**row))
    return {
        row["doc_id"]: Version(
            _outcome(PageOutcome(**row)), documents.get(row["doc_id"]), tuple(events.get(row["doc_id"], ()))
        )
        for row in rows("pages")
    }


def _outcome(outcome: PageOutcome) -> str:
    return f"{outcome.outcome}: {outcome.reason}" if outcome.reason else outcome.outcome
