"""Who wrote the article: lines with the author's name, signatures, and notes about the author or
the site."""

import re

from tasks.clean.block import Block
from tasks.clean.rules.prose import ends_sentence, fold
from tasks.clean.rules.verdict import PageFacts
from tasks.clean.rules.words import Reading, prose_span

# A line of names: capitalised words with what stands between names.
_NAMES = re.compile(
    r"(?-i:[A-ZÀ-ÞĀ-ŽА-ЯΑ-Ω][\w.'’-]*)(?:[\s,/&|+·•-]+(?:and|und|et|y|e|og|och|en|de|van|von|der|da|dos|del|al|bin|ben|"
    r"(?-i:[A-ZÀ-ÞĀ-ŽА-ЯΑ-Ω][\w.'’-]*)))*"
)
_SIGNED = re.compile(
    r"^\((?:[a-zäöüßéè]{2,4}|[\w]{2,4}/[\w/]{2,12}|[\w\s]{0,12}/?(?:dpa|afp|ap|reuters|apa|sda|ansa|efe))\)$",
    re.IGNORECASE,
)
NAME_WORDS, NOTE_WORDS = 5, 80
# A note about the author is one of so many last blocks.
NOTES = 3


def people_lines(blocks: list[Block], readings: list[Reading], facts: PageFacts) -> dict[int, str]:
    """Rule names by position."""
    first, last = prose_span(readings)
    authors = [fold(name) for name in facts.authors if len(name) > 4]
    found: dict[int, str] = {}
    for position, (block, reading) in enumerate(zip(blocks, readings, strict=True)):
        if first < position < last and not (authors and reading.words <= NAME_WORDS):
            continue
        if _names_author(reading, authors):
            found[position] = "byline"
        elif position >= len(blocks) - NOTES and position > first and _notes_author(block, reading, authors):
            found[position] = "author_note"
        elif block.around and not first < position < last and _is_signature(block, reading, position > last):
            found[position] = "byline"
    return found


def _names_author(reading: Reading, authors: list[str]) -> bool:
    """The author's name and hardly anything else."""
    if reading.words > 3 * NAME_WORDS or not authors:
        return False
    named = sum(len(author) for author in authors if author in reading.folded)
    return named > 0 and named >= 0.55 * len(reading.folded)


def _notes_author(block: Block, reading: Reading, authors: list[str]) -> bool:
    """`Jane Roe is a reporter in Beirut`: begins with an author's name, or is all bold or slanted
    and holds it."""
    if reading.words > NOTE_WORDS:
        return False
    folded = reading.folded
    begins = any(folded.startswith(author) for author in authors)
    set_apart = block.bold > 0.9 * len(block.text)
    return begins or (set_apart and any(author in folded for author in authors))


def _is_signature(block: Block, reading: Reading, after: bool) -> bool:
    """A line of names alone: in bold above the body, in any type under it; initials in brackets
    under it."""
    text = block.text
    if after and _SIGNED.match(text):
        return True
    if not 1 < reading.words <= NAME_WORDS or ends_sentence(text) or block.tag.startswith("h"):
        return False
    return (after or block.bold > 0.9 * len(text)) and block.tag in ("p", "div") and bool(_NAMES.fullmatch(text))
