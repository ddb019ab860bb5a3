"""HTML text to a tree, or to plain lines where no tree can be had."""

import logging
import re

from lxml.etree import strip_elements
from lxml.html import HtmlElement
from resiliparse.extract.html2text import extract_plain_text
from trafilatura.utils import HTML_PARSER, load_html

from tasks.clean.html.elements import STRIPPED

# They report every odd page as an error; the reason of a page stands in its outcome.
for _name in ("trafilatura", "htmldate", "charset_normalizer"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


# The fallback's time grows with the square of the depth: 3 s at 10,000, past any limit at 100,000. Real pages that are
# too deep for lxml (254) have some hundred levels, most of them tags that nobody closed.
MAX_DEPTH = 5_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())


def parse(html: str) -> HtmlElement | None:
    """The tree as trafilatura reads it (lxml after its repairs); None when this is no HTML."""
    tree = load_html(html)
    return tree if isinstance(tree, HtmlElement) else None


def was_cut() -> bool:
    """Whether the last page was nested deeper than lxml follows (256 elements): the rest of it is
    missing from the tree."""
    return len(HTML_PARSER.error_log.filter_from_fatals()) > 0


def strip_textless(tree: HtmlElement) -> None:
    """Take scripts, styles and the like out of the tree (after the metadata was read)."""
    strip_elements(tree, *STRIPPED, with_tail=False)
    for nav in [nav for nav in tree.iter("nav") if nav.find(".//p") is None]:
        nav.drop_tree()


def depth_of(html: str) -> int:
    """How deep the page nests at most, as its tags say."""
    depth = deepest = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() in _VOID:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def fallback_lines(html: str) -> list[str]:
    """The main text by resiliparse, which follows any depth, one line a paragraph."""
    text = extract_plain_text(html, main_content=True, list_bullets=False, alt_texts=False)
    return [squashed for line in text.splitlines() if (squashed := " ".join(line.split()))]
