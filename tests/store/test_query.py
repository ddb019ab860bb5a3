"""Reading: day range, filter and columns, in a fixed order, and never writing."""

from datetime import date
from pathlib import Path

import pytest

from tasks.store import QueryError, Store, parts, query, write_batch
from tests.store.build import account_of, raw, result
from tests.store.rows import everything, rows

# A real server has no part in this.
pytestmark = pytest.mark.parametrize("store_url", ["folder", "bucket"], indirect=True)

DAYS = ["2024-03-04", "2024-03-05", "2024-03-06"]


@pytest.fixture
def filled(store: Store) -> Store:
    """Three days with two pages each."""
    objects = [raw(name, day=day) for day in DAYS[::-1] for name in ("a.html", "b.html")]
    write_batch(store, [result(obj, events=2) for obj in objects], [account_of(o) for o in objects])
    return store


def test_the_day_range_has_both_its_ends(filled: Store) -> None:
    found = rows(filled, "pages", start=date(2024, 3, 5), end=date(2024, 3, 6))
    found.sort(key=lambda row: (row["day"], row["source_uri"]))
    assert [str(row["day"]) for row in found] == ["2024-03-05"] * 2 + ["2024-03-06"] * 2
    assert [row["source_uri"][-6:] for row in found] == ["a.html", "b.html"] * 2
    assert rows(filled, "pages", start=date(2025, 1, 1)) == []


def test_a_condition_filters(filled: Store) -> None:
    found = rows(filled, "events", where="fatalities > 0 AND day < '2024-03-06' -- two days")
    assert len(found) == 4
    [side] = found[0]["fatalities_by_side"]
    assert side == {"side": "rebels", "fatalities": 1}


def test_columns_are_chosen(filled: Store) -> None:
    assert set(rows(filled, "events", columns=["day", "status"])[0]) == {"day", "status"}
    with pytest.raises(QueryError, match="pages has no column nope; it has source_uri"):
        query(filled, "pages", columns=["nope"])


def test_a_condition_never_widens_the_day_range(filled: Store) -> None:
    found = rows(filled, "pages", start=date(2024, 3, 6), where="1 = 1) OR (1 = 1 --")
    assert {str(row["day"]) for row in found} == {"2024-03-06"}


@pytest.mark.parametrize(
    "where",
    [
        "nope = 1",
        "((",
        "true; DELETE FROM t",
        "true); COPY (SELECT 1) TO '/tmp/sitrep-test-hostile.csv' --",
        "doc_id IN (SELECT * FROM '/etc/passwd')",
        "doc_id IN (DELETE FROM t RETURNING doc_id)",
    ],
)
def test_a_hostile_or_wrong_condition_is_refused_and_changes_nothing(filled: Store, where: str) -> None:
    before = everything(filled)
    with pytest.raises(QueryError, match="condition"):
        query(filled, "pages", start=date(2024, 3, 6), where=where).read_all()
    assert everything(filled) == before
    assert not Path("/tmp/sitrep-test-hostile.csv").exists()  # noqa: S108


def test_large_and_small_days_come_in_one_order(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = rows(filled, "documents")
    for part_bytes in (1, 1000, 20_000):
        monkeypatch.setattr(parts, "_PART_BYTES", part_bytes)
        assert rows(filled, "documents") == whole
    assert whole == sorted(whole, key=lambda row: (row["day"], row["doc_id"]))
