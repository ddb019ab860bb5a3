"""Numbers: what counts, with which bounds."""

import pytest

from tasks.events.counts import find_numbers

COUNTS = [
    ("at least 39 fighters", (39, 39, None, "at least")),
    ("more than 100 fighters", (100, 100, None, "more than")),
    ("no fewer than 50 people", (50, 50, None, "at least")),
    ("up to 40 servicemen", (40, None, 40, "up to")),
    ("as many as 100 people", (100, None, 100, "up to")),
    ("nearly 300 people", (300, None, 300, "nearly")),
    ("some 165,000 people", (165_000, None, None, "about")),
    ("between 40 and 50 people", (40, 40, 50, "between")),
    ("20 to 30 rebels", (20, 20, 30, "between")),
    ("20-30 rebels", (20, 20, 30, "between")),
    ("a dozen men", (12, 12, 12, None)),
    ("two dozen men", (24, 24, 24, None)),
    ("twenty - five men", (25, 25, 25, None)),
    ("forty-two men", (42, 42, 42, None)),
    ("one hundred and twenty men", (120, 120, 120, None)),
    ("4.8 million people", (4_800_000, 4_800_000, 4_800_000, None)),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_counts(text: str, expected: tuple[int, int | None, int | None, str | None]) -> None:
    (number,) = find_numbers(text.lower().split())
    assert (number.value, number.low, number.high, number.qualifier) == expected


NO_COUNTS = [
    "in 2011 ,",
    "20 kilometres north",
    "5 km away",
    "John , 34 , was",
    "3 March",
    "on March 3",
    "a 61 year old",
    "$ 600 was",
    "at 2130 gmt",
    "12 percent",
    "a quarter of a million",
]


@pytest.mark.parametrize("text", NO_COUNTS)
def test_what_counts_no_people(text: str) -> None:
    assert find_numbers(text.lower().split()) == []
