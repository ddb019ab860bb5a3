"""Actor and target of a clause: what each frame of the trigger table means."""

from collections.abc import Callable

from tasks.events.actor import Actor
from tasks.events.actors import actor_at
from tasks.events.clause import Clause
from tasks.events.place_words import is_place_word
from tasks.events.scene import Scene

Roles = tuple[Actor | None, Actor | None, list[int]]
"""Agent, patient, heads of the patient phrases (for figures)."""

_AT = ("on", "against", "at", "into", "toward", "towards", "targeting", "upon", "among")
# How far after the first side of "between X … and Y" the second is looked for, in tokens.
_AND_REACH = 14
_LAID = frozenset(("laid", "planted", "buried", "placed", "left", "launched", "fired", "flown"))
_HELD = ("-held", "-controlled")
_HOLDERS = {"rebel": "rebels", "insurgent": "insurgents"}


def roles_of(clause: Clause) -> Roles:
    """Who acts, who is acted on, and the phrases that count the latter."""
    return _READERS[clause.trigger.frame](clause)


def _does(clause: Clause) -> Roles:
    frame, scene = clause.frame, clause.scene
    if clause.kind == "protest":
        return _doer(scene, frame.subj), None, []
    targets = frame.obj or frame.with_prep(*_AT)
    patient = _first(scene, targets) or _first(scene, frame.with_prep(*_AT))
    if clause.kind in ("take", "advance") and (patient is None or not patient.armed):
        patient = _loser(clause, targets)
    if clause.kind == "surrender":
        patient = _first(scene, frame.with_prep("to"))
    if clause.kind == "abduct" and patient is None:
        patient = _first(scene, frame.with_prep("of"))
    return _doer(scene, frame.subj), patient, targets


def _loser(clause: Clause, targets: list[int]) -> Actor | None:
    """Who lost the ground: "from rebels", "rebel-held villages"."""
    scene, frame = clause.scene, clause.frame
    from_whom = frame.with_prep("from") + [
        below for target in targets for below in sorted(scene.tree.subtree(target)) if scene.tree.prep(below) == "from"
    ]
    losers = [actor for actor in _actors(scene, from_whom) if actor.armed]
    return next(iter(losers), None) or _holder(scene, targets + frame.with_prep("through", "into"))


def _holder(scene: Scene, heads: list[int]) -> Actor | None:
    """ "opposition-held villages"."""
    tree = scene.tree
    for token in sorted({below for head in heads for below in tree.subtree(head)}):
        for tail in _HELD:
            if tree.lows[token].endswith(tail):
                side = tree.words[token][: -len(tail)]
                return Actor(None, _HOLDERS.get(side.lower(), side), "armed", None, token)
        by = [kid for kid in tree.kids[token] if tree.prep(kid) == "by"]
        if tree.lows[token] in ("held", "controlled") and (found := _first(scene, by)):
            return found
    return None


def _with(clause: Clause) -> Roles:
    frame, scene = clause.frame, clause.scene
    between = _between(clause)
    first = between or _actors(scene, frame.subj)
    second = [] if between else _actors(scene, frame.obj + frame.with_prep("with", "against"))
    return *_pair(first, second), [*frame.subj, *frame.obj]


def _pits(clause: Clause) -> Roles:
    """ "The clashes pitted rebels against soldiers"."""
    frame = clause.frame
    first = _actors(clause.scene, frame.obj)
    return *_pair(first[:1], _actors(clause.scene, frame.with_prep("against"))), []


def _fight(clause: Clause) -> Roles:
    frame, scene = clause.frame, clause.scene
    between = _between(clause)
    mine = between or _actors(scene, frame.subj + frame.with_prep("by", "of", "+"))
    against = _actors(scene, frame.with_prep("with", "against"))
    return *_pair(mine, [] if len(between) > 1 else against), []


def _between(clause: Clause) -> list[Actor]:
    """Both sides of "between X and Y", the second by position where the parser lost it."""
    found = _actors(clause.scene, clause.frame.with_prep("between"))
    return found + _after_and(clause.scene, found[0].head) if len(found) == 1 else found


def _after_and(scene: Scene, head: int) -> list[Actor]:
    lows = scene.tree.lows
    for token in range(head + 1, min(head + _AND_REACH, len(lows) - 1)):
        if lows[token] == "and":
            return _actors(scene, list(range(token + 1, min(token + 5, len(lows)))))[:1]
    return []


def _pair(first: list[Actor], second: list[Actor]) -> tuple[Actor | None, Actor | None]:
    if not second and len(first) > 1:
        return first[0], first[1]
    return next(iter(first), None), next(iter(second), None)


def _weapon(clause: Clause) -> Roles:
    """The subject is the weapon; only its owner acts."""
    frame = clause.frame
    agent = _doer(clause.scene, frame.subj)
    if agent is not None and not (agent.armed or agent.pronoun):
        agent = None
    if agent is None or agent.name is None:
        agent = _who_laid(clause) or agent
    return agent, _first(clause.scene, frame.obj + frame.with_prep(*_AT)), frame.obj


def _who_laid(clause: Clause) -> Actor | None:
    """ "a mine laid by a cartel", "drones launched by rebels", wherever it stands in the clause."""
    tree, scene = clause.tree, clause.scene
    for token in range(len(tree.lows) - 1):
        if tree.lows[token] in _LAID and tree.lows[token + 1] == "by":
            found = [a for t in range(token + 2, min(token + 9, len(tree.lows))) if (a := actor_at(scene, t))]
            armed = [actor for actor in found if actor.armed]
            return next((a for a in armed if a.group), next(iter(armed), None))
    return None


def _happens(clause: Clause) -> Roles:
    heads = clause.frame.subj or clause.frame.obj
    return None, _first(clause.scene, heads), heads


def _undergoes(clause: Clause) -> Roles:
    return None, _first(clause.scene, clause.frame.obj), clause.frame.obj


def _loses(clause: Clause) -> Roles:
    frame = clause.frame
    winner = _doer(clause.scene, frame.with_prep("to", "into"))
    return winner, _first(clause.scene, frame.subj), []


def _leaves(clause: Clause) -> Roles:
    return _doer(clause.scene, clause.frame.subj), None, []


def _deed(clause: Clause) -> Roles:
    frame, scene = clause.frame, clause.scene
    victims = ("of",) if clause.kind in ("kill", "abduct", "arrest", "rape") else ()
    doers = frame.subj + ([] if victims else frame.with_prep("of", "from"))
    agent = _doer(scene, doers) or _modifier(clause)
    if clause.kind in ("take", "fall"):
        return agent, _holder(scene, frame.with_prep("of")), []
    if clause.kind == "protest":  # against a law, a president: nobody is acted on
        return agent, None, []
    targets = frame.with_prep(*victims, *_AT)
    return agent, _first(scene, targets), targets if victims else []


def _modifier(clause: Clause) -> Actor | None:
    """The doer as a modifier of his deed: "Israeli airstrike", "jihadist attack"; names first."""
    found = [a for a in _actors(clause.scene, clause.frame.with_prep("+")) if a.armed]
    found = [a for a in found if not a.pronoun and (a.name or a.kind != "aircraft")]
    if clause.kind in ("protest", "riot", "clash"):  # "Hong Kong protests": where, not who
        found = [a for a in found if a.group or not clause.scene.name_at(a.head)]
    return next((actor for actor in found if actor.name), None) or next(iter(found), None)


def _result(clause: Clause) -> Roles:
    heads = clause.frame.with_prep("of", "among")
    return None, _first(clause.scene, heads), heads


def _pact(clause: Clause) -> Roles:
    frame, scene = clause.frame, clause.scene
    first = _between(clause) or _actors(scene, frame.subj)
    return *_pair(first, _actors(scene, frame.with_prep("with"))), []


def _pledges(clause: Clause) -> Roles:
    frame, scene = clause.frame, clause.scene
    below = [kid for head in frame.obj for kid in scene.tree.children(head, "nmod")]
    to = frame.with_prep("to", "with", "from") + [k for k in below if scene.tree.prep(k) == "to"]
    return _first(scene, frame.subj), _first(scene, to), []


def _repels(clause: Clause) -> Roles:
    """The defender repels: who attacked acts."""
    frame, scene = clause.frame, clause.scene
    tree = scene.tree
    by = [k for deed in frame.obj for k in tree.kids[deed] if tree.prep(k) in ("by", "from")]
    of = [k for deed in frame.obj for k in tree.children(deed, "nmod", "compound", "amod")]
    attackers = _actors(scene, [*frame.obj, *frame.with_prep("by"), *by, *of])
    return next(iter(attackers), None), _doer(scene, frame.subj), []


_READERS: dict[str, Callable[[Clause], Roles]] = {
    "does": _does,
    "with": _with,
    "pits": _pits,
    "fight": _fight,
    "weapon": _weapon,
    "happens": _happens,
    "undergoes": _undergoes,
    "loses": _loses,
    "leaves": _leaves,
    "deed": _deed,
    "result": _result,
    "pact": _pact,
    "pledges": _pledges,
    "repels": _repels,
}


def _actors(scene: Scene, heads: list[int]) -> list[Actor]:
    found = [actor for head in dict.fromkeys(heads) if (actor := actor_at(scene, head))]
    return [actor for actor in found if not is_place_word(scene.tree.lows[actor.head])]


def _first(scene: Scene, heads: list[int]) -> Actor | None:
    return next(iter(_actors(scene, heads)), None)


def _doer(scene: Scene, heads: list[int]) -> Actor | None:
    """The first that bears arms, else one who is only pointed at or protests, else the first."""
    found = _actors(scene, heads)
    armed = [actor for actor in found if actor.armed]
    likely = [actor for actor in found if actor.pronoun or actor.kind == "protester"]
    return next(iter([*armed, *likely, *found]), None)
