"""One Prefect task: read the pages of a batch, send each through its guard, write what came out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import PrefectFuture
from prefect.utilities.annotations import quote

from flows.commits import commit_slot
from flows.page import rejected_record, result_of
from flows.plan import BATCH_PAGES, Batch, Item
from tasks.guard import Failure, GuardedPool, Reply
from tasks.read import read_records
from tasks.records import ObjectAccount, PageResult, RawPage, RejectedRecord
from tasks.report import Tally, merge, tally
from tasks.store import SourceError, Store, StoreError, StoreRefusedError, StoreUnreachableError, open_raw, write_batch


@dataclass(frozen=True)
class RunContext:
    """What every batch of a run shares."""

    run_id: str
    store: Store
    guard: GuardedPool


@dataclass(frozen=True)
class BatchReport:
    """What one batch came to."""

    tally: Tally
    records: dict[str, int]
    """Page rows by object."""
    unread: dict[str, str]
    """Objects that are not accounted for this time, with the reason; the next run does them."""


REWRITTEN = "{uri}: another run worked on another version of it meanwhile"


def submit(batch: Batch, context: RunContext) -> PrefectFuture[BatchReport]:
    """Start the batch in a thread; quoted, or Prefect walks through every reference in it."""
    named = process_batch.with_options(task_run_name=f"batch {batch.number}")
    return named.submit(cast(Batch, quote(batch)), cast(RunContext, quote(context)))


def may_go_well_later(_task: "Task[..., Any]", _run: TaskRun, state: "State[Any]") -> bool:
    """What came between a batch and the store; anything else would fail again."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, StoreUnreachableError) or (
        isinstance(error, StoreError) and not isinstance(error, StoreRefusedError)
    )


@task(
    cache_policy=NO_CACHE,
    persist_result=False,
    retries=2,
    retry_delay_seconds=[2, 20],
    retry_condition_fn=may_go_well_later,
)
def process_batch(batch: Batch, context: RunContext) -> BatchReport:
    """Everything of a batch, in one go as long as it is of the usual size: doing it again writes
    the same rows again."""
    reading = Reading(batch.items)
    results: list[PageResult] = []
    written = Tally()
    previous = [item.previous for item in batch.items if item.previous is not None]
    for page, reply in context.guard.map(reading.pages()):
        results.append(_of_page(page, reply, context.run_id))
        if batch.items[0].part and len(results) + len(reading.rejected) > BATCH_PAGES:
            results += reading.take_rejected(context.run_id)
            with commit_slot():
                write_batch(context.store, results, replaced=previous)
            written, results = merge((written, tally(results))), []
    results += reading.take_rejected(context.run_id)
    results = [r for r in results if r.outcome.source_uri not in reading.dropped]
    read = [item for item in batch.items if item.obj.uri not in reading.unread]
    with commit_slot():
        rewritten = write_batch(
            context.store,
            results,
            [account(item, reading.records[item.obj.uri]) for item in read if item.part is None],
            replaced=[before for before in previous if before.uri not in reading.unread],
        )
    records = {item.obj.uri: reading.records[item.obj.uri] for item in read}
    unread = reading.unread | {uri: REWRITTEN.format(uri=uri) for uri in rewritten}
    return BatchReport(merge((written, tally(results))), records, unread)


def account(item: Item, records: int) -> ObjectAccount:
    """The object's line in the account, once all its pages are in."""
    obj = item.obj
    return ObjectAccount(uri=obj.uri, etag=obj.etag, size=obj.size, records=records, day=obj.day)


@dataclass
class Reading:
    """The records of some items as they stream in, sorted into pages and what is none."""

    items: Sequence[Item]
    rejected: list[RejectedRecord] = field(default_factory=list)
    """Not yet taken."""
    records: dict[str, int] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    """Records of objects that turned out unreadable, or changed, after some had been read."""

    def pages(self) -> Iterator[RawPage]:
        """The pages; what else was met stands in the fields once they are read."""
        for item in self.items:
            uri, seen = item.obj.uri, list[str]()
            try:
                for record in _records(item):
                    seen.append(record.source_uri)
                    if isinstance(record, RawPage):
                        yield record
                    else:
                        self.rejected.append(record)
            except SourceError as error:
                self.unread[uri] = str(error)
                self.dropped.update(seen)
            self.records[uri] = len(seen)

    def take_rejected(self, run_id: str) -> list[PageResult]:
        """The records met since the last time that are no pages."""
        taken, self.rejected = self.rejected, []
        return [_in_run(rejected_record(record), run_id) for record in taken]


def _records(item: Item) -> Iterator[RawPage | RejectedRecord]:
    offset = item.part.offset if item.part else 0
    with open_raw(item.obj, offset=offset) as raw:
        yield from read_records(item.obj, raw.body, fmt=item.fmt, metadata=raw.metadata, part=item.part)


def _of_page(page: RawPage, reply: Reply | Failure, run_id: str) -> PageResult:
    return _in_run(result_of(page, reply), run_id, attempts=reply.attempts)


def _in_run(result: PageResult, run_id: str, *, attempts: int = 1) -> PageResult:
    outcome = result.outcome.model_copy(update={"run_id": run_id, "attempts": attempts})
    return result.model_copy(update={"outcome": outcome})
