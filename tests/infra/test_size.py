"""What a backfill over a month costs the Prefect server: few task runs, all of them recorded, and
little of its database.

`SITREP_SIZE=3000 pytest -m heavy -s tests/infra/test_size.py` does it with 3,000 pages.
"""

import asyncio
import os
from datetime import date, timedelta

import asyncpg
import pytest

from infra.stack.settings import Stack
from tests.flows.rows import rows
from tests.flows.trial import pages
from tests.infra.api import Api
from tests.infra.names import put_all, raw_of, store_of

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(3600), pytest.mark.usefixtures("as_owner")]

DAYS = 30
PAGES = int(os.environ.get("SITREP_SIZE", "300"))
RAW = raw_of("size")
STORE = store_of("size")
FIRST = date(2024, 6, 1)


def put_pages() -> None:
    """As many on each day, one an object."""
    bodies = [body for name, body in pages(0, 2 * PAGES) if name.endswith(".txt")][:PAGES]
    days = [FIRST + timedelta(days=number % DAYS) for number in range(PAGES)]
    put_all(RAW, [(f"{days[number]}/{number:05}.txt", body) for number, body in enumerate(bodies)])


def database_bytes(stack: Stack) -> int:
    """What Prefect's database takes on the disk."""

    async def ask() -> int:
        connection = await asyncpg.connect(stack.postgres_url.replace("+asyncpg", ""))
        try:
            return int(await connection.fetchval("SELECT pg_database_size('prefect')"))
        finally:
            await connection.close()

    return asyncio.run(ask())


def ended_tasks(stack: Stack) -> int:
    """Task runs that ended, as the runs themselves said where their workers run."""
    logs = [stack.processes.log(name).read_text(errors="replace") for name in stack.processes.names()]
    return sum("Task run '" in line and "Finished in state" in line for log in logs for line in log.splitlines())


def test_a_month_costs_the_server_little(stack: Stack, api: Api) -> None:
    put_pages()
    bytes_before, tasks_before = database_bytes(stack), ended_tasks(stack)
    span = {"start_date": str(FIRST), "end_date": str(FIRST + timedelta(days=DAYS - 1))}
    parent = api.start("backfill/on-demand", **span, sources=[RAW], store=STORE, dry_run=False)
    assert api.ended(parent, seconds=3000)["state_name"] == "Completed"
    assert len(rows(STORE, "pages")) == PAGES

    chunks = [str(run["id"]) for run in api.runs({"tags": {"all_": [f"backfill {parent}"]}})]
    ended = ended_tasks(stack) - tasks_before
    assert ended >= len(chunks) >= 1
    recorded = api.until(lambda: sum(_tasks(api, chunks)) == ended and _tasks(api, chunks), "all tasks", seconds=60)
    # A backfill's own are those that stand for its chunk runs.
    assert _tasks(api, [parent]) == [len(chunks)]
    grown = (database_bytes(stack) - bytes_before) / 1e6
    print(f"\n{PAGES} pages of {DAYS} days: {len(chunks)} chunk runs, task runs {recorded}, {grown:.1f} MB")  # noqa: T201
    assert max(recorded) < 500
    assert grown < 20


def _tasks(api: Api, runs: list[str]) -> list[int]:
    """Completed task runs of each flow run, as the server has them."""
    done = {"state": {"type": {"any_": ["COMPLETED"]}}}
    return [
        int(api.call("POST", "/task_runs/count", {"flow_runs": {"id": {"any_": [run]}}, "task_runs": done}))
        for run in runs
    ]
