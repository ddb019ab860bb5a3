"""The work of a request in this process: `backfill-chunk` does no more, and a `backfill` that no
work pool runs does all of it so."""

from flows.discover import Listing
from flows.guard import PageWork
from flows.request import BackfillError, Request, check_names
from flows.run import Assignment, execute
from flows.span import SpanPlan
from tasks.report import RunReport
from tasks.store import Store, list_raw


def opened(request: Request) -> tuple[Listing, Store]:
    """The sources and the store of a request. Raises SitrepError, before a store is made for
    sources that are not there, and for sites and languages that the store does not know."""
    if request.stages == "events":
        store = Store.existing(request.store)
        listing = Listing((f"documents of {store.url}",))
    else:
        listing = Listing(request.sources)
        for source in request.sources:
            if next(list_raw(source), None) is None:
                raise BackfillError(f"no such source: nothing is in {source}")
        store = Store.open(request.store)
    check_names(request, store)
    return listing, store


def done_here(flow: str, plan: SpanPlan, listing: Listing, store: Store, *, workers: int) -> RunReport:
    """Do the plan, as far as one run takes it. Raises RunFailedError."""
    listing.pages += len(plan.documents)
    work: PageWork = "events_only" if plan.documents else "process_page"
    return execute(Assignment(flow, listing, store, plan.work(listing), workers, work))
