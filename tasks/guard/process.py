"""The parent's side of one child: start it, ask it, replace it when it died."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from threading import Event, Lock, RLock
from types import ModuleType
from typing import Any

from tasks.guard.child import BROKEN, DONE, serve
from tasks.guard.limits import Limits
from tasks.records.errors import SitrepError

# Preload, probe and a loaded machine: a healthy child is ready within a few seconds.
_START_SECONDS = 180.0
_starting = Lock()


class BrokenGuardError(SitrepError):
    """A child cannot do the work at all: the run must end, no page is to blame."""


class GuardClosedError(RuntimeError):
    """The pool was closed while the item was on its way: it has no outcome."""


@dataclass(frozen=True)
class Reply:
    """What the work returned."""

    value: Any
    attempts: int


@dataclass(frozen=True)
class Failure:
    """The item could not be worked on; `reason` is a name from `tasks.records.reasons`."""

    reason: str
    detail: str
    attempts: int


class _Lost(Enum):
    """How a child failed to answer."""

    SILENT = auto()
    DEAD = auto()


@dataclass(frozen=True)
class _Child:
    process: ForkServerProcess
    pipe: Connection


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


class GuardedProcess:
    """One child and the only pipe to it. One owner at a time; `kill` may come from any thread."""

    def __init__(self, work: Work, closed: Event) -> None:
        self._work = work
        self._closed = closed
        self._child: _Child | None = None
        self._burying = RLock()  # a signal handler may kill while its own thread does

    def ask(self, item: object) -> Reply | Failure:
        """The child's answer; a child that died is replaced and the item tried again."""
        limits = self._work.limits
        for attempt in range(1, limits.attempts + 1):
            child = self._child or self.start()
            answer = self._exchange(child.pipe, item)
            if isinstance(answer, tuple):
                return _as_result(answer, attempt)
            reason, detail = self._bury(child, answer)
            if reason == "timeout" or attempt == limits.attempts:
                return Failure(reason, detail, attempt)
        raise AssertionError("attempts is at least 1")

    def start(self) -> _Child:
        """Start a child and wait until the probe went through it; BrokenGuardError if it cannot."""
        self._check_open()
        context = get_context("forkserver")
        ours, theirs = context.Pipe()
        args = (theirs, self._work.path, self._work.probe, self._work.limits)
        process = context.Process(target=serve, args=args, daemon=True)
        with _starting, _without_main():
            context.set_forkserver_preload([self._work.preload])
            process.start()
        theirs.close()
        child = self._child = _Child(process, ours)
        self._await_ready(child)
        return child

    def kill(self) -> None:
        """End the child at once. Its pipe stays: the owner may be reading it."""
        with self._burying:
            if self._child is not None:
                self._child.process.kill()
                self._child.process.join()

    def _await_ready(self, child: _Child) -> None:
        pipe = child.pipe
        try:
            answer = pipe.recv() if pipe.poll(_START_SECONDS) else (BROKEN, "it did not get ready")
        except (EOFError, OSError):
            answer = (BROKEN, "it died before it was ready")
        if answer[0] == BROKEN or self._closed.is_set():
            self._end(child)
            self._check_open()
            raise BrokenGuardError(f"a page process cannot start: {answer[1]}")

    def _exchange(self, pipe: Connection, item: object) -> "tuple[Any, ...] | _Lost":
        """The answer to `item`, or how the child failed to give one."""
        try:
            pipe.send(item)
            if not pipe.poll(self._work.limits.wall_seconds):
                return _Lost.SILENT
            answer: tuple[Any, ...] = pipe.recv()
        except (EOFError, OSError):
            return _Lost.DEAD
        return answer

    def _bury(self, child: _Child, lost: "_Lost") -> tuple[str, str]:
        """End what is left of the child; the reason and detail of its death."""
        if lost is _Lost.DEAD:
            child.process.join(timeout=_START_SECONDS)  # its own exit status, not that of our kill
        code = self._end(child)
        self._check_open()
        limits = self._work.limits
        if lost is _Lost.SILENT:
            return "timeout", f"no answer after {limits.wall_seconds:.0f} s"
        if -code == signal.SIGXCPU:
            return "timeout", f"more than {limits.cpu_seconds} s of CPU time"
        name = signal.Signals(-code).name if code < 0 else f"exit status {code}"
        return "crash", f"the page process ended with {name}"

    def _end(self, child: _Child) -> int:
        """Kill the child if it still lives, and forget it; its exit status."""
        self.kill()
        with self._burying:
            code = child.process.exitcode or 0
            child.pipe.close()
            child.process.close()
            self._child = None
        return code

    def _check_open(self) -> None:
        if self._closed.is_set():
            raise GuardClosedError


def _as_result(answer: tuple[Any, ...], attempts: int) -> Reply | Failure:
    if answer[0] == DONE:
        return Reply(answer[1], attempts)
    return Failure(answer[1], answer[2], attempts)


@contextmanager
def _without_main() -> Iterator[None]:
    """Children must not import the parent's `__main__`: with Prefect in it a start costs 2.1 s and
    80 MB instead of .02 s and 8 MB. multiprocessing looks it up in `sys.modules`: show it an empty
    one.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
