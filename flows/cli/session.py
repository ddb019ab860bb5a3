"""A Prefect flow run from the command line: its server, its log, and Ctrl-C."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click

from flows.guard import close_all
from flows.log import RUN_LOGGERS, is_expected
from flows.server import configured_api, prefect_api

# Closing page processes takes milliseconds; Prefect then reports the run as crashed.
_PATIENCE_SECONDS = 15.0


@contextmanager
def flow_session() -> Iterator[None]:
    """Within the block flows find an API, expected errors are not logged with their tracebacks,
    and Ctrl-C or SIGTERM stop everything that was started and say how to go on."""
    for name in RUN_LOGGERS:
        logging.getLogger(name).addFilter(_unexpected)
    before = {number: signal.signal(number, _stop) for number in (signal.SIGINT, signal.SIGTERM)}
    if sys.stderr.isatty() and configured_api() is None:
        click.echo("starting a Prefect server for this run …", err=True)
    try:
        with prefect_api():
            try:
                yield
            finally:
                _flush_log()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _flush_log() -> None:
    """Send what the runs logged while there is still a server to take it."""
    for name in RUN_LOGGERS:
        for handler in logging.getLogger(name).handlers:
            handler.flush()


def _unexpected(record: logging.LogRecord) -> bool:
    return not is_expected(record)


def _stop(number: int, _frame: FrameType | None) -> None:
    """First signal: end the page processes, so that batches end too, and leave by an exception.
    A second one, or a run that does not end within its time: leave at once."""
    signal.signal(number, lambda *_: os._exit(128 + number))
    logging.disable(logging.CRITICAL)  # what now fails, fails because we stop
    click.echo("\nstopping; what is stored stays, run the same command again to go on", err=True)
    last_resort = threading.Timer(_PATIENCE_SECONDS, os._exit, (128 + number,))
    last_resort.daemon = True
    last_resort.start()
    close_all()
    raise SystemExit(128 + number)
