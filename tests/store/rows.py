"""What a store holds, to compare: rows without run_id and attempts, and the document objects."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypedDict, Unpack

from tasks.store import Account, Store, account, query

Row = dict[str, Any]


class _Options(TypedDict, total=False):
    start: date
    end: date
    where: str
    columns: Sequence[str]


def rows(store: Store, name: str, **options: Unpack[_Options]) -> list[Row]:
    """A table's rows in order."""
    found = query(store, name, **options).read_all().to_pylist()
    return [{k: v for k, v in row.items() if k not in ("run_id", "attempts")} for row in found]


def everything(store: Store) -> dict[str, Any]:
    """All rows and all document objects."""
    held: dict[str, Any] = {name: rows(store, name) for name in ("documents", "events", "pages", "objects")}
    held["document objects"] = {key: store.objects.get(key) for key in store.objects.list("documents/")}
    return held


def account_now(store: Store) -> Account:
    """The account under version 1 of all steps."""
    return account(store, clean_version=1, events_version=1)
