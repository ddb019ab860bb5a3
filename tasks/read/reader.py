"""From the bytes of a raw object to its pages, one at a time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from typing import BinaryIO

from tasks.read.content import Content
from tasks.read.frames import Frame
from tasks.read.limits import MAX_PAGE_BYTES
from tasks.read.line_page import content_of_line
from tasks.read.object_frames import NUMBERED, Part, frames_of
from tasks.read.rejection import Rejection
from tasks.read.strings import one_line, web_address
from tasks.read.times import utc_time
from tasks.read.warc_page import content_of_record
from tasks.records.page import Format, RawObject, RawPage, RejectedRecord


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where the records come from."""

    obj: RawObject
    fmt: Format
    metadata: Mapping[str, str]


def read_records(
    obj: RawObject,
    stream: BinaryIO,
    *,
    fmt: Format,
    metadata: Mapping[str, str] = MappingProxyType({}),
    part: Part | None = None,
) -> Iterator[RawPage | RejectedRecord]:
    """Every page of the object, or of one part of it, and every record that gives none.

    `stream` is at the object's first byte, with a part at the byte `part.offset`, and goes on to
    the object's end. `metadata`: `url` and `fetched_at` of an html or text object. Whatever the
    bytes are, nothing is raised, and memory stays within a few times MAX_PAGE_BYTES; errors of
    `stream` itself go through to the caller.
    """
    origin = _Origin(obj, fmt, metadata)
    for frame in frames_of(obj, stream, fmt, part=part):
        if part and frame.number > part.last:
            return
        if part and frame.number < part.first:
            continue
        if (record := _record(origin, frame)) is not None:
            yield record


def _record(origin: _Origin, frame: Frame) -> RawPage | RejectedRecord | None:
    if frame.flaw:
        return _flawed(origin, frame)
    try:
        content = _CONTENT_OF[origin.fmt](origin, frame)
        return None if content is None else _page(origin, frame, content)
    except Rejection as rejection:
        return RejectedRecord(
            source_uri=_source_uri(origin, frame),
            source_etag=origin.obj.etag,
            day=origin.obj.day,
            outcome=rejection.outcome,
            reason=rejection.reason,
            detail=one_line(rejection.detail),
            sha256=sha256(frame.content).hexdigest(),
            bytes=len(frame.content),
        )


def _flawed(origin: _Origin, frame: Frame) -> RejectedRecord:
    assert frame.flaw  # noqa: S101 - for the type checker
    return RejectedRecord(
        source_uri=_source_uri(origin, frame),
        source_etag=origin.obj.etag,
        day=origin.obj.day,
        outcome="quarantined",
        reason=frame.flaw.reason,
        detail=one_line(frame.flaw.detail),
        sha256=frame.flaw.tally.sha256,
        bytes=frame.flaw.tally.bytes,
    )


def _page(origin: _Origin, frame: Frame, content: Content) -> RawPage:
    if len(content.body) > MAX_PAGE_BYTES:
        raise Rejection("too_large", f"a page of {len(content.body)} bytes")
    return RawPage(
        source_uri=_source_uri(origin, frame),
        source_etag=origin.obj.etag,
        url=content.url,
        fetched_at=utc_time(content.fetched) or origin.obj.modified,
        day=origin.obj.day,
        media_type=content.media_type,
        headers=dict(content.headers),
        body=content.body,
    )


def _source_uri(origin: _Origin, frame: Frame) -> str:
    whole = origin.fmt not in NUMBERED or (frame.flaw is not None and frame.flaw.of_object)
    return origin.obj.uri if whole else f"{origin.obj.uri}#{frame.number}"


def _single(media_type: str) -> Callable[[_Origin, Frame], Content]:
    def content(origin: _Origin, frame: Frame) -> Content:
        url = web_address(origin.metadata.get("url", ""))
        return Content(url, origin.metadata.get("fetched_at"), media_type, frame.content)

    return content


_CONTENT_OF: Mapping[Format, Callable[[_Origin, Frame], Content | None]] = {
    "html": _single("text/html"),
    "text": _single("text/plain"),
    "warc": lambda _, frame: content_of_record(frame),
    "jsonl": lambda _, frame: content_of_line(frame),
}
