"""The metadata of a page."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is not said is None or empty."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    newsroom: tuple[str, ...] = ()
    """Who signs where no person does."""
    site_name: str | None = None
    published: date | None = None
    published_source: str | None = None
    url: str | None = None
    standfirst: str | None = None
    """The page's own description, which often is its standfirst."""
    body: str | None = None
    """The article as JSON-LD has it."""
    paywalled: bool = False
    """The page says that it is not free to read."""
