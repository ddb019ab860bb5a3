"""Backfill and replay: what is chosen, and that doing it again changes no row."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from flows.backfill import backfill
from flows.discover import Listing
from flows.ingest import ingest
from flows.replay import replay
from flows.request import BackfillError, request_of
from flows.span import plan_span
from tasks.records import PageOutcome
from tasks.records.errors import SitrepError
from tasks.store import Store
from tasks.store.schemas import EVENTS, PAGES, to_table
from tests.flows.rows import all_rows, rows

pytestmark = pytest.mark.usefixtures("prefect")

FIRST, SECOND = date(2024, 3, 5), date(2024, 3, 6)
SENTENCE = "Soldiers shelled the town of Goma on Friday and killed nine people, residents said.\n"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Two days: a page each, and an empty one on the second."""
    for day in (FIRST, SECOND):
        folder = tmp_path / "raw" / str(day)
        folder.mkdir(parents=True)
        (folder / "a.txt").write_text(SENTENCE)
    (folder / "empty.txt").touch()
    return tmp_path / "raw"


def test_a_dry_run_shows_the_plan_and_writes_no_row(raw: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    result = backfill(FIRST, SECOND, [str(raw)], store)
    assert [(row["day"], row["pages to do"]) for row in result.plan] == [
        (str(FIRST), 1),
        (str(SECOND), 2),
    ]
    assert result.report is None
    assert [change.kind for change in result.changes] == ["new", "new", "new"]
    assert rows(store, "pages") == []


@pytest.mark.parametrize("stages", ["all", "events"])
def test_a_dry_run_shows_what_some_pages_would_change(raw: Path, tmp_path: Path, stages: str) -> None:
    store = Store.open(str(tmp_path / "store"))
    ingest([str(raw)], store.url)

    def kinds() -> list[str]:
        found = backfill(FIRST, SECOND, [str(raw)], store.url, reprocess="all", stages=stages)  # type: ignore[call-overload]
        return sorted(change.kind for change in found.changes)

    assert set(kinds()) == {"same"}
    forget_events(store)
    assert kinds().count("events differ") == 2


@pytest.mark.parametrize(("reprocess", "objects"), [("missing", 0), ("outdated", 0), ("failed", 1), ("all", 2)])
def test_what_is_done_again_changes_no_row(raw: Path, tmp_path: Path, reprocess: str, objects: int) -> None:
    store = str(tmp_path / "store")
    ingest([str(raw)], store)
    before = all_rows(store)
    result = backfill(SECOND, SECOND, [str(raw)], store, reprocess=reprocess, dry_run=False)  # type: ignore[call-overload]
    assert result.report.objects == objects
    assert all_rows(store) == before


def test_a_backfill_stays_within_its_days(raw: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    backfill(FIRST, FIRST, [str(raw)], store, dry_run=False)
    assert {row["day"] for row in rows(store, "pages")} == {FIRST}


def test_days_in_the_wrong_order_are_refused(raw: Path, tmp_path: Path) -> None:
    with pytest.raises(BackfillError, match="end_date 2024-03-05 is before start_date 2024-03-06"):
        backfill(SECOND, FIRST, [str(raw)], str(tmp_path / "store"))


@pytest.mark.parametrize(("first", "day"), [(False, FIRST), (True, SECOND)])
def test_max_pages_takes_the_first_days_in_their_order(raw: Path, tmp_path: Path, first: bool, day: date) -> None:
    store = str(tmp_path / "store")
    backfill(FIRST, SECOND, [str(raw)], store, newest_first=first, max_pages=1, dry_run=False)
    assert {row["day"] for row in rows(store, "pages")} == {day}


def test_sites_and_languages_choose_objects_with_such_documents(tmp_path: Path) -> None:
    raw, store = tmp_path / "raw" / str(FIRST), str(tmp_path / "store")
    raw.mkdir(parents=True)
    for host in ("a.example", "b.example"):
        line = json.dumps({"url": f"https://{host}/1", "text": SENTENCE * 3})
        (raw / f"{host}.jsonl").write_text(line + "\n")
    ingest([str(raw)], store)

    def plan(**chosen: list[str]) -> object:
        found = backfill(FIRST, FIRST, [str(raw)], store, reprocess="all", **chosen)  # type: ignore[call-overload]
        return found.plan[0]["pages to do"]

    assert [plan(), plan(sites=["A.example "]), plan(languages=["en"])] == [2, 1, 2]
    with pytest.raises(BackfillError, match=r"^unknown site 'c.example': the store's documents are of a.example, b"):
        plan(sites=["c.example"])
    with pytest.raises(BackfillError, match=r"^unknown language 'xx': the store's documents are of en$"):
        plan(languages=["xx"])


def test_events_again_need_no_raw_and_give_the_same_rows(raw: Path, tmp_path: Path) -> None:
    store = Store.open(str(tmp_path / "store"))
    ingest([str(raw)], store.url)
    before = all_rows(store.url)
    assert before["events"]
    forget_events(store)
    shutil.rmtree(raw)
    found = backfill(FIRST, SECOND, [], store.url, stages="events", reprocess="outdated", dry_run=False)
    assert [row["pages to do"] for row in found.plan] == [1, 1]
    assert found.report is not None
    assert (found.report.tally.pages, found.report.objects) == (2, 2)
    assert all_rows(store.url) == before
    again = backfill(FIRST, SECOND, [], store.url, stages="events", reprocess="outdated", dry_run=False)
    assert again.report is not None
    assert again.report.tally.pages == 0


def forget_events(store: Store) -> None:
    """As an older version without events would have left the store."""
    pages = [PageOutcome(**row) for row in rows(store.url, "pages")]
    keys, days = [page.doc_id for page in pages], [page.day for page in pages]
    old = [page.model_copy(update={"events_version": 0}) for page in pages if page.outcome == "stored"]
    others = [page for page in pages if page.outcome != "stored"]
    store.events.replace(to_table([], EVENTS), days=days, keys=keys)
    store.pages.replace(to_table([*old, *others], PAGES), days=days, keys=keys)


def test_a_run_that_goes_on_leaves_out_what_it_wrote_itself(raw: Path, tmp_path: Path) -> None:
    store = Store.open(str(tmp_path / "store"))
    ingest([str(raw)], store.url)
    request = request_of(start_date=FIRST, end_date=SECOND, sources=[str(raw)], store=store.url, reprocess="all")
    wrote = rows(store.url, "pages")[0]["run_id"]
    assert plan_span(request, Listing((str(raw),)), store, run_id=wrote).todo == ()
    assert plan_span(request, Listing((str(raw),)), store, run_id="another").by_day.total() == 3


def test_parts_of_a_day_are_together_the_day(raw: Path, tmp_path: Path) -> None:
    for number in range(20):
        (raw / str(FIRST) / f"{number}.txt").write_text(SENTENCE)
    store = Store.open(str(tmp_path / "store"))
    dealt = []
    for part in (1, 2, 3):
        request = request_of(
            start_date=FIRST,
            end_date=FIRST,
            sources=[str(raw)],
            store=store.url,
            reprocess="missing",
            part=part,
            parts=3,
        )
        dealt.append([one.obj.uri for one in plan_span(request, Listing((str(raw),)), store, run_id="").todo])
    assert all(dealt)
    assert len({uri for part in dealt for uri in part}) == sum(map(len, dealt)) == 21


def test_a_source_that_holds_nothing_is_named_before_a_store_is_made(bucket: str, tmp_path: Path) -> None:
    with pytest.raises(BackfillError, match=f"^no such source: nothing is in s3://{bucket}/pagse$"):
        backfill(FIRST, SECOND, [f"s3://{bucket}/pagse"], str(tmp_path / "store"))
    assert not (tmp_path / "store").exists()


def test_replay_does_quarantined_pages_and_says_what_is_gone(raw: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    (raw / str(FIRST) / "gone.txt").touch()
    ingest([str(raw)], store)
    before = all_rows(store)
    (raw / str(FIRST) / "gone.txt").unlink()
    report = replay(store, "empty")
    assert report.objects == 1
    assert ["gone.txt" in line for line in report.unread] == [True]
    assert all_rows(store) == before


def test_replay_knows_its_reasons(tmp_path: Path) -> None:
    with pytest.raises(SitrepError, match="no such reason: bad luck"):
        replay(str(tmp_path), "bad luck")
