"""`sitrep maintain`."""

import click

from flows.cli.options import store_option
from flows.cli.session import flow_session
from flows.maintain import maintain as maintain_flow
from flows.places import absolute
from tasks.store import Store, TableUpkeep


@click.command()
@store_option
def maintain(store: str) -> None:
    """Upgrade a store that an older version made, put small files together, and delete files that
    were replaced more than a week ago. Safe beside running ingests; worth doing daily."""
    Store.existing(absolute(store))
    with flow_session():
        done = maintain_flow(store)
    for table in done:
        click.echo(_line(table))


def _line(table: TableUpkeep) -> str:
    upgraded = "" if table.upgraded_from is None else f", upgraded from {table.upgraded_from}"
    return (
        f"{table.table:<10} {table.files_before:,} files became {table.files:,},"
        f" {table.files_deleted:,} old ones deleted{upgraded}"
    )
