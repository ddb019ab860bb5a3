"""Backfill and replay: what is chosen, and that doing it again changes no row."""

from datetime import date
from pathlib import Path

import pytest

from flows.backfill import backfill
from flows.ingest import ingest
from flows.replay import replay
from flows.span import BackfillError
from tasks.records.errors import SitrepError
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
    assert [(row["day"], row["to do"]) for row in result.plan] == [
        (str(FIRST), 1),
        (str(SECOND), 2),
    ]
    assert result.report is None
    assert rows(store, "pages") == []


@pytest.mark.parametrize(("reprocess", "objects"), [("missing", 0), ("outdated", 0), ("failed", 1), ("all", 2)])
def test_what_is_done_again_changes_no_row(raw: Path, tmp_path: Path, reprocess: str, objects: int) -> None:
    store = str(tmp_path / "store")
    ingest([str(raw)], store)
    before = all_rows(store)
    result = backfill(SECOND, SECOND, [str(raw)], store, reprocess, dry_run=False)  # type: ignore[call-overload]
    assert result.report.objects == objects
    assert all_rows(store) == before


def test_a_backfill_stays_within_its_days(raw: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    backfill(FIRST, FIRST, [str(raw)], store, dry_run=False)
    assert {row["day"] for row in rows(store, "pages")} == {FIRST}


def test_days_in_the_wrong_order_are_refused(raw: Path, tmp_path: Path) -> None:
    with pytest.raises(BackfillError, match="end_date 2024-03-05 is before start_date 2024-03-06"):
        backfill(SECOND, FIRST, [str(raw)], str(tmp_path / "store"))


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
