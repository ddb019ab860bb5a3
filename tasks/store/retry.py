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

from tasks.store.errors import StoreError, StoreRefusedError, StoreUnreachableError
from tasks.store.s3errors import MEANING
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
# Each of these is ten tries of the client's own, 3 s together.
_UNREACHABLE = 3
_NOBODY_THERE = {
    "tcp connect error": "cannot reach the S3 server: is it running and AWS_ENDPOINT_URL right?",
    "dns error": "cannot find the S3 server: is AWS_ENDPOINT_URL right?",
}
_REFUSALS = {
    **_NOBODY_THERE,
    "No space left on device": "No space left on device: make room, then run again",
    "Disk quota exceeded": "Disk quota exceeded: make room, then run again",
    "Read-only file system": "Read-only file system",
    "Permission denied": "Permission denied",
    **{f"<Code>{code}</Code>": meaning for code, meaning in MEANING.items()},
}


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
    refusal = next((said for said in _REFUSALS if said in one_line(error)), None)
    if attempt >= _attempts_for(error, refusal):
        if refusal is not None:
            kind = StoreUnreachableError if refusal in _NOBODY_THERE else StoreRefusedError
            raise kind(f"{place}: {_REFUSALS[refusal]}") from error
        raise StoreError(f"{place}: {one_line(error)}") from error
    # Jitter, or those that conflicted once conflict again.
    time.sleep(random.uniform(0, min(_LONGEST_PAUSE, 0.05 * 2**attempt)))  # noqa: S311


def _attempts_for(error: Exception, refusal: str | None) -> int:
    if refusal is not None:
        return _UNREACHABLE if refusal in _NOBODY_THERE else 1
    if isinstance(error, CommitFailedError):
        return _CONFLICTS
    return _BREAKS if _BROKEN.search(str(error)) else 1
