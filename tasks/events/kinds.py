"""From what is said of an act to its type: the first row of `rules/types.tsv` that fits."""

from dataclasses import dataclass
from functools import cache
from typing import cast

from tasks.events.actor import Actor
from tasks.events.acts import Act
from tasks.events.lexicon import ARMED, STATE_SIDE, UNARMED
from tasks.events.tables import parts, rows, words
from tasks.records import SubEventType

# Kinds that one fight may be told by; the others are acts of their own.
FORCE = words("force")
# Kinds that only tell what came of an act: alone, the dead of an unsaid deed.
RESULTS = frozenset(("die", "injure", "leave", "destroy"))
# Kinds of a crowd's deeds and of what is done to it.
STREET = words("street")
# What people without arms do too.
CIVIL_AGENTS = words("civil_agents")
_ORDER = (
    "take", "fall", "lynch", "air", "bomb", "shell", "strike", "bombing", "explosion", "blow",
    "launch", "abduct", "rape", "riot", "protest", "clash", "repel", "assault", "advance",
    "operation", "kill", "shoot",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One row; an empty cell asks for nothing."""

    kinds: tuple[frozenset[str], ...]
    """Alternatives, each a set of kinds that must all be there; none: any act of force."""
    weapon: str
    agent: str
    target: str
    dead: bool
    words: frozenset[str]
    """One of them stands in the sentence."""
    type: SubEventType


def leading(kind: str) -> int:
    """The place of a kind among those that may lead an act: the lower, the more telling."""
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def sub_type_of(act: Act) -> SubEventType | None:
    """The type of an act; null where nothing says enough."""
    return next((rule.type for rule in type_rules() if _fits(rule, act)), None)


@cache
def type_rules() -> tuple[Rule, ...]:
    """The rows in order."""
    return tuple(
        Rule(
            kinds=() if row["kinds"] == "*" else tuple(frozenset(p.split("+")) for p in parts(row["kinds"])),
            weapon=row["weapon"],
            agent=row["agent"],
            target=row["target"],
            dead=row["dead"] == "yes",
            words=frozenset(parts(row["words"])),
            type=cast(SubEventType, row["type"]),
        )
        for row in rows("types")
    )


def _fits(rule: Rule, act: Act) -> bool:
    kinds = any(kinds <= act.kinds for kinds in rule.kinds) if rule.kinds else act.kinds <= FORCE
    return (
        kinds
        and (not rule.weapon or rule.weapon in act.weapons)
        and _is(rule.agent, act.actor1)
        and _is(rule.target, act.actor2)
        and (not rule.dead or act.dead is not None)
        and (not rule.words or bool(rule.words & set(act.scene.tree.lows)))
    )


def _is(wanted: str, actor: Actor | None) -> bool:
    """Whether the actor is of the class that a cell asks for."""
    if not wanted or wanted == "none":
        return not wanted or actor is None
    if actor is None:
        return False
    classes = {
        "stateside": STATE_SIDE,
        "nonstate": ARMED - STATE_SIDE - {"aircraft"},
        "armed": ARMED,
        "unarmed": UNARMED,
    }
    return actor.kind in classes.get(wanted, (wanted,))
