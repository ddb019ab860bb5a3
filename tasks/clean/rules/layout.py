"""What the page's tree says against a block: where it stands, what it stands in, how much of it is
links."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from tasks.clean.block import Block
from tasks.clean.bodies import Bodies, find_bodies
from tasks.clean.containers import container_rules, sure_containers
from tasks.clean.rules.words import Reading

# A container that holds at least this share of the prose is the article's own wrapper. Swept .06,
# .12, .2 and .4 on the three page sets: captions, bylines, datelines, share bars, footers and forms
# are best at .4, all others at .12.
WRAPPER_SHARE, SURE_WRAPPER_SHARE = 0.12, 0.4
# So many words are a paragraph even without the end of a sentence.
PARAGRAPH_WORDS = 15
POINTERS = (">", "»", "→", "▶", "►", "➡", "➜")
_HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("li", "td", "th", "dt", "dd"))


@dataclass(frozen=True, slots=True)
class Layout:
    """What the blocks of a page have in common."""

    bodies: Bodies
    first: int
    """Position of the first paragraph in a body."""
    last: int
    wrappers: frozenset[str]
    """Containers that say nothing on this page."""
    list_links: dict[int, float]
    """Share of linked text in lists, by the list's element."""


@dataclass(slots=True)
class Seen:
    """A block with its place, as the rows of `LAYOUT_RULES` see it."""

    block: Block
    reading: Reading
    layout: Layout
    position: int

    @property
    def linked(self) -> float:
        """Share of the text inside links."""
        return self.block.links / max(1, len(self.block.text))

    @property
    def before(self) -> bool:
        """Before the first paragraph of the body."""
        return self.position < self.layout.first

    @property
    def after(self) -> bool:
        """After the last paragraph of the body."""
        return self.position > self.layout.last

    @property
    def outside(self) -> bool:
        """In no element that holds the body, and not set like its paragraphs."""
        return not self.layout.bodies.hold(self.block)

    @property
    def standfirst(self) -> bool:
        """A standfirst, by its container or by the page's description."""
        named = "standfirst" in self.block.containers and self.reading.words >= 8
        return named or self.block.origin == "standfirst"


Row = tuple[str, Callable[[Seen], bool]]

# Name, and when. The first that holds gives the verdict; containers (containers.toml) come before
# them.
LAYOUT_RULES: tuple[Row, ...] = (
    # Rules and ornaments.
    ("separator", lambda seen: not any(map(str.isalnum, seen.block.text))),
    # The headline, and headlines of other articles set like it.
    ("headline", lambda seen: seen.block.tag == "h1" and seen.before),
    # A link and nothing else: another article.
    (
        "linked_line",
        lambda seen: (
            seen.linked > 0.9
            and seen.reading.words >= 4
            and seen.block.tag not in _CELLS
            and not (seen.block.tag in _HEADS and not seen.outside and not seen.after)
        ),
    ),
    # `>> All dates of the talks`, linked: a pointer to another page.
    (
        "linked_line",
        lambda seen: seen.block.links > 0 and seen.block.text.startswith(POINTERS),
    ),
    # A paragraph that is hardly more than its links.
    (
        "linked_line",
        lambda seen: seen.linked > 0.75 and seen.reading.words >= 8 and seen.block.tag not in _CELLS | _HEADS,
    ),
    # A list most of whose text is links.
    (
        "linked_list",
        lambda seen: seen.block.tag == "li" and seen.layout.list_links.get(seen.block.around[1], 0) > 0.5,
    ),
    # Kickers, datelines, sections and buttons above the body.
    (
        "page_head",
        lambda seen: (
            seen.before
            and seen.outside
            and seen.reading.words < PARAGRAPH_WORDS
            and not seen.reading.prose
            and not seen.standfirst
            and (seen.block.tag not in _CELLS or seen.linked > 0.9)
        ),
    ),
    # Cards of other articles, where they stand apart from the body.
    (
        "related_headline",
        lambda seen: "related" in seen.block.containers - seen.layout.wrappers and seen.outside and not seen.before,
    ),
    # Links under the body.
    ("foot_link", lambda seen: seen.after and seen.linked > (0.3 if seen.outside else 0.5)),
)


def layout_verdicts(blocks: list[Block], readings: list[Reading]) -> dict[int, str]:
    """Rule names by position; none on a page without a tree."""
    if not any(block.around for block in blocks):
        return {}
    layout = _layout(blocks, readings)
    found: dict[int, str] = {}
    for position, (block, reading) in enumerate(zip(blocks, readings, strict=True)):
        seen = Seen(block, reading, layout, position)
        if rule := _contained(seen) or _fitting(seen):
            found[position] = rule
    return found


# What a heading announces when it is to go with it.
_ANNOUNCED = frozenset(("foot_link", "linked_line", "linked_list", "read_more", "related_headline"))


def announcements(blocks: list[Block], found: dict[int, str]) -> dict[int, str]:
    """Headings over nothing but links that go, and a last line that announces what is not there."""
    if not blocks or not blocks[0].around:
        return {}
    heads = {}
    for position, block in enumerate(blocks):
        if block.tag in _HEADS and position not in found:
            follows = [found.get(later) for later in range(position + 1, position + 3)]
            if all(rule in _ANNOUNCED for rule in follows):
                heads[position] = "related_headline"
    last = max((place for place in range(len(blocks)) if place not in found), default=None)
    if last is not None and blocks[last].text.endswith(":") and len(blocks) > 1:
        heads[last] = "read_more"
    return heads


def _contained(seen: Seen) -> str | None:
    """The rule of a container that the block stands in; a standfirst above the body may stand
    anywhere."""
    if seen.before and seen.standfirst and "caption" not in seen.block.containers:
        return None
    rules = container_rules()
    inside = seen.block.containers - seen.layout.wrappers
    return next((rules[name] for name in sorted(inside) if name in rules), None)


def _fitting(seen: Seen) -> str | None:
    return next((name for name, holds in LAYOUT_RULES if holds(seen)), None)


def _layout(blocks: list[Block], readings: list[Reading]) -> Layout:
    prose = [
        place
        for place, reading in enumerate(readings)
        if reading.prose and blocks[place].links < len(blocks[place].text) / 2
    ]
    within: Counter[str] = Counter()
    for place in prose:
        within.update(dict.fromkeys(blocks[place].containers, readings[place].words))
    total = max(1, sum(readings[place].words for place in prose))
    bodies = find_bodies([(blocks[place], readings[place].words) for place in prose])
    inside = [place for place in prose if bodies.hold(blocks[place])]
    return Layout(
        bodies=bodies,
        first=inside[0] if inside else 0,
        last=inside[-1] if inside else len(blocks),
        wrappers=frozenset(name for name, words in within.items() if words >= _limit(name) * total),
        list_links=_list_links(blocks),
    )


def _limit(container: str) -> float:
    return SURE_WRAPPER_SHARE if container in sure_containers() else WRAPPER_SHARE


def _list_links(blocks: list[Block]) -> dict[int, float]:
    """Share of linked text by list, for lists of two items or more."""
    letters: Counter[int] = Counter()
    links: Counter[int] = Counter()
    items: Counter[int] = Counter()
    for block in blocks:
        if block.tag == "li":
            letters[block.around[1]] += len(block.text)
            links[block.around[1]] += block.links
            items[block.around[1]] += 1
    return {number: links[number] / letters[number] for number in items if items[number] > 1}
