"""A whole stack for the heavy tests: one for all of them, for it takes a minute to start."""

import os
import random
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from infra.stack import packages, settings
from infra.stack.errors import StackError
from infra.stack.settings import Stack
from tests.infra.api import Api, signed_in

ROOT = Path(__file__).parents[2]


def stack_command(command: str, folder: Path, *options: str) -> list[str]:
    """As the Makefile has it."""
    return [sys.executable, "-m", "infra.stack", command, "--folder", str(folder), *options]


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """Started as a person would, and stopped; skipped where its programs are missing.

    One that runs already, in the folder SITREP_STACK, is used as it is.
    """
    if running := os.environ.get("SITREP_STACK"):
        yield settings.known(Path(running))
        return
    try:
        packages.check()
    except StackError as error:
        pytest.skip(str(error))
    # Not below pytest's folder, which the user that Postgres runs as cannot reach.
    with tempfile.TemporaryDirectory(prefix="sitrep-stack-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        subprocess.run(stack_command("start", folder, "--port", str(_four_ports())), cwd=ROOT, check=True)
        made = settings.known(folder)
        try:
            yield made
        finally:
            names = made.processes.names()
            subprocess.run(stack_command("stop", folder), cwd=ROOT, check=True)
            assert [pid for name in names for pid in made.processes.pids(name)] == []


@pytest.fixture(scope="session")
def api(stack: Stack) -> Iterator[Api]:
    """The stack's Prefect server, which starts nothing by itself: the tests say when."""
    with signed_in(stack) as found:
        for name in ("ingest/hourly", "maintain/weekly"):
            deployment = f"/deployments/{found.deployment(name)}"
            for schedule in found.call("GET", deployment)["schedules"]:
                found.call("PATCH", f"{deployment}/schedules/{schedule['id']}", {"active": False})
        yield found


@pytest.fixture
def as_owner(stack: Stack, use_s3: Callable[[dict[str, str]], None]) -> None:
    """This process has the keys of the buckets' owner."""
    use_s3(stack.s3.settings("owner"))


def _four_ports() -> int:
    """The first of four that nobody listens on."""
    while True:
        first = random.randrange(20_000, 30_000, 10)
        if all(_free(port) for port in range(first, first + 4)):
            return first


def _free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
