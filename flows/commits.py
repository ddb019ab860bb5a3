"""How many batches of all runs are written at a time, where a server keeps a limit for it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import httpx
from prefect.concurrency.sync import concurrency
from prefect.exceptions import PrefectException
from prefect.logging import get_run_logger

from flows.places import deployed

LIMIT = "sitrep-commits"
# Commits to one table are in line anyway; more writers than these only redo each other's.
SLOTS = 4
# The slot of a holder that died is free after its lease, the shortest that Prefect takes.
_LEASE_SECONDS = 60.0
# Rather write than wait on: after this time a batch goes without.
_PATIENCE_SECONDS = 90.0


@contextmanager
def commit_slot() -> Iterator[None]:
    """A slot of the limit as long as the block lasts, in a deployed run. It spares retries; writes
    are right without it, so that a server without the limit, or one that does not answer, stops
    nothing."""
    if not deployed():
        yield
        return
    held = ExitStack()
    slot = concurrency(LIMIT, timeout_seconds=_PATIENCE_SECONDS, lease_duration=_LEASE_SECONDS)
    _unless_refused(lambda: held.enter_context(slot))
    try:
        yield
    finally:
        _unless_refused(held.close)


def _unless_refused(step: Callable[[], None]) -> None:
    try:
        step()
    except (TimeoutError, PrefectException, httpx.HTTPError) as error:
        get_run_logger().warning("%s: no slot, written without (%s)", LIMIT, error)
