"""What ingest, backfill and replay have in common: a plan through batches into the store, and the
report."""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.futures import PrefectFuture
from prefect.runtime import flow_run
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.batch import REWRITTEN, BatchReport, RunContext, account, submit
from flows.discover import Listing
from flows.documents import submit_documents
from flows.guard import PageWork, page_guard
from flows.plan import Batch, DocumentBatch, Item, Plan
from flows.progress import RunProgress
from tasks.records.errors import SitrepError
from tasks.report import RunReport, Tally, as_markdown, as_rows, merge
from tasks.store import Store, StoreError, StoreRefusedError, write_batch

# One batch is written while the next is worked on; more would only take memory.
BATCHES_AT_ONCE = 2


def batch_runner() -> TaskRunner[PrefectFuture[Any]]:
    """The task runner of the flows: a batch a thread, its pages in page processes."""
    runner: ThreadPoolTaskRunner[Any] = ThreadPoolTaskRunner(max_workers=BATCHES_AT_ONCE)
    return cast(TaskRunner[PrefectFuture[Any]], runner)


class RunFailedError(SitrepError):
    """Some batches could not be done; what was done is in the store."""


@dataclass(frozen=True)
class Assignment:
    """What a run was asked to do."""

    flow: str
    listing: Listing
    store: Store
    plan: Plan
    workers: int
    work: PageWork = "process_page"


def execute(assignment: Assignment) -> RunReport:
    """Do it, and leave the report in the store and as artifacts. Raises RunFailedError at the end
    when batches failed; the others are written all the same."""
    store = assignment.store
    planned = _planned(assignment, str(flow_run.get_id()))
    ledger = _Ledger(planned.run_id, store, assignment.plan)
    if assignment.plan.batches:
        store.put_run(planned.run_id, planned.as_json())
        days = Counter(day for day, _ in assignment.plan.objects)
        table = [{"day": str(day), "raw objects": days[day]} for day in sorted(days)]
        create_table_artifact(table, key=f"{assignment.flow}-days", description="What this run does, by day")
        with page_guard(assignment.workers, assignment.work) as guard:
            _run_batches(RunContext(planned.run_id, store, guard), assignment.plan, ledger)
    unread = assignment.listing.unread | ledger.unread
    report = planned.model_copy(
        update={
            "finished_at": datetime.now(UTC),
            "tally": ledger.tally,
            "unread": tuple(sorted(unread.values())),
            "failures": tuple(ledger.failures),
        }
    )
    show_report(report)
    try:
        store.put_run(report.run_id, report.as_json())
    except StoreError:
        if not report.failures:
            raise
    if report.failures:
        raise RunFailedError(
            f"{ledger.done} of {len(assignment.plan.batches)} batches are stored; "
            f"run again to do the rest. {report.failures[0]}"
        )
    return report


def _planned(assignment: Assignment, run_id: str) -> RunReport:
    """The report before the work, as a killed run leaves it."""
    return RunReport(
        run_id=run_id,
        flow=assignment.flow,
        sources=assignment.listing.sources,
        store=assignment.store.url,
        started_at=datetime.now(UTC),
        finished_at=None,
        found=assignment.listing.pages,
        objects=len(assignment.plan.objects),
        days=tuple(sorted({day for batch in assignment.plan.batches for day in batch.days})),
        tally=Tally(),
        unread=(),
        failures=(),
        ignored=assignment.listing.ignored,
        more=assignment.plan.more,
    )


def _run_batches(context: RunContext, plan: Plan, ledger: "_Ledger") -> None:
    running: deque[tuple[Batch | DocumentBatch, PrefectFuture[BatchReport]]] = deque()
    with RunProgress(len(plan.batches)) as progress:
        for batch in plan.batches:
            started = submit(batch, context) if isinstance(batch, Batch) else submit_documents(batch, context)
            running.append((batch, started))
            if len(running) == BATCHES_AT_ONCE:
                ledger.enter(*running.popleft())
                progress.show(ledger.batches, ledger.tally)
            if ledger.refused:
                break
        while running:
            ledger.enter(*running.popleft())
            progress.show(ledger.batches, ledger.tally)


@dataclass
class _Ledger:
    """Adds up what batches come to, and closes the account of objects that were read in parts."""

    run_id: str
    store: Store
    plan: Plan
    tally: Tally = field(default_factory=Tally)
    unread: dict[str, str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    batches: int = 0
    """That have ended."""
    done: int = 0
    """Of these, those that are stored."""
    refused: bool = False
    """The store refused one, as it would all others."""

    def __post_init__(self) -> None:
        parts = [item.obj.uri for item in self.plan.items if item.part is not None]
        self._parts_left = Counter(parts)
        self._records: Counter[str] = Counter()

    def enter(self, batch: Batch | DocumentBatch, future: PrefectFuture[BatchReport]) -> None:
        """Count a batch that has ended, one way or the other."""
        self.batches += 1
        report = future.result(raise_on_failure=False)
        if not isinstance(report, BatchReport):
            self.failures.append(f"batch {batch.number}: {report}")
            self.refused = self.refused or isinstance(report, StoreRefusedError)
            return
        self.done += 1
        self.tally = merge((self.tally, report.tally))
        self.unread.update(report.unread)
        for item in batch.items:
            if item.part is not None and item.obj.uri not in self.unread:
                self._part_done(item, report.records[item.obj.uri])

    def _part_done(self, item: Item, records: int) -> None:
        uri = item.obj.uri
        self._records[uri] += records
        self._parts_left[uri] -= 1
        if self._parts_left[uri]:
            return
        previous = [] if item.previous is None else [item.previous]
        done = account(item, self._records[uri])
        try:
            rewritten = write_batch(self.store, [], [done], replaced=previous, run_id=self.run_id)
        except StoreError as error:
            self.failures.append(f"the account of {uri}: {error}")
            return
        self.unread.update({uri: REWRITTEN.format(uri=uri) for uri in rewritten})


def show_report(report: RunReport, *, run_ids: Sequence[str] = (), more: str = "") -> None:
    """The report as artifacts; `run_ids` are the runs that wrote it, where they are others, and
    `more` stands at its end."""
    create_table_artifact(as_rows(report.tally), key=f"{report.flow}-outcomes", description="What came out")
    create_markdown_artifact(as_markdown(report, run_ids=run_ids) + more, key=f"{report.flow}-report")
