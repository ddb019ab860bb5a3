"""What the children do, and what becomes of an item."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tasks.guard.limits import Limits


@dataclass(frozen=True)
class Work:
    """What the children do."""

    path: str
    """`module:function`, which takes an item and returns what is wanted of it."""
    probe: Any
    """An item that must go through."""
    preload: str
    """A module that the fork server imports first, for all children to share what it loads."""
    limits: Limits = field(default_factory=Limits)
    fallback: Callable[[Any], bool] | None = None
    """Whether the function knows another way for an item, `function(item, fallback=True)`, to be tried once
    when the first took too long, took too much memory or killed its child."""


@dataclass(frozen=True)
class Failure:
    """The item could not be worked on; `reason` is a name from `tasks.records.reasons`."""

    reason: str
    detail: str
    attempts: int


@dataclass(frozen=True)
class Reply:
    """What the work returned."""

    value: Any
    attempts: int
    mended: Failure | None = None
    """Why the first way failed, where the value comes from the fallback."""
