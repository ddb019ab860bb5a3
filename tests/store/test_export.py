"""Rows leave as JSON lines, CSV or Parquet."""

import csv
import io
import json

import pyarrow.parquet as pq
import pytest

from tasks.store import RowFormat, Store, query, write_batch, write_rows
from tests.store.build import account_of, raw, result

# A real server has no part in this.
pytestmark = pytest.mark.parametrize("store_url", ["folder", "bucket"], indirect=True)


@pytest.fixture
def filled(store: Store) -> Store:
    """One page with two events."""
    obj = raw("a.html")
    write_batch(store, [result(obj, events=2, text='-1, "two"\nthree')], [account_of(obj)])
    return store


def written(store: Store, name: str, row_format: RowFormat) -> tuple[int, bytes]:
    """A table in that format."""
    stream = io.BytesIO()
    count = write_rows(query(store, name), row_format, stream)
    return count, stream.getvalue()


def test_a_json_line_is_the_document_object(filled: Store) -> None:
    count, lines = written(filled, "documents", "jsonl")
    [key] = filled.objects.list("documents/")
    assert count == 1
    assert json.loads(lines) == json.loads(filled.objects.get(key) or b"")


def test_csv_has_lists_as_json_and_no_formulas(filled: Store) -> None:
    count, text = written(filled, "documents", "csv")
    [row] = csv.DictReader(io.StringIO(text.decode(), newline=""))
    assert count == 1
    assert row["title"] == '\'=1+1 "quoted", é, ٣'
    assert row["text"] == '\'-1, "two"\nthree'
    assert json.loads(row["authors"]) == ["A. Writer", "B. Writer"]
    assert row["site_name"] == ""
    assert row["fetched_at"] == "2024-03-05T01:02:03.456789Z"
    _, text = written(filled, "events", "csv")
    assert [row["latitude"] for row in csv.DictReader(io.StringIO(text.decode()))] == ["-3.5"] * 2


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "\t=", "\n=", "＝", "\x9b="])
def test_no_cell_of_a_csv_is_a_formula_and_none_steers_a_terminal(store: Store, lead: str) -> None:
    text = f"{lead}HYPERLINK(\x7f\x9b2J)"
    obj = raw("a.html")
    write_batch(store, [result(obj, text=text)], [account_of(obj)])
    _, body = written(store, "documents", "csv")
    [row] = csv.DictReader(io.StringIO(body.decode(), newline=""))
    assert row["text"].startswith("'")
    _, lines = written(store, "documents", "jsonl")
    assert json.loads(lines)["text"] == text
    for control in "\x7f\x9b":
        assert control not in body.decode() + lines.decode()


def test_parquet_has_the_rows_of_the_table(filled: Store) -> None:
    count, body = written(filled, "events", "parquet")
    assert count == 2
    assert pq.read_table(io.BytesIO(body)).equals(query(filled, "events").read_all())
