"""What the page has said so far: who "it" is, where "there" is, which country the page is about."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from tasks.events.actor import Actor
from tasks.events.actors import actor_at
from tasks.events.acts import Act
from tasks.events.lexicon import STATE_SIDE, Found, capitals, find_names
from tasks.events.phrases import only_tied
from tasks.events.places import Place, find_places
from tasks.events.scene import Scene
from tasks.events.sentences import datelines
from tasks.events.sites import Site
from tasks.events.speech import SAYING, attribution_of
from tasks.events.tables import words

_CREDIT = re.compile(r"\b(?:claim(?:ed|s|ing) (?:the )?(?:responsibility|credit)|claimed by|blam(?:ed|es|ing))\b")
_COREFERENT = words("coreferent")
_MILITARY = re.compile(
    r"\b(?:army|military|officers?|col|colonel|generals?|defen[cs]e|command|forces?|navy|pentagon)\b",
    re.I,
)
_OWN_DEEDS = frozenset(("air", "strike", "shell", "bomb", "operation", "kill", "destroy"))
_OWN_FORCES = re.compile(r"(?:its|their|our) (?:\w+ )?(?:forces?|troops|army|military|soldiers|navy)\b")
# "the al-Qaeda-linked group JNIM" is not al-Qaeda.
_TIED = re.compile(
    r"[- ](?:linked|affiliated|affiliate|aligned|allied|backed|inspired)\b|'s (?:\w+ )?(?:affiliate|branch)"
)
_TOWN = re.compile(
    r"\b(?:in|on|at|near|outside|inside|around) the (?:city|town|village|camp|port|settlement|hamlet)\b(?! of\b)"
)
_NOBODY = re.compile(r"\b(?:no (?:group|one|organi[sz]ation|immediate)|nobody|yet to claim)\b", re.I)


@dataclass(slots=True)
class Context:
    """Of one page; grows sentence by sentence."""

    countries: tuple[str, ...]
    """ISO codes that the page names, the likeliest first."""
    home: Site | None = None
    """The place of the dateline."""
    groups: int = 0
    """How many armed groups the page names that are no state's."""
    last_actor: Actor | None = None
    last_group: Actor | None = None
    last_country: str | None = None
    last_site: Site | None = None
    """The last place more exact than a country."""
    last_town: Site | None = None
    """Where "the city" is."""

    def note_sites(self, sites: list[Site]) -> None:
        """Remember the places of a sentence, acts or none in it."""
        towns = [site for site in sites if site.rank >= 4 and (site.firm or site.place)]
        self.last_town = towns[-1] if towns else self.last_town
        exact = [site for site in sites if site.rank > 1 and site.firm and site.place]
        if exact:
            self.last_site = max(exact, key=lambda site: site.rank)

    def resolve(self, act: Act) -> None:
        """Put antecedents in for pronouns, then remember the act's own actors."""
        act.actor1 = _of_speaker(act, act.actor1)
        act.actor1 = self._antecedent(act.scene, act.actor1, act.actor2)
        act.actor2 = self._antecedent(act.scene, act.actor2, act.actor1)
        for actor in (act.actor2, act.actor1):
            if actor is not None and not actor.pronoun:
                self.last_actor = actor if actor.armed else self.last_actor
                self.last_group = actor if actor.group else self.last_group

    def credit_speaker(self, act: Act) -> None:
        """Forces that report a blow against their enemy dealt it: "a US officer said strikes …"."""
        target = act.actor2
        if act.actor1 is None and target is not None and target.kind in ("rebel", "armed", "gang"):
            own = act.kinds & _OWN_DEEDS and not act.weapons & {"suicide", "mine"}
            if own and _MILITARY.search(act.attribution or ""):
                act.actor1 = _speaker(act.scene)

    def place(self, act: Act) -> None:
        """An act without a place happens where the page last was; its country is the place's."""
        told = self.last_town if _TOWN.search(act.scene.tree.text) else None
        fallback = told or self.last_site or self.home
        if not act.sites and fallback is not None:
            act.sites = [fallback]
        elif act.sites and act.sites[0].rank > 1 and (act.sites[0].place or act.sites[0].rank > 3):
            self.last_site = act.sites[0]
        countries = [site.country for site in act.sites if site.country is not None]
        likely = [*countries, *self._homes(act), *self.countries, self.last_country]
        act.country = next(iter(likely), None)
        self.last_country = act.country

    def _homes(self, act: Act) -> list[str]:
        """Where the act's groups are at home, if the page names that country; then its states."""
        actors = [a for a in (act.actor2, act.actor1) if a is not None and a.country]
        ordered = sorted(actors, key=lambda actor: not actor.group)
        return [a.country for a in ordered if a.country in self.countries]

    def _is_told(self, scene: Scene, actor: Actor) -> bool:
        """ "the militants", where the page has named one group only."""
        tree = scene.tree
        definite = any(tree.lows[kid] == "the" for kid in tree.kids[actor.head])
        plain = actor.name is None and tree.lows[actor.head] in _COREFERENT
        return definite and plain and self.groups == 1

    def _antecedent(self, scene: Scene, actor: Actor | None, other: Actor | None) -> Actor | None:
        if actor is None or not (actor.pronoun or self._is_told(scene, actor)):
            return actor
        if not actor.pronoun and self.last_group is not None:
            same = other is not None and other.name == self.last_group.name
            return actor if same else replace(self.last_group, head=actor.head, mention=actor.mention)
        if actor.mention.lower() == "it" and not scene.tree.is_rel(actor.head, "nsubj"):
            return None  # "opened fire on it": a bus, a house
        if actor.mention.lower() in ("we", "our"):
            found = _speaker(scene)
        else:
            told = _who_tells(scene, actor)
            found = told or _in_sentence(scene, actor) or self.last_group or self.last_actor
        if found is None or (other is not None and found.name and found.name == other.name):
            return None
        return replace(found, head=actor.head, mention=found.mention)


def _who_tells(scene: Scene, actor: Actor) -> Actor | None:
    """The armed side that says so of itself: "Police said they had killed …"."""
    tree = scene.tree
    if actor.mention.lower().split()[0] not in ("they", "it", "its", "their"):
        return None
    for verb in tree.ancestors(actor.head):
        for kid in tree.children(verb, "nsubj") if tree.lows[verb] in SAYING else ():
            told = actor_at(scene, kid) if kid < verb < actor.head else None
            if told is not None and told.armed and not told.pronoun:
                return told
    return None


def _speaker(scene: Scene) -> Actor | None:
    """Whom "we" speaks for: the country or group of the one quoted."""
    said = attribution_of(scene) or ""
    for found in find_names(said):
        group = found.name.form == "group"
        name = found.name.name if group else f"Military Forces of {found.name.name}"
        mention = said[found.start : found.end]
        return Actor(name, mention, found.name.kind, found.name.countries[0], 0, group=group)
    return None


def _of_speaker(act: Act, actor: Actor | None) -> Actor | None:
    """Nameless forces are the speaker's: "Russia's Defence Ministry said that units had …"."""
    if actor is None or actor.name or actor.country or actor.kind != "state" or actor.pronoun:
        return actor
    speaker = _speaker(act.scene)
    if speaker is None or speaker.group:
        return actor
    return replace(actor, name=speaker.name, country=speaker.country)


def _in_sentence(scene: Scene, actor: Actor) -> Actor | None:
    """The group or state named before the pronoun in its sentence: "Hamas said its fighters …"."""
    before = [
        n
        for n in scene.names
        if n.end <= actor.head and n.name.form != "capital" and not only_tied(scene.tree, n, actor.head)
    ]
    groups = [n for n in before if n.name.form == "group"]
    own = _OWN_FORCES.match(actor.mention.lower())
    for named in groups[-1:] or (before[-1:] if own else []):
        text = scene.tree.span_text(named.start, named.end)
        if named.name.form == "group":
            home = named.name.countries
            one = home[0] if len(home) == 1 else None
            return Actor(named.name.name, text, named.name.kind, one, named.start, group=True)
        forces = f"Military Forces of {named.name.name}"
        return Actor(forces, text, "state", named.name.countries[0], named.start)
    return None


def count_groups(text: str) -> int:
    """How many different armed groups of no state the text names."""
    names = (found.name for found in find_names(text))
    return len({name.name for name in names if name.form == "group" and name.kind not in STATE_SIDE})


def page_countries(title: str, text: str) -> tuple[str, ...]:
    """Countries that the page names, by name, people, capital or a group's home; in that order."""
    weights: Counter[str] = Counter()
    dateline = next(datelines(text), "").title()
    for weight, part in ((6, title), (4, dateline), (4, text[:600]), (2, text[600:6000])):
        for found in find_names(part):
            home = found.name.countries
            if found.name.form == "group":
                for code in home[:2]:
                    weights[code] += 3 * weight // len(home)
            else:
                share = {"country": 4, "demonym": 3, "capital": 2}[found.name.form]
                weights[home[0]] += share * weight
    written = _dateline_place(dateline, tuple(weights))
    if written is not None:
        weights[written.country] += _DATELINE_WEIGHT
    return tuple(code for code, _ in sorted(weights.items(), key=lambda kv: (-kv[1], kv[0])))


# The country that a page is written from, beside those that it names: as one naming in its first lines.
_DATELINE_WEIGHT = 12


def _dateline_place(dateline: str, countries: tuple[str, ...]) -> Place | None:
    """Of places of one name that in a country of the page."""
    name = re.split(r"[,(/]| [-–—]|:", dateline)[0].strip()
    return next(iter(find_places(name, countries=countries)), None) if name else None


def dateline_site(dateline: str, countries: tuple[str, ...]) -> Site | None:
    """The place that the page is written from."""
    place = _dateline_place(dateline.title(), countries)
    if place is None or place.country not in countries or place.name in capitals():
        return None  # from a capital the whole country is written about
    return Site(0, 0, 0, place.name, place.name, 3, "", False, place, place.country)


def claimant(sentence: str) -> Found | None:
    """The group that a sentence says took or was given the blame for what was told before."""
    credit = _CREDIT.search(sentence)
    if credit is None or (_NOBODY.search(sentence) and " on " not in sentence[credit.end() :][:60]):
        return None
    named = [found for found in find_names(sentence) if found.name.form == "group"]
    groups = [found for found in named if not _TIED.match(sentence, found.end)]
    before = [found for found in groups if found.end <= credit.start()]
    return before[-1] if before else next(iter(groups), None)
