"""Marks of the days that an unfinished run may have left rows in.

A raw object without a date in its path can move to another day when it changes. If the run that
worked on it died before it was accounted for, nothing else says where its old rows stand.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from tasks.store.objects import Objects
from tasks.store.retry import persist
from tasks.store.sql import OBJECT_OF_PAGE, quoted, run_query

if TYPE_CHECKING:
    from tasks.store.store import Store

_PREFIX = "unfinished/"


def mark(objects: Objects, run_id: str, days: Iterable[date]) -> None:
    """Say that the run writes to these days."""
    objects.put_many((f"{_PREFIX}{day}_{run_id}", b"") for day in days)


def marked_days(objects: Objects) -> set[date]:
    """The days in which runs that have not finished may have rows."""
    return {_day_of(key) for key in objects.list(_PREFIX)}


def unmark(store: "Store", run_id: str | None = None) -> None:
    """Take back the marks, of one run or of all, on days whose pages are all accounted for."""
    marks = [key for key in store.objects.list(_PREFIX) if run_id is None or key.partition("_")[2] == run_id]
    if marks:
        unsettled = _unsettled(store, {_day_of(key) for key in marks})
        store.objects.delete_many([key for key in marks if _day_of(key) not in unsettled])


def _unsettled(store: "Store", days: set[date]) -> set[date]:
    sql = f"""
        SELECT DISTINCT p.day FROM pages p LEFT ANTI JOIN objects o
        ON o.uri = {OBJECT_OF_PAGE} AND o.etag = p.source_etag AND o.day = p.day
        WHERE p.day IN ({quoted(days)})"""
    # The account is loaded first: what it has is in the pages that are loaded after it.
    snapshots = {"objects": store.accounts.load(), "pages": store.pages.load()}
    found = persist(lambda: run_query(snapshots, sql).read_all(), place=store.url)
    return set(found["day"].to_pylist())


def _day_of(key: str) -> date:
    return date.fromisoformat(key.removeprefix(_PREFIX).partition("_")[0])
