"""A page that is text already: a line is a paragraph, and the second stage does all the work."""

from tasks.clean.block import Block
from tasks.clean.candidates import Candidates
from tasks.clean.characters import one_line
from tasks.clean.metadata.text import read_text_metadata
from tasks.clean.rules.words import read


def read_text(text: str) -> Candidates:
    """One block a line that is not blank; nothing is glued, trimmed or made up."""
    lines = (one_line(line) for line in text.splitlines())
    blocks = [Block(text=line) for line in lines if line]
    metadata = read_text_metadata(blocks, [read(block) for block in blocks])
    return Candidates(blocks, frozenset(range(len(blocks))), metadata, "text")
