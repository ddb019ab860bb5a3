"""The records of an object, by its format, from its beginning or from where a part begins."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from tasks.read.formats import named_packed
from tasks.read.frames import Flaw, Frame, single_frame
from tasks.read.line_frames import line_frames
from tasks.read.raw import Raw
from tasks.read.stretch import stretches_of
from tasks.read.unpack import START_BYTES, codec_of
from tasks.read.warc_frames import WALL, warc_frames
from tasks.records.page import Format, RawObject

NUMBERED: frozenset[Format] = frozenset({"warc", "jsonl"})
"""Formats in which one object holds many records."""


@dataclass(frozen=True, slots=True)
class Part:
    """Records `first` to `last` of an object, numbers from 1, both included.

    `offset`: the byte of the stored object that reading begins with. If it is over 0, record
    `first` begins there; 0 means from the beginning, with the records before `first` passed over.
    """

    first: int
    last: int
    offset: int


def frames_of(obj: RawObject, stream: BinaryIO, fmt: Format, *, part: Part | None) -> Iterator[Frame]:
    """From the part's offset on, to the end of the object. Errors of `stream` itself go through."""
    offset, first = (part.offset, part.first) if part and part.offset else (0, 1)
    raw = Raw(stream, offset)
    # A line may begin with any bytes, and only plain JSONL has parts with an offset.
    codec = None if fmt == "jsonl" and offset else codec_of(raw.peek(START_BYTES))
    if codec is None and named_packed(obj.uri) and raw.peek(1):
        flaw = Flaw("unreadable_object", "neither gzip nor zstd, as its name says", of_object=True)
        return iter([Frame(1, offset=0, flaw=flaw)])
    stretches = stretches_of(raw, codec, wall=WALL if fmt == "warc" else b"")
    if fmt == "warc":
        return warc_frames(stretches, first=first, size=obj.size)
    if fmt == "jsonl":
        return line_frames(stretches, first=first)
    return single_frame(stretches)
