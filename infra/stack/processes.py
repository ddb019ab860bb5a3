"""Processes that outlive the command that started them, and are ended by it alone.

A folder has a pid file and a log for each. A pid is only believed with the process's start time
beside it, for pids are used again. What a process has started is known by a mark in its environment,
so that a worker's flow runs, which have sessions of their own, end with the worker.
"""

import os
import signal
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_MARK = "SITREP_STACK_PROCESS"
_POLL = 0.1  # seconds


@dataclass(frozen=True)
class Processes:
    """Those with their pid files and logs in `folder`, an absolute path."""

    folder: Path

    def start(self, name: str, command: list[str], environment: Mapping[str, str]) -> None:
        """Start it in a session of its own with its output in NAME.log; nothing when it runs."""
        if self.running(name):
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        actions = [
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, str(self.log(name)), flags, 0o600),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ]
        marked = {**environment, _MARK: self._mark(name)}
        pid = os.posix_spawnp(command[0], command, marked, file_actions=actions, setsid=True)
        self._pid_file(name).write_text(f"{pid} {_started(pid)}")

    def running(self, name: str) -> int:
        """Its pid; 0 when it does not run."""
        try:
            pid, started = map(int, self._pid_file(name).read_text().split())
        except (FileNotFoundError, ValueError):
            return 0
        return pid if started and _started(pid) == started else 0

    def names(self) -> list[str]:
        """All that were started and not stopped, whether they still run or not."""
        return sorted(path.stem for path in self.folder.glob("*.pid"))

    def log(self, name: str) -> Path:
        """Where its output goes."""
        return self.folder / f"{name}.log"

    def pids(self, name: str) -> list[int]:
        """Its process and all that came from it."""
        mark = f"{_MARK}={self._mark(name)}".encode()
        return [pid for pid in _all_pids() if mark in _environment(pid)]

    def stop(self, name: str, *, seconds: float, signum: int = signal.SIGTERM) -> None:
        """Ask it to end, and kill what of it is left after so many seconds."""
        pid = self.running(name)
        if pid:
            _send(signum, [pid])
            deadline = time.monotonic() + seconds
            while self.running(name) and time.monotonic() < deadline:
                time.sleep(_POLL)
        self.kill(name)

    def kill(self, *names: str) -> None:
        """kill -9 of these and of all that came from them, at once, as in a power cut."""
        while left := [pid for name in names for pid in self.pids(name)]:
            _send(signal.SIGKILL, left)
            time.sleep(_POLL)
        for name in names:
            self._pid_file(name).unlink(missing_ok=True)

    def _pid_file(self, name: str) -> Path:
        return self.folder / f"{name}.pid"

    def _mark(self, name: str) -> str:
        return f"{self.folder}/{name}"


def _send(signum: int, pids: Iterable[int]) -> None:
    for pid in pids:
        try:
            os.kill(pid, signum)
        except ProcessLookupError:
            continue


def _started(pid: int) -> int:
    """When the process started, in clock ticks since the machine did; 0 when it has ended."""
    try:
        # The name, in brackets, may hold anything; what follows has the state first.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return 0 if fields[0] in "ZX" else int(fields[19])


def _all_pids() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _environment(pid: int) -> list[bytes]:
    """NAME=VALUE of a process; nothing of one that has ended or belongs to somebody else."""
    try:
        return Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return []
