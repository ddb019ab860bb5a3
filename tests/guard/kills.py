"""Somebody who kills page processes."""

import os
import random
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def page_processes(parent: int) -> list[int]:
    """The children of the fork server that `parent` started."""
    return [child for server in _children(parent) if _is_fork_server(server) for child in _children(server)]


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in _tasks(pid):
        with suppress(OSError):
            found += map(int, (task / "children").read_text().split())
    return found


def _tasks(pid: int) -> list[Path]:
    try:
        return list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return []


def _is_fork_server(pid: int) -> bool:
    try:
        return b"forkserver" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


@contextmanager
def random_kills(parent: int, *, every: float, seed: int) -> Iterator[list[int]]:
    """As long as the block lasts, kill a page process every so many seconds or so; gives those killed."""
    chance, over, killed = random.Random(seed), threading.Event(), list[int]()

    def kill() -> None:
        while not over.wait(chance.uniform(0, 2 * every)):
            if living := page_processes(parent):
                with suppress(ProcessLookupError):
                    killed.append(chance.choice(living))
                    os.kill(killed[-1], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        yield killed
    finally:
        over.set()
        killer.join()
