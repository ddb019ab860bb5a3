"""SQL over snapshots of tables, by DataFusion inside Delta's client."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import pyarrow as pa
from deltalake import DeltaTable, QueryBuilder

OBJECT_OF_PAGE: Final = "regexp_replace(source_uri, '#[0-9]+$', '')"
"""The uri of the raw object that a page stands in."""

# Delta's client draws the causes of an error as a coloured tree.
_TREE = re.compile(r"(\s|\x1b\[\d*m|↳)*(\x1b\[\d*m|↳)(\s|\x1b\[\d*m|↳)*")


def quoted(values: Iterable[str | date]) -> str:
    """The values as a list of SQL literals."""
    return ", ".join("'" + str(value).replace("'", "''") + "'" for value in values)


def run_query(snapshots: Mapping[str, DeltaTable], sql: str) -> pa.RecordBatchReader:
    """The answer to one SELECT over the tables by their names there, as a stream; raises errors of
    Delta's client (`retry.DELTA_ERRORS`), on the way as well."""
    builder = QueryBuilder()
    for name, snapshot in snapshots.items():
        builder.register(name, snapshot)
    found = pa.RecordBatchReader.from_stream(builder.execute(sql))
    schema = pa.schema([_plain(field) for field in found.schema])
    return pa.RecordBatchReader.from_batches(schema, (batch.cast(schema) for batch in found))


def one_line(error: Exception) -> str:
    """Its message without line breaks and colours."""
    return _TREE.sub(": ", " ".join(str(error).split()))


def _plain(field: pa.Field) -> pa.Field:
    # DataFusion gives string views, which pyarrow's functions do not know everywhere.
    return field.with_type(pa.string()) if pa.types.is_string_view(field.type) else field
