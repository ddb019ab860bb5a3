"""WARC records (ISO 28500), cut out so that a broken one costs itself alone.

Not FastWARC: of 18 small files (garbage or damage between records, wrong lengths, cut-off ends) its
version 2.0 stops at the first broken record in 10, swallows what follows a length that is too
large, and gives a cut-off record as a whole one. Cutting here costs 30 µs a record.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from tasks.read.frames import Flaw, Frame, empty_frame
from tasks.read.limits import MAX_HEAD_BYTES, MAX_PAGE_BYTES
from tasks.read.stretch import Stretch, Tally

WALL = b"WARC/"

_VERSION = rb"WARC/\d\.\d{1,2}[ \t]?\r?\n"
_BEGIN = re.compile(_VERSION)
# After damage a record is known by its first field too, wherever in a line it begins.
_NEXT = re.compile(_VERSION + rb"[A-Za-z-]{1,24}:")
_HEAD_END = re.compile(rb"\n\r?\n")
_FOLDED = re.compile(r"\r?\n[ \t]+")
_NEWLINES = re.compile(rb"[\r\n]*")
# What follows a content block: two line ends by the standard, in practice any number before the
# next record or the end.
_AFTER = re.compile(rb"\r\n\r\n|[\r\n]{0,32}(?:WARC/|[\r\n]*\Z)")
_AFTER_BYTES = 48
_VERSION_BYTES = 32


def warc_frames(stretches: Iterator[Stretch], *, first: int, size: int) -> Iterator[Frame]:
    """`size`: of the object as stored. An object without a single record is one flaw as a whole."""
    frames = _numbered(stretches, first, size)
    head = next(frames, None)
    if head is None:
        if first == 1:
            yield empty_frame()
        return
    following = next(frames, None)
    if head.flaw and head.flaw.of_object and following:
        head = replace(head, flaw=replace(head.flaw, reason="bad_record", of_object=False))
    yield head
    if following:
        yield following
        yield from frames


def _numbered(stretches: Iterator[Stretch], first: int, size: int) -> Iterator[Frame]:
    number = first
    for stretch in stretches:
        damage_told = False
        while _at_record(stretch):
            stretch.begin_record()
            frame = _next_record(stretch, number, size)
            damage_told = frame.flaw is not None and stretch.damage is not None
            yield frame
            number += 1
        if stretch.damage and not damage_told:
            yield Frame(number, flaw=Flaw(stretch.damage.reason, stretch.damage.detail))
            number += 1


def _at_record(stretch: Stretch) -> bool:
    """Pass over line ends; whether anything comes after them."""
    while stretch.ensure(1):
        newlines = _NEWLINES.match(stretch.buffer)
        if not newlines or not newlines.end():
            return True
        stretch.take(newlines.end())
    return False


def _next_record(stretch: Stretch, number: int, size: int) -> Frame:
    offset = stretch.offset
    stretch.ensure(_VERSION_BYTES)
    if not _BEGIN.match(stretch.buffer):
        return Frame(number, flaw=_no_record(stretch, number))
    head = stretch.find(_HEAD_END, MAX_HEAD_BYTES)
    if head is None:
        return Frame(number, flaw=_broken(stretch, "the named fields have no end"))
    fields = _fields(bytes(memoryview(stretch.buffer)[: head.start()]))
    length = fields.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) < 18):
        return Frame(number, flaw=_broken(stretch, f"Content-Length is {length[:40]!r}"))
    end = head.end() + int(length)
    if int(length) > MAX_PAGE_BYTES and (offset is None or stretch.packed or offset + end <= size):
        return Frame(number, flaw=_too_large(stretch, end))
    if not _ends_at(stretch, end):
        detail = f"Content-Length {length} is not where the record ends"
        return Frame(number, flaw=_broken(stretch, detail))
    stretch.take(head.end())
    return Frame(number, stretch.take(int(length)), fields, offset)


def _ends_at(stretch: Stretch, end: int) -> bool:
    there = stretch.ensure(end + _AFTER_BYTES)
    if there < end or (there < end + _AFTER_BYTES and stretch.damage):
        return False
    return _AFTER.match(bytes(memoryview(stretch.buffer)[end : end + _AFTER_BYTES])) is not None


def _fields(head: bytes) -> dict[str, str]:
    """Named fields, folded lines joined; the last of a name counts."""
    lines = _FOLDED.sub(" ", head.decode("utf-8", "replace")).split("\n")[1:]
    pairs = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _no_record(stretch: Stretch, number: int) -> Flaw:
    flaw = _broken(stretch, "no readable WARC record begins here")
    if number > 1 or stretch.damage or stretch.buffer:
        return replace(flaw, reason="bad_record")
    return replace(flaw, reason="unreadable_object", of_object=True)


def _broken(stretch: Stretch, detail: str) -> Flaw:
    """Pass over a broken record, up to the next line that begins one."""
    tally = Tally()
    stretch.take(1, tally)
    if stretch.drop_until(_NEXT, tally):
        return Flaw("bad_record", detail, tally)
    if stretch.damage:
        return Flaw(stretch.damage.reason, stretch.damage.detail, tally)
    return Flaw("bad_record" if stretch.packed else "truncated_object", detail, tally)


def _too_large(stretch: Stretch, end: int) -> Flaw:
    tally = Tally()
    whole = stretch.drop(end, tally)
    if whole and not _ends_at(stretch, 0):
        stretch.drop_until(_NEXT, tally)
    if whole or tally.bytes > MAX_PAGE_BYTES:
        return Flaw("too_large", f"a record of {tally.bytes} bytes", tally)
    if stretch.damage:
        return Flaw(stretch.damage.reason, stretch.damage.detail, tally)
    return Flaw("bad_record", f"Content-Length asks for {end} bytes of {tally.bytes}", tally)
