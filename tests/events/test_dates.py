"""Date mentions, resolved against a page of Friday 24 May 2024."""

from datetime import date

import pytest

from tasks.events.dates import find_dates
from tests.events.build import PUBLISHED


def day(number: int, month: int = 5, year: int = 2024) -> date:
    return date(year, month, number)


MENTIONS = [
    ("on Friday", day(24), day(24), 1),  # the page's own day, not a week before
    ("on Thursday", day(23), day(23), 1),
    ("late on Saturday night", day(18), day(18), 1),
    ("last Friday", day(17), day(17), 1),
    ("early yesterday", day(23), day(23), 1),
    ("today", day(24), day(24), 1),
    ("this morning", day(24), day(24), 1),
    ("overnight", day(23), day(24), 1),
    ("in the past 24 hours", day(23), day(24), 1),
    ("since Sunday", day(19), day(24), 2),
    ("earlier this week", day(18), day(24), 2),
    ("over the weekend", day(18), day(24), 2),
    ("last week", day(11), day(23), 2),
    ("two days ago", day(22), day(22), 1),
    ("on 3 March", day(3, 3), day(3, 3), 1),
    ("on March 3", day(3, 3), day(3, 3), 1),
    ("on Oct. 7", day(7, 10, 2023), day(7, 10, 2023), 1),
    ("on 27 December", day(27, 12, 2023), day(27, 12, 2023), 1),
    ("on 3 March 2020", day(3, 3, 2020), day(3, 3, 2020), 1),
    ("March 3, 2020", day(3, 3, 2020), day(3, 3, 2020), 1),
    ("on 2020-03-03", day(3, 3, 2020), day(3, 3, 2020), 1),
    ("in May 2011", day(1, 5, 2011), day(31, 5, 2011), 3),
    ("in August", day(1, 8, 2023), day(31, 8, 2023), 3),
    ("last month", day(1, 4), day(30, 4), 3),
]


@pytest.mark.parametrize(("mention", "first", "last", "precision"), MENTIONS)
def test_mentions(mention: str, first: date, last: date, precision: int) -> None:
    (when,) = find_dates(f"Rebels attacked {mention}.", PUBLISHED)
    assert (when.first, when.last, when.precision) == (first, last, precision)


@pytest.mark.parametrize("mention", ["on Friday", "yesterday", "on 3 March", "last month"])
def test_nothing_is_guessed_on_an_undated_page(mention: str) -> None:
    (when,) = find_dates(f"Rebels attacked {mention}.", None)
    assert (when.first, when.last, when.precision) == (None, None, None)
    assert when.reason == "the page gives no date to count from"


def test_a_full_date_needs_no_page_date() -> None:
    (when,) = find_dates("on 3 March 2020", None)
    assert when.first == day(3, 3, 2020)


@pytest.mark.parametrize("text", ["2 min read", "They may 5", "the march 3", "Marching on", "31 February"])
def test_no_dates(text: str) -> None:
    assert all(when.first is None for when in find_dates(text, PUBLISHED))
