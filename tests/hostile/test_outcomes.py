"""Every kind, from its bytes to its rows: each has its outcome with the right reason."""

import pytest

from tasks.records import PageResult
from tests.hostile.corpus import HEAVY, LIGHT
from tests.hostile.kind import STORED, Kind, allowed
from tests.hostile.through import Results, mixed, ordinary, process

ORDINARY = 8


@pytest.fixture(scope="module")
def light() -> Results:
    return process(mixed(LIGHT, ordinary(ORDINARY)))


@pytest.mark.parametrize("kind", LIGHT, ids=lambda kind: kind.filename)
def test_every_record_has_its_outcome(light: Results, kind: Kind) -> None:
    check(kind, light[kind.filename])


def test_ordinary_pages_come_out_as_if_alone(light: Results) -> None:
    alone = process(ordinary(ORDINARY))
    assert len(alone) == 2 * ORDINARY
    assert all(rows[0].document for rows in alone.values())
    assert {name: light[name] for name in alone} == alone


@pytest.mark.heavy
@pytest.mark.timeout(900)
@pytest.mark.parametrize("kind", HEAVY, ids=lambda kind: kind.filename)
def test_every_heavy_record_has_its_outcome(kind: Kind) -> None:
    results = process(mixed([kind], ordinary(1)))
    check(kind, results[kind.filename])
    assert all(results[f"ordinary-0.{end}"][0].document for end in ("html", "txt"))


def check(kind: Kind, results: list[PageResult]) -> None:
    assert len(results) == len(kind.expected)
    for result, expected in zip(results, kind.expected, strict=True):
        outcome = result.outcome
        assert (outcome.reason or STORED) in allowed(expected), (outcome.reason, outcome.detail)
        if result.document is not None:
            assert kind.must in result.document.text
            assert not kind.must_not or kind.must_not not in result.model_dump_json()
