"""Authors and date from the page's own lines, where its metadata does not name them."""

from tasks.clean.block import Block
from tasks.clean.metadata.names import names_in, unique_names

# A byline stands among the last blocks before the body, and is short.
NEAR = 15
MAX_LETTERS = 90


def authors_in_blocks(blocks: list[Block], first: int, site: str | None) -> tuple[str, ...]:
    """Names in the blocks of an author container before position `first`, where the body begins."""
    for block in blocks[max(0, first - NEAR) : first]:
        if "author" in block.containers and len(block.text) <= MAX_LETTERS:
            names = [name for name in names_in(block.text) if name[0].isupper() or not name[0].isascii()]
            if found := unique_names(names, but=(site,)):
                return found
    return ()
