"""Make a Prefect server run sitrep: the work pool, the deployments, the limit and the automations.

Doing it again changes nothing that is as it should be.
"""

from collections.abc import Iterator
from typing import Any

import httpx
from prefect.automations import Automation
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.responses import DeploymentResponse
from prefect.deployments.runner import RunnerDeployment
from prefect.exceptions import ObjectNotFound
from prefect.workers.process import ProcessWorker

from flows.automations import automations
from flows.commits import LIMIT, SLOTS
from flows.deployments import POOL, TAG, definitions, for_pool
from flows.server import ServerError, configured_api


def deploy(sources: list[str], store: str, *, cron: str, at_once: int) -> Iterator[str]:
    """Do what is needed, a line for each thing with what became of it. Raises ServerError when no
    server is configured or it does not answer."""
    if configured_api() is None:
        raise ServerError("name the Prefect server with PREFECT_API_URL, for example http://127.0.0.1:4200/api")
    wanted = for_pool(definitions(cron=cron, at_once=at_once), sources, store)
    try:
        with get_client(sync_client=True) as client:
            yield f"work pool {POOL}: {_work_pool(client)}"
            for deployment in wanted:
                yield f"deployment {deployment.full_name}: {_deployment(client, deployment)}"
            yield from look_after_runs(client)
    except httpx.TransportError as error:
        raise ServerError(f"{configured_api()}: no Prefect server answers there") from error


def look_after_runs(client: SyncPrefectClient) -> Iterator[str]:
    """What every server needs that our deployments run on, a line for each thing."""
    yield f"concurrency limit {LIMIT}: {_commit_limit(client)}"
    for automation in automations(TAG):
        yield f"automation {automation.name!r}: {_automation(client, automation)}"


def _work_pool(client: SyncPrefectClient) -> str:
    try:
        client.read_work_pool(POOL)
    except ObjectNotFound:
        template = ProcessWorker.get_default_base_job_template()
        client.create_work_pool(WorkPoolCreate(name=POOL, type="process", base_job_template=template))
        return "created"
    return "there"


def _commit_limit(client: SyncPrefectClient) -> str:
    """One that is there keeps its number: it is for the server's own people to choose."""
    try:
        client.read_global_concurrency_limit_by_name(LIMIT)
    except ObjectNotFound:
        client.upsert_global_concurrency_limit_by_name(LIMIT, SLOTS)
        return "created"
    return "there"


def _deployment(client: SyncPrefectClient, wanted: RunnerDeployment) -> str:
    try:
        standing = client.read_deployment_by_name(wanted.full_name)
    except ObjectNotFound:
        wanted.apply()
        return "created"
    if facts(standing) == _wanted_facts(wanted):
        return "unchanged"
    wanted.apply()
    return "updated"


def _automation(client: SyncPrefectClient, wanted: Automation) -> str:
    """Create or update it by its name; one that was switched off stays off."""
    standing = client.read_automations_by_name(wanted.name)
    if not standing:
        wanted.create()
        return "created"
    [first, *_] = standing
    wanted.id, wanted.enabled = first.id, first.enabled
    if _described(Automation(**first.model_dump())) == _described(wanted):
        return "unchanged"
    wanted.update()
    return "updated"


def _described(automation: Automation) -> dict[str, Any]:
    return automation.model_dump(exclude={"owner_resource"})


def facts(standing: DeploymentResponse) -> dict[str, Any]:
    """What makes two deployments the same one. The version is left out: Prefect takes it from the folder
    that it deploys from, when that is a git checkout with a remote."""
    limit, options = standing.global_concurrency_limit, standing.concurrency_options
    return {
        "description": standing.description,
        "tags": sorted(standing.tags),
        "parameters": standing.parameters,
        "schema": standing.parameter_openapi_schema,
        "entrypoint": standing.entrypoint,
        "pull_steps": standing.pull_steps or [],
        "work_pool": standing.work_pool_name,
        "job_variables": standing.job_variables,
        "limit": limit.limit if limit else None,
        "over the limit": options.collision_strategy if options else None,
        "schedules": sorted(str(entry.schedule) for entry in standing.schedules),
    }


def _wanted_facts(wanted: RunnerDeployment) -> dict[str, Any]:
    options = wanted.concurrency_options
    return {
        "description": wanted.description,
        "tags": sorted(wanted.tags),
        "parameters": wanted.parameters,
        "schema": wanted._parameter_openapi_schema.model_dump(exclude_unset=True),
        "entrypoint": wanted.entrypoint,
        "pull_steps": [],
        "work_pool": wanted.work_pool_name,
        "job_variables": wanted.job_variables,
        "limit": wanted.concurrency_limit,
        "over the limit": options.collision_strategy if options else None,
        "schedules": sorted(str(entry.schedule) for entry in wanted.schedules or []),
    }
