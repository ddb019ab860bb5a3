"""The arguments of a trigger: those of a verb, or of a deed named by a noun and the verb that carries it."""

from tasks.events.tables import words
from tasks.events.tree import Tree
from tasks.events.triggers import Trigger
from tasks.events.verb_frames import Frame, verb_frame

# Verbs that only carry a noun's act ("launched an attack"): their subject acts.
LIGHT = words("light")
_UNDERGOES = frozenset(("face", "faced", "suffer", "suffered"))
# Frames of verbs that have no passive.
_INTRANSITIVE = ("with", "happens", "leaves", "pledges")


def frame_of(tree: Tree, token: int, trigger: Trigger) -> Frame:
    """The arguments of the trigger at `token`."""
    if trigger.pos == "noun" or _is_gerund(tree, token):
        return noun_frame(tree, token)
    frame = verb_frame(tree, token)
    if trigger.frame in _INTRANSITIVE and not frame.subj and tree.is_rel(token, "acl"):
        frame.subj, frame.obj = frame.obj, []  # "police clashed …" is no "police who were clashed"
    return frame


def _is_gerund(tree: Tree, token: int) -> bool:
    """ "killed in fighting", "the cost of shelling": a deed, whatever the tagger says."""
    marks = {tree.lows[kid] for kid in tree.children(token, "case", "mark")}
    deed = tree.lows[token].endswith("ing") and not tree.children(token, "obj")
    return deed and bool(marks & {"in", "of", "from", "during", "amid", "after"})


def noun_frame(tree: Tree, noun: int) -> Frame:
    """The arguments of a deed named by a noun, and of the verb that carries it."""
    frame = Frame()
    for kid in tree.kids[noun]:
        rel = tree.rels[kid]
        if rel == "nmod:poss":
            frame.subj += tree.conjuncts(kid)
        elif tree.is_rel(kid, "nmod", "obl"):
            prep = tree.prep(kid)
            if prep == "by":
                frame.subj += tree.conjuncts(kid)
            else:
                frame.obl += [(prep, each) for each in tree.conjuncts(kid)]
        elif tree.is_rel(kid, "compound", "amod", "nmod"):
            frame.obl.append(("+", kid))
        elif tree.is_rel(kid, "acl"):
            _from_clause(tree, kid, frame)
    _from_carrier(tree, noun, frame)
    return frame


def _from_clause(tree: Tree, verb: int, frame: Frame) -> None:
    """ "an attack targeting a convoy", "the attack carried out by rebels"."""
    for kid in tree.kids[verb]:
        if tree.rels[kid] == "obj" and tree.lows[verb] in ("targeting", "hitting", "involving"):
            frame.obl += [("on", each) for each in tree.conjuncts(kid)]
        elif tree.prep(kid) == "by" or tree.rels[kid] == "obl:agent":
            frame.subj += tree.conjuncts(kid)


def _from_carrier(tree: Tree, noun: int, frame: Frame) -> None:
    """The verb that a deed is subject or object of."""
    top = noun
    while tree.rels[top] == "conj":
        top = tree.heads[top]
    verb, rel = tree.heads[top], tree.rels[top]
    if verb == top or tree.pos[verb] not in ("VERB", "AUX", "ADJ"):
        return
    if rel.startswith(("nsubj", "obj", "obl")):
        frame.verbs.append(verb)
    above = verb_frame(tree, verb)
    if rel.startswith(("obj", "nsubj")):
        frame.obl += [(p, t) for p, t in above.obl if t != noun and (p, t) not in frame.obl]
    if rel == "obl" and tree.prep(top) == "with" and not frame.subj:
        frame.subj += above.subj
    if rel == "obl" and tree.prep(top) in ("under", "into"):  # "came under attack by gunmen"
        frame.obl += [("on", each) for each in above.subj]
        frame.subj += above.with_prep("by")
    if rel in ("obj", "nsubj:pass") and tree.lows[verb] in LIGHT and not frame.subj:
        if tree.lows[verb] in _UNDERGOES:
            frame.obl += [("on", each) for each in above.subj]
        else:
            frame.subj += [each for each in above.subj if each != noun]
