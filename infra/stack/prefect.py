"""The Prefect server (API and UI), its background services apart, sitrep's deployments, and workers."""

import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping

from infra.stack.errors import StackError
from infra.stack.settings import POOL, RAW_BUCKET, STORE_BUCKET, Stack
from infra.stack.wait import until

SOURCE = f"s3://{RAW_BUCKET}"
STORE = f"s3://{STORE_BUCKET}/sitrep"
# Flow runs of one worker at a time: a backfill, which only waits, and chunk runs of it. A
# worker at its limit leaves the rest to the others.
RUNS_A_WORKER = 3


def start_server(stack: Stack) -> None:
    """API and UI in one process, what the server does by itself in another."""
    environment = clean_environment(stack.server())
    api = ("server", "start", "--no-services", "--host", "127.0.0.1", "--port", str(stack.port))
    stack.processes.start("server", _prefect(*api), environment)
    until(lambda: _healthy(stack.api_url), "the Prefect server", stack.processes, "server")
    stack.processes.start("services", _prefect("server", "services", "start"), environment)


def deploy(stack: Stack) -> None:
    """sitrep's deployments with their schedules, the work pool and the automations."""
    command = [sys.executable, "-c", "from flows.cli import main; main()", "deploy", SOURCE, "--store", STORE]
    done = subprocess.run(command, env=clean_environment(stack.client()), check=False)
    if done.returncode:
        raise StackError("sitrep deploy has failed; see above")


def start_workers(stack: Stack) -> None:
    """So many workers as the stack is to have; those beyond that number end."""
    for number in range(1, stack.workers + 1):
        stack.processes.start(f"worker-{number}", worker_command(f"worker-{number}"), clean_environment(stack.client()))
    for name in stack.processes.names():
        if name.startswith("worker-") and int(name.removeprefix("worker-")) > stack.workers:
            stack.processes.stop(name, seconds=20)


def worker_command(name: str, runs: int = RUNS_A_WORKER) -> list[str]:
    """A worker on the pool; all that it needs to know is in its environment."""
    return _prefect("worker", "start", "--pool", POOL, "--name", name, "--limit", str(runs))


def clean_environment(settings: Mapping[str, str]) -> dict[str, str]:
    """This process's, with these settings for Prefect and S3 in the place of all that it has."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "AWS_"))}
    return {**kept, "PYTHONUNBUFFERED": "1", **settings}


def _prefect(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "prefect", *arguments]


def _healthy(api_url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{api_url}/health", timeout=10):  # noqa: S310 - our own server
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
