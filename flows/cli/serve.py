"""`sitrep serve`."""

import click

from flows.cli.cron import cron_option
from flows.cli.options import store_option
from flows.serve import serve as serve_flows
from flows.serve import ui


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@store_option
@cron_option
@click.option("--port", type=click.IntRange(1, 65535), default=4200, show_default=True, help="Of the UI.")
def serve(sources: tuple[str, ...], store: str, cron: str, port: int) -> None:
    """Ingest on a schedule, and take backfills from the Prefect UI, until Ctrl-C.

    Uses the Prefect server that PREFECT_API_URL names; without one it starts its own on 127.0.0.1.
    """
    with ui(port) as address:
        click.echo(f"Prefect UI: {address}/deployments   (Ctrl-C stops)")
        serve_flows(list(sources), store, cron=cron)
