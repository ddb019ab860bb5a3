"""A Prefect server of our own where none is configured: started, waited for and stopped by us.

Prefect's embedded one dies first on Ctrl-C, so that the client retries against nothing, and
outlives a killed parent with 200 MB. Ours is out of the terminal's process group and dies with its
parent.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from prefect.settings import PREFECT_API_URL, get_current_settings, temporary_settings

from tasks.records.errors import SitrepError

# 6–15 s of CPU to start; on a loaded machine Prefect's own limit of 20 s fails.
_START_SECONDS = 180.0
_PR_SET_PDEATHSIG = 1
# A server that lives for one run schedules nothing and repairs nothing.
_NO_SERVICES = {
    f"PREFECT_SERVER_SERVICES_{name}_ENABLED": "false"
    for name in (
        "CANCELLATION_CLEANUP",
        "FOREMAN",
        "LATE_RUNS",
        "PAUSE_EXPIRATIONS",
        "REPOSSESSOR",
        "SCHEDULER",
        "TRIGGERS",
    )
}


class ServerError(SitrepError):
    """The local Prefect server could not be started."""


def configured_api() -> str | None:
    """The API that the environment or the active profile names."""
    return get_current_settings().api.url


@contextmanager
def prefect_api() -> Iterator[str]:
    """The configured API; without one, that of a server that lives as long as the block."""
    url = configured_api()
    if url is not None:
        yield url
        return
    with local_server(port=_free_port(), extra={"PREFECT_UI_ENABLED": "false", **_NO_SERVICES}) as url:
        yield url


@contextmanager
def local_server(*, port: int, extra: dict[str, str]) -> Iterator[str]:
    """A server on 127.0.0.1 and its API's URL, which is the configured one within the block."""
    _require_free(port)
    process = _start(port, extra)
    try:
        url = f"http://127.0.0.1:{port}/api"
        _await_health(url, process)
        with temporary_settings({PREFECT_API_URL: url}):
            yield url
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _start(port: int, extra: dict[str, str]) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "uvicorn", "--factory", "prefect.server.api.server:create_app"]
    options = [
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--log-level",
        "error",
        "--lifespan",
        "on",
    ]
    return subprocess.Popen(  # noqa: S603 - our own interpreter, no input of anybody
        [*command, *options],
        env={**os.environ, "PREFECT_API_URL": f"http://127.0.0.1:{port}/api", **extra},
        start_new_session=True,
        preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
        stdout=subprocess.DEVNULL,
    )


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _await_health(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _START_SECONDS
    with httpx.Client() as client:
        while time.monotonic() < deadline:
            if process.poll() is not None:
                break
            try:
                if client.get(f"{url}/health").status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
    raise ServerError(
        "the local Prefect server does not start; name a running one with PREFECT_API_URL, or look at its output above"
    )


def _require_free(port: int) -> None:
    """Raise ServerError when somebody else listens there: we would take it for ours."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise ServerError(f"port {port} is taken; name another one with --port") from error


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
