"""Cutting a large object into parts that tasks read side by side."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from tasks.read.frames import Frame
from tasks.read.limits import MAX_REREADS
from tasks.read.object_frames import Part, frames_of
from tasks.read.warc_page import is_about_pages
from tasks.records.page import Format, RawObject


def plan_parts(obj: RawObject, stream: BinaryIO, *, fmt: Format, size: int) -> Iterator[Part]:
    """Parts of `size` rows each (the last has fewer), in order, without gap.

    `stream` is at the object's beginning. Reads all of it, but understands no page: 1 GB of
    `.warc.gz` takes some 20 s. Parts of a plain object and of a `.warc.gz` with a member a record
    have an offset. In other packed ones each part is read from the beginning, so that there the
    parts are larger and at most MAX_REREADS.
    """
    yield from _rereads_bounded(list(_parts(obj, stream, fmt, size)))


def _parts(obj: RawObject, stream: BinaryIO, fmt: Format, size: int) -> Iterator[Part]:
    begin: Frame | None = None
    rows = last = 0
    for frame in frames_of(obj, stream, fmt, part=None):
        has_row = not is_about_pages(frame)
        if begin is None:
            begin = frame
        elif rows >= size and has_row and frame.flaw is None:
            yield Part(begin.number, last, begin.offset or 0)
            begin, rows = frame, 0
        rows += has_row
        last = frame.number
    if begin is not None:
        yield Part(begin.number, last, begin.offset or 0)


def _rereads_bounded(parts: Sequence[Part]) -> Iterator[Part]:
    """The same records in parts of which at most MAX_REREADS begin at byte 0: such a part goes on
    into those that follow it and have no offset either."""
    rereads = sum(part.offset == 0 for part in parts)
    longest = -(-rereads // MAX_REREADS)
    joined: list[Part] = []
    for part in parts:
        if joined and (part.offset or len(joined) >= longest):
            yield Part(joined[0].first, joined[-1].last, joined[0].offset)
            joined = []
        joined.append(part)
    if joined:
        yield Part(joined[0].first, joined[-1].last, joined[0].offset)
