"""Upkeep keeps the store small and changes no row, whoever writes beside it."""

import threading
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pytest

from tasks.store import Store, StoreError, maintain, schemas, tables, write_batch
from tasks.store.maintain import FEW_FILES
from tasks.store.tables import DOCUMENTS, Layout
from tests.store.build import account_of, raw, result
from tests.store.rows import account_now, everything, rows

NOW = timedelta(0)


def write(store: Store, name: str, day: str = "2024-03-05") -> None:
    """Write a page in a batch of its own."""
    obj = raw(name, day=day)
    write_batch(store, [result(obj)], [account_of(obj)])


def test_small_files_of_a_day_become_one(store: Store) -> None:
    for n in range(6):
        write(store, f"{n}.html")
    write(store, "a.html", "2024-03-06")
    before = everything(store)
    done = maintain(store, retention=NOW)
    assert [(d.table, d.files_before, d.files, d.days_compacted) for d in done] == [
        (name, 7, 2, 1) for name in ("documents", "events", "pages", "objects")
    ]
    assert all(d.files_deleted >= 6 for d in done)
    assert everything(store) == before
    assert [d.days_compacted for d in maintain(store, retention=NOW)] == [0] * 4
    write(store, "0.html")
    assert everything(store) == before


def test_what_was_replaced_lately_is_kept(store: Store) -> None:
    for n in range(6):
        write(store, f"{n}.html")
    old = store.pages.load()
    assert {d.files_deleted for d in maintain(store)} == {0}
    assert len(old.file_uris()) == 6
    assert old.to_pandas().shape[0] == 6


def test_writers_and_upkeep_go_on_beside_each_other(tmp_path: Path) -> None:
    store = Store.open(str(tmp_path))
    stop = threading.Event()
    failed: list[Exception] = []

    def keep_up() -> None:
        try:
            while not stop.is_set():
                maintain(Store.existing(str(tmp_path)), retention=timedelta(hours=1))
        except StoreError as error:
            failed.append(error)

    upkeep = threading.Thread(target=keep_up)
    upkeep.start()
    for n in range(20):
        write(store, f"{n % 15}.html")
    stop.set()
    upkeep.join()
    assert not failed
    assert len(rows(store, "documents")) == len(rows(store, "pages")) == 15
    assert account_now(store).closes


@pytest.mark.parametrize(("days", "runs"), [(10, 3), pytest.param(30, 8, marks=pytest.mark.heavy)])
def test_a_year_of_runs_stays_small(tmp_path: Path, days: int, runs: int) -> None:
    """Reduced: fewer days, fewer runs, upkeep every day, nothing kept back."""
    store = Store.open(str(tmp_path))
    for table in store.tables():
        instant = {"delta.logRetentionDuration": "interval 0 seconds"}
        table.load().alter.set_table_properties(instant)
    files, logs = [], []
    for day in range(days):
        for run in range(runs):
            write(store, f"{run}.html", str(date(2024, 1, 1) + timedelta(days=day)))
        maintain(store, retention=NOW)
        files.append(len(list((tmp_path / "tables/pages").glob("day=*/*.parquet"))))
        logs.append(len(list((tmp_path / "tables/pages/_delta_log").iterdir())))
    if runs >= FEW_FILES:
        assert files == list(range(1, days + 1))
    assert max(files) <= days * FEW_FILES
    assert max(logs) < 4 * (10 + runs)
    assert len(rows(store, "pages")) == days * runs
    assert account_now(store).closes


def test_files_of_dead_writers_go(tmp_path: Path) -> None:
    store = Store.open(str(tmp_path))
    write(store, "a.html")
    orphan = tmp_path / "tables/pages/day=2024-03-05/part-dead.parquet"
    half = tmp_path / "documents/day=2024-03-05/.dead.json.1.tmp"
    orphan.write_bytes(b"PAR1")
    half.write_bytes(b"{")
    maintain(store)
    assert orphan.exists()
    assert half.exists()
    maintain(store, retention=NOW)
    assert not orphan.exists()
    assert not half.exists()
    assert account_now(store).closes


def test_marks_of_dead_runs_go_when_their_pages_are_accounted_for(store: Store) -> None:
    dead, done = raw("a.html", day=""), raw("b.html", day="")
    write_batch(store, [result(dead, run_id="r1")])
    maintain(store)
    assert len(list(store.objects.list("unfinished/"))) == 1
    both = (dead, done)
    write_batch(store, [result(o, run_id="r2") for o in both], [account_of(o) for o in both])
    maintain(store)
    assert not list(store.objects.list("unfinished/"))


@pytest.fixture
def older(store_url: str, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store with one page that a version of sitrep made which knew no site names."""
    fields = [field for field in DOCUMENTS.schema if field.name != "site_name"]
    layout = Layout("documents", pa.schema(fields), DOCUMENTS.key, DOCUMENTS.order)
    with monkeypatch.context() as patch:
        patch.setitem(tables.LAYOUTS, "documents", layout)
        patch.setattr(schemas, "SCHEMA_VERSION", 0)
        patch.setattr(schemas, "DOCUMENTS", layout.schema)
        patch.setitem(tables.CONFIGURATION, tables.SCHEMA_PROPERTY, "0")
        write(Store.open(store_url), "a.html")
    return Store.existing(store_url)


def test_an_older_store_is_read(older: Store) -> None:
    [row] = rows(older, "documents")
    assert row["site_name"] is None
    assert rows(older, "documents", where="site_name IS NOT NULL") == []
    assert account_now(older).closes


def test_an_older_store_is_written_after_one_command(older: Store) -> None:
    with pytest.raises(StoreError, match=f"upgrade it first: sitrep maintain --store {older.url}"):
        Store.open(older.url)
    before = everything(older)
    older.objects.put("schemas/Document.json", b"older")
    assert [done.upgraded_from for done in maintain(older)] == [0] * 4
    assert everything(older) == before
    assert b"site_name" in (older.objects.get("schemas/Document.json") or b"")
    write(Store.open(older.url), "b.html")
    assert len(rows(older, "documents")) == 2


def test_a_store_of_a_newer_version_is_not_written(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schemas, "SCHEMA_VERSION", 0)
    with pytest.raises(StoreError, match="a newer sitrep made this store"):
        Store.open(store.url)
