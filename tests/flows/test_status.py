"""What `sitrep status` prints, and when it says that the account does not close."""

import os
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.cli.status import status
from tasks.clean import CLEAN_VERSION
from tasks.events import EVENTS_VERSION
from tasks.records import PageResult, RawObject
from tasks.store import Store, list_raw, unaccounted, write_batch
from tests.store.build import account_of, result

DAY = "2024-03-05"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder of raw pages: a.html to d.html, and one under another name."""
    folder = tmp_path / "raw" / DAY
    folder.mkdir(parents=True)
    for name in ("a.html", "b.html", "c.html", "d.html", "notes.pdf"):
        (folder / name).write_bytes(name.encode())
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store.open(str(tmp_path / "store"))


def done(obj: RawObject, *, reason: str | None = None) -> PageResult:
    """The result of a page under the present versions."""
    made = result(obj, reason=reason)
    versions = {"clean_version": CLEAN_VERSION, "events_version": EVENTS_VERSION}
    return made.model_copy(update={"outcome": made.outcome.model_copy(update=versions)})


def ingest(store: Store, raw: Path, *, reason: str | None = None) -> int:
    """What is new, as the flow would; the number of objects."""
    new = [found for found in unaccounted(store, list_raw(str(raw))) if found[0].uri.endswith(".html")]
    results = [done(obj, reason=reason) for obj, _ in new]
    replaced = [before for _, before in new if before]
    assert not write_batch(store, results, [account_of(obj) for obj, _ in new], replaced=replaced)
    return len(new)


def printed(store: Store, raw: Path | None = None) -> tuple[int, dict[str, str]]:
    """Exit status, and the lines: what stands before the figure, and the figure (or nothing)."""
    source = ["--source", str(raw)] if raw else []
    run = CliRunner().invoke(status, ["--store", store.url, *source])
    lines = [line.rsplit(maxsplit=1) for line in run.output.splitlines() if line]
    figures = {words[0].strip(): words[1] for words in lines if len(words) == 2 and words[1][0].isdigit()}
    return run.exit_code, figures | {run.output.splitlines()[-1]: ""}


def test_an_account_that_closes(store: Store, raw: Path) -> None:
    assert ingest(store, raw) == 4
    code, said = printed(store, raw)
    assert code == 0
    assert "the account closes" in said
    four = ("raw objects done", "pages", "stored", "raw objects", "done")
    assert {name: said[name] for name in four} == dict.fromkeys(four, "4")
    assert (said["outdated by version"], said["not yet seen"], said["objects under other names"]) == ("0", "0", "1")


def test_new_changed_and_vanished_raw(store: Store, raw: Path) -> None:
    ingest(store, raw)
    (raw / "a.html").write_bytes(b"changed")
    (raw / "b.html").unlink()
    (raw / "late.html").write_bytes(b"late")
    code, said = printed(store, raw)
    assert code == 0
    expected = {
        "raw objects": "4",
        "done": "2",
        "not yet seen": "1",
        "changed since": "1",
        "vanished from the source": "1",
    }
    assert expected.items() <= said.items()
    assert (raw / "b.html").as_uri() in CliRunner().invoke(status, ["--store", store.url, "--source", str(raw)]).output
    assert ingest(store, raw) == 2
    code, said = printed(store, raw)
    assert (code, said["done"], said["not yet seen"], said["changed since"]) == (0, "4", "0", "0")
    assert said["pages"] == "5"  # what vanished keeps its rows


def test_raw_that_changes_in_size_alone_or_in_time_alone_is_seen(store: Store, raw: Path) -> None:
    ingest(store, raw)
    os.utime(raw / "a.html", ns=(0, 1))
    (raw / "b.html").write_bytes(b"more than before")
    assert printed(store, raw)[1]["changed since"] == "2"


def test_quarantined_and_skipped_pages_by_reason(store: Store, raw: Path) -> None:
    ingest(store, raw, reason="no_article")
    output = CliRunner().invoke(status, ["--store", store.url]).output
    assert "  quarantined" in output
    assert "    no_article" in output
    assert printed(store)[0] == 0


def test_pages_of_older_versions_are_outdated(store: Store, raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest(store, raw)
    monkeypatch.setattr("flows.cli.status.CLEAN_VERSION", CLEAN_VERSION + 1)
    assert printed(store)[1]["outdated by version"] == "4"


def test_a_run_that_died_leaves_an_account_that_does_not_close(store: Store, raw: Path) -> None:
    results = [done(obj) for obj in list_raw(str(raw)) if obj.uri.endswith(".html")]
    write_batch(store, results)
    for source in (None, raw):
        code, said = printed(store, source)
        assert code == 1
        assert "THE ACCOUNT DOES NOT CLOSE" in said
    assert "rows of unfinished objects" in CliRunner().invoke(status, ["--store", store.url]).output
    assert ingest(store, raw) == 4
    assert printed(store, raw)[0] == 0


def test_a_row_that_is_lost_is_named(store: Store, raw: Path) -> None:
    ingest(store, raw)
    lost = next(iter(list_raw(str(raw))))
    none = store.documents.layout.schema.empty_table()
    store.documents.replace(none, days=[date.fromisoformat(DAY)], keys=[done(lost).outcome.doc_id])
    run = CliRunner().invoke(status, ["--store", store.url])
    assert run.exit_code == 1
    assert f"does not add up: 1 stored pages without their document, for example {lost.uri}" in run.output
