"""A span of days: which of its raw objects are to be done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from flows.discover import Listing
from tasks.clean import CLEAN_VERSION
from tasks.events import EVENTS_VERSION
from tasks.records import ObjectAccount, RawObject
from tasks.records.errors import SitrepError
from tasks.store import Store, object_of, query, with_account

Reprocess = Literal["missing", "outdated", "failed", "all"]

# Which pages of the account make their object one to be done again.
_AGAIN: dict[Reprocess, str] = {
    "missing": "false",
    "outdated": f"clean_version < {CLEAN_VERSION} OR events_version < {EVENTS_VERSION}",
    "failed": "outcome = 'quarantined'",
    "all": "true",
}


class BackfillError(SitrepError):
    """The parameters cannot be worked with."""


@dataclass(frozen=True)
class Span:
    """Days, and what of them is to be done."""

    start: date
    end: date
    reprocess: Reprocess

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise BackfillError(f"end_date {self.end} is before start_date {self.start}")

    def objects(self, listing: Listing) -> list[RawObject]:
        """The raw objects of these days."""
        return [obj for obj in listing.objects() if self.start <= obj.day <= self.end]

    def chosen(self, store: Store, window: Iterable[RawObject]) -> Iterator[tuple[RawObject, ObjectAccount | None]]:
        """Those to be done: what is missing always, and what `reprocess` adds."""
        rows = query(
            store, "pages", start=self.start, end=self.end, where=_AGAIN[self.reprocess], columns=["source_uri"]
        )
        again = {object_of(uri) for batch in rows for uri in batch["source_uri"].to_pylist()}
        for obj, account in with_account(store, window):
            if account is None or account.etag != obj.etag or obj.uri in again:
                yield obj, account
