"""A span of days again, or for the first time: planned from the account, shown, then done."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from prefect import flow
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.runtime import flow_run
from pydantic import Field

from flows.places import absolute
from flows.request import Reprocess, Stages, request_of
from flows.run import batch_runner
from flows.sample import sample
from flows.share import cancel_chunks, is_pooled, share
from flows.span import PlanRow, plan_span
from flows.sum_up import summed_up
from flows.work import done_here, opened
from tasks.report import RunReport
from tasks.report.changes import PageChange, changes_as_markdown


@dataclass(frozen=True)
class BackfillResult:
    """The plan, a row a day; then the report of what was done by it, or on a dry run what some
    pages would change."""

    plan: list[PlanRow]
    report: RunReport | None
    changes: tuple[PageChange, ...] = ()


def run_name() -> str:
    """The run's name in the UI: its days."""
    given = flow_run.get_parameters()
    dry = ", dry run" if given["dry_run"] else ""
    return f"backfill {given['start_date']} to {given['end_date']}, {given['reprocess']}{dry}"


@flow(
    name="backfill",
    flow_run_name=run_name,
    task_runner=batch_runner(),
    persist_result=False,
    on_cancellation=[cancel_chunks],
    validate_parameters=False,  # `request_of` does it, in one line each
)
def backfill(  # noqa: PLR0913 - the fields of the form
    start_date: date,
    end_date: date,
    sources: list[str],
    store: str = "data",
    sites: list[str] = [],  # noqa: B006 - a form's default, never changed
    languages: list[str] = [],  # noqa: B006
    stages: Stages = "all",
    reprocess: Reprocess = "missing",
    newest_first: bool = False,
    max_pages: Annotated[int, Field(ge=0)] = 0,
    dry_run: bool = True,
    workers: Annotated[int, Field(ge=1)] = 2,
) -> BackfillResult:
    """Process the raw objects of a span of days again, or for the first time.

    From a work pool the days are shared out as runs of backfill-chunk, which any worker takes.
    Elsewhere they are done in this run.

    Args:
        start_date: First day, that of the raw objects.
        end_date: Last day, included; at most 366 days in all.
        sources: Files, folders or s3:// prefixes of raw pages.
        store: Folder or s3://bucket/prefix that keeps documents, events and the account.
        sites: Only raw objects with a stored document of these hosts, for example
            news.example.org; empty for all.
        languages: Only raw objects with a stored document in these languages, for example en or
            ar; empty for all.
        stages: All, or only events, extracted again from the documents in the store; raw pages
            and sources are not looked at then.
        reprocess: What to do: missing (not in the account), outdated (done by an older version),
            failed (quarantined pages), or all. What is missing or changed is always done, unless
            sites or languages are named.
        newest_first: Begin with the last day.
        max_pages: Stop after about so many pages, 0 for all.
        dry_run: Only show the plan, as a table by day, and what some of the pages would change.
        workers: Page processes, of each chunk run.
    """
    request = request_of(
        start_date=start_date,
        end_date=end_date,
        sources=[absolute(source) for source in sources],
        store=absolute(store),
        sites=sites,
        languages=languages,
        stages=stages,
        reprocess=reprocess,
        newest_first=newest_first,
        max_pages=max_pages,
    )
    listing, target = opened(request)
    run_id = str(flow_run.get_id())
    plan = plan_span(request, listing, target, run_id=run_id)
    create_table_artifact(plan.rows, key="backfill-plan", description=f"{plan.by_day.total():,} pages to do, by day")
    if dry_run:
        changes = sample(plan, listing, target, workers=workers)
        markdown = changes_as_markdown(changes, of=plan.by_day.total())
        create_markdown_artifact(markdown, key="backfill-changes", description="Some pages, before and after")
        return BackfillResult(plan.rows, None, tuple(changes))
    if is_pooled():
        runs = share(request, plan, parent=run_id, workers=workers)
        return BackfillResult(plan.rows, summed_up(runs, request, target, run_id=run_id))
    return BackfillResult(plan.rows, done_here("backfill", plan, listing, target, workers=workers))
