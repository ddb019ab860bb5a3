"""JSON-LD and meta elements, read once into plain values."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from tasks.clean.characters import one_line

# Nodes of one page that are looked at; feeds of hundreds of products are cut here.
MAX_NODES = 2000
_ARTICLE_TYPES = ("article", "posting", "report", "review")
Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Structured:
    """What the head and the scripts of a page say."""

    meta: dict[str, list[str]] = field(default_factory=dict)
    """Contents by name, property or itemprop in lower case, in page order."""
    articles: tuple[Node, ...] = ()
    """JSON-LD nodes of articles, in page order."""
    nodes: tuple[Node, ...] = ()
    """All JSON-LD nodes with a type."""

    def first(self, *names: str) -> str | None:
        """The first content under one of the names, asked in this order."""
        return next((value for name in names for value in self.meta.get(name, ()) if value), None)


def read_structured(tree: HtmlElement) -> Structured:
    """Read meta elements and JSON-LD scripts; broken JSON counts as none."""
    nodes = tuple(_nodes(tree))
    articles = tuple(node for node in nodes if _is_article(node))
    return Structured(_meta(tree), articles, nodes)


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if content and name:
            found.setdefault(name.strip().lower(), []).append(clean(content))
    return found


def _nodes(tree: HtmlElement) -> Iterator[Node]:
    waiting: list[Any] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            waiting.append(json.loads(script.text.strip().rstrip(";"), strict=False))
        except (ValueError, RecursionError):
            continue  # a broken script says nothing; the meta elements remain
    seen = 0
    while waiting and seen < MAX_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting[:0] = node[:MAX_NODES]
        elif isinstance(node, dict):
            if "@type" in node:
                yield node
            waiting += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]


def types_of(node: Node) -> list[str]:
    """The node's types in lower case."""
    kinds = node.get("@type")
    return [str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])]


def _is_article(node: Node) -> bool:
    return any(kind.endswith(_ARTICLE_TYPES) for kind in types_of(node))


def text_of(value: object) -> str | None:
    """A JSON-LD text, from a string or the first of a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    return clean(value) or None if isinstance(value, str) else None


def clean(text: str) -> str:
    """One line without entities; feeds escape twice."""
    return one_line(unescape(unescape(text)))
