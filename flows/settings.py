"""Prefect's settings that have to stand in the environment before it is imported."""

import os
from pathlib import Path

# What every flow run needs, those that a worker starts as well.
RUN_ENVIRONMENT = {
    "DO_NOT_TRACK": "1",
    # The shortest that Prefect takes, in seconds: how soon a dead run is found out hangs on it.
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
    # One thread a page process: two cores shared by two of them gain nothing from more, and a
    # process with threads must not be forked.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
_DEFAULTS = RUN_ENVIRONMENT | {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
    "PREFECT_CLI_COLORS": "false",
}


def prepare_environment() -> None:
    """What the user has set stands. Prefect hangs for three minutes when its home is missing."""
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
    home = os.environ.get("PREFECT_HOME")
    (Path(home) if home else Path.home() / ".prefect").mkdir(parents=True, exist_ok=True)
