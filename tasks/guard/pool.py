"""A pool of guarded processes that lives for the whole run."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from threading import Event
from types import TracebackType
from typing import Self, TypeVar

from tasks.guard.process import GuardClosedError, GuardedProcess
from tasks.guard.work import Failure, Reply, Work

T = TypeVar("T")

# Items on their way per child: one in work, one waiting so that no child idles while we read.
_LOOKAHEAD = 2


class GuardedPool:
    """`workers` children that do `work`, each item under its limits.

    Several threads may call `map` at the same time; they share the children.
    """

    def __init__(self, work: Work, *, workers: int) -> None:
        self._closed = Event()
        self._processes = [GuardedProcess(work, self._closed) for _ in range(workers)]
        self._idle: SimpleQueue[GuardedProcess] = SimpleQueue()
        for process in self._processes:
            self._idle.put(process)
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="guard")

    def __enter__(self) -> Self:
        """Start the first child, so that a guard that cannot work says so before any page."""
        self._processes[0].start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def map(self, items: Iterable[T]) -> Iterator[tuple[T, Reply | Failure]]:
        """Each item with its result, in the order of `items`, which is read only as far ahead as
        the children can work: memory is bounded by them, not by the corpus."""
        pending: deque[tuple[T, Future[Reply | Failure]]] = deque()
        for item in items:
            pending.append((item, self._threads.submit(self._run, item)))
            if len(pending) >= _LOOKAHEAD * len(self._processes):
                yield _finished(*pending.popleft())
        while pending:
            yield _finished(*pending.popleft())

    def close(self) -> None:
        """Kill the children. Items on their way raise GuardClosedError: they have no outcome."""
        self._closed.set()
        for process in self._processes:
            process.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _run(self, item: object) -> Reply | Failure:
        if self._closed.is_set():
            raise GuardClosedError
        process = self._idle.get()
        try:
            return process.ask(item)
        finally:
            self._idle.put(process)


def _finished(item: T, result: Future[Reply | Failure]) -> tuple[T, Reply | Failure]:
    return item, result.result()
