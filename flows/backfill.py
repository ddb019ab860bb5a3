"""A span of days again, or for the first time: planned from the account, shown, then done."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from prefect import flow
from prefect.artifacts import create_table_artifact
from pydantic import Field

from flows.discover import Listing
from flows.places import absolute
from flows.plan import plan_of
from flows.run import Assignment, batch_runner, execute
from tasks.clean import CLEAN_VERSION
from tasks.events import EVENTS_VERSION
from tasks.records import ObjectAccount, RawObject
from tasks.records.errors import SitrepError
from tasks.report import RunReport
from tasks.store import Store, object_of, query, with_account

Reprocess = Literal["missing", "outdated", "failed", "all"]

# Which pages of the account make their object one to be done again.
_AGAIN: dict[Reprocess, str] = {
    "missing": "false",
    "outdated": f"clean_version < {CLEAN_VERSION} OR events_version < {EVENTS_VERSION}",
    "failed": "outcome = 'quarantined'",
    "all": "true",
}


class BackfillError(SitrepError):
    """The parameters cannot be worked with."""


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
    if end_date < start_date:
        raise BackfillError(f"end_date {end_date} is before start_date {start_date}")
    listing = Listing(tuple(map(absolute, sources)))
    listing.check()
    target = Store.open(absolute(store))
    window = [obj for obj in listing.objects() if start_date <= obj.day <= end_date]
    again = _objects_again(target, start_date, end_date, reprocess)
    chosen = list(_chosen(target, window, again))
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


def _objects_again(store: Store, start: date, end: date, reprocess: Reprocess) -> set[str]:
    rows = query(store, "pages", start=start, end=end, where=_AGAIN[reprocess], columns=["source_uri"])
    return {object_of(uri) for batch in rows for uri in batch["source_uri"].to_pylist()}


def _chosen(
    store: Store, window: Iterable[RawObject], again: set[str]
) -> Iterator[tuple[RawObject, ObjectAccount | None]]:
    for obj, account in with_account(store, window):
        if account is None or account.etag != obj.etag or obj.uri in again:
            yield obj, account
