"""Names by their aliases: in any spelling of the article, never a verb."""

import pytest

from tasks.events.inflect import noun_forms, verb_forms
from tasks.events.lexicon import find_names
from tasks.events.tables import parts, rows

FOUND = [
    ("IS captures villages", ["Islamic State"]),
    ("Daesh and ISIL fled", ["Islamic State", "Islamic State"]),
    ("al Shabaab, Al-Shabaab, al-Shabaab", ["Al-Shabaab"] * 3),
    ("the U.S. Army", ["United States"]),
    ("North Koreans in South Sudan", ["North Korea", "South Sudan"]),
    ("People’s Defence Force", ["People's Defence Force"]),
    ("Hamas is here", ["Hamas"]),
    ("what is this", []),
    ("Polish the Chad", ["Poland", "Chad"]),
    ("FIGHTING IS RAGING IN SYRIA", []),  # a headline in capitals
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_names(text: str, expected: list[str]) -> None:
    assert [found.name.name for found in find_names(text)] == expected


def test_every_alias_of_a_group_is_found_as_a_whole() -> None:
    for row in rows("groups"):
        for alias in (row["name"], *parts(row["aliases"])):
            text = f"Fighters of {alias} fled"
            spans = [text[found.start : found.end] for found in find_names(text)]
            assert spans == [alias.replace("’", "'")] or spans == [alias], alias


def test_no_alias_stands_for_two_groups() -> None:
    seen: dict[str, str] = {}
    for row in rows("groups"):
        for alias in {row["name"], *parts(row["aliases"])}:
            assert seen.setdefault(alias, row["name"]) == row["name"], alias


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("kill", {"kill", "kills", "killing", "killed"}),
        ("seize", {"seize", "seizes", "seizing", "seized"}),
        ("kidnap", {"kidnap", "kidnaps", "kidnapping", "kidnapped"}),
        ("flee", {"flee", "flees", "fleeing", "fled"}),
        ("die", {"die", "dies", "dying", "died"}),
        ("overrun", {"overrun", "overruns", "overrunning", "overran"}),
    ],
)
def test_verb_forms(verb: str, forms: set[str]) -> None:
    assert verb_forms(verb) >= forms


def test_noun_forms() -> None:
    assert noun_forms("clash") == {"clash", "clashes"}
    assert noun_forms("casualty") == {"casualty", "casualties"}
