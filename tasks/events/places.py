"""Where a name is: countries, first-order regions and cities, ranked.

The table is a text of sorted lines, searched by bisection in one block of bytes: 20 MB in memory,
where a dict of the same names takes 180. It is built by `python -m training places` from GeoNames'
facts (CC BY 4.0, see places.LICENSE.md).
"""

import gzip
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from tasks.events.spelling import fold

Kind = Literal["country", "admin1", "city"]

# An alternate name stands for its place less surely than the place's own name: "Nice" is also an
# alternate of other towns.
ALTERNATE_WEIGHT = 0.3
# A region ranks as a city of half its people, or just below the city that it is named after.
REGION_WEIGHT = 0.5
SEAT_WEIGHT = 0.9
SEAT_SHARE = 0.05
# Capitals of this length are a code ("UN", "AA"), of a country or of something that is no place.
CODE = 3


@dataclass(frozen=True)
class Place:
    """A place of the gazetteer; degrees are WGS 84, a region's those of its people's centre."""

    name: str
    geoname_id: int | None
    country: str
    admin1: str | None
    latitude: float
    longitude: float
    population: int
    kind: Kind


@dataclass(frozen=True)
class _Hit:
    place: Place
    own_name: bool


def _around(before: str, after: str) -> re.Pattern[str]:
    """A pattern for a folded name between words that say what kind of place it is."""
    words = "|".join(map(fold, after.split()))
    heads = "|".join(map(fold, before.split()))
    return re.compile(rf"^(?:the )?(?:(?:{heads}) of )?(.+?)(?: (?:{words}))?$")


_REGION_WORDS = "province governorate region state oblast department"
_TOWN_WORDS = "city town village district municipality port suburb"
_REGION = _around(_REGION_WORDS, f"{_REGION_WORDS} prefecture county")
_TOWN = _around(_TOWN_WORDS, f"{_TOWN_WORDS} area countryside camp")
_PART = re.compile(
    r"^(?:the )?(?:(?:far|rural|central|downtown|greater|outer|upper|lower) )?"
    r"(?:(?:(?:north|suth|east|west)(?:ern)?|central|rural) ?){0,2}(.+)$"
)


def find_places(name: str, *, countries: Collection[str] = ()) -> list[Place]:
    """The places of that name, the likeliest first; none for a name that the table lacks or that
    has no capital.

    `countries` (ISO 3166-1 alpha-2) are those that the text is about: their places come first, and
    a name that is also an English word ("Reading", "Man") is found in them alone.
    """
    if name == name.lower():
        return []
    short = name.isupper() and len(name) <= CODE
    for key, kinds in _readings(name):
        hits = [hit for hit in _lookup(key, countries) if hit.place.kind in kinds]
        hits = [hit for hit in hits if hit.place.kind == "country" or not short]
        if hits:
            return _ranked(hits, countries)
    return []


def country_of(name: str) -> str | None:
    """The ISO code of a country by its name, its adjective or its people ("Malians").

    None for what is no country, and without a capital ("us").
    """
    if name == name.lower():
        return None
    key, names = fold(name), _country_names()
    return names.get(key) or names.get(key.removesuffix("s")) or names.get(_singular(key))


def _singular(key: str) -> str:
    return key.removesuffix("men") + "man" if key.endswith("men") else key


def _readings(name: str) -> Iterator[tuple[str, tuple[Kind, ...]]]:
    """The keys to try, the most literal first, each with the kinds that may answer."""
    key = fold(name.strip().removesuffix("'s").removesuffix("’s"))
    yield key, ("country", "admin1", "city")
    bare = _REGION.sub(r"\1", key)
    if bare != key:
        yield from ((variant, ("admin1",)) for variant in _variants(bare))
    town = _TOWN.sub(r"\1", key)
    for stripped in dict.fromkeys((key, bare, town)):
        yield from ((variant, ("country", "admin1", "city")) for variant in _variants(stripped))
    part = _PART.sub(r"\1", bare)
    if part != bare:
        yield from ((variant, ("country", "admin1", "city")) for variant in _variants(part))


def _variants(key: str) -> Iterator[str]:
    yield key
    yield key.removeprefix("al ") if key.startswith("al ") else f"al {key}"


def _ranked(hits: Iterable[_Hit], countries: Collection[str]) -> list[Place]:
    best: dict[Place, float] = {}
    cities: dict[str, float] = {}
    for hit in hits:
        weight = hit.place.population * (1 if hit.own_name else ALTERNATE_WEIGHT)
        best[hit.place] = max(weight, best.get(hit.place, 0))
        if hit.place.kind == "city":
            cities[hit.place.country] = max(weight, cities.get(hit.place.country, 0))

    def rank(place: Place) -> tuple[bool, bool, float, int]:
        weight = best[place]
        if place.kind == "admin1":
            city = cities.get(place.country, 0)
            named_after = city > SEAT_SHARE * place.population
            weight = SEAT_WEIGHT * city if named_after else REGION_WEIGHT * weight
        return (
            place.country not in countries,
            place.kind != "country",
            -weight,
            place.geoname_id or 0,
        )

    return sorted(best, key=rank)


def folded_rows() -> Iterator[list[str]]:
    """All lines of the table, as `training/places.py` describes them."""
    for line in _table().splitlines():
        yield line.decode().split("\t")


def _lookup(key: str, countries: Collection[str]) -> Iterator[_Hit]:
    for row in _rows(key):
        yield _hit(row)
    if countries:
        for row in _rows(f"~{key}"):
            hit = _hit(row)
            if hit.place.country in countries:
                yield hit


def _hit(row: list[str]) -> _Hit:
    if len(row) == 3:
        _, main, place = row
        found = next(full for full in _rows(main) if len(full) > 3 and full[1] == place)
        return _Hit(_place(found), own_name=False)
    return _Hit(_place(row), own_name=True)


def _place(row: list[str]) -> Place:
    _, place, kind, name, country, admin1, latitude, longitude, population = row
    names = [region[1] for region in _rows(f"{country}.{admin1}")] if admin1 else []
    return Place(
        name=name,
        geoname_id=int(place) if place.isdigit() else None,
        country=country,
        admin1=name if kind == "admin1" else next(iter(names), None),
        latitude=float(latitude),
        longitude=float(longitude),
        population=int(population),
        kind=cast(Kind, kind),
    )


def _rows(key: str) -> Iterator[list[str]]:
    """The table's lines that begin with the key: bisection over the offsets of the bytes."""
    table = _table()
    wanted = f"{key}\t".encode()
    low, high = 0, len(table)
    while low < high:
        middle = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.index(b"\n", middle) + 1
        if table[middle : middle + len(wanted)] < wanted:
            low = end
        else:
            high = middle
    while table.startswith(wanted, low):
        end = table.index(b"\n", low)
        yield table[low:end].decode().split("\t")
        low = end + 1


@cache
def _table() -> bytes:
    return gzip.decompress((files("tasks.events") / "places.tsv.gz").read_bytes())


@cache
def _country_names() -> dict[str, str]:
    text = (files("tasks.events") / "countries.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {
        fold(form): iso
        for iso, name, adjectives, others in reversed(rows)
        for form in (name, *adjectives.split("|"), *others.split("|"))
        if form
    }
