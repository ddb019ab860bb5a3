"""What holds for every event: its place in the text, its id, and that it happened."""

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.events import SEEDS, TEXTS, clean_texts, seed_pages
from tasks.events import extract_events
from tests.events.build import document

if TYPE_CHECKING:
    from spacy.language import Language

LEAD = "Gunmen killed 12 villagers in an attack on the town of Djibo in Burkina Faso on Tuesday."
PARTS = [
    LEAD, "Rebels captured the village of Sarmin.", "“We fled at night,” a resident said.", "",
    "The UN’s mission – MONUSCO – said 3 soldiers died.", "\u200b", "قُتل خمسة", "IS", "U.S.",
    "An airstrike on Goma killed two children, a doctor said.", "Share", "12:30 — 5 km", "🙂",
]  # fmt: skip


@pytest.mark.parametrize("folder", [TEXTS, SEEDS])
def test_sentences_stand_at_their_offsets(nlp: "Language", folder: object) -> None:
    documents = clean_texts(TEXTS) if folder is TEXTS else seed_pages(SEEDS)
    for doc, _ in documents:
        for event in extract_events(doc, nlp):
            assert doc.text[event.char_start : event.char_end] == event.sentence
            assert event.trigger in event.sentence


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(parts=st.lists(st.sampled_from(PARTS), max_size=8), joint=st.sampled_from(["\n", " "]))
def test_any_text_gives_events_at_their_offsets(nlp: "Language", parts: list[str], joint: str) -> None:
    doc = document(joint.join(parts))
    events = extract_events(doc, nlp)
    assert all(doc.text[e.char_start : e.char_end] == e.sentence for e in events)
    assert len({e.event_id for e in events}) == len(events)
    assert events == extract_events(doc, nlp)


def test_order_of_documents_does_not_matter(nlp: "Language") -> None:
    docs = [doc for doc, _ in clean_texts(TEXTS)]
    forth = {doc.doc_id: extract_events(doc, nlp) for doc in docs}
    back = {doc.doc_id: extract_events(doc, nlp) for doc in reversed(docs)}
    assert forth == back


def test_the_record(nlp: "Language") -> None:
    (event,) = extract_events(document(LEAD), nlp)
    assert (event.event_type, event.sub_event_type) == ("Violence against civilians", "Attack")
    assert (event.actor1, event.actor2, event.actor2_mention) == (
        "Gunmen",
        "civilians",
        "villagers",
    )
    assert (event.location, event.country, event.geo_precision) == ("Djibo", "BF", 1)
    assert (event.date_start, event.time_precision) == (date(2024, 5, 21), 1)
    assert (event.fatalities, event.fatalities_low, event.fatalities_high) == (12, 12, 12)
    assert event.status == "asserted"
    assert len(event.event_id) == 32


@pytest.mark.parametrize("language", ["fr", "ar", None])
def test_other_languages_have_no_events(nlp: "Language", language: str | None) -> None:
    assert extract_events(document(LEAD, language=language or ""), nlp) == ()


def test_a_page_without_a_date_gets_none(nlp: "Language") -> None:
    (event,) = extract_events(document(LEAD, published=None), nlp)
    assert (event.date_start, event.date_end) == (None, None)
    assert event.date_mention == "on Tuesday"
    assert event.date_reason == "the page gives no date to count from"


STATUS = [
    ("Rebels claimed that soldiers had shelled the town of Sake, killing ten people.", "alleged"),
    (
        "Rebels accused the army of shelling the town of Sake. The army denied the allegation.",
        "denied",
    ),
    ("Soldiers shelled the town of Sake, killing ten people, police said.", "asserted"),
]


@pytest.mark.parametrize(("text", "status"), STATUS)
def test_status(nlp: "Language", text: str, status: str) -> None:
    events = extract_events(document(text + " The army and the rebels fight in the area."), nlp)
    assert events[0].status == status


NOT_OUT = [
    "The army plans to attack rebel positions in the town of Sake.",
    "The army warned that rebels could attack the town of Sake.",
    "If rebels attack the town of Sake, troops will answer, the army said.",
    "The UN called on the army and the rebels to agree on a ceasefire.",
    "Rebels vowed to capture the town of Sake from the army.",
    "More than 8,000 civilians and soldiers were killed by rebels last year.",
    "The war has killed 120,000 people since 2011 and displaced two million, rebels said.",
    "Rebels failed to capture the town of Sake from the army.",
]


@pytest.mark.parametrize("text", NOT_OUT)
def test_what_has_not_happened_is_no_event(nlp: "Language", text: str) -> None:
    assert extract_events(document(text), nlp) == ()


def test_an_unknown_village_gets_its_region(nlp: "Language") -> None:
    text = "Rebels attacked soldiers in the village of Xhortuba in Syria's Aleppo province on Monday."
    (event,) = extract_events(document(text), nlp)
    assert (event.location, event.country, event.admin1) == ("Xhortuba", "SY", "Aleppo")
    assert event.geo_precision == 2
    assert event.location_reason == "no gazetteer has Xhortuba: placed in Aleppo"
