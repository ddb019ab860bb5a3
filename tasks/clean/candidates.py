"""What a page offers: its blocks, and which of them may be its article."""

from dataclasses import dataclass

from tasks.clean.block import Block
from tasks.clean.metadata.record import Metadata


@dataclass(frozen=True, slots=True)
class Candidates:
    """A page cut into blocks, before the second stage."""

    blocks: list[Block]
    """In page order."""
    chosen: frozenset[int]
    """Positions of those that are taken for the article."""
    metadata: Metadata
    extractor: str
    reason: str = "no_article"
    """Why nothing was chosen, where that is so."""
