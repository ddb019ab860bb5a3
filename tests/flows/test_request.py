"""What a person can get wrong in the form is one line, before any work."""

from datetime import date
from typing import Any

import pytest

from flows.request import BackfillError, request_of

GOOD: dict[str, Any] = {
    "start_date": "2024-03-05",
    "end_date": "2024-03-06",
    "sources": ["s3://raw/pages"],
    "store": "s3://team/store",
    "reprocess": "missing",
}


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        ({"start_date": "2024-02-30"}, "start_date '2024-02-30' is no date; write it YYYY-MM-DD"),
        ({"end_date": "soon"}, "end_date 'soon' is no date; write it YYYY-MM-DD"),
        ({"end_date": None}, "end_date None is no date; write it YYYY-MM-DD"),
        ({"end_date": "2024-03-04"}, "end_date 2024-03-04 is before start_date 2024-03-05"),
        ({"end_date": "2025-03-06"}, "2024-03-05 to 2025-03-06 are 367 days; a backfill takes at most 366"),
        ({"reprocess": "some"}, "reprocess 'some' is none of missing, outdated, failed, all"),
        ({"max_pages": -1}, "max_pages -1 is below 0; 0 is for all"),
        ({"part": 3, "parts": 2}, "part 3 is not among 2 parts"),
        (
            {"sites": ["a.example"]},
            "sites and languages look at stored documents alone, and reprocess missing at pages without one; "
            "choose outdated or all",
        ),
        ({"stages": "clean"}, "stages 'clean' is none of all, events"),
        (
            {"stages": "events", "reprocess": "failed"},
            "stages events looks at stored documents alone, and reprocess failed at pages without one; "
            "choose outdated or all",
        ),
    ],
)
def test_each_mistake_is_one_line(wrong: dict[str, Any], line: str) -> None:
    with pytest.raises(BackfillError) as caught:
        request_of(**GOOD | wrong)
    assert str(caught.value) == line


def test_dates_come_as_dates_or_as_the_form_writes_them() -> None:
    for start in (date(2024, 3, 5), "2024-03-05", "2024-03-05T00:00:00+00:00"):
        assert request_of(**GOOD | {"start_date": start}).start == date(2024, 3, 5)


def test_empty_lines_of_a_list_in_the_form_are_no_sites() -> None:
    assert request_of(**GOOD | {"sites": ["", " "], "languages": [""]}).chooses_documents is False
