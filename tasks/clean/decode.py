"""Bytes of a page to its text, or the reason why they are none."""

import codecs
import re
from dataclasses import dataclass

from resiliparse.parse.encoding import bytes_to_str, detect_encoding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = {
    b"%PDF-": "a PDF file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "a RIFF file (WebP, WAV, AVI)",
    b"PK\x03\x04": "a ZIP archive",
    b"\x1f\x8b": "gzip data",
    b"\x28\xb5\x2f\xfd": "Zstandard data",
    b"BZh": "bzip2 data",
    b"\x7fELF": "a program",
    b"wOFF": "a font",
    b"wOF2": "a font",
    b"ID3": "an MP3 file",
    b"\x00\x00\x01\x00": "an icon",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"SQLite format 3": "a database",
    b"\xd0\xcf\x11\xe0": "an old Office file",
}
_HEAD = 4096
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
# Control characters that no text holds; the parser drops what else XML does not allow.
_CONTROLS = bytes([*range(9), *range(14, 32), 127])
# Tabs and pages of typewriters are white space, but XML has no place for them.
_VERTICAL = str.maketrans("\v\f", "  ")
_TO_NOTHING = dict.fromkeys(_CONTROLS)
_LOST = "\N{REPLACEMENT CHARACTER}"
# Above this share of controls the bytes are no text, above this share of lost ones they were
# decoded wrongly.
_MAX_CONTROLS = 0.02
_MAX_LOST = 0.05


@dataclass(frozen=True, slots=True)
class Decoded:
    """Either `text` or `reason` is there."""

    text: str = ""
    reason: str | None = None
    detail: str | None = None


def decode(body: bytes, content_type: str = "") -> Decoded:
    """The text of a page: by its mark, as UTF-8 if it is valid, by its declared charset, else by
    detection.

    Valid UTF-8 goes before what header and meta say, since they are wrong more often than bytes are
    UTF-8 by chance.
    """
    if not body.strip():
        return Decoded(reason="empty", detail="no bytes" if not body else "only white space")
    for magic, kind in _BINARY.items():
        if body.startswith(magic):
            return Decoded(reason="not_a_page", detail=f"the bytes are {kind}")
    text, charset = _to_text(body, content_type)
    wide = charset.startswith(("utf-16", "utf-32"))
    controls = sum(map(text.count, map(chr, _CONTROLS))) if wide else len(body) - len(body.translate(None, _CONTROLS))
    if controls > max(4, _MAX_CONTROLS * len(text)):
        return Decoded(reason="not_a_page", detail=f"{controls} control characters: binary data")
    lost = text.count(_LOST)
    if lost > max(8, _MAX_LOST * len(text)):
        return Decoded(reason="undecodable", detail=f"{lost} characters fit no charset (read as {charset})")
    text = text.translate(_TO_NOTHING) if controls else text
    text = text.translate(_VERTICAL) if "\v" in text or "\f" in text else text
    if not text.strip():
        return Decoded(reason="empty", detail="only white space")
    return Decoded(text=text)


def _to_text(body: bytes, content_type: str) -> tuple[str, str]:
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return body.decode(charset, "replace"), charset
    if wide := _wide_charset(body):
        return body.decode(wide, "replace"), wide
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    for charset in _declared(body, content_type):
        try:
            return body.decode(charset), charset
        except (UnicodeDecodeError, LookupError):
            continue
    return _detected(body)


def _wide_charset(body: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: every second (or three of four) bytes of Western text are
    NUL."""
    head = body[: _HEAD // 4 * 4]
    if head.count(0) < len(head) // 4:
        return None
    nuls = [head[offset::4].count(0) * 4 > 3 * (len(head) // 4) * 1 for offset in range(4)]
    return {
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }.get(tuple(nuls))  # type: ignore[arg-type]


def _declared(body: bytes, content_type: str) -> list[str]:
    found = [match[1] for match in [_HEADER_CHARSET.search(content_type)] if match]
    found += [match[1].decode("ascii") for match in [_META_CHARSET.search(body, 0, _HEAD)] if match]
    # HTML reads ISO-8859-1 and ASCII as windows-1252 (WHATWG Encoding).
    return ["cp1252" if name.lower() in _AS_1252 else name for name in found]


_AS_1252 = frozenset(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii", "windows-1252"))


def _detected(body: bytes) -> tuple[str, str]:
    """Mostly UTF-8 with some broken bytes stays UTF-8; else what resiliparse sees in the bytes."""
    as_utf8 = body.decode("utf-8", "replace")
    broken = as_utf8.count(_LOST)
    if broken * 10 < sum(not char.isascii() for char in as_utf8[: 16 * _HEAD]):
        return as_utf8, "utf-8"
    charset = detect_encoding(body[: 64 * _HEAD], from_html_meta=False) or "utf-8"
    return bytes_to_str(body, charset, "replace", (charset, "windows-1252")), charset
