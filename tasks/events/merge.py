"""One act, one event: the page's mentions of an act are brought together, lead and detail."""

from itertools import combinations, pairwise

from tasks.events.actor import Actor
from tasks.events.acts import Act
from tasks.events.agree import exact, family, is_bare, one_act, same_place
from tasks.events.grouping import key
from tasks.events.lexicon import STATE_SIDE, Kind
from tasks.events.tolls import Toll, add
from tasks.records import SubEventType

_ANYBODY = frozenset(("fighters", "combatants", "gunmen", "attackers", "assailants", "forces"))
# The more telling type of two mentions of one act, the most telling first.
_TELLING = (
    "Government regains territory", "Non-state actor overtakes territory", "Suicide bomb",
    "Chemical weapon", "Excessive force against protesters", "Violent demonstration",
    "Mob violence", "Protest with intervention", "Peaceful protest",
    "Abduction/forced disappearance", "Remote explosive/landmine/IED", "Grenade",
    "Shelling/artillery/missile attack", "Air/drone strike", "Armed clash", "Attack",
)  # fmt: skip


def merge(acts: list[Act]) -> list[Act]:
    """Acts with their repeated mentions folded into one each, and totals of told parts left out."""
    merged: list[Act] = []
    for act in acts:
        homes = [other for other in merged if one_act(other, act)]
        if homes:
            _fold(max(homes, key=lambda home: (_likeness(home, act), home.order)), act)
        else:
            merged.append(act)
    _share_parties(merged)
    _share_deeds(merged)
    return _without_totals(merged)


def _share_parties(acts: list[Act]) -> None:
    """ "Fighting went on for one more village": between the sides told before."""
    for number, act in enumerate(acts):
        nameless = act.actor1 is None and act.actor2 is None and act.kinds == {"clash"}
        before = [a for a in acts[:number] if family(a.sub_type) in ("ground", "fight")]
        if nameless and act.apart and before:
            act.actor1, act.actor2 = before[-1].actor1, before[-1].actor2


def _share_deeds(acts: list[Act]) -> None:
    """ "In the city of X, ten people were killed": by the raids that the sentence before tells of."""
    for before, act in pairwise(acts):
        near = act.scene.sentence.paragraph - before.scene.sentence.paragraph <= 1
        if is_bare(act) and near and act.placed and not act.stale and family(before.sub_type) == "blast":
            act.sub_type, act.actor1 = before.sub_type, act.actor1 or before.actor1


def _likeness(home: Act, act: Act) -> int:
    a, b = exact(home), exact(act)
    place = act.placed and a is not None and b is not None and same_place(a, b)
    doer = home.actor1 and act.actor1 and home.actor1.name and home.actor1.name == act.actor1.name
    dead = home.dead and act.dead and home.dead.value == act.dead.value
    return 3 * bool(dead) + 2 * bool(place) + bool(doer) + (home.sub_type == act.sub_type)


def _fold(home: Act, act: Act) -> None:
    home.support += 1
    if act.status in (home.status, "asserted"):
        home.sub_type = _type_of_both(home, act)
    if act.status == "asserted":
        home.status = "asserted" if home.status == "alleged" else home.status
    _fold_parties(home, act)
    _fold_place(home, act)
    if act.fullness > home.fullness:
        home.scene, home.tokens = act.scene, act.tokens
    home.kinds = home.kinds | act.kinds
    home.when = home.when or act.when
    home.reported = home.reported or act.reported
    if act.status == "asserted" or home.dead is None:  # a party's claim adds nothing to what is told
        home.dead = _sum_of_sides(home.dead, act.dead) or _more(home.dead, act.dead)
    home.hurt = _more(home.hurt, act.hurt)
    home.displaced = _more(home.displaced, act.displaced)
    home.attribution = home.attribution or act.attribution


def _type_of_both(home: Act, act: Act) -> SubEventType:
    """The more telling type; of clash and attack the one whose target is known."""
    if _is_fight_told(home, act) or _is_bang(home, act):
        return home.sub_type
    if family(home.sub_type) == family(act.sub_type) == "fight":
        return act.sub_type if home.actor2 is None and act.actor2 is not None else home.sub_type
    return min((home.sub_type, act.sub_type), key=_telling)


def _is_fight_told(home: Act, act: Act) -> bool:
    """A fight with its dead, and a bomb in it with dead of its own."""
    fight = home.sub_type == "Armed clash" and home.actor2 is not None and home.actor2.armed
    own = home.dead and act.dead and act.dead.value and home.dead.value != act.dead.value
    fought = bool(home.kinds & {"repel", "clash"}) and act.dead is None
    return fight and (bool(own) or fought) and family(act.sub_type) == "blast"


def _is_bang(home: Act, act: Act) -> bool:
    """The explosions that a raid caused are no bombs that somebody laid."""
    return bool(home.weapons & {"air", "shell"}) and act.kinds <= {"explosion", "strike", "destroy"} and not act.weapons


def _telling(sub_type: str) -> int:
    return _TELLING.index(sub_type) if sub_type in _TELLING else len(_TELLING)


def _fold_parties(home: Act, act: Act) -> None:
    first, second = act.actor1, act.actor2
    if act.kinds in ({"withdraw"}, {"surrender"}):
        first, second = None, None if home.actor2 else act.actor1
    if _is_swapped(home, act) or _is_of_crowd(home, act):
        first, second = second, first
    home.actor1 = _better(home.actor1, first)
    if home.sub_type == "Armed clash" and _is_unarmed(home.actor2) and second and second.armed:
        home.actor2 = second
    home.actor2 = _better(home.actor2, second)
    if home.actor1 and home.actor2 and key(home.actor1) == key(home.actor2):
        home.actor2 = None


# The sides of a fight, as far as they can be told apart by kind.
_CAMPS: dict[Kind, str] = {
    "state": "state", "police": "state", "coalition": "state", "militia": "state",
    "rebel": "rebel", "gang": "rebel", "armed": "rebel",
}  # fmt: skip


def camp(actor: Actor) -> str | None:
    """State side or the other; null for civilians and the like."""
    return _CAMPS.get(actor.kind)


def _is_swapped(home: Act, act: Act) -> bool:
    """A clash told from the other side."""
    a, b, other = home.actor1, act.actor2, act.actor1
    if a is None or b is None:
        return False
    same = a.name is not None and a.name == b.name
    camps = other is not None and camp(a) != camp(other) and camp(a) == camp(b)
    return same or (camps and camp(a) is not None)


def _is_of_crowd(home: Act, act: Act) -> bool:
    """The police of a protest are its second side."""
    crowd, police = home.actor1, act.actor1
    street = family(home.sub_type) == "street" and crowd is not None and not crowd.armed
    return street and police is not None and police.kind in STATE_SIDE


def _is_unarmed(actor: Actor | None) -> bool:
    return actor is not None and not actor.armed


def _better(mine: Actor | None, other: Actor | None) -> Actor | None:
    """A named group over a side, a side over nothing."""
    if mine is None or mine.pronoun:
        return other if other is not None and not other.pronoun else mine
    if other is not None and other.armed and mine.mention.lower() in _ANYBODY:
        return other
    vague = mine.kind in ("armed", "rebel", "other", "person", "gang", "aircraft") and not mine.group
    if other is not None and not other.pronoun and other.name and other.armed and vague and not mine.name:
        return other
    return mine


def _fold_place(home: Act, act: Act) -> None:
    """The more exact place: a village over its province; between two towns the first stays."""
    mine, other = home.sites[:1], act.sites[:1]
    home.country = home.country or act.country
    if not other or not act.placed:
        return
    vague = bool(mine) and mine[0].place is None and other[0].place is not None and mine[0].rank < 4
    narrower = vague or not mine or mine[0].rank < min(other[0].rank, 4) or not home.placed
    within = bool(mine) and mine[0].rank < other[0].rank and mine[0].name in {s.name for s in act.sites}
    if narrower or within or act.settles:
        home.sites = [*act.sites, *home.sites]
        home.country = act.country or home.country
        home.placed = True


def _sum_of_sides(mine: Toll | None, other: Toll | None) -> Toll | None:
    """ "A peacekeeper was killed" … "the patrol killed three attackers": the dead of both sides."""
    if mine is None or other is None or not mine.sides or not other.sides:
        return None
    camps = {_CAMPS.get(kind) for *_, kind in mine.sides}
    others = {_CAMPS.get(kind) for *_, kind in other.sides}
    if None in camps | others or camps & others:
        return None
    return add([mine, other])


def _more(mine: Toll | None, other: Toll | None) -> Toll | None:
    """The higher count: the later one, as a rule."""
    if mine is None or mine.value is None:
        return other if other is not None and (mine is None or other.value is not None) else mine
    return mine if other is None or other.value is None or mine.value >= other.value else other


def _without_totals(acts: list[Act]) -> list[Act]:
    """ "Six were killed in two clashes": a lead whose dead are those of the acts that follow."""
    for total in acts:
        parts = [a for a in acts if a is not total and family(a.sub_type) == family(total.sub_type)]
        if total.dead and total.dead.value and _adds_up(total.dead.value, parts):
            for part in parts:
                part.actor1, part.actor2 = part.actor1 or total.actor1, part.actor2 or total.actor2
                part.when = part.when or total.when
                part.reported = part.reported or total.reported
            return [act for act in acts if act is not total]
    return acts


def _adds_up(value: int, parts: list[Act]) -> bool:
    dead = [act.dead.value for act in parts if act.dead and act.dead.value]
    return any(a + b == value for a, b in combinations(dead, 2)) or (len(dead) > 2 and sum(dead) == value)
