"""What a page that is text already says of itself: its title and its dateline."""

import re
from datetime import date
from itertools import dropwhile

from tasks.clean.block import Block
from tasks.clean.metadata.record import Metadata
from tasks.clean.rules.prose import HEADLINE_WORDS, ends_sentence, fold, word_count
from tasks.clean.rules.words import Reading

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier januar enero janeiro gennaio januari ocak",
            "february feb février februar febrero fevereiro febbraio februari şubat",
            "march mar mars märz marzo março maart mart",
            "april apr avril abril aprile nisan",
            "may mai mayo maio maggio mei mayıs",
            "june jun juin juni junio junho giugno haziran",
            "july jul juillet juli julio julho luglio temmuz",
            "august aug août agosto augustus augusti ağustos",
            "september sep sept septembre septiembre setembro settembre eylül",
            "october oct octobre oktober octubre outubro ottobre ekim",
            "november nov novembre noviembre novembro kasım",
            "december dec décembre dezember diciembre dezembro dicembre aralık",
        ),
        start=1,
    )
    for name in names.split()
}
_DATES = (
    re.compile(
        r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.|er)?\s+(?:de\s+)?(?P<month>[^\W\d_]{3,10})\.?,?\s+(?:de\s+)?(?P<year>(?:19|20)\d\d)"
    ),
    re.compile(r"(?P<month>[^\W\d_]{3,10})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)"),
    re.compile(r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
)
# A dateline stands within the first blocks, before the second paragraph of prose.
_TOP = 8
_LEAST_TITLE_WORDS = 3


def read_text_metadata(blocks: list[Block], readings: list[Reading]) -> Metadata:
    """The date, where a line of the page's own says it. The title is told last, when everything
    else is judged."""
    day = _dateline(blocks, readings)
    return Metadata(published=day, published_source="text" if day else None)


def title_of(lines: list[str]) -> tuple[str | None, bool]:
    """The headline that a text without furniture begins with, and whether the text is without it.

    Where the next line might be a headline too, the text keeps both: so cleaning it again finds
    the same.
    """
    lines = list(dropwhile(_is_label, lines))
    if not lines or not _is_title(lines[0]):
        return None, False
    title = lines[0]
    follower = next((line for line in lines if fold(title) not in fold(line)), "")
    return title, bool(follower) and not _is_title(follower)


def _is_label(line: str) -> bool:
    """Of a menu: "Home", "World news"."""
    return word_count(line) < _LEAST_TITLE_WORDS and not ends_sentence(line)


def _is_title(line: str) -> bool:
    """Whether a line at the top can be a headline: it does not end as a statement does."""
    plain = not ends_sentence(line) or line.endswith(("?", "!"))
    return plain and 2 < word_count(line) <= HEADLINE_WORDS


def _dateline(blocks: list[Block], readings: list[Reading]) -> date | None:
    paragraphs = 0
    for block, reading in list(zip(blocks, readings, strict=True))[:_TOP]:
        paragraphs += reading.prose
        if paragraphs > 1:
            return None
        rule = reading.edge_rule()
        if rule is not None and rule.name == "dateline" and (day := date_in(block.text)):
            return day
    return None


def date_in(line: str) -> date | None:
    """The day that a dateline names; None when it names none or one that may be read two ways."""
    for pattern in _DATES:
        if match := pattern.search(line):
            month = match["month"].lower()
            number = int(month) if month.isdecimal() else _MONTHS.get(month, 0)
            try:
                return date(int(match["year"]), number, int(match["day"]))
            except ValueError:
                continue
    return None
