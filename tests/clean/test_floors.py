"""Cleaning stays as good as it was, on pages of real publishers."""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import clean
from benchmarks.clean import Measured, measure, page_sets, pages_of

CORPUS = os.environ.get("SITREP_CORPUS")
pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(not CORPUS, reason="$SITREP_CORPUS names no folder of outside material"),
]
FLOORS = tomllib.loads((Path(clean.__file__).parent / "floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=FLOORS)
def measured(request: pytest.FixtureRequest) -> Iterator[tuple[dict[str, float], Measured]]:
    """The floors of a set, and what was measured on it, by us and by the yardsticks."""
    places = dict(page_sets(Path(str(CORPUS)) / "pages"))
    if request.param not in places:
        pytest.skip(f"no {request.param} below $SITREP_CORPUS/pages")
    yield FLOORS[request.param], measure(pages_of(places[request.param]))


def test_text(measured: tuple[dict[str, float], Measured]) -> None:
    floors, found = measured
    ours = found.texts["sitrep"]
    assert (ours.f1 >= floors["f1"], ours.leak <= floors["leak"]) == (True, True), f"{ours.f1:.4f} {ours.leak:.3f}"


def test_no_setting_of_the_extractor_alone_is_better(measured: tuple[dict[str, float], Measured]) -> None:
    _, found = measured
    ours = found.texts["sitrep"].f1
    assert {name: round(one.f1, 4) for name, one in found.texts.items() if one.f1 > ours} == {}


def test_metadata(measured: tuple[dict[str, float], Measured]) -> None:
    floors, found = measured
    asked = [name for name in clean.FIELDS if name in floors]
    assert [name for name in asked if found.meta.share(name) < floors[name]] == []
