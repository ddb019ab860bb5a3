"""How a name hangs in its sentence as a place: its preposition, its type word, its direction."""

import re

from tasks.events.place_words import is_place_noun, is_place_word, place_ranks
from tasks.events.tables import words
from tasks.events.tree import Tree

_LOCATIVE = words("locative")
_BUILDINGS = words("buildings")
_FOUGHT_FOR = words("fought_for")
_DIRECTION = re.compile(
    r"^(?:(?:north|south)-?(?:east|west)?(?:ern)?|(?:east|west)(?:ern)?|central|rural|upper|lower|"
    r"greater|occupied|downtown|coastal|far|mainland|remote|restive|besieged|neighbou?ring|"
    r"(?:government|rebel|opposition)-held)$"
)
_PASSED_OVER = ("'s", "’s", "and", ",", "both")
# "the town, X" names the town; "in the area, X" only says where X is.
_SETTLEMENT = 4
_INSIDE = ("compound", "amod", "flat", "conj", "appos", "nmod:poss")


def preposition(tree: Tree, token: int) -> str:
    """The preposition that leads to the name at `token`; empty for none."""
    return _above(tree, token) or _before(tree, token)


def _above(tree: Tree, token: int) -> str:
    """By the parse, climbing from "of Marea" to "in the bastion"."""
    for _ in range(4):
        prep = tree.prep(token).split(" ")[0]
        if prep in _LOCATIVE:
            return prep
        head = tree.heads[token]
        part = is_place_noun(tree.lows[head]) or tree.lows[head] in _BUILDINGS
        climbs = (prep == "of" and part) or tree.is_rel(token, *_INSIDE)
        if not climbs or head == token or tree.pos[head] == "VERB":
            return ""
        token = head
    return ""


def _before(tree: Tree, token: int) -> str:
    """By position, over articles, adjectives and place words."""
    at = token - 1
    while at >= 0 and _is_passed_over(tree, at):
        at -= 1
    if at > 0 and tree.lows[at] == "for" and tree.lows[at - 1] in _FOUGHT_FOR:
        return "in"
    return tree.lows[at] if at >= 0 and tree.lows[at] in _LOCATIVE else ""


def _is_passed_over(tree: Tree, at: int) -> bool:
    low = tree.lows[at]
    return (
        tree.pos[at] in ("DET", "ADJ", "PROPN")
        or low in _PASSED_OVER
        or is_place_noun(low)
        or bool(_DIRECTION.match(low))
        or (low == "of" and is_place_noun(tree.lows[at - 1]))
    )


def type_word(tree: Tree, start: int, end: int) -> tuple[int | None, int, int]:
    """The rank by "the village of X", "X village" or "the town, X", and the span with that word."""
    if end < len(tree.lows) and is_place_word(tree.lows[end]):
        return place_ranks()[tree.lows[end]], start, end + 1
    before = start - 1
    rank = place_ranks().get(tree.lows[before - 1], 0) if before >= 1 else 0
    joint = tree.lows[before] if before >= 1 else ""
    if (joint == "of" and rank) or (joint == "," and rank >= _SETTLEMENT):
        return rank, before - 1, end
    if before >= 0 and is_place_word(tree.lows[before]):
        return place_ranks()[tree.lows[before]], before, end
    return None, start, end


def with_direction(tree: Tree, start: int) -> int:
    """Where the name begins with its direction: "southern Aleppo"."""
    while start > 0 and _DIRECTION.match(tree.lows[start - 1]):
        start -= 1
    return start
