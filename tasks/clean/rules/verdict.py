"""What a rule says about a block."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a block does not belong to the text."""

    rule: str
    language: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the page says of itself, for rules that compare a block with it."""

    title: str | None = None
    """Null: the page does not say, so its own first line may."""
    authors: tuple[str, ...] = ()
    keeps_title: bool = False
    """The title stays in the text, once."""
