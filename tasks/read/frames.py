"""Records cut out of an object, before anything in them is understood."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from tasks.read.limits import MAX_PAGE_BYTES
from tasks.read.stretch import Stretch, Tally

Verdict = Literal["skipped", "quarantined"]


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a record gives no page."""

    reason: str
    """A name from `tasks.records.reasons`."""
    detail: str
    tally: Tally = field(default_factory=Tally)
    """Of the record's bytes."""
    of_object: bool = False
    """Whether it is the object as a whole that gives nothing."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One record: its bytes, or what is wrong with them."""

    number: int
    """From 1, of all records in the object (JSONL: of all lines)."""
    content: bytes = b""
    """The line, the content block of the WARC record, the whole page; empty with a flaw."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Named fields of a WARC record, names in lower case."""
    offset: int | None = None
    """Where in the object reading can begin with this record."""
    cut_off: bool = False
    """The object ends in it, without a line end."""
    flaw: Flaw | None = None


def single_frame(stretches: Iterator[Stretch]) -> Iterator[Frame]:
    """The whole object as one record."""
    stretch = next(stretches, None)
    if stretch is None or (not stretch.ensure(MAX_PAGE_BYTES + 1) and stretch.damage is None):
        yield Frame(1, offset=0)
    elif len(stretch.buffer) > MAX_PAGE_BYTES:
        flaw = Flaw("too_large", f"more than {MAX_PAGE_BYTES} bytes", rest_of(stretch))
        yield Frame(1, flaw=flaw)
    elif stretch.damage:
        yield Frame(1, flaw=damage_flaw(stretch, rest_of(stretch)))
    else:
        yield Frame(1, stretch.take(len(stretch.buffer)), offset=0)


def rest_of(stretch: Stretch) -> Tally:
    """Pass over what is in the buffer."""
    tally = Tally()
    stretch.take(len(stretch.buffer), tally)
    return tally


def damage_flaw(stretch: Stretch, tally: Tally) -> Flaw:
    """The flaw of a record in which the object's bytes become unreadable for good."""
    assert stretch.damage  # noqa: S101 - for the type checker
    reason = stretch.damage.reason.replace("bad_record", "unreadable_object")
    return Flaw(reason, stretch.damage.detail, tally)


def empty_frame() -> Frame:
    """What an object without any record gives, so that it too has its row in the account."""
    return Frame(1, offset=0, flaw=Flaw("empty", "the object holds no record", of_object=True))
