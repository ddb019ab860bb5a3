"""The trigger table: which words speak of an act, and how they take those who are in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tasks.events.inflect import noun_forms, verb_forms
from tasks.events.lexicon import sides
from tasks.events.tables import parts, rows
from tasks.events.tree import Tree

# A companion word stands within so many tokens after its trigger ("took full control of").
_COMPANION_REACH = 6
_SPANS = frozenset(("hours", "days", "minutes", "weeks", "day", "week"))
_REACH = {"pact": 14}


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row of `rules/triggers.tsv`."""

    word: str
    pos: str
    """`verb` or `noun`."""
    kind: str
    frame: str
    """How its arguments stand: see `tasks.events.frames`."""
    strong: bool
    """Speaks of conflict by itself; a weak one needs a side or a weapon in its sentence."""
    companions: frozenset[str]
    """One of these must follow closely; empty: none needed."""


@cache
def triggers() -> tuple[Trigger, ...]:
    """All triggers, in the order of the table."""
    return tuple(
        Trigger(
            word=row["word"],
            pos=row["pos"],
            kind=row["kind"],
            frame=row["frame"],
            strong=row["strength"] == "strong",
            companions=frozenset(parts(row["with"])),
        )
        for row in rows("triggers")
    )


@cache
def forms() -> dict[str, tuple[Trigger, ...]]:
    """Triggers by lower-case form; those that need a companion first, they are more exact."""
    found: dict[str, list[Trigger]] = {}
    for trigger in triggers():
        inflect = verb_forms if trigger.pos == "verb" else noun_forms
        for form in sorted(inflect(trigger.word)):
            found.setdefault(form, []).append(trigger)
    return {form: tuple(sorted(ts, key=lambda t: not t.companions)) for form, ts in found.items()}


def find_triggers(tree: Tree) -> Iterator[tuple[int, list[Trigger]]]:
    """Each trigger token of the sentence with the rows that fit it, the most exact first."""
    for token, low in enumerate(tree.lows):
        fitting = [
            trigger
            for trigger in forms().get(low, ())
            if _agrees(tree, token, trigger) and _has_companion(tree, token, trigger)
        ]
        if fitting:
            yield token, fitting


def _agrees(tree: Tree, token: int, trigger: Trigger) -> bool:
    pos = tree.pos[token]
    if trigger.kind == "riot" and tree.lows[token + 1 : token + 2] in (["police"], ["officers"], ["control"], ["gear"]):
        return False
    if trigger.pos == "noun":
        if token + 1 < len(tree.lows) and tree.lows[token + 1] in sides():
            return False  # "riot police", "protest leaders"
        above = tree.lows[tree.heads[token]]
        if tree.is_rel(token, "compound", "amod") and above not in forms() and above not in _SPANS:
            return False  # "fighting positions", "attack helicopter"
        sure = trigger.strong and tree.lows[token] not in _verb_forms()
        return pos in ("NOUN", "PROPN") or sure or (trigger.word == "dead" and pos == "ADJ")
    before_noun = tree.rels[token] in ("amod", "compound") and tree.heads[token] > token
    if before_noun and _is_adjective(tree, token, trigger):
        return False  # "displaced people", "the wounded soldiers", "that lost ground"
    return pos in ("VERB", "AUX") or (pos in ("ADJ", "NOUN", "PROPN") and tree.lows[token] not in _noun_forms())


def _is_adjective(tree: Tree, token: int, trigger: Trigger) -> bool:
    led = token > 0 and tree.pos[token - 1] in ("DET", "ADJ", "PRON", "ADP", "NUM")
    return led if trigger.companions else not follows_noun(tree, token)


def follows_noun(tree: Tree, token: int) -> bool:
    """A verb that the parser took for an adjective: "hundreds of people fled Fallujah"."""
    at = noun_before(tree, token)
    return at >= 0 and tree.pos[at] in ("NOUN", "PROPN") and not tree.is_rel(at, "compound", "amod")


def noun_before(tree: Tree, token: int) -> int:
    """The token before, adverbs passed over; -1 for none."""
    at = token - 1
    while at >= 0 and tree.pos[at] == "ADV":
        at -= 1
    return at


@cache
def _verb_forms() -> frozenset[str]:
    return frozenset(f for t in triggers() if t.pos == "verb" for f in verb_forms(t.word))


@cache
def _noun_forms() -> frozenset[str]:
    """Forms that can be nouns: there the part of speech decides, else the form is enough."""
    nouns = {form for t in triggers() if t.pos == "noun" for form in noun_forms(t.word)}
    return frozenset(nouns | {f for t in triggers() for f in noun_forms(t.word)})


def _has_companion(tree: Tree, token: int, trigger: Trigger) -> bool:
    if not trigger.companions:
        return True
    reach = tree.lows[token + 1 : token + 1 + _REACH.get(trigger.frame, _COMPANION_REACH)]
    return any(word in trigger.companions for word in reach) or any(
        tree.lows[kid] in trigger.companions
        for kid in tree.kids[token]
        if trigger.frame == "weapon" or tree.rels[kid] != "nsubj"
    )
