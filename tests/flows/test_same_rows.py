"""The same bytes give the same rows: with any number of workers, in any order, whoever is killed meanwhile."""

import os
import shutil
from pathlib import Path

import pytest

from flows.ingest import ingest
from tests.flows.rows import all_rows, rows
from tests.guard.kills import random_kills
from tests.hostile.corpus import LIGHT, write, write_ordinary

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(1800), pytest.mark.usefixtures("prefect")]

ORDINARY = 60


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Folders: our seeds, the hostile corpus but for what is large or slow, ordinary pages."""
    folder = tmp_path_factory.mktemp("raw")
    shutil.copytree(Path(__file__).parents[2] / "seeds", folder / "seeds")
    write(folder / "hostile", LIGHT)
    write_ordinary(folder / "ordinary", ORDINARY)
    return [str(folder / name) for name in ("seeds", "hostile", "ordinary")]


@pytest.fixture(scope="module")
def undisturbed(raw: list[str], tmp_path_factory: pytest.TempPathFactory, prefect: None) -> dict[str, list[str]]:
    """The rows of one worker."""
    store = str(tmp_path_factory.mktemp("store"))
    ingest(raw, store, workers=1)
    assert len(rows(store, "pages")) > 2 * ORDINARY + len(LIGHT)
    return all_rows(store)


def test_any_number_of_workers_and_any_order(raw: list[str], undisturbed: dict[str, list[str]], tmp_path: Path) -> None:
    store = str(tmp_path)
    ingest(raw[::-1], store, workers=4)
    assert all_rows(store) == undisturbed


def test_page_processes_killed_at_random(raw: list[str], undisturbed: dict[str, list[str]], tmp_path: Path) -> None:
    store = str(tmp_path)
    with random_kills(os.getpid(), every=1.0, seed=11) as killed:
        ingest(raw, store, workers=4)
    assert len(killed) > 5
    assert all_rows(store) == undisturbed
    assert any(row["attempts"] > 1 for row in rows(store, "pages"))
