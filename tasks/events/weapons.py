"""Which weapon a deed was done with: its modifiers, its subject, its `with` and `in` phrases."""

from tasks.events.clause import Clause
from tasks.events.scene import Scene
from tasks.events.tables import words
from tasks.events.tree import Tree
from tasks.events.weapon_words import weapon_types

_THROWN = frozenset(("thrown", "threw", "hurled", "throwing", "hurling", "pelted", "bricks", "slabs"))
_FIREARMS = words("firearms")
_MEANS = ("with", "by", "using", "in", "from", "via", "of", "+")
# A weapon may stand so many tokens before the word of the deed: "car bomb attack".
_BEFORE = 4
_BEHIND = 14


def _named_behind(tree: Tree, token: int) -> set[int]:
    """ "attacked the port with drones and missiles", whatever the phrase hangs on."""
    reach = range(token + 1, min(token + _BEHIND, len(tree.lows)))
    withs = [at for at in reach if tree.lows[at] in ("with", "using")]
    return {t for at in withs for t in range(at + 1, min(at + 5, len(tree.lows)))}


def weapons_of(scene: Scene, clause: Clause) -> set[str]:
    """Types of the weapons that the clause names as its means."""
    tree = scene.tree
    frame = clause.frame
    heads = [*frame.subj, *frame.with_prep(*_MEANS)]
    if clause.kind in ("launch", "blow"):
        heads += [t for head in frame.obj for t in (head, *tree.children(head, "nmod"))]
    tokens = {t for head in heads for t in (head, *tree.children(head, "compound", "amod"))}
    if clause.trigger.pos == "noun":
        tokens |= set(range(max(0, clause.token - _BEFORE), clause.token))
    tokens.add(clause.token)
    tokens |= _named_behind(tree, clause.token)
    found = {weapon_types()[tree.lows[t]] for t in tokens if tree.lows[t] in weapon_types()}
    if _THROWN & set(tree.lows):  # "missiles, including bricks, were thrown": a crowd's
        found -= {"shell"}
    # "with rifles and explosives" is a fight, whatever they threw in it
    return found - {"mine", "grenade"} if any(tree.lows[t] in _FIREARMS for t in tokens) else found
