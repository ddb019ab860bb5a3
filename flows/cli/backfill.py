"""`sitrep backfill`."""

import sys
from datetime import datetime
from typing import Any, get_args

import click

from flows.backfill import backfill as backfill_flow
from flows.cli.options import DAY, store_option, workers_option
from flows.cli.session import flow_session
from flows.places import absolute
from flows.request import Reprocess, Stages, request_of
from flows.span import PlanRow
from flows.work import opened
from tasks.report import as_text
from tasks.report.shown import shown


@click.command()
@store_option
@click.option("--source", "sources", multiple=True, help="May be given repeatedly; not for --stages events.")
@click.option("--start", type=DAY, required=True, help="First day (YYYY-MM-DD).")
@click.option("--end", type=DAY, required=True, help="Last day, included (YYYY-MM-DD).")
@click.option(
    "--stages",
    type=click.Choice(get_args(Stages)),
    default="all",
    show_default=True,
    help="events: extract them again from the stored documents, without a look at raw.",
)
@click.option(
    "--reprocess",
    type=click.Choice(get_args(Reprocess)),
    default="missing",
    show_default=True,
    help="What is missing is always done.",
)
@click.option("--site", "sites", multiple=True, help="Only objects with a stored document of this host; repeatable.")
@click.option("--language", "languages", multiple=True, help="Only objects with a stored document in it; repeatable.")
@click.option("--newest-first", is_flag=True, help="Begin with the last day.")
@click.option("--max-pages", type=click.IntRange(0), default=0, help="Stop after about so many pages.")
@click.option("--dry-run", is_flag=True, help="Only show the plan, and which of some pages would change.")
@workers_option
def backfill(  # noqa: PLR0913 - one parameter an option
    start: datetime,
    end: datetime,
    sources: tuple[str, ...],
    store: str,
    sites: tuple[str, ...],
    languages: tuple[str, ...],
    **options: Any,  # noqa: ANN401 - the others go to the flow as they are
) -> None:
    """Process the raw objects of a span of days again, or for the first time."""
    if end < start:
        raise click.BadParameter("it is before --start", param_hint="--end")
    form: dict[str, Any] = {
        **options,
        "start_date": start.date(),
        "end_date": end.date(),
        "sources": [absolute(source) for source in sources],
        "store": absolute(store),
        "sites": list(sites),
        "languages": list(languages),
    }
    opened(request_of(**{name: value for name, value in form.items() if name not in ("dry_run", "workers")}))
    with flow_session():
        result = backfill_flow(**form)
    if not result.plan:
        click.echo(f"no raw objects from {start.date()} to {end.date()}")
    for row in result.plan:
        click.echo(_line(row))
    for change in result.changes:
        if change.kind != "same":
            click.echo(f"would change: {change.kind:<16} {shown(change.source_uri)}")
    if result.report is not None:
        click.echo(as_text(result.report), nl=False)
        sys.exit(1 if result.report.unread else 0)


def _line(row: PlanRow) -> str:
    states = (f"{number:,} {name}" for name, number in row.items() if isinstance(number, int) and number)
    return f"{row['day']}  {', '.join(states)}"
