"""A Prefect server for the session: it takes half a minute to start, so once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from prefect.testing.utilities import prefect_test_harness

from flows.settings import prepare_environment

prepare_environment()

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def prefect() -> Iterator[None]:
    with prefect_test_harness(server_startup_timeout=180):
        yield


@pytest.fixture
def seeds() -> Path:
    return SEEDS
