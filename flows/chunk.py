"""Some days of a backfill, as a run of their own: it can be run again alone."""

from datetime import date
from typing import Annotated

from prefect import flow
from pydantic import Field

from flows.discover import Listing
from flows.places import absolute
from flows.plan import plan_of
from flows.run import Assignment, batch_runner, execute
from flows.span import Reprocess, Span
from tasks.report import RunReport
from tasks.store import Store


@flow(
    name="backfill-chunk",
    flow_run_name="days {start_date} to {end_date}, {reprocess}",
    task_runner=batch_runner(),
    persist_result=False,
)
def backfill_chunk(  # noqa: PLR0913 - the fields of the form
    start_date: date,
    end_date: date,
    sources: list[str],
    store: str = "data",
    reprocess: Reprocess = "missing",
    workers: Annotated[int, Field(ge=1)] = 2,
) -> RunReport:
    """Process the raw objects of some days, without a plan to look at first.

    Args:
        start_date: First day, that of the raw objects.
        end_date: Last day, included.
        sources: Files, folders or s3:// prefixes of raw pages.
        store: Folder or s3://bucket/prefix that keeps documents, events and the account.
        reprocess: What to do: missing (not in the account), outdated (done by an older version),
            failed (quarantined pages), or all. What is missing is always done.
        workers: Page processes.
    """
    span = Span(start_date, end_date, reprocess)
    listing = Listing(tuple(map(absolute, sources)))
    listing.check()
    target = Store.open(absolute(store))
    chosen = span.chosen(target, span.objects(listing))
    items = (item for obj, previous in chosen for item in listing.items_of(obj, previous))
    return execute(Assignment("backfill-chunk", listing, target, plan_of(items), workers))
