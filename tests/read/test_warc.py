import gzip
from collections.abc import Callable
from hashlib import sha256

import pytest
import zstandard

from tasks.read.limits import MAX_PAGE_BYTES
from tasks.records import RawPage, RejectedRecord
from tests.read.build import HTML, bomb, gz, http, noise, outcomes, read, warc

PAGE = warc()
NOISE = noise(9000)


def one(record: bytes) -> RawPage | RejectedRecord:
    (page,) = read("file:///a.warc", record)
    return page


def test_a_response_is_a_page() -> None:
    page = one(warc(http(headers="Content-Type: text/html; charset=x\r\nA: b\r\nA: c\r\n")))
    assert isinstance(page, RawPage)
    assert page.source_uri == "file:///a.warc#1"
    assert (page.url, page.body) == ("https://news.example/a", HTML)
    assert page.fetched_at.isoformat() == "2024-03-04T08:00:00+00:00"
    assert page.headers == {"content-type": "text/html; charset=x", "a": "b, c"}


PACKINGS: dict[str, Callable[[list[bytes]], bytes]] = {
    "a.warc": b"".join,
    "a member each.warc.gz": lambda records: gz(*records),
    "one member.warc.gz": lambda records: gz(b"".join(records)),
    "two members.warc.gz": lambda records: gz(b"".join(records[:2]), b"".join(records[2:])),
    "members of 100 bytes.warc.gz": lambda records: gz(
        *(b"".join(records)[at : at + 100] for at in range(0, len(b"".join(records)), 100))
    ),
    "frames.warc.zst": lambda records: b"".join(map(zstandard.ZstdCompressor().compress, records)),
    "skippable frame.warc.zst": lambda records: (
        b"\x50\x2a\x4d\x18\x04\0\0\0dict" + zstandard.ZstdCompressor().compress(b"".join(records))
    ),
}


@pytest.mark.parametrize("name", PACKINGS)
def test_every_packing_reads_the_same(name: str) -> None:
    records = [
        warc(b"software: x", kind="warcinfo", content_type="application/warc-fields"),
        warc(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        PAGE,
        warc(b"", kind="metadata"),
        warc(http(HTML * 50)),
    ]
    assert outcomes(read(f"file:///{name}", PACKINGS[name](records))) == ["3 page", "5 page"]


@pytest.mark.parametrize(
    ("record", "outcome"),
    [
        (warc(http(status="404 Not Found")), "1 http_status"),
        (warc(http(status="301")), "1 http_status"),
        (warc(http(headers="Content-Type: image/png\r\n")), "1 not_html"),
        (warc(http(headers="Content-Type: text/plain\r\n")), "1 not_html"),
        (warc(http(headers="Content-Type: application/xhtml+xml\r\n")), "1 page"),
        (warc(http(headers="Content-Type: text/html, text/html\r\n")), "1 page"),
        (warc(http(headers="Server: x\r\n")), "1 page"),
        (warc(http(b"\x89PNG", headers="Server: x\r\n")), "1 not_html"),
        (warc(http(headers="content-type:\r\n text/html\r\n")), "1 page"),
        (warc(http().replace(b"\r\n", b"\n")), "1 page"),
        (warc(http().replace(b"HTTP/1.1", b"HTTP/2")), "1 page"),
        (warc(http(b"")), "1 page"),
        (warc(b"HTTP/1.1 200 OK"), "1 not_html"),
        (warc(b"ICY 200 OK\r\n\r\nabc"), "1 bad_record"),
        (warc(b""), "1 bad_record"),
        (warc(HTML, kind="resource", content_type="text/html"), "1 page"),
        (warc(HTML, kind="response", content_type="text/html; charset=utf-8"), "1 page"),
        (warc(b"a log", kind="resource", content_type="text/plain"), "1 not_html"),
        (warc(b"1.2.3.4", kind="response", content_type="text/dns"), "1 not_html"),
        (warc(b"Text.", kind="conversion", content_type="text/plain"), "1 page"),
        (warc(kind="revisit"), "1 revisit"),
        (warc(kind="continuation"), "1 not_html"),
        (warc(kind="?"), "1 not_html"),
        (b"\r\n\r\n" + warc().replace(b"WARC/1.0", b"WARC/1.1"), "1 page"),
        (warc()[:-4], "1 page"),
        (warc()[:-4] + b"\n", "1 page"),
    ],
)
def test_which_records_are_pages(record: bytes, outcome: str) -> None:
    assert outcomes([one(record)]) == [outcome]


def test_a_text_conversion_is_a_plain_page() -> None:
    page = one(warc(b"Text.", kind="conversion", content_type="text/plain"))
    assert isinstance(page, RawPage)
    assert (page.media_type, page.body) == ("text/plain", b"Text.")


def test_skipped_records_are_skipped() -> None:
    for record in (warc(kind="revisit"), warc(http(status="500"))):
        rejected = one(record)
        assert isinstance(rejected, RejectedRecord)
        assert rejected.outcome == "skipped"


def test_a_rejected_record_has_the_digest_of_its_block() -> None:
    rejected = one(warc(http(status="404")))
    assert isinstance(rejected, RejectedRecord)
    assert rejected.sha256 == sha256(http(status="404")).hexdigest()


BROKEN: dict[str, bytes] = {
    "length too large": warc(length=len(http()) + 100),
    "length too small": warc(length=len(http()) - 20),
    "length huge": warc(length=10**15),
    "length beyond words": warc(length="9" * 5000),
    "length negative": warc(length=-5),
    "length no number": warc(length="many"),
    "length in other digits": warc(length="١٢"),
    "length missing": PAGE.replace(b"Content-Length", b"Content-Width"),
    "no version": PAGE[10:],
    "noise": NOISE,
    "a page about WARC": b"<p>It begins with WARC/1.0\r\n and so on",
    "fields without end": b"WARC/1.0\r\n" + b"a: b\r\n" * 50_000,
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_broken_record_costs_itself_alone(broken: bytes, name: str) -> None:
    records = [PAGE, broken, PAGE, PAGE]
    packed = gz(*records) if name.endswith("gz") else b"".join(records)
    assert outcomes(read(f"file:///{name}", packed)) == [
        "1 page", "2 bad_record", "3 page", "4 page",
    ]  # fmt: skip


MEMBER = gzip.compress(warc(http(HTML + NOISE)), mtime=0)
BROKEN_MEMBERS: dict[str, bytes] = {
    "garbage": b"garbage" * 40,
    "false start": b"\x1f\x8b\x08\x00" * 9,
    "cut off": MEMBER[: len(MEMBER) // 2],
    "damaged in the middle": MEMBER[:300] + b"\xff" * 9 + MEMBER[309:],
    "damaged at its start": b"\x1f\x8b\x08\x00" + b"\xff" * 90,
    "wrong checksum": MEMBER[:-6] + b"??" + MEMBER[-4:],
    "noise": NOISE,
    "not a record": gz(HTML),
}


@pytest.mark.parametrize("broken", BROKEN_MEMBERS.values(), ids=BROKEN_MEMBERS)
def test_a_broken_member_costs_itself_alone(broken: bytes) -> None:
    packed = gz(PAGE) + broken + gz(PAGE, PAGE)
    broken_one, *others = outcomes(read("file:///a.warc.gz", packed))[1:]
    assert broken_one in ("2 bad_record", "2 truncated_object")
    assert others == ["3 page", "4 page"]


def test_a_plain_record_between_members_is_read() -> None:
    assert outcomes(read("a.warc.gz", gz(PAGE) + PAGE + gz(PAGE))) == ["1 page", "2 page", "3 page"]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize("missing", [30, 400, 5000])
def test_a_cut_off_object_keeps_its_whole_records(name: str, missing: int) -> None:
    big = warc(http(HTML + NOISE))
    packed = gz(PAGE, PAGE, big) if name.endswith("gz") else PAGE + PAGE + big
    assert outcomes(read(f"file:///{name}", packed[:-missing])) == [
        "1 page", "2 page", "3 truncated_object",
    ]  # fmt: skip


LARGE = warc(http(bytes(MAX_PAGE_BYTES + 1)))


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("a.warc", PAGE + LARGE + PAGE),
        ("a.warc.gz", gz(PAGE, LARGE, PAGE)),
        ("b.warc.gz", gz(PAGE + LARGE + PAGE)),
        ("a.warc.zst", zstandard.ZstdCompressor().compress(PAGE + LARGE + PAGE)),
    ],
    ids=["plain", "a member each", "one member", "zstd"],
)
def test_a_record_that_is_too_large_costs_itself_alone(name: str, packed: bytes) -> None:
    records = read(f"file:///{name}", packed)
    assert outcomes(records) == ["1 page", "2 too_large", "3 page"]
    assert isinstance(records[1], RejectedRecord)
    assert records[1].bytes == len(LARGE) - 4


def test_a_bomb_is_given_up_and_the_next_member_read() -> None:
    size = 400_000_000
    bomb_record = bomb(size, before=warc(http(b""), length=size + 99)[:-4])
    records = read("file:///a.warc.gz", gz(PAGE) + bomb_record + gz(PAGE))
    assert outcomes(records) == ["1 page", "2 too_large", "3 page"]
    assert isinstance(records[1], RejectedRecord)
    assert records[1].bytes < 300_000_000


@pytest.mark.parametrize(
    ("name", "data", "outcome"),
    [
        ("a.warc", HTML * 99, "unreadable_object"),
        ("a.warc.gz", gz(HTML), "unreadable_object"),
        ("a.warc.gz", HTML, "unreadable_object"),
        ("a.warc.gz", NOISE, "unreadable_object"),
        ("a.warc", b"", "empty"),
        ("a.warc.gz", b"", "empty"),
        ("a.warc.gz", gz(b""), "empty"),
        ("a.warc", b"\r\n\r\n", "empty"),
    ],
)
def test_an_object_without_any_record_has_one_outcome(name: str, data: bytes, outcome: str) -> None:
    assert outcomes(read(f"file:///{name}", data)) == [outcome]
