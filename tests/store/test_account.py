"""The account counts every page once and closes only when everything is there."""

from tasks.store import Store, source_account, write_batch
from tasks.store.schemas import OBJECTS, to_table
from tests.store.build import account_of, raw, result
from tests.store.rows import account_now


def test_pages_are_counted_by_outcome_and_reason(store: Store) -> None:
    objects = [raw(f"{n}.html") for n in range(5)]
    reasons = [None, None, "empty", "no_article", "empty"]
    results = [result(obj, reason=why) for obj, why in zip(objects, reasons, strict=True)]
    write_batch(store, results, [account_of(obj) for obj in objects])
    found = account_now(store)
    assert (found.objects, found.pages, found.stored, found.outdated) == (5, 5, 2, 0)
    assert found.quarantined == {"empty": 2, "no_article": 1}
    assert found.skipped == {}
    assert found.closes


def test_an_empty_store_closes(store: Store) -> None:
    assert account_now(store).closes


def test_pages_without_their_object_are_unfinished(store: Store) -> None:
    write_batch(store, [result(raw("feed.jsonl"), number=1)])
    found = account_now(store)
    assert (found.unfinished, found.mismatches, found.closes) == (1, (), False)


def test_missing_pages_and_documents_are_named(store: Store) -> None:
    obj = raw("feed.jsonl")
    write_batch(store, [result(obj, number=1)])
    lines = to_table([account_of(obj, 2)], OBJECTS)
    store.accounts.replace(lines, days=[obj.day], keys=[obj.uri])
    store.documents.replace(
        store.documents.layout.schema.empty_table(),
        days=[obj.day],
        keys=[result(obj, number=1).outcome.doc_id],
    )
    found = account_now(store)
    assert found.mismatches == (
        f"1 objects whose pages are not as many as their records, for example {obj.uri}",
        f"1 stored pages without their document, for example {obj.uri}#1",
    )
    assert not found.closes


def test_a_source_is_held_against_the_store(store: Store) -> None:
    kept, changed, vanished, other = raw("a.html"), raw("b.html"), raw("c.html"), raw("d.html")
    elsewhere = other.model_copy(update={"uri": "file:///elsewhere/d.html"})
    done = (kept, changed, vanished, elsewhere)
    write_batch(store, [result(obj) for obj in done], [account_of(obj) for obj in done])
    listed = [kept, raw("b.html", etag="2"), raw("new.html")]
    found = source_account(store, listed, prefix="file:///raw/")
    assert found.model_dump() == {
        "raw": 3,
        "accounted": 1,
        "unseen": 1,
        "changed": 1,
        "vanished": 1,
        "vanished_first": (vanished.uri,),
    }
