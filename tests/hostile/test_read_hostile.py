"""What reading alone makes of every kind: it never raises, and says what it rejects."""

import pytest

from tests.hostile.corpus import HEAVY, KINDS, LIGHT
from tests.hostile.kind import STORED, Kind, allowed
from tests.read.build import outcomes, read

# Reasons that are reading's to give; for all others it hands the page on.
OF_READING = {
    "bad_field",
    "bad_json",
    "bad_record",
    "http_status",
    "no_body",
    "not_html",
    "revisit",
    "too_large",
    "truncated_object",
    "unreadable_object",
}


def test_there_are_enough_kinds_and_no_name_twice() -> None:
    names = [kind.filename for kind in KINDS]
    assert len(names) >= 70
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("kind", LIGHT, ids=lambda kind: kind.filename)
def test_reading_gives_every_record_its_due(kind: Kind) -> None:
    check(kind)


@pytest.mark.heavy
@pytest.mark.parametrize("kind", HEAVY, ids=lambda kind: kind.filename)
def test_reading_gives_every_large_record_its_due(kind: Kind) -> None:
    check(kind)


def check(kind: Kind) -> None:
    rows = [row.rpartition(" ")[2] for row in outcomes(read(kind.filename, kind.data()))]
    assert len(rows) == len(kind.expected)
    for row, expected in zip(rows, kind.expected, strict=True):
        wanted = allowed(expected)
        if row == "page":
            assert wanted - OF_READING
        else:
            assert row in wanted


def test_pages_that_are_stored_are_whole() -> None:
    assert sum(STORED in kind.expected for kind in KINDS) > 70
