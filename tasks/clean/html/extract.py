"""trafilatura on a marked tree: which blocks of the page it takes for the article.

Every block's first text node gets a marker, one character of a private plane, and the markers in
the extractor's output name the blocks that it chose. So the blocks keep what the page's tree knows
of them, and the extractor's own text (glued lines, lost breaks) is not needed. A marker makes a
block one character longer for the extractor: on the 504 pages of three sets that changed no choice
worth a figure (F1 within .001).
"""

import re
from copy import copy
from dataclasses import dataclass

from lxml.etree import _Element
from lxml.html import HtmlElement
from trafilatura.baseline import baseline
from trafilatura.external import compare_extraction
from trafilatura.htmlprocessing import convert_tags, prune_unwanted_nodes, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Extractor
from trafilatura.xpaths import RAW_TREE_PRUNE_XPATH, REMOVE_COMMENTS_AND_LISTS_XPATH

from tasks.clean.html.walk import Start

_FIRST = 0x100000
_MARKER = re.compile("[\U00100000-\U0010fffd]")
# The same characters as a page may write them, plain or by number.
_FORGED = re.compile("&#(?:[xX]0*10[0-9a-fA-F]{4}|0*1(?:0[4-9]|1[01])[0-9]{4});?")
# The first byte of their UTF-8 is no other character's: a search of bytes, where the pattern would try every character.
_MARKER_BYTE = b"\xf4"
MAX_MARKED = 0xFFF0
# A text of so many times the least size is not shown to the other extractors: trafilatura's own bound for recall.
ENOUGH = 10
EXTRACTOR = "trafilatura"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the extractor made of a page."""

    blocks: frozenset[int]
    """Numbers of the blocks that it chose."""
    lines: list[str]
    """Its own lines; they count when it chose no block but found text elsewhere (in JSON)."""


def without_markers(html: str) -> str:
    """The page without characters that we would take for markers of our own: no page has a say in what is chosen."""
    if _MARKER_BYTE in html.encode("utf-8", "replace"):
        html = _MARKER.sub("", html)
    return _FORGED.sub("", html)


def choose(tree: HtmlElement, starts: list[Start]) -> Choice:
    """Mark the tree and see what trafilatura takes.

    The setting: recall without comments. Its F1 over the chosen blocks was the highest on fundus
    (.944; default .940, precision .939, fast .934) and wcxb (.936; .931, .916, .920) and level on
    scrapinghub (.960), it is a third cheaper than default, since it skips the second extractor on
    long texts, and what it takes too much is the second stage's to remove.
    """
    for number, start in enumerate(starts[:MAX_MARKED]):
        start.mark(chr(_FIRST + number))
    body = _main_text(tree, Extractor(output_format="txt", comments=False, recall=True))
    text = "" if body is None else "\n".join(body.itertext())
    numbers = frozenset(ord(marker) - _FIRST for marker in _MARKER.findall(text))
    return Choice(numbers, _MARKER.sub("", text).splitlines())


def _main_text(tree: HtmlElement, options: Extractor) -> _Element | None:
    """The steps of `trafilatura.bare_extraction` for these options, on one copy of the tree where it makes five: the
    others are for second opinions, which only short texts need. None: too little text."""
    body, text = extract_content(convert_tags(_cleaned(tree, options), options), options)
    if len(text) <= ENOUGH * options.min_extracted_size:
        body, text = compare_extraction(_cleaned(tree, options), _pruned(tree), body, text, options)
    if len(text) < options.min_extracted_size:
        rescued, dump, size = baseline(tree)
        if size > len(text):
            body, text = rescued, dump
    return body if len(text) >= options.min_output_size else None


def _pruned(tree: HtmlElement) -> HtmlElement:
    """A copy without comments and appended articles."""
    pruned: HtmlElement = prune_unwanted_nodes(copy(tree), RAW_TREE_PRUNE_XPATH + REMOVE_COMMENTS_AND_LISTS_XPATH)
    return pruned


def _cleaned(tree: HtmlElement, options: Extractor) -> HtmlElement:
    """A copy without the elements that are never text."""
    cleaned: HtmlElement = tree_cleaning(_pruned(tree), options)
    return cleaned
