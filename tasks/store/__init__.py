"""All that is kept: raw objects are listed and read here, rows and documents written and read."""

from tasks.store.account import Account, SourceAccount, account, source_account
from tasks.store.discovery import unaccounted, with_account
from tasks.store.earlier import object_of
from tasks.store.errors import (
    QueryError,
    RawChangedError,
    SourceError,
    StorageError,
    StoreError,
    StoreRefusedError,
    StoreUnreachableError,
)
from tasks.store.events import write_events
from tasks.store.export import RowFormat, write_rows
from tasks.store.maintain import TableUpkeep, maintain
from tasks.store.query import query
from tasks.store.raw import OpenedRaw, check_source, list_raw, open_raw, source_prefix
from tasks.store.store import Store
from tasks.store.write import document_key, write_batch

__all__ = [
    "Account",
    "OpenedRaw",
    "QueryError",
    "RawChangedError",
    "RowFormat",
    "SourceAccount",
    "SourceError",
    "StorageError",
    "Store",
    "StoreError",
    "StoreRefusedError",
    "StoreUnreachableError",
    "TableUpkeep",
    "account",
    "check_source",
    "document_key",
    "list_raw",
    "maintain",
    "object_of",
    "open_raw",
    "query",
    "source_account",
    "source_prefix",
    "unaccounted",
    "with_account",
    "write_batch",
    "write_events",
    "write_rows",
]
