"""Calls of Delta's client again, when another writer came between or the connection broke.

It sends reads again by itself, but no create-only put (a commit) that got no answer, and no list or
data body that broke off.
"""

import random
import re
import time
from collections.abc import Callable
from itertools import count
from typing import Final, TypeVar

import pyarrow as pa
from deltalake.exceptions import CommitFailedError, DeltaError

from tasks.store.errors import StoreError
from tasks.store.sql import one_line

DELTA_ERRORS: Final = (DeltaError, OSError, pa.ArrowException)
# Writers of one day conflict at every commit; 40 rounds of up to 2 s let 20 of them through.
_CONFLICTS = 40
_BREAKS = 12  # a fourth of all calls disturbed: 1 in 10 million fails twelve times
_LONGEST_PAUSE = 2.0  # seconds
_BROKEN = re.compile(
    r"error sending request|error reading a body|response body|connection|timed out|status: 5\d\d",
    re.IGNORECASE,
)


T = TypeVar("T")


def persist(call: Callable[[], T], *, place: str) -> T:
    """What `call` gives; it must bear being done twice. Raises StoreError with `place`."""
    for attempt in count(1):
        try:
            return call()
        except DELTA_ERRORS as error:
            give_up_or_wait(error, attempt, place=place)
    raise AssertionError("unreachable")


def give_up_or_wait(error: Exception, attempt: int, *, place: str) -> None:
    """After the failed attempt of that number: raise StoreError, or pause."""
    if attempt >= _attempts_for(error):
        raise StoreError(f"{place}: {one_line(error)}") from error
    # Jitter, or those that conflicted once conflict again.
    time.sleep(random.uniform(0, min(_LONGEST_PAUSE, 0.05 * 2**attempt)))  # noqa: S311


def _attempts_for(error: Exception) -> int:
    if isinstance(error, CommitFailedError):
        return _CONFLICTS
    return _BREAKS if _BROKEN.search(str(error)) else 1
