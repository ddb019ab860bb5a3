"""Deaths and perpetrators on MUC-4's dev documents: news of 1989 on Latin America, printed in capitals.

    python -m benchmarks.muc4 [--pipeline NAME]

Needs $SITREP_CORPUS/training/muc4 (documents with templates) and …/ud_ewt, whose words tell which letters were
small. MUC counts terrorist acts alone, so a clash between armies, rightly found, is a false one here.
"""

import argparse
import json
import lzma
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.events import document_of
from tasks.events import extract_events, load_pipeline

if TYPE_CHECKING:
    from spacy.language import Language

_WORD = re.compile(r"\w[\w'-]*|\s+|[^\w\s]")
# FMLN, FARC: short words that the treebank lacks, with one vowel or none.
_ACRONYM = 5
_COMMON_ENDING = re.compile(r"(?:ed|ing|ly|tions?|ists?|ers?|ment|ness|able)$")


@dataclass(slots=True)
class Found:
    """Counts of right, false and missed ones."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def __str__(self) -> str:
        precision = self.right / max(self.right + self.false, 1)
        recall = self.right / max(self.right + self.missed, 1)
        return f"precision {precision:.2f} recall {recall:.2f} ({self.right} right)"


class Truecaser:
    """Capitals back to ordinary spelling, by how a treebank writes each word inside a sentence."""

    def __init__(self, treebank: Path) -> None:
        self._capital: Counter[str] = Counter()
        self._small: Counter[str] = Counter()
        for word in _inner_words(treebank):
            (self._capital if word[0].isupper() else self._small)[word.lower()] += 1

    def __call__(self, text: str) -> str:
        """The text with sentences and names in capital letters."""
        parts, opens = [], True
        for token in _WORD.findall(text):
            word = self._word(token) if token[0].isalpha() else token
            parts.append(word[0].upper() + word[1:] if opens else word)
            if not token.isspace():
                opens = token in (".", "!", "?")
        return re.sub(r"\bu\.s\.", "U.S.", "".join(parts), flags=re.I)

    def _word(self, token: str) -> str:
        low = token.lower()
        small, capital = self._small[low], self._capital[low]
        unseen = small == capital == 0
        if unseen and len(low) <= _ACRONYM and sum(letter in "aeiou" for letter in low) <= 1:
            return token
        unseen_common = unseen and _COMMON_ENDING.search(low)
        return low if unseen_common or (small and small >= capital) else low.capitalize()


def _inner_words(treebank: Path) -> Iterator[str]:
    with lzma.open(treebank, "rt", encoding="utf-8") as lines:
        for line in lines:
            number, _, rest = line.partition("\t")
            word = rest.partition("\t")[0]
            if number.isdigit() and number != "1" and word.isalpha() and not word.isupper():
                yield word


def main() -> None:
    """Print both figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pipeline", help="an installed spaCy pipeline or a folder")
    nlp = load_pipeline(parser.parse_args().pipeline)
    training = Path(os.environ["SITREP_CORPUS"]) / "training"
    truecase = Truecaser(training / "ud_ewt/en_ewt-ud-train.conllu.xz")
    deaths, doers = Found(), Found()
    with lzma.open(training / "muc4/dev.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            _count(json.loads(line), truecase, nlp, (deaths, doers))
    print(f"MUC-4 dev, deaths of two or more: {deaths}")
    print(f"MUC-4 dev, organisations that did it: {doers}")


def _count(record: dict[str, Any], truecase: Truecaser, nlp: "Language", counts: tuple[Found, Found]) -> None:
    events = extract_events(document_of(_text(record["text"], truecase)), nlp)
    said = [event.fatalities for event in events if (event.fatalities or 0) >= 2]
    wanted = [event["deaths"] for event in record["events"] if (event["deaths"] or 0) >= 2]
    names = {name.lower() for e in events for name in (e.actor1, e.actor1_mention) if name}
    doers = [forms for event in record["events"] for forms in event["perp_org"]]
    deaths, orgs = counts
    right = sum((Counter(said) & Counter(wanted)).values())
    deaths.right, deaths.false = deaths.right + right, deaths.false + len(said) - right
    deaths.missed += len(wanted) - right
    known = sum(any(form.lower() in names for form in forms) for forms in doers)
    orgs.right, orgs.missed = orgs.right + known, orgs.missed + len(doers) - known


def _text(capitals: str, truecase: Truecaser) -> str:
    body = capitals.partition("[TEXT]")[2] or capitals
    paragraphs = re.split(r"\n\s*\n", body)
    return "\n".join(re.sub(r"\s+", " ", truecase(paragraph)).strip() for paragraph in paragraphs)


if __name__ == "__main__":
    main()
