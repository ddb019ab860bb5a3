"""The clauses of a sentence that tell of something that happened."""

from tasks.events.actor import Actor
from tasks.events.actors import actor_at
from tasks.events.clause import Clause
from tasks.events.frames import LIGHT, frame_of
from tasks.events.phrases import phrase
from tasks.events.roles import roles_of
from tasks.events.scene import Scene
from tasks.events.sense import makes_sense
from tasks.events.speech import reports
from tasks.events.status import mood_of
from tasks.events.tables import words
from tasks.events.triggers import Trigger, find_triggers, forms
from tasks.events.weapon_words import weapon_types

# Deeds whose doer stands before them when the parse lost it.
_ACTIVE = frozenset(("take", "advance", "clash", "assault", "air", "bomb", "shell", "launch", "loot", "disperse"))
_NOT_BEFORE = words("not_before")
# Deeds whose sufferers stand right behind them when the parse lost them.
_COUNTED = frozenset(("kill", "injure", "abduct", "arrest", "displace"))
_STOPS = frozenset((",", ".", ";", "and", "in", "by", "on", "after", "when", "who", "that"))
_AFTER = ("after", "following", "before", "since")
# How many tokens behind a verb its object is looked for.
_REACH = 9


def clauses_of(scene: Scene) -> list[Clause]:
    """One clause for each trigger that means its act and is said to have happened."""
    dated = {at for token, when in scene.whens for at in range(token, token + len(when.mention.split()))}
    found = [
        clause
        for token, fitting in find_triggers(scene.tree)
        if token not in dated and (clause := _first_sound(scene, token, fitting)) is not None
    ]
    return [clause for clause in found if len(found) == 1 or not _only_dates(clause)]


def _only_dates(clause: Clause) -> bool:
    """ "Militants who fled after the blasts were killed": the blasts were told before, they say when."""
    tree, token = clause.tree, clause.token
    bare = not tree.children(token, "nmod", "acl", "compound")
    told = any(tree.lows[kid] in ("the", "this", "that") for kid in tree.kids[token])
    return clause.trigger.pos == "noun" and bare and told and tree.prep(token) in _AFTER


def _first_sound(scene: Scene, token: int, fitting: list[Trigger]) -> Clause | None:
    """The first of the token's rows that makes sense here; none if it did not happen."""
    for trigger in fitting:
        clause = clause_at(scene, token, trigger)
        if clause.mood != "unreal" and makes_sense(clause):
            return clause
    return None


def clause_at(scene: Scene, token: int, trigger: Trigger) -> Clause:
    """The trigger at `token` with its arguments, by the parse and, failing that, by position."""
    clause = Clause(scene, token, trigger, frame_of(scene.tree, token, trigger))
    clause.agent, clause.patient, clause.heads = roles_of(clause)
    if clause.agent is None and trigger.kind in _ACTIVE and not _has_deed(clause):
        clause.agent = _agent_by_position(clause)
    if clause.agent is None and trigger.pos == "verb":
        clause.agent = _agent_behind_by(clause) or _agent_right_before(clause)
    if clause.patient is None and not clause.heads and trigger.kind in _COUNTED:
        _find_object(clause)
    clause.mood = mood_of(scene.tree, token, clause.frame, dated=bool(scene.whens))
    return clause


def _has_deed(clause: Clause) -> bool:
    """Its subject is a deed or a weapon: "the attack targeted", "a rocket hit"."""
    lows = [clause.tree.lows[token] for token in clause.frame.subj]
    return any(low in forms() or low in weapon_types() for low in lows)


def _find_object(clause: Clause) -> None:
    """The people right behind the verb, over numbers and hedges: "killing as many as ten men"."""
    tree, first = clause.tree, clause.token + 1
    for at in range(first, min(first + _REACH, len(tree.lows))):
        if clause.trigger.pos != "verb" or tree.lows[at] in _STOPS or tree.pos[at] == "VERB":
            return
        last = at + 1 == len(tree.lows) or tree.pos[at + 1] not in ("NOUN", "PROPN")
        if tree.pos[at] in ("NOUN", "PROPN") and last and actor_at(clause.scene, at) is not None:
            clause.patient, clause.heads = actor_at(clause.scene, at), [at]
            return


def _agent_by_position(clause: Clause) -> Actor | None:
    """The nearest armed side before the trigger that stands under no preposition."""
    tree, token = clause.tree, clause.token
    carried = tree.pos[token] == "NOUN"
    verb = tree.heads[token] if carried else token
    passive = any(tree.rels[kid] in ("aux:pass", "nsubj:pass") for kid in tree.kids[token])
    launched = tree.rels[token] == "obj" and tree.lows[verb] in LIGHT
    if passive or (carried and not launched) or tree.pos[verb] != "VERB":
        return None
    spoken = reports(clause.scene)
    for at in range(token - 1, -1, -1):
        if tree.rels[at] != "obj" and at not in spoken and _stands_free(clause, at):
            return actor_at(clause.scene, at)
    return None


def _agent_right_before(clause: Clause) -> Actor | None:
    """ "A sniper shot dead a girl" where the tagger took the verb for a noun."""
    tree, before = clause.tree, clause.token - 1
    if tree.pos[clause.token] != "NOUN" or before < 0 or tree.pos[before] not in ("NOUN", "PROPN"):
        return None
    actor = actor_at(clause.scene, before)
    return actor if actor is not None and actor.armed else None


def _agent_behind_by(clause: Clause) -> Actor | None:
    """ "killed overnight by IS" where the parser hung the phrase elsewhere."""
    tree, first = clause.tree, clause.token + 1
    past = not tree.lows[clause.token].endswith("ing")
    for at in range(first, min(first + _REACH, len(tree.lows) - 1)):
        if tree.lows[at] in (",", ".", ";") or tree.pos[at] == "VERB" or not past:
            return None
        if tree.lows[at] == "by":
            found = [actor_at(clause.scene, t) for t in range(at + 1, min(at + 5, len(tree.lows)))]
            return next((actor for actor in found if actor is not None and actor.armed), None)
    return None


def _is_land(scene: Scene, at: int) -> bool:
    """A country that is no subject: where, not who."""
    named = scene.name_at(at)
    land = named is not None and named.name.form in ("country", "capital")
    return land and not scene.tree.is_rel(at, "nsubj")


def _stands_free(clause: Clause, at: int) -> bool:
    """An armed side, not the target, with no preposition before it."""
    tree = clause.tree
    actor = actor_at(clause.scene, at) if tree.pos[at] in ("NOUN", "PROPN") else None
    crowd = clause.kind == "loot" and actor is not None and actor.kind == "protester"
    if actor is None or not (actor.armed or crowd) or _is_land(clause.scene, at):
        return False
    if clause.patient is not None and actor.head == clause.patient.head:
        return False
    start, _ = phrase(tree, at)
    return not set(tree.lows[max(0, start - 2) : start]) & _NOT_BEFORE
