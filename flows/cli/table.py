"""Rows as a table for the eye."""

from collections.abc import Iterable

import pyarrow as pa
from rich.cells import cell_len, set_cell_size
from rich.console import Console

from tasks.report.shown import shown

# What a person wants to see first of each table.
_COLUMNS = {
    "documents": ("day", "language", "published", "title", "site_name", "word_count", "url"),
    "events": (
        "date_start",
        "sub_event_type",
        "actor1",
        "actor2",
        "location",
        "country",
        "fatalities",
        "status",
        "sentence",
    ),
    "pages": ("day", "outcome", "reason", "bytes", "source_uri"),
    "objects": ("day", "records", "size", "uri"),
}
_WIDEST = 24
_GAP = "  "


def print_table(name: str, rows: Iterable[pa.RecordBatch], *, chosen: bool) -> None:
    """Print rows a line each, as wide as the terminal; unless columns were chosen, those that say
    most. What does not fit is for the other formats."""
    console = Console()
    columns: list[str] = []
    lines: list[list[str]] = []
    for batch in rows:
        columns = batch.schema.names if chosen else list(_COLUMNS[name])
        lines += [list(map(_cell, row.values())) for row in batch.select(columns).to_pylist()]
    if not lines:
        console.print("no rows")
        return
    widths = _widths(columns, lines, console.width)
    console.print(_line(columns, widths), style="bold", soft_wrap=True)
    for line in lines:
        console.print(_line(line, widths), markup=False, highlight=False, soft_wrap=True)


def _widths(columns: list[str], lines: list[list[str]], room: int) -> list[int]:
    """Each column as wide as its cells, up to a limit; the last one takes what is left."""
    cells = zip(columns, *lines, strict=True)
    widths = [min(_WIDEST, max(map(cell_len, column))) for column in cells]
    gaps = len(_GAP) * (len(columns) - 1)
    return [*widths[:-1], max(_WIDEST, room - gaps - sum(widths[:-1]))]


def _line(cells: Iterable[str], widths: Iterable[int]) -> str:
    pairs = zip(cells, widths, strict=True)
    return _GAP.join(set_cell_size(_cut(text, width), width) for text, width in pairs).rstrip()


def _cut(text: str, width: int) -> str:
    return text if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"


def _cell(value: object) -> str:
    return "" if value is None else shown(str(value))
