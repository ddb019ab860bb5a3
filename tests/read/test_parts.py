"""Reading the parts of an object gives what reading the whole gives."""

import gzip

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.read import Part, parts
from tests.read.build import HTML, gz, http, line, noise, outcomes, plan, read, warc

LINES = st.sampled_from([line(html="<p>x</p>"), line(url="x"), b"\n", b"{bad\n", line(text="x" * 999), b"\xff\xfe\n"])
RECORDS = st.sampled_from(
    [
        warc(),
        warc(http(HTML * 90)),
        warc(kind="request"),
        warc(http(status="404")),
        warc(length=9),
        warc(length=999),
        b"garbage",
        b"\x1f\x8b\x08\x00",
        warc()[:99],
    ]
)
PACKINGS = {
    "file:///a.jsonl": (LINES, b"".join),
    "file:///a.jsonl.gz": (LINES, lambda lines: gz(*lines)),
    "file:///a.jsonl.zst": (
        LINES,
        lambda lines: zstandard.ZstdCompressor().compress(b"".join(lines)),
    ),
    "file:///a.warc": (RECORDS, b"".join),
    "file:///a.warc.gz": (RECORDS, lambda records: gz(*records)),
    "file:///one.warc.gz": (RECORDS, lambda records: gz(b"".join(records))),
    "file:///mixed.warc.gz": (
        RECORDS,
        lambda records: b"".join(
            record if number % 3 == 0 else gzip.compress(record) for number, record in enumerate(records)
        ),
    ),
}


@pytest.mark.parametrize("uri", PACKINGS)
@given(data=st.data(), size=st.integers(1, 6), cut=st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_the_parts_are_the_whole(uri: str, data: st.DataObject, size: int, cut: int) -> None:
    records, pack = PACKINGS[uri]
    packed = pack(data.draw(st.lists(records, max_size=25)))
    packed = packed[: len(packed) - cut]
    planned = plan(uri, packed, size=size)
    read_in_parts = [record for part in planned for record in read(uri, packed, part=part)]
    assert read_in_parts == read(uri, packed)
    assert [part.first for part in planned] == sorted({part.first for part in planned})


def test_a_member_each_gives_every_part_its_offset() -> None:
    triple = [warc(kind="request"), warc(), warc(kind="metadata")]
    packed = gz(*triple * 4)
    planned = plan("a.warc.gz", packed, size=2)
    assert [(part.first, part.last) for part in planned] == [(1, 7), (8, 12)]
    assert packed[planned[1].offset :] == gz(*(triple * 4)[7:])


def test_one_member_is_read_from_its_beginning() -> None:
    packed = gz(b"".join([line(text="a"), line(text="b"), line(text="c")]))
    assert plan("a.jsonl.gz", packed, size=2) == [Part(1, 2, 0), Part(3, 3, 0)]
    assert outcomes(read("a.jsonl.gz", packed, part=Part(3, 3, 0))) == ["3 page"]


@pytest.mark.parametrize("uri", ["a.html", "a.txt.gz", "a.jsonl", "a.warc"])
@pytest.mark.parametrize("data", [b"", b"\n", noise(99)])
def test_any_object_has_a_part(uri: str, data: bytes) -> None:
    assert plan(uri, data, size=100) == [Part(1, 1, 0)]


@pytest.mark.parametrize(("lines", "count"), [(1, 1), (7, 4), (8, 4), (9, 3), (100, 4)])
def test_an_object_without_offsets_is_read_from_its_beginning_a_few_times_only(
    lines: int, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MAX_REREADS", 4)
    packed = gz(line(text="a") * lines)
    planned = plan("a.jsonl.gz", packed, size=2)
    assert len(planned) == count
    read_in_parts = [record for part in planned for record in read("a.jsonl.gz", packed, part=part)]
    assert read_in_parts == read("a.jsonl.gz", packed)


def test_parts_that_have_an_offset_stay_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MAX_REREADS", 1)
    members = [gz(warc()), gz(warc()), gz(warc() * 5), gz(warc()), gz(warc())]
    planned = plan("a.warc.gz", b"".join(members), size=1)
    assert [(part.first, part.last) for part in planned] == [(1, 1), (2, 2), (3, 7), (8, 8), (9, 9)]
    assert [part.offset > 0 for part in planned] == [False, True, True, True, True]
