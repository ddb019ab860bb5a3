"""Batches hold references, in order, each to its size."""

from datetime import UTC, datetime

from flows.plan import WHOLE_OBJECT_BYTES, Item, batches
from tasks.read import Part
from tasks.records import RawObject
from tasks.records.page import Format


def item(name: str, fmt: Format = "html", *, size: int = 1000, part: Part | None = None) -> Item:
    obj = RawObject(uri=f"file:///raw/{name}", etag="1", size=size, modified=datetime(2024, 3, 5, tzinfo=UTC))
    return Item(obj, fmt, part, None)


def test_pages_fill_batches_in_order() -> None:
    items = [item(f"{n}.html") for n in range(7)]
    made = list(batches(items, size=3))
    assert [len(batch.items) for batch in made] == [3, 3, 1]
    assert [batch.number for batch in made] == [1, 2, 3]
    assert [i for batch in made for i in batch.items] == items


def test_a_part_counts_its_records() -> None:
    items = [item("a.warc", "warc", part=Part(first=n, last=n + 2, offset=0)) for n in (1, 4)]
    assert [len(batch.items) for batch in batches(items, size=3)] == [1, 1]


def test_a_whole_feed_counts_by_its_size() -> None:
    feeds = [item(f"{n}.jsonl", "jsonl", size=WHOLE_OBJECT_BYTES // 2) for n in range(4)]
    assert [len(batch.items) for batch in batches(feeds, size=10)] == [2, 2]


def test_nothing_makes_no_batch() -> None:
    assert list(batches([])) == []
