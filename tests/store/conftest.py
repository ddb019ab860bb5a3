"""A store in a folder and one in S3: what holds for one holds for the other."""

from pathlib import Path

import pytest

from tasks.store import Store

STORAGE = ["folder", "bucket", pytest.param("rgw_bucket", marks=pytest.mark.heavy)]


@pytest.fixture(params=STORAGE)
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store can be made."""
    if request.param == "folder":
        return str(tmp_path / "store")
    return f"s3://{request.getfixturevalue(request.param)}/a/store"


@pytest.fixture
def store(store_url: str) -> Store:
    """A new store."""
    return Store.open(store_url)
