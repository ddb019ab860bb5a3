"""A scheduled ingest takes the pages that were dropped into raw since the run before, and only those."""

import pytest

from infra.stack.settings import Stack
from tasks.store import Store
from tests.flows.rows import rows
from tests.flows.trial import Raw, pages
from tests.infra.api import Api
from tests.infra.names import raw_of, store_of

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(900), pytest.mark.usefixtures("as_owner")]

STORE = store_of("schedule")


def run_of_each() -> dict[str, str]:
    """Which run did which page."""
    return {row["source_uri"]: row["run_id"] for row in rows(STORE, "pages")}


def test_only_what_is_new_between_two_runs(stack: Stack, api: Api) -> None:
    raw = Raw(raw_of("schedule"))
    raw.put_all(pages(0, 5))
    Store.open(STORE)
    schedules = f"/deployments/{api.deployment('ingest/hourly')}/schedules"
    where = {"sources": [raw.url], "store": STORE}
    [schedule] = api.call("POST", schedules, [{"schedule": {"interval": 15}, "active": True, "parameters": where}])
    try:
        first = api.until(lambda: len(found := run_of_each()) == 5 and found, "the first run", seconds=300)
        raw.put_all(pages(5, 3))
        then = api.until(lambda: len(found := run_of_each()) == 8 and found, "a second run", seconds=300)
    finally:
        api.call("DELETE", f"{schedules}/{schedule['id']}")
    assert len(set(first.values())) == 1
    assert {uri: then[uri] for uri in first} == first
    new = {uri: run for uri, run in then.items() if uri not in first}
    assert set(new) == {f"{raw.url}/{name}" for name, _ in pages(5, 3)}
    assert not set(new.values()) & set(first.values())
    assert all(api.run(run)["auto_scheduled"] for run in {*new.values(), *first.values()})
