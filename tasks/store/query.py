"""Reading a table: a day range and a filter, pushed down, as a stream in a fixed order."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import count

import pyarrow as pa
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError

from tasks.store.errors import QueryError
from tasks.store.parts import parts_in_order
from tasks.store.retry import DELTA_ERRORS, give_up_or_wait
from tasks.store.sql import one_line, run_query
from tasks.store.store import Store
from tasks.store.tables import Layout, Table


def query(  # noqa: PLR0913  # what a reader may ask for
    store: Store,
    name: str,
    *,
    start: date | None = None,
    end: date | None = None,
    where: str | None = None,
    columns: Sequence[str] = (),
) -> pa.RecordBatchReader:
    """The rows of table `name` with `start <= day <= end` that the SQL condition `where` holds for.

    A stream, sorted by day and doc_id (objects: by day and uri), so that the same rows come in the
    same order, in bounded memory. Raises QueryError for a wrong condition or column, before the
    first row.
    """
    table = store.table(name)
    schema = _schema(table.layout, columns)
    snapshot = table.load()

    def select(part: str) -> str:
        # The condition stands in lines of its own, where a comment at its end harms nothing, and
        # outside of the day range, so that nothing in it widens that.
        return (
            f"SELECT {', '.join(schema.names)} FROM"
            f" (SELECT {_all_columns(snapshot, table.layout)} FROM t WHERE {part}) AS {name}"
            f" WHERE (\n{where or 'true'}\n) ORDER BY day, {', '.join(table.layout.order)}"
        )

    _check(snapshot, select("false"))
    parts = parts_in_order(snapshot, table.layout, start=start, end=end)
    return pa.RecordBatchReader.from_batches(schema, _rows(table, snapshot, map(select, parts), schema))


def _schema(layout: Layout, columns: Sequence[str]) -> pa.Schema:
    unknown = [column for column in columns if column not in layout.schema.names]
    if unknown:
        known = ", ".join(layout.schema.names)
        raise QueryError(f"{layout.name} has no column {', '.join(unknown)}; it has {known}")
    return pa.schema([layout.schema.field(name) for name in columns or layout.schema.names])


def _all_columns(snapshot: DeltaTable, layout: Layout) -> str:
    # A table that an older sitrep made lacks columns: nothing is known of them.
    have = {field.name for field in snapshot.schema().fields}
    return ", ".join(["*", *(f"NULL AS {n}" for n in layout.schema.names if n not in have)])


def _check(snapshot: DeltaTable, sql: str) -> None:
    # DataFusion takes one statement at a time, and this one begins with SELECT: a condition can
    # read, but never write.
    try:
        run_query({"t": snapshot}, sql)
    except DeltaError as error:
        raise QueryError(f"the condition is no SQL that fits this table: {one_line(error)}") from error


def _rows(table: Table, snapshot: DeltaTable, selects: Iterable[str], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    for sql in selects:
        given = 0
        for attempt in count(1):
            try:
                for batch in _after(run_query({"t": snapshot}, sql), given):
                    given += batch.num_rows
                    yield batch.cast(schema)
            except DELTA_ERRORS as error:
                give_up_or_wait(error, attempt, place=table.url)
            else:
                break


def _after(rows: Iterable[pa.RecordBatch], given: int) -> Iterator[pa.RecordBatch]:
    """What comes after the rows that were given already: their order is fixed."""
    for batch in rows:
        skipped = min(given, batch.num_rows)
        given -= skipped
        yield batch.slice(skipped)
