"""Whether a trigger means its act here: ground is taken, not a lead; who is caught is a person."""

from collections.abc import Callable

from tasks.events.actors import actor_at
from tasks.events.clause import Clause
from tasks.events.frames import LIGHT
from tasks.events.lexicon import ARMED, UNARMED, sides
from tasks.events.place_words import is_place_word
from tasks.events.scene import Scene
from tasks.events.tables import words
from tasks.events.triggers import forms
from tasks.events.weapon_words import weapon_types

_GROUND = words("ground")
_TARGETS = words("targets")
_CRIMES = words("crimes")
_POLITICS = words("politics")
_LAUNCHED = words("launched")
_NO_FIGHTS = words("no_fights")
_CROWDS = ("protest", "riot", "clash")
_BESIDE = frozenset(("after", "since", "before", "despite", "during", "under", "amid", "until", "when", "while", "as"))


def makes_sense(clause: Clause) -> bool:
    """Whether the arguments fit the kind of the trigger."""
    if _is_someones_past(clause):
        return False
    check = _CHECKS.get(clause.kind)
    return check is None or check(clause)


def _is_someones_past(clause: Clause) -> bool:
    """ "The commander, who fought in two wars before signing a peace, has died"."""
    agent = clause.agent
    if agent is None or agent.kind != "person":
        return False
    tree = clause.tree
    aside = next((t for t in (clause.token, *tree.ancestors(clause.token)) if tree.is_rel(t, "acl:relcl")), None)
    return aside is not None and not tree.subtree(aside) & {token for token, _ in clause.scene.whens}


def is_ground(scene: Scene, token: int) -> bool:
    """A place, a stretch of land, a position, or control of one."""
    tree = scene.tree
    if is_place_word(tree.lows[token]) or tree.lows[token] in _GROUND:
        return True
    counted = [kid for kid in tree.children(token, "nmod") if tree.prep(kid) == "of"]
    if any(is_place_word(tree.lows[kid]) for kid in counted):  # "a string of villages"
        return True
    named = scene.name_at(token)
    if named is not None:
        return named.name.form in ("country", "capital")
    return tree.pos[token] == "PROPN" and tree.words[token][:1].isupper()


def _armed_doer(clause: Clause) -> bool:
    agent = clause.agent
    return agent is not None and (agent.armed or agent.pronoun)


def _advance(clause: Clause) -> bool:
    """Not "marched the victims into the forest"."""
    led = clause.trigger.word == "march" and bool(clause.frame.obj)
    return _armed_doer(clause) and not led


def _protest(clause: Clause) -> bool:
    """Who marches with arms does not protest."""
    agent = clause.agent
    return agent is None or not agent.armed


def _leaves_arms(clause: Clause) -> bool:
    """Who disarms others does not surrender."""
    disarms = clause.trigger.word == "disarm" and bool(clause.frame.obj)
    return _armed_doer(clause) and not disarms


def _pact(clause: Clause) -> bool:
    """Not a truce that is only there to say when: "two days after a ceasefire took effect"."""
    if clause.trigger.pos != "noun" or clause.kind != "agree":
        return True
    tree = clause.tree
    if tree.prep(clause.token).split(" ")[0] in _BESIDE:
        return False
    return not any(
        tree.is_rel(t, "advcl", "acl") or {tree.lows[kid] for kid in tree.children(t, "case", "mark")} & _BESIDE
        for t in (clause.token, *tree.ancestors(clause.token))
    )


def _take(clause: Clause) -> bool:
    agent, frame = clause.agent, clause.frame
    if agent is not None and not (agent.armed or agent.pronoun or agent.kind == "other"):
        return False
    if clause.trigger.companions and not frame.obj:
        return True
    noun = clause.trigger.pos == "noun"
    preps = ("of",) if noun else ("through", "into", "across", "over")
    taken = frame.obj + frame.with_prep(*preps)
    lows = clause.tree.lows
    return any(is_ground(clause.scene, t) or lows[t] in clause.trigger.companions for t in taken)


def _fall(clause: Clause) -> bool:
    patient = clause.patient
    if clause.trigger.word == "lose":
        return patient is not None and (patient.armed or patient.pronoun)
    fallen = any(is_ground(clause.scene, token) for token in clause.frame.subj)
    return clause.agent is not None and fallen


def _assault(clause: Clause) -> bool:
    """Not an attack in words: by a person, on a law, a plan, a statement."""
    doers = [actor_at(clause.scene, token) for token in clause.frame.subj]
    return not any(doer is not None and doer.kind == "person" for doer in doers)


def _operation(clause: Clause) -> bool:
    """One that was carried out; not an operation's name, a rescue or an ordinary business."""
    if _NO_FIGHTS & set(clause.tree.lows[max(0, clause.token - 3) : clause.token]):
        return False
    carried = any(clause.tree.lows[verb] in LIGHT for verb in clause.frame.verbs)
    return carried or (_armed_doer(clause) and bool(clause.frame.subj))


def _launch(clause: Clause) -> bool:
    tree = clause.tree
    counted = [kid for token in clause.frame.obj for kid in tree.children(token, "nmod")]
    return any(tree.lows[token] in _LAUNCHED for token in (*clause.frame.obj, *counted))


def _explosion(clause: Clause) -> bool:
    """An alarm goes off too: what goes off is a weapon."""
    lows = clause.tree.lows[max(0, clause.token - 8) : clause.token]
    near = [*(clause.tree.lows[s] for s in clause.frame.subj), *lows[-1:]]
    figure = any(t.kind in _CROWDS for low in near for t in forms().get(low, ()))
    if clause.trigger.pos == "verb" and figure:
        return False  # "with protests exploding"
    return clause.trigger.word != "go" or any(low in weapon_types() or low == "device" for low in lows)


def _strike(clause: Clause) -> bool:
    """Not a person who was hit, nobody says by what; not what a mishap does."""
    lows = clause.tree.lows
    if clause.trigger.pos == "noun" or clause.agent is not None or clause.frame.subj:
        return True
    weapon = any(low in weapon_types() for low in lows)
    return weapon or clause.patient is None or clause.patient.kind not in UNARMED


def _kill(clause: Clause) -> bool:
    """A war, a disease, a year kills by the thousand: no deed."""
    return not words("no_killers") & {clause.tree.lows[token] for token in clause.frame.subj}


def _arrest(clause: Clause) -> bool:
    """Of someone armed, of protesters or politicians; not for an ordinary crime."""
    patient = clause.patient
    if patient is None or any(is_ground(clause.scene, token) for token in clause.frame.obj):
        return False
    if _CRIMES & set(clause.tree.lows):
        return False
    lows = clause.tree.lows
    political = patient.armed or patient.kind == "protester" or bool(_POLITICS & set(lows))
    return political or lows[patient.head] in _TARGETS


def _fight(clause: Clause) -> bool:
    """Not "fighting positions"; not a battle of words with no side in it."""
    tree = clause.tree
    if tree.is_rel(clause.token, "compound", "amod"):
        return False
    if clause.trigger.pos == "verb" and any(prep == "alongside" for prep, _ in clause.frame.obl):
        return False  # on whose side they are
    parties = [actor for actor in (clause.agent, clause.patient) if actor is not None]
    if clause.trigger.strong or any(a.armed or a.kind == "protester" for a in parties):
        return True
    return any(low in sides() and sides()[low].kind in ARMED for low in tree.lows)


def _flee(clause: Clause) -> bool:
    """People flee; a suspect who fled the scene is not displaced."""
    patient = clause.patient
    if clause.tree.rels[clause.token] == "acl" and clause.tree.lows[clause.token].endswith("ing"):
        return False  # "people fleeing the town were killed": who they are, not what is told
    if patient is None:
        counted = any(head in clause.scene.numbers for head in clause.heads)
        return counted or clause.trigger.word in ("exodus", "displacement")
    return patient.kind == "civilian" and _many(clause.scene, patient.head)


def _many(scene: Scene, head: int) -> bool:
    low = scene.tree.lows[head]
    return low.endswith(("s", "people", "men", "women", "ren")) or head in scene.numbers


def _transfer(clause: Clause) -> bool:
    """Ground or a base changes hands between armed parties."""
    tree = clause.tree
    given = clause.frame.obj + clause.frame.with_prep("over")
    if clause.trigger.pos == "verb" and not any(is_ground(clause.scene, t) for t in given):
        return False
    to = [actor_at(clause.scene, t) for t in tree.subtree(clause.token) if tree.prep(t) == "to"]
    return _armed_doer(clause) or any(actor is not None and actor.armed for actor in to)


def _pledge(clause: Clause) -> bool:
    return any(actor is not None and actor.armed for actor in (clause.agent, clause.patient))


def _loot(clause: Clause) -> bool:
    agent = clause.agent
    if clause.trigger.pos == "verb" and not (clause.frame.obj or clause.trigger.companions):
        return False  # "the city is burning"
    fit = agent is not None and (agent.armed or agent.pronoun or agent.kind == "protester")
    return clause.trigger.strong or fit


_CHECKS: dict[str, Callable[[Clause], bool]] = {
    "take": _take,
    "fall": _fall,
    "advance": _advance,
    "shoot": _armed_doer,
    "launch": _launch,
    "assault": _assault,
    "operation": _operation,
    "kill": _kill,
    "strike": _strike,
    "explosion": _explosion,
    "arrest": _arrest,
    "withdraw": _armed_doer,
    "surrender": _leaves_arms,
    "protest": _protest,
    "agree": _pact,
    "clash": _fight,
    "flee": _flee,
    "displace": _flee,
    "pledge": _pledge,
    "loot": _loot,
    "base": _armed_doer,
    "transfer": _transfer,
}
