"""Rows of a store, comparable between stores."""

import json
from typing import Any

from tasks.store import Store, query

# What differs between runs that did the same work.
_OF_THE_RUN = {"run_id", "attempts"}
# What differs between sources that hold the same bytes.
_OF_THE_SOURCE = {"source_uri", "source_etag", "doc_id", "event_id", "uri", "etag", "fetched_at"}

TABLES = ("documents", "events", "pages", "objects")


def rows(url: str, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = query(Store.existing(url), table).read_all().to_pylist()
    return found


def all_rows(url: str, *, same_source: bool = True) -> dict[str, list[str]]:
    """Every row of every table as sorted JSON, without what may differ."""
    left_out = _OF_THE_RUN if same_source else _OF_THE_RUN | _OF_THE_SOURCE
    return {
        table: sorted(
            json.dumps({k: v for k, v in row.items() if k not in left_out}, default=str) for row in rows(url, table)
        )
        for table in TABLES
    }
