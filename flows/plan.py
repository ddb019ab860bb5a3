"""What a run has to do, cut into batches: references to raw objects, never their bytes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tasks.read import Part, format_of
from tasks.records import ObjectAccount, RawObject
from tasks.records.page import Format

# One Prefect task a batch: a task run costs 3–7 ms and 18 KB of database, a page 20–40 ms, so a
# batch takes about ten seconds. It is also what is in memory at a time, and one commit a table.
BATCH_PAGES = 250
# A WARC or JSONL of this size holds a batch of pages or so: it is read in one go.
WHOLE_OBJECT_BYTES = 8_000_000
# Prefect keeps all records of up to 500 task runs a flow run; the next run takes the rest.
RUN_BATCHES = 400


@dataclass(frozen=True)
class Item:
    """A raw object, or a run of its records, to be processed."""

    obj: RawObject
    fmt: Format
    part: Part | None
    """None: the whole object."""
    previous: ObjectAccount | None
    """What the account says of the object: its rows may stand in another day, also when the same
    bytes were put again."""


@dataclass(frozen=True)
class Batch:
    """What one task does and commits."""

    number: int
    items: tuple[Item, ...]

    @property
    def objects(self) -> set[tuple[date, str]]:
        """The raw objects that it is about, with their days."""
        return {(item.obj.day, item.obj.uri) for item in self.items}

    @property
    def days(self) -> set[date]:
        """Those that it writes to."""
        earlier = {item.previous.day for item in self.items if item.previous is not None}
        return {item.obj.day for item in self.items} | earlier


@dataclass(frozen=True)
class StoredDocument:
    """A document whose events are to be extracted again."""

    doc_id: str
    day: date
    uri: str
    """Of its raw object, which is not read."""
    pages: int = 1


@dataclass(frozen=True)
class DocumentBatch:
    """What one task does of stored documents."""

    number: int
    documents: tuple[StoredDocument, ...]
    items: tuple[Item, ...] = ()

    @property
    def objects(self) -> set[tuple[date, str]]:
        """The raw objects that it is about, with their days."""
        return {(document.day, document.uri) for document in self.documents}

    @property
    def days(self) -> set[date]:
        """Those that it writes to."""
        return {document.day for document in self.documents}


@dataclass(frozen=True)
class Plan:
    """What one run does."""

    batches: tuple[Batch, ...] | tuple[DocumentBatch, ...]
    more: bool
    """There is more to do than one run takes."""

    @property
    def items(self) -> Iterator[Item]:
        return (item for batch in self.batches for item in batch.items)

    @property
    def objects(self) -> set[tuple[date, str]]:
        """The raw objects that it is about, with their days."""
        return {one for batch in self.batches for one in batch.objects}


def plan_of(items: Iterable[Item], *, most: int = RUN_BATCHES) -> Plan:
    """The first `most` batches of the items; an object in parts is never divided between runs."""
    planned: list[Batch] = []
    for batch in batches(items):
        if len(planned) >= most and not _goes_on(planned[-1], batch):
            return Plan(tuple(planned), more=True)
        planned.append(batch)
    return Plan(tuple(planned), more=False)


def plan_of_documents(documents: Sequence[StoredDocument], *, most: int = RUN_BATCHES) -> Plan:
    """The first `most` batches of the documents."""
    firsts = range(0, len(documents), BATCH_PAGES)[:most]
    made = (
        DocumentBatch(number, tuple(documents[first : first + BATCH_PAGES])) for number, first in enumerate(firsts, 1)
    )
    return Plan(tuple(made), more=len(documents) > most * BATCH_PAGES)


def batches(items: Iterable[Item], *, size: int = BATCH_PAGES) -> Iterator[Batch]:
    """Items in their order, about `size` pages to a batch; a part of an object stands alone."""
    number = 0
    run: list[Item] = []
    room = size
    for item in items:
        if run and (room <= 0 or item.part or run[0].part):
            number += 1
            yield Batch(number, tuple(run))
            run, room = [], size
        run.append(item)
        room -= pages_of(item.obj, item.previous, size=size)
    if run:
        yield Batch(number + 1, tuple(run))


def _goes_on(last: Batch, batch: Batch) -> bool:
    return batch.items[0].part is not None and batch.items[0].obj.uri == last.items[-1].obj.uri


def pages_of(obj: RawObject, previous: ObjectAccount | None = None, *, size: int = BATCH_PAGES) -> int:
    """Pages of a whole object, as the account has it; of a WARC or JSONL that was never read, an
    estimate from its size."""
    if previous is not None and previous.etag == obj.etag:
        return previous.records
    if format_of(obj.uri) in ("html", "text"):
        return 1
    return max(1, obj.size * size // WHOLE_OBJECT_BYTES)
