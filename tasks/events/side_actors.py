"""Sides named by common nouns: rebels, regime troops, masked men, villagers."""

from dataclasses import replace
from functools import cache

from tasks.events.actor import Actor
from tasks.events.lexicon import ARMED, Kind, Side, sides
from tasks.events.phrases import names_before, phrase
from tasks.events.scene import Scene
from tasks.events.tables import rows, words

_GENERIC = words("generic_heads")
_OWNED = words("owned")
_OWNERS = frozenset(("its", "their", "our"))
_ARMED_MODIFIERS = frozenset(("armed", "masked", "heavily-armed", "hooded"))
_LONE = frozenset(("group", "groups", "unit", "units", "cell", "member"))


def side_actor(scene: Scene, head: int) -> Actor | None:
    """A common noun for people: rebels, regime troops, villagers."""
    tree = scene.tree
    low = tree.lows[head]
    side = sides().get(low)
    if side is None and low not in _GENERIC:
        return None
    start, end = phrase(tree, head)
    mention, modifiers = tree.span_text(start, end), tree.lows[start:head]
    if low in _OWNED and any(tree.lows[kid] in _OWNERS for kid in tree.kids[head]):
        return Actor(None, mention, "other", None, head, pronoun=True)
    kind = _kind(side, low, modifiers)
    if kind is None:
        return None
    told = low == "group" and any(tree.lows[kid] == "the" for kid in tree.kids[head])
    if kind in ARMED and (told or (low in _LONE and not modifiers)):
        return Actor(None, mention, kind, None, head, pronoun=True)
    return _with_country(scene, Actor(_canonical(side, kind), mention, kind, None, head))


def _kind(side: Side | None, low: str, modifiers: list[str]) -> Kind | None:
    """The kind of a side with its modifiers: "rebel forces", "armed men"."""
    kind: Kind = side.kind if side else "armed"
    if kind in ("civilian", "protester") and _ARMED_MODIFIERS & set(modifiers):
        return "armed"
    if low not in _GENERIC:
        return kind
    aligned = _aligned(modifiers)
    return aligned or (kind if side or "armed" in modifiers else None)


def _canonical(side: Side | None, kind: Kind) -> str | None:
    return side.canonical if side is not None and side.canonical and side.kind == kind else None


def _aligned(modifiers: list[str]) -> Kind | None:
    """On whose side generic "forces", "fighters", "troops" are."""
    for modifier in modifiers:
        if modifier in alignment():
            return alignment()[modifier]
        if modifier.startswith("anti-"):
            return "armed"
        if modifier.endswith(("-backed", "-allied", "-aligned")):
            return "coalition"
    return None


@cache
def alignment() -> dict[str, Kind]:
    """Modifiers that say on whose side generic forces are."""
    return {row["word"]: row["kind"] for row in rows("alignment")}  # type: ignore[misc]


def _with_country(scene: Scene, actor: Actor) -> Actor:
    """ "Turkish soldiers": the forces of Turkey."""
    for named in names_before(scene, actor.head):
        if named.name.form in ("demonym", "country"):
            country, home = named.name.countries[0], named.name.name
            if actor.kind not in ("state", "police", "aircraft"):
                return replace(actor, country=country)
            forces = "Police Forces" if actor.kind == "police" else "Military Forces"
            return replace(actor, country=country, name=f"{forces} of {home}")
    return actor
