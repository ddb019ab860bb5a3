"""Conflict events: who did what to whom, where, when, how many dead. Type names are ACLED's."""

from datetime import date
from typing import Literal

from tasks.records.base import Record

EventType = Literal[
    "Battles",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Protests",
    "Riots",
    "Strategic developments",
    "Civilian displacement",
]

SubEventType = Literal[
    "Armed clash",
    "Government regains territory",
    "Non-state actor overtakes territory",
    "Air/drone strike",
    "Shelling/artillery/missile attack",
    "Suicide bomb",
    "Remote explosive/landmine/IED",
    "Grenade",
    "Chemical weapon",
    "Attack",
    "Abduction/forced disappearance",
    "Sexual violence",
    "Peaceful protest",
    "Protest with intervention",
    "Excessive force against protesters",
    "Violent demonstration",
    "Mob violence",
    "Agreement",
    "Arrests",
    "Change to group/activity",
    "Disrupted weapons use",
    "Headquarters or base established",
    "Looting/property destruction",
    "Non-violent transfer of territory",
    "Other",
    "Displacement",
]

EventStatus = Literal["asserted", "alleged", "denied", "disputed", "planned", "hypothetical"]

SUB_EVENT_TYPES: dict[EventType, tuple[SubEventType, ...]] = {
    "Battles": (
        "Armed clash",
        "Government regains territory",
        "Non-state actor overtakes territory",
    ),
    "Explosions/Remote violence": (
        "Air/drone strike",
        "Shelling/artillery/missile attack",
        "Suicide bomb",
        "Remote explosive/landmine/IED",
        "Grenade",
        "Chemical weapon",
    ),
    "Violence against civilians": (
        "Attack",
        "Abduction/forced disappearance",
        "Sexual violence",
    ),
    "Protests": (
        "Peaceful protest",
        "Protest with intervention",
        "Excessive force against protesters",
    ),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
    "Civilian displacement": ("Displacement",),
}
_TYPE_OF: dict[SubEventType, EventType] = {
    sub: event_type for event_type, subs in SUB_EVENT_TYPES.items() for sub in subs
}


def event_type_of(sub_event_type: SubEventType) -> EventType:
    """The event type that a sub-event type belongs to."""
    return _TYPE_OF[sub_event_type]


class SideFatalities(Record):
    """The dead of one side of an event."""

    side: str
    fatalities: int


class Event(Record):
    """One act of conflict that one page reports. What is not known is null."""

    event_id: str
    doc_id: str
    source_uri: str
    url: str | None
    day: date
    event_type: EventType
    sub_event_type: SubEventType
    actor1: str | None
    """Who acts: the canonical name from the gazetteer, else the name as the page gives it."""
    actor1_mention: str | None
    actor2: str | None
    """Who is acted on; in a clash the side named second."""
    actor2_mention: str | None
    location: str | None
    location_mention: str | None
    admin1: str | None
    country: str | None
    """ISO 3166-1 alpha-2."""
    latitude: float | None
    longitude: float | None
    geoname_id: int | None
    geo_precision: Literal[1, 2, 3] | None
    """1 the place itself, 2 its region, 3 its country."""
    date_start: date | None
    date_end: date | None
    date_mention: str | None
    time_precision: Literal[1, 2, 3] | None
    """1 the day, 2 within a week, 3 within a month or longer."""
    fatalities: int | None
    """The page's figure: lower bound of a range, sides added up."""
    fatalities_low: int | None
    fatalities_high: int | None
    fatalities_qualifier: str | None
    """`at least`, `more than`, `about`, `up to` … as the page hedges it."""
    fatalities_by_side: tuple[SideFatalities, ...]
    injuries: int | None
    displaced: int | None
    status: EventStatus
    attribution: str | None
    """Who says so."""
    trigger: str
    sentence: str
    char_start: int
    """Of `sentence` in `Document.text`: `text[char_start:char_end] == sentence`."""
    char_end: int
    confidence: float
    """0 to 1."""
    location_reason: str | None
    """Why the place is unknown or imprecise."""
    date_reason: str | None
    """Why the date is unknown or imprecise."""
    events_version: int
