"""A run that is killed, and run again, leaves the rows of an undisturbed one."""

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.flows.rows import all_rows, rows

PAGES = 75
KILLS = 3
SEEDS = Path(__file__).parents[2] / "seeds"


def add_pages(folder: Path, first: int, number: int) -> None:
    """Generated pages: the seeds' texts under many names, over three days."""
    texts = sorted(SEEDS.rglob("*.txt"))
    for page in range(first, first + number):
        day = folder / f"2024-03-{page % 3 + 1:02}"
        day.mkdir(parents=True, exist_ok=True)
        shutil.copy(texts[page % len(texts)], day / f"{page:04}.txt")


def start(raw: Path, store: Path, *, stderr: int | None = None) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", "from flows.cli import main; main()"]
    words = ["ingest", str(raw), "--store", str(store)]
    return subprocess.Popen([*command, *words], start_new_session=True, stderr=stderr)


@pytest.mark.heavy
@pytest.mark.timeout(900)
def test_kill_9_at_random_moments_loses_and_doubles_nothing(tmp_path: Path) -> None:
    chance = random.Random(7)
    raw, disturbed, undisturbed = (tmp_path / name for name in ("raw", "disturbed", "undisturbed"))
    for number in range(KILLS):
        add_pages(raw, number * PAGES, PAGES)  # they arrive between crash and rerun
        process = start(raw, disturbed)
        _await_first_write(disturbed, process)
        time.sleep(chance.uniform(0, 2))
        process.send_signal(signal.SIGKILL)
        process.wait()
    add_pages(raw, KILLS * PAGES, PAGES)
    assert start(raw, disturbed).wait() == 0
    assert start(raw, undisturbed).wait() == 0
    assert all_rows(str(disturbed)) == all_rows(str(undisturbed))
    assert len(rows(str(disturbed), "pages")) == (KILLS + 1) * PAGES


@pytest.mark.heavy
@pytest.mark.timeout(900)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_stops_everything_and_says_how_to_go_on(tmp_path: Path, number: signal.Signals) -> None:
    raw, store = tmp_path / "raw", tmp_path / "store"
    add_pages(raw, 0, 300)
    process = start(raw, store, stderr=subprocess.PIPE)
    _await_first_write(store, process)
    started = _descendants(process.pid)
    assert len(started) >= 3  # the server, the fork server, a page process
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert "run the same command again to go on" in said.decode()
    assert "Traceback" not in said.decode()
    assert not _still_running(started)
    assert start(raw, store).wait() == 0


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


def _await_first_write(store: Path, process: "subprocess.Popen[bytes]") -> None:
    """Until the run has written something that the runs before it had not."""
    before = _objects(store)
    deadline = time.monotonic() + 120
    while _objects(store) <= before and time.monotonic() < deadline:
        assert process.poll() is None, process.stderr.read() if process.stderr else "it ended"
        time.sleep(0.05)


def _objects(store: Path) -> int:
    return sum(1 for _ in (store / "documents").rglob("*.json"))
