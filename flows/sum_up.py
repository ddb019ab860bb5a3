"""One report of a backfill whose chunks were runs of their own."""

from collections.abc import Sequence
from datetime import UTC, datetime

from prefect.utilities.urls import url_for

from flows.chunks import ChunkRun
from flows.request import Request
from flows.run import RunFailedError, show_report
from tasks.report import RunReport, merge
from tasks.store import Store


def summed_up(runs: Sequence[ChunkRun], request: Request, store: Store, *, run_id: str) -> RunReport:
    """The chunk runs' reports, as they left them in the store, as one. Raises RunFailedError when
    some failed; what they stored stays."""
    reports = [report for run in runs if (report := _report_of(run, store)) is not None]
    failures = tuple(f"{run.days}: {run.state}, {run.message}" for run in runs if run.failed)
    now = datetime.now(UTC)
    report = RunReport(
        run_id=run_id,
        flow="backfill",
        sources=request.sources,
        store=store.url,
        started_at=min((report.started_at for report in reports), default=now),
        finished_at=now,
        found=max((report.found for report in reports), default=0),
        objects=sum(report.objects for report in reports),
        days=tuple(sorted({day for report in reports for day in report.days})),
        tally=merge(report.tally for report in reports),
        unread=tuple(line for report in reports for line in report.unread),
        failures=failures,
        ignored=max((report.ignored for report in reports), default=0),
        more=any(report.more for report in reports),
    )
    show_report(report, run_ids=[str(run.id) for run in runs], more=_table(runs))
    if failures:
        raise RunFailedError(
            f"{len(failures)} of {len(runs)} chunk runs failed, the others are stored; "
            f"retry those runs, or this one, which starts them again. {failures[0]}"
        )
    return report


def _table(runs: Sequence[ChunkRun]) -> str:
    lines = [
        f"| {run.days} | {run.pages:,} | {run.state} | [{run.id}]({url_for('flow-run', obj_id=run.id) or ''}) |"
        for run in runs
    ]
    return "\n".join(["", "## Chunk runs", "", "| days | pages | state | run |", "|---|---:|---|---|", *lines, ""])


def _report_of(run: ChunkRun, store: Store) -> RunReport | None:
    body = store.get_run(str(run.id))
    return None if body is None else RunReport.model_validate_json(body)
