"""The command line: one file a verb. Prefect, spaCy and the store are imported by the verb that
needs them, so that `sitrep --help` and `sitrep read` start at once."""

from flows.cli.main import main

__all__ = ["main"]
