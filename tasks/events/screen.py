"""The cheap first look: which sentences could tell of an act; the rest is not parsed."""

import re
from functools import cache

from tasks.events.lexicon import ARMED, names, sides
from tasks.events.sentences import Sentence, sentences
from tasks.events.tables import words
from tasks.events.triggers import forms
from tasks.events.weapon_words import weapon_types

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z]+)*")
_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]{1,5}\b")
# What makes a page a report of conflict: different words of conflict, and their share of all.
# Of 38 reports the least had 4 and .050; of 504 general pages thirteen had a share above .020.
_MIN_WORDS = 2
_MIN_SHARE = 0.02
# Longer ones are lists and tables without a full stop (the longest of 40,460 in 504 pages has 2,071 characters);
# to read one takes time with the square of its length: .3 s for 4,500 characters, 2.6 s for 18,000.
_LONGEST = 3_000


def candidates(text: str, title: str = "") -> list[Sentence]:
    """The sentences of a report of conflict that have a trigger; none of another page."""
    said = _WORD.findall(f"{title} {text}")
    about = [w for w in said if w.lower() in _conflict_words() or w in _group_words()]
    if len(set(about)) < _MIN_WORDS or len(about) < _MIN_SHARE * len(said):
        return []
    return [s for s in sentences(text) if len(s.text) <= _LONGEST and _may_tell(s.text)]


def _may_tell(sentence: str) -> bool:
    """A trigger of conflict or loss, or a weak one ("hit", "took") beside a side, a weapon, an acronym."""
    words = set(_WORD.findall(sentence.lower()))
    if words & (_strong() | _losses()):
        return True
    beside = words & _parties() or _ACRONYM.search(sentence)
    return bool(beside) and bool(words & forms().keys())


@cache
def _strong() -> frozenset[str]:
    return frozenset(form for form, rows in forms().items() if any(row.strong for row in rows))


@cache
def _losses() -> frozenset[str]:
    """Words for the dead, the wounded and those who fled."""
    kinds = ("kill", "die", "injure", "displace", "flee")
    return frozenset(form for form, rows in forms().items() if any(row.kind in kinds for row in rows))


@cache
def _group_words() -> frozenset[str]:
    """Names of armed groups in one word, as they are written: PKK, Hamas."""
    one_word = (alias for alias, name in names().items() if name.form == "group" and " " not in alias)
    ambiguous = words("ambiguous_names")
    return frozenset(word for word in one_word if len(word) > 2 and word not in ambiguous)


@cache
def _parties() -> frozenset[str]:
    return _armed() | sides().keys()


@cache
def _armed() -> frozenset[str]:
    people = {form for form, side in sides().items() if side.kind in ARMED | {"protester"}}
    return frozenset(people | weapon_types().keys() | words("screen_more"))


@cache
def _conflict_words() -> frozenset[str]:
    return (_strong() | _armed()) - words("no_conflict")
