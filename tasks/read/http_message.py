"""An HTTP response as a crawler recorded it (RFC 9112), its body decoded within the page limit."""

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

import brotli  # type: ignore[import-untyped]  # ships no types

from tasks.read.limits import MAX_HEAD_BYTES, MAX_PAGE_BYTES, READ_BYTES
from tasks.read.raw import Raw
from tasks.read.rejection import Rejection
from tasks.read.stretch import stretches_of
from tasks.read.strings import one_line
from tasks.read.unpack import codec_of

_STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})(?!\d)[^\n]*(?:\n|\Z)")
_HEAD_END = re.compile(rb"\n\r?\n|\Z")
_FOLDED = re.compile(r"\r?\n[ \t]+")
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\n]{0,4096})?\r?\n")


@dataclass(frozen=True, slots=True)
class Response:
    """Status, headers (names in lower case, repeated ones joined) and the decoded body."""

    status: int
    headers: dict[str, str]
    body: bytes


def parse_head(block: bytes) -> Response:
    """The response with its body as it was sent. Raises Rejection."""
    start = _STATUS_LINE.match(block)
    if not start:
        raise Rejection("bad_record", f"no HTTP response: it begins with {block[:20]!r}")
    end = _HEAD_END.search(block, start.end() - 1, MAX_HEAD_BYTES)
    if not end or end.end() == MAX_HEAD_BYTES < len(block):
        raise Rejection("bad_record", f"HTTP headers of more than {MAX_HEAD_BYTES} bytes")
    headers = _headers(block[start.end() : end.start()].decode("utf-8", "replace"))
    return Response(int(start[1]), headers, block[end.end() :])


def decoded(response: Response) -> bytes:
    """The body without transfer and content coding. Raises Rejection.

    Crawlers often store a decoded body under the headers it was sent with: a body that does not
    look coded is left as it is. One that is cut off gives what there is, as in a browser.
    """
    body = response.body
    if "chunked" in response.headers.get("transfer-encoding", "").lower():
        body = _joined_chunks(body)
    codings = response.headers.get("content-encoding", "").lower().split(",")
    for coding in reversed(codings[-_MAX_CODINGS:]):
        decode = _DECODERS.get(coding.strip())
        body = decode(body) if decode and body else body
    return body


def _headers(head: str) -> dict[str, str]:
    headers: dict[str, list[str]] = {}
    for line in _FOLDED.sub(" ", head).split("\n"):
        name, colon, value = line.partition(":")
        if colon and name.strip():
            headers.setdefault(name.strip().lower(), []).append(value.strip())
    return {name: ", ".join(values) for name, values in headers.items()}


def _joined_chunks(body: bytes) -> bytes:
    size = _CHUNK_SIZE.match(body)
    if not size:
        return body
    chunks, at = [], 0
    while size:
        length = int(size[1], 16)
        chunks.append(body[size.end() : size.end() + length])
        at = size.end() + length
        if not length:
            return b"".join(chunks)
        at += len(body[at : at + 2]) - len(body[at : at + 2].lstrip(b"\r\n"))
        size = _CHUNK_SIZE.match(body, at)
    if at < len(body):
        raise Rejection("bad_record", f"chunked body: no chunk size at byte {at}")
    return b"".join(chunks)


def _by_magic(body: bytes) -> bytes:
    """gzip and zstd, known by their first bytes."""
    raw = Raw(BytesIO(body), 0)
    stretch = next(stretches_of(raw, codec_of(body), wall=b""))
    size = stretch.ensure(MAX_PAGE_BYTES + 1)
    if stretch.damage and stretch.damage.reason != "truncated_object" and not size > MAX_PAGE_BYTES:
        raise Rejection("bad_record", f"content coding: {stretch.damage.detail}")
    return _bounded(iter([stretch.take(size)]))


def _deflate(body: bytes) -> bytes:
    """With the zlib header of the standard, or without it as some servers send it."""
    try:
        return _bounded(_inflated(body, zlib.MAX_WBITS))
    except zlib.error:
        return _or_plain(body, lambda: _inflated(body, -zlib.MAX_WBITS), zlib.error)


def _inflated(body: bytes, wbits: int) -> Iterator[bytes]:
    decompressor = zlib.decompressobj(wbits=wbits)
    while body and not decompressor.eof:
        yield decompressor.decompress(body, READ_BYTES)
        body = decompressor.unconsumed_tail


def _brotli(body: bytes) -> bytes:
    return _or_plain(body, lambda: _unbrotlied(body), brotli.error)


def _unbrotlied(body: bytes) -> Iterator[bytes]:
    decompressor = brotli.Decompressor()
    piece = decompressor.process(body, output_buffer_limit=READ_BYTES)
    while piece:
        yield piece
        piece = decompressor.process(b"", output_buffer_limit=READ_BYTES)


def _or_plain(body: bytes, pieces: Callable[[], Iterator[bytes]], errors: type[Exception]) -> bytes:
    """deflate and brotli have no magic number: what does not decode but is HTML was plain."""
    try:
        return _bounded(pieces())
    except errors as error:
        if body.lstrip().startswith(b"<"):
            return body
        raise Rejection("bad_record", f"content coding: {one_line(str(error))}") from error


def _bounded(pieces: Iterator[bytes]) -> bytes:
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > MAX_PAGE_BYTES:
            raise Rejection("too_large", f"decodes to more than {MAX_PAGE_BYTES} bytes")
    return bytes(body)


_DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": _by_magic,
    "x-gzip": _by_magic,
    "zstd": _by_magic,
    "deflate": _deflate,
    "br": _brotli,
}
# Real ones name one, seldom two; each costs a pass over the body.
_MAX_CODINGS = 4
