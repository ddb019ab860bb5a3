"""What there is to do: raw objects that the account does not have, as items of work."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from flows.plan import BATCH_PAGES, WHOLE_OBJECT_BYTES, Item
from tasks.read import format_of, plan_parts
from tasks.records import ObjectAccount, RawObject
from tasks.records.errors import SitrepError
from tasks.records.page import Format
from tasks.store import SourceError, Store, check_source, list_raw, open_raw, unaccounted


class NoSourceError(SitrepError):
    """No source was named."""


@dataclass
class Listing:
    """The raw objects of some sources, as a stream. The counts are true once it is read."""

    sources: tuple[str, ...]
    only: Format | None = None
    """Objects of this format alone."""
    pages: int = 0
    """Objects whose names are those of pages of the wanted format."""
    ignored: int = 0
    """Objects under other names."""
    unread: dict[str, str] = field(default_factory=dict)
    """Objects that could not be looked into, with why."""

    def __post_init__(self) -> None:
        if not self.sources or not all(source.strip() for source in self.sources):
            raise NoSourceError("name a file, a folder or s3://bucket/prefix as source")

    def check(self) -> None:
        """Raise SourceError for a source that is not there: before a store is made for it."""
        for source in self.sources:
            check_source(source)

    def objects(self) -> Iterator[RawObject]:
        """Each object once, in the order of the sources and their keys. Raises SourceError."""
        seen: set[str] = set()
        for source in self.sources:
            for obj in list_raw(source):
                if format_of(obj.uri) is None:
                    self.ignored += 1
                elif self.only in (None, format_of(obj.uri)) and obj.uri not in seen:
                    self.pages += 1
                    if len(self.sources) > 1:  # one source lists nothing twice
                        seen.add(obj.uri)
                    yield obj

    def new_items(self, store: Store, *, limit: int = 0) -> Iterator[Item]:
        """What the account lacks, at most `limit` objects of it (0: all)."""
        for number, (obj, previous) in enumerate(unaccounted(store, self.objects()), start=1):
            if limit and number > limit:
                return
            yield from self.items_of(obj, previous)

    def items_of(self, obj: RawObject, previous: ObjectAccount | None) -> Iterator[Item]:
        """The object as items: one, or a part each of a large WARC or JSONL. One that cannot be
        looked into is unread: it harms no other."""
        fmt = format_of(obj.uri)
        if fmt is None:
            raise ValueError(f"{obj.uri} is no page by its name")
        if fmt in ("html", "text") or obj.size <= WHOLE_OBJECT_BYTES:
            yield Item(obj, fmt, None, previous)
            return
        try:
            with open_raw(obj) as raw:
                parts = list(plan_parts(obj, raw.body, fmt=fmt, size=BATCH_PAGES))
        except SourceError as error:
            self.unread[obj.uri] = str(error)
            return
        yield from (Item(obj, fmt, part, previous) for part in parts)
