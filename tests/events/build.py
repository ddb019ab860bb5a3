"""Documents and hand-annotated parses."""

from datetime import date

from spacy.tokens import Doc
from spacy.vocab import Vocab

from benchmarks.events import document_of
from tasks.events.scene import Scene, scene_of
from tasks.events.sentences import Sentence
from tasks.records import Document

PUBLISHED = date(2024, 5, 24)  # a Friday


def document(text: str, *, published: date | None = PUBLISHED, language: str = "en") -> Document:
    """A clean document of a text."""
    return document_of(text, published=published, language=language)


def parsed(table: str) -> Doc:
    """A Doc from lines of `word pos relation head`, heads counted from 1, 0 for the root."""
    rows = [line.split() for line in table.strip().splitlines()]
    heads = [int(row[3]) - 1 if int(row[3]) else number for number, row in enumerate(rows)]
    return Doc(
        Vocab(),
        words=[row[0] for row in rows],
        pos=[row[1] for row in rows],
        deps=["ROOT" if row[2] == "root" else row[2] for row in rows],
        heads=heads,
        spaces=[following[1] != "PUNCT" for following in rows[1:]] + [False],
    )


def scene(table: str) -> Scene:
    """The scene of a hand-annotated sentence."""
    doc = parsed(table)
    return scene_of(Sentence(doc.text, 0, len(doc.text), 0), doc, PUBLISHED)
