"""Events against gold, slot by slot, in the manner of MUC-4's template filling.

A gold file lists the events of one document: `types` (accepted), `actor1`, `actor2`, `location`
(accepted forms, null: not asked), `country`, `date`, the figures, `required` (false: neither earns
nor costs).
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tasks.records import Event

Gold = Mapping[str, Any]
_NAMES = ("actor1", "actor2", "location")
_FIGURES = ("fatalities", "injuries", "displaced")
_EMPTY_WORDS = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "group",
        "in",
        "and",
        "s",
        "province",
        "city",
        "village",
        "al",
        "forces",
    ]
)
# How many words a mention may have beyond an accepted form that it contains.
_SLACK = 4


@dataclass(slots=True)
class Scores:
    """Counts over documents."""

    found: int = 0
    spurious: int = 0
    missed: int = 0
    right: Counter[str] = field(default_factory=Counter)
    """Slots filled as gold has them, by slot."""
    asked: Counter[str] = field(default_factory=Counter)

    @property
    def f1(self) -> float:
        """Of events."""
        return 2 * self.found / max(2 * self.found + self.spurious + self.missed, 1)

    @property
    def slots(self) -> float:
        """Share of the asked slots that are right, over found events."""
        return sum(self.right.values()) / max(sum(self.asked.values()), 1)

    def add(self, events: list[Event], golds: list[Gold]) -> None:
        """Count one document."""
        pairs = best_pairs(events, golds)
        required = {j for j, gold in enumerate(golds) if gold["required"]}
        self.found += len(required & {j for _, j in pairs})
        self.missed += len(required - {j for _, j in pairs})
        self.spurious += len(events) - len(pairs)
        for i, j in pairs:
            if j in required:
                judged = slots_of(events[i], golds[j])
                self.asked.update(judged.keys())
                self.right.update(slot for slot, right in judged.items() if right)


def gold_files(folder: Path) -> Iterable[tuple[str, Gold]]:
    """Document name and gold of every file below `folder`."""
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        yield gold["document"], gold


def slots_of(event: Event, gold: Gold) -> dict[str, bool]:
    """Every slot that gold asks for, and whether the event has it."""
    judged = {"type": event.sub_event_type in gold["types"]}
    for slot in _NAMES:
        if gold[slot]:
            forms = (getattr(event, slot), getattr(event, f"{slot}_mention"))
            judged[slot] = any(_named_alike(form, gold[slot]) for form in forms if form)
    for slot in _FIGURES:
        said = getattr(event, slot)
        accepted = gold[slot] if isinstance(gold[slot], list) else [gold[slot]]
        if "any" not in accepted and not (accepted == [None] and said is None):
            judged[slot] = said in accepted
    if gold["country"]:
        judged["country"] = event.country == gold["country"]
    if gold["date"]:
        days = gold["date"] if isinstance(gold["date"], list) else [gold["date"]]
        judged["date"] = bool({str(event.date_start), str(event.date_end)} & set(days))
    return judged


def is_found(event: Event, gold: Gold) -> bool:
    """The type agrees, and so does a place, a figure, or who did it to whom."""
    judged = slots_of(event, gold)
    if not judged["type"]:
        return False
    figure = any(judged.get(slot) and getattr(event, slot) is not None for slot in _FIGURES[::2])
    actors = [judged[slot] for slot in ("actor1", "actor2") if slot in judged]
    return bool(judged.get("location") or figure or (actors and all(actors)))


def best_pairs(events: list[Event], golds: list[Gold]) -> list[tuple[int, int]]:
    """The one-to-one pairing with the most right slots."""
    credit = {
        (i, j): sum(slots_of(event, gold).values()) + gold["required"] / 2
        for i, event in enumerate(events)
        for j, gold in enumerate(golds)
        if is_found(event, gold)
    }

    @cache
    def best(i: int, taken: frozenset[int]) -> tuple[float, tuple[tuple[int, int], ...]]:
        if i == len(events):
            return 0.0, ()
        options = [best(i + 1, taken)]
        for j in range(len(golds)):
            if (i, j) in credit and j not in taken:
                value, pairs = best(i + 1, taken | {j})
                options.append((value + credit[i, j], ((i, j), *pairs)))
        return max(options, key=lambda option: option[0])

    return list(best(0, frozenset())[1])


def _named_alike(said: str, accepted: list[str]) -> bool:
    """One is the other with some words more."""
    mine = _content(said)
    for form in accepted:
        theirs = _content(form)
        if mine and theirs and (mine <= theirs or (theirs <= mine and len(mine) <= len(theirs) + _SLACK)):
            return True
    return False


def _content(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name).lower()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"[’']s\b|-", " ", plain)
    words = re.sub(r"[^a-z0-9 ]+", "", plain).split()
    return frozenset(words) - _EMPTY_WORDS
