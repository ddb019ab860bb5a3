"""A large object goes through in parts, and is accounted for when all of them are in."""

import gzip
import json
from pathlib import Path

import pytest

import flows.batch
import flows.discover
import flows.plan
import tasks.read.parts
from flows.discover import Listing
from flows.ingest import ingest
from flows.plan import plan_of
from tasks.store import Store
from tests.flows.rows import all_rows, rows

SENTENCE = "Soldiers shelled the town of Goma on Friday and killed nine people, residents said."


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is over 1,000 bytes is large, and three pages are a part."""
    monkeypatch.setattr(flows.discover, "WHOLE_OBJECT_BYTES", 1_000)
    monkeypatch.setattr(flows.discover, "BATCH_PAGES", 3)


def feed(path: Path, pages: int) -> Path:
    texts = (f"Report {number}\n\n{SENTENCE}\n" for number in range(pages))
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    return path


def test_an_object_is_never_divided_between_runs(tmp_path: Path) -> None:
    feed(tmp_path / "a.jsonl", 20)
    feed(tmp_path / "b.jsonl", 20)
    listing = Listing((str(tmp_path),))
    items = [item for obj in listing.objects() for item in listing.items_of(obj, None)]
    made = plan_of(items, most=2)
    assert {item.obj.uri[-7:] for item in made.items} == {"a.jsonl"}
    assert len(made.batches) == 7
    assert made.more


def test_an_object_that_changes_while_it_is_looked_into_harms_no_other(tmp_path: Path) -> None:
    large = feed(tmp_path / "a.jsonl", 20)
    (tmp_path / "b.txt").write_text(SENTENCE)
    listing = Listing((str(tmp_path),))
    objects = list(listing.objects())
    with large.open("a") as more:
        more.write("{}\n")
    items = [item for obj in objects for item in listing.items_of(obj, None)]
    assert [item.fmt for item in items] == ["text"]
    assert [why for why in listing.unread.values() if "changed since it was listed" in why]


@pytest.mark.usefixtures("prefect")
class TestThroughTheFlow:
    def test_parts_give_the_rows_of_the_whole(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        raw = feed(tmp_path / "2024-03-05.jsonl", 10)
        in_parts, whole = str(tmp_path / "parts"), str(tmp_path / "whole")
        report = ingest([str(raw)], in_parts)
        assert (report.objects, report.tally.pages) == (1, 10)
        monkeypatch.setattr(flows.discover, "WHOLE_OBJECT_BYTES", 1_000_000)
        ingest([str(raw)], whole)
        assert all_rows(in_parts) == all_rows(whole)
        [account] = rows(in_parts, "objects")
        assert account["records"] == 10
        assert ingest([str(raw)], in_parts).objects == 0

    def test_a_packed_feed_goes_through_in_few_parts_and_many_writes(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        plain = feed(tmp_path / "plain" / "2024-03-05.jsonl", 30)
        raw = tmp_path / "2024-03-05.jsonl.gz"
        lines = [*plain.read_bytes().splitlines(), *[b"{bad"] * 5]
        raw.write_bytes(gzip.compress(b"\n".join(lines), compresslevel=0))
        monkeypatch.setattr(tasks.read.parts, "MAX_REREADS", 2)
        monkeypatch.setattr(flows.batch, "BATCH_PAGES", 3)
        in_parts, whole = str(tmp_path / "parts"), str(tmp_path / "whole")
        assert ingest([str(raw)], in_parts).tally.outcomes == {"quarantined": 5, "stored": 30}
        assert Store.existing(in_parts).documents.load().version() > 6  # a commit for some three pages
        monkeypatch.setattr(flows.discover, "WHOLE_OBJECT_BYTES", 1_000_000)
        ingest([str(raw)], whole)
        assert all_rows(in_parts) == all_rows(whole)
        assert ingest([str(raw)], in_parts).objects == 0

    def test_a_shorter_version_takes_all_old_rows_with_it(self, tmp_path: Path) -> None:
        raw, store = tmp_path / "2024-03-05.jsonl", str(tmp_path / "store")
        feed(raw, 14)
        ingest([str(raw)], store)
        feed(raw, 10)
        assert ingest([str(raw)], store).tally.pages == 10
        assert len(rows(store, "pages")) == 10
        assert len(rows(store, "documents")) == 10
