"""`sitrep serve`: a schedule, and a backfill that a person starts."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from flows.automations import automations
from flows.deployments import TAG
from tests.flows.rows import rows

PATIENCE = 150.0


def until(ready: Callable[[], Any], what: str, *, patience: float = PATIENCE) -> Any:  # noqa: ANN401
    """What `ready` gives once it gives something."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        try:
            if found := ready():
                return found
        except httpx.TransportError:
            pass
        time.sleep(0.5)
    raise AssertionError(f"no {what} after {patience:.0f} s")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.mark.heavy
@pytest.mark.timeout(600)
def test_a_backfill_started_over_the_api_fills_the_store(seeds: Path, tmp_path: Path) -> None:
    port = str(free_port())
    store = tmp_path / "store"
    words = ["serve", str(seeds), "--store", str(store), "--port", port, "--cron", "0 0 1 1 *"]
    environment = {**os.environ, "PREFECT_HOME": str(tmp_path / "prefect")}
    environment.pop("PREFECT_API_URL", None)
    command = [sys.executable, "-c", "from flows.cli import main; main()", *words]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}/api") as api:
            deployed = until(lambda: all_of(api, {"hourly", "on-demand", "weekly"}), "deployments")
            standing = {row["name"] for row in api.post("/automations/filter", json={}).json()}
            assert standing == {automation.name for automation in automations(TAG)}
            done = run(api, deployed["on-demand"], "2024-03-11", "2024-03-11")
            assert done["state_type"] == "COMPLETED", done["state"]["message"]
            wrong = run(api, deployed["on-demand"], "2024-03-12", "2024-03-11")
            assert wrong["state_type"] == "FAILED"
            assert "end_date 2024-03-11 is before start_date 2024-03-12" in wrong["state"]["message"]
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=60)
    assert {str(row["day"]) for row in rows(str(store), "pages")} == {"2024-03-11"}


def all_of(api: httpx.Client, names: set[str]) -> dict[str, str] | None:
    """Deployments by name, once exactly these are there: they come one after the other."""
    found = api.post("/deployments/filter", json={})
    deployed = {row["name"]: row["id"] for row in found.json()} if found.is_success else {}
    return deployed if deployed.keys() == names else None


def run(api: httpx.Client, deployment: str, start: str, end: str) -> dict[str, Any]:
    """A backfill of that span, ended."""
    form = {"parameters": {"start_date": start, "end_date": end, "dry_run": False}}
    created = api.post(f"/deployments/{deployment}/create_flow_run", json=form).json()

    def ended() -> dict[str, Any] | None:
        row: dict[str, Any] = api.get(f"/flow_runs/{created['id']}").json()
        return row if row["state_type"] in ("COMPLETED", "FAILED", "CRASHED") else None

    found: dict[str, Any] = until(ended, "end of the flow run")
    return found
