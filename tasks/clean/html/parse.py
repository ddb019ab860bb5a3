"""HTML text to a tree."""

import logging

from lxml.etree import strip_elements
from lxml.html import HtmlElement
from trafilatura.utils import HTML_PARSER, load_html

from tasks.clean.html.elements import STRIPPED

# They report every odd page as an error; the reason of a page stands in its outcome.
for _name in ("trafilatura", "htmldate", "charset_normalizer"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


# The extractor counts a row's cells once for each of them: 50,000 took it 4 s on an idle machine and 20 s on a
# busy one, since counting is all waiting for memory. A row that long is no text.
MAX_CELLS = 1_000


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
    for row in [row for row in tree.iter("tr") if len(row) > MAX_CELLS]:
        row.drop_tree()
