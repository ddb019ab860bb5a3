"""From an act to the record that leaves the step."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import cast

from tasks.events.actor import Actor
from tasks.events.acts import Act
from tasks.events.dates import When
from tasks.events.lexicon import country_name
from tasks.events.places import Place, find_places
from tasks.events.sites import Site
from tasks.events.tolls import Toll
from tasks.records import Document, Event, EventStatus, SideFatalities, event_type_of

VERSION = 1


def event_of(doc: Document, act: Act, ordinal: int) -> Event:
    """The event record of an act; `ordinal` tells acts of one type and sentence apart."""
    sentence = act.scene.sentence
    return Event(
        event_id=_id(doc, act, ordinal),
        doc_id=doc.doc_id,
        source_uri=doc.source_uri,
        url=doc.url,
        day=doc.day,
        event_type=event_type_of(act.sub_type),
        sub_event_type=act.sub_type,
        actor1=_name(act.actor1, act.country),
        actor1_mention=act.actor1.mention if act.actor1 else None,
        actor2=_name(act.actor2, act.country),
        actor2_mention=act.actor2.mention if act.actor2 else None,
        **_where(act),
        **_when(act, doc.published),
        **_figures(act),
        status=cast(EventStatus, act.status),
        attribution=act.attribution,
        trigger=act.scene.tree.words[act.tokens[0]],
        sentence=sentence.text,
        char_start=sentence.start,
        char_end=sentence.end,
        confidence=_confidence(act),
        events_version=VERSION,
    )


def _id(doc: Document, act: Act, ordinal: int) -> str:
    span = act.scene.sentence
    key = f"{doc.doc_id}|{act.sub_type}|{span.start}|{span.end}|{ordinal}"
    return sha256(key.encode()).hexdigest()[:32]


def _name(actor: Actor | None, country: str | None) -> str | None:
    """The canonical name; generic forces of a state get the country of the event."""
    if actor is None:
        return None
    if actor.name and actor.name != "government":
        return actor.name
    home = country_name(actor.country or country)
    if home and actor.kind in ("state", "police"):
        return f"{'Police' if actor.kind == 'police' else 'Military'} Forces of {home}"
    return actor.mention


def _where(act: Act) -> dict[str, object]:
    site = next(iter(act.sites), None)
    country = act.country
    if site is None:
        return _only_country(country)
    if site.place is not None:
        return _known(site, site.place)
    region = _region(act, country)
    reason = f"no gazetteer has {site.name}"
    if region is not None:
        known = _known(site, region) | {"geo_precision": 2, "geoname_id": region.geoname_id}
        return known | {"location_reason": f"{reason}: placed in {region.name}"}
    found = _only_country(country)
    reason += "" if country is None else f": placed in {country_name(country)}"
    return found | {
        "location": site.name, "location_mention": site.mention, "location_reason": reason,
    }  # fmt: skip


def _known(site: Site, place: Place) -> dict[str, object]:
    precision = {"city": 1, "admin1": 2, "country": 3}[place.kind]
    reason = {1: None, 2: "only a region is named", 3: "only a country is named"}[precision]
    return {
        "location": site.name,
        "location_mention": site.mention,
        "admin1": place.admin1,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geoname_id": place.geoname_id,
        "geo_precision": precision,
        "location_reason": reason,
    }


def _region(act: Act, country: str | None) -> Place | None:
    """The place that the page puts an unknown village in."""
    for site in act.sites[1:]:
        if site.place is not None and site.rank > 1 and site.place.country == (country or site.place.country):
            return site.place
    return None


def _only_country(country: str | None) -> dict[str, object]:
    name = country_name(country)
    place = next((p for p in find_places(name) if p.kind == "country"), None) if name else None
    return {
        "location": name,
        "location_mention": None,
        "admin1": None,
        "country": country,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "geoname_id": place.geoname_id if place else None,
        "geo_precision": 3 if country else None,
        "location_reason": "the page names no place: the country it is about" if country else "the page names no place",
    }


def _when(act: Act, published: date | None) -> dict[str, object]:
    when, said = act.when, act.reported
    if when is not None and when.first is not None:
        return _dates(when, when.reason)
    if when is not None:
        return _dates(replace(when, precision=None), when.reason)
    if said is not None and said.last is not None:
        reason = f'the act is undated: reported "{said.mention}", so not later'
        return _dates(replace(said, first=None, precision=2), reason)
    if published is None:
        return _dates(_NO_DATE, "the page gives no date")
    return _dates(
        replace(_NO_DATE, last=published, precision=2),
        "the act is undated: not later than publication",
    )


_NO_DATE = When(0, 0, "", None, None, None, None)


def _dates(when: When, reason: str | None) -> dict[str, object]:
    return {
        "date_start": when.first,
        "date_end": when.last,
        "date_mention": when.mention or None,
        "time_precision": when.precision,
        "date_reason": reason,
    }


def _figures(act: Act) -> dict[str, object]:
    dead = act.dead or Toll(None, None, None, None)
    return {
        "fatalities": dead.value,
        "fatalities_low": dead.low,
        "fatalities_high": dead.high,
        "fatalities_qualifier": dead.qualifier,
        "fatalities_by_side": tuple(SideFatalities(side=side, fatalities=count) for side, count, _ in dead.sides),
        "injuries": act.hurt.value if act.hurt else None,
        "displaced": act.displaced.value if act.displaced else None,
    }


def _confidence(act: Act) -> float:
    """A plain sum of what is known: not calibrated, for ranking only."""
    known = [act.actor1, act.actor2, act.sites, act.when, act.dead]
    score = 0.4 + 0.08 * sum(bool(part) for part in known) + 0.05 * min(act.support - 1, 4)
    return round(min(score if act.status == "asserted" else score - 0.15, 1.0), 2)
