"""WARC files written by broken crawlers, or by nobody."""
# ruff: noqa: E501 - a kind a row

import zlib

import brotli  # type: ignore[import-untyped]  # ships no types

from tests.hostile.kind import STORED, Kind
from tests.hostile.prose import page, text
from tests.read.build import bomb, gz, http, noise, warc

WARC, GZ = ".warc", ".warc.gz"
BODY = page().encode()
GOOD = warc(http(BODY))
TWO = (STORED, STORED)
AROUND = (STORED, "bad_record", STORED)


def _coded(body: bytes, coding: str) -> bytes:
    return warc(http(body, headers=f"Content-Type: text/html\r\nContent-Encoding: {coding}\r\n"))


def _chunked(body: bytes) -> bytes:
    return warc(http(body, headers="Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n"))


def _between(record: bytes) -> bytes:
    return GOOD + record + GOOD


def _members(*members: bytes) -> bytes:
    return gz(GOOD) + b"".join(members) + gz(GOOD)


_CHUNKS = b"64\r\n" + BODY[:100] + b"\r\n"

WARCS = (
    Kind("nothing", WARC, lambda: b"", ("empty",)),
    Kind("blank lines", WARC, lambda: b"\r\n" * 99, ("empty",)),
    Kind("no record", WARC, lambda: BODY, ("unreadable_object",)),
    Kind("noise", WARC, lambda: noise(9000), ("unreadable_object",)),
    Kind("noise", GZ, lambda: noise(9000), ("unreadable_object",)),
    Kind("html in gzip", GZ, lambda: gz(BODY), ("unreadable_object",)),
    Kind("plain under a packed name", GZ, lambda: GOOD, ("unreadable_object",)),
    Kind("length too large", WARC, lambda: _between(warc(http(BODY), length=len(BODY) + 999)), AROUND),
    Kind("length too small", WARC, lambda: _between(warc(http(BODY), length=500)), AROUND),
    Kind("length of 10 GB", WARC, lambda: _between(warc(http(BODY), length=10**10)), AROUND),
    Kind("length negative", WARC, lambda: _between(warc(http(BODY), length=-1)), AROUND),
    Kind("length of 5000 digits", WARC, lambda: _between(warc(http(BODY), length="9" * 5000)), AROUND),
    Kind("length missing", WARC, lambda: _between(GOOD.replace(b"Content-Length", b"X")), AROUND),
    Kind("length of 10 GB", GZ, lambda: _members(gz(warc(http(BODY), length=10**10))), AROUND),
    Kind("length too large", GZ, lambda: _members(gz(warc(http(BODY), length=10**6))), AROUND),
    Kind("head of 10 MB", WARC, lambda: _between(b"WARC/1.0\r\n" + b"X: y\r\n" * 1_700_000), AROUND),
    Kind("field of 10 MB", WARC, lambda: _between(b"WARC/1.0\r\nX: " + b"y" * 10_000_000), AROUND),
    Kind("garbage between records", WARC, lambda: _between(b"garbage " * 300), AROUND),
    Kind("garbage between members", GZ, lambda: _members(b"garbage " * 300), AROUND),
    Kind("false members", GZ, lambda: _members(b"\x1f\x8b\x08\x00" * 3000), AROUND),
    Kind("member damaged", GZ, lambda: _members(gz(GOOD)[:90] + b"\xff" * 30 + gz(GOOD)[120:]), AROUND),
    Kind("member cut off", GZ, lambda: _members(gz(GOOD)[:300]), (STORED, "bad_record|truncated_object", STORED)),
    Kind("member of wrong checksum", GZ, lambda: _members(gz(GOOD)[:-8] + b"........"), AROUND),
    Kind("cut off", WARC, lambda: GOOD + GOOD[:-900], (STORED, "truncated_object")),
    Kind("cut off", GZ, lambda: gz(GOOD) + gz(GOOD)[:-99], (STORED, "truncated_object")),
    Kind("cut off in its head", WARC, lambda: GOOD + GOOD[:90], (STORED, "truncated_object")),
    Kind("record of 25 MB", GZ, lambda: _members(gz(warc(http(bytes(25_000_000))))), (STORED, "too_large", STORED)),
    Kind("bomb of 1 GB", GZ, lambda: _members(bomb(10**9, before=warc(http(b""), length=10**9 + 99)[:-4])), (STORED, "too_large", STORED), heavy=True),
    Kind("bomb of line ends", GZ, lambda: _members(bomb(400_000_000, of=b"\n")), (STORED, "too_large", STORED), heavy=True),
    Kind("gzip bomb in a body", GZ, lambda: _members(gz(_coded(bomb(90_000_000), "gzip"))), (STORED, "too_large", STORED)),
    Kind("br bomb in a body", GZ, lambda: _members(gz(_coded(brotli.compress(bytes(90_000_000), quality=1), "br"))), (STORED, "too_large", STORED)),
    Kind("deflate bomb in a body", GZ, lambda: _members(gz(_coded(zlib.compress(bytes(90_000_000), 1), "deflate"))), (STORED, "too_large", STORED)),
    Kind("codings without end", WARC, lambda: _between(_coded(BODY, "gzip, " * 9000)), (STORED, STORED, STORED)),
    Kind("coding that is none", WARC, lambda: _between(_coded(noise(3000), "br")), AROUND),
    Kind("chunk size that is none", WARC, lambda: _between(_chunked(_CHUNKS + b"xyz\r\n" + BODY)), AROUND),
    Kind("chunk size of 15 digits", WARC, lambda: _chunked(b"fffffffffffffff\r\n" + BODY), (STORED,)),
    Kind("chunks that never came", WARC, lambda: _chunked(b"%x\r\n" % len(BODY) + BODY), (STORED,)),
    Kind("chunked by name only", WARC, lambda: _chunked(BODY), (STORED,)),
    Kind("no http", WARC, lambda: _between(warc(b"SSH-2.0-OpenSSH_9.6\r\n")), AROUND),
    Kind("http without body", WARC, lambda: _between(warc(http(b""))), (STORED, "empty", STORED)),
    Kind("http head of 5 MB", WARC, lambda: _between(warc(http(BODY, headers="Content-Type: text/html\r\n" + "X: y\r\n" * 800_000))), AROUND),
    Kind("http head of 100 KB", WARC, lambda: _between(warc(http(BODY, headers="Content-Type: text/html\r\n" + "X:y\n" * 25_000))), (STORED, STORED, STORED)),
    Kind("other types", WARC, lambda: warc(http(BODY, headers="Content-Type: image/png\r\n")) + GOOD, ("not_html", STORED)),
    Kind("errors and redirects", WARC, lambda: warc(http(BODY, status="503 Busy")) + GOOD, ("http_status", STORED)),
    Kind("revisit", WARC, lambda: warc(kind="revisit") + GOOD, ("revisit", STORED)),
    Kind("text conversion", WARC, lambda: warc(text().encode(), kind="conversion", content_type="text/plain"), (STORED,)),
    Kind("png that says html", WARC, lambda: _between(warc(http(b"\x89PNG\r\n\x1a\n\0" + noise(900)))), (STORED, "not_a_page", STORED)),
    Kind("url that is a script", WARC, lambda: warc(http(BODY), url="javascript:alert(1)"), (STORED,)),
    Kind("url of 1 MB", WARC, lambda: _between(warc(http(BODY), url="https://x.example/" + "a" * 1_000_000)), AROUND),
    Kind("url with controls", WARC, lambda: warc(http(BODY), url="https://x.example/\x1b[2J\0a"), (STORED,)),
    Kind("a warc inside a page", WARC, lambda: warc(http(BODY + b"\r\n\r\n" + GOOD)), (STORED,)),
)  # fmt: skip
