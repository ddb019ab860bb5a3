"""What cleaning a page gives: a document, or why there is none, and the verdict on every block."""

from tasks.records.base import Record
from tasks.records.document import Document


class JudgedBlock(Record):
    """One block of a page, in page order, with its verdict."""

    text: str
    rule: str | None
    """The rule that removed it; null: kept."""
    origin: str
    """Who brought the block: `trafilatura`, `text`, `standfirst`, `recovered` …"""
    language: str | None = None
    score: float | None = None


class Cleaning(Record):
    """Either `document` or `reason` is there, never both."""

    document: Document | None
    reason: str | None
    """Why there is no document; a name from `tasks.records.reasons`."""
    detail: str | None
    blocks: tuple[JudgedBlock, ...]
    """Every block that the page's text was cut into, kept and removed ones."""
