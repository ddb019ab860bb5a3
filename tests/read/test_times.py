from datetime import UTC, datetime

import pytest

from tasks.read.times import utc_time

NOON = datetime(2024, 3, 5, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "2024-03-05T12:00:00Z",
        "2024-03-05T12:00:00",
        "2024-03-05 12:00:00",
        "2024-03-05 12:00:00 UTC",
        "2024-03-05T14:00:00+02:00",
        "2024-03-05T14:00:00+0200",
        "2024-03-05T12:00:00.000Z",
        "Tue, 05 Mar 2024 12:00:00 GMT",
        "Tue, 5 Mar 2024 13:00:00 +0100",
        "5 Mar 2024 12:00:00 +0000",
        "20240305120000",
        "1709640000",
        "1709640000000",
        1709640000,
        1709640000.0,
        1709640000000,
        1709640000000000,
    ],
)
def test_times_as_crawlers_write_them(written: object) -> None:
    assert utc_time(written) == NOON


def test_a_day_is_its_beginning() -> None:
    assert utc_time("2024-03-05") == datetime(2024, 3, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        None, "", "yesterday", "2024", "12", 12, True, float("nan"), float("inf"), -1, 10**400,
        "0001-01-01T00:00:00", "9999-12-31T23:59:59+14:00", "2024-13-45", "20249999999999",
        "Xxx, 99 Foo 2024 12:00:00 GMT", "5 Mar 99999999999 1", ["2024-03-05"], "٢٠٢٤-٠٣-٠٥",
        "1" * 100, "5 Mar 2024 12:00:00 +9999999999",
    ],
)  # fmt: skip
def test_anything_else_is_no_time(written: object) -> None:
    assert utc_time(written) is None
