"""The names the step knows: armed groups, states, generic sides; found in text by their aliases."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tasks.events.tables import parts, rows

Kind = Literal[
    "state", "police", "coalition", "militia", "rebel", "gang", "armed", "aircraft",
    "civilian", "protester", "person", "other",
]  # fmt: skip
STATE_SIDE: frozenset[Kind] = frozenset({"state", "police", "coalition", "militia"})
ARMED: frozenset[Kind] = STATE_SIDE | {"rebel", "gang", "armed", "aircraft"}
UNARMED: frozenset[Kind] = frozenset({"civilian", "protester", "person"})


@dataclass(frozen=True, slots=True)
class Name:
    """What an alias stands for."""

    name: str
    kind: Kind
    countries: tuple[str, ...]
    """ISO codes, home first."""
    form: Literal["group", "country", "demonym", "capital"]


@dataclass(frozen=True, slots=True)
class Side:
    """A common noun for people who act or are acted on."""

    noun: str
    plural: bool
    kind: Kind
    canonical: str


@dataclass(frozen=True, slots=True)
class Found:
    """A known name at `text[start:end]`."""

    start: int
    end: int
    name: Name


@cache
def sides() -> dict[str, Side]:
    """Side nouns by lower-case form, singular and plural."""
    found = {}
    for row in rows("sides"):
        kind: Kind = row["kind"]  # type: ignore[assignment]
        for form, plural in ((row["noun"], False), (row["plural"], True)):
            if form:
                found[form] = Side(row["noun"], plural, kind, row["canonical"])
    return found


@cache
def names() -> dict[str, Name]:
    """Every alias of the tables, with what it stands for."""
    found: dict[str, Name] = {}
    for row in rows("countries"):
        code = (row["code"],)
        for form, cell in (("capital", "capital"), ("demonym", "demonyms"), ("country", "aliases")):
            for alias in parts(row[cell]):
                # Congolese, Congo: the first in the table is the smaller country, the last wins
                found[alias] = Name(row["name"], "state", code, form)  # type: ignore[arg-type]
        found[row["name"]] = Name(row["name"], "state", code, "country")
    for row in rows("groups"):
        kind: Kind = row["kind"]  # type: ignore[assignment]
        entry = Name(row["name"], kind, parts(row["countries"]), "group")
        for alias in (row["name"], *parts(row["aliases"])):
            found[alias] = entry
    return found


def capital_of(code: str) -> str:
    """The capital of a country of the table; empty for none."""
    return _capitals().get(code, "")


@cache
def _capitals() -> dict[str, str]:
    return {row["code"]: row["capital"] for row in rows("countries")}


@cache
def capitals() -> frozenset[str]:
    """The capitals of the table."""
    return frozenset(_capitals().values())


def country_name(code: str | None) -> str | None:
    """The English name of an ISO code."""
    return _names_by_code().get(code or "")


@cache
def _names_by_code() -> dict[str, str]:
    return {row["code"]: row["name"] for row in rows("countries")}


def find_names(text: str) -> list[Found]:
    """Known names in `text`, the longest at each place; case counts ("IS", not "is")."""
    plain = text.replace("’", "'")
    shouting = sum(c.isupper() for c in plain) > sum(c.islower() for c in plain)
    found = []
    for match in _pattern().finditer(plain):
        alias = match.group()
        if shouting and len(alias) <= 3:
            continue  # a headline in capitals: IS, US, AA are as likely words
        name = names().get(alias) or names()[_canonical_case(alias)]
        found.append(Found(match.start(), match.end(), name))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    aliases = sorted(names(), key=len, reverse=True)
    alternatives = "|".join(_loose(alias) for alias in aliases)
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?!\w)")


def _loose(alias: str) -> str:
    """The article of Arabic names in either case, joined either way: al-Shabaab, Al Shabaab."""
    return re.sub(r"^[Aa]l(?:-|\\-| |\\ )", "[Aa]l[- ]", re.escape(alias))


def _canonical_case(alias: str) -> str:
    return _by_folded()[_fold(alias)]


@cache
def _by_folded() -> dict[str, str]:
    return {_fold(alias): alias for alias in names()}


def _fold(alias: str) -> str:
    return alias.lower().replace("-", " ")
