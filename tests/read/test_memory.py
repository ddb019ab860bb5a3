"""Memory while reading does not grow with what is read."""

import tracemalloc
from collections.abc import Iterator
from io import RawIOBase
from typing import BinaryIO, cast

import pytest

from tasks.read import format_of, plan_parts, read_records
from tasks.read.limits import MAX_PAGE_BYTES
from tests.read.build import gz, line, noise, outcomes, raw_object, warc

MEGABYTE = 1_000_000
PAGE = line(text="page")


class Generated(RawIOBase):
    """A stream that is made while it is read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def read(self, _size: int = -1) -> bytes:
        return next(self._pieces, b"")


def long_line() -> Iterator[bytes]:
    yield PAGE + b'{"html": "'
    yield from (b"a" * MEGABYTE for _ in range(150))
    yield b'"}\n' + PAGE


def large_record() -> Iterator[bytes]:
    yield warc() + warc(b"", length=150 * MEGABYTE)[:-4]
    yield from (b"a" * MEGABYTE for _ in range(150))
    yield b"\r\n\r\n" + warc()


def many_lines() -> Iterator[bytes]:
    yield from (PAGE * 2_000 for _ in range(8))


PACKED_RECORD = gz(warc(), warc(noise(64) * 2_500_000), warc())


def packed_large_record() -> Iterator[bytes]:
    yield PACKED_RECORD


@pytest.mark.parametrize(
    ("uri", "pieces", "rows"),
    [
        ("a.jsonl", long_line, ["1 page", "2 too_large", "3 page"]),
        ("a.warc", large_record, ["1 page", "2 too_large", "3 page"]),
        ("a.warc.gz", packed_large_record, ["1 page", "2 too_large", "3 page"]),
    ],
)
def test_what_is_too_large_is_never_held(uri: str, pieces: object, rows: list[str]) -> None:
    assert callable(pieces)
    fmt = format_of(uri)
    assert fmt
    obj = raw_object(uri, b"").model_copy(update={"size": 10**9})
    stream = cast(BinaryIO, Generated(pieces()))
    tracemalloc.start()
    try:
        assert outcomes(read_records(obj, stream, fmt=fmt)) == rows
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4 * MAX_PAGE_BYTES


def test_planning_holds_no_pages() -> None:
    stream = cast(BinaryIO, Generated(many_lines()))
    tracemalloc.start()
    try:
        parts = list(plan_parts(raw_object("a.jsonl", b""), stream, fmt="jsonl", size=4_000))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [part.last for part in parts] == [4_000, 8_000, 12_000, 16_000]
    assert peak < 2 * MEGABYTE
