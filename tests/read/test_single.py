"""html and text: one page an object."""

import gzip
from hashlib import sha256

import pytest
import zstandard

from tasks.read.limits import MAX_PAGE_BYTES
from tasks.records import RawPage, RejectedRecord
from tests.read.build import HTML, MODIFIED, outcomes, read

ZST = zstandard.ZstdCompressor().compress(HTML)
BROKEN = bytearray(gzip.compress(HTML * 50))
BROKEN[40] ^= 0xFF


@pytest.mark.parametrize(
    ("uri", "data", "media_type"),
    [
        ("file:///a.html", HTML, "text/html"),
        ("file:///a.html.gz", gzip.compress(HTML), "text/html"),
        ("file:///a.html.gz", gzip.compress(HTML[:9]) + gzip.compress(HTML[9:]), "text/html"),
        ("file:///a.html.gz", gzip.compress(HTML) + b"\0" * 512, "text/html"),
        ("file:///a.html.zst", ZST, "text/html"),
        ("file:///a.html", gzip.compress(HTML), "text/html"),  # stored as it was sent
        ("file:///a.txt", HTML, "text/plain"),
    ],
)
def test_the_page_is_the_object(uri: str, data: bytes, media_type: str) -> None:
    (page,) = read(uri, data)
    assert isinstance(page, RawPage)
    assert (page.source_uri, page.source_etag, page.body) == (uri, "tag", HTML)
    assert (page.media_type, page.headers, page.url) == (media_type, {}, None)
    assert (page.fetched_at, page.day) == (MODIFIED, MODIFIED.date())


def test_an_empty_object_is_an_empty_page() -> None:
    (page,) = read("file:///a.html", b"")
    assert isinstance(page, RawPage)
    assert page.body == b""


def test_metadata_gives_url_and_time() -> None:
    metadata = {"url": " https://news.example/a b\n", "fetched_at": "2024-03-01T00:00:00+01:00"}
    (page,) = read("file:///a.html", HTML, metadata=metadata)
    assert isinstance(page, RawPage)
    assert page.url == "https://news.example/a%20b"
    assert page.fetched_at.isoformat() == "2024-02-29T23:00:00+00:00"


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "/a", "https://", "https://x/" + "a" * 9000])
def test_what_is_no_web_address_is_left_out(url: str) -> None:
    (page,) = read("file:///a.html", HTML, metadata={"url": url})
    assert isinstance(page, RawPage)
    assert page.url is None


@pytest.mark.parametrize(
    ("kind", "uri", "data", "reason"),
    [
        ("large page", "file:///a.html", b"a" * (MAX_PAGE_BYTES + 1), "too_large"),
        ("gzip bomb", "file:///a.html.gz", gzip.compress(b"\0" * 30_000_000), "too_large"),
        (
            "zstd bomb",
            "file:///a.html.zst",
            zstandard.ZstdCompressor().compress(b"\0" * 10**9),
            "too_large",
        ),
        ("broken gzip", "file:///a.html.gz", bytes(BROKEN), "unreadable_object"),
        ("cut gzip", "file:///a.html.gz", gzip.compress(HTML * 50)[:-5], "truncated_object"),
        ("gzip head", "file:///a.html.gz", gzip.compress(HTML)[:12], "truncated_object"),
        ("gzip and junk", "file:///a.html.gz", gzip.compress(HTML) + b"junk", "unreadable_object"),
        ("cut zstd", "file:///a.html.zst", ZST[:-3], "truncated_object"),
        ("plain as gzip", "file:///a.html.gz", HTML, "unreadable_object"),
        (
            "gzip of junk",
            "file:///a.html.gz",
            b"\x1f\x8b\x08\x00junkjunkjunkjunk",
            "unreadable_object",
        ),
        (
            "zstd of junk",
            "file:///a.txt.zst",
            b"\x28\xb5\x2f\xfdjunkjunkjunkjunk",
            "unreadable_object",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_object_that_gives_no_page(kind: str, uri: str, data: bytes, reason: str) -> None:
    (rejected,) = read(uri, data)
    assert isinstance(rejected, RejectedRecord)
    assert (rejected.source_uri, rejected.outcome, rejected.reason) == (uri, "quarantined", reason)
    assert rejected.bytes <= MAX_PAGE_BYTES + 8_500_000


def test_a_rejected_page_has_the_digest_of_what_could_be_read() -> None:
    (rejected,) = read("file:///a.html.gz", gzip.compress(HTML * 50)[:-5])
    assert isinstance(rejected, RejectedRecord)
    assert (rejected.sha256, rejected.bytes) == (sha256(HTML * 50).hexdigest(), len(HTML) * 50)


def test_a_page_of_the_largest_size_is_a_page() -> None:
    assert outcomes(read("file:///a.html", b"a" * MAX_PAGE_BYTES)) == ["page"]
