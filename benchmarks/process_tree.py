"""What a command costs, with every process that it starts."""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event, Thread

_TICK = os.sysconf("SC_CLK_TCK")
# Reading /proc/PID/smaps_rollup of a 500 MB process takes 5 ms of the kernel's time.
_EVERY_SECONDS = 0.25


@dataclass(frozen=True)
class Cost:
    """Of one command: CPU and wall in seconds, memory in bytes."""

    cpu: float
    wall: float
    memory: int
    """Peak of the sum over the tree, pages that processes share counted once (PSS)."""
    output: str
    parts: Mapping[str, int]
    """Of that peak, by what the processes are: `flow`, `server`, `pages` (and who forks them)."""


def measure(command: Sequence[str], *, environment: dict[str, str] | None = None) -> Cost:
    """Run it to its end. CPU is that of the tree, sampled, so that processes which nobody waits for
    count as well. Ends the benchmark with what it said if it fails."""
    started = time.monotonic()
    with TemporaryFile("w+") as output, TemporaryFile("w+") as errors:
        process = subprocess.Popen(command, stdout=output, stderr=errors, env=os.environ | (environment or {}))
        sampler = _Sampler(process.pid)
        sampler.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
        sampler.stop()
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        said, failed = output.read(), errors.read()
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{failed}")
    waited_for = usage.ru_utime + usage.ru_stime
    return Cost(max(waited_for, sampler.cpu), wall, sampler.peak, said, sampler.parts)


class _Sampler(Thread):
    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self._root = root
        self._ended = Event()
        self._ticks: dict[int, int] = {}
        self.peak = 0
        self.parts: Counter[str] = Counter()

    @property
    def cpu(self) -> float:
        return sum(self._ticks.values()) / _TICK

    def run(self) -> None:
        while not self._ended.wait(_EVERY_SECONDS):
            self._sample()

    def stop(self) -> None:
        self._ended.set()
        self.join()

    def _sample(self) -> None:
        parts: Counter[str] = Counter()
        for pid in _tree(self._root, known=self._ticks):
            self._ticks[pid] = max(self._ticks.get(pid, 0), _cpu_ticks(pid))
            parts[_role(pid)] += _memory(pid)
        if parts.total() > self.peak:
            self.peak, self.parts = parts.total(), parts


def _tree(root: int, *, known: dict[int, int]) -> set[int]:
    """The descendants of `root`, and those known from before that have lost their parent."""
    parents = {
        int(folder.name): int(stat[1])
        for folder in Path("/proc").iterdir()
        if folder.name.isdigit() and (stat := _stat(int(folder.name)))
    }
    found = {root} | (known.keys() & parents.keys())
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found & parents.keys()


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name; none when the process is gone."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return text.rpartition(")")[2].split()


def _role(pid: int) -> str:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return "gone"
    if b"uvicorn" in command:
        return "server"
    return "pages" if b"multiprocessing" in command else "flow"


def _cpu_ticks(pid: int) -> int:
    stat = _stat(pid)
    return int(stat[11]) + int(stat[12]) if stat else 0


def _memory(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return 0
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))
