"""What a person sees of a backfill whose chunks are runs: progress, and a row a run."""

import json
from collections.abc import Sequence
from typing import cast
from uuid import UUID

from prefect.artifacts import create_progress_artifact, create_table_artifact, update_progress_artifact
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.actions import ArtifactUpdate
from prefect.logging import get_run_logger

from flows.chunks import ChunkRun


class Board:
    """The two artifacts, changed in place as the runs get on."""

    def __init__(self, client: SyncPrefectClient) -> None:
        self._client = client
        self._shown = ""
        self._progress = cast(UUID, create_progress_artifact(0.0, key="backfill-progress", description="Days done"))
        self._table = cast(UUID, create_table_artifact([], key="backfill-days", description="The chunk runs"))

    def show(self, runs: Sequence[ChunkRun]) -> None:
        """So far they have come."""
        table = json.dumps([_row(run) for run in runs])
        if table == self._shown:
            return
        self._shown = table
        self._client.update_artifact(self._table, ArtifactUpdate(data=table))
        line = _line(runs)
        pages = sum(run.pages for run in runs)
        done = sum(run.pages for run in runs if run.ended and not run.failed)
        update_progress_artifact(self._progress, 100.0 * done / pages if pages else 100.0, description=line)
        get_run_logger().info(line)


def _row(run: ChunkRun) -> dict[str, str | int]:
    return {"days": run.days, "pages": run.pages, "state": run.state, "message": run.message, "run": str(run.id)}


def _line(runs: Sequence[ChunkRun]) -> str:
    done = [run for run in runs if run.ended and not run.failed]
    failed = sum(run.failed for run in runs)
    days = f"{sum(map(_days, done))} of {sum(map(_days, runs))} days done"
    return f"{days}, {len(done)} of {len(runs)} runs" + (f", {failed} failed" if failed else "")


def _days(run: ChunkRun) -> int:
    """Each day once: a day in parts is done with its last."""
    return (run.end - run.start).days + 1 if run.part == run.parts else 0
