"""The option of the commands that schedule."""

import click
from prefect.client.schemas.schedules import CronSchedule

from flows.deployments import HOURLY


def _cron(_context: click.Context, option: click.Parameter, value: str) -> str:
    try:
        CronSchedule(cron=value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no cron line", param=option) from error
    return value


cron_option = click.option("--cron", default=HOURLY, show_default=True, callback=_cron, help="When to ingest, UTC.")
