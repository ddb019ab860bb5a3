"""Short reports: which acts come out, and on which day."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tasks.events import extract_events
from tasks.records import Event
from tests.events.build import document

if TYPE_CHECKING:
    from spacy.language import Language

ATTACK = "Gunmen killed 12 villagers in an attack on the town of Djibo, an official said."


def events_of(nlp: "Language", text: str) -> tuple[Event, ...]:
    return extract_events(document(text), nlp)


DAYS = [
    ("The attack took place on Tuesday.", date(2024, 5, 21)),
    ("The assailants came at dawn on Tuesday.", date(2024, 5, 21)),
    ("The attack, an official said on Tuesday, was brutal.", None),
    ("The governor visited the region on Tuesday.", None),
]


@pytest.mark.parametrize(("behind", "day"), DAYS)
def test_the_day_from_the_sentence_behind(nlp: "Language", behind: str, day: date | None) -> None:
    (event,) = events_of(nlp, f"{ATTACK} {behind}")
    assert event.date_start == day


BACKGROUND = [
    "In October, gunmen killed 30 soldiers in an ambush near the town of Dori.",
    "More than 300 people have been killed in the region since April 2.",
    "There has been violence since rebels killed two traders.",
    "Troops on a rescue operation reached the village.",
    "Soldiers went to protect the people against attacks.",
]


@pytest.mark.parametrize("behind", BACKGROUND)
def test_background_is_no_event(nlp: "Language", behind: str) -> None:
    assert len(events_of(nlp, f"{ATTACK} {behind}")) == 1


MISHAPS = [
    "At least 15 people died when a landslide hit a gold mine in the province of West Sumatra, police and troops said.",
    "A fire swept through a factory in the town of Sake after a series of explosions, killing 22, troops said.",
    "The rebel commander has died in a hospital in Goma at the age of 71, the rebels said.",
]


@pytest.mark.parametrize("text", MISHAPS)
def test_a_mishap_is_no_event(nlp: "Language", text: str) -> None:
    assert events_of(nlp, text) == ()


def test_an_old_deed_that_is_the_news(nlp: "Language") -> None:
    (event,) = events_of(nlp, "Soldiers killed 44 villagers in the town of Djibo on 25 February, a rights group said.")
    assert (event.fatalities, event.date_start) == (44, date(2024, 2, 25))


def test_a_raid_for_captives_is_one_abduction(nlp: "Language") -> None:
    (event,) = events_of(nlp, "Gunmen stormed a school in the town of Kuriga and abducted 40 pupils.")
    assert (event.sub_event_type, event.actor2_mention) == ("Abduction/forced disappearance", "pupils")


def test_who_says_so_of_himself(nlp: "Language") -> None:
    text = "Rebels hold the hills. Police, backed by troops, said they had killed 20 gang members in the town of Sake."
    (event,) = events_of(nlp, text)
    assert event.actor1_mention == "Police"


def test_the_subject_of_a_clause_of_time(nlp: "Language") -> None:
    text = (
        "Five people died after two men armed with rifles stormed the headquarters of a company in Sake, police said."
    )
    (event,) = events_of(nlp, text)
    assert (event.actor1_mention, event.fatalities) == ("men", 5)


def test_the_place_of_the_attack_told_again(nlp: "Language") -> None:
    (event,) = events_of(
        nlp, "Militants killed 26 tourists in India on Tuesday. The attack took place in the Baisaran meadow."
    )
    assert (event.location, event.fatalities) == ("Baisaran", 26)


def test_air_raids_and_shelling_are_two_acts(nlp: "Language") -> None:
    text = (
        "Warplanes carried out strikes on the town of Binnish. "
        "Four civilians were killed on Friday when artillery shells hit a dormitory in the town."
    )
    assert [event.sub_event_type for event in events_of(nlp, text)] == [
        "Air/drone strike",
        "Shelling/artillery/missile attack",
    ]


def test_a_claim_adds_no_dead(nlp: "Language") -> None:
    text = (
        "Troops repulsed an attack by al-Shabaab on a base in Galgaduud on Saturday, killing 47 fighters. "
        "The group claimed that it had overrun the camp and killed 59 soldiers."
    )
    (event,) = events_of(nlp, text)
    assert event.fatalities == 47


def test_a_name_that_only_says_whose_ally(nlp: "Language") -> None:
    text = "Gunmen killed 12 villagers in Djibo. The attack was claimed by the al-Qaeda-linked group JNIM."
    (event,) = events_of(nlp, text)
    assert event.actor1 == "Jama'at Nusrat al-Islam wal-Muslimin"
