"""The parent's side of one child: start it, ask it, replace it when it died."""

import signal
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import count
from multiprocessing.connection import Connection
from threading import Event, RLock
from typing import Any

from tasks.guard.child import BROKEN, DONE
from tasks.guard.launch import Child, launch
from tasks.guard.work import Failure, Reply, Work
from tasks.records.errors import SitrepError

# Preload, probe and a loaded machine: a healthy child is ready within a few seconds.
_START_SECONDS = 180.0


class BrokenGuardError(SitrepError):
    """A child cannot do the work at all: the run must end, no page is to blame."""


class GuardClosedError(RuntimeError):
    """The pool was closed while the item was on its way: it has no outcome."""


class _Lost(Enum):
    """How a child failed to answer."""

    SILENT = auto()
    DEAD = auto()


@dataclass(frozen=True)
class _End:
    """How a child ended."""

    reason: str
    detail: str
    killed: bool = False
    """By somebody else, the kernel short of memory among them."""


_BY_OTHERS = frozenset((signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT))
# Failures of an item that another way to do it may not have.
_OF_THE_WAY = frozenset(("timeout", "out_of_memory", "crash", "too_deep"))


class GuardedProcess:
    """One child and the only pipe to it. One owner at a time; `kill` may come from any thread."""

    def __init__(self, work: Work, closed: Event) -> None:
        self._work = work
        self._closed = closed
        self._child: Child | None = None
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
        crashes = kills = 0
        for attempt in count(1):
            child = self._child or self.start()
            fresh, child.fresh = child.fresh, False
            answer = self._exchange(child.pipe, (item, fallback))
            if isinstance(answer, _Lost):
                end = self._bury(child, answer, fallback=fallback)
                crashes, kills = crashes + (not end.killed), kills + end.killed
                if end.reason == "timeout" or crashes == self._work.limits.crashes or kills == self._work.limits.kills:
                    return Failure(end.reason, end.detail, attempt)
                continue
            result = _as_result(answer, attempt)
            short = isinstance(result, Failure) and result.reason == "out_of_memory"
            if short or not self._still_fit(child.pipe):
                self._end(child)
            if not short or fresh:
                return result
        raise AssertionError("it counts for ever")

    def start(self) -> Child:
        """Start a child and wait until the probe went through it; BrokenGuardError if it cannot."""
        for _ in range(self._work.limits.kills):
            with suppress(BrokenPipeError, EOFError):  # killed before it was told what to do
                child = self._started()
                if self._is_ready(child):
                    return child
        raise BrokenGuardError("page processes are killed before they can start: is the machine out of memory?")

    def _started(self) -> Child:
        self._check_open()
        child = self._child = launch(self._work)
        return child

    def kill(self) -> None:
        """End the child at once. Its pipe stays: the owner may be reading it."""
        with self._burying:
            if self._child is not None:
                self._child.process.kill()
                self._child.process.join()

    def _is_ready(self, child: Child) -> bool:
        """Wait for it; False if somebody killed it meanwhile."""
        pipe = child.pipe
        try:
            answer = pipe.recv() if pipe.poll(_START_SECONDS) else (BROKEN, "it did not get ready")
        except (EOFError, OSError):
            end = self._bury(child, _Lost.DEAD, fallback=False)
            if end.killed:
                return False
            raise BrokenGuardError(f"a page process cannot start: {end.detail}") from None
        if answer[0] == BROKEN or self._closed.is_set():
            self._end(child)
            self._check_open()
            raise BrokenGuardError(f"a page process cannot start: {answer[1]}")
        return True

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

    def _bury(self, child: Child, lost: "_Lost", *, fallback: bool) -> _End:
        """End what is left of the child."""
        if lost is _Lost.DEAD:
            child.process.join(timeout=_START_SECONDS)  # its own exit status, not that of our kill
        code = self._end(child)
        self._check_open()
        limits = self._work.limits
        if lost is _Lost.SILENT:
            return _End("timeout", f"no answer after {limits.wall_seconds:.0f} s")
        if -code == signal.SIGXCPU:
            seconds = limits.fallback_cpu_seconds if fallback else limits.cpu_seconds
            return _End("timeout", f"more than {seconds} s of CPU time")
        name = signal.Signals(-code).name if code < 0 else f"exit status {code}"
        return _End("crash", f"the page process ended with {name}", killed=-code in _BY_OTHERS)

    def _end(self, child: Child) -> int:
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
