"""Waiting for what a process is to do."""

import time
from collections.abc import Callable

from infra.stack.errors import StackError
from infra.stack.processes import Processes

_SECONDS = 240.0  # Prefect's server takes 15 s of CPU, and the machine may be busy
_POLL = 0.2


def until(there: Callable[[], bool], what: str, processes: Processes, name: str) -> None:
    """Return when it is there; StackError when the process ends before, or it takes too long."""
    deadline = time.monotonic() + _SECONDS
    while not there():
        if not processes.running(name):
            last = processes.log(name).read_text(errors="replace").strip().splitlines()[-3:]
            raise StackError(f"{what} has ended; {processes.log(name)} says: {' / '.join(last)}")
        if time.monotonic() > deadline:
            raise StackError(f"{what} does not answer; see {processes.log(name)}")
        time.sleep(_POLL)
