"""Quarantined pages again: after a rule, a limit or a reader was mended."""

from collections.abc import Iterator
from typing import Annotated

from prefect import flow
from prefect.runtime import flow_run
from pydantic import Field

from flows.discover import Listing
from flows.places import absolute
from flows.plan import Item, plan_of
from flows.run import Assignment, batch_runner, execute
from tasks.records import RawObject
from tasks.records.errors import SitrepError
from tasks.records.reasons import REASONS
from tasks.report import RunReport
from tasks.store import SourceError, Store, list_raw, object_of, query, with_account


def run_name() -> str:
    """The run's name in the UI: why the pages were quarantined."""
    return f"replay {flow_run.get_parameters()['reason'] or 'all quarantined pages'}"


@flow(name="replay", flow_run_name=run_name, task_runner=batch_runner(), persist_result=False)
def replay(store: str = "data", reason: str = "", workers: Annotated[int, Field(ge=1)] = 2) -> RunReport:
    """Process the raw objects of quarantined pages again.

    Args:
        store: Folder or s3://bucket/prefix that keeps documents, events and the account.
        reason: Only pages quarantined for this reason, for example timeout; empty for all.
        workers: Page processes.
    """
    if reason and reason not in REASONS:
        raise SitrepError(f"no such reason: {reason}; there are {', '.join(REASONS)}")
    target = Store.existing(absolute(store))
    listing = Listing((f"quarantined pages of {target.url}",))
    plan = plan_of(_items(target, listing, _quarantined(target, reason)))
    return execute(Assignment("replay", listing, target, plan, workers))


def _quarantined(store: Store, reason: str) -> list[str]:
    where = "outcome = 'quarantined'" + (f" AND reason = '{reason}'" if reason else "")
    rows = query(store, "pages", where=where, columns=["source_uri"])
    return sorted({object_of(uri) for batch in rows for uri in batch["source_uri"].to_pylist()})


def _items(store: Store, listing: Listing, uris: list[str]) -> Iterator[Item]:
    for obj, account in with_account(store, _raw_objects(listing, uris)):
        yield from listing.items_of(obj, account)


def _raw_objects(listing: Listing, uris: list[str]) -> Iterator[RawObject]:
    """Those that are still there; what is gone is said to be unread."""
    for uri in uris:
        try:
            found = [obj for obj in list_raw(uri) if obj.uri == uri]
        except SourceError as error:
            found = []
            listing.unread[uri] = str(error)
        if not found:
            listing.unread.setdefault(uri, f"{uri}: gone from the source")
        listing.pages += len(found)
        yield from found
