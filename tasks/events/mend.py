"""Known slips of a parser trained on web text, put right before the rules read the tree."""

from tasks.events.inflect import verb_forms
from tasks.events.tables import rows
from tasks.events.tree import Tree

# What opens a clause of time or cause; the parser takes it for the preposition of the clause's subject.
_OPENERS = frozenset(("after", "before", "as", "when", "while", "since", "until", "because"))
# Past forms of the verbs of the trigger table.
_PAST = frozenset(
    form
    for row in rows("triggers")
    if row["pos"] == "verb"
    for form in verb_forms(row["word"])
    if form != row["word"] and not form.endswith(("ing", "s"))
)
_ON_SOMEBODY = frozenset(("fired", "opened", "shot", "attacked", "advanced", "stormed", "charged"))
_INTRANSITIVE = frozenset(
    form
    for row in rows("triggers")
    if row["pos"] == "verb" and row["kind"] in ("advance", "clash", "flee", "die", "withdraw")
    for form in verb_forms(row["word"])
)
_ADVERBS = ("ADV", "PART")
# How far before its verb a clause's opener is looked for, in tokens.
_REACH = 14


def mend(tree: Tree) -> None:
    """ "fled after gunmen attacked": the gunmen attack, they are no complement of "after"."""
    _mend_passives(tree)
    _mend_neighbours(tree)
    _mend_root(tree)
    for verb in range(1, len(tree.words)):
        if _lacks_subject(tree, verb):
            noun = _noun_before(tree, verb)
            opener = _opener(tree, noun) if noun is not None else None
            if noun is not None and opener is not None:
                _make_clause(tree, verb, noun, opener)
    tree.attach()


def _mend_passives(tree: Tree) -> None:
    """ "Security forces fired on a crowd": no passive without its auxiliary."""
    for token, rel in enumerate(tree.rels):
        verb = tree.heads[token]
        if rel == "nsubj:pass" and tree.children(verb, "obl", "obj") and not tree.children(verb, "aux", "cop"):
            shared = tree.is_rel(verb, "conj") and bool(tree.children(tree.heads[verb], "aux", "cop"))
            if not shared and tree.lows[verb] in _ON_SOMEBODY and _goes_at(tree, verb):
                tree.rels[token] = "nsubj"


def _goes_at(tree: Tree, verb: int) -> bool:
    return any(tree.prep(kid) in ("on", "at", "into", "against") for kid in tree.children(verb, "obl"))


def _mend_neighbours(tree: Tree) -> None:
    """ "the market of neighbouring Kyaukme": an adjective, no verb with an object."""
    for token, low in enumerate(tree.lows):
        places = tree.children(token, "obj") if low in ("neighbouring", "neighboring") else []
        if places and places[0] == token + 1:
            place = places[0]
            tree.heads[place], tree.rels[place] = tree.heads[token], "nmod"
            for kid in tree.kids[token]:
                if kid != place:
                    tree.heads[kid], tree.rels[kid] = place, "case"
            tree.heads[token], tree.rels[token] = place, "amod"
            tree.attach()


def _mend_root(tree: Tree) -> None:
    """ "Militants killed five people …" read as a noun with a participle: the verb is the sentence's."""
    root = next((t for t, head in enumerate(tree.heads) if head == t), 0)
    if tree.pos[root] not in ("NOUN", "PROPN") or tree.children(root, "nsubj", "cop"):
        return
    for verb in range(root + 1, len(tree.words)):
        if tree.lows[verb] == "," or tree.pos[verb] in ("AUX", "SCONJ", "PRON"):
            return
        if tree.is_rel(verb, "acl") and root in tree.ancestors(verb) and _is_active(tree, verb):
            tree.heads[verb], tree.rels[verb] = verb, "root"
            tree.heads[root], tree.rels[root] = verb, "nsubj"
            tree.attach()
            return


def _is_active(tree: Tree, verb: int) -> bool:
    plain = _lacks_subject(tree, verb)
    return plain and (bool(tree.children(verb, "obj")) or tree.lows[verb] in _INTRANSITIVE)


def _lacks_subject(tree: Tree, verb: int) -> bool:
    """An active verb in the past with an object or a particle, and nobody who does it."""
    if tree.pos[verb] != "VERB" or tree.lows[verb] not in _PAST:
        return False
    rels = {tree.rels[kid] for kid in tree.kids[verb]}
    if rels & {"nsubj", "nsubj:pass", "aux:pass", "aux", "cc"} or "by" in tree.lows[verb + 1 : verb + 3]:
        return False
    return bool(rels & {"obj", "compound:prt", "obl"})


def _noun_before(tree: Tree, verb: int) -> int | None:
    at = verb - 1
    while at > 0 and tree.pos[at] in _ADVERBS:
        at -= 1
    free = tree.pos[at] in ("NOUN", "PROPN") and not tree.is_rel(at, "nsubj", "compound", "amod")
    return at if free else None


def _opener(tree: Tree, noun: int) -> int | None:
    """The word that opens the clause, with nothing but the noun's own phrase behind it."""
    for at in range(noun - 1, max(noun - _REACH, -1), -1):
        if tree.lows[at] in _OPENERS:
            return at
        if tree.pos[at] in ("VERB", "AUX", "SCONJ") or tree.lows[at] in (",", ";", "that", "who", "which"):
            return None
    return None


def _make_clause(tree: Tree, verb: int, noun: int, opener: int) -> None:
    top = noun
    while tree.heads[top] > opener and tree.heads[top] < verb and tree.heads[top] != top:
        top = tree.heads[top]
    above = tree.heads[top]
    if tree.heads[verb] == top or tree.is_rel(verb, "acl", "amod"):
        outside = above not in (verb, top) and verb not in tree.ancestors(above)
        tree.heads[verb] = above if outside else tree.heads[verb]
    if tree.heads[verb] in tree.subtree(verb) - {verb}:
        return
    tree.rels[verb] = "advcl" if tree.heads[verb] != verb else tree.rels[verb]
    tree.heads[top], tree.rels[top] = verb, "nsubj"
    tree.heads[opener], tree.rels[opener] = verb, "mark"
    tree.attach()
