"""HTML text to a tree."""

import logging
import re

from lxml.etree import ElementDefaultClassLookup, HTMLParser, XMLSyntaxError, fromstring, strip_elements
from lxml.html import HtmlElement

from tasks.clean.html.elements import STRIPPED

# They report every odd page as an error; the reason of a page stands in its outcome.
for _name in ("trafilatura", "htmldate", "charset_normalizer"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


# The extractor counts a row's cells once for each of them: 50,000 took it 4 s on an idle machine and 20 s on a
# busy one, since counting is all waiting for memory. A row that long is no text.
MAX_CELLS = 1_000


# The parser that trafilatura has, but that every element is of one class: lxml.html looks the class up by tag, in
# Python, each time that an element is touched, which was a twelfth of all that cleaning cost.
_PARSER = HTMLParser(collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True)
_PARSER.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
# What libxml2 trips over: a slash in the doctype, an html element that closes itself.
_ODD_DOCTYPE = re.compile(r"\s*<\s?!\s?doctype[^>]*/[^<>]*>", re.IGNORECASE)
_CLOSED_HTML = re.compile(r"(<html[^>]*?)\s*/>", re.IGNORECASE)
_HEAD = 4096
# lxml reads these and then refuses to write them.
_NONCHARACTERS = ("\ufffe", "\uffff")


def parse(html: str) -> HtmlElement | None:
    """The tree, rooted in `html`; None when there is no element."""
    if odd := _ODD_DOCTYPE.match(html):
        html = html[odd.end() :]
    if closed := _CLOSED_HTML.search(html, 0, _HEAD):
        html = f"{html[: closed.start()]}{closed[1]}>{html[closed.end() :]}"
    for character in _NONCHARACTERS:
        html = html.replace(character, "")
    try:
        tree = fromstring(html.encode("utf-8", "replace"), _PARSER)
    except XMLSyntaxError:
        return None
    return tree if isinstance(tree, HtmlElement) else None


def was_cut() -> bool:
    """Whether the last page was nested deeper than lxml follows (256 elements): the rest of it is
    missing from the tree."""
    return len(_PARSER.error_log.filter_from_fatals()) > 0


def strip_textless(tree: HtmlElement) -> None:
    """Take scripts, styles and the like out of the tree."""
    strip_elements(tree, *STRIPPED, with_tail=False)
    for nav in [nav for nav in tree.iter("nav") if nav.find(".//p") is None]:
        nav.drop_tree()
    for row in [row for row in tree.iter("tr") if len(row) > MAX_CELLS]:
        row.drop_tree()
