"""One Delta table: created, read, and its rows replaced as sets, beside other writers."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import pyarrow as pa
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import DeltaError, TableNotFoundError

from tasks.store import schemas
from tasks.store.retry import persist
from tasks.store.sql import quoted, run_query

SCHEMA_PROPERTY: Final = "sitrep.schema"
RETENTION: Final = timedelta(days=7)
"""How long what was replaced can still be read; longer than any run or query takes."""
CONFIGURATION: Final[dict[str, str | None]] = {
    # With the default of 100 a commit on S3 went from 160 to 590 ms by the 110th; with 10 it stays.
    "delta.checkpointInterval": "10",
    "delta.logRetentionDuration": f"interval {RETENTION.days} days",
    "delta.deletedFileRetentionDuration": f"interval {RETENTION.days} days",
    SCHEMA_PROPERTY: str(schemas.SCHEMA_VERSION),
}
DOC_ID: Final = "doc_id"


@dataclass(frozen=True)
class Layout:
    """A table's columns and the one that its rows are replaced by."""

    name: str
    schema: pa.Schema
    key: str
    order: tuple[str, ...]
    """What rows are sorted by, beside day."""


DOCUMENTS = Layout("documents", schemas.DOCUMENTS, DOC_ID, (DOC_ID,))
EVENTS = Layout("events", schemas.EVENTS, DOC_ID, (DOC_ID, "char_start", "event_id"))
PAGES = Layout("pages", schemas.PAGES, DOC_ID, (DOC_ID,))
OBJECTS = Layout("objects", schemas.OBJECTS, "uri", ("uri",))
LAYOUTS = {layout.name: layout for layout in (DOCUMENTS, EVENTS, PAGES, OBJECTS)}


class Table:
    """A table at `url`; `options` gives endpoint and credentials afresh for every call."""

    def __init__(self, url: str, layout: Layout, options: Callable[[], dict[str, str]]) -> None:
        self.url = url
        self.layout = layout
        self._options = options
        self._lock = threading.Lock()  # threads of one process queue instead of conflicting

    def schema_version(self) -> int | None:
        """The version of the columns that the table was made or upgraded with; None: no table."""

        # Not by is_deltatable: it holds the interpreter's lock while it waits for the network.
        def version() -> int | None:
            try:
                return int(self._open().metadata().configuration[SCHEMA_PROPERTY])
            except TableNotFoundError:
                return None

        return persist(version, place=self.url)

    def create(self) -> None:
        """Create the table unless it is there."""
        persist(self._create, place=self.url)

    def load(self) -> DeltaTable:
        """The table as it stands now."""
        return persist(self._open, place=self.url)

    def fetch(self, columns: str, where: str) -> pa.Table:
        """The rows of a SQL query over this table."""
        sql = f"SELECT {columns} FROM t WHERE {where}"
        return persist(lambda: run_query({"t": self.load()}, sql).read_all(), place=self.url)

    def replace(
        self,
        rows: pa.Table | Callable[[DeltaTable], pa.Table],
        *,
        days: Iterable[date],
        keys: Iterable[str],
    ) -> None:
        """Put `rows` in the place of all rows of `keys` on `days`, in one commit.

        `rows` have no other days and keys. A function gives them from the table as it stands just
        before, and is called again when another writer comes between. Raises StoreError.
        """
        days, keys = sorted(set(days)), sorted(set(keys))
        if not keys:
            return
        predicate = f"day IN ({quoted(days)}) AND {self.layout.key} IN ({quoted(keys)})"

        def write(table: DeltaTable) -> None:
            new = rows(table) if callable(rows) else rows
            order = [(name, "ascending") for name in ("day", *self.layout.order)]
            write_deltalake(table, new.sort_by(order), mode="overwrite", predicate=predicate)

        self.commit(write)

    def commit(self, write: Callable[[DeltaTable], None]) -> None:
        """Call `write` with the table as it stands now, again when another writer comes between or
        the connection breaks: what it does must bear being done twice."""

        def locked() -> None:
            with self._lock:
                write(self.load())

        persist(locked, place=self.url)

    def _open(self) -> DeltaTable:
        return DeltaTable(self.url, storage_options=self._options())

    def _create(self) -> None:
        try:
            DeltaTable.create(
                self.url,
                schema=self.layout.schema,
                mode="ignore",
                partition_by=["day"],
                configuration=CONFIGURATION,
                storage_options=self._options(),
                raise_if_key_not_exists=False,
            )
        except DeltaError:
            if self.schema_version() is None:
                raise  # otherwise another one created it at the same moment
