"""Pages that are text already: the second stage alone."""

import pytest

from tests.clean.build import FIRST, SECOND, THIRD, cleaned, rules, text_document

TITLE = "Rebels seize four villages near border"


def test_a_paragraph_is_a_line() -> None:
    doc = text_document(f"  {FIRST}  ", "", SECOND, " ", THIRD)
    assert doc.text == "\n".join((FIRST, SECOND, THIRD))
    assert doc.removed == ()
    assert doc.language == "en"


def test_the_title_is_told_and_taken_out() -> None:
    doc = text_document("Share", TITLE, "", TITLE, f"{TITLE}{TITLE}", FIRST, SECOND)
    assert doc.title == TITLE
    assert doc.text == f"{FIRST}\n{SECOND}"
    assert [block.rule for block in doc.removed] == [
        "share",
        "title",
        "repeated_title",
        "repeated_title",
    ]


def test_a_page_that_begins_with_a_paragraph_has_no_title() -> None:
    assert text_document(FIRST, SECOND).title is None


def test_a_title_that_may_be_a_poem_stays() -> None:
    doc = text_document("Rebels near the border", "Villages without a name", FIRST)
    assert doc.title == "Rebels near the border"
    assert doc.text.startswith("Rebels near the border\nVillages without a name")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("15 April, 2016", "2016-04-15"),
        ("Published on April 15, 2016 at 10:30 AM", "2016-04-15"),
        ("15 avril 2016", "2016-04-15"),
        ("Updated: 2016-04-15 10:22", "2016-04-15"),
        ("31 February 2016", None),
        ("2 min read", None),
    ],
)
def test_the_dateline_gives_the_day(line: str, day: str | None) -> None:
    doc = text_document(TITLE, line, FIRST, SECOND)
    assert (str(doc.published) if doc.published else None) == day
    assert doc.published_source == ("text" if day else None)


def test_a_date_in_the_sidebar_is_not_the_pages_own() -> None:
    headlines = [f"Minister speaks on tradeGMT 1{n}:44 2018 Friday ,14 December" for n in range(3)]
    doc = text_document(FIRST, SECOND, THIRD, *headlines)
    assert doc.published is None
    assert set(rules(doc).values()) == {"related_headline"}


def test_furniture_at_the_end() -> None:
    lines = ["Source: AFP", "All rights reserved to Example Media 2021 ©", "Send your comments"]
    doc = text_document(FIRST, SECOND, THIRD, *lines)
    assert doc.text == "\n".join((FIRST, SECOND, THIRD))
    assert list(rules(doc).values()) == ["source_credit", "copyright", "comment_form"]


def test_a_foreign_notice_goes_for_its_language() -> None:
    notice = (
        "Ce site propose une couverture indépendante de la région. Pour en savoir plus sur la "
        "reprise de ce contenu, veuillez remplir ce formulaire."
    )
    doc = text_document(FIRST, SECOND, THIRD, notice)
    removed = doc.removed[0]
    assert (removed.rule, removed.language) == ("foreign_paragraph", "fr")
    assert removed.score is not None


def test_a_page_in_another_language_is_not_emptied() -> None:
    lines = [
        "Les rebelles ont pris quatre villages près de la frontière, selon une ONG.",
        "Les combats ont chassé des milliers de personnes de leurs maisons, et les camps le long "
        "de la route manquent d'eau, ont averti des organisations humanitaires.",
    ]
    doc = text_document(*lines, "Partager sur Facebook", "Rebels have seized four of the villages.")
    assert doc.language == "fr"
    assert doc.text == "\n".join(lines)


def test_a_row_of_headlines_under_the_text() -> None:
    rows = ["Five killed in border blast", "Talks to resume in Geneva", "Oil price falls again"]
    assert text_document(FIRST, SECOND, THIRD, *rows).text.endswith(THIRD)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.4 binary", "not_a_page"),
        (b"\x89PNG\r\n\x1a\n", "not_a_page"),
        (bytes(range(256)) * 20, "not_a_page"),
        (b"Share\nAdvertisement\nComments", "all_boilerplate"),
    ],
)
def test_every_page_without_a_document_has_its_reason(body: bytes, reason: str) -> None:
    cleaning = cleaned(body, "text/plain")
    assert cleaning.document is None
    assert cleaning.reason == reason
    assert cleaning.detail
