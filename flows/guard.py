"""The pool of page processes of a run."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Literal

from flows.limits import page_limits
from tasks.guard import GuardedPool, Work
from tasks.records import RawPage

_DAY = datetime(2024, 3, 5, tzinfo=UTC)
_SENTENCE = (
    "Soldiers fought rebels near the town of Aleppo on Tuesday, residents said, and at least four "
    "people were killed in the fighting, which went on until the evening of the same day."
)
# A page that must go through: what cannot clean it cannot clean any.
PROBE = RawPage(
    source_uri="probe:",
    source_etag="",
    url=None,
    fetched_at=_DAY,
    day=_DAY.date(),
    media_type="text/html",
    headers={},
    body=f"<html><article><h1>Probe</h1>{f'<p>{_SENTENCE}</p>' * 4}</article></html>".encode(),
)

_open: set[GuardedPool] = set()
_lock = threading.RLock()  # a signal handler may come in between


def work_of(path: str) -> Work:
    """A function of pages as the children do it. Raises LimitError."""
    return Work(path, PROBE, preload="flows.warm", limits=page_limits(os.environ), fallback=_has_fallback)


def _has_fallback(page: RawPage) -> bool:
    return page.media_type == "text/html"


# Functions of `flows.page`.
PageWork = Literal["process_page", "clean_only", "events_only", "explain_page"]


@contextmanager
def page_guard(workers: int, work: PageWork = "process_page") -> Iterator[GuardedPool]:
    """Processes that run a function of `flows.page`, as long as the block lasts. Raises
    BrokenGuardError if they cannot work."""
    guard = GuardedPool(work_of(f"flows.page:{work}"), workers=workers)
    with _lock:
        _open.add(guard)
    try:
        with guard:
            yield guard
    finally:
        guard.close()
        with _lock:
            _open.discard(guard)


def close_all() -> None:
    """Close every open guard: what is on its way in them gets no outcome."""
    with _lock:
        guards = list(_open)
    for guard in guards:
        guard.close()
