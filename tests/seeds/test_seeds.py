"""The seeds are whole: every raw page has its expected outcome, and every gold quote its page."""

import io
import json
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from tasks.records import EventStatus, Outcome, SubEventType
from tasks.records.reasons import REASONS
from tests.seeds.material import SEEDS, Expected, expected, page_text, raw_files, sources
from tests.seeds.material import warc_members as members

ROWS = expected()
STORED = [row for row in ROWS if row.outcome == "stored"]
GOLD = sorted((SEEDS / "gold").glob("*.json"))
(WARC,) = (path for path in raw_files() if ".warc" in path.name)


def by_source(row: Expected) -> str:
    return row.source


def gold(path: Path) -> tuple[dict[str, Any], list[str]]:
    page = json.loads(path.read_text("utf-8"))
    return page, (SEEDS / f"{page['document']}.txt").read_text("utf-8").splitlines()


def test_every_raw_page_has_one_row_and_every_row_a_page() -> None:
    wanted = Counter(source for path in raw_files() for source in sources(path))
    assert Counter(row.source for row in ROWS) == wanted


def test_nothing_else_looks_like_a_page() -> None:
    others = {path for path in SEEDS.rglob("*") if path.is_file()} - set(raw_files())
    known = {SEEDS / name for name in ("README.md", "expected.tsv", ".gitattributes")} | set(GOLD)
    assert all(path.with_suffix(".html").exists() for path in others - known)  # sidecars


def test_all_four_formats_are_there() -> None:
    suffixes = {"".join(path.suffixes) for path in raw_files()}
    assert suffixes == {".html", ".html.gz", ".warc.gz", ".jsonl", ".txt"}


@pytest.mark.parametrize("row", ROWS, ids=by_source)
def test_outcomes_and_reasons_are_the_records_own(row: Expected) -> None:
    assert row.outcome in get_args(Outcome)
    assert (row.reason in REASONS) != (row.outcome == "stored")


@pytest.mark.parametrize("row", STORED, ids=by_source)
def test_phrases_and_title_stand_in_the_page(row: Expected) -> None:
    text = page_text(row.source)
    for phrase in (row.must, row.must_not):
        assert phrase
        assert phrase in text
    assert row.title in text


def test_the_languages_of_the_readme_are_there() -> None:
    assert {row.language for row in STORED} == {"en", "fr", "ar", "tr"}


def test_one_page_is_there_twice_under_two_addresses() -> None:
    twice = [path for path in raw_files() if path.name.startswith("soum-villages")]
    assert len(twice) == 2
    assert twice[0].read_bytes() == twice[1].read_bytes()
    url = json.loads(twice[1].with_suffix(".json").read_text("utf-8"))["url"]
    assert url not in twice[0].read_text("utf-8")


def test_the_warc_has_one_broken_record_with_good_ones_on_both_sides() -> None:
    kinds = [member.kind for member in members(WARC)]
    assert kinds.count(None) == 1
    for kind in (WarcRecordType.warcinfo, WarcRecordType.request, WarcRecordType.metadata):
        assert kind in kinds
    broken = kinds.index(None)
    assert WarcRecordType.response in kinds[:broken]
    assert WarcRecordType.response in kinds[broken + 1 :]


def test_a_plain_reader_of_the_warc_stops_at_the_broken_record() -> None:
    records = ArchiveIterator(io.BytesIO(WARC.read_bytes()))
    for member in members(WARC):
        if member.kind is None:
            with pytest.raises(OSError, match="decompression"):
                next(records)
            return
        assert next(records).record_type == member.kind


def test_the_warc_has_an_error_and_a_redirect() -> None:
    assert {200, 301, 404} <= {member.status for member in members(WARC)}


def test_five_text_pages_have_gold() -> None:
    assert len(GOLD) == 5


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_lines_stand_in_the_page(path: Path) -> None:
    page, lines = gold(path)
    for removed in page["remove"]:
        assert any(line.startswith(removed["startswith"]) for line in lines), removed
    assert set(page["optional"]) <= set(lines)
    assert page["title"] is None or page["title"] in lines


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_events_name_known_types_and_quote_the_page_once(path: Path) -> None:
    page, lines = gold(path)
    for event in page["events"]:
        assert "\n".join(lines).count(event["quote"]) == 1, event["quote"]
        assert set(event["types"]) <= set(get_args(SubEventType))
        assert set(event["status"]) <= set(get_args(EventStatus))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_and_expected_agree(path: Path) -> None:
    page, _ = gold(path)
    (row,) = (row for row in STORED if row.source == f"{page['document']}.txt")
    given = (page["title"] or "", page["language"], page["published"] or "")
    assert (row.title, row.language, row.published) == given
