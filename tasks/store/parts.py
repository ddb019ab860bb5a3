"""A table in parts that follow one another and are small enough to be sorted in memory."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pyarrow as pa
from deltalake import DeltaTable

from tasks.store.tables import DOC_ID, Layout

# Bytes of Parquet that are sorted at once. Text takes three to five times as much in memory: a day
# of 100,000 documents (550 MB) sorted whole took 0.9 GB, in parts of this size 0.2 GB.
_PART_BYTES = 32 << 20
_PREFIXES = 256  # two hex digits


def parts_in_order(snapshot: DeltaTable, layout: Layout, *, start: date | None, end: date | None) -> Iterator[str]:
    """SQL conditions: days in their order, small ones together, a large one by ranges of doc_id."""
    group: list[date] = []
    total = 0
    for day, size in _sizes(snapshot):
        if (start and day < start) or (end and day > end):
            continue
        if group and total + size > _PART_BYTES:
            yield from _of_days(group, total, layout)
            group, total = [], 0
        group.append(day)
        total += size
    if group:
        yield from _of_days(group, total, layout)


def _sizes(snapshot: DeltaTable) -> list[tuple[date, int]]:
    actions = pa.table(snapshot.get_add_actions(flatten=True))
    sizes: Counter[date] = Counter()
    for day, size in zip(actions["partition.day"].to_pylist(), actions["size_bytes"].to_pylist(), strict=True):
        sizes[day] += size
    return sorted(sizes.items())


def _of_days(days: list[date], size: int, layout: Layout) -> Iterator[str]:
    span = f"day BETWEEN '{days[0]}' AND '{days[-1]}'"
    count = min(-(-size // _PART_BYTES), _PREFIXES) if layout.key == DOC_ID else 1
    # doc_id is a digest: its first digits cut the rows into parts of about the same size.
    bounds = [f"{_PREFIXES * n // count:02x}" for n in range(1, count)]
    for low, high in pairwise(["", *bounds, "g"]):
        yield f"{span} AND {layout.key} >= '{low}' AND {layout.key} < '{high}'" if bounds else span
