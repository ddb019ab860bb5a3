"""Rows are replaced as sets: nothing is lost, nothing doubled, whatever happened before."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tasks.records import PageResult, RawObject
from tasks.store import Store, document_key, unaccounted, write_batch
from tests.store.build import NOON, account_of, raw, result
from tests.store.rows import account_now, everything, rows


def write(store: Store, obj: RawObject, results: Sequence[PageResult], *, before: RawObject | None = None) -> set[str]:
    """Write a whole raw object."""
    replaced = [account_of(before)] if before else []
    return write_batch(store, results, [account_of(obj, len(results))], replaced=replaced)


def test_what_is_written_is_read(store: Store) -> None:
    page = result(raw("a.html"), events=2)
    write(store, raw("a.html"), [page])
    assert page.document
    doc = page.document.model_dump()
    [row] = rows(store, "documents")
    assert row == doc | {"authors": list(doc["authors"]), "removed": list(doc["removed"])}
    assert [row["event_id"] for row in rows(store, "events")] == [e.event_id for e in page.events]
    [outcome] = rows(store, "pages")
    assert outcome["outcome"] == "stored"
    assert rows(store, "objects") == [account_of(raw("a.html")).model_dump()]
    key = document_key(page.outcome.doc_id, page.outcome.day)
    assert store.objects.get(key) == page.document.model_dump_json().encode()
    assert account_now(store).closes


def test_writing_twice_changes_nothing(store: Store) -> None:
    objects = [raw(name) for name in ("b.html", "a.html", "it's #5 \\ %20.html")]
    for _ in range(2):
        write_batch(store, [result(obj) for obj in objects], [account_of(obj) for obj in objects])
        held = everything(store)
        assert len(held["documents"]) == len(held["document objects"]) == 3
    assert account_now(store).closes


def test_a_page_that_loses_its_document_loses_all_rows(store: Store) -> None:
    obj = raw("a.html")
    write(store, obj, [result(obj)])
    write(store, obj, [result(obj, reason="no_article")])
    held = everything(store)
    assert held["documents"] == held["events"] == []
    assert held["document objects"] == {}
    assert [row["reason"] for row in held["pages"]] == ["no_article"]
    assert account_now(store).closes


def test_a_changed_object_takes_its_old_records_with_it(store: Store) -> None:
    old, new = raw("feed.jsonl"), raw("feed.jsonl", etag="2")
    write(store, old, [result(old, number=n) for n in (1, 2, 7)])
    other = raw("feed.jsonl2")
    write(store, other, [result(other, number=7)])
    write(store, new, [result(new, number=n, text="New.") for n in (1, 3)], before=old)
    held = everything(store)
    numbers = sorted(row["source_uri"].partition("#")[2] for row in held["pages"])
    assert numbers == ["1", "3", "7"]
    assert len(held["documents"]) == len(held["document objects"]) == len(held["events"]) == 3
    assert account_now(store).closes


def test_the_same_bytes_read_otherwise_leave_no_row_of_the_old_reading(store: Store) -> None:
    feed = raw("feed.jsonl.gz")
    write(store, feed, [result(feed, reason="unreadable_object")])
    assert write(store, feed, [result(feed, number=n) for n in (1, 2)]) == set()
    held = everything(store)
    assert sorted(row["source_uri"] for row in held["pages"]) == [f"{feed.uri}#1", f"{feed.uri}#2"]
    assert account_now(store).closes


def test_the_same_bytes_read_otherwise_in_parts_leave_no_row_of_the_old_reading(store: Store) -> None:
    feed = raw("feed.jsonl.gz")
    write(store, feed, [result(feed, number=n, run_id="r1") for n in (1, 2, 9)])
    for n in (1, 2):  # a newer reader finds two records, in parts of one
        write_batch(store, [result(feed, number=n, run_id="r2")], replaced=[account_of(feed, 3)])
    again = write_batch(store, [], [account_of(feed, 2)], replaced=[account_of(feed, 3)], run_id="r2")
    assert again == set()
    held = everything(store)
    assert {row["source_uri"].partition("#")[2] for row in held["pages"]} == {"1", "2"}
    assert len(held["documents"]) == len(held["document objects"]) == 2
    assert account_now(store).closes


def test_parts_that_two_runs_wrote_at_once_are_all_kept(store: Store) -> None:
    feed = raw("feed.jsonl.gz")
    for n, run_id in [(1, "r1"), (1, "r2"), (2, "r1"), (3, "r2"), (2, "r2"), (3, "r1")]:
        write_batch(store, [result(feed, number=n, run_id=run_id)])
    for run_id in ("r1", "r2"):
        assert write_batch(store, [], [account_of(feed, 3)], run_id=run_id) == set()
    assert len(rows(store, "pages")) == 3
    assert account_now(store).closes


def test_an_object_that_moves_to_another_day_leaves_nothing_behind(store: Store) -> None:
    old = raw("a.html", day="")
    new = raw("a.html", day="", etag="2", modified=NOON + timedelta(days=40))
    write(store, old, [result(old)])
    write(store, new, [result(new)], before=old)
    held = everything(store)
    for name in ("documents", "events", "pages", "objects"):
        assert [row["day"] for row in held[name]] == [new.day]
    assert list(held["document objects"]) == [document_key(held["documents"][0]["doc_id"], new.day)]
    assert account_now(store).closes


def test_rows_of_a_dead_run_are_found_in_another_day(store: Store) -> None:
    old = raw("feed.jsonl", day="")
    new = raw("feed.jsonl", day="", etag="2", modified=NOON + timedelta(days=40))
    write_batch(store, [result(old, number=n, run_id="dead") for n in (1, 2)])
    assert account_now(store).unfinished
    write(store, new, [result(new, number=1)])
    assert [row["day"] for row in rows(store, "pages")] == [new.day]
    assert account_now(store).closes


def test_a_finished_run_leaves_no_marks(store: Store) -> None:
    obj = raw("a.html", day="")
    write(store, obj, [result(obj, run_id="r1")])
    assert list(store.objects.list("unfinished/"))
    store.put_run("r1", b"{}")
    assert not list(store.objects.list("unfinished/"))
    assert list(store.objects.list("runs/")) == ["runs/r1.json"]


@pytest.mark.parametrize("table", ["events", "documents", "pages", "accounts"])
def test_a_run_that_dies_between_commits_is_made_good_by_the_next(
    store: Store, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    old, new = raw("feed.jsonl"), raw("feed.jsonl", etag="2")
    write(store, old, [result(old, number=n) for n in (1, 2)])
    with monkeypatch.context() as patch:
        patch.setattr(getattr(store, table), "replace", _die)
        with pytest.raises(InterruptedError):
            write(store, new, [result(new, number=1, text="New.")], before=old)
    write(store, new, [result(new, number=1, text="New.")], before=old)
    held = everything(store)
    assert [row["text"] for row in held["documents"]] == ["New."]
    assert len(held["pages"]) == len(held["events"]) == len(held["document objects"]) == 1
    assert account_now(store).closes


def _die(*args: object, **options: object) -> None:
    raise InterruptedError


def test_an_object_that_another_run_did_at_another_etag_is_done_again(store: Store) -> None:
    seen, old, new = raw("a.html"), raw("a.html", etag="2"), raw("a.html", etag="3")
    write(store, seen, [result(seen)])
    # Two runs saw the first version; each reads another one, and both write.
    assert write(store, new, [result(new)], before=seen) == set()
    assert write(store, old, [result(old)], before=seen) == {old.uri}
    assert list(unaccounted(store, [new])) == [(new, None)]
    assert write(store, new, [result(new)]) == set()
    assert account_now(store).closes


def test_an_object_whose_records_were_overwritten_is_done_again(store: Store) -> None:
    old, new = raw("feed.jsonl"), raw("feed.jsonl", etag="2")
    write_batch(store, [result(new, number=n) for n in (1, 2)])
    write_batch(store, [result(old, number=2)])
    assert write_batch(store, [], [account_of(new, 2)]) == {new.uri}
    assert list(unaccounted(store, [new])) == [(new, None)]
    assert write(store, new, [result(new, number=n) for n in (1, 2)]) == set()
    assert account_now(store).closes


@pytest.mark.parametrize(("writers", "objects"), [(3, 2), pytest.param(5, 4, marks=pytest.mark.heavy)])
def test_writers_of_the_same_rows_never_double_them(store_url: str, writers: int, objects: int) -> None:
    Store.open(store_url)

    def write_all(shift: int) -> None:
        store = Store.open(store_url)  # with locks of its own, as in another process
        for n in range(objects):
            obj = raw(f"{(n + shift) % objects}.html")
            write(store, obj, [result(obj, run_id=f"run{shift}")])

    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(write_all, range(writers)))
    store = Store.open(store_url)
    assert len(rows(store, "documents")) == len(rows(store, "pages")) == objects
    assert account_now(store).closes


def test_the_same_bytes_put_again_later_move_with_their_rows(store: Store) -> None:
    old = raw("a.html", day="")
    again = raw("a.html", day="", modified=NOON + timedelta(days=40))
    write(store, old, [result(old)])
    assert write(store, again, [result(again)], before=old) == set()
    held = everything(store)
    for name in ("documents", "events", "pages", "objects"):
        assert [row["day"] for row in held[name]] == [again.day]
    assert account_now(store).closes
