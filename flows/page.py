"""The way of one page: clean, then events. Runs in page processes, so nothing of Prefect here."""

from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from tasks.clean import CLEAN_VERSION, clean_page
from tasks.events import EVENTS_VERSION, extract_events, load_pipeline
from tasks.guard import Failure, Reply
from tasks.records import PageOutcome, PageResult, RawPage, RejectedRecord, doc_id_of
from tasks.report.explain import Explanation

if TYPE_CHECKING:  # spaCy itself, 36 MB, is for the page processes
    from spacy.language import Language


def process_page(page: RawPage) -> PageResult:
    """All that the page comes to. The run that asks writes its run_id and attempts into it."""
    cleaning = clean_page(page)
    document = cleaning.document
    events = () if document is None else extract_events(document, pipeline())
    outcome = page_outcome(page, cleaning.reason, cleaning.detail)
    return PageResult(outcome=outcome, document=document, events=events)


def clean_only(page: RawPage) -> PageResult:
    """As `process_page`, without events: for `sitrep clean`."""
    cleaning = clean_page(page)
    outcome = page_outcome(page, cleaning.reason, cleaning.detail)
    return PageResult(outcome=outcome, document=cleaning.document, events=())


def explain_page(page: RawPage) -> Explanation:
    """The same steps with every block's verdict: for `sitrep explain`."""
    cleaning = clean_page(page)
    document = cleaning.document
    events = () if document is None else extract_events(document, pipeline())
    return Explanation(source_uri=page.source_uri, cleaning=cleaning, events=events)


def result_of(page: RawPage, reply: Reply | Failure) -> PageResult:
    """What the guard's reply makes of a page, one that it had to give up among them."""
    if isinstance(reply, Reply):
        result: PageResult = reply.value
        return result
    outcome = page_outcome(page, reply.reason, reply.detail)
    return PageResult(outcome=outcome, document=None, events=())


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
