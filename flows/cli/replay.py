"""`sitrep replay`."""

import sys

import click

from flows.cli.options import store_option, workers_option
from flows.cli.session import flow_session
from flows.replay import replay as replay_flow
from tasks.records.reasons import REASONS
from tasks.report import as_text
from tasks.store import Store


@click.command()
@store_option
@click.option(
    "--reason",
    type=click.Choice(list(REASONS)),
    metavar="R",
    help="Only pages quarantined for this reason, as sitrep status names it.",
)
@workers_option
def replay(store: str, reason: str | None, workers: int) -> None:
    """Process the raw objects of quarantined pages again."""
    Store.existing(store)
    with flow_session():
        report = replay_flow(store, reason or "", workers)
    click.echo(as_text(report), nl=False)
    sys.exit(1 if report.unread else 0)
