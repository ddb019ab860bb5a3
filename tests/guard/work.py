"""What the guard's tests let a child do."""

import os
import signal
import struct
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def do(order: tuple[str, str], *, fallback: bool = False) -> str:
    """Orders named `…-else` fail in their own way unless they are done by the fallback."""
    kind, value = order
    if fallback and kind.endswith("-else"):
        return f"otherwise {value}"
    return _WORK[kind.removesuffix("-else")](value)


def _spin(_: str) -> str:
    while True:
        pass


def _sleep(seconds: str) -> str:
    time.sleep(float(seconds))
    return ""


def _die(_: str) -> str:
    os.kill(os.getpid(), signal.SIGSEGV)
    return ""


def _kill_self(_: str) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def _fail(message: str) -> str:
    raise ValueError(message)


def _die_once(marker: str) -> str:
    if not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "second life"


def _half_answer_once(marker: str) -> str:
    """Announce an answer of 1,000 bytes on every pipe, send ten of them, and die."""
    if Path(marker).exists():
        return "second life"
    for link in list(Path("/proc/self/fd").iterdir()):
        with suppress(OSError):
            if str(link.readlink()).startswith("socket:"):
                os.write(int(link.name), struct.pack("!i", 1000) + b"0123456789")
    return _die_once(marker)


def _deep(_: str) -> str:
    return _deep(_) + _


_hoard: list[bytes] = []


def _hoarded(megabytes: str) -> str:
    """Keep so much for good, and say how much is kept."""
    _hoard.append(bytes(int(megabytes) * 1_000_000))
    return str(sum(map(len, _hoard)) // 1_000_000)


_WORK: dict[str, Callable[[str], str]] = {
    "echo": str,
    "spin": _spin,
    "sleep": _sleep,
    "hog": lambda _: str(len(bytearray(8_000_000_000))),
    "die": _die,
    "kill-self": _kill_self,
    "die-once": _die_once,
    "half-answer-once": _half_answer_once,
    "large-answer": lambda _: "x" * 600_000_000,
    "raise": _fail,
    "deep": _deep,
    "hoard": _hoarded,
    "pid": lambda _: str(os.getpid()),
}


def main_module(order: tuple[str, str]) -> str:
    return str(getattr(sys.modules["__main__"], "__file__", None))
