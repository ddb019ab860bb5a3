"""Names of people and agencies out of bylines."""

import re
from collections.abc import Iterable

_BY = re.compile(
    r"^\s*(?:(?:written|posted|reported|published)\s+)?(?:by|von|par|por|door|av|af|di|de|text|author|autor|"
    r"autore|auteur|автор|بقلم)\b[:\s]+(?=\S)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:,|;|\||/|\n|\s(?:and|und|et|y|e|og|och|en|ve|và|и|&)\s)\s*")
_ADDRESS = re.compile(r"https?:|www\.|@|\w\.[a-z]{2,6}$", re.IGNORECASE)
_NO_NAME = re.compile(
    r"[():\[\]{}]|^\d+$|^(?:admin(?:istrator)?|staff|editors?|authors?|guest|unknown|none|null|"
    r"undefined|web ?desk|news ?desk|redaktion|redaction|nachrichten|news)$",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[\W_]+")
MAX_NAME, MAX_WORDS, MAX_BYLINE = 60, 6, 500


def names_in(byline: str) -> list[str]:
    """The names of a byline, without `By`, addresses and accounts."""
    if "://" in byline or len(byline) > MAX_BYLINE:
        return []
    parts = _BETWEEN.split(_BY.sub("", byline))
    names = (" ".join(part.split()).strip(" .-–|•·") for part in parts)
    return [name for name in names if is_name(name)]


def is_name(text: str) -> bool:
    """Whether this can be the name of a person or an agency."""
    return (
        1 < len(text) <= MAX_NAME
        and len(text.split()) <= MAX_WORDS
        and not _ADDRESS.search(text)
        and not _NO_NAME.search(text)
        and any(map(str.isalpha, text))
    )


def unique_names(names: Iterable[str], *, but: Iterable[str | None] = ()) -> tuple[str, ...]:
    """Each name once, in order, whatever its case; `but` are names of the site itself."""
    found: dict[str, str] = {}
    shut = {_fold(name) for name in but if name}
    for name in names:
        folded = _fold(name)
        if folded not in shut:
            found.setdefault(folded, name)
    return tuple(found.values())


def _fold(name: str) -> str:
    return _LETTERS.sub("", name).casefold()
