"""The rules of the tables, judged with the block's place on the page."""

from dataclasses import dataclass, field

from tasks.clean.block import Block
from tasks.clean.rules.prose import fold, is_prose, word_count
from tasks.clean.rules.table import Rule, edge_table, inner_table

_UNASKED = object()


@dataclass(slots=True)
class Reading:
    """What can be said of a block without its neighbours; read once a page, the rest when it is
    asked for."""

    text: str
    words: int
    inner_rule: Rule | None
    """The first rule that fits anywhere on the page."""
    prose: bool
    _edge_rule: object = field(default=_UNASKED)
    _folded: str | None = None

    def edge_rule(self) -> Rule | None:
        """The first rule that fits before the first or after the last paragraph of prose."""
        if self._edge_rule is _UNASKED:
            self._edge_rule = self.inner_rule or edge_table().first_fitting(self.text, self.words)
        return self._edge_rule if isinstance(self._edge_rule, Rule) else None

    @property
    def folded(self) -> str:
        """Letters and digits alone, in lower case: what two copies of a text share."""
        if self._folded is None:
            self._folded = fold(self.text)
        return self._folded


def read(block: Block) -> Reading:
    """Words, prose or not, and the rule whose words fit."""
    words = word_count(block.text)
    rule = inner_table().first_fitting(block.text, words)
    return Reading(block.text, words, rule, rule is None and is_prose(block.text, words))


def prose_span(readings: list[Reading]) -> tuple[int, int]:
    """Positions of the first and the last paragraph of prose; (len, -1) where there is none.

    A paragraph that a rule would take at the edge does not make the edge.
    """
    first = next((place for place, one in enumerate(readings) if _anchors(one)), len(readings))
    last = next((place for place in range(len(readings) - 1, -1, -1) if _anchors(readings[place])), -1)
    return first, last


def _anchors(reading: Reading) -> bool:
    return reading.prose and reading.edge_rule() is None


def word_verdicts(readings: list[Reading]) -> dict[int, str]:
    """Rule names by position."""
    first, last = prose_span(readings)
    found: dict[int, str] = {}
    for position, reading in enumerate(readings):
        inside = first < position < last
        rule = reading.inner_rule if inside else reading.edge_rule()
        if rule is not None:
            found[position] = rule.name
    return found
