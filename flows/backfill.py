"""A span of days again, or for the first time: planned from the account, shown, then done."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from prefect import flow
from prefect.artifacts import create_table_artifact
from pydantic import Field

from flows.discover import Listing
from flows.places import absolute
from flows.plan import plan_of
from flows.run import Assignment, batch_runner, execute
from flows.span import Reprocess, Span
from tasks.records import ObjectAccount, RawObject
from tasks.report import RunReport
from tasks.store import Store


@dataclass(frozen=True)
class BackfillResult:
    """The plan, a row a day, and the report of what was done by it; None on a dry run."""

    plan: list[dict[str, str | int]]
    report: RunReport | None


@flow(
    name="backfill",
    flow_run_name="backfill {start_date} to {end_date}, {reprocess}",
    task_runner=batch_runner(),
    persist_result=False,
)
def backfill(  # noqa: PLR0913 - the fields of the form
    start_date: date,
    end_date: date,
    sources: list[str],
    store: str = "data",
    reprocess: Reprocess = "missing",
    dry_run: bool = True,
    workers: Annotated[int, Field(ge=1)] = 2,
) -> BackfillResult:
    """Process the raw objects of a span of days again, or for the first time.

    Args:
        start_date: First day, that of the raw objects.
        end_date: Last day, included.
        sources: Files, folders or s3:// prefixes of raw pages.
        store: Folder or s3://bucket/prefix that keeps documents, events and the account.
        reprocess: What to do: missing (not in the account), outdated (done by an older version),
            failed (quarantined pages), or all. What is missing is always done.
        dry_run: Only show the plan, as a table by day.
        workers: Page processes.
    """
    span = Span(start_date, end_date, reprocess)
    listing = Listing(tuple(map(absolute, sources)))
    listing.check()
    target = Store.open(absolute(store))
    window = span.objects(listing)
    chosen = list(span.chosen(target, window))
    plan = plan_by_day(window, chosen)
    create_table_artifact(plan, key="backfill-plan", description="Raw objects by day")
    if dry_run:
        return BackfillResult(plan, None)
    items = (item for obj, previous in chosen for item in listing.items_of(obj, previous))
    report = execute(Assignment("backfill", listing, target, plan_of(items), workers))
    return BackfillResult(plan, report)


def plan_by_day(
    window: Iterable[RawObject], chosen: Iterable[tuple[RawObject, ObjectAccount | None]]
) -> list[dict[str, str | int]]:
    """A row a day: how many raw objects there are, and how many the backfill does."""
    there = Counter(obj.day for obj in window)
    to_do = Counter(obj.day for obj, _ in chosen)
    return [{"day": str(day), "raw objects": there[day], "to do": to_do[day]} for day in sorted(there)]
