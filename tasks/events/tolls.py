"""How many: the figure that a phrase of people gives, sides added up, parts of a total left out."""

import re
from dataclasses import dataclass

from tasks.events.actors import actor_at
from tasks.events.counts import VAGUE, Number
from tasks.events.lexicon import Kind, sides
from tasks.events.scene import Scene
from tasks.events.tables import words
from tasks.events.tree import Tree

_COLLECTIVE = words("collective")
_ONE_MORE = frozenset(("another", "third", "fourth", "fifth"))
_PART_OF = frozenset(("including", "among", "included"))
_SINGULAR = frozenset(("a", "an", "one", "another"))


@dataclass(frozen=True, slots=True)
class Toll:
    """A figure with its bounds. `value` is null where the page only says "dozens"."""

    value: int | None
    low: int | None
    high: int | None
    qualifier: str | None
    sides: tuple[tuple[str, int, Kind], ...] = ()
    part: bool = False
    """Part of what was told before: "three of the victims"."""


def toll_of(scene: Scene, heads: list[int]) -> Toll | None:
    """The sum over coordinated phrases ("31 rebels and eight soldiers"); null for no count."""
    tolls = []
    heads = _with_right(scene, _with_left(scene, heads))
    for head in dict.fromkeys(heads):
        if not _is_part(scene.tree, head, heads):
            toll = _phrase_toll(scene, head)
            if toll:
                tolls.append(toll)
    return add(tolls)


def _with_left(scene: Scene, heads: list[int]) -> list[int]:
    """Counted people right before, joined by "and", that the parser hung elsewhere."""
    lows = scene.tree.lows
    found = list(heads)
    for head in heads:
        number = _number_of(scene, head)
        before = number.start - 1 if number else 0
        while number is not None and before > 0 and lows[before] in ("and", ","):
            before -= 1
            if lows[before] not in sides() or _number_of(scene, before) in (None, number):
                break
            found.insert(0, before)
            number = _number_of(scene, before)
            before = number.start - 1 if number else 0
    return found


def _with_right(scene: Scene, heads: list[int]) -> list[int]:
    """ "three journalists of state television and two officers": the second count, hung elsewhere."""
    lows = scene.tree.lows
    found = list(heads)
    for head in heads[-1:]:
        for at in range(head + 1, min(head + 7, len(lows) - 2)):
            if lows[at] in (",", ";", ".") or scene.tree.pos[at] == "VERB":
                break
            number = scene.numbers.get(at + 1) if lows[at] == "and" else None
            if number is not None and number.start == at + 1 and _is_people(lows, number.end):
                found.append(number.end)
    return list(dict.fromkeys(found))


def _is_people(lows: list[str], at: int) -> bool:
    """A side that ends the phrase: not "and 20 people were wounded"."""
    return at < len(lows) and lows[at] in sides() and (at + 1 >= len(lows) or lows[at + 1] in (",", ".", "in", "on"))


def add(tolls: list[Toll]) -> Toll | None:
    """One toll of several that do not overlap."""
    if len(tolls) <= 1:
        return tolls[0] if tolls else None
    known = [toll for toll in tolls if toll.value is not None]
    if not known:
        return tolls[0]
    low = None if any(t.low is None for t in known) else sum(t.low or 0 for t in known)
    high = None if any(t.high is None for t in tolls) else sum(t.high or 0 for t in known)
    return Toll(
        sum(toll.value or 0 for toll in known),
        low,
        high,
        next((toll.qualifier for toll in tolls if toll.qualifier), None),
        tuple(side for toll in tolls for side in toll.sides),
    )


def _is_part(tree: Tree, head: int, heads: list[int]) -> bool:
    """ "eight fighters, including four bombers": the four are among the eight."""
    start = min((t for t in tree.subtree(head) if t <= head), default=head)
    window = tree.lows[max(0, start - 2) : head]
    return any(word in _PART_OF for word in window) and any(other < head for other in heads)


def _phrase_toll(scene: Scene, head: int) -> Toll | None:
    tree = scene.tree
    number = _number_of(scene, head)
    if number is not None:
        return _numbered(scene, head, number)
    if tree.lows[head] in VAGUE or any(tree.lows[kid] in VAGUE for kid in tree.children(head, "nummod", "amod", "det")):
        return Toll(None, _vague(tree, head), None, tree.lows[head] if tree.lows[head] in VAGUE else None)
    if tree.lows[head] in _ONE_MORE:
        return Toll(1, 1, 1, None)
    side = sides().get(tree.lows[head])
    if side and not side.plural and _is_one(tree, head) and tree.lows[head] not in _COLLECTIVE:
        return Toll(1, 1, 1, None, _side(scene, head, 1))
    named = scene.name_at(head)
    if named is not None and named.name.form == "demonym" and _is_one(tree, head):
        return Toll(1, 1, 1, None, _side(scene, head, 1))  # "a Palestinian"
    person = any(s <= head < e and label == "PER" for s, e, label in tree.entities)
    return Toll(1, 1, 1, None) if person else None


def _vague(tree: Tree, head: int) -> int | None:
    return VAGUE.get(tree.lows[head])


def _number_of(scene: Scene, head: int) -> Number | None:
    tree = scene.tree
    if head in scene.numbers:
        return scene.numbers[head]
    for kid in tree.kids[head]:
        if kid in scene.numbers and tree.is_rel(kid, "nummod", "amod", "compound", "nmod", "det"):
            return scene.numbers[kid]
    before = head - 1
    while before >= 0 and tree.pos[before] in ("ADJ", "NOUN", "PROPN", "ADV", "PART") and head - before < 6:
        before -= 1
    return scene.numbers.get(before)


def _numbered(scene: Scene, head: int, number: Number) -> Toll:
    part = " ".join(scene.tree.lows[number.end : number.end + 2]) in (
        "of the",
        "of them",
        "of those",
    )
    side = _side(scene, head, number.value)
    return Toll(number.value, number.low, number.high, number.qualifier, side, part)


def _side(scene: Scene, head: int, value: int) -> tuple[tuple[str, int, Kind], ...]:
    actor = actor_at(scene, head)
    if actor is None or actor.pronoun:
        return ()
    label = (actor.name if actor.group else actor.mention) or actor.mention
    return ((label, value, actor.kind),)


def _is_one(tree: Tree, head: int) -> bool:
    return any(tree.lows[kid] in _SINGULAR and tree.is_rel(kid, "det", "nummod") for kid in tree.kids[head]) or (
        tree.lows[head - 1] in _SINGULAR if head else False
    )


def number_before(scene: Scene, token: int) -> Toll | None:
    """ "26 killed and 62 injured": the verb's own number, where the parser gave it the other's."""
    for at in range(token - 1, max(token - 4, -1), -1):
        if at in scene.numbers:
            number = scene.numbers[at]
            return Toll(number.value, number.low, number.high, number.qualifier)
        if scene.tree.lows[at] in ("and", ",", "killed", "dead"):
            return None
    return None


# Figures that the parse did not give: "killing at least 12", "12 dead", "injured 17", "23 wounded".
_DEAD = r"(?:dead|killed|died|deaths|fatalities|lives|slain|lost their lives|martyred|perished)"
_KILL = r"(?:kill(?:ed|ing|s)|death toll(?: \w+){0,6} to|claim(?:ed|ing)(?: the lives of)?|deaths? of)"
_HURT = r"(?:wounded|injured|hurt|injuries|casualties|wounds)"
_WOUND = r"(?:injur(?:ed|ing)|wound(?:ed|ing)|hurt|hurting)"


# Up to four words of the noun, an aside between commas, then the word: "45 civilians, many of them
# children, were killed".
_AFTER = (
    r"^(?:(?!and |including )[a-z'-]+ ){{0,4}}?(?:, [a-z' -]{{3,50}} , )?"
    r"(?:were |was |are |is |have been |has been |others |more |also |reportedly )*{}\b"
)


def fallback(scene: Scene, *, dead: bool) -> Toll | None:
    """A number right beside a word of death (or injury), by position alone."""
    tree = scene.tree
    after = re.compile(_AFTER.format(_DEAD if dead else _HURT))
    before = re.compile(rf"\b{_KILL if dead else _WOUND}(?: (?:another|a further|other|the))?$")
    for number in dict.fromkeys(scene.numbers.values()):
        right = " ".join(tree.lows[number.end : number.end + 14])
        left = " ".join(tree.lows[max(0, number.start - 8) : number.start])
        told = "toll" in tree.lows[: number.start] and left.endswith((" to", " at"))
        if (dead and told) or before.search(left) or after.search(right):
            return Toll(number.value, number.low, number.high, number.qualifier)
    return None
