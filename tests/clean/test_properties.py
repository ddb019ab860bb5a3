"""What always holds."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.clean import clean_page
from tests.clean.build import FIRST, SECOND, THIRD, article, raw_page

FURNITURE = (
    "Share",
    "Advertisement",
    "2 min read",
    "15 April, 2016",
    "By Jane Roe",
    "Read more: Army takes back two towns",
    "Related stories",
    "Five killed in border blast",
    "Minister speaks on tradeGMT 18:44 2018 Friday ,14 December",
    "Sign up for our newsletter and get the news in your inbox",
    "© 2024 Example News. All rights reserved.",
    "Suscríbete a nuestro boletín y recibe las noticias más importantes del día.",
    "Alle Rechte vorbehalten. Nachdruck nur mit Genehmigung.",
    "جميع الحقوق محفوظة",
    "Rebels seize four villages",
    "Rebels seize four villagesRebels seize four villages",
    "Source: AFP",
    "Umm Housh",
)
PROSE = (
    FIRST,
    SECOND,
    THIRD,
    "“We have nothing left,” said a farmer who had walked for two days to reach the camp.",
    "A truce that began in February has held in most of the country, but not here.",
    "The army did not comment.",
)
LINES = st.lists(st.one_of(st.sampled_from(PROSE), st.sampled_from(FURNITURE)), max_size=14)
ANY_LINES = st.lists(st.text(max_size=60), max_size=8)


def text_of(lines: list[str]) -> str | None:
    found = clean_page(raw_page("\n".join(lines), "text/plain")).document
    return found.text if found else None


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_cleaning_clean_text_again_changes_nothing(lines: list[str]) -> None:
    once = text_of(lines)
    if once is not None:
        assert text_of(once.splitlines()) == once


@settings(max_examples=150, deadline=None)
@given(ANY_LINES)
def test_any_text_at_all(lines: list[str]) -> None:
    once = text_of(lines)
    if once is not None:
        assert text_of(once.splitlines()) == once


@settings(max_examples=100, deadline=None)
@given(LINES)
def test_lines_come_in_the_order_of_the_page_and_none_is_made_up(lines: list[str]) -> None:
    text = text_of(lines)
    rest = iter(" ".join(line.split()) for line in lines)
    assert all(line in rest for line in (text or "").splitlines())


@settings(max_examples=25, deadline=None)
@given(st.permutations([*FURNITURE[:6], *PROSE]))
def test_order_of_pages_changes_nothing(parts: list[str]) -> None:
    pages = [
        raw_page(article(f"<p>{one}</p><p>{two}</p>"), source_uri=f"file:///{number}.html")
        for number, (one, two) in enumerate(pairwise(parts))
    ]
    forward = [clean_page(page) for page in pages]
    backward = [clean_page(page) for page in reversed(pages)]
    assert forward == backward[::-1]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["text/html", "text/plain"]))
def test_no_bytes_raise(body: bytes, media_type: str) -> None:
    cleaning = clean_page(raw_page(body, media_type))
    assert (cleaning.document is None) == (cleaning.reason is not None)
    assert cleaning.document is None or cleaning.document.text


MARKUP = st.lists(
    st.sampled_from(
        [
            *("<p>", "</p>", "<div class='related'>", "</div>", "<a href='x'>", "</a>", "<br>"),
            *("<table><tr><td>", "</table>", "<ul><li>", "<!--", "-->", "<script>", "&#0;", "]]>"),
            *PROSE[:3],
            "Share",
        ]
    ),
    max_size=30,
)


@settings(max_examples=150, deadline=None)
@given(MARKUP)
def test_no_markup_raises(parts: list[str]) -> None:
    cleaning = clean_page(raw_page("<html><body>" + "".join(parts)))
    assert (cleaning.document is None) == (cleaning.reason is not None)
