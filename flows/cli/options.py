"""Options that several commands share."""

from typing import get_args

import click

from tasks.records.page import Format

DAY = click.DateTime(["%Y-%m-%d"])

store_option = click.option("--store", default="data", show_default=True, help="Folder or s3://bucket/prefix.")
format_option = click.option(
    "--format",
    "fmt",
    type=click.Choice(["auto", *get_args(Format)]),
    default="auto",
    show_default=True,
    help="Take objects of this format alone; auto goes by their names.",
)
start_option = click.option("--start", type=DAY, help="First day (YYYY-MM-DD).")
end_option = click.option("--end", type=DAY, help="Last day, included (YYYY-MM-DD).")
workers_option = click.option("--workers", type=click.IntRange(1), default=2, show_default=True, help="Page processes.")
