"""Raw objects made on the spot."""

import gzip
import json
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO

from tasks.read import Part, format_of, plan_parts, read_records
from tasks.records import RawObject, RawPage, RejectedRecord

MODIFIED = datetime(2024, 3, 5, 10, tzinfo=UTC)
HTML = b"<html><body><p>Troops left the town.</p></body></html>"


def raw_object(uri: str, data: bytes) -> RawObject:
    return RawObject(uri=uri, etag="tag", size=len(data), modified=MODIFIED)


def read(
    uri: str, data: bytes, *, part: Part | None = None, metadata: dict[str, str] | None = None
) -> list[RawPage | RejectedRecord]:
    fmt = format_of(uri)
    assert fmt
    stream = BytesIO(data)
    stream.seek(part.offset if part else 0)
    obj = raw_object(uri, data)
    return list(read_records(obj, stream, fmt=fmt, metadata=metadata or {}, part=part))


def plan(uri: str, data: bytes, *, size: int) -> list[Part]:
    fmt = format_of(uri)
    assert fmt
    return list(plan_parts(raw_object(uri, data), BytesIO(data), fmt=fmt, size=size))


def outcomes(records: Iterable[RawPage | RejectedRecord]) -> list[str]:
    """`3 page` or `3 bad_record` a record, the number first where it has one."""
    return [
        f"{record.source_uri.partition('#')[2]} "
        f"{record.reason if isinstance(record, RejectedRecord) else 'page'}".strip()
        for record in records
    ]


def http(body: bytes = HTML, *, status: str = "200 OK", headers: str = "") -> bytes:
    head = headers or "Content-Type: text/html; charset=utf-8\r\n"
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def warc(
    block: bytes | None = None,
    *,
    kind: str = "response",
    content_type: str = "application/http; msgtype=response",
    length: object = None,
    url: str = "https://news.example/a",
) -> bytes:
    content = http() if block is None else block
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2024-03-04T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: {content_type}\r\n"
        f"Content-Length: {len(content) if length is None else length}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


def gz(*members: bytes) -> bytes:
    return b"".join(gzip.compress(member, mtime=0) for member in members)


def bomb(size: int, *, before: bytes = b"", of: bytes = b"\0") -> bytes:
    """A gzip member of `before` and `size` equal bytes, made without holding them."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = [compressor.compress(before)]
    packed += [compressor.compress(of * 1_000_000) for _ in range(size // 1_000_000)]
    return b"".join(packed) + compressor.flush()


def noise(size: int) -> bytes:
    """Bytes that do not pack, the same each time."""
    blocks = (sha256(str(number).encode()).digest() for number in range(size // 32 + 1))
    return b"".join(blocks)[:size]
