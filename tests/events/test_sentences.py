"""The light splitter: offsets, abbreviations, datelines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.events.sentences import datelines, sentences

SPLITS = [
    ("One fled. Two died.", ["One fled.", "Two died."]),
    ("Col. Steve Warren said so. He left.", ["Col. Steve Warren said so.", "He left."]),
    ("The U.S. Army left. Gov. Guzmán stayed.", ["The U.S. Army left.", "Gov. Guzmán stayed."]),
    ("“We fled.” He wept.", ["“We fled.”", "He wept."]),
    ("It cost $2.7 billion. Why?", ["It cost $2.7 billion.", "Why?"]),
    ("First line\nSecond line", ["First line", "Second line"]),
    ("glued together.Another one", ["glued together.", "Another one"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), SPLITS)
def test_splits(text: str, expected: list[str]) -> None:
    assert [sentence.text for sentence in sentences(text)] == expected


DATELINES = [
    "KHARKIV, Ukraine, May 23 - ",
    "MOGADISHU (Sonna) - ",
    "BOGOTA (AP) — ",
    "PORT-AU-PRINCE, Haiti - ",
    "MANILA, March 2 -- ",
    "RAWALPINDI: ",
    "BAGHDAD, Feb 18 (INA) - ",
    "Quneitra, SANA - ",
]


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_is_no_part_of_the_sentence(dateline: str) -> None:
    text = f"{dateline}Gunmen attacked a bus."
    assert [sentence.text for sentence in sentences(text)] == ["Gunmen attacked a bus."]
    assert list(datelines(text)) == [dateline]


@pytest.mark.parametrize("text", ["Police: two died.", "The IS - and others - fled.", "He said: go."])
def test_no_dateline(text: str) -> None:
    assert list(datelines(text)) == []


@given(st.text())
def test_every_sentence_stands_at_its_offsets(text: str) -> None:
    for sentence in sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text.strip() == sentence.text
