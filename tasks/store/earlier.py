"""What earlier runs left of a batch's raw objects: rows to go, and accounts that stand already."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from tasks.records import ObjectAccount, PageResult
from tasks.records.day import day_in_path
from tasks.store.sql import OBJECT_OF_PAGE, quoted
from tasks.store.store import Store
from tasks.store.unfinished import marked_days

_RECORD_NUMBER = re.compile(r"#\d+$")


@dataclass(frozen=True)
class Place:
    """Where the rows of a page stand or stood."""

    doc_id: str
    day: date


def object_of(source_uri: str) -> str:
    """The uri of the raw object that a page stands in."""
    return _RECORD_NUMBER.sub("", source_uri)


def is_dated(source_uri: str) -> bool:
    """Whether the day of the raw object is in its path, so that it can never move to another."""
    return day_in_path(object_of(source_uri)) is not None


def stale_rows(
    store: Store,
    accounts: Sequence[ObjectAccount],
    before: Mapping[str, ObjectAccount],
    results: Sequence[PageResult],
    run_id: str | None,
) -> set[Place]:
    """The rows of pages that are no part of the objects as `accounts` has them: rows of another
    etag or day, and rows of the same bytes as an older reader read them: of an object that
    `results` has whole, rows of no result; of one that run `run_id` wrote whole, rows of no other."""
    now = {account.uri: account for account in accounts}
    doc_ids = {result.outcome.doc_id for result in results}
    written = _written(results)
    rows = _page_rows(store, now, _days_of(store, now, before))
    of_run = Counter(row["uri"] for row in _each(rows) if row["run_id"] == run_id and _is_of(now[row["uri"]], row))

    def is_stale(row: Mapping[str, Any]) -> bool:
        account = now[row["uri"]]
        return (
            not _is_of(account, row)
            or (written[account.uri] == account.records and row["doc_id"] not in doc_ids)
            or (of_run[account.uri] == account.records and row["run_id"] != run_id)
        )

    return {Place(row["doc_id"], row["day"]) for row in _each(rows) if is_stale(row)}


def places_before(results: Iterable[PageResult], before: Mapping[str, ObjectAccount]) -> Iterator[Place]:
    """Where the rows of these pages may stand by now."""
    for outcome in (result.outcome for result in results):
        yield Place(outcome.doc_id, outcome.day)
        if old := before.get(object_of(outcome.source_uri)):
            yield Place(outcome.doc_id, old.day)


def incomplete(store: Store, accounts: Sequence[ObjectAccount], results: Iterable[PageResult]) -> set[str]:
    """The objects that do not have as many page rows at their etag as they have records.

    Another run that read an earlier version of an object may have written over some of them.
    Objects that `results` has whole were written just now, and are not looked up.
    """
    written = _written(results)
    asked = {a.uri: a for a in accounts if written[a.uri] < a.records}
    found = Counter(
        row["uri"]
        for row in _each(_page_rows(store, asked, {account.day for account in asked.values()}))
        if row["source_etag"] == asked[row["uri"]].etag
    )
    return {uri for uri, account in asked.items() if found[uri] != account.records}


def _is_of(account: ObjectAccount, row: Mapping[str, Any]) -> bool:
    return (row["source_etag"], row["day"]) == (account.etag, account.day)


def _written(results: Iterable[PageResult]) -> Counter[str]:
    return Counter(object_of(result.outcome.source_uri) for result in results)


def _days_of(store: Store, now: Mapping[str, ObjectAccount], before: Mapping[str, ObjectAccount]) -> set[date]:
    days = {account.day for account in now.values()}
    days |= {before[uri].day for uri in now if uri in before}
    if not all(is_dated(uri) for uri in now):
        days |= marked_days(store.objects)
    return days


def _page_rows(store: Store, uris: Iterable[str], days: set[date]) -> pa.Table:
    if not days:
        return pa.table({})
    return store.pages.fetch(
        f"doc_id, day, source_etag, run_id, {OBJECT_OF_PAGE} AS uri",
        f"day IN ({quoted(days)}) AND {OBJECT_OF_PAGE} IN ({quoted(uris)})",
    )


def _each(rows: pa.Table) -> Iterator[dict[str, Any]]:
    """A feed has a million: never all of them as dictionaries."""
    return (row for batch in rows.to_batches(max_chunksize=10_000) for row in batch.to_pylist())
