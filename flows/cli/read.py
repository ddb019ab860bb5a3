"""`sitrep read`."""

import sys
from datetime import datetime

import click

from flows.cli.options import end_option, start_option, store_option
from flows.cli.table import print_table
from tasks.store import Store, query, write_rows


@click.command()
@click.argument("table", type=click.Choice(["documents", "events", "pages", "objects"]))
@store_option
@start_option
@end_option
@click.option("--where", help="SQL condition, for example: fatalities >= 10 AND country = 'SY'.")
@click.option("--columns", default="", help="Comma-separated; all if not given.")
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["jsonl", "csv", "parquet", "table"]),
    default="jsonl",
    show_default=True,
    help="table is for the eye, the others for programs.",
)
def read(  # noqa: PLR0913 - one parameter an option
    table: str,
    store: str,
    start: datetime | None,
    end: datetime | None,
    where: str | None,
    columns: str,
    fmt: str,
) -> None:
    """Print rows of a table to standard output, sorted by day and document."""
    if start and end and end < start:
        raise click.BadParameter("it is before --start", param_hint="--end")
    names = [name.strip() for name in columns.split(",") if name.strip()]
    rows = query(
        Store.existing(store),
        table,
        start=start.date() if start else None,
        end=end.date() if end else None,
        where=where,
        columns=names,
    )
    if fmt == "table":
        print_table(table, rows, chosen=bool(names))
    else:
        write_rows(rows, fmt, sys.stdout.buffer)  # type: ignore[arg-type]
        sys.stdout.buffer.flush()
