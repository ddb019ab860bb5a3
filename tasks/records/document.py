"""What is kept of a page: its clean text, what was cut from it, and what it says of itself."""

from datetime import date, datetime
from hashlib import sha256

from tasks.records.base import Record


def doc_id_of(source_uri: str) -> str:
    """The id of the document of a raw page: one raw page, one document."""
    return sha256(source_uri.encode()).hexdigest()[:32]


class RemovedBlock(Record):
    """A block of the page that did not reach the text."""

    text: str
    rule: str
    language: str | None
    """ISO 639 code, where the rule judged by language."""
    score: float | None
    """The rule's certainty, 0 to 1, where it has one."""


class Document(Record):
    """One clean document."""

    doc_id: str
    url: str | None
    host: str | None
    title: str | None
    authors: tuple[str, ...]
    site_name: str | None
    published: date | None
    """Null when the page does not say; never guessed."""
    published_source: str | None
    """Where the date stands: `json-ld`, `meta`, `time`, `url`, `text` …"""
    fetched_at: datetime
    day: date
    language: str | None
    """ISO 639-1 code (639-3 where there is none); null when there is too little text to tell."""
    language_confidence: float | None
    text: str
    """Paragraphs, one a line, without the title."""
    text_sha256: str
    """Equal texts are duplicates, whatever their URL."""
    word_count: int
    removed: tuple[RemovedBlock, ...]
    truncated: bool
    """A paywall or a feed cut the text short."""
    extractor: str
    source_uri: str
    media_type: str
    clean_version: int
