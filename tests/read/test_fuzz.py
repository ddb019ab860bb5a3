"""Whatever the bytes: nothing is raised, reading ends, and every row has its own source_uri."""

import gzip

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.records.reasons import REASONS
from tests.read.build import HTML, gz, http, line, outcomes, read, warc

GOOD: dict[str, bytes] = {
    "a.html": HTML,
    "a.html.gz": gz(HTML),
    "a.txt.zst": zstandard.ZstdCompressor().compress(HTML),
    "a.jsonl": line(url="https://x.example/", html="<p>x</p>", headers={"a": "b"}) * 3,
    "a.jsonl.gz": gz(line(text="x"), line(httpResponseBody="eA==")),
    "a.jsonl.zst": zstandard.ZstdCompressor().compress(line(text="x") * 3),
    "a.warc": warc() + warc(http(brotli.compress(HTML), headers="Content-Encoding: br\r\n")),
    "a.warc.gz": gz(warc(), warc(http(b"5\r\n<html", headers="Transfer-Encoding: chunked\r\n"))),
    "b.warc.gz": gz(warc(http(gzip.compress(HTML), headers="Content-Encoding: gzip\r\n")) * 2),
}
EDITS = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 8),
        st.one_of(
            st.binary(max_size=12),
            st.sampled_from(
                [
                    b"WARC/1.0\r\n",
                    b"\r\n\r\n",
                    b"\n",
                    b"Content-Length: 99\r\n",
                    b"\x1f\x8b\x08\x00",
                ]
            ),
        ),
    ),
    max_size=5,
)


def edited(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for place, removed, put in edits:
        at = int(place * len(data))
        data = data[:at] + put + data[at + removed :]
    return data


def check(uri: str, data: bytes) -> None:
    rows = outcomes(read(uri, data))
    numbers = [row.rpartition(" ")[0] for row in rows]
    assert len(set(numbers)) == len(numbers)
    assert {row.rpartition(" ")[2] for row in rows} <= REASONS.keys() | {"page"}


@pytest.mark.parametrize("uri", GOOD)
@given(edits=EDITS)
@settings(max_examples=150, deadline=None)
def test_edited_objects(uri: str, edits: list[tuple[float, int, bytes]]) -> None:
    check(uri, edited(GOOD[uri], edits))


@pytest.mark.parametrize("uri", GOOD)
@given(data=st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_random_objects(uri: str, data: bytes) -> None:
    check(uri, data)


@pytest.mark.parametrize("uri", ["b.warc", "b.jsonl"])
@given(edits=EDITS)
@settings(max_examples=150, deadline=None)
def test_packed_afterwards(uri: str, edits: list[tuple[float, int, bytes]]) -> None:
    check(f"{uri}.gz", gz(edited(GOOD[uri.replace("b", "a", 1)], edits)))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(
    fields=st.dictionaries(
        st.sampled_from(
            ["url", "html", "text", "body", "fetched_at", "timestamp", "headers", "status",
             "httpResponseBody", "metadata", "crawl", "source", "httpResponseHeaders"]
        ),
        JSON | st.dictionaries(st.sampled_from(["url", "loadedTime", "date", "name"]), JSON),
    )
)  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_any_fields(fields: dict[str, object]) -> None:
    check("a.jsonl", line(**fields))
