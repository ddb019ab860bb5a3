"""Frames are filled with names, and their names are marked."""

import random

import pytest
import spacy

from training.frames import SLOT, curled, fill, frame_docs, marked_doc, read_grammar
from training.names import Names, plain_letters

GRAMMAR = read_grammar()


def test_every_slot_can_be_filled() -> None:
    names = Names(random.Random(1))
    for symbol in {slot for texts in GRAMMAR.values() for text in texts for slot in SLOT.findall(text)}:
        assert fill(symbol, GRAMMAR, names)


def test_every_symbol_is_used() -> None:
    used = {slot for texts in GRAMMAR.values() for text in texts for slot in SLOT.findall(text)}
    assert set(GRAMMAR) - used <= {"sentence", "Country_subject", "num_cap_title"}


def test_the_same_seed_gives_the_same_sentences() -> None:
    nlp = spacy.blank("en")
    one, other = ([(doc.text, str(doc.ents)) for doc in frame_docs(nlp, count=20, seed=3)] for _ in "ab")
    assert one == other


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[ORG IS] took [LOC Al-Rai].", [("IS", "ORG"), ("Al-Rai", "LOC")]),
        ("Smoke over [LOC Homs] [[ORG Anadolu]]", [("Homs", "LOC"), ("Anadolu", "ORG")]),
        ("the [LOC US]-led coalition", [("US", "LOC")]),
        ("US Col. [PER Steve Warren]'s men", [("Steve Warren", "PER")]),
    ],
)
def test_names_in_brackets_are_marked(text: str, names: list[tuple[str, str]]) -> None:
    doc = marked_doc(spacy.blank("en"), text)
    assert [(name.text, name.label_) for name in doc.ents] == names


def test_quotes_are_curled() -> None:
    assert curled('"IS\'s men," he said') == "“IS’s men,” he said"


def test_letters_without_their_marks() -> None:
    assert plain_letters("Māri‘") == "Mari"
