"""What stands on the page twice: the title, glued copies of it, paragraphs word for word."""

from tasks.clean.block import Block
from tasks.clean.rules.prose import fold
from tasks.clean.rules.verdict import PageFacts
from tasks.clean.rules.words import Reading

# Shorter repeats are names, refrains and labels that may well be meant.
REPEATED_LETTERS = 48
# A title is glued to itself at most so many times.
GLUED = 4
# An HTML page that repeats more different paragraphs than these means it: recipes, tables of
# results, lists of rules.
MAX_REPEATS = 5


def repeated_titles(readings: list[Reading], facts: PageFacts) -> dict[int, str]:
    """Blocks that are the title, once or glued to itself; the first single one is `title`."""
    title = facts.title
    wanted = fold(title or "")
    if not wanted:
        return {}
    found: dict[int, str] = {}
    seen = False
    longest = 2 * GLUED * len(title or "")
    for position, reading in enumerate(readings):
        if not len(wanted) <= len(reading.text) <= longest:
            continue
        times, rest = divmod(len(reading.folded), len(wanted))
        if 0 < times <= GLUED and not rest and reading.folded == wanted * times:
            if seen or times > 1:
                found[position] = "repeated_title"
            elif not facts.keeps_title:
                found[position] = "title"
            seen = seen or times == 1
    return found


def repeated_paragraphs(blocks: list[Block], readings: list[Reading]) -> dict[int, str]:
    """Paragraphs that stood before, word for word."""
    found: dict[int, str] = {}
    seen: set[str] = set()
    for position, reading in enumerate(readings):
        if len(reading.text) < REPEATED_LETTERS:
            continue
        lowered = reading.text.lower()
        if lowered in seen:
            found[position] = "repeated_paragraph"
        seen.add(lowered)
    several = len({readings[position].text for position in found}) > MAX_REPEATS
    return {} if several and blocks[0].around else found


# A heading above the body is the title with a kicker when it adds so many letters at most, or lacks
# as many.
KICKER_LETTERS = 50
_HEADS = frozenset(("h1", "h2", "h3"))


def dressed_titles(blocks: list[Block], readings: list[Reading], title: str | None, first: int) -> dict[int, str]:
    """Headings before position `first` that hold the title and a kicker, or most of the title."""
    wanted = fold(title or "")
    if len(wanted) < 15:
        return {}
    found: dict[int, str] = {}
    for position, block in enumerate(blocks[:first]):
        folded = readings[position].folded
        longer, shorter = max(wanted, folded, key=len), min(wanted, folded, key=len)
        if (
            block.tag in _HEADS
            and len(shorter) >= 15
            and shorter in longer
            and len(longer) - len(shorter) <= KICKER_LETTERS
        ):
            found[position] = "repeated_title"
    return found
