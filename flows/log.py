"""The log of a run in the UI: an error that a person can mend is a line there, not a traceback."""

import logging

from tasks.records.errors import SitrepError

RUN_LOGGERS = ("prefect.flow_runs", "prefect.task_runs")


def shorten_expected_errors() -> None:
    """From now on, in this process."""
    for name in RUN_LOGGERS:
        logging.getLogger(name).addFilter(_shorten)


def is_expected(record: logging.LogRecord) -> bool:
    """Whether it reports an error of ours."""
    return getattr(record, "expected", False)


def _shorten(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, SitrepError):
        record.msg, record.args, record.exc_info = str(error), (), None
        record.expected = True
    return True
