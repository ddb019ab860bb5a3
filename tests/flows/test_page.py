"""The way of a page, and what becomes of it where the guard had to step in."""

import pytest

from flows.limits import LimitError, page_limits
from flows.page import EVENT_CHARACTERS, process_page, result_of
from tasks.guard import Failure, Limits, Reply
from tests.clean.build import raw_page
from tests.hostile.prose import body, page

PAGE = raw_page(page())
LONG_WAIT = "On day {} the soldiers and the families waited at the side of the road for the buses to come."
TIMEOUT = Failure("timeout", "more than 20 s of CPU time", 1)


def test_a_page_that_the_fallback_mended_says_so() -> None:
    result = result_of(PAGE, Reply(process_page(PAGE, fallback=True), 2, mended=TIMEOUT))
    assert result.document
    assert result.document.extractor == "resiliparse"
    assert result.outcome.outcome == "stored"
    assert result.outcome.detail == "by the fallback extractor after timeout: more than 20 s of CPU time"
    assert result.events


def test_what_the_fallback_finds_nothing_in_keeps_its_first_reason() -> None:
    empty = raw_page("<html><p></p></html>")
    result = result_of(empty, Reply(process_page(empty, fallback=True), 2, mended=TIMEOUT))
    assert (result.document, result.outcome.reason) == (None, "timeout")


def test_of_a_page_longer_than_any_article_the_beginning_is_read_for_events() -> None:
    long = raw_page(
        page("".join(body(n) for n in range(4)) + "".join(f"<p>{LONG_WAIT.format(n)}</p>" for n in range(2_200)))
    )
    result = process_page(long)
    assert result.document
    assert len(result.document.text) > EVENT_CHARACTERS
    assert result.outcome.detail == "events of its first 200,000 characters alone"
    assert all(result.document.text[e.char_start : e.char_end] == e.sentence for e in result.events)
    assert result.events


def test_a_user_sets_limits_in_the_environment() -> None:
    said = {"SITREP_PAGE_CPU_SECONDS": "300", "SITREP_PAGE_ADDRESS_SPACE": "4000000000", "PATH": "/bin"}
    assert page_limits(said) == Limits(cpu_seconds=300, address_space=4_000_000_000)
    assert page_limits({}) == Limits()


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5", "²"])
def test_a_limit_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(LimitError, match="SITREP_PAGE_CPU_SECONDS is"):
        page_limits({"SITREP_PAGE_CPU_SECONDS": value})
