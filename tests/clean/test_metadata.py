"""What a page says of itself."""

import json
from datetime import date

import pytest

from tests.clean.build import FIRST, article, document

HEADLINE = "Rebels seize four villages near the border"


def head(**fields: object) -> str:
    """A head with JSON-LD `fields` of an article."""
    data = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle"} | fields)
    return f"<script type='application/ld+json'>{data}</script>"


@pytest.mark.parametrize(
    ("html", "title"),
    [
        (f"<title>{HEADLINE} - Example News</title>", HEADLINE),
        (f"<title>Example News | {HEADLINE}</title>", HEADLINE),
        (f"<title>{HEADLINE} | World | Example News</title>", HEADLINE),
        (
            f"<title>x</title><meta property='og:title' content='{HEADLINE} | example.org'>",
            HEADLINE,
        ),
        (head(headline=HEADLINE) + f"<meta property='og:title' content='{HEADLINE}'>", HEADLINE),
        ("<title>Who is who - and why it matters</title>", "Who is who - and why it matters"),
    ],
)
def test_title_without_the_site(html: str, title: str) -> None:
    site = "<meta property='og:site_name' content='Example News'>"
    assert document(article(head=site + html)).title == title


def test_title_is_not_repeated_in_the_text() -> None:
    html = article(head=head(headline=HEADLINE), before=f"<h1>{HEADLINE}</h1>")
    doc = document(html)
    assert (doc.title, HEADLINE in doc.text) == (HEADLINE, False)


@pytest.mark.parametrize(
    ("fields", "authors"),
    [
        ({"author": {"@type": "Person", "name": "Jane Roe"}}, ("Jane Roe",)),
        ({"author": [{"name": "Jane Roe"}, {"name": "John Doe"}]}, ("Jane Roe", "John Doe")),
        ({"author": "By Jane Roe and John Doe"}, ("Jane Roe", "John Doe")),
        ({"author": {"name": "Jane Roe, JANE ROE"}}, ("Jane Roe",)),
        (
            {"author": {"name": "Example News"}, "publisher": {"name": "Example News"}},
            ("Example News",),
        ),
        ({"author": {"name": "https://example.org/jane"}}, ("https://example.org/jane",)),
    ],
)
def test_authors(fields: dict[str, object], authors: tuple[str, ...]) -> None:
    assert document(article(head=head(**fields))).authors == authors


def test_a_byline_on_the_page_names_the_author_when_the_head_names_the_site() -> None:
    html = article(
        head=head(author={"name": "Example News"}, publisher={"name": "Example News"}),
        before="<div class='byline'>By Jane Roe</div>",
    )
    assert document(html).authors == ("Jane Roe",)


@pytest.mark.parametrize(
    ("html", "day", "source"),
    [
        (head(datePublished="2024-03-04T23:30:00+02:00"), date(2024, 3, 4), "json-ld"),
        (
            "<meta property='article:published_time' content='2024-03-04T10:00:00Z'>",
            date(2024, 3, 4),
            "meta",
        ),
        ("<meta name='pubdate' content='20240304'>", date(2024, 3, 4), "meta"),
        (head(datePublished="soon"), None, None),
        (head(datePublished="2024-13-45"), None, None),
        ("", None, None),
    ],
)
def test_published(html: str, day: date | None, source: str | None) -> None:
    doc = document(article(head=html))
    assert (doc.published, doc.published_source) == (day, source)


@pytest.mark.parametrize(
    "part",
    [
        "<aside><p>Most read: 12 May 2019</p></aside>",
        "<div class='related'><time datetime='2019-05-12'>12 May 2019</time> Five killed</div>",
        "<footer>Copyright 1995-2023</footer>",
        "<p>On 12 May 2019 the army took the town, as witnesses recalled.</p>",
    ],
)
def test_no_date_is_made_up(part: str) -> None:
    html = article(after=part)
    assert document(html).published is None


@pytest.mark.parametrize(
    ("html", "url", "host"),
    [
        (
            "<link rel='canonical' href='https://Example.org/a'>",
            "https://Example.org/a",
            "example.org",
        ),
        (
            "<meta property='og:url' content='http://example.org/b'>",
            "http://example.org/b",
            "example.org",
        ),
        ("<link rel='canonical' href='javascript:alert(1)'>", None, None),
        ("<link rel='canonical' href='/relative'>", None, None),
        ("<link rel='canonical' href='https://[broken'>", None, None),
    ],
)
def test_address(html: str, url: str | None, host: str | None) -> None:
    doc = document(article(head=html))
    assert (doc.url, doc.host) == (url, host)


@pytest.mark.parametrize(
    "script",
    [
        "{",
        "[" * 100_000,
        '{"@type": "NewsArticle", "author": [[[{}]]], "headline": {"a": 1}}',
        "null",
    ],
)
def test_broken_json_ld_says_nothing(script: str) -> None:
    html = article(head=f"<script type='application/ld+json'>{script}</script>")
    assert FIRST in document(html).text
