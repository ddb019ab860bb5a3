"""Writing events anew for documents that stand in the store: no other row of theirs changes."""

from collections.abc import Sequence

import pyarrow as pa
from deltalake import DeltaTable

from tasks.records import PageOutcome, PageResult
from tasks.store import schemas
from tasks.store.sql import quoted, run_query
from tasks.store.store import Store

# Of a page that another run did meanwhile: older than any, so that it counts as outdated.
_OUTDATED = 0


def write_events(store: Store, results: Sequence[PageResult]) -> set[str]:
    """Replace the events of the results' pages, then say so in the account. A run that dies in
    between leaves pages at their old `events_version`: they are done again.

    Gives the source_uris of pages that another run did meanwhile, whose events may be those of an
    earlier text: the account has them as outdated. Raises StoreError.
    """
    outcomes = {result.outcome.doc_id: result.outcome for result in results}
    days = {outcome.day for outcome in outcomes.values()}
    events = [event for result in results for event in result.events]
    lost: set[str] = set()

    def rows(snapshot: DeltaTable) -> pa.Table:
        where = f"day IN ({quoted(days)}) AND doc_id IN ({quoted(outcomes)})"
        standing = run_query({"t": snapshot}, f"SELECT * FROM t WHERE {where}").read_all().to_pylist()
        pages = [_page(PageOutcome(**row), outcomes[row["doc_id"]]) for row in standing]
        lost.clear()
        lost.update(page.source_uri for page in pages if page.events_version == _OUTDATED)
        return schemas.to_table(pages, schemas.PAGES)

    store.events.replace(schemas.to_table(events, schemas.EVENTS), days=days, keys=outcomes)
    store.pages.replace(rows, days=days, keys=outcomes)
    return lost


def _page(standing: PageOutcome, ours: PageOutcome) -> PageOutcome:
    same = (standing.sha256, standing.clean_version, standing.outcome) == (
        ours.sha256,
        ours.clean_version,
        ours.outcome,
    )
    return ours if same else standing.model_copy(update={"events_version": _OUTDATED})
