"""`sitrep deploy`."""

import click

from flows.cli.cron import cron_option
from flows.cli.options import store_option
from flows.deploy import deploy as deploy_all
from flows.deployments import CHUNKS_AT_ONCE, POOL


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE...]")
@store_option
@cron_option
@click.option(
    "--at-once",
    type=click.IntRange(1),
    default=CHUNKS_AT_ONCE,
    show_default=True,
    help="How many chunk runs of backfills work at a time.",
)
def deploy(sources: tuple[str, ...], store: str, cron: str, at_once: int) -> None:
    """Set up the Prefect server that PREFECT_API_URL names: the work pool, the deployments with
    SOURCE and store filled in, and the automations that start crashed runs again.

    Doing it again changes nothing that is as it should be. The runs need workers, on any machine
    with sitrep installed that reaches the store: prefect worker start --pool sitrep
    """
    for line in deploy_all(list(sources), store, cron=cron, at_once=at_once):
        click.echo(line)
    click.echo(f"now start workers: prefect worker start --pool {POOL}")
