"""Processes that outlive the command that started them, and are ended by it alone."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from infra.stack.processes import Processes

# Starts a child in a session of its own, as a worker does with a flow run, says so, and waits.
PARENT = """
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
print("started", flush=True)
time.sleep(600)
"""
DEAF = "import signal, time; signal.signal(15, signal.SIG_IGN); print('started', flush=True); time.sleep(600)"


@pytest.fixture
def processes(tmp_path: Path) -> Processes:
    return Processes(tmp_path / "run")


def start(processes: Processes, name: str, code: str) -> int:
    processes.start(name, [sys.executable, "-c", code], os.environ)
    while "started" not in processes.log(name).read_text():
        time.sleep(0.01)
    return processes.running(name)


def test_what_runs_is_not_started_again(processes: Processes) -> None:
    first = start(processes, "a", PARENT)
    processes.start("a", ["false"], os.environ)
    assert processes.running("a") == first != 0
    processes.kill("a")


def test_stopping_ends_what_came_from_it_and_nothing_else(processes: Processes) -> None:
    start(processes, "a", PARENT)
    start(processes, "ab", PARENT)
    assert len(processes.pids("a")) == 2
    processes.stop("a", seconds=10)
    assert (processes.pids("a"), processes.running("a"), processes.names()) == ([], 0, ["ab"])
    assert len(processes.pids("ab")) == 2
    processes.kill("ab")


def test_what_does_not_listen_is_killed(processes: Processes) -> None:
    start(processes, "a", DEAF)
    processes.stop("a", seconds=0.2)
    assert processes.pids("a") == []


def test_what_a_dead_process_left_behind_is_found(processes: Processes) -> None:
    pid = start(processes, "a", PARENT)
    os.kill(pid, signal.SIGKILL)
    while processes.running("a"):
        time.sleep(0.01)
    assert len(processes.pids("a")) == 1
    processes.kill("a")
    assert processes.pids("a") == []


def test_another_process_with_a_known_pid_is_left_alone(processes: Processes) -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as other:
        processes.folder.mkdir()
        (processes.folder / "a.pid").write_text(f"{other.pid} 1")
        assert processes.running("a") == 0
        processes.stop("a", seconds=1)
        assert other.poll() is None
        other.kill()
