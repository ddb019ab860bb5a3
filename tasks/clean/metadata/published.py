"""The day a page was published, from where it says so; never guessed."""

import re
from copy import copy
from datetime import date

from htmldate import find_date
from lxml.html import HtmlElement

from tasks.clean.containers import Containers
from tasks.clean.html.parse import strip_textless
from tasks.clean.metadata.structured import Structured, text_of, types_of
from tasks.clean.rules.prose import ends_sentence, word_count

_DAY = re.compile(r"^\s*((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)")
_META = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "date.created",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publishdate",
    "publication_date",
    "pubdate",
    "cxenseparse:recs:publishtime",
    "og:published_time",
    "published_time",
    "originalpublicationdate",
    "date",
    "dc.date",
)
# Containers with the dates of other pages.
_OTHERS = frozenset(("aside", "comments", "footer", "nav", "related"))
_TEXT = ("p", "li", "td", "blockquote", "figcaption")
# A line of fewer words may be the page's own stamp, with names and places beside the date.
_LINE_WORDS, _STAMP_WORDS = 6, 25
_HALVES = ("a.m.", "p.m.")  # of a day: no end of a sentence
# A container of so many paragraphs may be the article's own, whatever it is called.
_WRAPPER_PARAGRAPHS = 5
_IN_URL = re.compile(r"/((?:19|20)\d\d)/(\d\d)/(\d\d)(?=/|$)")
_EARLIEST = date(1990, 1, 1)
# htmldate stops at today, which would make a page's date depend on the clock.
_LATEST = "2100-01-01"


def published(tree: HtmlElement, structured: Structured) -> tuple[date | None, str | None]:
    """The day and where it stands."""
    pages = (node for node in structured.nodes if "webpage" in types_of(node))
    for node in (*structured.articles, *pages):
        if day := day_of(text_of(node.get("datePublished"))):
            return day, "json-ld"
    for name in _META:
        for value in structured.meta.get(name, ()):
            if day := day_of(value):
                return day, "meta"
    return _by_htmldate(tree)


def _by_htmldate(tree: HtmlElement) -> tuple[date | None, str | None]:
    """htmldate without its search all over the page, which takes any date for the page's own, and
    on a tree without sidebars, lists of other articles and the text of this one."""
    found = find_date(
        _own_part(tree),
        original_date=True,
        extensive_search=False,
        min_date="1995-01-01",
        max_date=_LATEST,
    )
    return (day, "html") if (day := day_of(found)) else (None, None)


def _own_part(tree: HtmlElement) -> HtmlElement:
    """A copy of the tree without scripts, what is about other pages, and paragraphs."""
    part = copy(tree)
    strip_textless(part)
    containers = Containers()
    others = [
        element
        for element in part.iter("aside", "nav", "div", "section", "ul")
        if not (_OTHERS.isdisjoint(containers.own(element)) or _may_be_wrapper(element))
    ]
    for element in others:
        element.drop_tree()
    for element in [one for one in part.iter(*_TEXT) if not _holds_blocks(one) and _is_running(one.text_content())]:
        element.drop_tree()
    return part


def _holds_blocks(element: HtmlElement) -> bool:
    """Whether it is a frame, such as the cell of a page laid out as a table, and no paragraph."""
    return next(element.iterdescendants("p", "div", "table"), None) is not None


def _is_running(text: str) -> bool:
    """Sentences: the dates in them are what they tell of."""
    text = text.strip()
    ends = ends_sentence(text) and not text.endswith(_HALVES)
    return word_count(text) >= (_LINE_WORDS if ends else _STAMP_WORDS)


def _may_be_wrapper(element: HtmlElement) -> bool:
    return element.find(".//h1") is not None or len(element.findall(".//p")) >= _WRAPPER_PARAGRAPHS


def day_in_url(url: str | None) -> date | None:
    """The day that a news address names, `/2024/03/05/`: what is left when the page itself says nothing."""
    match = _IN_URL.search(url or "")
    return day_of("-".join(match.groups())) if match else None


def day_of(text: str | None) -> date | None:
    """The day of an ISO 8601 date or time, as it is written, without shifting zones."""
    match = _DAY.match(text or "")
    if not match:
        return None
    try:
        day = date(*(int(part) for part in match.groups()))
    except ValueError:
        return None
    return day if day >= _EARLIEST else None
