"""How like its gold a cleaned page is.

Precision and recall of word 4-grams, the measure of Scrapinghub's article extraction benchmark: F1
is the harmonic mean of the mean precision and the mean recall over pages. A line leaks when less
than a quarter of its 4-grams stand in the gold.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tasks.records import Document

_SIGN = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
_TOKEN = re.compile(rf"[{_SIGN}]|[^\W{_SIGN}]+")
_GRAM = 4
LEAK = 0.25
# A standfirst counts as kept when so much of it is in the text.
STANDFIRST = 0.75

Gram = tuple[str, ...]


@dataclass(slots=True)
class TextScores:
    """Sums over the pages of a set."""

    precisions: list[float] = field(default_factory=list)
    recalls: list[float] = field(default_factory=list)
    leaking: int = 0

    def add(self, text: str, gold: str) -> None:
        """Count one page; a page without output has no precision."""
        found, wanted = grams(text), grams(gold)
        common = (found & wanted).total()
        if found:
            self.precisions.append(common / found.total())
        self.recalls.append(common / wanted.total() if wanted else 1.0)
        self.leaking += any(leaks(line, wanted, gold) for line in text.splitlines())

    @property
    def f1(self) -> float:
        """Of the mean precision and the mean recall."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)

    @property
    def precision(self) -> float:
        """Mean over pages with output."""
        return sum(self.precisions) / max(len(self.precisions), 1)

    @property
    def recall(self) -> float:
        """Mean over all pages."""
        return sum(self.recalls) / max(len(self.recalls), 1)

    @property
    def leak(self) -> float:
        """Share of pages with a leaked line."""
        return self.leaking / max(len(self.recalls), 1)


def grams(text: str) -> Counter[Gram]:
    """The 4-grams of a text; of a shorter one its only n-gram."""
    tokens = _TOKEN.findall(text)
    count = max(1, len(tokens) - _GRAM + 1)
    return Counter(tuple(tokens[at : at + _GRAM]) for at in range(count)) if tokens else Counter()


def leaks(line: str, wanted: Counter[Gram], gold: str) -> bool:
    """Whether a line does not come from the gold."""
    own = list(grams(line).elements())
    if not own:
        return False
    if len(own[0]) < _GRAM:
        return squash(line) not in squash(gold)
    return sum(gram in wanted for gram in own) < LEAK * len(own)


@dataclass(slots=True)
class MetaScores:
    """Right answers and questions, by field."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)

    def add(self, document: Document | None, gold: dict[str, Any]) -> None:
        """Count one page; fields that its gold leaves out are not asked."""
        for name, asked, right in _answers(document, gold):
            if asked:
                self.asked[name] += 1
                self.right[name] += right

    def share(self, name: str) -> float:
        """Share of right answers."""
        return self.right[name] / max(self.asked[name], 1)


def _answers(document: Document | None, gold: dict[str, Any]) -> Iterable[tuple[str, bool, bool]]:
    title = document.title if document else None
    authors = document.authors if document else ()
    day = str(document.published) if document else ""
    wanted = gold.get("author") or []
    names = wanted if isinstance(wanted, list) else [wanted]
    standfirst = " ".join(gold.get("summary") or [])
    yield "title", bool(gold.get("title")), squash(title or "") == squash(gold.get("title") or "")
    yield "authors", bool(names), set(map(squash, names)) == set(map(squash, authors))
    yield "date", bool(gold.get("date")), day == str(gold.get("date"))[:10]
    words = len(_TOKEN.findall(standfirst))
    yield "standfirst", words >= 5, _holds(document.text if document else "", standfirst)


def _holds(text: str, part: str) -> bool:
    wanted, found = grams(squash(part)), grams(squash(text))
    return sum(gram in found for gram in wanted.elements()) >= STANDFIRST * wanted.total()


def squash(text: str) -> str:
    """For comparing: one line, one case, compatible characters, no soft hyphens."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u00ad", "").split()).casefold()
