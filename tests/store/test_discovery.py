"""What is new is what the account does not have at the same etag."""

from datetime import timedelta

import pytest

from tasks.store import Store, discovery, unaccounted, write_batch
from tests.store.build import NOON, account_of, raw, result


def test_new_changed_and_known_objects_are_told_apart(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "_CHUNK", 2)
    later = NOON + timedelta(days=3)
    known = [raw("a.html"), raw("b.html", day="2024-03-06"), raw("c.html", day="")]
    changed = [raw("d.html"), raw("e.html", day="")]
    done = known + changed
    write_batch(store, [result(obj) for obj in done], [account_of(obj) for obj in done])
    listed = [
        *known,
        raw("d.html", etag="2"),
        raw("e.html", day="", etag="2", modified=later),
        raw("f.html"),
        raw("g.html", day=""),
    ]
    found = {obj.uri: before for obj, before in unaccounted(store, listed)}
    assert found == {
        listed[3].uri: account_of(changed[0]),
        listed[4].uri: account_of(changed[1]),
        listed[5].uri: None,
        listed[6].uri: None,
    }


def test_an_object_put_again_with_the_same_bytes_is_not_new(store: Store) -> None:
    obj = raw("a.html", day="")
    write_batch(store, [result(obj)], [account_of(obj)])
    again = raw("a.html", day="", modified=NOON + timedelta(days=3))
    assert list(unaccounted(store, [again])) == []
