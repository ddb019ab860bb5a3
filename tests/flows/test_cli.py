"""The command line as a shell sees it: output, errors in one line, exit status."""

import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = ("ingest", "backfill", "replay", "read", "clean", "explain", "status", "serve", "deploy")


def sitrep(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from flows.cli import main; main()", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)


def test_help_names_every_command() -> None:
    done = sitrep("--help")
    assert done.returncode == 0
    assert all(f"  {name} " in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    done = sitrep(name, "--help")
    assert done.returncode == 0, done.stderr
    assert "--" in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("ingest",),
        ("read", "nothing"),
        ("read", "events", "--start", "yesterday"),
        ("backfill", "--store", "x"),
        ("unknown",),
    ],
)
def test_wrong_usage_is_status_2(words: tuple[str, ...]) -> None:
    assert sitrep(*words).returncode == 2


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("read", "events", "--store", "none"), "there is no store here"),
        (("status", "--store", "none"), "there is no store here"),
        (("clean", "none.html"), "no such file or folder"),
        (("explain", "none.html"), "no such file or folder"),
    ],
)
def test_what_a_user_can_mend_is_one_line_and_status_1(words: tuple[str, ...], line: str, tmp_path: Path) -> None:
    done = sitrep(*words, cwd=tmp_path)
    assert done.returncode == 1
    assert line in done.stderr
    assert done.stderr.startswith("sitrep: ")
    assert done.stderr.count("\n") == 1


def test_clean_prints_the_text(seeds: Path) -> None:
    page = min(seeds.rglob("*.txt"))
    done = sitrep("clean", str(page))
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 5


def test_clean_writes_text_and_document_of_every_page(seeds: Path, tmp_path: Path) -> None:
    done = sitrep("clean", str(seeds / "text"), "--out", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    written = {path.relative_to(tmp_path / "out") for path in (tmp_path / "out").rglob("*.*")}
    pages = {path.relative_to(seeds / "text") for path in (seeds / "text").rglob("*.txt")}
    assert {path for path in written if path.suffix == ".txt"} <= pages
    assert {path.with_suffix(".txt") for path in written} <= pages


def test_explain_shows_verdicts_and_html(seeds: Path, tmp_path: Path) -> None:
    page = min((seeds / "text").rglob("*.txt"))
    done = sitrep("explain", str(page))
    assert done.returncode == 0, done.stderr
    assert "kept" in done.stdout
    html = tmp_path / "page.html"
    assert sitrep("explain", str(page), "--html", str(html)).returncode == 0
    assert "<script" not in html.read_text("utf-8")
