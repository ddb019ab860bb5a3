"""One Prefect task: the events of a batch of stored documents again. Raw is not read."""

from collections.abc import Iterator
from typing import Any, cast

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.utilities.annotations import quote

from flows.batch import BatchReport, RunContext, may_go_well_later
from flows.commits import commit_slot
from flows.plan import DocumentBatch
from tasks.events import EVENTS_VERSION
from tasks.guard import Reply
from tasks.records import Document, PageOutcome, PageResult
from tasks.report import tally
from tasks.store import query, write_events

LOST = "{uri}: another run did this page meanwhile; its events are to be done again"


def submit_documents(batch: DocumentBatch, context: RunContext) -> PrefectFuture[BatchReport]:
    """Start the batch in a thread; quoted, or Prefect walks through every reference in it."""
    named = process_documents.with_options(task_run_name=f"batch {batch.number}")
    return named.submit(cast(DocumentBatch, quote(batch)), cast(RunContext, quote(context)))


@task(
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=2,
    retry_delay_seconds=[2, 20],
    retry_condition_fn=may_go_well_later,
)
def process_documents(batch: DocumentBatch, context: RunContext) -> BatchReport:
    """Their events in the place of the old ones; doing it again writes the same rows again. A
    document that the guard had to give up keeps the events that it has."""
    outcomes = {row["doc_id"]: PageOutcome(**row) for row in _rows(batch, context, "pages")}
    documents = [Document(**row) for row in _rows(batch, context, "documents") if row["doc_id"] in outcomes]
    results, unread = list[PageResult](), dict[str, str]()
    for document, reply in context.guard.map(documents):
        if not isinstance(reply, Reply):
            unread[document.source_uri] = f"{document.source_uri}: no events, {reply.reason} ({reply.detail})"
            continue
        done = {"events_version": EVENTS_VERSION, "run_id": context.run_id, "attempts": reply.attempts}
        outcome = outcomes[document.doc_id].model_copy(update=done)
        results.append(PageResult(outcome=outcome, document=document, events=reply.value))
    with commit_slot():
        lost = write_events(context.store, results)
    return BatchReport(tally(results), {}, unread | {uri: LOST.format(uri=uri) for uri in lost})


def _rows(batch: DocumentBatch, context: RunContext, table: str) -> Iterator[dict[str, Any]]:
    ids = ", ".join(f"'{document.doc_id}'" for document in batch.documents)
    start, end = min(batch.days), max(batch.days)
    for rows in query(context.store, table, start=start, end=end, where=f"doc_id IN ({ids})"):
        yield from rows.to_pylist()
