"""Events written anew for documents that stand: nothing else of them changes."""

from pathlib import Path

from tasks.records import PageResult
from tasks.store import Store, write_batch, write_events
from tests.store import build


def stored(store: Store, *results: PageResult) -> None:
    write_batch(store, list(results))


def versions(store: Store) -> dict[str, int]:
    found = store.pages.fetch("source_uri, events_version", "true").to_pylist()
    return {row["source_uri"]: row["events_version"] for row in found}


def events(store: Store) -> int:
    return len(store.events.fetch("event_id", "true").to_pylist())


def newer(result: PageResult, *, events_version: int = 2) -> PageResult:
    outcome = result.outcome.model_copy(update={"events_version": events_version})
    return result.model_copy(update={"outcome": outcome, "events": ()})


def test_events_are_replaced_and_the_account_says_so(tmp_path: Path) -> None:
    store = Store.open(str(tmp_path))
    one, two = build.result(build.raw("a.html"), events=3), build.result(build.raw("b.html"), events=2)
    stored(store, one, two)
    before = store.documents.fetch("*", "true")
    assert write_events(store, [newer(one)]) == set()
    assert events(store) == 2
    assert versions(store) == {one.outcome.source_uri: 2, two.outcome.source_uri: 1}
    assert store.documents.fetch("*", "true").equals(before)


def test_a_page_that_changed_meanwhile_counts_as_outdated(tmp_path: Path) -> None:
    store = Store.open(str(tmp_path))
    obj = build.raw("a.html")
    read = build.result(obj, text="The text that the events were read from.")
    stored(store, read)
    stored(store, build.result(obj, text="Another text."))
    assert write_events(store, [newer(read)]) == {read.outcome.source_uri}
    assert versions(store) == {read.outcome.source_uri: 0}
