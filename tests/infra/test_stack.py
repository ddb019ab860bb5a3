"""The stack as a whole."""

import subprocess

import pytest

from infra.stack.settings import Stack
from tests.infra.api import Api
from tests.infra.conftest import ROOT, stack_command

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(600)]


def start(stack: Stack, port: int) -> "subprocess.CompletedProcess[str]":
    command = stack_command("start", stack.folder, "--port", str(port))
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_starting_again_starts_nothing_that_runs(stack: Stack) -> None:
    before = {name: stack.processes.running(name) for name in stack.processes.names()}
    assert {"postgres", "redis", "server", "services", "worker-1", "worker-2"} == set(before)
    assert all(before.values())
    done = start(stack, stack.port)
    assert done.returncode == 0, done.stderr
    assert {name: stack.processes.running(name) for name in stack.processes.names()} == before
    created = [line for line in done.stdout.splitlines() if line.endswith((": created", ": updated"))]
    assert created == []


def test_nobody_comes_in_without_the_sign_in(stack: Stack, api: Api) -> None:
    answer = api.client.build_request("POST", "/flow_runs/filter", json={})
    assert api.client.send(answer, auth=("admin", "wrong")).status_code == 401
    assert api.client.send(answer, auth=None).status_code == 401


def test_another_port_for_a_stack_that_is_there_is_refused(stack: Stack) -> None:
    done = start(stack, stack.port + 10)
    assert done.returncode == 1
    assert f"was made for port {stack.port}" in done.stderr
