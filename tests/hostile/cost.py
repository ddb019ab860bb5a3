"""A page through its whole way, with what it cost."""

import resource
from dataclasses import dataclass
from pathlib import Path

from flows.page import process_page
from tasks.records import PageResult, RawPage


@dataclass(frozen=True)
class Costed:
    """A page's result and its price."""

    result: PageResult
    cpu: float
    """Seconds."""
    memory: int
    """Bytes: the page process's peak above what was resident before."""


def process_costed(page: RawPage, *, fallback: bool = False) -> Costed:
    """As `process_page`; runs in a page process."""
    Path("/proc/self/clear_refs").write_text("5")  # makes the peak what is resident now
    memory, cpu = _peak(), _cpu()
    result = process_page(page, fallback=fallback)
    return Costed(result, _cpu() - cpu, _peak() - memory)


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _peak() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
