"""Place mentions of a sentence, each with how exact it is and how it hangs in the sentence."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tasks.events.lexicon import Name, capital_of
from tasks.events.locative import preposition, type_word, with_direction
from tasks.events.place_words import is_place_noun, is_place_word
from tasks.events.places import Place, find_places
from tasks.events.scene import Scene
from tasks.events.site_names import name_spans
from tasks.events.spelling import fold
from tasks.events.tables import words
from tasks.events.tree import Tree

COUNTRY, REGION, DISTRICT, CITY, VILLAGE = 1, 2, 3, 4, 5
_FIRM = words("firm")
# A place in a country that the page does not name must be a big city of that very name.
_FAR_POPULATION = 100_000
# "Mubi, Adamawa state, Nigeria": how many tokens may stand between a place and what it lies in.
_CHAIN = 3


@dataclass(frozen=True, slots=True)
class Site:
    """A place named at tokens `start:end`."""

    start: int
    end: int
    head: int
    name: str
    """The name alone: Umm Housh."""
    mention: str
    """As the page says it: southern Aleppo, Aleppo province."""
    rank: int
    """1 country, 2 region, 3 district, 4 city or unknown, 5 village, neighbourhood."""
    prep: str
    firm: bool
    """In, at, near: where something is, not where it goes or comes from."""
    place: Place | None
    country: str | None
    """Where the sentence or the table says so."""


def find_sites(scene: Scene, countries: tuple[str, ...]) -> list[Site]:
    """The places of the sentence; `countries` (the page's, likeliest first) decide on homonyms."""
    own = tuple(named.name.countries[0] for named in scene.names if named.name.form != "group")
    spans = list(name_spans(scene))
    sites = [_site(scene, start, end, (*own, *countries)) for start, end in spans]
    found = [site for site in sites if site is not None]
    return [_in_chain(site, found) for site in found] + [*_borders(scene), *_capitals(scene, countries)]


def _site(scene: Scene, start: int, end: int, countries: tuple[str, ...]) -> Site | None:
    tree = scene.tree
    named = scene.name_at(start)
    known = named.name if named else None
    rank, left, right = type_word(tree, start, end)
    prep = preposition(tree, left)
    place, rank_found, country = _looked_up(tree.span_text(start, end), known, rank, countries)
    if known is not None:
        if rank is None and (_modifies(tree, end) or (known.form == "capital" and not prep)):
            return None
    elif not _is_place(tree, start, end, prep if place is None else "in") and rank is None:
        return None
    first = with_direction(tree, start) if left >= start else start
    return Site(
        start=start,
        end=right,
        head=_head(tree, start, end),
        name=tree.span_text(start, end),
        mention=tree.span_text(first, right),
        rank=rank_found,
        prep=prep,
        firm=prep in _FIRM and not (rank_found == COUNTRY and prep in ("near", "outside")),
        place=place,
        country=country,
    )


def _is_place(tree: Tree, start: int, end: int, prep: str) -> bool:
    """An unknown name is one that the pipeline calls so, or that something is in."""
    if start > 1 and tree.lows[start - 1] == "of" and is_place_noun(tree.lows[start - 2]):
        return True
    labels = {label for first, last, label in tree.entities if first < end and last > start}
    return "LOC" in labels or (prep in _FIRM and not labels & {"ORG", "PER"})


def _modifies(tree: Tree, after: int) -> bool:
    """ "U.S. forces", "Jordan base": the country belongs to the noun behind it."""
    noun = after < len(tree.lows) and tree.pos[after] == "NOUN"
    return noun and not is_place_word(tree.lows[after])


def _looked_up(
    name: str, known: Name | None, rank: int | None, countries: tuple[str, ...]
) -> tuple[Place | None, int, str | None]:
    """The gazetteer's place, the rank, the country; no place where a namesake is meant."""
    places = find_places(name, countries=countries)
    if known is not None and known.form == "country":
        code = known.countries[0]
        return next((p for p in places if p.country == code), None), COUNTRY, code
    near = [place for place in places if place.country in countries]
    found = next(iter(near or places), None)
    if found is None:
        return None, rank or CITY, None
    kinds = {"country": COUNTRY, "admin1": REGION, "city": CITY}
    rank = rank or kinds[found.kind]
    own_name = fold(name).split()[0] == fold(found.name).split()[0]
    sure = bool(near) or (own_name and found.population >= _FAR_POPULATION and rank != VILLAGE)
    return (found, rank, found.country) if sure else (None, rank, None)


def _head(tree: Tree, start: int, end: int) -> int:
    for token in range(start, end):
        if not start <= tree.heads[token] < end or tree.heads[token] == token:
            return token
    return start


def _in_chain(site: Site, sites: list[Site]) -> Site:
    """A place followed by its region or country ("Mubi, Adamawa state, Nigeria") lies in it."""
    if site.country is not None and site.place is not None:
        return site
    after = [s for s in sites if 0 <= s.start - site.end <= _CHAIN and s.country]
    return replace(site, country=after[0].country) if after else site


def _borders(scene: Scene) -> Iterator[Site]:
    """ "the Turkish border": a place of its own, on the side the page is about."""
    tree = scene.tree
    for token, low in enumerate(tree.lows):
        if low not in ("border", "frontier"):
            continue
        start = token
        while start > 0 and tree.heads[start - 1] == token and tree.pos[start - 1] in ("ADJ", "PROPN"):
            start -= 1
        prep = preposition(tree, start)
        if start < token and prep:
            text = tree.span_text(start, token + 1)
            yield Site(start, token + 1, token, text, text, REGION, prep, False, None, None)


def _capitals(scene: Scene, countries: tuple[str, ...]) -> Iterator[Site]:
    """ "the Iraqi capital", "the capital" of the page's country, where no name follows."""
    tree = scene.tree
    for token, low in enumerate(tree.lows):
        prep = preposition(tree, token) if low == "capital" else ""
        named = scene.name_at(token - 1) if prep else None
        if not prep or _is_name(tree, token + 1) or (named is not None and named.name.form == "group"):
            continue
        alone = named is None and tree.lows[token - 1] == "the" and bool(countries)
        if named is None and not alone:
            continue
        country = named.name.countries[0] if named is not None else countries[0]
        name = capital_of(country)
        place = next(iter(find_places(name, countries=(country,))), None)
        begin = named.start if named is not None else token
        text = tree.span_text(begin, token + 1)
        yield Site(begin, token + 1, token, name, text, CITY, prep, prep in _FIRM, place, country)


def _is_name(tree: Tree, token: int) -> bool:
    return token < len(tree.words) and tree.words[token][:1].isupper()
