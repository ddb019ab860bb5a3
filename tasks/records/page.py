"""What comes in: raw objects, and the raw pages read from them."""

from datetime import date, datetime
from typing import Literal

from tasks.records.base import Record
from tasks.records.day import day_of

Format = Literal["html", "warc", "jsonl", "text"]


class RawObject(Record):
    """One file or S3 object as a listing shows it; its bytes are read elsewhere."""

    uri: str
    """`file:///…` or `s3://bucket/key`."""
    etag: str
    """S3 ETag without quotes; of a local file `<size>-<mtime_ns>`."""
    size: int
    """Bytes, as stored (compressed ones, if so)."""
    modified: datetime
    """Last-modified time, UTC."""

    @property
    def day(self) -> date:
        """The day in its path, else the day of `modified`; every row of the object has it."""
        return day_of(self.uri, self.modified)


class RawPage(Record):
    """One page as the crawler left it."""

    source_uri: str
    """The object's uri, with `#` and the record number (from 1) where one object holds many."""
    source_etag: str
    url: str | None
    fetched_at: datetime
    day: date
    media_type: str
    """`text/html` or `text/plain`."""
    headers: dict[str, str]
    """HTTP response headers, names in lower case; empty where the format has none."""
    body: bytes


class RejectedRecord(Record):
    """A record that gives no page: it costs itself alone and still gets its outcome."""

    source_uri: str
    source_etag: str
    day: date
    outcome: Literal["skipped", "quarantined"]
    reason: str
    """A name from `tasks.records.reasons`."""
    detail: str
    sha256: str
    """Of the record's bytes as far as they could be read."""
    bytes: int
