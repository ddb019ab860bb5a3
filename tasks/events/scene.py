"""One parsed sentence with all that is known in it: names, counts, dates, places, by token."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tasks.events.counts import Number, find_numbers
from tasks.events.dates import When, find_dates
from tasks.events.lexicon import Name, find_names
from tasks.events.mend import mend
from tasks.events.sentences import Sentence
from tasks.events.tree import Tree, tree_of

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Named:
    """A known name at tokens `start:end`."""

    start: int
    end: int
    name: Name


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence as the rules read it."""

    sentence: Sentence
    tree: Tree
    published: date | None
    """The page's own date."""
    names: tuple[Named, ...]
    numbers: dict[int, Number]
    """By every token of the number itself, its hedge left out."""
    whens: tuple[tuple[int, When], ...]
    """With the token that each begins at."""

    def name_at(self, token: int) -> Named | None:
        """The known name that `token` is part of."""
        return next((named for named in self.names if named.start <= token < named.end), None)


# A parser trained on web text takes the group for the verb: a stand-in of the same length.
_IS = re.compile(r"(?<![A-Z] )\bIS\b(?! [A-Z]{2})")
_STRAIGHT = str.maketrans("’‘“”«»–", '\'\'""""-')


# Port Sudan is no country.
_OF_TOWN = re.compile(r"\b(?:Port|Fort) $")
_SOURCE = re.compile(r"^According to [^,;]{3,90}, (?=\S)")


def parser_view(text: str) -> str:
    """What the parser is to see of a sentence: plain quotes, IS as a name, no "According to …,"
    first (which it takes for the subject). The end of `text`, letter for letter."""
    view = _IS.sub("UN", text.translate(_STRAIGHT))
    return _SOURCE.sub("", view)


def scene_of(sentence: Sentence, doc: "Doc", published: date | None) -> Scene:
    """The scene of a parsed sentence."""
    tree = tree_of(doc, sentence.text)
    mend(tree)
    return Scene(
        sentence=sentence,
        tree=tree,
        published=published,
        names=tuple(_named(tree)),
        numbers=_numbers(tree),
        whens=tuple(
            (_token_at(tree, w.start), w) for w in find_dates(tree.text, published) if w.start >= tree.starts[0]
        ),
    )


def _named(tree: Tree) -> list[Named]:
    return [
        Named(_token_at(tree, found.start), _token_at(tree, found.end - 1) + 1, found.name)
        for found in find_names(tree.text)
        if found.start >= tree.starts[0] and not _OF_TOWN.search(tree.text, 0, found.start)
    ]


def _numbers(tree: Tree) -> dict[int, Number]:
    found = {}
    for number in find_numbers(tree.lows):
        for token in range(number.start, number.end):
            if tree.pos[token] == "NUM" or token == number.head:
                found[token] = number
    return found


def _token_at(tree: Tree, offset: int) -> int:
    """The token that the character `offset` stands in."""
    return max((i for i, start in enumerate(tree.starts) if start <= offset), default=-1)
