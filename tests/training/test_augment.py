"""Gold sentences with other names keep a sound parse."""

import random

import pytest
import spacy

from training.augment import Swapper, curled
from training.corpus import doc_of
from training.ud import Sentence, Token


def token(text: str, pos: str, head: int, dep: str, name: str = "O", *, space: bool = True) -> Token:
    return Token(text, text, pos, "X", "", head, dep, space, name)


SENTENCE = Sentence(
    "doc-0001",
    (
        token("Ali", "PROPN", 2, "nsubj", "B-PER"),
        token("Hassan", "PROPN", 0, "flat", "I-PER"),
        token("left", "VERB", 2, "ROOT"),
        token("Syrian", "ADJ", 4, "amod"),
        token("Aleppo", "PROPN", 2, "obj", "B-LOC", space=False),
        token(".", "PUNCT", 2, "punct"),
    ),
)


@pytest.mark.parametrize("seed", range(20))
def test_swapped_names_hang_where_the_old_ones_did(seed: int) -> None:
    nlp = spacy.blank("en")
    swapped = Swapper(nlp, random.Random(seed), share=1.0).swapped(SENTENCE)
    doc = doc_of([swapped], nlp.vocab)
    person, place = doc.ents
    assert (person.label_, place.label_) == ("PER", "LOC")
    assert (person[0].dep_, person[0].head.text) == ("nsubj", "left")
    assert (place[0].dep_, place[0].head.text) == ("obj", "left")
    assert {word.head for word in person[1:]} <= {person[0]}
    assert doc[-1].head.text == "left"


def test_share_nought_changes_nothing() -> None:
    swapper = Swapper(spacy.blank("en"), random.Random(0), share=0.0)
    assert swapper.swapped(SENTENCE) == SENTENCE


def test_quotes_open_and_close() -> None:
    quoted = Sentence("d-1", tuple(token(text, "PUNCT", 0, "punct") for text in ('"', "'s", '"')))
    assert [word.text for word in curled(quoted).tokens] == ["“", "’s", "”"]
