"""JSONL feeds as crawlers under stress write them."""
# ruff: noqa: E501 - a kind a row

import base64
import gzip
import json

import zstandard

from tests.hostile.kind import STORED, Kind
from tests.hostile.prose import page, text
from tests.read.build import bomb, line

JSONL, GZ, ZST = ".jsonl", ".jsonl.gz", ".jsonl.zst"
GOOD = line(url="https://news.example/a", html=page())
TEXT = line(url="https://news.example/a", text=text())


def _between(middle: bytes) -> bytes:
    return GOOD + middle + b"\n" + TEXT


def _around(middle: str) -> tuple[str, ...]:
    return (STORED, middle, STORED)


def _deep(opening: str) -> bytes:
    return (opening * 100_000).encode()


def _escaped(escape: bytes) -> bytes:
    return TEXT.replace(b" the ", b" " + escape + b"the ")


LINES = (
    Kind("nothing", JSONL, lambda: b"", ("empty",)),
    Kind("blank lines", JSONL, lambda: b"\n \n\t\r\n" * 99, ("empty",)),
    Kind("cut off", JSONL, lambda: GOOD + TEXT[:-300], (STORED, "truncated_object")),
    Kind("no line end", JSONL, lambda: GOOD + TEXT.strip(), (STORED, STORED)),
    Kind("broken json", JSONL, lambda: _between(b'{"url": "x", "html": "<p>'), _around("bad_json")),
    Kind("two objects in a line", JSONL, lambda: _between(b'{"html": "a"}{"html": "b"}'), _around("bad_json")),
    Kind("an array", JSONL, lambda: _between(b'["<p>x</p>"]'), _around("bad_json")),
    Kind("a number", JSONL, lambda: _between(b"17"), _around("bad_json")),
    Kind("html lines", JSONL, lambda: page("<p>x</p>").replace("\n", "").encode(), ("truncated_object",)),
    Kind("objects 100000 deep", JSONL, lambda: _between(_deep('{"a":')), _around("bad_json")),
    Kind("arrays 100000 deep", JSONL, lambda: _between(_deep("[")), _around("bad_json")),
    Kind("number of 100000 digits", JSONL, lambda: _between(b'{"html":"x","n":' + b"9" * 100_000 + b"}"), _around("bad_json")),
    Kind("nan and infinity", JSONL, lambda: _between(b'{"score": NaN, "x": -Infinity, "y": 1e999, ' + TEXT.strip()[1:]), _around(STORED)),
    Kind("lone surrogates", JSONL, lambda: _escaped(rb"\ud800"), (STORED,)),
    Kind("nuls", JSONL, lambda: _escaped(rb"\u0000"), (STORED,)),
    Kind("raw nuls", JSONL, lambda: _between(b"\0\0\0\0"), _around("bad_json")),
    Kind("invalid utf-8", JSONL, lambda: _escaped(b"\xff\xfe"), (STORED,)),
    Kind("byte order mark", JSONL, lambda: b"\xef\xbb\xbf" + GOOD, (STORED,)),
    Kind("utf-16", JSONL, lambda: TEXT.decode().encode("utf-16"), ("bad_json|unreadable_object", "bad_json|truncated_object")),
    Kind("same name twice", JSONL, lambda: b'{"text": "x", ' + TEXT[1:], (STORED,)),
    Kind("no body", JSONL, lambda: _between(b'{"url": "https://news.example/"}'), _around("no_body")),
    Kind("blank body", JSONL, lambda: _between(b'{"html": " ", "text": null}'), _around("no_body")),
    Kind("empty object", JSONL, lambda: _between(b"{}"), _around("no_body")),
    Kind("body of another type", JSONL, lambda: _between(b'{"html": {"a": 1}}'), _around("bad_field")),
    Kind("url of another type", JSONL, lambda: _between(b'{"url": 5, "html": "<p>x</p>"}'), _around("bad_field")),
    Kind("base64 broken", JSONL, lambda: _between(b'{"httpResponseBody": "PGh0bW!"}'), _around("bad_field")),
    Kind("base64 of noise", JSONL, lambda: _between(json.dumps({"httpResponseBody": base64.b64encode(bytes(range(256)) * 9).decode()}).encode()), _around("not_a_page")),
    Kind("error page", JSONL, lambda: _between(b'{"status": 404, "html": "<p>Not found</p>"}'), _around("http_status")),
    Kind("times of all kinds", JSONL, lambda: b"".join(line(text=text(n), fetched_at=t) for n, t in enumerate([1e300, -5, True, "x" * 999, [], {}, "9999-12-31", 10**30])), (STORED,) * 8),
    Kind("headers of all kinds", JSONL, lambda: b"".join(line(text=text(n), headers=h) for n, h in enumerate([5, "x", [5], {"a": {}}, [{"name": 5}], {"": ""}])), (STORED,) * 6),
    Kind("nulls for everything", JSONL, lambda: _between(b'{"url":null,"html":null,"text":null,"headers":null,"fetched_at":null}'), _around("no_body")),
    Kind("line of 30 MB", JSONL, lambda: _between(b'{"html": "' + b"a" * 30_000_000 + b'"}'), _around("too_large")),
    Kind("line of 100 MB", JSONL, lambda: _between(b'{"html": "' + b"a" * 100_000_000 + b'"}'), _around("too_large"), heavy=True),
    Kind("line without end", GZ, lambda: gzip.compress(GOOD + b"a" * 30_000_000, 1), (STORED, "too_large")),
    Kind("cut off", GZ, lambda: gzip.compress(GOOD + TEXT * 9)[:-12], (*(STORED,) * 9, "truncated_object")),
    Kind("bomb of line ends", GZ, lambda: bomb(400_000_000, before=GOOD, of=b"\n"), (STORED, "too_large"), heavy=True),
    Kind("and junk", GZ, lambda: gzip.compress(GOOD) + b"junk", (STORED, "unreadable_object")),
    Kind("bomb", ZST, lambda: zstandard.ZstdCompressor().compress(GOOD + bytes(300_000_000)), (STORED, "too_large"), heavy=True),
    Kind("plain under a packed name", ZST, lambda: GOOD, ("unreadable_object",)),
)  # fmt: skip
