"""The parent's side of one child: start it, ask it, replace it when it died."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import Enum, auto
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from threading import Event, Lock, RLock
from types import ModuleType
from typing import Any

from tasks.guard.child import BROKEN, DONE, serve
from tasks.guard.work import Failure, Reply, Work
from tasks.records.errors import SitrepError

# Preload, probe and a loaded machine: a healthy child is ready within a few seconds.
_START_SECONDS = 180.0
_starting = Lock()


class BrokenGuardError(SitrepError):
    """A child cannot do the work at all: the run must end, no page is to blame."""


class GuardClosedError(RuntimeError):
    """The pool was closed while the item was on its way: it has no outcome."""


class _Lost(Enum):
    """How a child failed to answer."""

    SILENT = auto()
    DEAD = auto()


@dataclass
class _Child:
    process: ForkServerProcess
    pipe: Connection
    fresh: bool = True
    """It has not worked on an item yet."""


# Failures of an item that another way to do it may not have.
_OF_THE_WAY = frozenset(("timeout", "out_of_memory", "crash", "too_deep"))


class GuardedProcess:
    """One child and the only pipe to it. One owner at a time; `kill` may come from any thread."""

    def __init__(self, work: Work, closed: Event) -> None:
        self._work = work
        self._closed = closed
        self._child: _Child | None = None
        self._burying = RLock()  # a signal handler may kill while its own thread does

    def ask(self, item: object) -> Reply | Failure:
        """The child's answer; where it failed and there is a fallback, that of the fallback."""
        result = self._try(item, fallback=False)
        helps = self._work.fallback
        if isinstance(result, Reply) or result.reason not in _OF_THE_WAY or helps is None or not helps(item):
            return result
        second = self._try(item, fallback=True)
        attempts = result.attempts + second.attempts
        if isinstance(second, Failure):
            return replace(result, attempts=attempts)
        return Reply(second.value, attempts, mended=result)

    def _try(self, item: object, *, fallback: bool) -> Reply | Failure:
        """A child that died is replaced and the item tried again; so is one that ran out of memory with what
        earlier items had left there."""
        limits = self._work.limits
        for attempt in range(1, limits.attempts + 1):
            child = self._child or self.start()
            fresh, child.fresh = child.fresh, False
            answer = self._exchange(child.pipe, (item, fallback))
            if isinstance(answer, _Lost):
                reason, detail = self._bury(child, answer, fallback=fallback)
                if reason == "timeout" or attempt == limits.attempts:
                    return Failure(reason, detail, attempt)
                continue
            result = _as_result(answer, attempt)
            short = isinstance(result, Failure) and result.reason == "out_of_memory"
            if short or not self._still_fit(child.pipe):
                self._end(child)
            if not short or fresh:
                return result
        raise AssertionError("attempts is at least 1, and the second child of an item is fresh")

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

    def _still_fit(self, pipe: Connection) -> bool:
        """Whether the child, which has answered, can take another item; said after its answer."""
        try:
            outgrown: bool = pipe.recv()
        except (EOFError, OSError):
            return False
        return not outgrown

    def _bury(self, child: _Child, lost: "_Lost", *, fallback: bool) -> tuple[str, str]:
        """End what is left of the child; the reason and detail of its death."""
        if lost is _Lost.DEAD:
            child.process.join(timeout=_START_SECONDS)  # its own exit status, not that of our kill
        code = self._end(child)
        self._check_open()
        limits = self._work.limits
        if lost is _Lost.SILENT:
            return "timeout", f"no answer after {limits.wall_seconds:.0f} s"
        if -code == signal.SIGXCPU:
            seconds = limits.fallback_cpu_seconds if fallback else limits.cpu_seconds
            return "timeout", f"more than {seconds} s of CPU time"
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
