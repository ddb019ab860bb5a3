"""Marked sentences of our own making: frames of conflict news, filled with names."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from training.names import Names

FRAMES = Path(__file__).parent / "frames.txt"
SLOT = re.compile(r"\{(\w+)\}")
MARK = re.compile(r"\[(PER|LOC|ORG) ([^\[\]]*)\]")
QUOTES = ((re.compile(r'(^|[\s(])"'), r"\1“"), (re.compile('"'), "”"), (re.compile("'"), "’"))
CURLY = 0.6
SENTENCES = (1, 1, 1, 2, 3)

Grammar = Mapping[str, Sequence[str]]


def read_grammar(path: Path = FRAMES) -> Grammar:
    """The lines of each symbol."""
    grammar: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            symbol, _, text = line.partition(": ")
            grammar[symbol].append(text)
    return grammar


def frame_docs(nlp: Language, *, count: int, seed: int) -> Iterator[Doc]:
    """Documents of one to three filled frames, with their names marked."""
    rng = random.Random(seed)  # noqa: S311
    names, grammar = Names(rng), read_grammar()
    for _ in range(count):
        parts = [fill("sentence", grammar, names) for _ in range(rng.choice(SENTENCES))]
        text = " ".join(part[:1].upper() + part[1:] for part in parts)
        yield marked_doc(nlp, curled(text) if rng.random() < CURLY else text)


def fill(symbol: str, grammar: Grammar, names: Names) -> str:
    """One expansion of a symbol, its names still in brackets."""
    if symbol not in grammar:
        return names.draw(symbol)
    line = names.rng.choice(grammar[symbol])
    return SLOT.sub(lambda slot: fill(slot[1], grammar, names), line)


def marked_doc(nlp: Language, text: str) -> Doc:
    """A document of a text with names in brackets; in nested ones the outer name counts."""
    plain, marks, end = "", [], 0
    for mark in MARK.finditer(text):
        plain += text[end : mark.start()]
        marks.append((len(plain), len(plain) + len(mark[2]), mark[1]))
        plain, end = plain + mark[2], mark.end()
    doc = nlp.make_doc(plain + text[end:])
    spans = [doc.char_span(start, stop, label, alignment_mode="expand") for start, stop, label in marks]
    doc.set_ents(filter_spans([span for span in spans if isinstance(span, Span)]))
    return doc


def curled(text: str) -> str:
    """The text with typographic quotes."""
    for pattern, quote in QUOTES:
        text = pattern.sub(quote, text)
    return text
