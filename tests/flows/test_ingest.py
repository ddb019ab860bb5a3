"""The main job on the seeds, as a user would run it."""

import json
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest

from flows.ingest import ingest
from tasks.store import SourceError
from tests.flows.rows import all_rows, rows
from tests.seeds.material import expected

pytestmark = pytest.mark.usefixtures("prefect")


@pytest.fixture(scope="module")
def store(prefect: None, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store into which the seeds went."""
    url = str(tmp_path_factory.mktemp("store"))
    ingest([str(Path(__file__).parents[2] / "seeds")], url)
    return url


def source_of(source_uri: str, seeds: Path) -> str:
    return unquote(source_uri).removeprefix(f"file://{seeds.resolve()}/")


def test_every_seed_page_has_its_one_outcome(store: str, seeds: Path) -> None:
    found = {source_of(row["source_uri"], seeds): (row["outcome"], row["reason"] or "") for row in rows(store, "pages")}
    wanted = {row.source: (row.outcome, row.reason) for row in expected()}
    assert found == wanted


def test_documents_say_what_their_pages_say(store: str, seeds: Path) -> None:
    wanted = {row.source: row for row in expected()}
    for row in rows(store, "documents"):
        want = wanted[source_of(row["source_uri"], seeds)]
        got = (row["title"] or "", row["language"] or "", str(row["published"] or ""))
        assert got == (want.title, want.language, want.published), row["source_uri"]
        assert want.must in row["text"], row["source_uri"]
        assert not want.must_not or want.must_not not in row["text"], row["source_uri"]


def test_every_event_stands_in_its_document(store: str) -> None:
    texts = {row["doc_id"]: row["text"] for row in rows(store, "documents")}
    events = rows(store, "events")
    assert len(events) > 20
    for event in events:
        span = texts[event["doc_id"]][event["char_start"] : event["char_end"]]
        assert span == event["sentence"]


def test_document_objects_are_the_documents(store: str) -> None:
    for row in rows(store, "documents"):
        path = Path(store, "documents", f"day={row['day']}", f"{row['doc_id']}.json")
        assert json.loads(path.read_text("utf-8"))["text"] == row["text"]


def test_a_second_run_finds_nothing_new_and_changes_no_row(store: str, seeds: Path) -> None:
    before = all_rows(store)
    report = ingest([str(seeds)], store)
    assert (report.objects, report.tally.pages) == (0, 0)
    assert all_rows(store) == before


def test_the_run_is_published_for_consumers(store: str) -> None:
    runs = [json.loads(path.read_text()) for path in Path(store, "runs").glob("*.json")]
    [first] = [run for run in runs if run["objects"]]
    assert first["tally"]["pages"] == len(rows(store, "pages"))
    assert {row["run_id"] for row in rows(store, "pages")} == {first["run_id"]}


def test_a_changed_page_replaces_its_rows(tmp_path: Path, seeds: Path) -> None:
    raw, store = tmp_path / "raw", str(tmp_path / "store")
    texts = sorted(seeds.rglob("*.txt"))[:2]
    raw.mkdir()
    for text in texts:
        shutil.copy(text, raw)
    ingest([str(raw)], store)
    page = raw / texts[0].name
    page.write_text("Short news\n\nSoldiers shelled the town of Goma on Friday, killing nine.\n")
    report = ingest([str(raw)], store)
    assert report.objects == 1
    documents = rows(store, "documents")
    assert len(documents) == len(texts)
    assert sum("shelled the town of Goma" in row["text"] for row in documents) == 1


def test_a_store_in_s3_has_the_same_rows(store: str, seeds: Path, bucket: str, tmp_path: Path) -> None:
    ingest([str(seeds)], f"s3://{bucket}/store")
    assert all_rows(f"s3://{bucket}/store") == all_rows(store)


def test_the_number_of_workers_changes_no_row(store: str, seeds: Path, tmp_path: Path) -> None:
    ingest([str(seeds)], str(tmp_path), workers=1)
    assert all_rows(str(tmp_path)) == all_rows(store)


def test_a_source_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file or folder"):
        ingest([str(tmp_path / "nowhere")], str(tmp_path / "store"))
