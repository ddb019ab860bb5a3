"""What is fuzzed, and what must hold whatever the bytes: functions that take bytes and raise when it does not."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from flows.page import process_page
from tasks.records import PageResult, RawPage, RejectedRecord
from tasks.records.reasons import REASONS
from tests.read.build import plan, read

FETCHED = datetime(2024, 3, 5, tzinfo=UTC)
CHARSETS = ("", "; charset=utf-8", "; charset=windows-1251", "; charset=utf-16")


def html(data: bytes) -> None:
    """A page; its first byte chooses the charset of its header."""
    charset = CHARSETS[data[0] % len(CHARSETS)] if data else ""
    _page(data[1:], "text/html", charset)


def text(data: bytes) -> None:
    """A page already reduced to text."""
    _page(data, "text/plain", "")


def _page(body: bytes, media_type: str, charset: str) -> None:
    raw = RawPage(
        source_uri="file:///raw/a",
        source_etag="1",
        url=None,
        fetched_at=FETCHED,
        day=FETCHED.date(),
        media_type=media_type,
        headers={"content-type": media_type + charset},
        body=body,
    )
    check_result(process_page(raw))


def check_result(result: PageResult) -> None:
    """A page is stored with a text, or not stored with a reason; events stand where they say; all
    of it can be written down."""
    document, reason = result.document, result.outcome.reason
    assert (document is None) == (reason is not None), reason
    assert reason is None or reason in REASONS, reason
    assert PageResult.model_validate_json(result.model_dump_json()) == result
    text = document.text if document else ""
    assert bool(text.strip()) == (document is not None)
    for event in result.events:
        assert text[event.char_start : event.char_end] == event.sentence, event


def raw_object(data: bytes, *, name: str) -> None:
    """An object of several records; read in parts it gives what it gives as a whole."""
    whole = read(name, data)
    uris = [record.source_uri for record in whole]
    assert len(set(uris)) == len(uris), uris
    reasons = {record.reason for record in whole if isinstance(record, RejectedRecord)}
    assert reasons <= REASONS.keys(), reasons
    parts = plan(name, data, size=2)
    assert [record for part in parts for record in read(name, data, part=part)] == whole


TARGETS: dict[str, Callable[[bytes], None]] = {
    "html": html,
    "text": text,
    "warc": partial(raw_object, name="a.warc"),
    "jsonl": partial(raw_object, name="a.jsonl"),
}
