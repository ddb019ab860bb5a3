"""The child's side: take an item, work, answer; until the pipe closes or a limit ends it."""

import pickle
import resource
import signal
import traceback
from collections.abc import Callable
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tasks.guard.limits import Limits

READY, DONE, FAILED, BROKEN = "ready", "done", "failed", "broken"

_PAGE = resource.getpagesize()


def serve(pipe: Connection, work_path: str, probe: object, limits: Limits) -> None:
    """Answer `(item, fallback)` from `pipe` with `(DONE, value)` or `(FAILED, reason, detail)`, and then say with
    True that this child is no longer fit for another item.

    Says READY only after `probe` went through the work: a child that cannot work breaks the run at
    its start instead of turning every page into a bad one.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    try:
        work = load(work_path)
        _lower(resource.RLIMIT_CORE, 0)
        _lower(resource.RLIMIT_AS, limits.address_space)
        _allow_cpu(limits.cpu_seconds)
        work(probe)
    except Exception:  # noqa: BLE001 - whatever keeps the child from working is the run's to report
        pipe.send((BROKEN, traceback.format_exc()))
        return
    pipe.send((READY,))
    room = _address_space() + limits.outgrown
    try:
        while True:
            pipe.send_bytes(_answer(work, pipe, limits))
            pipe.send(_address_space() > room)
    except (EOFError, OSError):
        return  # the parent is gone or has closed the pipe


def load(work_path: str) -> Callable[..., Any]:
    """The function that `module:name` names."""
    module, name = work_path.split(":")
    work: Callable[..., Any] = getattr(import_module(module), name)
    return work


def _answer(work: Callable[..., Any], pipe: Connection, limits: Limits) -> bytes:
    """The pickled answer to the next item; to receive and to pickle count as work on it."""
    received = pipe.recv_bytes()
    try:
        _allow_cpu(limits.cpu_seconds)
        item, fallback = pickle.loads(received)  # noqa: S301 - our parent's
        if not fallback:
            return pickle.dumps((DONE, work(item)))
        _allow_cpu(limits.fallback_cpu_seconds)
        return pickle.dumps((DONE, work(item, fallback=True)))
    except MemoryError:
        return pickle.dumps((FAILED, "out_of_memory", "MemoryError"))
    except RecursionError:
        return pickle.dumps((FAILED, "too_deep", "RecursionError"))
    except Exception as error:  # noqa: BLE001 - here a page's failure becomes its outcome
        return pickle.dumps((FAILED, "error", _last_frame(error)))


def _last_frame(error: Exception) -> str:
    """Where it happened, without values of the page or paths of the machine."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {frame.name}: {str(error)[:200]}"


def _allow_cpu(seconds: int) -> None:
    """From now on `seconds` of CPU time, in whole seconds as the kernel counts; then SIGXCPU."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(usage.ru_utime + usage.ru_stime) + 1
    _lower(resource.RLIMIT_CPU, spent + seconds)


def _address_space() -> int:
    """Bytes that this process maps (proc(5), statm)."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * _PAGE


def _lower(limit: int, soft: int) -> None:
    """Set a soft limit, as far as the hard one that the machine sets allows."""
    hard = resource.getrlimit(limit)[1]
    resource.setrlimit(limit, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
