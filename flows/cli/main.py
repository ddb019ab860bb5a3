"""`sitrep`: the group of commands, each imported when it is called."""

import signal
import sys
from importlib import import_module
from importlib.metadata import version

import click

from flows.settings import prepare_environment
from tasks.records.errors import SitrepError
from tasks.report.shown import shown

COMMANDS = {
    "ingest": "Turn new raw pages into clean documents and events.",
    "backfill": "Do a span of days again, or for the first time.",
    "replay": "Try quarantined pages again.",
    "read": "Print documents, events or the account of pages.",
    "clean": "Clean files without a store.",
    "explain": "Show a page block by block: what was cut and why, and its events.",
    "status": "Show the account of all raw pages.",
    "maintain": "Upgrade a store, and keep it small.",
    "serve": "Run the schedule and the Prefect UI on this machine.",
    "deploy": "Set up a Prefect server whose workers run the schedule and backfills.",
}


class _Commands(click.Group):
    """Knows its commands by name and imports `flows.cli.<name>` on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        prepare_environment()
        command: click.Command = getattr(import_module(f"flows.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("sitrep"), prog_name="sitrep")
def _sitrep() -> None:
    """Raw scraped news pages in, clean documents and conflict events out.

    SOURCE is a file, a folder or an s3:// prefix of raw pages (.html .htm .warc .jsonl .txt, also
    .gz and .zst of them). The store is a folder or s3://bucket/prefix; ./data if not named. For
    S3, AWS_ENDPOINT_URL names the server and the usual AWS settings the credentials.

    Exit status: 0 when every page has an outcome, 1 when the run could not do its work, 2 for wrong
    usage.
    """


def main() -> None:
    """Entry point. An error that a person can mend is one line on standard error, exit status 1."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `sitrep read … | head` ends as `cat` does
    try:
        _sitrep(prog_name="sitrep")
    except SitrepError as error:
        click.echo("\n".join(map(shown, f"sitrep: {error}".split("\n"))), err=True)
        sys.exit(1)
