"""Gold sentences made to look like news: other names in them, typographic quotes."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.language import Language

from training.frames import fill, read_grammar
from training.names import Names, demonyms
from training.ud import Sentence, Token

KINDS = {
    "PER": ("fullname", "family", "fullname"),
    "LOC": ("cityname", "country", "bigcity", "regionname"),
    "ORG": ("groupname", "orgname", "groupname", "medianame"),
}
PROPER = frozenset({"PROPN", "PUNCT"})
Span = tuple[int, int, str]


class Swapper:
    """Puts names of our lists in the place of those of a gold sentence."""

    def __init__(self, nlp: Language, rng: random.Random, *, share: float) -> None:
        self.nlp = nlp
        self.rng = rng
        self.share = share
        self.names = Names(rng)
        self.grammar = read_grammar()
        self.demonyms = frozenset(demonyms())

    def swapped(self, sentence: Sentence) -> Sentence:
        """The sentence with about that share of its names and demonyms exchanged."""
        tokens: list[Token] = list(sentence.tokens)
        for index, token in enumerate(tokens):
            if token.text in self.demonyms and token.pos == "ADJ" and self._chosen():
                tokens[index] = replace(token, text=self._demonym())
        for span in reversed(list(_spans(tokens))):
            if _is_proper(tokens, span) and self._chosen():
                tokens = self._exchanged(tokens, span)
        return replace(sentence, tokens=tuple(tokens))

    def _chosen(self) -> bool:
        return self.rng.random() < self.share

    def _demonym(self) -> str:
        while True:
            word = self.names.draw("adjective")
            if " " not in word and "-" not in word:
                return word

    def _exchanged(self, tokens: list[Token], span: Span) -> list[Token]:
        start, end, label = span
        (root,) = _heads(tokens, span)
        name = self._name(label, long=end - start > 1)
        words = self.nlp.make_doc(name)
        grown = len(words) - (end - start)

        def moved(head: int) -> int:
            if start <= head < end:
                return start
            return head + grown if head >= end else head

        outside = tokens[root]
        new = [
            replace(
                outside,
                text=word.text,
                lemma=word.text,
                pos="PUNCT" if word.is_punct else "PROPN",
                tag="HYPH" if word.text == "-" else "," if word.is_punct else "NNP",
                morph="" if word.is_punct else "Number=Sing",
                head=moved(outside.head) if position == 0 else start,
                dep=outside.dep if position == 0 else "punct" if word.is_punct else "flat",
                space=bool(word.whitespace_) if word.i < len(words) - 1 else tokens[end - 1].space,
                name=f"{'I' if position else 'B'}-{label}",
            )
            for position, word in enumerate(words)
        ]
        if outside.head == root:
            new[0] = replace(new[0], head=start)
        rest = [replace(token, head=moved(token.head)) for token in tokens]
        return rest[:start] + new + rest[end:]

    def _name(self, label: str, *, long: bool) -> str:
        """A name of that label; a person of one word stays one of one word."""
        while True:
            kind = self.rng.choice(KINDS[label]) if label != "PER" or long else "family"
            name = self._filled(kind)
            if long or label == "PER" or " " not in name or self.rng.random() < 0.3:
                return name

    def _filled(self, kind: str) -> str:
        return fill(kind, self.grammar, self.names)


def _spans(tokens: Sequence[Token]) -> Iterator[Span]:
    start, label = 0, ""
    for index, token in enumerate([*tokens, None]):
        tag = token.name if token else "O"
        if label and not tag.startswith("I-"):
            yield start, index, label
            label = ""
        if tag.startswith("B-"):
            start, label = index, tag[2:]


def _is_proper(tokens: Sequence[Token], span: Span) -> bool:
    """A name of proper nouns that hangs on the sentence by one word alone."""
    start, end, _ = span
    return len(_heads(tokens, span)) == 1 and all(token.pos in PROPER for token in tokens[start:end])


def _heads(tokens: Sequence[Token], span: Span) -> list[int]:
    """The words of the span that hang outside it, or are the sentence's root."""
    start, end, _ = span
    inside = range(start, end)
    return [i for i in inside if tokens[i].head not in inside or tokens[i].head == i]


def curled(sentence: Sentence) -> Sentence:
    """The sentence with typographic quotes and apostrophes."""
    tokens, opened = [], False
    for token in sentence.tokens:
        text = token.text.replace("'", "’")
        if text in ('"', "``", "''"):
            text, opened = ("”" if opened else "“"), not opened
        tokens.append(replace(token, text=text))
    return replace(sentence, tokens=tuple(tokens))
