"""The rules that judge one block by its words: rows of the .toml files of this folder."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILES = {"labels.toml": True, "promotions.toml": False}
"""The files, and whether a pattern must fit the whole block."""
_LIST = re.compile(r"\{([A-Z]+)\}")
# Bullets, arrows and the like around a label.
_MARKS = " \t*•·●○■□▪►▶▸▼▾→»«›‹<>|–—-_\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{BYTE ORDER MARK}"
# A block of more letters is no label, however few its words: patterns are not let loose on a
# megabyte without spaces.
MAX_LETTERS = 2000
# Letters of a cue that a word must begin with.
CUE = 4
_BEGINNING = re.compile(rf"\b\w{{1,{CUE}}}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row."""

    name: str
    pattern: re.Pattern[str]
    whole: bool
    cased: bool
    """Whether it reads the text as it is; else in lower case, which is quicker than patterns that
    ignore case."""
    words: int
    """The most words of a block that is asked anywhere on the page."""
    edge_words: int
    """The same for blocks before the first or after the last paragraph of prose."""
    cues: frozenset[str]
    signs: tuple[str, ...]
    gated: bool
    """Whether a block must have a cue or a sign to be asked."""
    removes: tuple[str, ...]
    keeps: tuple[str, ...]

    @property
    def is_label(self) -> bool:
        """Whether it can stand in one pattern with others."""
        return self.whole and not self.cased and not self.gated


@dataclass(frozen=True, slots=True)
class Label:
    """What the rules read of a block."""

    text: str
    """Without the marks around it."""
    lowered: str

    def fits(self, rule: Rule) -> bool:
        """Whether a rule's words fit, wherever the block stands, however long it is and whatever
        its cues."""
        text = self.text if rule.cased else self.lowered
        return (rule.pattern.fullmatch(text) if rule.whole else rule.pattern.search(text)) is not None

    def beginnings(self) -> set[str]:
        """How its words begin, in lower case."""
        return set(_BEGINNING.findall(self.lowered))


def label_of(text: str) -> Label:
    """Read a block's text."""
    bare = text.strip(_MARKS)
    return Label(bare, bare.replace("İ", "i").lower())


Row = tuple[int, Rule]
"""The most words of a block that is asked, and the rule."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rules for one place on the page: short labels in one pattern, which is quicker, the
    others one by one."""

    labels: re.Pattern[str]
    by_group: dict[str, Row]
    label_words: int
    others: tuple[Row, ...]
    other_words: int
    by_cue: dict[str, frozenset[int]]
    """Places in `others` of the rules with a cue."""
    signs: re.Pattern[str]
    """Any sign of any rule."""

    def first_fitting(self, text: str, words: int) -> Rule | None:
        """The first rule that fits a block of so many words."""
        if words > max(self.label_words, self.other_words) or len(text) > MAX_LETTERS:
            return None
        label = label_of(text)
        if words <= self.label_words and (rule := self._label(label, words)):
            return rule
        asked = (self.others[number] for number in sorted(self._asked(label)))
        return next((rule for limit, rule in asked if words <= limit and label.fits(rule)), None)

    def _label(self, label: Label, words: int) -> Rule | None:
        found = self.labels.fullmatch(label.lowered)
        if found is None or found.lastgroup is None:
            return None
        limit, rule = self.by_group[found.lastgroup]
        if words <= limit:
            return rule
        rows = (row for row in self.by_group.values() if words <= row[0])
        return next((rule for _, rule in rows if label.fits(rule)), None)

    def _asked(self, label: Label) -> set[int]:
        """The rules that a block's cues and signs call up, and those that need none."""
        asked = set(self.by_cue[""])
        for beginning in self.by_cue.keys() & label.beginnings():
            asked.update(self.by_cue[beginning])
        if self.signs.search(label.lowered):
            asked.update(
                number
                for number, (_, rule) in enumerate(self.others)
                if any(map(label.lowered.__contains__, rule.signs))
            )
        return asked


def _table(rules: tuple[Rule, ...], *, at_edge: bool) -> Table:
    rows = [(rule.edge_words if at_edge else rule.words, rule) for rule in rules]
    asked = [row for row in rows if row[0]]
    labels = {f"r{number}": row for number, row in enumerate(asked) if row[1].is_label}
    others = tuple(row for row in asked if not row[1].is_label)
    pattern = "|".join(f"(?P<{group}>{rule.pattern.pattern})" for group, (_, rule) in labels.items())
    signs = {re.escape(sign) for _, rule in others for sign in rule.signs}
    return Table(
        labels=re.compile(pattern, re.VERBOSE),
        by_group=labels,
        label_words=max(limit for limit, _ in labels.values()),
        others=others,
        other_words=max(limit for limit, _ in others),
        by_cue=_by_cue(others),
        signs=re.compile("|".join(sorted(signs))),
    )


def _by_cue(rows: tuple[Row, ...]) -> dict[str, frozenset[int]]:
    """Places of rules by cue; under the empty cue those that ask every block."""
    found = {"": frozenset(number for number, (_, rule) in enumerate(rows) if not rule.gated)}
    for number, (_, rule) in enumerate(rows):
        for cue in rule.cues:
            found[cue] = found.get(cue, frozenset()) | {number}
    return found


@cache
def inner_table() -> Table:
    """The rules for blocks anywhere on a page."""
    return _table(word_rules(), at_edge=False)


@cache
def edge_table() -> Table:
    """The rules for blocks before the first or after the last paragraph of prose."""
    return _table(word_rules(), at_edge=True)


@cache
def word_rules() -> tuple[Rule, ...]:
    """All rows, in the order of the files."""
    return tuple(rule for file, whole in _FILES.items() for rule in _read(file, whole=whole))


def _read(file: str, *, whole: bool) -> Iterator[Rule]:
    table = tomllib.loads((Path(__file__).parent / file).read_text(encoding="utf-8"))
    lists = {name: _alternatives(line) for name, line in table.get("words", {}).items()}
    for row in table["rule"]:
        words, cased = row.get("words", 0), row.get("cased", False)
        pattern = _LIST.sub(lambda match: lists[match[1]], row["pattern"])
        yield Rule(
            name=row["name"],
            pattern=re.compile(pattern, re.VERBOSE | (re.IGNORECASE if cased else 0)),
            whole=whole,
            cased=cased,
            words=words,
            edge_words=max(words, row.get("edge_words", 0)),
            cues=frozenset(cue[:CUE] for cue in row.get("cues", "").split()),
            signs=tuple(row.get("signs", "").split()),
            gated="cues" in row or "signs" in row,
            removes=tuple(row["removes"]),
            keeps=tuple(row["keeps"]),
        )


def _alternatives(line: str) -> str:
    """A pattern for any word of a list, longest first, not within a longer word."""
    words = sorted(set(line.split()), key=lambda word: (-len(word), word))
    return rf"(?:{'|'.join(map(re.escape, words))})(?!\w)"
