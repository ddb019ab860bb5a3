"""A backfill's chunks as runs of their own, for whichever worker is free: started, watched, and
found again when the backfill itself was killed and goes on."""

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from prefect import Flow
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterTags
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.deployments import run_deployment
from prefect.exceptions import ObjectNotFound
from prefect.runtime import deployment
from prefect.states import AwaitingRetry, Cancelling

from flows.automations import STARTS
from flows.board import Board
from flows.chunks import Chunk, ChunkRun, cut
from flows.request import Request
from flows.span import SpanPlan

CHUNK_DEPLOYMENT = "backfill-chunk/days"
_POLL_SECONDS = 5.0
# The automation starts a crashed run again within seconds; without one nobody does.
_CRASH_GRACE = timedelta(minutes=2)
_PAGE = 200


def is_pooled() -> bool:
    """Whether this run came from a work pool, and there are chunk runs to be had: then other
    workers can take a part of it."""
    deployed = deployment.get_id()
    if deployed is None:
        return False
    with get_client(sync_client=True) as client:
        try:
            client.read_deployment_by_name(CHUNK_DEPLOYMENT)
        except ObjectNotFound:
            return False
        return client.read_deployment(UUID(deployed)).work_pool_name is not None


def share(request: Request, plan: SpanPlan, *, parent: str, workers: int) -> list[ChunkRun]:
    """Start the chunk runs that are not there yet, and wait for all. Runs that an earlier start of
    this same backfill made are its own; those of them that failed are started again."""
    tag = _tag(parent)
    with get_client(sync_client=True) as client:
        standing = list(_runs(client, tag))
        for run in standing:
            if run.failed:
                client.set_flow_run_state(run.id, AwaitingRetry(message="the backfill was started again"))
        for chunk in (*missing_parts(standing), *cut(_uncovered(request, plan, standing))):
            _start(chunk, request, tag=tag, workers=workers)
        return _watch(client, tag)


def cancel_chunks(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:
    """Whoever cancels a backfill means its chunk runs too."""
    with get_client(sync_client=True) as client:
        for chunk in _runs(client, _tag(str(flow_run.id))):
            if not chunk.ended:
                client.set_flow_run_state(chunk.id, Cancelling(message="its backfill was cancelled"))


def _tag(parent: str) -> str:
    return f"backfill {parent}"


def missing_parts(standing: Sequence[ChunkRun]) -> list[Chunk]:
    """Of days that are dealt into parts, those that were not started before the backfill died."""
    there = {(run.start, run.part) for run in standing}
    return [
        Chunk(run.start, run.end, run.pages, part, run.parts)
        for run in {run.start: run for run in standing}.values()
        for part in range(1, run.parts + 1)
        if (run.start, part) not in there
    ]


def _uncovered(request: Request, plan: SpanPlan, standing: Sequence[ChunkRun]) -> dict[date, int]:
    """Pages of the days that no chunk run stands for yet."""
    room = request.max_pages - sum(run.pages for run in standing) if request.max_pages else None
    left: dict[date, int] = {}
    for day, pages in plan.by_day.items():
        if any(run.start <= day <= run.end for run in standing) or (room is not None and room <= 0):
            continue
        left[day] = pages if room is None else min(pages, room)
        room = None if room is None else room - pages
    return left


def _start(chunk: Chunk, request: Request, *, tag: str, workers: int) -> None:
    """The same chunk is not started twice, even if the answer to the first time was lost."""
    parameters = {
        "start_date": str(chunk.start),
        "end_date": str(chunk.end),
        "sources": list(request.sources),
        "store": request.store,
        "sites": list(request.sites),
        "languages": list(request.languages),
        "stages": request.stages,
        "reprocess": request.reprocess,
        "newest_first": request.newest_first,
        "max_pages": chunk.pages if request.max_pages else 0,
        "part": chunk.part,
        "parts": chunk.parts,
        "workers": workers,
    }
    run_deployment(
        CHUNK_DEPLOYMENT,
        parameters=parameters,
        tags=[tag, f"{chunk.pages} pages"],
        idempotency_key=f"{tag}, {chunk.start} to {chunk.end}, part {chunk.part} of {chunk.parts}",
        timeout=0,
    )


def _watch(client: SyncPrefectClient, tag: str) -> list[ChunkRun]:
    board = Board(client)
    while True:
        runs = list(_runs(client, tag))
        board.show(runs)
        if all(run.ended for run in runs):
            return runs
        time.sleep(_POLL_SECONDS)


def _runs(client: SyncPrefectClient, tag: str) -> Iterator[ChunkRun]:
    """The chunk runs with this tag, by their days."""
    chosen = FlowRunFilter(tags=FlowRunFilterTags(all_=[tag]))
    found: list[FlowRun] = []
    while page := client.read_flow_runs(flow_run_filter=chosen, limit=_PAGE, offset=len(found)):
        found += page
    yield from sorted(map(_chunk_run, found), key=lambda run: (run.start, run.part))


def _chunk_run(run: FlowRun) -> ChunkRun:
    state = run.state
    kind = state.type if state else StateType.SCHEDULED
    failed = kind in (StateType.FAILED, StateType.CANCELLED) or (kind is StateType.CRASHED and _stays_crashed(run))
    return ChunkRun(
        id=run.id,
        start=date.fromisoformat(run.parameters["start_date"]),
        end=date.fromisoformat(run.parameters["end_date"]),
        pages=next(int(tag.split()[0]) for tag in run.tags if tag.endswith(" pages")),
        part=run.parameters["part"],
        parts=run.parameters["parts"],
        state=(state.name if state else None) or kind.value.title(),
        message=(state.message if state else None) or "",
        ended=failed or kind is StateType.COMPLETED,
        failed=failed,
    )


def _stays_crashed(run: FlowRun) -> bool:
    since = run.state.timestamp if run.state else None
    return run.run_count >= STARTS or since is None or datetime.now(UTC) - since > _CRASH_GRACE
