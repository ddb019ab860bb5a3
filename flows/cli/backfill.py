"""`sitrep backfill`."""

import sys
from datetime import datetime
from typing import cast, get_args

import click

from flows.backfill import backfill as backfill_flow
from flows.cli.options import DAY, store_option, workers_option
from flows.cli.session import flow_session
from flows.discover import Listing
from flows.places import absolute
from flows.span import Reprocess
from tasks.report import as_text
from tasks.store import Store


@click.command()
@store_option
@click.option("--source", "sources", multiple=True, required=True, help="May be given repeatedly.")
@click.option("--start", type=DAY, required=True, help="First day (YYYY-MM-DD).")
@click.option("--end", type=DAY, required=True, help="Last day, included (YYYY-MM-DD).")
@click.option(
    "--reprocess",
    type=click.Choice(get_args(Reprocess)),
    default="missing",
    show_default=True,
    help="What is missing is always done.",
)
@click.option("--dry-run", is_flag=True, help="Only show the plan.")
@workers_option
def backfill(  # noqa: PLR0913 - one parameter an option
    store: str,
    sources: tuple[str, ...],
    start: datetime,
    end: datetime,
    reprocess: str,
    dry_run: bool,
    workers: int,
) -> None:
    """Process the raw objects of a span of days again, or for the first time."""
    if end < start:
        raise click.BadParameter("it is before --start", param_hint="--end")
    Listing(tuple(map(absolute, sources))).check()
    Store.open(absolute(store))
    with flow_session():
        result = backfill_flow(
            start.date(),
            end.date(),
            list(sources),
            store,
            cast(Reprocess, reprocess),
            dry_run,
            workers,
        )
    if not result.plan:
        click.echo(f"no raw objects from {start.date()} to {end.date()}")
    for row in result.plan:
        click.echo(f"{row['day']}  {row['raw objects']:>8,} raw objects  {row['to do']:>8,} to do")
    if result.report is not None:
        click.echo(as_text(result.report), nl=False)
        sys.exit(1 if result.report.unread else 0)
