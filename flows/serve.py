"""The flows as Prefect deployments on one machine: a schedule, and forms to start them from."""

from collections.abc import Iterator
from contextlib import contextmanager

from prefect import serve as serve_deployments
from prefect.client.orchestration import get_client

from flows.chunk import backfill_chunk
from flows.deploy import look_after_runs
from flows.deployments import definitions, parameters
from flows.server import configured_api, local_server


def serve(sources: list[str], store: str, *, cron: str) -> None:
    """Serve `ingest` on a schedule, `backfill` on demand and weekly upkeep until interrupted. A
    backfill's days are done in its own process here: there is no other machine to share them."""
    with get_client(sync_client=True) as client:
        list(look_after_runs(client))
    wanted = [one for one in definitions(cron=cron) if one.flow is not backfill_chunk]
    serve_deployments(*(one.of(parameters(one, sources, store)) for one in wanted))


@contextmanager
def ui(port: int) -> Iterator[str]:
    """The address of the Prefect UI: the configured server's, or of one that we start."""
    url = configured_api()
    if url is not None:
        yield url.removesuffix("/api")
        return
    with local_server(port=port, extra={}) as url:
        yield url.removesuffix("/api")
