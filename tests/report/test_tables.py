"""Reports add up whatever the order of batches, and say what a person needs to know."""

from datetime import UTC, date, datetime
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from tasks.records import PageOutcome, PageResult
from tasks.report import RunReport, Tally, as_markdown, as_rows, as_text, merge, tally


def page(outcome: Literal["quarantined", "skipped"], reason: str) -> PageResult:
    row = PageOutcome(
        source_uri="file:///raw/a.html",
        source_etag="1",
        doc_id="0" * 32,
        sha256="0" * 64,
        bytes=1,
        day=date(2024, 3, 5),
        outcome=outcome,
        reason=reason,
        detail=None,
        attempts=1,
        clean_version=1,
        events_version=1,
        run_id="r",
    )
    return PageResult(outcome=row, document=None, events=())


def report(counts: Tally, *, objects: int = 3, unread: tuple[str, ...] = ()) -> RunReport:
    now = datetime(2024, 3, 5, tzinfo=UTC)
    return RunReport(
        run_id="r",
        flow="ingest",
        sources=("/raw",),
        store="/store",
        started_at=now,
        finished_at=now,
        found=objects,
        objects=objects,
        days=(now.date(),),
        tally=counts,
        unread=unread,
        failures=(),
        ignored=2,
        more=False,
    )


TALLY = tally([page("quarantined", "empty"), page("skipped", "not_html"), page("quarantined", "empty")])
counts = st.dictionaries(st.sampled_from("abc"), st.integers(1, 9))
tallies = st.builds(
    Tally,
    pages=st.integers(0, 9),
    outcomes=counts,
    reasons=counts,
    languages=counts,
    events=st.integers(0, 9),
    event_types=counts,
    removed=counts,
    sites=counts,
)


@given(st.permutations([TALLY, TALLY, Tally(pages=1, outcomes={"stored": 1})]))
def test_the_order_of_batches_does_not_matter(parts: list[Tally]) -> None:
    assert merge(parts) == merge(sorted(parts, key=repr))


@given(tallies, tallies, tallies)
def test_adding_up_is_associative(a: Tally, b: Tally, c: Tally) -> None:
    assert merge((merge((a, b)), c)) == merge((a, merge((b, c))))


def test_rows_hold_every_count() -> None:
    assert {"what": "reason", "name": "quarantined: empty", "number": 2} in as_rows(TALLY)


def test_text_and_markdown_name_reasons_and_what_was_left_alone() -> None:
    said = report(TALLY, unread=("/raw/x.html: Permission denied",))
    assert "quarantined: empty" in as_text(said)
    assert "2 objects under names that are no pages" in as_text(said)
    assert "/raw/x.html: Permission denied" in as_text(said)
    assert "the page has no bytes" in as_markdown(said)


def test_the_report_says_how_to_replay_and_where_things_stand() -> None:
    counts = TALLY.model_copy(update={"sites": {f"site-{number}.example": number for number in range(1, 30)}})
    said = as_markdown(report(counts))
    assert "    sitrep replay --store /store --reason empty\n" in said
    assert "--reason not_html" not in said  # skipped: no reason to try it again
    assert "| site-29.example | 29 |" in said
    assert "site-9.example" not in said
    assert "[runs/r.json](/store/runs/r.json)" in said
    assert "[runs/c1.json](/store/runs/c1.json)" in as_markdown(report(counts), run_ids=["c1"])


def test_names_of_raw_objects_are_no_markup_and_steer_no_terminal() -> None:
    evil = "s3://raw/<img src=x onerror=alert(1)>/[a](javascript:b)/|\x1b[2J"
    said = report(TALLY, unread=(f"{evil}: gone",)).model_copy(update={"sources": (evil,)})
    assert "<img" not in as_markdown(said)
    assert "[a](" not in as_markdown(said)
    assert as_markdown(said).count("s3://raw/&lt;img src=x onerror=alert(1)&gt;/\\[a\\]") == 2
    assert "\x1b" not in as_markdown(said) + as_text(said)


def test_nothing_new_is_said_so() -> None:
    nothing = report(Tally(), objects=0)
    assert as_text(nothing).startswith("No pages found in /raw")
    again = nothing.model_copy(update={"found": 3})
    assert as_text(again).startswith("Nothing is new in /raw")
