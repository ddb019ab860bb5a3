"""A run over the whole corpus as the user starts it: it ends well, and every row is there."""

import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.flows.rows import rows
from tests.hostile.corpus import KINDS, write, write_ordinary
from tests.hostile.kind import STORED, allowed

ORDINARY = 30


def ingest(raw: Path, store: Path, *, workers: int) -> None:
    command = [sys.executable, "-c", "from flows.cli import main; main()"]
    words = ["ingest", str(raw), "--store", str(store), "--workers", str(workers)]
    subprocess.run([*command, *words], check=True)


def outcomes(store: Path) -> dict[str, list[str]]:
    """Outcomes by file name, in record order."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for row in rows(str(store), "pages"):
        uri, _, number = row["source_uri"].partition("#")
        found[unquote(uri).rpartition("/")[2]][int(number or 0)] = row["reason"] or STORED
    return {name: [by[number] for number in sorted(by)] for name, by in found.items()}


@pytest.mark.heavy
@pytest.mark.timeout(3600)
def test_a_run_over_everything_ends_well(tmp_path: Path) -> None:
    raw, alone = tmp_path / "raw", tmp_path / "alone"
    write(raw, KINDS)
    write_ordinary(raw, ORDINARY)
    write_ordinary(alone, ORDINARY)
    ingest(raw, tmp_path / "store", workers=2)
    ingest(alone, tmp_path / "store alone", workers=1)
    found = outcomes(tmp_path / "store")
    for kind in KINDS:
        assert len(found[kind.filename]) == len(kind.expected), kind.filename
        for reason, expected in zip(found[kind.filename], kind.expected, strict=True):
            assert reason in allowed(expected), kind.filename
    assert texts(tmp_path / "store alone") <= texts(tmp_path / "store")
    assert len(texts(tmp_path / "store alone")) == 2 * ORDINARY


def texts(store: Path) -> set[tuple[str, str]]:
    """Name and text of every document."""
    documents = rows(str(store), "documents")
    return {(row["source_uri"].rpartition("/")[2], row["text"]) for row in documents}
