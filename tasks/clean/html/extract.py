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

from tasks.clean.block import Block
from tasks.clean.html.walk import Walk
from tasks.clean.rules.prose import is_prose

_FIRST = 0x100000
_MARKER = re.compile("[\U00100000-\U0010fffd]")
# The same characters as a page may write them, plain or by number.
_FORGED = re.compile("&#(?:[xX]0*10[0-9a-fA-F]{4}|0*1(?:0[4-9]|1[01])[0-9]{4});?")
# The first byte of their UTF-8 is no other character's: a search of bytes, where the pattern would try every character.
_MARKER_BYTE = b"\xf4"
# Those that are no white space, U+FFFE and U+FFFF: the parser makes characters of them, but lxml sets no text with one.
_CONTROL_REFERENCE = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9])"
    r"|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|[fF]{3}[eEfF])(?![0-9a-fA-F]));?"
)
MAX_MARKED = 0xFFF0
# A text of so many times the least size is not shown to the other extractors: trafilatura's own bound for recall.
ENOUGH = 10
# Nor one that holds so much of the page's running text: at .9 and .6 no text of the three page sets changed, at .3 one
COVERED = 0.9
# Each regular expression in an XPath is a call back into Python for each element: what no class or id of the page calls
# for is not asked (a twelfth of the extractor's cost).
_NAMED = ("div", "section", "aside", "details", "ol", "ul")
_PRUNED = (
    (re.compile("infinite|mvp-post-add|elementor-share"), RAW_TREE_PRUNE_XPATH),
    (
        re.compile("^(?:[Cc]omment|comol|disqus|dsq-)|-comments", re.MULTILINE),
        REMOVE_COMMENTS_AND_LISTS_XPATH,
    ),
)
EXTRACTOR = "trafilatura"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the extractor made of a page."""

    blocks: frozenset[int]
    """Numbers of the blocks that it chose."""
    lines: list[str]
    """Its own lines; they count when it chose no block but found text elsewhere (in JSON)."""


def without_markers(html: str) -> str:
    """The page without characters that we would take for markers of our own: no page has a say in what is chosen;
    and without references to control characters, since a tree that holds one cannot be marked."""
    if _MARKER_BYTE in html.encode("utf-8", "replace"):
        html = _MARKER.sub("", html)
    return _CONTROL_REFERENCE.sub("", _FORGED.sub("", html))


def choose(tree: HtmlElement, walk: Walk) -> Choice:
    """Mark the tree and see what trafilatura takes.

    The setting: recall without comments. Its F1 over the chosen blocks was the highest on fundus
    (.944; default .940, precision .939, fast .934) and wcxb (.936; .931, .916, .920) and level on
    scrapinghub (.960), it is a third cheaper than default, since it skips the second extractor on
    long texts, and what it takes too much is the second stage's to remove.
    """
    for number, start in enumerate(walk.starts[:MAX_MARKED]):
        start.mark(chr(_FIRST + number))
    options = Extractor(output_format="txt", comments=False, recall=True)
    body, text = _main_text(tree, options)
    if len(text) <= ENOUGH * options.min_extracted_size and not _covers(_marked(text), walk.blocks):
        body, text = _second_opinions(tree, body, text, options)
    if len(text) < options.min_output_size:
        return Choice(frozenset(), [])
    lines = "\n".join(body.itertext())
    return Choice(_marked(lines), _MARKER.sub("", lines).splitlines())


def _marked(text: str) -> frozenset[int]:
    return frozenset(ord(marker) - _FIRST for marker in _MARKER.findall(text))


def _covers(chosen: frozenset[int], blocks: list[Block]) -> bool:
    """Whether the choice holds most of the page's running text, so that no other extractor can have found much more."""
    letters = {place: len(one.text) for place, one in enumerate(blocks) if one.links < len(one.text) / 2}
    whole = sum(size for place, size in letters.items() if is_prose(blocks[place].text))
    return sum(letters.get(number, 0) for number in chosen) >= COVERED * whole


# `trafilatura.bare_extraction` for these options in steps, on one copy of the tree where it makes five.


def _main_text(tree: HtmlElement, options: Extractor) -> tuple[_Element, str]:
    return extract_content(convert_tags(_cleaned(tree, options), options), options)


def _second_opinions(tree: HtmlElement, body: _Element, text: str, options: Extractor) -> tuple[_Element, str]:
    """Readability's, and justext's on what is short."""
    body, text = compare_extraction(_cleaned(tree, options), _pruned(tree), body, text, options)
    if len(text) < options.min_extracted_size:
        rescued, dump, size = baseline(tree)
        if size > len(text):
            return rescued, dump
    return body, text


def _pruned(tree: HtmlElement) -> HtmlElement:
    """A copy without comments and appended articles."""
    pruned: HtmlElement = copy(tree)
    names = "\n".join(
        name for element in pruned.iter(*_NAMED) for key in ("class", "id") if (name := element.get(key)) is not None
    )
    for asked, xpaths in _PRUNED:
        if asked.search(names):
            prune_unwanted_nodes(pruned, xpaths)
    return pruned


def _cleaned(tree: HtmlElement, options: Extractor) -> HtmlElement:
    """A copy without the elements that are never text."""
    cleaned: HtmlElement = tree_cleaning(_pruned(tree), options)
    return cleaned
