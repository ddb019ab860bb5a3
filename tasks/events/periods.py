"""Totals of a war or a period, and background: what is no act of its own."""

import re
from datetime import date
from functools import cache

from tasks.events.acts import Act
from tasks.events.dates import When
from tasks.events.tables import rows, words

# More dead than that in one act is a war's total.
WAR_DEAD = 10_000
WAR_DISPLACED = 1_000_000
_RECENT_DAYS = 31
_CASUALTIES = frozenset(("kill", "die", "injure", "leave"))
_ACCIDENTS = words("accidents")
# A fire that nobody set: "a fire swept through a factory after a series of explosions".
_FIRE = re.compile(
    r"\b(?:fire|blaze|inferno) (?:that )?(?:has |had )?"
    r"(?:swept|broke|ripped|tore|engulfed|gutted|raged|spread|started|began|at|in) ",
    re.IGNORECASE,
)
# A death in bed: "has died in hospital at the age of 71".
_NATURAL = re.compile(r"\b(?:at the age of|of natural causes|a long illness|heart attack|cancer|stroke|old age)\b")
# A landslide hits too, a gas cylinder explodes.
_OF_MISHAPS = frozenset(("strike", "assault", "explosion", "destroy"))
# Dead counted since a day further back than this are a period's: days.
_ONE_FIGHT = 7
# "It was the deadliest attack since …": nothing of its own.
_COMPARED = re.compile(r"[“\"]?(?:It|This|That) (?:was|is) (?:the|one of)\b")
_YEAR = re.compile(r"\bin (?:early |late |mid-)?(?:[A-Z][a-z]{2,8} )?((?:19|20)\d\d)\b")


def is_background(act: Act, published: date | None) -> bool:
    """A war's or period's total, an accident's dead, or a deed long past."""
    if _COMPARED.match(act.scene.sentence.text):
        return True
    if _is_accident(act):
        return True
    if act.dead and (act.dead.value or 0) >= WAR_DEAD:
        return True
    if act.displaced and (act.displaced.value or 0) >= WAR_DISPLACED:
        return True
    vague = act.dead is not None and act.dead.value is None and act.kinds <= _CASUALTIES | {"clash"}
    moved = bool(act.kinds & {"flee", "displace"})
    sentence = act.scene.tree.text
    return (vague or not _recent(act, published)) and spans_period(sentence, published, moved=moved)


def _is_accident(act: Act) -> bool:
    """Nobody with arms or a weapon in it, and a word of mishap."""
    doer = act.actor1 is not None and act.actor1.armed
    if act.kinds <= {"die"} and _NATURAL.search(act.scene.tree.text):
        return True
    mishap = bool(_ACCIDENTS & set(act.scene.tree.lows) or _FIRE.search(act.scene.tree.text))
    return mishap and not doer and not act.weapons and act.kinds <= _CASUALTIES | _OF_MISHAPS


def is_old(when: When | None, published: date | None) -> bool:
    """A date more than a month before the page."""
    if when is not None and when.last is None:
        return when.mention.lower().startswith(("in ", "last ", "during "))
    if when is None or when.last is None or published is None:
        return False
    return (published - when.last).days > _RECENT_DAYS


def _recent(act: Act, published: date | None) -> bool:
    """It has a day or week of its own, not long before the page."""
    if act.when is None or act.when.precision not in (1, 2):
        return False
    if act.when.first is None or published is None:
        return True
    since = act.scene.tree.text[: act.when.start].rstrip().lower().endswith("since")
    if since and (published - act.when.first).days > _ONE_FIGHT:
        return False
    return (published - act.when.first).days <= _RECENT_DAYS


def spans_period(sentence: str, published: date | None, *, moved: bool = False) -> bool:
    """The sentence counts over a period, or tells of another year. People are counted as they leave
    their homes over weeks: for them (`moved`) only a war's total is one."""
    year = _YEAR.search(sentence)
    other_year = year is not None and (published is None or int(year.group(1)) != published.year)
    return other_year or bool(_pattern(moved=moved).search(sentence))


@cache
def _pattern(*, moved: bool) -> re.Pattern[str]:
    fitting = [row for row in rows("periods") if not (moved and row["of"] == "dead")]
    patterns = "|".join(row["pattern"] for row in fitting)
    return re.compile(rf"\b(?:{patterns})", re.IGNORECASE)
