"""The gate for paragraphs: which of them are in another language than their page.

"The judge's label differs from the page's" is wrong nearly every second time, since names, labels
and quotations fool any judge. So a paragraph goes only on positive signs of the other language, and
most are kept without a call.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from tasks.language.script import EAST_ASIAN, east_asian_language, main_script, scripts_of
from tasks.language.second_judge import second_judge
from tasks.language.words import NEAR, hears, lower_words, share, words_in

# Names of places and people that make English look like Arabic, Kurdish or Turkish to a judge.
_NAMES = re.compile(
    r"\b(?:[Aa][lnrszd]|[Ee][lnrszd]|[Aa](?:sh|dh|th)|[Uu][lnrszd])-[\w'’]+"
    r"|\b(?:[Aa]bd|[Aa]bu|[Uu]mm?|[Dd]eir|[Dd]ayr|[Tt]all?|[Tt]ell|[Kk]afr|[Jj]abal|[Ww]adi|[Bb]eit|[Bb]in|[Ii]bn|"
    r"[Hh]ayat|[Jj]abhat|[Jj]aish|[Ll]iwa|[Aa]hrar|[Hh]arakat)[-\s][A-ZÀ-Þ‘’'][\w'’]*(?:[-\s][A-ZÀ-Þ][\w'’]+)*"
)
# Names and brands in Latin letters stand in texts of any script.
_CAPITALISED = re.compile(r"\b[A-Z][\w.'’-]*")
# Bounded and from the beginning of a word: a word of 1 MB must not cost its length squared.
_QUOTED_NAME = re.compile(r"https?://\S+|(?<!\S)[^\s@]{1,100}@\S+|[@#]\w+")

# Letters that a paragraph in another script must have: fewer are a logo, a list mark, a name.
_FOREIGN_LETTERS = 4
_EAST_ASIAN_LETTERS = 16
_FOREIGN_SHARE = 0.6
# The least share of function words of the other language, and how sure the judge must be with and
# without them.
_OTHER_SHARE = 0.12
_SURE, _VERY_SURE = 0.5, 0.97
_ENOUGH_WORDS = 4
# Lower-case words that a judge must have to go by; shorter promotions stand in `promotions.toml`.
MIN_WORDS = 3
# Characters that are heard, and those that the judge gets.
_HEARD, _JUDGED = 250, 250


def foreign_language(paragraph: str, document_language: str | None) -> tuple[str, float] | None:
    """The language of a paragraph that is foreign to its page, and how sure that is (0 to 1); None:
    not foreign."""
    if document_language is None:
        return None
    if promoted := _promotion(paragraph):
        return None if promoted == document_language else (promoted, 1.0)
    script, letters, share = _script_of(paragraph)
    if letters < _FOREIGN_LETTERS:
        return None
    if script in EAST_ASIAN:
        return _of_east_asian_script(paragraph, letters, document_language)
    if script in scripts_of(document_language):
        return _of_same_script(paragraph, document_language)
    return _of_other_script(paragraph, script, share, document_language)


def _script_of(paragraph: str) -> tuple[str, int, float]:
    if paragraph.isascii():
        return "Latin", len(paragraph), 1.0
    script, letters, share = main_script(_CAPITALISED.sub(" ", paragraph[:_HEARD]))
    return script or "", letters, share


def _of_east_asian_script(paragraph: str, letters: int, document_language: str) -> tuple[str, float] | None:
    """By script; a short line without syllables may be Japanese or Korean all the same."""
    language, certainty = east_asian_language(paragraph)
    related = not EAST_ASIAN.isdisjoint(scripts_of(document_language))
    if language == document_language or (related and letters < _EAST_ASIAN_LETTERS):
        return None
    return language, certainty


def _of_other_script(paragraph: str, script: str, share: float, document_language: str) -> tuple[str, float] | None:
    if script == "Latin" and len(lower_words(paragraph)) < 2:
        return None  # names and brands
    if share < _FOREIGN_SHARE:
        return None
    language, certainty = second_judge()(paragraph[:_JUDGED])
    return (language, max(certainty, share)) if language != document_language else None


def _of_same_script(paragraph: str, document_language: str) -> tuple[str, float] | None:
    near = NEAR.get(document_language, frozenset())
    words = lower_words(paragraph[:_HEARD])
    if len(words) < MIN_WORDS or hears(words, document_language, beside=near):
        return None
    words = lower_words(_NAMES.sub(" ", _QUOTED_NAME.sub(" ", paragraph[:_HEARD])))
    if len(words) < MIN_WORDS:
        return None
    words += _first_word(paragraph)
    language, certainty = second_judge()(paragraph[:_JUDGED])
    if language == document_language or language in near:
        return None
    own, other = (share(words, code) for code in (document_language, language))
    if other > own and other >= _OTHER_SHARE and certainty >= _SURE:
        return language, certainty
    if len(words) < _ENOUGH_WORDS:
        return None
    in_family = own == 0 and other >= 2 * _OTHER_SHARE  # the judge doubts which of a family
    plainly = other >= own and certainty >= _VERY_SURE
    return (language, certainty) if in_family or plainly else None


def _first_word(paragraph: str) -> list[str]:
    """The word whose capital says nothing, where it has one."""
    first = words_in(paragraph[:40])[:1]
    return [first[0].lower()] if first and first[0][0].isupper() else []


def _promotion(paragraph: str) -> str | None:
    if len(paragraph) > 60:
        return None
    return _promotions().get(_fold(paragraph))


def _fold(text: str) -> str:
    lowered = text.replace("İ", "i").casefold().strip(" .:!»>→…")
    return " ".join(lowered.split())


@cache
def _promotions() -> dict[str, str]:
    text = (Path(__file__).parent / "promotions.toml").read_text(encoding="utf-8")
    return {_fold(phrase): language for language, phrases in tomllib.loads(text).items() for phrase in phrases}
