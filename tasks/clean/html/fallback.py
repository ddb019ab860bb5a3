"""Pages that lxml and trafilatura cannot take, by resiliparse: plain lines, without what the tree knows of them."""

import re

from resiliparse.extract.html2text import extract_plain_text

from tasks.clean.block import Block
from tasks.clean.candidates import Candidates
from tasks.clean.characters import one_line
from tasks.clean.html.parse import parse
from tasks.clean.metadata.page import read_metadata
from tasks.clean.metadata.record import Metadata

FALLBACK = "resiliparse"

# Its time grows with the square of the depth: 3 s at 10,000, past any limit at 100,000. Real pages that are
# too deep for lxml (254) have some hundred levels, most of them tags that nobody closed.
MAX_DEPTH = 5_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# And with the square of a tag's attributes: 19 s for 100,000. What a tag of this length says is no text.
_LONG_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)\s[^<>]{20000,}>")
# The head as far as it is read for metadata; that of a news page has up to 100 KB.
_HEAD = 200_000
_HEAD_END = re.compile(r"</head|<body", re.IGNORECASE)


def read_html_by_fallback(html: str) -> Candidates:
    """The whole page without lxml but for its head."""
    plain = _LONG_TAG.sub(r"<\1>", html)
    end = _HEAD_END.search(plain, 0, _HEAD)
    head = parse(plain[: end.start()]) if end else None
    return by_fallback(plain, Metadata() if head is None else read_metadata(head))


def by_fallback(html: str, metadata: Metadata, *, reason: str = "no_article") -> Candidates:
    """The main text, which resiliparse finds at (nearly) any depth. `reason`: why nothing was chosen, where that
    is so."""
    if depth_of(html) > MAX_DEPTH:
        return Candidates([], frozenset(), metadata, FALLBACK, reason="too_deep")
    text = extract_plain_text(html, main_content=True, list_bullets=False, alt_texts=False)
    return lines_as_candidates(text.splitlines(), metadata, FALLBACK, reason=reason)


def lines_as_candidates(
    lines: list[str], metadata: Metadata, extractor: str, *, reason: str = "no_article"
) -> Candidates:
    """Every line a block, all of them chosen."""
    squashed = map(one_line, lines)
    blocks = [Block(text=text, origin=extractor) for text in squashed if text]
    return Candidates(blocks, frozenset(range(len(blocks))), metadata, extractor, reason)


def depth_of(html: str) -> int:
    """How deep the page nests at most, as its tags say."""
    depth = deepest = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() in _VOID:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest
