"""Document in, events out: screen, parse, read, merge, build."""

from collections import Counter
from typing import TYPE_CHECKING

from tasks.events.actor import Actor
from tasks.events.acts import Act
from tasks.events.agree import exact, is_bare
from tasks.events.build import event_of
from tasks.events.context import Context, claimant, count_groups, dateline_site, page_countries
from tasks.events.dates_around import date_around
from tasks.events.kinds import sub_type_of
from tasks.events.lexicon import UNARMED
from tasks.events.merge import merge
from tasks.events.read import read
from tasks.events.scene import Scene, parser_view, scene_of
from tasks.events.screen import candidates
from tasks.events.sentences import Sentence, datelines, sentences
from tasks.events.sites import find_sites
from tasks.events.status import is_denial, is_unverified
from tasks.events.tables import words
from tasks.records import Document, Event

if TYPE_CHECKING:
    from spacy.language import Language

# Paragraphs that tell what a page is about.
_LEAD = 2
# A denial or a doubt stands so many sentences behind what it is about.
_REACH = 2


def extract_events(document: Document, pipeline: "Language") -> tuple[Event, ...]:
    """The events that an English document tells, in text order; other languages give none."""
    if document.language != "en":
        return ()
    chosen = candidates(document.text, document.title or "")
    if not chosen:
        return ()
    parsed = pipeline.pipe(parser_view(sentence.text) for sentence in chosen)
    scenes = [scene_of(sentence, doc, document.published) for sentence, doc in zip(chosen, parsed, strict=True)]
    acts = _acts(document, scenes)
    _read_around(document, acts)
    merged = [act for act in merge(acts) if _says_enough(act)]
    date_around(list(sentences(document.text)), merged)
    return _events(document, _news(merged))


def _news(acts: list[Act]) -> list[Act]:
    """Without deeds long past: background, but for the lead of a page that tells nothing newer."""
    fresh = [act for act in acts if not act.stale]
    return fresh or [act for act in acts if act.scene.sentence.paragraph < _LEAD]


def _acts(document: Document, scenes: list[Scene]) -> list[Act]:
    countries = page_countries(document.title or "", document.text)
    home = dateline_site(next(datelines(document.text), ""), countries)
    context = Context(countries, home, count_groups(document.text))
    found = []
    for scene in scenes:
        sites = find_sites(scene, countries)
        for act in read(scene, sites):
            context.resolve(act)
            context.credit_speaker(act)
            context.place(act)
            sub_type = sub_type_of(act)
            if sub_type is not None or is_bare(act):
                act.sub_type = sub_type or "Attack"
                found.append(act)
        context.note_sites(sites)
    return found


def _says_enough(act: Act) -> bool:
    """Nobody in it and no figure: a word, no event; dead without a deed may be an accident's."""
    if all(act.scene.tree.lows[token] in _REFERRING for token in act.tokens):
        return False
    if is_bare(act):
        known = act.placed or act.when is not None
        return act.actor2 is not None and (act.actor2.armed or ("kill" in act.kinds and known))
    if act.sub_type == "Disrupted weapons use" and not act.placed:
        return False  # what air defence shot down over a whole country
    parties = bool(act.actor1 or act.actor2)
    alone = bool(act.kinds & _TELL_ALONE) or ("strike" in act.kinds and bool(act.weapons))
    told = act.placed and exact(act) is not None and alone
    return parties or told or bool(act.dead or act.displaced)


# Deeds that need no name to be one, where their place is said: "fighting was ongoing in Arshaf".
# Words that only speak of a deed told elsewhere.
_REFERRING = words("referring")
_TELL_ALONE = frozenset(("clash", "air", "shell", "bomb", "bombing"))


def _read_around(document: Document, acts: list[Act]) -> None:
    """What the sentences behind an act say of it: denied, unverified, claimed by a group."""
    spans = list(sentences(document.text))
    at = {span.start: number for number, span in enumerate(spans)}
    for act in acts:
        number = at[act.scene.sentence.start]
        after = spans[number : number + 1 + _REACH]
        if act.status == "alleged" and any(is_denial(s.text) for s in after[1:]):
            act.status = "denied"
        elif any(is_unverified(s.text) for s in after[1:2]):
            act.status = "alleged"
    _credit(spans, acts)


def _credit(spans: list[Sentence], acts: list[Act]) -> None:
    """A claim of responsibility names the doer of the last violent act before it that has none."""
    for span in spans:
        found = claimant(span.text)
        before = [a for a in acts if a.scene.sentence.start <= span.start and _lacks_doer(a)]
        if found is not None and before:
            name = found.name
            home = name.countries[0] if len(name.countries) == 1 else None
            mention = span.text[found.start : found.end]
            before[0].actor1 = Actor(name.name, mention, name.kind, home, 0, group=True)


def _lacks_doer(act: Act) -> bool:
    vague = act.actor1 is None or not (act.actor1.name or act.actor1.kind in UNARMED)
    return vague and act.sub_type in _CLAIMED


_CLAIMED = frozenset(
    ("Suicide bomb", "Remote explosive/landmine/IED", "Attack", "Armed clash", "Grenade",
     "Shelling/artillery/missile attack", "Air/drone strike", "Abduction/forced disappearance")
)  # fmt: skip


def _events(document: Document, acts: list[Act]) -> tuple[Event, ...]:
    seen: Counter[tuple[int, str]] = Counter()
    events = []
    for act in sorted(acts, key=lambda act: act.order):
        key = (act.scene.sentence.start, act.sub_type)
        events.append(event_of(document, act, seen[key]))
        seen[key] += 1
    return tuple(events)
