"""`sitrep deploy` on a server: what it makes, and that doing it twice changes nothing."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from prefect.automations import Automation
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.schedules import CronSchedule

from flows.automations import automations
from flows.cli.deploy import deploy
from flows.deploy import facts
from flows.deployments import POOL, TAG

pytestmark = pytest.mark.usefixtures("prefect")

WORDS = ["s3://raw/pages", "--store", "s3://team/store"]
ROOT = Path(__file__).parents[2]
NAMES = {"ingest/hourly", "backfill/on-demand", "backfill-chunk/days", "maintain/weekly"}


@pytest.fixture
def client() -> Iterator[SyncPrefectClient]:
    with get_client(sync_client=True) as client:
        yield client


@pytest.fixture
def deployed(client: SyncPrefectClient) -> dict[str, Any]:
    """The deployments as the server has them, by flow and name."""
    run()
    return {name: client.read_deployment_by_name(name) for name in NAMES}


def run(*words: str) -> str:
    done = CliRunner().invoke(deploy, [*WORDS, *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_runs_need_no_folder_but_sitrep_installed(deployed: dict[str, Any]) -> None:
    for name, deployment in deployed.items():
        module, _, flow = deployment.entrypoint.rpartition(".")
        assert (module.partition(".")[0], flow.replace("_", "-")) == ("flows", name.partition("/")[0])
        assert (deployment.path, deployment.pull_steps or []) == (None, [])
        assert deployment.work_pool_name == POOL


def test_forms_come_filled_in_and_described(deployed: dict[str, Any]) -> None:
    for name, deployment in deployed.items():
        assert deployment.parameters["store"] == "s3://team/store"
        assert ("sources" in deployment.parameters) is (name != "maintain/weekly")
        fields = deployment.parameter_openapi_schema["properties"]
        assert [field for field, schema in fields.items() if not schema.get("description")] == []
        assert deployment.description
        assert TAG in deployment.tags


def test_schedules_and_limits(deployed: dict[str, Any]) -> None:
    def cron(name: str) -> list[str]:
        return [entry.schedule.cron for entry in deployed[name].schedules]

    assert (cron("ingest/hourly"), cron("backfill/on-demand")) == (["0 * * * *"], [])
    assert len(cron("maintain/weekly")) == 1
    assert deployed["ingest/hourly"].global_concurrency_limit.limit == 1
    chunks = deployed["backfill-chunk/days"]
    assert chunks.global_concurrency_limit.limit > 1
    assert chunks.concurrency_options.collision_strategy == "ENQUEUE"


def test_the_second_time_nothing_changes(deployed: dict[str, Any], client: SyncPrefectClient) -> None:
    said = run()
    assert "created" not in said
    assert "updated" not in said
    for name, before in deployed.items():
        now = client.read_deployment_by_name(name)
        assert (now.updated, now.schedules) == (before.updated, before.schedules)
    for automation in automations(TAG):
        assert len(client.read_automations_by_name(automation.name)) == 1


def test_what_differs_is_updated_and_a_pause_stays(deployed: dict[str, Any], client: SyncPrefectClient) -> None:
    hourly = deployed["ingest/hourly"]
    [schedule] = hourly.schedules
    client.update_deployment_schedule(hourly.id, schedule.id, active=False)
    said = run("--cron", "15 * * * *", "--at-once", "9")
    assert said.count("updated") == 2
    now = client.read_deployment(hourly.id)
    wanted = CronSchedule(cron="15 * * * *", timezone="UTC")
    assert [(entry.schedule, entry.active) for entry in now.schedules] == [(wanted, False)]
    chunks = client.read_deployment_by_name("backfill-chunk/days")
    assert chunks.global_concurrency_limit is not None
    assert chunks.global_concurrency_limit.limit == 9


def test_an_automation_that_was_changed_is_put_right_and_a_switch_stays(client: SyncPrefectClient) -> None:
    run()
    [wanted, *_] = automations(TAG)
    [standing] = client.read_automations_by_name(wanted.name)
    changed = standing.model_copy(update={"enabled": False, "description": "somebody's"})
    Automation(**changed.model_dump()).update()
    assert run().count("updated") == 1
    [now] = client.read_automations_by_name(wanted.name)
    assert (now.enabled, now.description) == (False, wanted.description)


@pytest.mark.heavy
def test_prefect_yaml_has_the_same_deployments(deployed: dict[str, Any], client: SyncPrefectClient) -> None:
    before = {name: facts(deployment) for name, deployment in deployed.items()}
    for deployment in deployed.values():
        client.delete_deployment(deployment.id)
    words = ["-m", "prefect", "--no-prompt", "deploy", "--all"]
    places = {"SITREP_SOURCE": WORDS[0], "SITREP_STORE": WORDS[-1]}
    api = {"PREFECT_API_URL": str(client.api_url)}
    subprocess.run([sys.executable, *words], cwd=ROOT, env=os.environ | places | api, check=True)
    assert {name: facts(client.read_deployment_by_name(name)) for name in NAMES} == before
