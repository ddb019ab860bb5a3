"""The main job: what is new in raw becomes documents and events in the store."""

from typing import Annotated, Literal

from prefect import flow
from prefect.runtime import flow_run
from pydantic import Field

from flows.discover import Listing
from flows.places import absolute
from flows.plan import plan_of
from flows.run import Assignment, batch_runner, execute
from tasks.records.page import Format
from tasks.report import RunReport
from tasks.store import Store

FormatChoice = Literal["auto"] | Format


def run_name() -> str:
    """The run's name in the UI: what is ingested."""
    return "ingest " + " ".join(flow_run.get_parameters()["sources"])


@flow(name="ingest", flow_run_name=run_name, task_runner=batch_runner(), persist_result=False)
def ingest(
    sources: list[str],
    store: str = "data",
    format: FormatChoice = "auto",  # noqa: A002 - the name of the field in the form
    limit: Annotated[int, Field(ge=0)] = 0,
    workers: Annotated[int, Field(ge=1)] = 2,
) -> RunReport:
    """Turn raw pages that the store does not account for into documents and events.

    Args:
        sources: Files, folders or s3:// prefixes of raw pages.
        store: Folder or s3://bucket/prefix that keeps documents, events and the account.
        format: Take raw objects of this format alone; auto goes by their names.
        limit: At most so many raw objects, 0 for all.
        workers: Page processes.
    """
    only = None if format == "auto" else format
    listing = Listing(tuple(map(absolute, sources)), only)
    listing.check()
    target = Store.open(absolute(store))
    plan = plan_of(listing.new_items(target, limit=limit))
    return execute(Assignment("ingest", listing, target, plan, workers))
