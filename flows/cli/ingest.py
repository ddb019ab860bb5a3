"""`sitrep ingest`."""

import sys
from typing import cast

import click

from flows.cli.options import format_option, store_option, workers_option
from flows.cli.session import flow_session
from flows.discover import Listing
from flows.ingest import FormatChoice
from flows.ingest import ingest as ingest_flow
from flows.places import absolute
from tasks.report import as_text
from tasks.store import Store


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@store_option
@format_option
@click.option("--limit", type=click.IntRange(0), default=0, help="At most N raw objects; 0: all.")
@workers_option
def ingest(sources: tuple[str, ...], store: str, fmt: str, limit: int, workers: int) -> None:
    """Turn raw pages that the store does not account for into documents and events.

    Running it again does what is new or has changed, and nothing else. Stopped or killed, it goes
    on where it was.
    """
    Listing(tuple(map(absolute, sources))).check()
    Store.open(absolute(store))  # says what is wrong before a server is started
    with flow_session():
        while True:
            report = ingest_flow(list(sources), store, cast(FormatChoice, fmt), limit, workers)
            click.echo(as_text(report), nl=False)
            if not report.more or report.unread:
                break
    sys.exit(1 if report.unread else 0)
