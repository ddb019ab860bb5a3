import gzip
from hashlib import sha256

import pytest
import zstandard

from tasks.read.limits import MAX_PAGE_BYTES
from tasks.records import RawPage, RejectedRecord
from tests.read.build import MODIFIED, line, outcomes, plan, read

PAGE = line(url="https://news.example/a", html="<p>Text.</p>")
BODYLESS = line(url="https://news.example/b")


def one(data: bytes) -> RawPage | RejectedRecord:
    (record,) = read("file:///a.jsonl", data)
    return record


def test_a_line_is_a_page() -> None:
    page = one(
        line(
            url="https://news.example/a",
            html="<p>Übung</p>",
            fetched_at="2024-03-01T00:00:00Z",
            headers={"Server": "x", "Content-Type": "text/html; charset=latin-1"},
        )
    )
    assert isinstance(page, RawPage)
    assert page.source_uri == "file:///a.jsonl#1"
    assert page.url == "https://news.example/a"
    assert page.fetched_at.isoformat() == "2024-03-01T00:00:00+00:00"
    assert page.body == "<p>Übung</p>".encode()
    assert page.media_type == "text/html"
    # The crawler has decoded it: what was sent, or what the page says of itself, is no longer true.
    assert page.headers == {"server": "x", "content-type": "text/html; charset=utf-8"}


def test_text_is_a_plain_page_of_the_object_s_time() -> None:
    page = one(line(text="Troops left.\n\nThe town is empty."))
    assert isinstance(page, RawPage)
    assert (page.media_type, page.url, page.fetched_at) == ("text/plain", None, MODIFIED)


@pytest.mark.parametrize(
    ("data", "reason", "outcome"),
    [
        (b"{broken\n", "bad_json", "quarantined"),
        (b'"a string"\n', "bad_json", "quarantined"),
        (b"[1]\n", "bad_json", "quarantined"),
        (b"[" * 200_000 + b"\n", "bad_json", "quarantined"),
        (b'{"a":' * 200_000 + b"\n", "bad_json", "quarantined"),
        (b'{"html": "<p>x</p>", "n": ' + b"9" * 5000 + b"}\n", "bad_json", "quarantined"),
        ('{"html": "x"}\n'.encode("utf-16"), "bad_json", "quarantined"),
        (b'{"html": "<p>the feed ends he', "truncated_object", "quarantined"),
        (line(url="https://x.example/"), "no_body", "quarantined"),
        (line(html=None, text=" \n"), "no_body", "quarantined"),
        (line(html=5), "bad_field", "quarantined"),
        (line(text={"a": "b"}), "bad_field", "quarantined"),
        (line(url=5, html="<p>x</p>"), "bad_field", "quarantined"),
        (line(httpResponseBody="no base64!"), "bad_field", "quarantined"),
        (line(status=404, html="<p>Not found</p>"), "http_status", "skipped"),
        (b"", "empty", "quarantined"),
        (b"\n \n\n", "empty", "quarantined"),
    ],
)
def test_a_line_that_gives_no_page(data: bytes, reason: str, outcome: str) -> None:
    first, *_ = read("file:///a.jsonl", data)
    assert isinstance(first, RejectedRecord)
    assert (first.reason, first.outcome) == (reason, outcome)


@pytest.mark.parametrize(
    ("data", "body"),
    [
        (b'{"text": "a\\ud800b\\u0000c"}\n', "a\ufffdb\0c"),
        (b'{"text": "\\ud83d\\ude00"}\n', "\N{GRINNING FACE}"),
        (b'{"text": "caf\xe9"}\n', "caf\ufffd"),
        (b'\xef\xbb\xbf{"text": "marked"}\n', "marked"),
        (b'{"text": "x", "score": NaN, "n": -Infinity}\n', "x"),
        (b'{"text": "x"}\r\n', "x"),
        (b'{"text": "no line end"}', "no line end"),
        (b'{"text": ["one", "two"], "url": ["https://news.example/"]}', "one\ntwo"),
        (b'{"text": "x", "headers": 5, "fetched_at": {}, "metadata": []}', "x"),
        (b'{"text": "x", "headers": {"a": 5, "\\ud800": "b\\udfff"}, "url": ""}', "x"),
    ],
)
def test_odd_lines_are_pages_all_the_same(data: bytes, body: str) -> None:
    page = one(data)
    assert isinstance(page, RawPage)
    assert page.body.decode() == body


def test_a_bad_line_costs_itself_and_blank_lines_count() -> None:
    data = PAGE + b"\n" + b"{bad\n" + PAGE + b"   \n" + BODYLESS + PAGE
    assert outcomes(read("file:///a.jsonl", data)) == [
        "1 page", "3 bad_json", "4 page", "6 no_body", "7 page",
    ]  # fmt: skip


def test_a_rejected_line_has_its_digest() -> None:
    _, rejected = read("file:///a.jsonl", PAGE + b"{bad\n")
    assert isinstance(rejected, RejectedRecord)
    assert (rejected.sha256, rejected.bytes) == (sha256(b"{bad").hexdigest(), 4)


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.ZstdCompressor().compress])
def test_a_line_that_is_too_long_costs_itself(pack: type[bytes]) -> None:
    data = PAGE + b'{"html": "' + b"a" * (MAX_PAGE_BYTES * 2) + b'"}\n' + PAGE
    suffix = {bytes: "", gzip.compress: ".gz"}.get(pack, ".zst")
    records = read(f"file:///a.jsonl{suffix}", pack(data))
    assert outcomes(records) == ["1 page", "2 too_large", "3 page"]
    assert isinstance(records[1], RejectedRecord)
    assert records[1].bytes == MAX_PAGE_BYTES * 2 + 12


def test_a_cut_off_gzip_keeps_its_whole_lines() -> None:
    data = gzip.compress(b"".join(line(text=f"{n} {n * 7919:x}" * 9) for n in range(99)))
    records = read("file:///a.jsonl.gz", data[: len(data) // 2])
    assert len(records) > 10
    assert {type(record) for record in records[:-1]} == {RawPage}
    assert outcomes(records)[-1] == f"{len(records)} truncated_object"


def test_a_broken_gzip_keeps_the_lines_before() -> None:
    data = gzip.compress(PAGE * 2) + b"no gzip"
    assert outcomes(read("file:///a.jsonl.gz", data)) == ["1 page", "2 page", "3 unreadable_object"]


def test_a_bomb_ends_the_object() -> None:
    data = zstandard.ZstdCompressor().compress(PAGE + b" " * 400_000_000 + PAGE)
    records = read("file:///a.jsonl.zst", data)
    assert outcomes(records) == ["1 page", "2 too_large"]
    assert isinstance(records[1], RejectedRecord)
    assert records[1].bytes < 300_000_000


def test_plain_lines_are_cut_into_parts_with_offsets() -> None:
    data = (PAGE + b"\n") * 5
    offset = len(PAGE) + 1
    assert [(part.first, part.last, part.offset) for part in plan("a.jsonl", data, size=2)] == [
        (1, 3, 0),
        (5, 7, 4 * offset - 2 * offset),
        (9, 9, 4 * offset),
    ]
