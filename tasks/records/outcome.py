"""The account: what became of every raw page and every raw object."""

from datetime import date
from typing import Literal

from tasks.records.base import Record
from tasks.records.document import Document
from tasks.records.event import Event

Outcome = Literal["stored", "quarantined", "skipped"]


class PageOutcome(Record):
    """What became of one raw page. Every raw page has exactly one."""

    source_uri: str
    source_etag: str
    doc_id: str
    sha256: str
    """Of the page's bytes."""
    bytes: int
    day: date
    outcome: Outcome
    reason: str | None
    """A name from `tasks.records.reasons`; null when stored."""
    detail: str | None
    attempts: int
    clean_version: int
    events_version: int
    run_id: str


class ObjectAccount(Record):
    """One raw object whose pages are all accounted for."""

    uri: str
    etag: str
    size: int
    records: int
    """How many page rows it has."""
    day: date


class PageResult(Record):
    """All that one raw page comes to; the store replaces its rows as a set."""

    outcome: PageOutcome
    document: Document | None
    events: tuple[Event, ...]
