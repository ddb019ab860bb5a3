"""Upkeep by its flow."""

from pathlib import Path

import pytest

from flows.ingest import ingest
from flows.maintain import maintain
from tests.flows.rows import all_rows

pytestmark = pytest.mark.usefixtures("prefect")


def test_upkeep_changes_no_row(tmp_path: Path, seeds: Path) -> None:
    store = str(tmp_path)
    ingest([str(seeds / "text")], store)
    before = all_rows(store)
    done = maintain(store)
    assert [table.table for table in done] == ["documents", "events", "pages", "objects"]
    assert all_rows(store) == before
