"""The other way to read a page, which nothing in it slows down."""

from datetime import date

import pytest

from tasks.clean import clean_page
from tests.clean.build import FIRST, SECOND, THIRD, raw_page
from tests.hostile.prose import headline, page, paragraphs

HEAD = (
    '<meta property="og:title" content="Army takes two towns"><meta name="author" content="Jane Roe">'
    '<meta property="article:published_time" content="2024-03-04T10:00:00Z">'
)


def test_it_gives_the_text_the_title_and_what_the_head_says() -> None:
    document = clean_page(raw_page(page(head=HEAD)), fallback=True).document
    assert document
    assert document.extractor == "resiliparse"
    assert document.text.split("\n")[-6:] == paragraphs(0)
    assert document.title == "Army takes two towns"
    assert document.authors == ("Jane Roe",)
    assert document.published == date(2024, 3, 4)
    assert not document.text.startswith("Home")


def test_the_title_element_is_enough() -> None:
    document = clean_page(raw_page(page()), fallback=True).document
    assert document
    assert document.title == headline(0)


def test_a_text_page_has_no_other_way() -> None:
    text = raw_page("\n".join((FIRST, SECOND, THIRD)), "text/plain")
    assert clean_page(text, fallback=True) == clean_page(text)


@pytest.mark.parametrize("content", ["<div>" * 6000, ""])
def test_it_says_why_it_finds_nothing(content: str) -> None:
    cleaning = clean_page(raw_page(f"<html><body>{content}</body></html>"), fallback=True)
    assert cleaning.reason == ("too_deep" if content else "no_article")


def test_a_tag_that_would_take_forever_is_read_without_its_attributes() -> None:
    attributes = " ".join(f"a{n}=1" for n in range(50_000))
    document = clean_page(
        raw_page(page(f"<div {attributes}><p>{FIRST}</p><p>{SECOND}</p></div>")), fallback=True
    ).document
    assert document
    assert FIRST in document.text


@pytest.mark.parametrize(
    "text", ["one \x9b[2Jline", "one \x85line", "one\u2028line", "one&#155;&#x9b; line", "one \x0cline"]
)
@pytest.mark.parametrize("fallback", [False, True])
def test_no_control_character_reaches_the_text(text: str, fallback: bool) -> None:
    document = clean_page(raw_page(page(f"<p>{FIRST}</p><p>{SECOND} {text}.</p>")), fallback=fallback).document
    assert document
    assert document.text.isprintable() or document.text.replace("\n", "").isprintable()


def test_no_control_character_or_surrogate_reaches_the_title() -> None:
    linked = r'{"@type": "NewsArticle", "headline": "Two \u001b[2Jtowns \ud800fall"}'
    head = f'<script type="application/ld+json">{linked}</script>'
    document = clean_page(raw_page(page(head=head))).document
    assert document
    assert document.title == "Two [2Jtowns fall"
