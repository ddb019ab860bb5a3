"""UD CoNLL-U and Universal NER IOB2 files as sentences.

Multi-word tokens ("don't" over "do", "n't") are glued by spacing, not by merging: the parts stand
without a space between them, as spaCy's own tokenizer leaves them.
"""

import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

FEATURES = frozenset({"Degree", "NumType", "Number", "PronType", "Tense", "VerbForm", "Voice"})
NAMES = frozenset({"PER", "LOC", "ORG"})


@dataclass(frozen=True)
class Token:
    """One word; `head` is an index in its sentence, its own for the root."""

    text: str
    lemma: str
    pos: str
    tag: str
    morph: str
    head: int
    dep: str
    space: bool
    name: str = "O"  # an IOB2 tag


@dataclass(frozen=True)
class Sentence:
    """A sentence in its document, in reading order."""

    sent_id: str
    tokens: tuple[Token, ...]

    @property
    def document(self) -> str:
        """The document's id: EWT numbers the sentences of one at the end of their ids."""
        return self.sent_id.rsplit("-", 1)[0]


def found(folder: Path, name: str) -> Path:
    """The file of that name, packed with xz or not."""
    packed = folder / f"{name}.xz"
    return packed if packed.exists() else folder / name


def open_text(path: Path) -> Iterator[str]:
    """The lines of a file, unpacked where its name ends in .xz."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


def read_conllu(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file."""
    for sent_id, rows in _blocks(open_text(path)):
        yield Sentence(sent_id, _tokens(rows))


def read_names(path: Path) -> dict[str, list[tuple[str, str]]]:
    """The words and IOB2 tags of a Universal NER file by sentence id; other names are O."""
    return {sent_id: [(row[1], _name(row[2])) for row in rows] for sent_id, rows in _blocks(open_text(path))}


def with_names(sentences: Iterable[Sentence], names: dict[str, list[tuple[str, str]]]) -> Iterator[Sentence]:
    """The sentences with their tokens' name tags.

    18 sentences of 14,545 are cut into words differently in the two sets: their names are left
    unknown (an empty tag).
    """
    for sentence in sentences:
        named = names.get(sentence.sent_id, [])
        same = [text for text, _ in named] == [token.text for token in sentence.tokens]
        tags = [tag for _, tag in named] if same else [""] * len(sentence.tokens)
        pairs = zip(sentence.tokens, tags, strict=True)
        yield replace(sentence, tokens=tuple(replace(token, name=name) for token, name in pairs))


def _blocks(lines: Iterable[str]) -> Iterator[tuple[str, list[list[str]]]]:
    sent_id, rows = "", list[list[str]]()
    for line in lines:
        if line.startswith("# sent_id = "):
            sent_id = line.removeprefix("# sent_id = ")
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            yield sent_id, rows
            rows = []
    if rows:
        yield sent_id, rows


def _tokens(rows: list[list[str]]) -> tuple[Token, ...]:
    glued = _glued(rows)
    words = [row for row in rows if row[0].isdigit()]
    return tuple(
        Token(
            text=row[1],
            lemma=row[2],
            pos=row[3],
            tag=row[4],
            morph=_features(row[5]),
            head=int(row[6]) - 1 if row[6] != "0" else index,
            dep="ROOT" if row[7] == "root" else row[7],
            space=glued.get(int(row[0]), "SpaceAfter=No" not in row[9]),
        )
        for index, row in enumerate(words)
    )


def _glued(rows: list[list[str]]) -> dict[int, bool]:
    spaces = {}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            spaces.update(dict.fromkeys(range(first, last), False))
            spaces[last] = "SpaceAfter=No" not in row[9]
    return spaces


def _features(feats: str) -> str:
    kept = [feat for feat in feats.split("|") if feat.split("=")[0] in FEATURES]
    return "|".join(kept)


def _name(tag: str) -> str:
    return tag if tag[2:] in NAMES else "O"
