"""Writing a batch: the rows of its pages replaced as sets, and the account last.

The order is document objects, events, documents, pages, objects: a page or an object that is
accounted for has all its rows, so that a run that died at any point is made good by running again.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import pyarrow as pa
from deltalake import DeltaTable

from tasks.records import Document, ObjectAccount, PageResult
from tasks.store import schemas
from tasks.store.earlier import Place, incomplete, is_dated, places_before, stale_rows
from tasks.store.sql import quoted, run_query
from tasks.store.store import Store
from tasks.store.unfinished import mark


def write_batch(
    store: Store,
    results: Sequence[PageResult],
    accounts: Sequence[ObjectAccount] = (),
    *,
    replaced: Sequence[ObjectAccount] = (),
    run_id: str | None = None,
) -> set[str]:
    """Replace all rows of the results' pages; then account for the raw objects.

    `accounts` has the objects whose pages are all written by now, in this batch or before it; rows
    that an earlier version of them left go. `replaced` has what discovery knew of the batch's
    objects: their old rows may stand in another day. Gives the uris of the objects that another
    run worked on at another etag meanwhile: they are not accounted for, so that the next run does
    them again. `run_id`: the run that wrote all pages of `accounts`, where it did so in batches
    before this one. Raises StoreError.
    """
    _mark_days(store, results)
    before = {account.uri: account for account in replaced}
    stale = stale_rows(store, accounts, before, results, run_id)
    _write_pages(store, results, stale | set(places_before(results, before)))
    return _write_accounts(store, accounts, before, lost=incomplete(store, accounts, results))


def document_key(doc_id: str, day: date) -> str:
    """Where a document's own object stands."""
    return f"documents/day={day}/{doc_id}.json"


def _write_pages(
    store: Store,
    results: Sequence[PageResult],
    places: set[Place],
) -> None:
    """Put the rows of the results in the place of all that stands in `places`."""
    documents = [result.document for result in results if result.document]
    events = [event for result in results for event in result.events]
    outcomes = [result.outcome for result in results]
    kept = {document_key(doc.doc_id, doc.day): doc for doc in documents}
    gone = {document_key(place.doc_id, place.day) for place in places} - kept.keys()
    days, doc_ids = {place.day for place in places}, {place.doc_id for place in places}

    store.objects.put_many((key, _json(doc)) for key, doc in kept.items())
    store.events.replace(schemas.to_table(events, schemas.EVENTS), days=days, keys=doc_ids)
    store.documents.replace(schemas.to_table(documents, schemas.DOCUMENTS), days=days, keys=doc_ids)
    store.objects.delete_many(sorted(gone))
    store.pages.replace(schemas.to_table(outcomes, schemas.PAGES), days=days, keys=doc_ids)


def _write_accounts(
    store: Store,
    accounts: Sequence[ObjectAccount],
    before: Mapping[str, ObjectAccount],
    *,
    lost: set[str],
) -> set[str]:
    """Account for the objects, but for those that are `lost` and those that were accounted for
    meanwhile at an etag that is neither ours nor the one discovery saw: nobody knows which run
    wrote their rows last."""
    days = {account.day for account in (*accounts, *before.values())}
    again: set[str] = set()

    def rows(snapshot: DeltaTable) -> pa.Table:
        standing = _standing(snapshot, accounts, days)
        ours = [a for a in accounts if a.uri not in lost and standing.get(a.uri) in _fine(a, before)]
        again.clear()
        again.update({account.uri for account in accounts} - {account.uri for account in ours})
        return schemas.to_table(ours, schemas.OBJECTS)

    store.accounts.replace(rows, days=days, keys={account.uri for account in accounts})
    return again


def _fine(account: ObjectAccount, before: Mapping[str, ObjectAccount]) -> set[str | None]:
    old = before.get(account.uri)
    return {None, account.etag, old.etag if old else None}


def _standing(snapshot: DeltaTable, accounts: Sequence[ObjectAccount], days: set[date]) -> dict[str, str]:
    uris = quoted(account.uri for account in accounts)
    sql = f"SELECT uri, etag FROM t WHERE day IN ({quoted(days)}) AND uri IN ({uris})"
    found = run_query({"t": snapshot}, sql).read_all()
    return dict(zip(found["uri"].to_pylist(), found["etag"].to_pylist(), strict=True))


def _json(doc: Document) -> bytes:
    return doc.model_dump_json().encode()


def _mark_days(store: Store, results: Sequence[PageResult]) -> None:
    undated = [r.outcome for r in results if not is_dated(r.outcome.source_uri)]
    for run_id in {outcome.run_id for outcome in undated}:
        mark(store.objects, run_id, {o.day for o in undated if o.run_id == run_id})
