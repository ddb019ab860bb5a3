"""The flows as Prefect deployments on one machine: a schedule, and forms to start them from."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from prefect import serve as serve_deployments
from prefect.deployments.runner import RunnerDeployment

from flows.backfill import backfill
from flows.ingest import ingest
from flows.maintain import maintain
from flows.places import absolute
from flows.server import configured_api, local_server

_NIGHTLY = "30 3 * * *"


def serve(sources: list[str], store: str, *, cron: str) -> None:
    """Serve `ingest` on a schedule, `backfill` on demand and nightly upkeep until interrupted."""
    where = {"sources": [absolute(source) for source in sources], "store": absolute(store)}
    deployments = (
        ingest.to_deployment("hourly", cron=cron, parameters=where, concurrency_limit=1),
        backfill.to_deployment("on-demand", parameters=where),
        maintain.to_deployment("daily", cron=_NIGHTLY, parameters={"store": where["store"]}),
    )
    serve_deployments(*(cast(RunnerDeployment, deployment) for deployment in deployments))


@contextmanager
def ui(port: int) -> Iterator[str]:
    """The address of the Prefect UI: the configured server's, or of one that we start."""
    url = configured_api()
    if url is not None:
        yield url.removesuffix("/api")
        return
    with local_server(port=port, extra={}) as url:
        yield url.removesuffix("/api")
