"""The second stage: a verdict on every block, with the block's place, its neighbours and the page's
own metadata."""

from collections.abc import Callable
from typing import NamedTuple

from tasks.clean.block import Block
from tasks.clean.metadata.text import title_of
from tasks.clean.rules.headlines import related_sections, stamped_headlines, trailing_headlines
from tasks.clean.rules.layout import announcements, layout_verdicts
from tasks.clean.rules.people import people_lines
from tasks.clean.rules.repeats import dressed_titles, repeated_paragraphs, repeated_titles
from tasks.clean.rules.verdict import PageFacts, Verdict
from tasks.clean.rules.words import Reading, prose_span, read, word_verdicts
from tasks.language import document_language, foreign_language

# Rounds of the whole stage; each removes at least one block or is the last. Pages need one or two.
MAX_ROUNDS = 12
# When less than this share of the letters is left, the language is asked for again.
_SAME_TEXT = 0.7
# A language less certain than this makes no paragraph foreign.
_CERTAIN = 0.8
Verdicts = dict[int, Verdict]
Language = tuple[str | None, float | None]


class Judgement(NamedTuple):
    """What the second stage says of a page."""

    verdicts: Verdicts
    """By position; a block without one stays."""
    language: Language
    """Of what stays."""
    title: str | None
    """The page's, or the one that its first line is."""


def judge(blocks: list[Block], facts: PageFacts) -> Judgement:
    """Verdicts on blocks.

    The rules are asked again about what is left until they have nothing more to say, so that a
    clean text is one that they leave as it is. Foreign paragraphs come first: a notice in another
    language is foreign before it is a notice.
    """
    verdicts: Verdicts = {}
    readings = [read(block) for block in blocks]
    text = _text_left(blocks, readings, verdicts)
    language = document_language(text)
    for _ in range(MAX_ROUNDS):
        verdicts.update(_foreign(blocks, _left(blocks, verdicts), language))
        _settle(blocks, readings, facts, verdicts)
        left = _text_left(blocks, readings, verdicts)
        if len(left) >= _SAME_TEXT * len(text):
            break
        text, before = left, language[0]
        language = document_language(text)
        if language[0] == before:
            break
    if facts.title is None:
        facts = _with_title(blocks, verdicts)
        _settle(blocks, readings, facts, verdicts)
    return Judgement(verdicts, language, facts.title)


def _with_title(blocks: list[Block], verdicts: Verdicts) -> PageFacts:
    title, goes = title_of([blocks[position].text for position in _left(blocks, verdicts)])
    return PageFacts(title, keeps_title=not goes)


def _left(blocks: list[Block], verdicts: Verdicts) -> list[int]:
    return [position for position in range(len(blocks)) if position not in verdicts]


def _text_left(blocks: list[Block], readings: list[Reading], verdicts: Verdicts) -> str:
    """The prose that is left, which speaks for the document; without any, all that is left."""
    left = _left(blocks, verdicts)
    prose = [blocks[position].text for position in left if readings[position].prose]
    return "\n".join(prose or [blocks[position].text for position in left])


def _settle(blocks: list[Block], readings: list[Reading], facts: PageFacts, verdicts: Verdicts) -> None:
    for _ in range(MAX_ROUNDS):
        left = _left(blocks, verdicts)
        here = [blocks[position] for position in left]
        found = _rules(here, [readings[position] for position in left], facts)
        if not found:
            return
        verdicts.update({left[place]: Verdict(rule) for place, rule in found.items()})


def _rules(blocks: list[Block], readings: list[Reading], facts: PageFacts) -> dict[int, str]:
    asked: tuple[Callable[[], dict[int, str]], ...] = (
        lambda: layout_verdicts(blocks, readings),
        lambda: trailing_headlines(blocks, readings),
        lambda: related_sections(blocks, readings),
        lambda: stamped_headlines(blocks),
        lambda: word_verdicts(readings),
        lambda: people_lines(blocks, readings, facts),
        lambda: dressed_titles(blocks, readings, facts.title, prose_span(readings)[0]),
        lambda: repeated_paragraphs(blocks, readings),
        lambda: repeated_titles(readings, facts),
    )
    found: dict[int, str] = {}
    for rule in asked:  # a later rule's name stands before an earlier one's
        found |= rule()
    return announcements(blocks, found) | found


def _foreign(blocks: list[Block], left: list[int], language: Language) -> Verdicts:
    found: Verdicts = {}
    if (language[1] or 0) < _CERTAIN:
        return found
    for position in left:
        if judged := foreign_language(blocks[position].text, language[0]):
            found[position] = Verdict("foreign_paragraph", *judged)
    return found
