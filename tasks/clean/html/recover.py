"""What the extractor lost: the standfirst, blocks between kept ones, and the rest of a body cut in
two."""

from collections.abc import Callable

from tasks.clean.block import Block
from tasks.clean.bodies import find_bodies
from tasks.clean.rules.prose import ends_sentence, fold, is_prose, word_count

# What is linked for more than this share is a link, not a lost paragraph.
MAX_LINKED = 0.5
# Fewer paragraphs than these are no pattern to go by.
MIN_PROSE = 3
# Containers in which body text stands; what stands in any other was left out on purpose.
_WITHIN = frozenset(("header", "standfirst", "list", "table", "quote"))
_SUBHEADS = frozenset(("h2", "h3", "h4"))


def body_start(blocks: list[Block], chosen: frozenset[int]) -> int | None:
    """Position of the first chosen paragraph of prose."""
    return next((number for number in sorted(chosen) if _is_body(blocks[number])), None)


def lost_blocks(blocks: list[Block], chosen: frozenset[int], read: Callable[[int], None]) -> set[int]:
    """Positions of blocks that the extractor left out of the middle or the end of the body.

    `read` tells the block at a position what containers it stands in.
    """
    prose = [number for number in sorted(chosen) if _is_body(blocks[number])]
    if len(prose) < MIN_PROSE:
        return set()
    bodies = find_bodies([(blocks[number], word_count(blocks[number].text)) for number in prose])
    outer = {number for one in prose for number in blocks[one].around[1:]} - {0}
    found = set()
    for number in range(prose[0] + 1, len(blocks)):
        block = blocks[number]
        if number in chosen or _linked(block) > MAX_LINKED:
            continue
        between = number < prose[-1] and _beside(block, bodies.elements)
        same = block.kind in bodies.templates and not outer.isdisjoint(block.around[1:])
        if between or (same and is_prose(block.text)):
            read(number)
            if block.containers <= _WITHIN:
                found.add(number)
    return found


def _beside(block: Block, bodies: frozenset[int]) -> bool:
    """In a body as its paragraphs are, or a subhead one wrapper further in."""
    reach = 3 if block.tag in _SUBHEADS else 2
    return not bodies.isdisjoint(block.around[1:reach])


def _is_body(block: Block) -> bool:
    return is_prose(block.text) and _linked(block) < MAX_LINKED


def _linked(block: Block) -> float:
    return block.links / max(1, len(block.text))


# A standfirst stands at most so many blocks before the body: 12 when only its container names it,
# 30 when it is the page's description too (share bars and player controls stand between).
NEAR, NAMED_NEAR = 30, 12
STANDFIRST_WORDS, NAMED_WORDS = (5, 120), 8
# Containers in which no standfirst stands, whatever else they are called.
_NO_STANDFIRST = frozenset(
    ("nav", "footer", "infobox", "caption", "figure", "newsletter", "advert", "comments", "hidden", "form")
)


def lost_standfirst(
    blocks: list[Block], chosen: frozenset[int], description: str | None, title: str | None
) -> set[int]:
    """Positions of the standfirst's blocks, where it stands visibly before the body and was not
    chosen."""
    first = body_start(blocks, chosen)
    if first is None:
        return set()
    described, titled = fold(description or ""), fold(title or "")
    found: set[int] = set()
    for number in range(max(0, first - NEAR), first):
        block = blocks[number]
        if number in chosen or block.tag == "h1" or _linked(block) > MAX_LINKED:
            continue
        folded = fold(block.text)
        if folded == titled or not STANDFIRST_WORDS[0] <= word_count(block.text) <= STANDFIRST_WORDS[1]:
            continue
        named = first - number <= NAMED_NEAR and _is_named(block)
        if _says_same(folded, described) or (named and (not found or _beside_one(block, blocks, found))):
            found.add(number)
    return found


def _is_named(block: Block) -> bool:
    """Whether its container calls it a standfirst, and it is set as one."""
    return (
        "standfirst" in block.containers
        and block.containers.isdisjoint(_NO_STANDFIRST)
        and (word_count(block.text) >= NAMED_WORDS or ends_sentence(block.text))
    )


def _beside_one(block: Block, blocks: list[Block], found: set[int]) -> bool:
    return any(block.around[1:2] == blocks[number].around[1:2] for number in found)


def _says_same(one: str, other: str) -> bool:
    """Whether one text holds the other or begins like it; 24 letters at least, so that a name does
    not."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= 24 and (shorter in longer or shorter[:60] == longer[:60])
