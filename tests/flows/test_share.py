"""Chunk runs as the server has them: each once, found again, started again when they failed. No
worker is there: the test says what becomes of a run."""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from prefect import flow
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import FlowRun, State
from prefect.states import Completed, Failed

from flows.chunks import ChunkRun
from flows.deploy import deploy
from flows.plan import StoredDocument
from flows.request import request_of
from flows.share import cancel_chunks, missing_parts, share
from flows.span import SpanPlan

pytestmark = pytest.mark.usefixtures("prefect")

FIRST = date(2024, 3, 5)
FORM: dict[str, Any] = {
    "start_date": FIRST,
    "end_date": FIRST + timedelta(2),
    "sources": ["s3://raw/pages"],
    "store": "s3://team/store",
    "reprocess": "all",
}
PLAN = SpanPlan((), [], tuple(StoredDocument("", FIRST + timedelta(n), "", pages=900) for n in range(3)))


@pytest.fixture
def client() -> Iterator[SyncPrefectClient]:
    list(deploy(["s3://raw/pages"], "s3://team/store", cron="0 0 1 1 *", at_once=4))
    with get_client(sync_client=True) as client:
        yield client


@pytest.fixture
def fate(client: SyncPrefectClient, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[date], State]], None]:
    """What becomes of the runs that wait, by their first day, while the backfill sleeps."""

    def use(end: Callable[[date], State]) -> None:
        def sleep(_seconds: float) -> None:
            for run in runs(client):
                if run.state and run.state.is_scheduled():
                    day = date.fromisoformat(run.parameters["start_date"])
                    client.set_flow_run_state(run.id, end(day), force=True)

        monkeypatch.setattr(time, "sleep", sleep)

    return use


def runs(client: SyncPrefectClient) -> list[FlowRun]:
    deployment = client.read_deployment_by_name("backfill-chunk/days")
    return [run for run in client.read_flow_runs() if run.deployment_id == deployment.id]


@flow
def shared(parent: str) -> list[ChunkRun]:
    return share(request_of(**FORM), PLAN, parent=parent, workers=1)


def test_a_backfill_that_goes_on_finds_its_runs(
    client: SyncPrefectClient, fate: Callable[[Callable[[date], State]], None]
) -> None:
    parent = str(uuid4())
    before = len(runs(client))
    fate(lambda day: Failed(message="bad luck") if day == FIRST else Completed())
    first = shared(parent)
    assert [(run.start, run.pages, run.failed) for run in first] == [
        (FIRST, 900, True),
        (FIRST + timedelta(1), 900, False),
        (FIRST + timedelta(2), 900, False),
    ]
    assert first[0].message == "bad luck"
    fate(lambda _: Completed())
    again = shared(parent)
    assert [run.id for run in again] == [run.id for run in first]
    assert not any(run.failed for run in again)
    assert len(runs(client)) == before + 3


def test_parts_of_a_day_that_were_not_started_are_found() -> None:
    def run(day: date, part: int, parts: int) -> ChunkRun:
        return ChunkRun(day, day, 20_000, part, parts, id=uuid4(), state="", message="", ended=False, failed=False)

    standing = [run(FIRST, 1, 1), run(FIRST + timedelta(1), 1, 4), run(FIRST + timedelta(1), 3, 4)]
    assert [(chunk.start.day, chunk.part, chunk.parts) for chunk in missing_parts(standing)] == [(6, 2, 4), (6, 4, 4)]


def test_a_run_can_be_started_again_alone(
    client: SyncPrefectClient, fate: Callable[[Callable[[date], State]], None]
) -> None:
    fate(lambda _: Completed())
    [run, *_] = shared(str(uuid4()))
    given = client.read_flow_run(run.id).parameters
    request = request_of(**{name: value for name, value in given.items() if name != "workers"})
    assert (request.start, request.end, request.sources) == (FIRST, FIRST, ("s3://raw/pages",))


def test_who_cancels_a_backfill_cancels_its_runs(client: SyncPrefectClient, monkeypatch: pytest.MonkeyPatch) -> None:
    parent = uuid4()

    def cancel(_seconds: float) -> None:
        cancel_chunks(shared, FlowRun(id=parent, flow_id=uuid4()), Completed())

    monkeypatch.setattr(time, "sleep", cancel)
    assert {run.state for run in shared(str(parent))} == {"Cancelled"}
