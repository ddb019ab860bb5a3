"""A block: one paragraph-like piece of a page, with all that the rules may ask of it."""

from dataclasses import dataclass


@dataclass(slots=True)
class Block:
    """One block of a page. Plain text knows only `text`; the rest is what HTML adds."""

    text: str
    """One line, white space squashed."""
    tag: str = "p"
    """The block element that the text stands in."""
    around: tuple[int, ...] = ()
    """Numbers of the block element that the text stands in and of those around it, inmost first."""
    kind: str = ""
    """Tag of that element, tag and class of the one around it: equal for paragraphs of one
    template."""
    links: int = 0
    """Characters of `text` inside links."""
    bold: int = 0
    """Characters of `text` in bold type."""
    containers: frozenset[str] = frozenset()
    """What it stands in: names of `containers.toml`, told from tags, classes and ids."""
    origin: str = "text"
    """Who brought it, as in `JudgedBlock.origin`."""
