"""A sentence's acts: its clauses, brought together where they tell of one act."""

import re

from tasks.events.actor import Actor
from tasks.events.actors import actor_at
from tasks.events.acts import Act
from tasks.events.clause import Clause
from tasks.events.grouping import grouped, key
from tasks.events.kinds import CIVIL_AGENTS, leading
from tasks.events.periods import is_background, is_old
from tasks.events.place_words import is_place_word
from tasks.events.reading import clauses_of
from tasks.events.scene import Scene
from tasks.events.sites import Site
from tasks.events.speech import attribution_of
from tasks.events.tolls import Toll, fallback, number_before, toll_of
from tasks.events.tree import Tree
from tasks.events.weapons import weapons_of
from tasks.events.where import act_date, ordered_sites

_TOOK_PLACE = frozenset(("took", "happened", "occurred", "occured", "unfolded", "targeted"))
_CASUALTIES = ("kill", "die", "injure", "leave")
_APART = re.compile(
    r"^(?:separately|elsewhere|in another|also on|in (?:a|an|two|three|other) ?(?:\w+ )?"
    r"(?:separate|similar|other|different|incident|attack|clash|operation|engagement|encounter)|"
    r"(?:a|in a) separate)\b"
)


def read(scene: Scene, sites: list[Site]) -> list[Act]:
    """The acts that the sentence says happened, in order."""
    groups = grouped(scene, clauses_of(scene))
    acts = [_act(scene, group, [r for other in groups if other is not group for r in other], sites) for group in groups]
    return [act for act in acts if not is_background(act, scene.published)]


def _act(scene: Scene, group: list[Clause], others: list[Clause], sites: list[Site]) -> Act:
    lead = min(group, key=lambda clause: (leading(clause.kind), clause.token))
    ordered = [lead, *(clause for clause in group if clause is not lead)]
    act = Act(scene, {r.kind for r in group}, [r.token for r in ordered])
    act.actor1 = _agent(ordered)
    act.actor2 = _target(ordered, act.actor1)
    act.definite = any(_is_definite(scene, deed) for deed in _deeds(lead))
    if act.actor1 is None and "clash" in act.kinds:
        act.actor1 = _other_side(scene, ordered, act.actor2)
    act.weapons = {w for clause in group for w in weapons_of(scene, clause)}
    act.sites = ordered_sites(scene, ordered, others, sites)
    act.placed = bool(act.sites)
    act.apart = _is_apart(scene, lead.token, act.sites)
    act.when, act.reported = act_date(scene, ordered, others)
    act.settles = act.definite and act.placed and any(scene.tree.lows[verb] in _TOOK_PLACE for verb in lead.frame.verbs)
    act.stale = is_old(act.when, scene.published) or (act.when is None and _told_of_old(scene, lead.token))
    act.dead, act.hurt, act.displaced = _tolls(scene, group, others)
    act.status = "alleged" if lead.mood == "alleged" else "asserted"
    act.attribution = attribution_of(scene)
    return act


def _told_of_old(scene: Scene, token: int) -> bool:
    """An undated deed beside one long past: "launched its offensive after gunmen killed … in October"."""
    tree = scene.tree
    old = [at for at, when in scene.whens if is_old(when, scene.published)]
    path = {token, *tree.ancestors(token)}
    return any(_joined_in_time(tree, token, at) or not _in_relative_clause(tree, at, path) for at in old)


def _joined_in_time(tree: Tree, token: int, at: int) -> bool:
    return bool({"after", "when", "since", "following"} & set(tree.lows[token:at]))


def _in_relative_clause(tree: Tree, at: int, path: set[int]) -> bool:
    """ "the town, which fell in March": a clause of a noun, without the deed in it."""
    above = [at, *tree.ancestors(at)]
    return any(tree.is_rel(t, "acl") and t not in path for t in above)


def _is_apart(scene: Scene, token: int, sites: list[Site]) -> bool:
    """Another act by its own words: "separately", "in another attack", "elsewhere"."""
    tree = scene.tree
    opening = " ".join(tree.lows[:6])
    others = [t for t, low in enumerate(tree.lows) if low in ("another", "separate") or _one_more(tree, t)]
    told = any(is_place_word(tree.lows[tree.heads[t]]) or tree.heads[t] == token for t in others)
    also = bool(sites) and any(tree.lows[kid] == "also" for kid in tree.kids[token])
    return bool(_APART.match(opening)) or told or also


def _one_more(tree: Tree, token: int) -> bool:
    return tree.lows[token] == "more" and token > 0 and tree.lows[token - 1] == "one"


def _deeds(lead: Clause) -> list[int]:
    """The noun that names the deed: the trigger, or what "carried out" carries."""
    if lead.trigger.pos == "noun":
        return [lead.token]
    return lead.frame.obj if lead.kind == "launch" else []


def _is_definite(scene: Scene, token: int) -> bool:
    """ "the attack", "this raid"; not "the capture of the town", which says it all."""
    tree = scene.tree
    kids = {tree.lows[kid] for kid in tree.kids[token]}
    return bool({"the", "this", "that"} & kids) and "by" not in kids


def _agent(clauses: list[Clause]) -> Actor | None:
    """The first armed doer, else who is named; civilians do not bomb. In a riot the crowd acts."""
    crowd = [r.agent for r in clauses if r.kind in ("loot", "riot") and r.agent and r.agent.kind == "protester"]
    if crowd:
        return crowd[0]
    fit = [
        r.agent
        for r in clauses
        if r.agent is not None
        and (r.agent.armed or r.agent.pronoun or r.agent.kind in ("protester", "other") or r.kind in CIVIL_AGENTS)
    ]
    return next((a for a in fit if a.armed), None) or next(iter(fit), None)


def _other_side(scene: Scene, clauses: list[Clause], target: Actor | None) -> Actor | None:
    """Of a fight that tells its dead on both sides, the side that is not the target."""
    counted = [actor_at(scene, head) for clause in clauses for head in clause.heads]
    armed = [actor for actor in counted if actor is not None and actor.armed]
    return next((actor for actor in armed if target and key(actor) != key(target)), None)


def _target(clauses: list[Clause], agent: Actor | None) -> Actor | None:
    """The first patient that is not the agent again."""
    patients = [r.patient for r in clauses if r.patient is not None]
    others = [p for p in patients if agent is None or key(p) != key(agent)]
    fixed = [p for p in others if not p.pronoun and p.kind != "other"]
    crowd = [p for p in fixed if p.kind == "protester"]
    return next(iter(crowd or fixed or others), None)


def _tolls(scene: Scene, group: list[Clause], others: list[Clause]) -> tuple[Toll | None, Toll | None, Toll | None]:
    dead = _toll(scene, group, ("kill", "die", "lynch"))
    hurt = _toll(scene, group, ("injure",))
    gone = _toll(scene, group, ("displace", "flee"))
    for clause in group:
        if clause.kind == "leave":
            counted = toll_of(scene, clause.heads)
            what = _left(scene, clause)
            dead = dead or (counted if what == "dead" else None)
            hurt = hurt or (counted if what == "hurt" else None)
            told = any(r.kind == "displace" for r in others)
            gone = gone or (counted if what == "gone" and not told else None)
    if not any(r.kind in _CASUALTIES for r in others):
        dead, hurt = dead or fallback(scene, dead=True), hurt or fallback(scene, dead=False)
    return dead, hurt, gone


def _toll(scene: Scene, group: list[Clause], kinds: tuple[str, ...]) -> Toll | None:
    for clause in group:
        shared = any(set(clause.heads) & set(r.heads) for r in group if r is not clause)
        own = number_before(scene, clause.token) if shared else None
        if clause.kind in kinds and (found := own or toll_of(scene, clause.heads)):
            return found
    return None


def _left(scene: Scene, clause: Clause) -> str:
    """What "left twelve people …" left them."""
    for low in scene.tree.lows[clause.token : clause.token + 14]:
        if low in ("dead", "killed"):
            return "dead"
        if low in ("wounded", "injured"):
            return "hurt"
        if low in ("displaced", "homeless"):
            return "gone"
    return ""
