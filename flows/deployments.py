"""The deployments of sitrep: which flows run when, how many at once, and with which settings."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from prefect import Flow
from prefect.client.schemas.actions import DeploymentScheduleCreate
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.client.schemas.schedules import CronSchedule
from prefect.deployments.runner import RunnerDeployment
from prefect.types.entrypoint import EntrypointType

from flows.backfill import backfill
from flows.chunk import backfill_chunk
from flows.ingest import ingest
from flows.maintain import maintain
from flows.places import absolute
from flows.settings import RUN_ENVIRONMENT

POOL = "sitrep"
# Every run of a deployment carries it: the automations look after these runs and no others.
TAG = "sitrep"
HOURLY = "0 * * * *"
WEEKLY = "30 3 * * 0"
# Chunk runs at a time: with two page processes each, eight cores' worth of work.
CHUNKS_AT_ONCE = 4
# A backfill that waits for its chunk runs holds a place on a worker: with these two, two workers of
# two places have as many left for the chunks.
BACKFILLS_AT_ONCE = 2


@dataclass(frozen=True)
class Definition:
    """One deployment."""

    flow: Flow[..., Any]
    name: str
    takes_sources: bool
    cron: str | None = None
    at_once: int | None = None

    def of(self, parameters: dict[str, Any], **where: Any) -> RunnerDeployment:  # noqa: ANN401 - Prefect's options
        """As Prefect takes it. Runs over the limit wait their turn."""
        limit = None
        if self.at_once is not None:
            limit = ConcurrencyLimitConfig(limit=self.at_once, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE)
        return RunnerDeployment.from_flow(
            self.flow,
            self.name,
            schedules=[self._schedule(self.cron)] if self.cron else None,
            concurrency_limit=limit,
            parameters=parameters,
            tags=[TAG, self.flow.name],
            **where,
        )

    def _schedule(self, cron: str) -> DeploymentScheduleCreate:
        # With a slug a changed schedule replaces the old one, and one that was paused stays so.
        return DeploymentScheduleCreate(schedule=CronSchedule(cron=cron, timezone="UTC"), slug=self.name)


def definitions(*, cron: str = HOURLY, at_once: int = CHUNKS_AT_ONCE) -> tuple[Definition, ...]:
    """All of them; `cron` is when to ingest, `at_once` how many chunk runs work at a time."""
    return (
        Definition(ingest, "hourly", takes_sources=True, cron=cron, at_once=1),
        Definition(backfill, "on-demand", takes_sources=True, at_once=BACKFILLS_AT_ONCE),
        Definition(backfill_chunk, "days", takes_sources=True, at_once=at_once),
        Definition(maintain, "weekly", takes_sources=False, cron=WEEKLY, at_once=1),
    )


def for_pool(wanted: Iterable[Definition], sources: list[str], store: str) -> list[RunnerDeployment]:
    """For workers of the pool, wherever they are: flows come by module name from the sitrep that is
    installed there, so that no run depends on a folder."""
    return [
        definition.of(
            parameters(definition, sources, store),
            work_pool_name=POOL,
            job_variables={"env": dict(RUN_ENVIRONMENT)},
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        for definition in wanted
    ]


def parameters(definition: Definition, sources: list[str], store: str) -> dict[str, Any]:
    """What the form has filled in."""
    found: dict[str, Any] = {"store": absolute(store)}
    if definition.takes_sources and sources:
        found["sources"] = [absolute(source) for source in sources]
    return found
