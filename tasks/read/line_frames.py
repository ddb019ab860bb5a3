"""Lines of a JSONL object. A line that is too long is passed over without being held."""

import re
from collections.abc import Iterator

from tasks.read.frames import Flaw, Frame, damage_flaw, empty_frame, rest_of
from tasks.read.limits import MAX_PAGE_BYTES
from tasks.read.stretch import Stretch, Tally

_LINE_END = re.compile(rb"\n")
# Taken in one go: 10 MB of gzip hold 10 GB of line ends.
_BLANK_LINES = re.compile(rb"[ \t\r\n]*\n")


def line_frames(stretches: Iterator[Stretch], *, first: int) -> Iterator[Frame]:
    """Blank lines count but give nothing. Damage ends the object with a last frame."""
    stretch = next(stretches, None)
    number, seen, damage_told = first, 0, False
    while stretch is not None and stretch.ensure(1):
        if blank := _BLANK_LINES.match(stretch.buffer):
            number += stretch.take(blank.end()).count(b"\n")
            continue
        frame = _next_line(stretch, number)
        number += 1
        damage_told = frame.flaw is not None and stretch.damage is not None
        if frame.flaw or frame.content:
            seen += 1
            yield frame
    if stretch is not None and stretch.damage and not damage_told:
        yield Frame(number, flaw=damage_flaw(stretch, Tally()))
    elif not seen and first == 1:
        yield empty_frame()


def _next_line(stretch: Stretch, number: int) -> Frame:
    stretch.begin_record()
    offset = stretch.offset
    end = stretch.find(_LINE_END, MAX_PAGE_BYTES + 1)
    if end is None and len(stretch.buffer) > MAX_PAGE_BYTES:
        return Frame(number, flaw=_too_long(stretch))
    if end is None and stretch.damage:
        return Frame(number, flaw=damage_flaw(stretch, rest_of(stretch)))
    line = stretch.take(len(stretch.buffer) if end is None else end.end())
    return Frame(number, line.strip(), offset=offset, cut_off=end is None)


def _too_long(stretch: Stretch) -> Flaw:
    tally = Tally()
    if stretch.drop_until(_LINE_END, tally):
        stretch.take(1)
    detail = f"a line of {tally.bytes} bytes"
    if stretch.damage and not stretch.buffer:
        detail += f", where the object becomes unreadable: {stretch.damage.detail}"
    return Flaw("too_large", detail, tally)
