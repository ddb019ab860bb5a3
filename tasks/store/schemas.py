"""The tables' columns, and the JSON Schemas of the records that are published in the store."""

import json
from collections.abc import Sequence
from typing import Final

import pyarrow as pa

from tasks.records import Document, Event, ObjectAccount, PageOutcome, Record

SCHEMA_VERSION: Final = 1
"""Raised when a table gains a column; `sitrep maintain` upgrades older stores."""

_TIME = pa.timestamp("us", tz="UTC")


def _required(name: str, kind: pa.DataType) -> pa.Field:
    return pa.field(name, kind, nullable=False)


_REMOVED = pa.struct(
    [
        ("text", pa.string()),
        ("rule", pa.string()),
        ("language", pa.string()),
        ("score", pa.float64()),
    ]
)
_SIDE = pa.struct([("side", pa.string()), ("fatalities", pa.int64())])

DOCUMENTS = pa.schema(
    [
        _required("doc_id", pa.string()),
        pa.field("url", pa.string()),
        pa.field("host", pa.string()),
        pa.field("title", pa.string()),
        _required("authors", pa.list_(pa.string())),
        pa.field("site_name", pa.string()),
        pa.field("published", pa.date32()),
        pa.field("published_source", pa.string()),
        _required("fetched_at", _TIME),
        _required("day", pa.date32()),
        pa.field("language", pa.string()),
        pa.field("language_confidence", pa.float64()),
        _required("text", pa.string()),
        _required("text_sha256", pa.string()),
        _required("word_count", pa.int64()),
        _required("removed", pa.list_(_REMOVED)),
        _required("truncated", pa.bool_()),
        _required("extractor", pa.string()),
        _required("source_uri", pa.string()),
        _required("media_type", pa.string()),
        _required("clean_version", pa.int64()),
    ]
)

EVENTS = pa.schema(
    [
        _required("event_id", pa.string()),
        _required("doc_id", pa.string()),
        _required("source_uri", pa.string()),
        pa.field("url", pa.string()),
        _required("day", pa.date32()),
        _required("event_type", pa.string()),
        _required("sub_event_type", pa.string()),
        pa.field("actor1", pa.string()),
        pa.field("actor1_mention", pa.string()),
        pa.field("actor2", pa.string()),
        pa.field("actor2_mention", pa.string()),
        pa.field("location", pa.string()),
        pa.field("location_mention", pa.string()),
        pa.field("admin1", pa.string()),
        pa.field("country", pa.string()),
        pa.field("latitude", pa.float64()),
        pa.field("longitude", pa.float64()),
        pa.field("geoname_id", pa.int64()),
        pa.field("geo_precision", pa.int64()),
        pa.field("date_start", pa.date32()),
        pa.field("date_end", pa.date32()),
        pa.field("date_mention", pa.string()),
        pa.field("time_precision", pa.int64()),
        pa.field("fatalities", pa.int64()),
        pa.field("fatalities_low", pa.int64()),
        pa.field("fatalities_high", pa.int64()),
        pa.field("fatalities_qualifier", pa.string()),
        _required("fatalities_by_side", pa.list_(_SIDE)),
        pa.field("injuries", pa.int64()),
        pa.field("displaced", pa.int64()),
        _required("status", pa.string()),
        pa.field("attribution", pa.string()),
        _required("trigger", pa.string()),
        _required("sentence", pa.string()),
        _required("char_start", pa.int64()),
        _required("char_end", pa.int64()),
        _required("confidence", pa.float64()),
        pa.field("location_reason", pa.string()),
        pa.field("date_reason", pa.string()),
        _required("events_version", pa.int64()),
    ]
)

PAGES = pa.schema(
    [
        _required("source_uri", pa.string()),
        _required("source_etag", pa.string()),
        _required("doc_id", pa.string()),
        _required("sha256", pa.string()),
        _required("bytes", pa.int64()),
        _required("day", pa.date32()),
        _required("outcome", pa.string()),
        pa.field("reason", pa.string()),
        pa.field("detail", pa.string()),
        _required("attempts", pa.int64()),
        _required("clean_version", pa.int64()),
        _required("events_version", pa.int64()),
        _required("run_id", pa.string()),
    ]
)

OBJECTS = pa.schema(
    [
        _required("uri", pa.string()),
        _required("etag", pa.string()),
        _required("size", pa.int64()),
        _required("records", pa.int64()),
        _required("day", pa.date32()),
    ]
)


def to_table(records: Sequence[Record], schema: pa.Schema) -> pa.Table:
    """The records as rows, in the order given."""
    return pa.Table.from_pylist([record.model_dump() for record in records], schema=schema)


def json_schemas() -> dict[str, bytes]:
    """The records' JSON Schemas by file name."""
    records: tuple[type[Record], ...] = (Document, Event, PageOutcome, ObjectAccount)
    return {
        f"{record.__name__}.json": json.dumps(record.model_json_schema(), indent=1, sort_keys=True).encode()
        for record in records
    }
