"""Sentences of a text with their offsets, by a light splitter that needs no parser."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tasks.events.tables import words

# A full stop after one of these does not end a sentence.
_ABBREVIATIONS = words("abbreviations")
_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9À-Þ])|[.!?][\"”]?(?=[A-Z][a-z])")
_LAST_WORD = re.compile(r"([\w.]+)\.[\"'”’)\]]*$")


# "KHARKIV, Ukraine, May 23 (Reuters) - ", "RAWALPINDI: ": where the page was written.
_DATELINE = re.compile(
    r"^(?:[A-ZÀ-Þ][A-ZÀ-Þ'’.-]{2,}(?: [A-ZÀ-Þ'’.-]+){0,3}(?:(?:,| ?/) ?[^()–—:]{2,45}?)?"
    r"(?: ?\([^)]{2,40}\))?"
    r"|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?, ?[A-Z]{3,10}(?= ?[-–—])"
    r"|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}(?:, [\w. ]{2,30})? ?\([A-Z][^)]{1,30}\))"
    r" ?(?:--|-|–|—|:) +(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`Document.text[start:end] == text`."""

    text: str
    start: int
    end: int
    paragraph: int


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of `text`, whose paragraphs stand one a line; no sentence crosses a line."""
    offset = 0
    for number, line in enumerate(text.split("\n")):
        dateline = _DATELINE.match(line)
        begin = dateline.end() if dateline else 0
        for match in _END.finditer(line, begin):
            if _is_end(line[begin : match.end()]):
                yield from _trimmed(line, begin, match.end(), offset, number)
                begin = match.end()
        yield from _trimmed(line, begin, len(line), offset, number)
        offset += len(line) + 1


def datelines(text: str) -> Iterator[str]:
    """The datelines of `text`: the place that a page is written from."""
    for line in text.split("\n"):
        match = _DATELINE.match(line)
        if match:
            yield match.group()


def _is_end(piece: str) -> bool:
    word = _LAST_WORD.search(piece)
    if word is None:
        return True
    last = word.group(1).lower()
    initial = len(last) == 1 and last.isalpha()
    return not (last in _ABBREVIATIONS or initial)


def _trimmed(line: str, begin: int, end: int, offset: int, paragraph: int) -> Iterator[Sentence]:
    piece = line[begin:end]
    text = piece.strip()
    if text:
        start = offset + begin + piece.index(text)
        yield Sentence(text, start, start + len(text), paragraph)
