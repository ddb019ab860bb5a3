"""HTTP bodies in WARC records, coded in every way that servers and crawlers leave them."""

import gzip
import zlib

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest
import zstandard

from tasks.read.limits import MAX_PAGE_BYTES
from tasks.records import RawPage
from tests.read.build import HTML, http, outcomes, read, warc

PACKED = gzip.compress(HTML, mtime=0)
RAW_DEFLATE = zlib.compress(HTML)[2:-4]
CHUNKED = b"5\r\n" + HTML[:5] + b"\r\n1f;ext=1\r\n" + HTML[5:36] + b"\r\n"
WHOLE = CHUNKED + b"%x\r\n" % len(HTML[36:]) + HTML[36:] + b"\r\n0\r\nTrailer: x\r\n\r\n"
ZSTD = zstandard.ZstdCompressor()


def response(body: bytes, coding: str, *, transfer: str = "identity") -> bytes:
    headers = f"Content-Type: text/html\r\nContent-Encoding: {coding}\r\n"
    return warc(http(body, headers=f"{headers}Transfer-Encoding: {transfer}\r\n"))


@pytest.mark.parametrize(
    ("body", "coding", "transfer"),
    [
        (gzip.compress(HTML), "gzip", ""),
        (gzip.compress(HTML), "X-GZIP", ""),
        (zlib.compress(HTML), "deflate", ""),
        (RAW_DEFLATE, "deflate", ""),
        (brotli.compress(HTML), "br", ""),
        (ZSTD.compress(HTML), "zstd", ""),
        (gzip.compress(brotli.compress(HTML)), "br, gzip", ""),
        (WHOLE, "", "chunked"),
        (WHOLE, "identity", "Chunked"),
        (b"%x\r\n" % len(PACKED) + PACKED + b"\r\n0\r\n", "gzip", "chunked"),
        # decoded by the crawler, headers left as they were
        (HTML, "gzip", "chunked"),
        (HTML, "br", ""),
        (HTML, "deflate", ""),
        (HTML, "zstd", ""),
        (HTML, "rot13", ""),
    ],
)  # fmt: skip
def test_bodies_are_decoded(body: bytes, coding: str, transfer: str) -> None:
    (page,) = read("file:///a.warc", response(body, coding, transfer=transfer))
    assert isinstance(page, RawPage)
    assert page.body == HTML


@pytest.mark.parametrize(
    ("body", "coding", "transfer"),
    [
        (CHUNKED[:-9], "", "chunked"),
        (CHUNKED, "", "chunked"),
        (gzip.compress(HTML)[:-12], "gzip", ""),
        (zlib.compress(HTML)[:-9], "deflate", ""),
    ],
)
def test_a_body_that_is_cut_off_gives_what_there_is(body: bytes, coding: str, transfer: str) -> None:
    (page,) = read("file:///a.warc", response(body, coding, transfer=transfer))
    assert isinstance(page, RawPage)
    assert page.body
    assert HTML.startswith(page.body)


NULS = bytes(MAX_PAGE_BYTES + 1)


@pytest.mark.parametrize(
    ("kind", "body", "coding", "transfer", "reason"),
    [
        ("chunk", CHUNKED + b"no size\r\n", "", "chunked", "bad_record"),
        ("gzip", gzip.compress(HTML)[:-4] + b"....", "gzip", "", "bad_record"),
        ("deflate", b"\xff" * 40, "deflate", "", "bad_record"),
        ("br", b"\xff" * 40, "br", "", "bad_record"),
        ("gzip bomb", gzip.compress(NULS), "gzip", "", "too_large"),
        ("gzip bombs", gzip.compress(gzip.compress(NULS)), "gzip, gzip", "", "too_large"),
        ("deflate bomb", zlib.compress(NULS), "deflate", "", "too_large"),
        ("br bomb", brotli.compress(NULS, quality=1), "br", "", "too_large"),
        ("zstd bomb", ZSTD.compress(NULS), "zstd", "", "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_body_that_cannot_be_decoded(kind: str, body: bytes, coding: str, transfer: str, reason: str) -> None:
    records = read("file:///a.warc", response(body, coding, transfer=transfer) + warc())
    assert outcomes(records) == [f"1 {reason}", "2 page"]
