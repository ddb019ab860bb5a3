"""A run that is interrupted stops everything it started, and says how to go on."""

import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.flows.trial import Raw, pages, start


@pytest.mark.heavy
@pytest.mark.timeout(900)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_stops_everything_and_says_how_to_go_on(tmp_path: Path, number: signal.Signals) -> None:
    raw, store = Raw(str(tmp_path / "raw")), tmp_path / "store"
    raw.put_all(pages(0, 300))
    process = start("ingest", raw.url, "--store", str(store))
    _await_first_write(store, process)
    started = _descendants(process.pid)
    assert len(started) >= 3  # the server, the fork server, a page process
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert "run the same command again to go on" in said
    assert "Traceback" not in said
    assert not _still_running(started)


def _still_running(started: set[int]) -> set[int]:
    """Those that do not end by themselves within a few seconds of their parent's end."""
    deadline = time.monotonic() + 20
    while (left := started & _processes().keys()) and time.monotonic() < deadline:
        time.sleep(0.2)
    return left


def _descendants(pid: int) -> set[int]:
    found, parents = {pid}, _processes()
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _processes() -> dict[int, int]:
    """Every process with its parent."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, check=True)
    rows = (line.split() for line in listed.stdout.decode().splitlines())
    return {int(pid): int(parent) for pid, parent in rows}


def _await_first_write(store: Path, process: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + 120
    while not any((store / "documents").rglob("*.json")) and time.monotonic() < deadline:
        assert process.poll() is None, process.stderr and process.stderr.read()
        time.sleep(0.05)
