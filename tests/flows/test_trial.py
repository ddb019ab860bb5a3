"""Whole runs that are killed, overlap, or meet a bad network leave the rows of an undisturbed one.

`SITREP_TRIAL=2000,20 pytest -m heavy tests/flows/test_trial.py` makes it 2,000 pages and 20 kills.
"""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.server import local_server
from infra.stack.rgw import free_port
from tasks.store import Store
from tests.faulty_proxy import disturbing
from tests.flows.rows import all_rows
from tests.flows.trial import Raw, pages, rough_runs, sitrep, start
from tests.flows.watcher import watching

PAGES, KILLS = map(int, os.environ.get("SITREP_TRIAL", "300,3").split(","))
pytestmark = [pytest.mark.heavy, pytest.mark.timeout(7200), pytest.mark.usefixtures("server")]


@pytest.fixture(scope="module")
def server() -> Iterator[None]:
    """One Prefect server for all runs: starting one takes longer than the runs themselves."""
    with (
        local_server(port=free_port(), extra={"PREFECT_UI_ENABLED": "false"}) as url,
        pytest.MonkeyPatch.context() as environment,
    ):
        environment.setenv("PREFECT_API_URL", url)
        yield


@pytest.fixture(params=["folder", "rgw_bucket"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A folder, or a bucket of RGW's."""
    if request.param == "folder":
        return str(tmp_path)
    return f"s3://{request.getfixturevalue('rgw_bucket')}"


def finish(raw: Raw, place: str) -> None:
    """Ingest what is left, and hold the store against that of an undisturbed run."""
    code, _, err = sitrep("ingest", raw.url, "--store", f"{place}/rough")
    assert code == 0, err
    assert_like_undisturbed(raw, place)


def assert_like_undisturbed(raw: Raw, place: str) -> None:
    """The store `rough` has the rows of an undisturbed run, and closes."""
    code, _, err = sitrep("ingest", raw.url, "--store", f"{place}/calm")
    assert code == 0, err
    rough, calm = all_rows(f"{place}/rough"), all_rows(f"{place}/calm")
    for table, wanted in calm.items():
        there, expected = Counter(rough[table]), Counter(wanted)
        assert (table, there - expected, expected - there) == (table, Counter(), Counter())
    assert document_objects(f"{place}/rough") == document_objects(f"{place}/calm")
    code, out, _ = sitrep("status", "--store", f"{place}/rough", "--source", raw.url)
    assert code == 0, out
    assert "the account closes" in out


def document_objects(url: str) -> dict[str, bytes | None]:
    """All document objects by key."""
    objects = Store.existing(url).objects
    return {key: objects.get(key) for key in objects.list("documents/")}


def test_kill_9_at_random_moments(place: str) -> None:
    raw = Raw(f"{place}/raw")
    raw.put_all(pages(0, PAGES))
    left = rough_runs(raw, f"{place}/rough", kills=KILLS, arrivals=10, seed=5)
    for found in left:
        print(f"{found.objects} objects done, {found.unfinished} rows unfinished")  # noqa: T201
    assert not [line for found in left for line in found.mismatches]
    finish(raw, place)


def test_two_ingests_of_one_source_at_once(place: str) -> None:
    raw = Raw(f"{place}/raw")
    raw.put_all(pages(0, PAGES))
    both = [start("ingest", raw.url, "--store", f"{place}/rough") for _ in range(2)]
    assert [(run.communicate()[1], run.returncode)[1] for run in both] == [0, 0]
    assert_like_undisturbed(raw, place)


def test_an_ingest_beside_a_backfill_of_the_same_days(place: str) -> None:
    raw = Raw(f"{place}/raw")
    raw.put_all(pages(0, PAGES // 2))
    assert sitrep("ingest", raw.url, "--store", f"{place}/rough")[0] == 0
    raw.put_all(pages(PAGES, PAGES // 2))
    days = ("--start", "2024-03-01", "--end", "2024-03-03", "--reprocess", "all")
    both = [
        start("ingest", raw.url, "--store", f"{place}/rough"),
        start("backfill", "--store", f"{place}/rough", "--source", raw.url, *days),
    ]
    assert [(run.communicate()[1], run.returncode)[1] for run in both] == [0, 0]
    finish(raw, place)


@pytest.mark.parametrize("seeds", [True, False], ids=["seeds", "pages"])
def test_a_fourth_of_all_calls_disturbed(rgw_bucket: str, seeds: bool) -> None:
    place = f"s3://{rgw_bucket}"
    raw = Raw(f"{place}/raw")
    if seeds:
        folder = Path(__file__).parents[2] / "seeds"
        files = sorted(path for path in folder.rglob("*.*") if path.is_file())
        raw.put_all((str(path.relative_to(folder)), path.read_bytes()) for path in files)
    else:
        raw.put_all(pages(0, PAGES))
    proxy = disturbing(os.environ["AWS_ENDPOINT_URL"], rate=0.25, seed=11)
    with proxy as disturbed, watching(f"{place}/rough") as seen:
        code, _, err = sitrep(*("ingest", raw.url, "--store", f"{place}/rough"), AWS_ENDPOINT_URL=disturbed.url)
    assert code == 0, err
    print(f"{disturbed.counts.total()} calls, {disturbed.rate:.0%} disturbed; {seen.looks} looks")  # noqa: T201
    assert disturbed.rate > 0.2
    assert seen.looks
    assert not seen.wrong
    assert_like_undisturbed(raw, place)
