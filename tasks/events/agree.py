"""Whether two mentions can be of one act: no two places, parties, days or kinds that clash."""

import re

from tasks.events.actor import Actor
from tasks.events.acts import Act
from tasks.events.lexicon import STATE_SIDE, UNARMED
from tasks.events.sites import Site
from tasks.events.tables import rows

# Kinds that tell of any deed of force.
_GENERIC = frozenset(("kill", "die", "leave", "injure", "assault", "shoot", "destroy"))
# What "the …" may be said of any deed told before: the attack, the fighting, the killings.
_TOLD_AGAIN = frozenset(("assault", "launch", "clash", "kill", "die", "injure", "leave", "explosion", "bombing"))
_CASUALTIES = frozenset(("kill", "die", "leave", "injure", "destroy"))
_AMONG = re.compile(
    r"\bamong (?:the|those) (?:\w+ )?(?:dead|killed|victims|wounded|injured|casualties|fatalities)\b"
    r"|\b(?:[Tt]he|[Aa]ll|[Bb]oth|of the) (?:victims|dead|deceased|bodies|slain|casualties)\b"
)
_TOWN = 4
# How far a village may lie from the district it is said to be in: degrees, about 110 km.
_NEAR = 1.0


def one_act(first: Act, second: Act) -> bool:
    """Whether the later mention tells of the earlier act again."""
    if _other_weapon(first, second) or (second.apart and not _places_again(first, second)):
        return False
    if _counts_among(second) or (second.settles and _dates_agree(first, second)):
        return _violent(first) and first.country in (None, second.country)
    near = is_bare(second) and first.stale == second.stale  # tolls are counted for days after
    if not (near or _dates_agree(first, second)) or not _sites_agree(first, second):
        return False
    return _told_again(first, second)


def _told_again(first: Act, second: Act) -> bool:
    """Time and place agree: do the deed and its sides?"""
    if is_bare(second) and second.placed and not _names_again(first, second):
        return False
    told = second.kinds <= _TOLD_AGAIN or first.sub_type == second.sub_type
    if is_bare(second) or (second.definite and told):
        return _violent(first) and _parties_agree(first, second, loosely=True)
    if _gives_way(first, second) or _meets_crowd(first, second):
        return True
    return _types_agree(first, second) and _parties_agree(first, second, loosely=False) and _tolls_agree(first, second)


def _other_weapon(first: Act, second: Act) -> bool:
    """A raid from the air and shelling, each with its own dead or day: two acts."""
    known = first.weapons and second.weapons and not first.weapons & second.weapons
    return bool(known) and not second.definite and (second.dead is not None or second.when is not None)


def _counts_among(act: Act) -> bool:
    """ "Four children were among the dead": of a deed told before, wherever that was said to be."""
    return is_bare(act) and bool(_AMONG.search(act.scene.tree.text))


def _places_again(first: Act, second: Act) -> bool:
    a, b = exact(first), exact(second)
    return second.placed and a is not None and b is not None and same_place(a, b)


def is_bare(act: Act) -> bool:
    """Only the dead and wounded of a deed that another sentence tells."""
    no_doer = act.actor1 is None or act.actor1.pronoun
    return act.kinds <= _CASUALTIES and no_doer and not act.weapons


def _violent(act: Act) -> bool:
    return family(act.sub_type) in ("ground", "fight", "blast", "street", "abduct")


def _gives_way(first: Act, second: Act) -> bool:
    """Who withdraws from ground that the other side has just taken."""
    return (
        family(first.sub_type) == "ground"
        and second.kinds in ({"withdraw"}, {"surrender"})
        and (not second.placed or _places_again(first, second))
        and not _same_actor(first.actor1, second.actor1)
    )


def _meets_crowd(first: Act, second: Act) -> bool:
    """What the police do to a protest that was told before."""
    police, target = second.actor1, second.actor2
    if family(first.sub_type) != "street" or police is None or second.placed:
        return False
    return police.kind in STATE_SIDE and (target is None or target.kind in UNARMED)


def family(sub_type: str) -> str:
    """Types that may be told of one act: `rules/families.tsv`."""
    return next((row["family"] for row in rows("families") if row["type"] == sub_type), sub_type)


def _types_agree(first: Act, second: Act) -> bool:
    a, b = family(first.sub_type), family(second.sub_type)
    if a == b:
        return a != "ground" or first.sub_type == second.sub_type
    if (a, b) in (("ground", "fight"), ("fight", "ground")):
        return _fight_for_ground(first, second)
    if "fight" not in (a, b) or not {a, b} & {"blast", "street"}:
        return False
    generic = first if a == "fight" else second
    return generic.kinds <= _GENERIC and _shares(first, second)


def _fight_for_ground(first: Act, second: Act) -> bool:
    """The fight and what it won; an attack on people without arms is another deed."""
    if family(first.sub_type) == "ground":
        return second.definite or not second.placed or exact(first) is not None or exact(second) is None
    if first.sub_type == "Attack" and first.actor2 is not None and not first.actor2.armed:
        return False
    return _same_actor(first.actor1, second.actor1) or first.actor1 is None


def _shares(first: Act, second: Act) -> bool:
    """They name a place in common, or the later one names none of its own."""
    mine = {site.name.lower() for site in first.sites}
    named = any(site.name.lower() in mine for site in second.sites)
    return not second.placed or named or _is_part_of_town(first, second)


def _sites_agree(first: Act, second: Act) -> bool:
    a, b = exact(first), exact(second)
    if not second.placed or not first.sites:
        return True
    if not first.placed and (a is None or b is None or first.country == second.country):
        return first.country == second.country
    if a is None or b is None:
        return None in (first.country, second.country) or first.country == second.country
    if _is_part_of_town(first, second):
        return first.country == second.country
    street = family(first.sub_type) == family(second.sub_type) == "street" and b.place is None
    return same_place(a, b) or _inside(a, b) or _names_again(first, second) or street


def _is_part_of_town(first: Act, second: Act) -> bool:
    """A beach or a quarter that no gazetteer has, of a town told before, with no dead of its own."""
    a, b = exact(first), exact(second)
    if a is None or b is None or b.place is not None or second.dead is not None:
        return False
    return a.rank >= _TOWN and (a.place is not None or first.actor1 is None)


def exact(act: Act) -> Site | None:
    """Its place, when that is more exact than a region."""
    return next((site for site in act.sites if site.rank >= 3), None)


def _names_again(first: Act, second: Act) -> bool:
    mine = {site.name.lower() for site in first.sites}
    return any(site.name.lower() in mine for site in second.sites if site.rank >= 4)


def same_place(first: Site, second: Site) -> bool:
    """By name or by gazetteer entry."""
    a, b = first.name.lower(), second.name.lower()
    same_entry = first.place is not None and first.place == second.place
    return a == b or same_entry or a in b.split() or b in a.split()


def _inside(first: Site, second: Site) -> bool:
    """A district and a place in it, as far as can be told."""
    if first.rank == second.rank or 3 not in (first.rank, second.rank):
        return False
    a, b = first.place, second.place
    if a is None or b is None:
        return True
    return abs(a.latitude - b.latitude) < _NEAR and abs(a.longitude - b.longitude) < _NEAR


def _parties_agree(first: Act, second: Act, *, loosely: bool) -> bool:
    grounds = "ground" in (family(first.sub_type), family(second.sub_type))
    if grounds and (_same_actor(first.actor1, second.actor2) or _same_actor(first.actor2, second.actor1)):
        return False
    if loosely:
        return _compatible(first.actor1, second.actor1)
    if _same_actor(first.actor1, second.actor1) and second.kinds <= _GENERIC and not second.placed:
        return True
    if _compatible(first.actor1, second.actor1) and _compatible(first.actor2, second.actor2):
        return True
    if _strikes_back(first, second):
        return True
    swapped = _compatible(first.actor1, second.actor2) and _compatible(first.actor2, second.actor1)
    return swapped and family(first.sub_type) == family(second.sub_type) == "fight"


def _strikes_back(first: Act, second: Act) -> bool:
    """ "Troops killed three of the attackers": the end of the attack just told."""
    attacker, killed = first.actor1, second.actor2
    if attacker is None or killed is None or second.placed or not second.kinds <= _CASUALTIES:
        return False
    return attacker.armed and killed.armed and _compatible(attacker, killed)


def _same_actor(first: Actor | None, second: Actor | None) -> bool:
    if first is None or second is None:
        return False
    state = first.kind in STATE_SIDE and second.kind in STATE_SIDE
    same_state = state and first.country is not None and first.country == second.country
    return same_state or (first.name is not None and first.name == second.name)


def _compatible(first: Actor | None, second: Actor | None) -> bool:
    if first is None or second is None or first.pronoun or second.pronoun:
        return True
    if ("enemy" in first.mention.lower()) != ("enemy" in second.mention.lower()):
        return False
    if first.group and second.group:
        return first.name == second.name
    if first.kind in UNARMED or second.kind in UNARMED:
        return first.kind in UNARMED and second.kind in UNARMED
    if first.country and second.country and not (first.group or second.group):
        return first.country == second.country
    both = {first.kind, second.kind}
    return not (both & {"state", "police", "coalition"} and both & {"rebel", "gang"})


def _tolls_agree(first: Act, second: Act) -> bool:
    """Two figures are two acts, unless the place is the same: then the later is a newer count."""
    a, b = first.dead, second.dead
    if b is not None and b.part:
        return True
    if a is None or b is None or a.value is None or b.value is None or a.value == b.value:
        return True
    return _shares(first, second)


def _dates_agree(first: Act, second: Act) -> bool:
    if first.stale != second.stale:
        return False
    a, b = first.when, second.when
    if a is None or b is None or a.first is None or b.first is None:
        return True
    return a.first <= (b.last or b.first) and b.first <= (a.last or a.first)
