"""Gold sentences with the verbs and nouns of conflict news, which EWT hardly has."""

import random
from dataclasses import replace
from pathlib import Path

from training.lemmas import VERBS, inflections
from training.ud import Sentence, Token

HERE = Path(__file__).parent
NOUNS = HERE / "nouns.txt"
INTRANSITIVE = HERE / "intransitive_verbs.txt"
OBJECTS = frozenset({"obj", "nsubj:pass"})
# What a verb must not govern to be swapped: its meaning hangs on it.
BOUND = frozenset({"ccomp", "xcomp", "compound:prt", "iobj", "csubj", "expl", "cop"})
NOUN_PLACES = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj", "obl:agent", "appos"})
VERB_SHARE = 0.5
NOUN_SHARE = 0.3


class WordSwapper:
    """Puts the words of our lists in the place of a gold sentence's, form for form."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        verbs = inflections(VERBS.read_text(encoding="utf-8"))
        no_object = frozenset(INTRANSITIVE.read_text(encoding="utf-8").splitlines())
        self.transitive = [verb for verb in verbs if verb["VB"] not in no_object]
        self.intransitive = [verb for verb in verbs if verb["VB"] in no_object]
        self.nouns = noun_forms(NOUNS.read_text(encoding="utf-8"))

    def swapped(self, sentence: Sentence) -> Sentence:
        """The sentence with some of its verbs and nouns exchanged; tags and parse stay."""
        governed = [set[str]() for _ in sentence.tokens]
        for token in sentence.tokens:
            governed[token.head].add(token.dep)
        pairs = zip(sentence.tokens, governed, strict=True)
        return replace(sentence, tokens=tuple(self._word(token, deps) for token, deps in pairs))

    def _word(self, token: Token, governed: set[str]) -> Token:
        if token.name not in ("O", "") or not token.text.isalpha():
            return token
        if token.pos == "VERB" and not governed & BOUND and self.rng.random() < VERB_SHARE:
            verbs = self.transitive if governed & OBJECTS else self.intransitive
            return self._formed(token, self.rng.choice(verbs), "VB")
        if token.pos == "NOUN" and token.dep in NOUN_PLACES and self.rng.random() < NOUN_SHARE:
            return self._formed(token, self.rng.choice(self.nouns), "NN")
        return token

    def _formed(self, token: Token, forms: dict[str, str], lemma: str) -> Token:
        if token.tag not in forms:
            return token
        form = forms[token.tag]
        text = form.capitalize() if token.text[0].isupper() else form
        return replace(token, text=text, lemma=forms[lemma])


def noun_forms(text: str) -> list[dict[str, str]]:
    """The forms of the nouns listed, by Penn tag."""
    entries = [entry for line in text.splitlines() if line[:1] != "#" for entry in line.split()]
    return [_noun(*entry.split(",")) for entry in entries]


def _noun(singular: str, plural: str | None = None) -> dict[str, str]:
    if plural is None:
        return {"NN": singular, "NNS": f"{singular}s"}
    return {"NN": singular, "NNS": plural} if plural else {"NN": singular}
