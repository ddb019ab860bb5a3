"""Words of conflict news take the place of others, form for form."""

import random

import pytest

from training.ud import Sentence, Token
from training.words import WordSwapper, noun_forms


def token(text: str, pos: str, tag: str, head: int, dep: str) -> Token:
    return Token(text, text, pos, tag, "", head, dep, space=True)


SENTENCE = Sentence(
    "d-1",
    (
        token("Dogs", "NOUN", "NNS", 1, "nsubj"),
        token("chased", "VERB", "VBD", 1, "ROOT"),
        token("the", "DET", "DT", 3, "det"),
        token("cat", "NOUN", "NN", 1, "obj"),
        token("away", "ADV", "RB", 1, "advmod"),
    ),
)


@pytest.mark.parametrize("seed", range(30))
def test_only_words_and_lemmas_change(seed: int) -> None:
    swapped = WordSwapper(random.Random(seed)).swapped(SENTENCE)
    for old, new in zip(SENTENCE.tokens, swapped.tokens, strict=True):
        assert (old.pos, old.tag, old.head, old.dep) == (new.pos, new.tag, new.head, new.dep)
        assert old.text[0].isupper() == new.text[0].isupper()
    assert swapped.tokens[2] == SENTENCE.tokens[2]
    assert swapped.tokens[4] == SENTENCE.tokens[4]


def test_forms_of_nouns() -> None:
    assert noun_forms("rebel gunman,gunmen artillery,") == [
        {"NN": "rebel", "NNS": "rebels"},
        {"NN": "gunman", "NNS": "gunmen"},
        {"NN": "artillery"},
    ]
