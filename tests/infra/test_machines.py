"""Two machines that share nothing but the network share a backfill; one dies, and the other ends it."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.stack import prefect
from infra.stack.settings import Stack
from tests.flows.rows import all_rows, rows
from tests.flows.trial import pages, sitrep
from tests.infra.api import Api, Json
from tests.infra.hosts import Host, hosts, why_not
from tests.infra.names import put_all, raw_of, store_of

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(1800), pytest.mark.usefixtures("as_owner")]

DAYS = ("2024-05-01", "2024-05-02", "2024-05-03")
# Two days are more than a chunk run takes at least, so that each day is one.
PAGES_A_DAY = 501
# On each machine: the backfill and its three chunks fill both.
RUNS = 2
RAW = raw_of("machines")
STORE = store_of("machines")
# What the project promises, from the death of a machine to its work going on elsewhere.
HEALED = 180  # seconds


@pytest.fixture
def two_machines(stack: Stack, tmp_path: Path) -> Iterator[list[Host]]:
    """A worker on each; the stack's own have stopped."""
    if reason := why_not():
        pytest.skip(reason)
    for number in range(1, stack.workers + 1):
        stack.processes.stop(f"worker-{number}", seconds=20)
    ports = [stack.port, stack.s3.port]
    with hosts(tmp_path, ["north", "south"], ports=dict(zip(ports, ports, strict=True))) as made:
        for host in made:
            there = {
                "PREFECT_API_URL": f"http://{host.hub}:{stack.port}/api",
                "AWS_ENDPOINT_URL": f"http://{host.hub}:{stack.s3.port}",
            }
            environment = prefect.clean_environment(stack.client() | there)
            host.start("worker", prefect.worker_command(host.name, RUNS), environment)
        yield made
    prefect.start_workers(stack)


def put_pages() -> None:
    """The same number for each day, one an object."""
    bodies = [body for name, body in pages(0, len(DAYS) * PAGES_A_DAY * 2) if name.endswith(".txt")]
    names = [f"{day}/{number:04}.txt" for day in DAYS for number in range(PAGES_A_DAY)]
    put_all(RAW, zip(names, bodies, strict=False))


def machine(run: Json, machines: list[Host]) -> str:
    """Where a run is at work, by its process; empty when it is not."""
    pid = int(run["infrastructure_pid"] or 0)
    return next((host.name for host in machines if pid in host.pids()), "")


def at_work(runs: list[Json], machines: list[Host]) -> set[str]:
    """The machines on which some of these run now."""
    return {machine(run, machines) for run in runs if run["state_type"] == "RUNNING"} - {""}


def test_a_machine_dies_in_the_middle_of_a_shared_backfill(stack: Stack, api: Api, two_machines: list[Host]) -> None:
    put_pages()
    span = {"start_date": DAYS[0], "end_date": DAYS[-1]}
    parent = api.start("backfill/on-demand", **span, sources=[RAW], store=STORE, dry_run=False)
    chunks = {"tags": {"all_": [f"backfill {parent}"]}}
    api.until(lambda: len(at_work(api.runs(chunks), two_machines)) == 2, "chunk runs on both machines", seconds=300)
    api.until(lambda: rows(STORE, "pages"), "the first pages", seconds=300)

    lost_one = next(host for host in two_machines if host.name == machine(api.run(parent), two_machines))
    running = api.runs({"state": {"type": {"any_": ["RUNNING"]}}})
    lost = [run["id"] for run in running if machine(run, [lost_one])]
    lost_one.kill()
    died = time.monotonic()
    assert parent in lost
    for run_id in lost:
        waiting = HEALED - (time.monotonic() - died)
        api.until(lambda run=run_id: _goes_on(api.run(run), two_machines), f"run {run_id} to go on", seconds=waiting)
    print(f"\n{len(lost)} runs died with {lost_one.name}; all went on after {time.monotonic() - died:.0f} s")  # noqa: T201

    assert api.ended(parent, seconds=600)["state_name"] == "Completed"
    assert {run["state_name"] for run in api.runs(chunks)} == {"Completed"}
    assert len(api.runs(chunks)) == len(DAYS)
    for run_id in lost:
        assert api.states(run_id)[-1] == "Completed"
        assert {"Running", "Crashed", "AwaitingRetry"} <= set(api.states(run_id))
    code, _, err = sitrep("ingest", RAW, "--store", f"{STORE}-calm", **stack.client("owner"))
    assert code == 0, err
    assert all_rows(STORE) == all_rows(f"{STORE}-calm")
    assert len(rows(STORE, "pages")) == len(DAYS) * PAGES_A_DAY


def _goes_on(run: Json, machines: list[Host]) -> bool:
    """It runs on the machine that is left, or has ended there."""
    return run["state_type"] == "COMPLETED" or (run["state_type"] == "RUNNING" and machine(run, machines) != "")
