"""Bytes under a page's name that are no page."""
# ruff: noqa: E501 - a kind a row

import gzip
import struct
import zipfile
from io import BytesIO

from tests.hostile.kind import Kind
from tests.hostile.prose import page
from tests.read.build import noise

HTML = ".html"


def _zip() -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("page.html", page())
    return held.getvalue()


_PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog>>\nendobj\nstream\n" + noise(4000)
_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">IIBBBBB", 90, 90, 8, 2, 0, 0, 0)
_MP3 = b"ID3\x04\0\0\0\0\0\0\xff\xfb\x90d" + noise(3000)

NOT_PAGES = (
    Kind("empty", HTML, lambda: b"", ("empty",)),
    Kind("white space", HTML, lambda: b" \r\n\t" * 999, ("empty",)),
    Kind("white space of unicode", HTML, lambda: "\u00a0\u2003\ufeff\u200b".encode() * 99, ("empty|not_a_page|no_article",)),
    Kind("byte order mark only", HTML, lambda: b"\xef\xbb\xbf", ("empty",)),
    Kind("one letter", HTML, lambda: b"a", ("not_a_page",)),
    Kind("one angle bracket", HTML, lambda: b"<", ("not_a_page",)),
    Kind("empty html", HTML, lambda: b"<html></html>", ("no_article",)),
    Kind("nuls", HTML, lambda: bytes(10_000), ("not_a_page|empty",)),
    Kind("noise", HTML, lambda: noise(20_000), ("not_a_page",)),
    Kind("noise with tags", HTML, lambda: b"<html><body>" + noise(20_000), ("not_a_page|undecodable|no_article",)),
    Kind("all bytes", HTML, lambda: bytes(range(256)) * 40, ("not_a_page",)),
    Kind("pdf", HTML, lambda: _PDF, ("not_a_page",)),
    Kind("png", HTML, lambda: _PNG + noise(3000), ("not_a_page",)),
    Kind("jpeg", HTML, lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0" + noise(3000), ("not_a_page",)),
    Kind("gif", HTML, lambda: b"GIF89a\x01\0\x01\0\x80\0\0" + noise(3000), ("not_a_page",)),
    Kind("webp", HTML, lambda: b"RIFF\x10\x0c\0\0WEBPVP8 " + noise(3000), ("not_a_page",)),
    Kind("mp3", HTML, lambda: _MP3, ("not_a_page",)),
    Kind("zip", HTML, _zip, ("not_a_page",)),
    Kind("elf", HTML, lambda: b"\x7fELF\x02\x01\x01" + noise(3000), ("not_a_page",)),
    Kind("font", HTML, lambda: b"wOF2\0\x01\0\0" + noise(3000), ("not_a_page",)),
    Kind("gzip of a pdf", HTML, lambda: gzip.compress(_PDF), ("not_a_page",)),
    Kind("gzip twice", ".html.gz", lambda: gzip.compress(gzip.compress(page().encode())), ("not_a_page",)),
    Kind("json", HTML, lambda: b'{"error": "rate limited", "code": 429}', ("no_article|not_a_page",)),
    Kind("script", HTML, lambda: b"(function(){var a=1;window.b=a})();" * 90, ("no_article|not_a_page|all_boilerplate",)),
    Kind("css", HTML, lambda: b"a{color:red} .b > p {margin:0 auto;}\n" * 90, ("no_article|not_a_page|all_boilerplate",)),
    Kind("pdf as text", ".txt", lambda: _PDF, ("not_a_page",)),
    Kind("empty", ".txt", lambda: b"", ("empty",)),
    Kind("nuls", ".txt", lambda: bytes(10_000), ("not_a_page|empty",)),
    Kind("noise", ".txt", lambda: noise(9000), ("not_a_page",)),
    Kind("punctuation", ".txt", lambda: b"-=*" * 4000, ("all_boilerplate|no_article|not_a_page",)),
)  # fmt: skip
