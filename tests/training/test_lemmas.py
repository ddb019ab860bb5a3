"""The tables of lemmas: endings, exceptions, our own verbs."""

import pytest

from training.lemmas import VERBS, apply, endings, verb_forms

REGULAR = {
    "killed": "kill",
    "bombed": "bomb",
    "shelled": "shell",
    "seized": "seize",
    "advised": "advise",
    "kidnapped": "kidnap",
    "stopped": "stop",
}


def test_endings_explain_the_words_they_come_from() -> None:
    rules = endings(REGULAR | {"raised": "raise", "filled": "fill", "combed": "comb"})
    assert apply("exercised", rules, frozenset()) == "exercise"
    assert apply("thrilled", rules, frozenset()) == "thrill"


def test_a_lemma_that_is_known_wins() -> None:
    rules = [("es", ""), ("s", "")]
    assert apply("mines", rules, frozenset({"mine"})) == "mine"
    assert apply("xyz", rules, frozenset()) == "xyz"


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("bombed", "bomb"),
        ("kidnapping", "kidnap"),
        ("seizing", "seize"),
        ("occupied", "occupy"),
        ("struck", "strike"),
        ("fled", "flee"),
        ("fleeing", "flee"),
        ("overrunning", "overrun"),
        ("dies", "die"),
        ("clashes", "clash"),
        ("freed", "free"),
    ],
)
def test_our_own_verbs(form: str, lemma: str) -> None:
    assert verb_forms(VERBS.read_text(encoding="utf-8"))[form] == lemma
