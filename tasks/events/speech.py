"""Who says so, and which tokens belong to the telling, not to the deed."""

import re

from tasks.events.phrases import phrase
from tasks.events.scene import Scene
from tasks.events.tables import words
from tasks.events.tree import Tree

SAYING = words("saying")
_SOURCE = re.compile(r"\baccording to (?:the |a |an )?([^,.;]{3,80})")


def reports(scene: Scene) -> set[int]:
    """Tokens of the telling: the speaker and what hangs on the verb of saying itself."""
    tree = scene.tree
    found: set[int] = set()
    for token, low in enumerate(tree.lows):
        if low in SAYING and tree.pos[token] in ("VERB", "AUX"):
            found.add(token)
            for kid in _own_kids(tree, token):
                if tree.is_rel(kid, "obl", "nsubj", "advmod", "nmod", "obl:tmod") and _near(tree, token, kid):
                    found |= _telling(tree, kid)
            found |= _day_after(tree, token)
    return found


def _own_kids(tree: Tree, verb: int) -> list[int]:
    """Its dependents, of two subjects the nearer alone: the other is that of what is said."""
    subjects = sorted(tree.children(verb, "nsubj"), key=lambda kid: abs(kid - verb))
    return [kid for kid in tree.kids[verb] if kid not in subjects[1:]]


def _telling(tree: Tree, kid: int) -> set[int]:
    """A speaker's phrase, or a short one with the verb; nothing of a clause hung here."""
    if tree.is_rel(kid, "nsubj"):
        return set(range(*phrase(tree, kid)))
    below = tree.subtree(kid)
    return set() if any(tree.pos[token] == "VERB" for token in below) else below


def _near(tree: Tree, verb: int, kid: int) -> bool:
    """What follows closely or is the subject; not a far phrase that the parser hung here."""
    return tree.is_rel(kid, "nsubj") or kid - verb <= 8


def _day_after(tree: Tree, verb: int) -> set[int]:
    """ "said on Thursday", "said Thursday": the day of the telling, wherever the parser put it."""
    after = range(verb + 1, min(verb + 5, len(tree.lows)))
    days = (
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "yesterday",
    )
    for token in after:
        if tree.lows[token] in (",", "that", "."):
            break
        if tree.lows[token] in days:
            return set(range(verb + 1, token + 1))
    return set()


def attribution_of(scene: Scene) -> str | None:
    """The speaker as the page names him."""
    tree = scene.tree
    source = _SOURCE.search(tree.text)
    if source:
        return source.group(1).strip(" \"“”'")
    for token, low in enumerate(tree.lows):
        if low in SAYING and tree.pos[token] == "VERB":
            for kid in tree.children(token, "nsubj"):
                start, end = phrase(tree, kid)
                if tree.pos[kid] != "PRON" and start < end:
                    return tree.span_text(start, end)
    return None
