"""Which clauses of a sentence tell of one act."""

from tasks.events.actor import Actor
from tasks.events.clause import Clause
from tasks.events.kinds import FORCE, RESULTS, STREET
from tasks.events.scene import Scene
from tasks.events.tables import words

_CONTRAST = words("contrast")
_ANSWERS = words("answers")
# "in retaliation for a deadly drone strike": how many tokens the parser may have lost.
_ANSWER_REACH = 6
_RAID = frozenset(("assault", "launch", "shoot", "operation", "advance", "loot"))


def grouped(scene: Scene, clauses: list[Clause]) -> list[list[Clause]]:
    """Readings of one act together: all of one fight, each other kind by itself."""
    groups: list[list[Clause]] = []
    for clause in clauses:
        ordered = reversed(groups) if clause.kind in RESULTS else groups
        home = next((group for group in ordered if _same(scene, group, clause)), None)
        if home is None:
            groups.append([clause])
        else:
            home.append(clause)
    return groups


def _same(scene: Scene, group: list[Clause], clause: Clause) -> bool:
    kinds = {r.kind for r in group}
    if clause.kind in kinds and clause.kind not in FORCE:
        return True
    if _is_raid_for_captives({clause.kind, *kinds}):
        return not _other_parties(group, clause)
    if {clause.kind, *kinds} <= STREET and {clause.kind, *kinds} & {
        "protest",
        "disperse",
        "riot",
    }:
        return True
    if not (clause.kind in FORCE and kinds <= FORCE) or _answers(scene, clause):
        return False
    return not _other_parties(group, clause) and not _contrasted(scene, group, clause)


def _is_raid_for_captives(kinds: set[str]) -> bool:
    """ "stormed a school and abducted 40 pupils": nobody killed, one abduction."""
    return "abduct" in kinds and kinds <= _RAID | {"abduct"}


def _other_parties(group: list[Clause], clause: Clause) -> bool:
    """Two deeds in one sentence: another named side does it, and not in answer to the first."""
    agents = {key(r.agent) for r in group if r.agent and r.agent.armed}
    patients = {key(r.patient) for r in group if r.patient}
    if clause.kind in RESULTS or clause.agent is None or not clause.agent.group or not agents:
        return False
    return key(clause.agent) not in agents | patients


def _answers(scene: Scene, clause: Clause) -> bool:
    """ "in retaliation for a strike": the deed that was answered is another."""
    above = [scene.tree.lows[token] for token in scene.tree.ancestors(clause.token)[:2]]
    before = scene.tree.lows[max(0, clause.token - _ANSWER_REACH) : clause.token]
    led = any(word in _ANSWERS and {"for", "to"} & set(before[at:]) for at, word in enumerate(before))
    return led or any(word in _ANSWERS for word in above)


def key(actor: Actor) -> str:
    """What tells actors apart."""
    return actor.mention.lower() if actor.name in (None, "civilians") else actor.name


def _contrasted(scene: Scene, group: list[Clause], clause: Clause) -> bool:
    """Another clause, set against this one: "although", "where", "while"."""
    last = max(r.token for r in group)
    between = scene.tree.lows[min(last, clause.token) + 1 : max(last, clause.token)]
    own = clause.frame.subj or clause.kind in ("take", "fall")
    if {"followed", "follows", "preceded"} & set(between):
        return True
    if {r.kind for r in group} <= RESULTS | {"kill"}:
        return bool({"although", "but", "meanwhile", ";"} & set(between))
    return "where" in between or (bool(_CONTRAST & set(between)) and bool(own))
