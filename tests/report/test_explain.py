"""Nothing of a page is trusted in an explanation."""

from datetime import UTC, date, datetime

from tasks.records import Cleaning, Document, Event, JudgedBlock
from tasks.report.explain import Explanation, deed
from tasks.report.explain_html import as_html
from tasks.report.explain_text import lines_of

SENTENCE = "Gunmen killed <b>four</b> people in Goma."
DOCUMENT = Document(
    doc_id="0" * 32,
    url="https://news.example/a",
    host="news.example",
    title="<script>alert(1)</script>",
    authors=(),
    site_name=None,
    published=date(2024, 3, 4),
    published_source="json-ld",
    fetched_at=datetime(2024, 3, 5, tzinfo=UTC),
    day=date(2024, 3, 5),
    language="en",
    language_confidence=0.99,
    text=f"Before.\n{SENTENCE} After.",
    text_sha256="0" * 64,
    word_count=8,
    removed=(),
    truncated=False,
    extractor="trafilatura",
    source_uri="file:///raw/a.html",
    media_type="text/html",
    clean_version=1,
)
EVENT = Event(
    event_id="0" * 32,
    doc_id="0" * 32,
    source_uri="file:///raw/a.html",
    url=None,
    day=date(2024, 3, 5),
    event_type="Violence against civilians",
    sub_event_type="Attack",
    actor1="Gunmen",
    actor1_mention="Gunmen",
    actor2="people",
    actor2_mention="people",
    location="Goma",
    location_mention="Goma",
    admin1=None,
    country="CD",
    latitude=None,
    longitude=None,
    geoname_id=None,
    geo_precision=1,
    date_start=None,
    date_end=None,
    date_mention=None,
    time_precision=None,
    fatalities=4,
    fatalities_low=4,
    fatalities_high=None,
    fatalities_qualifier="at least",
    fatalities_by_side=(),
    injuries=None,
    displaced=None,
    status="alleged",
    attribution="the army",
    trigger="killed",
    sentence=SENTENCE,
    char_start=8,
    char_end=8 + len(SENTENCE),
    confidence=0.8,
    location_reason=None,
    date_reason="the page gives no date",
    events_version=1,
)
EXPLANATION = Explanation(
    source_uri="file:///raw/a.html",
    cleaning=Cleaning(
        document=DOCUMENT,
        reason=None,
        detail=None,
        blocks=(
            JudgedBlock(text="<img src=x onerror=alert(1)>", rule="share", origin="trafilatura"),
            JudgedBlock(text=SENTENCE, rule=None, origin="trafilatura"),
        ),
    ),
    events=(EVENT,),
)


def test_the_file_runs_and_loads_nothing_of_the_page() -> None:
    html = as_html(EXPLANATION)
    assert "<script" not in html
    assert "<img" not in html
    assert "<b>four" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_removed_blocks_are_marked_and_event_sentences_stand_out() -> None:
    html = as_html(EXPLANATION)
    assert '<span class="rule">share</span>' in html
    assert '<mark>Gunmen killed &lt;b&gt;four&lt;/b&gt; people in Goma.<sup><a href="#event-1">' in html


def test_a_deed_says_all_that_is_known() -> None:
    assert deed(EVENT) == ("Attack · Gunmen → people · Goma, CD · at least 4 dead · alleged · according to the army")


def test_the_terminal_shows_rule_and_span() -> None:
    lines = [line.plain for line in lines_of(EXPLANATION)]
    assert any(line.startswith("share  ") for line in lines)
    assert any("[8:49]" in line for line in lines)


def test_a_page_without_document_says_why() -> None:
    empty = Cleaning(document=None, reason="empty", detail=None, blocks=())
    explanation = Explanation(source_uri="file:///raw/e.html", cleaning=empty, events=())
    assert "not stored" in as_html(explanation)
    assert "No document." in as_html(explanation)
