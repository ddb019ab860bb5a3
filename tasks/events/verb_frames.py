"""The arguments of a verb over the parse: active, passive, coordinated, relative, participles, control."""

from dataclasses import dataclass, field

from tasks.events.tables import words
from tasks.events.tree import Tree
from tasks.events.triggers import noun_before

_RELATIVE = frozenset(("who", "which", "that", "whom"))
# Relations by which a verb may have its subject from the one above.
_SHARING = ("conj", "advcl", "xcomp", "parataxis")
_SAYING = words("saying")
_TIMES = frozenset(("hours", "days", "weeks", "months", "years", "day", "night", "week", "month", "year"))
_BEARING = frozenset(("armed", "wearing", "carrying", "riding", "dressed", "wielding", "driving", "disguised"))


@dataclass(slots=True)
class Frame:
    """Heads of the arguments of one trigger."""

    subj: list[int] = field(default_factory=list)
    """Who acts: active subject, `by` phrase, possessor."""
    obj: list[int] = field(default_factory=list)
    """Who or what is acted on: object, passive subject, `of` phrase of a deed."""
    obl: list[tuple[str, int]] = field(default_factory=list)
    """Prepositional arguments with their preposition."""
    verbs: list[int] = field(default_factory=list)
    """The verbs that carry it, itself included: negation and mood stand there."""

    def with_prep(self, *preps: str) -> list[int]:
        """Arguments under one of `preps`."""
        return [token for prep, token in self.obl if prep in preps]


def verb_frame(tree: Tree, verb: int) -> Frame:
    """The arguments of a verb, in their logical roles."""
    frame = Frame(verbs=[verb])
    for kid in tree.kids[verb]:
        _take_argument(tree, verb, kid, frame)
    if _passive(tree, verb) and not frame.obj and frame.subj:
        _passivize(tree, verb, frame)
    _inherit(tree, verb, frame)
    if tree.rels[verb] == "amod" and not frame.obj:  # the parser took a verb for an adjective
        frame.subj, frame.obj = frame.subj or [_left_noun(tree, verb)], [tree.heads[verb]]
    return frame


def _take_argument(tree: Tree, verb: int, kid: int, frame: Frame) -> None:
    rel, prep = tree.rels[kid], tree.prep(kid)
    if rel in ("nsubj:pass", "csubj:pass"):
        frame.obj += _resolved(tree, verb, kid)
    elif rel.startswith("nsubj"):
        frame.subj += _resolved(tree, verb, kid)
    elif rel == "obj" or _is_lost_object(tree, verb, kid):
        frame.obj += tree.conjuncts(kid)
    elif rel == "obl:agent" or (tree.is_rel(kid, "obl") and prep == "by"):
        _take_agent(tree, verb, kid, frame)
    elif tree.is_rel(kid, "obl", "nmod", "iobj") or (rel == "xcomp" and prep):
        frame.obl += [(prep, each) for each in tree.conjuncts(kid)]


def _take_agent(tree: Tree, verb: int, kid: int, frame: Frame) -> None:
    """A `by` phrase acts under a passive; under an active verb it is that of the object's noun."""
    if _has(tree, verb, "nsubj") and not _passive(tree, verb):
        frame.obl += [("by", each) for each in tree.conjuncts(kid)]
    else:
        frame.subj += tree.conjuncts(kid)


def _is_lost_object(tree: Tree, verb: int, kid: int) -> bool:
    """An object that the parser took for an adverb: a bare noun or number behind the verb."""
    bare = tree.rels[kid] == "obl" and not tree.prep(kid) and kid > verb
    return bare and tree.pos[kid] in ("NUM", "NOUN")


def _left_noun(tree: Tree, verb: int) -> int:
    """The noun before a verb that the parser took for an adjective, with what it counts."""
    noun = max(noun_before(tree, verb), 0)
    while tree.is_rel(noun, "nmod") and tree.prep(noun) == "of" and tree.heads[noun] < noun:
        noun = tree.heads[noun]
    return noun


def _passivize(tree: Tree, verb: int, frame: Frame) -> None:
    """A passive whose subject the parser took for an active one."""
    active = [s for s in frame.subj if tree.rels[s] == "nsubj" and s < verb]
    frame.obj += active
    frame.subj = [s for s in frame.subj if s not in active]


def _passive(tree: Tree, verb: int) -> bool:
    """Also "were wounded" read as an adjective with its copula."""
    signs = ("aux:pass", "nsubj:pass", "cop") if _looks_past(tree.lows[verb]) else ("aux:pass",)
    return any(tree.rels[kid] in signs for kid in tree.kids[verb])


def _resolved(tree: Tree, verb: int, subject: int) -> list[int]:
    """A subject with its conjuncts; a relative pronoun stands for the noun of its clause."""
    if tree.lows[subject] in _RELATIVE and tree.is_rel(verb, "acl"):
        return tree.conjuncts(tree.heads[verb])
    return tree.conjuncts(subject)


def _inherit(tree: Tree, verb: int, frame: Frame) -> None:
    """Arguments that stand with another word: coordination, participles, control."""
    head, rel = tree.heads[verb], tree.rels[verb].partition(":")[0]
    if head == verb or (frame.subj and frame.obj):
        return
    ing = tree.lows[verb].endswith("ing")
    participle = not ing and (_looks_past(tree.lows[verb])) and not _finite(tree, verb)
    if rel == "acl" and any(tree.lows[kid] == "where" for kid in tree.kids[verb]):
        before = [token for token in tree.conjuncts(head) if token < verb]
        frame.obl += [("in", max(before, default=head))]
    elif rel == "acl":
        _from_noun(tree, verb, frame, reduced=participle)
    elif rel in _SHARING and _is_verbal(tree, head):
        if not frame.subj:
            _from_verb(tree, verb, frame, head)
        elif rel == "conj" and _passive(tree, head) and not frame.obj:
            frame.obj += verb_frame(tree, head).obj  # "was shot and killed by"


def _is_verbal(tree: Tree, token: int) -> bool:
    """A verb, or what only the tagger took for none: "was shot and killed"."""
    return tree.pos[token] in ("VERB", "AUX", "ADJ") or _passive(tree, token)


def _bearer(tree: Tree, noun: int) -> int:
    """ "two men armed with rifles stormed": the rifles' bearers, to whom the parser gave the rifles' verb."""
    top = noun
    while tree.rels[top] == "conj":
        top = tree.heads[top]
    above = tree.heads[top]
    borne = tree.lows[above] in _BEARING and tree.is_rel(above, "amod", "acl") and tree.heads[above] < above
    return tree.heads[above] if borne else noun


def _from_noun(tree: Tree, verb: int, frame: Frame, *, reduced: bool) -> None:
    noun = tree.conjuncts(_bearer(tree, tree.heads[verb]))
    if tree.lows[noun[0]] in _TIMES:  # "after weeks of fighting with the army"
        return
    if any(tree.lows[kid] == "to" for kid in tree.children(verb, "mark")):
        owners = tree.children(noun[0], "nmod:poss")
        frame.subj = frame.subj or owners  # "the rebels' decision to withdraw"
        return
    if not frame.obj and (reduced or frame.subj):
        frame.obj += noun
    elif not frame.subj:  # with an object a participle is active, whatever the parser says
        frame.subj += noun


def _from_verb(tree: Tree, verb: int, frame: Frame, head: int) -> None:
    marks = {tree.lows[kid] for kid in tree.children(verb, "mark", "case")}
    accused = verb_frame(tree, head).obj if "of" in marks else []
    if accused:  # "accused the army of shelling"
        frame.subj += accused
        return
    if tree.lows[head] in _SAYING:  # "…, detonating two bombs, police said"
        head = tree.heads[head]
        if tree.pos[head] not in ("VERB", "AUX") or tree.lows[head] in _SAYING:
            return
    above, passive = verb_frame(tree, head), _passive(tree, head)
    bare_passive = not frame.obj and passive and _looks_past(tree.lows[verb])
    if _passive(tree, verb) or (bare_passive and tree.rels[verb] == "conj"):
        frame.obj += [] if frame.obj else (above.obj or above.subj)
        return
    shared = passive and (tree.rels[verb] == "conj" or not above.subj)
    frame.subj += [token for token in (above.obj if shared else above.subj) if token != verb]


def _has(tree: Tree, verb: int, rel: str) -> bool:
    return any(tree.rels[kid].startswith(rel) for kid in tree.kids[verb])


def _finite(tree: Tree, verb: int) -> bool:
    """It has a subject of its own, or an auxiliary."""
    return _has(tree, verb, "nsubj") or _has(tree, verb, "aux")


def _looks_past(low: str) -> bool:
    return low.endswith(("ed", "en", "wn", "ot", "ught", "hit", "ain", "uck", "eft", "rned", "urnt"))
