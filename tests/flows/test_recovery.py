"""On a server with a worker pool: backfills are shared out as chunk runs, and when a worker and its
flow process die with kill -9, another one goes on without a hand."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from flows.server import local_server
from tests.flows.rows import all_rows
from tests.flows.test_serve import free_port, until
from tests.flows.trial import sitrep

# Two batches: one is stored when the worker dies, the other is not.
PAGES = 300
SEEDS = Path(__file__).parents[2] / "seeds"


def add_pages(folder: Path, number: int) -> None:
    """Generated pages: the seeds' texts under many names, over three days."""
    texts = sorted(SEEDS.rglob("*.txt"))
    for page in range(number):
        day = folder / f"2024-03-{page % 3 + 1:02}"
        day.mkdir(parents=True, exist_ok=True)
        shutil.copy(texts[page % len(texts)], day / f"{page:04}.txt")


@pytest.fixture
def api(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[httpx.Client]:
    """A server with all its services."""
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    with local_server(port=free_port(), extra={}) as url, httpx.Client(base_url=url, timeout=60) as client:
        monkeypatch.setenv("PREFECT_API_URL", url)
        yield client


def worker(name: str, folder: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", "sitrep", "--name", name]
    with (folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(command, start_new_session=True, stdout=log, stderr=log, cwd=folder)


def deploy(raw: Path, store: Path) -> None:
    words = ["deploy", str(raw), "--store", str(store), "--cron", "0 0 1 1 *"]
    subprocess.run([sys.executable, "-c", "from flows.cli import main; main()", *words], check=True)


def kill_session(process: "subprocess.Popen[bytes]") -> None:
    """kill -9 to the worker and all that it started, wherever it stands by now."""
    family = {process.pid}
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, check=True).stdout.decode()
    parents = {int(pid): int(parent) for pid, parent in map(str.split, listed.splitlines())}
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    for pid in family:
        os.kill(pid, signal.SIGKILL)
    process.wait()


@pytest.mark.heavy
@pytest.mark.timeout(1200)
def test_a_run_whose_worker_dies_goes_on_with_another(api: httpx.Client, tmp_path: Path) -> None:
    raw, store, undisturbed = (tmp_path / name for name in ("raw", "store", "undisturbed"))
    add_pages(raw, PAGES)
    deploy(raw, store)
    first = worker("first", tmp_path)
    second = None
    try:
        run = create(api, "ingest/hourly", {})
        until(lambda: any((store / "documents").rglob("*.json")), "document")
        kill_session(first)
        second = worker("second", tmp_path)
        done = until(lambda: completed(api, run["id"]), "end of the run that goes on", patience=600)
        assert done["run_count"] == 2
    finally:
        for process in (first, second):
            if process is not None and process.poll() is None:
                kill_session(process)
    states = [state["name"] for state in api.get("/flow_run_states/", params={"flow_run_id": run["id"]}).json()]
    crash = states.index("Crashed")
    assert states[crash : crash + 2] == ["Crashed", "AwaitingRetry"], states
    assert sitrep("ingest", str(raw), "--store", str(undisturbed))[0] == 0
    assert all_rows(str(store)) == all_rows(str(undisturbed))


@pytest.mark.heavy
@pytest.mark.timeout(1200)
def test_a_backfill_is_shared_out_as_runs(api: httpx.Client, tmp_path: Path) -> None:
    raw, store, undisturbed = (tmp_path / name for name in ("raw", "store", "undisturbed"))
    add_pages(raw, 30)
    deploy(raw, store)
    first = worker("first", tmp_path)
    try:
        form = {"start_date": "2024-03-01", "end_date": "2024-03-03", "dry_run": False}
        run = create(api, "backfill/on-demand", form)
        until(lambda: completed(api, run["id"]), "end of the backfill", patience=600)
        chunks = api.post("/flow_runs/filter", json={"flows": {"name": {"any_": ["backfill-chunk"]}}}).json()
        assert {chunk["state_type"] for chunk in chunks} == {"COMPLETED"}
        artifacts = api.post("/artifacts/filter", json={}).json()
        assert {"backfill-plan", "backfill-days", "backfill-progress", "backfill-report"} <= {
            artifact["key"] for artifact in artifacts if artifact["flow_run_id"] == run["id"]
        }
        [chunk, *_] = chunks
        assert chunk["name"] == "days 2024-03-01 to 2024-03-03, missing"
        assert {"run-progress", "backfill-chunk-days", "backfill-chunk-plan", "backfill-chunk-report"} <= {
            artifact["key"] for artifact in artifacts if artifact["flow_run_id"] == chunk["id"]
        }
        wrong = create(api, "backfill/on-demand", form | {"start_date": "2024-02-30"})
        failed = until(lambda: ended(api, wrong["id"]), "end of a wrong backfill")
        assert failed["state"]["message"].endswith("start_date '2024-02-30' is no date; write it YYYY-MM-DD")
    finally:
        kill_session(first)
    assert sitrep("ingest", str(raw), "--store", str(undisturbed))[0] == 0
    assert all_rows(str(store)) == all_rows(str(undisturbed))


def create(api: httpx.Client, name: str, form: dict[str, Any]) -> dict[str, Any]:
    deployment = api.get(f"/deployments/name/{name}").json()
    created = api.post(f"/deployments/{deployment['id']}/create_flow_run", json={"parameters": form})
    assert created.is_success, created.text
    run: dict[str, Any] = created.json()
    return run


def ended(api: httpx.Client, run_id: str) -> dict[str, Any] | None:
    run: dict[str, Any] = api.get(f"/flow_runs/{run_id}").json()
    return run if run["state_type"] in ("COMPLETED", "FAILED", "CRASHED", "CANCELLED") else None


def completed(api: httpx.Client, run_id: str) -> dict[str, Any] | None:
    run: dict[str, Any] = api.get(f"/flow_runs/{run_id}").json()
    assert run["state_type"] not in ("FAILED", "CANCELLED"), run["state"]
    return run if run["state_type"] == "COMPLETED" else None
