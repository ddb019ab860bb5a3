"""The way of one page: clean, then events. Runs in page processes, so nothing of Prefect here."""

from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from tasks.clean import CLEAN_VERSION, clean_page
from tasks.events import EVENTS_VERSION, extract_events, load_pipeline
from tasks.guard import Failure, Reply
from tasks.records import Document, Event, PageOutcome, PageResult, RawPage, RejectedRecord, doc_id_of
from tasks.report.explain import Explanation

if TYPE_CHECKING:  # spaCy itself, 36 MB, is for the page processes
    from spacy.language import Language

# The longest text of 504 pages has 96,000 characters. Of nothing but reports of conflict this many take 8 s.
EVENT_CHARACTERS = 200_000


def process_page(page: RawPage, *, fallback: bool = False) -> PageResult:
    """All that the page comes to; with the fallback extractor, if so. The run that asks writes its run_id and
    attempts into it."""
    cleaning = clean_page(page, fallback=fallback)
    document = cleaning.document
    events = () if document is None else _events(document)
    cut = f"events of its first {EVENT_CHARACTERS:,} characters alone" if document and _is_long(document) else None
    outcome = page_outcome(page, cleaning.reason, cleaning.detail or cut)
    return PageResult(outcome=outcome, document=document, events=events)


def _events(document: Document) -> tuple[Event, ...]:
    if _is_long(document):
        end = document.text.rfind("\n", 0, EVENT_CHARACTERS) + 1
        document = document.model_copy(update={"text": document.text[: end or EVENT_CHARACTERS]})
    return extract_events(document, pipeline())


def _is_long(document: Document) -> bool:
    return len(document.text) > EVENT_CHARACTERS


def clean_only(page: RawPage, *, fallback: bool = False) -> PageResult:
    """As `process_page`, without events: for `sitrep clean`."""
    cleaning = clean_page(page, fallback=fallback)
    outcome = page_outcome(page, cleaning.reason, cleaning.detail)
    return PageResult(outcome=outcome, document=cleaning.document, events=())


def events_only(item: Document | RawPage) -> tuple[Event, ...]:
    """The events of a stored document; or of a page, as the guard's probe is one."""
    if isinstance(item, RawPage):
        return process_page(item).events
    return extract_events(item, pipeline())


def explain_page(page: RawPage, *, fallback: bool = False) -> Explanation:
    """The same steps with every block's verdict: for `sitrep explain`."""
    cleaning = clean_page(page, fallback=fallback)
    document = cleaning.document
    events = () if document is None else _events(document)
    return Explanation(source_uri=page.source_uri, cleaning=cleaning, events=events)


def result_of(page: RawPage, reply: Reply | Failure) -> PageResult:
    """What the guard's reply makes of a page, one that it had to give up among them."""
    if isinstance(reply, Failure):
        return _given_up(page, reply)
    result: PageResult = reply.value
    if reply.mended is None:
        return result
    if result.document is None:  # what the fallback finds nothing in may still be an article
        return _given_up(page, reply.mended)
    return _noted(result, f"by the fallback extractor after {reply.mended.reason}: {reply.mended.detail}")


def _given_up(page: RawPage, failure: Failure) -> PageResult:
    return PageResult(outcome=page_outcome(page, failure.reason, failure.detail), document=None, events=())


def _noted(result: PageResult, detail: str) -> PageResult:
    return result.model_copy(update={"outcome": result.outcome.model_copy(update={"detail": detail})})


def rejected_record(record: RejectedRecord) -> PageResult:
    """What a record comes to that gave no page."""
    outcome = PageOutcome(
        **record.model_dump(),
        doc_id=doc_id_of(record.source_uri),
        attempts=1,
        clean_version=CLEAN_VERSION,
        events_version=EVENTS_VERSION,
        run_id="",
    )
    return PageResult(outcome=outcome, document=None, events=())


def page_outcome(page: RawPage, reason: str | None, detail: str | None) -> PageOutcome:
    """The page's line in the account: stored without a reason, quarantined with one."""
    return PageOutcome(
        source_uri=page.source_uri,
        source_etag=page.source_etag,
        doc_id=doc_id_of(page.source_uri),
        sha256=sha256(page.body).hexdigest(),
        bytes=len(page.body),
        day=page.day,
        outcome="quarantined" if reason else "stored",
        reason=reason,
        detail=detail,
        attempts=1,
        clean_version=CLEAN_VERSION,
        events_version=EVENTS_VERSION,
        run_id="",
    )


@cache
def pipeline() -> "Language":
    """The spaCy pipeline, loaded once a process."""
    return load_pipeline()
