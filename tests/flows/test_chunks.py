"""Chunks: consecutive days, bounded in pages, all of them and each once."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flows.chunks import cut

FIRST = date(2024, 3, 1)


def days(pages: list[int]) -> dict[date, int]:
    return {FIRST + timedelta(number): of_day for number, of_day in enumerate(pages)}


def test_a_month_of_a_hundred_pages_a_day_is_few_runs() -> None:
    assert [(chunk.days, chunk.pages) for chunk in cut(days([100] * 30))] == [
        ("2024-03-01 to 2024-03-10", 1000),
        ("2024-03-11 to 2024-03-20", 1000),
        ("2024-03-21 to 2024-03-30", 1000),
    ]


def test_newest_first_keeps_its_order() -> None:
    chunks = cut(dict(reversed(days([100] * 30).items())))
    assert [chunk.start.day for chunk in chunks] == [21, 11, 1]


def test_a_day_of_very_many_pages_is_dealt_into_parts() -> None:
    chunks = cut(days([10, 100_000, 10]))
    assert [chunk.parts for chunk in chunks] == [1, 4, 4, 4, 4, 1]
    assert chunks[1].days == "2024-03-02, part 1 of 4"


def test_nothing_to_do_is_no_run() -> None:
    assert cut({}) == []


@given(st.lists(st.integers(1, 60_000), max_size=400))
def test_every_day_is_in_one_chunk_and_the_runs_stay_few(pages: list[int]) -> None:
    chunks = cut(days(pages))
    firsts = [chunk for chunk in chunks if chunk.part == 1]
    covered = [chunk.start + timedelta(n) for chunk in firsts for n in range((chunk.end - chunk.start).days + 1)]
    assert covered == [FIRST + timedelta(number) for number in range(len(pages))]
    assert len(chunks) <= 2 * 180 + len([number for number in pages if number > 25_000])
    assert sum(chunk.pages for chunk in chunks) >= sum(pages)
