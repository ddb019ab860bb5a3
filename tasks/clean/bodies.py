"""Which elements of a page hold the body of its article."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.clean.block import Block

# A body element holds at least this share of the words of the prose.
BODY_SHARE = 0.15
# A template (the name of a paragraph's parent, and its tag) counts from so many paragraphs of prose
# on.
TEMPLATE_PARAGRAPHS = 3


@dataclass(frozen=True, slots=True)
class Bodies:
    """The body of a page, as far as its paragraphs tell."""

    elements: frozenset[int]
    """Elements with paragraphs side by side, or one step apart each in a wrapper of its own."""
    templates: frozenset[str]
    """Kinds of block that the paragraphs are."""

    def hold(self, block: Block) -> bool:
        """Whether a block stands in the body, or is set like its paragraphs."""
        return not self.elements.isdisjoint(block.around) or block.kind in self.templates


def find_bodies(prose: Sequence[tuple[Block, int]]) -> Bodies:
    """From the paragraphs of prose and their words: for each the nearest element around it that
    holds enough."""
    kinds = Counter(block.kind for block, _ in prose)
    templates = frozenset(kind for kind, count in kinds.items() if count >= TEMPLATE_PARAGRAPHS)
    held: Counter[int] = Counter()
    for block, words in prose:
        held.update(dict.fromkeys(block.around[1:], words))
    enough = BODY_SHARE * sum(words for _, words in prose)
    nearest = (next((number for number in block.around[1:] if held[number] >= enough), None) for block, _ in prose)
    return Bodies(frozenset(number for number in nearest if number is not None), templates)
