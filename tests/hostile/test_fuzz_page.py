"""Pages that nobody thought of, through the whole way of a page: none kills, hangs or raises."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.guard import page_guard
from tasks.guard import Failure, GuardedPool
from tasks.records import PageResult, RawPage
from tests.hostile.prose import body, page, text
from tests.read.build import read

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(600)]

TAGS = ("div", "p", "a", "br", "table", "tr", "td", "script", "style", "title", "article", "select",
        "svg", "math", "template", "iframe", "noscript", "blockquote", "ul", "li", "h1", "figure",
        "meta", "base", "body", "html", "head", "frameset", "plaintext", "textarea", "form",
        "o:p")  # fmt: skip
WORDS = st.one_of(
    st.sampled_from(
        ["At least 12 people were killed", " in Aleppo on Monday.", "Advertisement", "2 min read",
         "Read more", "19 March 2024", "3,000", "−5", "٤٢", "\u202e", "\0", "\ufeff", "&#0;",
         "&amp;", "]]>", "-->", "<!--", "<![CDATA[", "<!DOCTYPE html [", "\ud83d\ude00", "IS",
         "al-", "’"]
    ),
    st.text(max_size=30),
)  # fmt: skip
ATTRIBUTES = st.sampled_from(
    ["", ' class="article-body"', " hidden", ' lang="ar"', ' datetime="2024-99-99"', ' href="//["',
     ' property="og:title" content="=1+1"', ' name="author" content=""', " style=display:none",
     ' itemprop="articleBody"', ' charset="utf-16"', ' src="data:,"', ' type="application/ld+json"']
)  # fmt: skip
PIECES = st.one_of(
    WORDS,
    st.builds("<{}{}>".format, st.sampled_from(TAGS), ATTRIBUTES),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
    st.builds("<{0}>{1}</{0}>".format, st.sampled_from(TAGS), WORDS),
    st.just(body()),
)
MARKUP = st.lists(PIECES, max_size=40).map("".join)


@pytest.fixture(scope="module")
def guard() -> Iterator[GuardedPool]:
    with page_guard(1) as pool:
        yield pool


def check(guard: GuardedPool, name: str, data: bytes) -> None:
    (record,) = read(name, data)
    assert isinstance(record, RawPage)
    first, second = (reply for _, reply in guard.map(iter([record, record])))
    assert not isinstance(first, Failure), first
    assert not isinstance(second, Failure), second
    assert first.value == second.value
    result: PageResult = first.value
    assert (result.document is None) == (result.outcome.reason is not None)
    for event in result.events:
        assert result.document
        assert result.document.text[event.char_start : event.char_end] == event.sentence


@given(markup=MARKUP, encoding=st.sampled_from(["utf-8", "utf-16", "latin-1"]))
@settings(max_examples=700, deadline=timedelta(seconds=60))
def test_markup(guard: GuardedPool, markup: str, encoding: str) -> None:
    check(guard, "a.html", markup.encode(encoding, "replace"))


@given(
    place=st.floats(0, 1),
    removed=st.integers(0, 200),
    put=st.one_of(st.binary(max_size=40), MARKUP),
)
@settings(max_examples=500, deadline=timedelta(seconds=60))
def test_edited_pages(guard: GuardedPool, place: float, removed: int, put: bytes | str) -> None:
    whole = page().encode()
    at = int(place * len(whole))
    filling = put.encode("utf-8", "replace") if isinstance(put, str) else put
    check(guard, "a.html", whole[:at] + filling + whole[at + removed :])


@given(lines=st.lists(st.one_of(WORDS, st.just(text()), st.text(max_size=200)), max_size=20))
@settings(max_examples=500, deadline=timedelta(seconds=60))
def test_texts(guard: GuardedPool, lines: list[str]) -> None:
    check(guard, "a.txt", "\n".join(lines).encode("utf-8", "replace"))
