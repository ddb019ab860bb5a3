"""re3d's documents with its persons, locations and organisations as names.

re3d also marks pronouns ("we"), descriptions ("the camp") and titles, and marks some names twice,
inside and outside. A name here is what is left of a mark without its outer words in lower case and,
of a person, the titles; of marks that overlap the surer, then the longer one counts; a country is
a location, a demonym no name, and a name has the label that it has most often.
"""

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from tasks.events.places import country_of
from training.names import demonyms, lines

LABELS = {"Person": "PER", "Location": "LOC", "Organisation": "ORG"}
ARTICLES = frozenset(lines("outer_words.txt"))
DEMONYMS = frozenset(demonyms())
TITLES = frozenset(lines("titles.txt")) | ARTICLES | {word.lower() for word in DEMONYMS}
LOWER_INSIDE = frozenset(("of", "the", "and", "for", "in", "al", "-", "–", "’", "'", "’s", "'s", ".", "&"))
# One document in four is for testing, chosen by its id: 17 of 75.
TEST_SHARE = 4
# Doubtful marks are guesses of a machine inside a marked phrase; most of them are names.
LONGEST = 8


@dataclass(frozen=True)
class Mark:
    """A mark of re3d; offsets in characters."""

    begin: int
    end: int
    label: str
    confidence: float


def re3d_docs(nlp: Language, folder: Path, *, test: bool) -> Iterator[Doc]:
    """The documents of one half of the split, with their names marked."""
    marks: dict[str, list[Mark]] = {}
    for row in _rows(folder / "entities.jsonl"):
        if row["type"] in LABELS:
            mark = Mark(row["begin"], row["end"], LABELS[row["type"]], row["confidence"])
            marks.setdefault(row["documentId"], []).append(mark)
    docs = [
        (row["_id"], _marked(nlp.make_doc(row["text"]), marks.get(row["_id"], [])))
        for row in _rows(folder / "documents.jsonl")
    ]
    labels = _labels(doc for _, doc in docs)
    for document, doc in docs:
        if is_test(document) == test:
            doc.set_ents([Span(doc, e.start, e.end, labels[e.text]) for e in doc.ents])
            yield doc


def is_test(document: str) -> bool:
    """Whether a document is kept for testing."""
    return zlib.crc32(document.encode()) % TEST_SHARE == 0


def _labels(docs: Iterable[Doc]) -> dict[str, str]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for doc in docs:
        for name in doc.ents:
            counts[name.text][name.label_] += 1
    return {text: labels.most_common(1)[0][0] for text, labels in counts.items()}


def _marked(doc: Doc, marks: list[Mark]) -> Doc:
    names: list[Span] = []
    for mark in sorted(marks, key=lambda mark: (-mark.confidence, mark.begin - mark.end)):
        span = doc.char_span(mark.begin, mark.end, mark.label, alignment_mode="expand")
        name = _name(span) if span is not None else None
        if name is not None and not any(_overlap(name, other) for other in names):
            names.append(name)
    doc.set_ents(filter_spans(names))
    return doc


def _name(span: Span) -> Span | None:
    doc, start, end = span.doc, span.start, span.end
    outer = TITLES if span.label_ == "PER" else ARTICLES
    while start < end and (not _capital(doc[start].text) or doc[start].lower_ in outer):
        start += 1
    while end > start and not _capital(doc[end - 1].text):
        end -= 1
    inside = all(_capital(word.text) or word.text in LOWER_INSIDE for word in doc[start:end])
    if start == end or end - start > LONGEST or not inside:
        return None
    text = doc[start:end].text
    if text in DEMONYMS:
        return None
    return Span(doc, start, end, "LOC" if country_of(text) else span.label_)


def _capital(word: str) -> bool:
    return any(letter.isupper() for letter in word)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)
