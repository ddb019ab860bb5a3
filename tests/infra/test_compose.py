"""What Docker is told holds together: checked by docker-compose where it is installed, and by us."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from infra.stack.settings import Stack, read_env
from infra.stack.settings import new_or_known as stack_of

INFRA = Path(__file__).parents[2] / "infra"
COMPOSE = (INFRA / "compose.yaml").read_text()
DOCKERFILE = (INFRA / "Dockerfile").read_text()
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(COMPOSE)["services"]
WANTED = {name for name, value in read_env(INFRA / "env.example").items() if not value}


@pytest.fixture
def stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stack:
    monkeypatch.setenv("PREFECT_SERVER_API_AUTH_STRING", "someone:something")
    return stack_of(tmp_path, 4200, 2)


def test_docker_compose_takes_it(tmp_path: Path) -> None:
    program = shutil.which("docker-compose")
    if program is None:
        pytest.skip("needs the Debian package docker-compose")
    command = [program, "-f", str(INFRA / "compose.yaml"), "config", "--quiet"]
    secrets = dict.fromkeys(WANTED, "x")
    subprocess.run(command, cwd=tmp_path, env=os.environ | secrets, check=True)
    one_less = {name: value for name, value in secrets.items() if name != "SITREP_AUTH"}
    options: dict[str, Any] = {"cwd": tmp_path, "capture_output": True, "text": True}
    refused = subprocess.run(command, env=os.environ | one_less, check=False, **options)
    assert refused.returncode != 0
    assert "set it in infra/.env" in refused.stderr


def test_every_secret_comes_from_outside_and_is_named_in_the_example() -> None:
    assert set(re.findall(r"\$\{(\w+):\?", COMPOSE)) == WANTED
    assert set(re.findall(r"\$\{(\w+)", COMPOSE)) == WANTED
    for line in COMPOSE.splitlines():
        if re.search(r"PASSWORD|SECRET|AUTH_STRING|REDISCLI_AUTH|_KEY:", line):
            assert re.search(r"\$\{\w+:\?", line), line


def test_server_and_workers_have_the_settings_of_the_stack(stack: Stack) -> None:
    by_file = set(read_env(INFRA / "server.env"))
    for name in ("server", "services"):
        assert SERVICES[name]["env_file"] == "server.env"
        assert by_file | set(SERVICES[name]["environment"]) == set(stack.server())
    for name in ("deploy", "worker"):
        assert set(SERVICES[name]["environment"]) == set(stack.client())


def test_the_sign_in_is_the_one_of_the_environment(stack: Stack) -> None:
    assert stack.server()["PREFECT_SERVER_API_AUTH_STRING"] == "someone:something"
    assert stack.client()["PREFECT_API_AUTH_STRING"] == "someone:something"


def test_images_are_pinned_and_no_port_is_open_to_the_world() -> None:
    named = [service["image"] for service in SERVICES.values()] + re.findall(r"^FROM (\S+)", DOCKERFILE, re.M)
    assert all(re.search(r":\d+\.\d+", image) for image in named), named
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_nothing_runs_as_root_and_all_that_serves_is_asked_how_it_is() -> None:
    images = re.split(r"^FROM ", DOCKERFILE, flags=re.M)[1:]
    users = {image.split()[2]: re.findall(r"^USER (\S+)", image, re.M) for image in images}
    assert users == {"build": [], "sitrep": ["10001"], "s3": ["ceph"]}
    checked = {image.split()[2] for image in images if "\nHEALTHCHECK" in image}
    for name, service in SERVICES.items():
        target = service.get("build", {}).get("target")
        assert target in users or service["user"] not in ("root", "0"), name
        assert "healthcheck" in service or target in checked, name


def test_prefect_reads_the_settings_as_they_are_meant(stack: Stack) -> None:
    code = (
        "from prefect.settings import get_current_settings as now; s = now().server; v = s.services.db_vacuum;"
        "print(*sorted(v.enabled_vacuum_types), v.retention_period.days, s.events.retention_period.days,"
        "s.events.messaging_broker, s.events.messaging_cache, s.events.causal_ordering, s.concurrency.lease_storage,"
        "s.worker_channel.cleanup_queue_storage, s.docket.url[:8], s.analytics_enabled, s.ui.api_url)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=os.environ | stack.server(), capture_output=True, text=True, check=True)
    redis = "messaging messaging ordering lease_storage cleanup_queue"
    wanted = ["events flow_runs orphans 30 7", *(f"prefect_redis.{name}" for name in redis.split()), "redis://"]
    assert done.stdout.split() == " ".join([*wanted, "False /api"]).split()
