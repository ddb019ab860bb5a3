"""What an element says about the text in it, by its tag, class, id and the like; rows in
`containers.toml`."""

import itertools
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from lxml.html import HtmlElement

_NAMING = ("class", "id", "role", "data-testid", "data-component", "data-type", "itemprop")
# The id of a heading is made of its words.
_HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NAMING_OF_HEADS = tuple(key for key in _NAMING if key != "id")
_HIDING = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NONE: frozenset[str] = frozenset()


@cache
def _rows() -> dict[str, dict[str, Any]]:
    return tomllib.loads((Path(__file__).parent / "containers.toml").read_text(encoding="utf-8"))


@cache
def _table() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Container names by element name, and by name word."""
    by_tag: dict[str, frozenset[str]] = {}
    by_name: dict[str, frozenset[str]] = {}
    for container, row in _rows().items():
        for tag in row.get("tags", ()):
            by_tag[tag] = by_tag.get(tag, _NONE) | {container}
        for name in row.get("names", "").split():
            by_name[name] = by_name.get(name, _NONE) | {container}
    return by_tag, by_name


@cache
def container_rules() -> dict[str, str]:
    """The verdict on blocks in a container, by its name."""
    return {name: row["rule"] for name, row in _rows().items() if "rule" in row}


@cache
def sure_containers() -> frozenset[str]:
    """Containers that are believed even where they hold more of the page."""
    return frozenset(name for name, row in _rows().items() if row.get("sure"))


@dataclass(slots=True)
class Containers:
    """A reader for one page; elements and names that were seen are not looked up again."""

    _elements: dict[HtmlElement, frozenset[str]] = field(default_factory=dict)
    _names: dict[str, frozenset[str]] = field(default_factory=dict)

    def around(self, element: HtmlElement) -> frozenset[str]:
        """All containers that a text in `element` stands in."""
        waiting = []
        place: HtmlElement | None = element
        while place is not None and place not in self._elements:
            waiting.append(place)
            place = place.getparent()
        found = self._elements[place] if place is not None else _NONE
        for inner in reversed(waiting):
            found = found | self.own(inner)
            self._elements[inner] = found
        return found

    def own(self, element: HtmlElement) -> frozenset[str]:
        """The containers that an element itself is."""
        tag = element.tag
        own = _table()[0].get(tag, _NONE)
        attributes = element.attrib
        if not attributes or tag in ("body", "html"):
            return own
        keys = _NAMING_OF_HEADS if tag in _HEADS else _NAMING
        naming = " ".join(value for key in keys if (value := attributes.get(key)))
        if naming:
            if naming not in self._names:
                self._names[naming] = _named(naming)
            own = own | self._names[naming]
        if "hidden" in attributes or _HIDING.search(attributes.get("style", "")):
            own = own | {"hidden"}
        return own


def _named(naming: str) -> frozenset[str]:
    """Containers that a class or id names, by its words and pairs of words."""
    by_name = _table()[1]
    words = [word.lower() for word in _WORD.findall(naming)]
    pairs = ("-".join(pair) for pair in itertools.pairwise(words))
    found = [by_name[name] for name in (*words, *pairs) if name in by_name]
    return frozenset().union(*found) if found else _NONE
