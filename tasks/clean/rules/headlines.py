"""Headlines of other articles: stamped with a time, or in a row where the article has ended."""

import re
from itertools import islice

from tasks.clean.block import Block
from tasks.clean.rules.prose import is_headline
from tasks.clean.rules.words import Reading, prose_span

# A time and a date, in any order and script of writing: `GMT 18:44 2018 Friday ,14 December`, `14
# Dec 2018 - 18:44`.
_TIME = r"(?:\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?|h|uhr)?)"
_DATE = (
    r"(?:(?:19|20)\d\d\s+[^\W\d_]{3,10}\s*,?\s*\d{1,2}\s+[^\W\d_]{3,10}|\d{1,2}\.?\s+[^\W\d_]{3,10}\.?,?\s+(?:19|20)\d\d|"
    r"[^\W\d_]{3,10}\.?\s+\d{1,2},?\s+(?:19|20)\d\d|\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d)"
)
_STAMP = re.compile(
    rf"(?:(?:GMT|UTC)\s*)?(?:{_TIME}[\s,|•·–-]*{_DATE}|{_DATE}[\s,|•·–-]*(?:at\s+)?{_TIME})(?:\s*\(?[A-Z]{{2,4}}\)?)?\s*$",
    re.IGNORECASE,
)
# A label that heads a section has at most so many words; of more labels than these the first are
# asked.
LABEL_WORDS, MAX_LABELS = 6, 20
# A row of so many headlines after the last paragraph is a list of other articles.
ROW = 3


def stamped_headlines(blocks: list[Block]) -> dict[int, str]:
    """Headlines that end in a time stamp, glued to it or not."""
    return {
        position: "related_headline"
        for position, block in enumerate(blocks)
        if len(block.text) < 260 and any(map(str.isdigit, block.text[-24:])) and _STAMP.search(block.text)
    }


def _opens(reading: Reading) -> bool:
    rule = reading.inner_rule
    return rule is not None and rule.name == "read_more" and reading.words <= LABEL_WORDS


def related_sections(blocks: list[Block], readings: list[Reading]) -> dict[int, str]:
    """What stands under a label such as `You may also like`, in an element that the article had not
    reached."""
    found: dict[int, str] = {}
    for position in islice((place for place, one in enumerate(readings) if _opens(one)), MAX_LABELS):
        if position in found:
            continue
        before = [block for block, other in zip(blocks[:position], readings, strict=False) if other.prose]
        reached = {number for block in before for number in block.around}
        section = [number for number in blocks[position].around[1:] if number not in reached]
        if not before or not section:
            continue
        kinds = {block.kind for block in before}
        inside = [later for later in range(position + 1, len(blocks)) if section[-1] in blocks[later].around]
        if not any(blocks[later].kind in kinds for later in inside):
            found.update(dict.fromkeys(inside, "related_headline"))
    return found


def trailing_headlines(blocks: list[Block], readings: list[Reading]) -> dict[int, str]:
    """A row of headlines after the last paragraph of prose, where no tree tells a list of the
    article from one of others."""
    if any(block.kind for block in blocks):
        return {}
    _, last = prose_span(readings)
    if last < 0:
        return {}
    tail = [
        position
        for position in range(last + 1, len(blocks))
        if is_headline(blocks[position].text) and readings[position].words >= 4
    ]
    return dict.fromkeys(tail, "related_headline") if len(tail) >= ROW else {}
