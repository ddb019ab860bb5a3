"""What is new: raw objects minus those that are accounted for at the same etag."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tasks.records import ObjectAccount, RawObject
from tasks.records.day import day_in_path
from tasks.store.retry import persist
from tasks.store.sql import quoted, run_query
from tasks.store.store import Store

# Raw objects looked up at once: bounds memory, and the reads of a day that many chunks share.
_CHUNK = 10_000
_Row = dict[str, Any]


def unaccounted(store: Store, raw: Iterable[RawObject]) -> Iterator[tuple[RawObject, ObjectAccount | None]]:
    """The raw objects that are new or changed, each with the account of its earlier version.

    Reads the account of the days that the raw objects stand in. An object without a date in its
    path may have been accounted for on another day, so that those that their own day does not know
    cost one pass over all days.
    """
    for obj, row in _with_row(store, raw):
        if row is None or row["etag"] != obj.etag:
            yield obj, _account(row)


def with_account(store: Store, raw: Iterable[RawObject]) -> Iterator[tuple[RawObject, ObjectAccount | None]]:
    """Every raw object with its account at any etag, in the order given."""
    for obj, row in _with_row(store, raw):
        yield obj, _account(row)


def _with_row(store: Store, raw: Iterable[RawObject]) -> Iterator[tuple[RawObject, _Row | None]]:
    stream = iter(raw)
    while chunk := list(islice(stream, _CHUNK)):
        found = _look_up(store, chunk)
        for obj in chunk:
            yield obj, found.get(obj.uri)


def _account(row: _Row | None) -> ObjectAccount | None:
    return ObjectAccount(**row) if row else None


def _look_up(store: Store, chunk: list[RawObject]) -> dict[str, _Row]:
    days = {obj.day for obj in chunk}
    found = _accounts_of(store, chunk, f"day IN ({quoted(sorted(days))})")
    moved = [o for o in chunk if o.uri not in found and day_in_path(o.uri) is None]
    if moved:
        found |= _accounts_of(store, moved, "true")
    return found


def _accounts_of(store: Store, wanted: list[RawObject], where: str) -> dict[str, _Row]:
    names = sorted(obj.uri for obj in wanted)
    uris = pa.array(names)
    # The range lets files be passed over whose uris all lie outside of it.
    span = f"uri >= {quoted(names[:1])} AND uri <= {quoted(names[-1:])}"
    sql = f"SELECT uri, etag, size, records, day FROM t WHERE {where} AND {span}"

    def look() -> dict[str, _Row]:
        return {
            row["uri"]: row
            for batch in run_query({"t": store.accounts.load()}, sql)
            for row in batch.filter(pc.is_in(batch["uri"], uris)).to_pylist()
        }

    return persist(look, place=store.accounts.url)
