"""Names of people, places, groups and organisations to fill frames and swap into sentences."""

import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from tasks.events.places import folded_rows

HERE = Path(__file__).parent
COUNTRIES = HERE.parent / "tasks" / "events" / "countries.tsv"
# Share of towns that lie in a country with a conflict (names/conflict_countries.txt).
IN_CONFLICT = 0.85
QUOTES = "‘’ʼʿʾʻ`"
LETTERS = "ABCDEFGHIJKLMNOPRSTUW"


@dataclass(frozen=True)
class Town:
    """A town or region of the gazetteer."""

    name: str
    country: str
    population: int


class Names:
    """Draws names from our lists; the same seed draws the same names."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def draw(self, kind: str) -> str:
        """A name of that kind; KeyError for an unknown kind."""
        return self._kinds[kind]()

    @cached_property
    def _kinds(self) -> dict[str, Callable[[], str]]:
        listed = {
            "listed_group": lines("groups.txt"),
            "listed_media": lines("media.txt"),
            "adjective": [form for row in self._countries for form in row[1]],
            "country": [form for row in self._countries for form in row[0]],
            "nisba": [name for row in self._people[:1] for name in row[1]],
            "letter": list("NASDPK"),
        }
        kinds: dict[str, Callable[[], str]] = {
            kind: lambda names=names: self.rng.choice(names)  # type: ignore[misc]
            for kind, names in listed.items()
        }
        return kinds | {
            "listed_org": self._organisation,
            "cityname": lambda: self._town(0),
            "place": lambda: self._town(20_000),
            "bigcity": lambda: self._town(150_000),
            "cityname_upper": lambda: self._town(100_000).upper(),
            "regionname": self._region,
            "nation": lambda: self.draw("adjective"),
            "fullname": self._person,
            "family": self._family,
            "acronym": lambda: "".join(self.rng.sample(LETTERS, self.rng.choice((2, 3, 3, 4)))),
        }

    def _organisation(self) -> str:
        name = self.rng.choice(lines("organisations.txt"))
        for kind, slot in (("country", "country"), ("adjective", "adjective"), ("place", "city")):
            if f"{{{slot}}}" in name:
                name = name.replace(f"{{{slot}}}", self.draw(kind))
        return name

    def _person(self) -> str:
        given, family, pattern = self.rng.choice(self._people)
        name = pattern.format(given=self.rng.choice(given), family=self.rng.choice(family))
        middle = self.rng.random() < 0.05 and pattern == "{given} {family}"
        return name.replace(" ", f" {self.rng.choice(LETTERS)}. ", 1) if middle else name

    def _family(self) -> str:
        _, family, pattern = self.rng.choice(self._people)
        name = self.rng.choice(family)
        return f"al-{name}" if "al-{family}" in pattern and self.rng.random() < 0.5 else name

    def _town(self, population: int) -> str:
        if self.rng.random() > IN_CONFLICT:
            return self._spelt(self.rng.choice(self._far).name)
        while True:
            town = self.rng.choice(self._near[self.rng.choice(self._conflicts)])
            if town.population >= population:
                return self._spelt(town.name)
            population //= 2

    def _region(self) -> str:
        return self._spelt(self.rng.choice(self._regions).name)

    def _spelt(self, name: str) -> str:
        plain = name if self.rng.random() < 0.1 else plain_letters(name)
        head, _, rest = plain.partition(" ")
        if head in ("Al", "Ar", "As", "Ash", "At", "Ad", "An", "Az") and rest:
            return self.rng.choice((f"al-{rest}", f"Al-{rest}", f"{head} {rest}", rest))
        return plain

    @cached_property
    def _conflicts(self) -> list[str]:
        return lines("conflict_countries.txt")

    @cached_property
    def _people(self) -> list[tuple[list[str], list[str], str]]:
        rows = [line.split("\t") for line in lines("persons.tsv")]
        return [(given.split("|"), family.split("|"), form) for _, given, family, form in rows]

    @cached_property
    def _countries(self) -> list[tuple[list[str], list[str]]]:
        """Names and adjectives; those of countries in conflict four times."""
        return [
            (names, adjectives)
            for iso, names, adjectives in _country_rows()
            for _ in range(4 if iso in (*self._conflicts, "US", "GB") else 1)
        ]

    @cached_property
    def _near(self) -> dict[str, list[Town]]:
        near: dict[str, list[Town]] = {country: [] for country in self._conflicts}
        for town in self._towns:
            if town.country in near:
                near[town.country].append(town)
        return near

    @cached_property
    def _far(self) -> list[Town]:
        return [town for town in self._towns if town.population > 50_000]

    @cached_property
    def _towns(self) -> list[Town]:
        return _places("city")

    @cached_property
    def _regions(self) -> list[Town]:
        return _places("admin1")


def demonyms() -> Iterator[str]:
    """The adjectives of all countries and their plurals."""
    for _, _, adjectives in _country_rows():
        for adjective in adjectives:
            yield adjective
            yield f"{adjective}s"


def _country_rows() -> Iterator[tuple[str, list[str], list[str]]]:
    for line in COUNTRIES.read_text(encoding="utf-8").splitlines()[1:]:
        iso, name, adjectives, others = line.split("\t")
        names = [form.removeprefix("The ") for form in (name, *others.split("|")) if form]
        yield iso, names, [form for form in adjectives.split("|") if form]


def plain_letters(name: str) -> str:
    """The name as English papers print it, without marks."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(c for c in letters if not unicodedata.combining(c) and c not in QUOTES)


def lines(name: str) -> list[str]:
    """The lines of a list of names."""
    text = (HERE / "names" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _places(kind: str) -> list[Town]:
    return [Town(row[3], row[4], int(row[8])) for row in folded_rows() if len(row) > 8 and row[2] == kind]
