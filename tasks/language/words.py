"""The small words of a text, and which languages have them; rows in `function_words.toml`."""

import re
import tomllib
from functools import cache
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Share of a text's words that must be small words of a language to hear it without asking a judge.
OWN_SHARE = 0.08

# Languages of one family, whose small words are the same and that no judge tells apart on a
# paragraph.
NEAR = {
    one: frozenset(group) - {one}
    for group in (
        ("nb", "da", "sv", "nn"),
        ("hr", "sr", "bs", "sl"),
        ("id", "ms", "jv"),
        ("cs", "sk"),
        ("es", "gl", "ca", "an", "oc"),
        ("nl", "af", "fy", "li"),
        ("hi", "mr", "ne"),
    )
    for one in group
}


def words_in(text: str) -> list[str]:
    """All words as they are written."""
    return _WORD.findall(text)


def lower_words(text: str) -> list[str]:
    """Words that begin with no capital, in scripts that have them; else all words."""
    return [word for word in _WORD.findall(text) if not word[0].isupper()]


def hears(words: list[str], language: str, *, beside: frozenset[str] = frozenset()) -> bool:
    """Whether the small words are those of `language`, and more than those of any other but
    `beside`."""
    hits: dict[str, int] = {}
    for word in words:
        for one in _languages_of().get(word, ()):
            hits[one] = hits.get(one, 0) + 1
    own = hits.pop(language, 0)
    rivals = (count for one, count in hits.items() if one not in beside)
    return own >= OWN_SHARE * len(words) and own > max(rivals, default=0)


def share(words: list[str], language: str) -> float:
    """The share of small words of `language` among the words."""
    known = _languages_of()
    return sum(language in known.get(word, ()) for word in words) / len(words) if words else 0.0


@cache
def _languages_of() -> dict[str, frozenset[str]]:
    """The languages that have a small word."""
    text = (Path(__file__).parent / "function_words.toml").read_text(encoding="utf-8")
    found: dict[str, frozenset[str]] = {}
    for language, words in tomllib.loads(text).items():
        for word in words.split():
            found[word] = found.get(word, frozenset()) | {language}
    return found
