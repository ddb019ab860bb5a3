"""What many tests need: an S3 server of their own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import boto3
import hypothesis
import pytest

from infra.stack.rgw import PACKAGES, Rgw, free_port, missing, serving

# No timing: what is quick on one machine is slow on a loaded one. The same examples on every run.
hypothesis.settings.register_profile(
    "sitrep",
    deadline=None,
    derandomize=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("sitrep")

S3_KEYS = {user: f"{user}-secret" for user in ("owner", "reader", "guest")}
_BUCKETS = count(1)
_NO_OTHER_SETTINGS = {
    "AWS_CONFIG_FILE": "/dev/null",
    "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
    "AWS_EC2_METADATA_DISABLED": "true",
}


# In a process of its own: some calls of Delta's client hold the interpreter's lock as they wait.
_SERVER = """
import sys, time, logging
from moto.server import ThreadedMotoServer
logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
sys.stdin.read()  # until the tests end
"""


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    """The address of a moto server that lives as long as the tests."""
    command = [sys.executable, "-c", _SERVER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin
        assert server.stdout
        yield f"http://127.0.0.1:{int(server.stdout.readline())}"
        server.stdin.close()
        server.kill()


@pytest.fixture(scope="session")
def rgw(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rgw]:
    """A real S3 server (Ceph RGW); for heavy tests."""
    if missing():
        pytest.skip(f"needs the Debian packages {' '.join(PACKAGES)}")
    with serving(Rgw(tmp_path_factory.mktemp("rgw").resolve(), free_port(), S3_KEYS)) as server:
        yield server


@pytest.fixture
def use_s3(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], None]:
    """Takes AWS_* settings for this process and its children, in the place of all others."""

    def use(settings: dict[str, str]) -> None:
        # It keeps the keys that it was made with, those of another test's server.
        monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            monkeypatch.delenv(name)
        for name, value in (_NO_OTHER_SETTINGS | settings).items():
            monkeypatch.setenv(name, value)

    return use


@pytest.fixture
def s3_server(s3_endpoint: str, use_s3: Callable[[dict[str, str]], None]) -> str:
    """AWS_* settings for the moto server; gives its address."""
    use_s3(
        {
            "AWS_ENDPOINT_URL": s3_endpoint,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test-secret",
            "AWS_REGION": "us-east-1",
        }
    )
    return s3_endpoint


@pytest.fixture
def bucket(s3_server: str) -> str:
    """The name of a fresh bucket in moto."""
    return _new_bucket()


@pytest.fixture
def rgw_bucket(rgw: Rgw, use_s3: Callable[[dict[str, str]], None]) -> str:
    """The name of a fresh bucket in RGW."""
    use_s3(rgw.settings())
    return _new_bucket()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 300 KB."""
    if os.geteuid():
        pytest.skip("needs root to mount a small file system")
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", disk], check=True)
    yield disk
    subprocess.run(["umount", disk], check=True)


def _new_bucket() -> str:
    name = f"test-{next(_BUCKETS)}"
    boto3.client("s3").create_bucket(Bucket=name)
    return name
