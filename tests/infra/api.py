"""The Prefect server of a stack, over its API, as any program would use it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from infra.stack.settings import Stack

Json = dict[str, Any]
_POLL = 0.5  # seconds
_ENDED = ("COMPLETED", "FAILED", "CANCELLED", "CRASHED")


@dataclass(frozen=True)
class Api:
    """Signed in."""

    client: httpx.Client

    def call(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - JSON
        """The answer; HTTPStatusError when it is refused."""
        answer = self.client.request(method, path, json=body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def deployment(self, name: str) -> str:
        """The id of FLOW/NAME."""
        return str(self.call("GET", f"/deployments/name/{name}")["id"])

    def start(self, name: str, **parameters: object) -> str:
        """A run of a deployment; its id."""
        path = f"/deployments/{self.deployment(name)}/create_flow_run"
        return str(self.call("POST", path, {"parameters": parameters, "state": {"type": "SCHEDULED"}})["id"])

    def run(self, run_id: str) -> Json:
        """A flow run as it is now."""
        found: Json = self.call("GET", f"/flow_runs/{run_id}")
        return found

    def runs(self, chosen: Json) -> list[Json]:
        """The flow runs of a filter, first those expected first."""
        body = {"flow_runs": chosen, "sort": "EXPECTED_START_TIME_ASC", "limit": 200}
        found: list[Json] = self.call("POST", "/flow_runs/filter", body)
        return found

    def ended(self, run_id: str, *, seconds: float) -> Json:
        """The flow run once it has ended for good: a crashed one is started again by the automation."""
        found: Json = self.until(lambda: _over(self.run(run_id)), f"flow run {run_id} to end", seconds=seconds)
        return found

    def states(self, run_id: str) -> list[str]:
        """The names of a flow run's states, first to last."""
        return [state["name"] for state in self.call("GET", f"/flow_run_states/?flow_run_id={run_id}")]

    def artifacts(self, run_id: str) -> dict[str, Json]:
        """What a flow run shows, by key."""
        body = {"artifacts": {"flow_run_id": {"any_": [run_id]}}}
        return {found["key"]: found for found in self.call("POST", "/artifacts/filter", body)}

    @staticmethod
    def until(there: Any, what: str, *, seconds: float) -> Any:  # noqa: ANN401 - whatever it is
        """What `there` gives, once it gives something."""
        deadline = time.monotonic() + seconds
        while not (found := there()):
            assert time.monotonic() < deadline, f"waited {seconds} s for {what}"
            time.sleep(_POLL)
        return found


@contextmanager
def signed_in(stack: Stack) -> Iterator[Api]:
    """The API of a stack."""
    user, _, password = stack.auth.partition(":")
    with httpx.Client(base_url=stack.api_url, auth=(user, password), timeout=60) as client:
        yield Api(client)


def _over(run: Json) -> Json | None:
    return run if run["state_type"] in _ENDED and run["state_type"] != "CRASHED" else None
