"""Rows as JSON lines, CSV or Parquet, written as they come."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import BinaryIO, Literal

import pyarrow as pa
import pyarrow.parquet as pq

RowFormat = Literal["jsonl", "csv", "parquet"]

# A spreadsheet runs a cell that begins with one of these as a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Whoever prints a row must not be steered by it. JSON escapes what is below the space itself.
_STEERING = re.compile("[\x7f-\x9f]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def write_rows(rows: pa.RecordBatchReader, row_format: RowFormat, stream: BinaryIO) -> int:
    """Write the rows to `stream` and say how many there were.

    jsonl: as the records' own JSON. csv: UTF-8 with a header, lists as JSON, null as an empty cell,
    text that a spreadsheet would run as a formula behind a quote mark, no control characters. parquet: as in the store.
    """
    return _WRITERS[row_format](rows, stream)


def _jsonl(rows: pa.RecordBatchReader, stream: BinaryIO) -> int:
    count = 0
    for batch in rows:
        for row in batch.to_pylist():
            stream.write(_json(row).encode() + b"\n")
        count += batch.num_rows
    return count


def _csv(rows: pa.RecordBatchReader, stream: BinaryIO) -> int:
    count = 0
    stream.write(_csv_line(rows.schema.names))
    for batch in rows:
        for row in batch.to_pylist():
            stream.write(_csv_line([_cell(value) for value in row.values()]))
        count += batch.num_rows
    return count


def _parquet(rows: pa.RecordBatchReader, stream: BinaryIO) -> int:
    count = 0
    with pq.ParquetWriter(stream, rows.schema, compression="zstd") as writer:
        for batch in rows:
            writer.write_batch(batch)
            count += batch.num_rows
    return count


def _json(value: object) -> str:
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_text)
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value)}")


def _cell(value: object) -> object:
    if isinstance(value, str):
        harmless = _CONTROLS.sub("", value)
        return f"'{harmless}" if harmless.startswith(_FORMULA) else harmless
    if isinstance(value, list | dict):
        return _json(value)
    if isinstance(value, date):
        return _text(value)
    return value


def _csv_line(cells: list[object]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode()


_WRITERS: dict[RowFormat, Callable[[pa.RecordBatchReader, BinaryIO], int]] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "parquet": _parquet,
}
