"""The page as a list of blocks in page order, with what the tree knows of each."""

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from tasks.clean.block import Block
from tasks.clean.characters import one_line
from tasks.clean.html.elements import INLINE, SKIPPED

_BOLD = frozenset(("b", "strong"))
_SENTENCE_ENDS = tuple('.!?:…"”»。！？؟۔।')
# So many elements around a text are kept by number.
AROUND = 6
# A page of more blocks is no article; the rest of it is left unread.
MAX_BLOCKS = 20_000


@dataclass(slots=True)
class Start:
    """The text node that a block begins in: the text of `node`, or its tail."""

    node: HtmlElement
    in_tail: bool

    def mark(self, marker: str) -> None:
        """Put `marker` before the block's text."""
        if self.in_tail:
            self.node.tail = marker + (self.node.tail or "")
        else:
            self.node.text = marker + (self.node.text or "")


@dataclass(slots=True)
class Place:
    """The block element that the walk is in, and the numbers of it and of those around it."""

    element: HtmlElement
    around: tuple[int, ...]


@dataclass(slots=True)
class Walk:
    """One walk over a page. `blocks`, `starts` and `elements` go in step."""

    blocks: list[Block] = field(default_factory=list)
    starts: list[Start] = field(default_factory=list)
    elements: list[HtmlElement] = field(default_factory=list)
    """The block element that each block stands in."""
    _pieces: list[str] = field(default_factory=list)
    _start: Start | None = None
    _links: int = 0
    _bold: int = 0
    _link_depth: int = 0
    _bold_depth: int = 0
    _numbers: int = 0

    def run(self, root: HtmlElement) -> None:
        """Walk `root` and what is under it; lxml's own limit of depth bounds the recursion."""
        place = Place(root, (0, 0))
        self._add(root.text, root, False)
        self._children(root, place)
        self._flush(place)

    def _children(self, element: HtmlElement, place: Place) -> None:
        for child in element:
            tag = child.tag
            if tag in INLINE:
                self._inline(child, tag, place)
            elif tag == "br":
                self._break(place)
            elif isinstance(tag, str) and tag not in SKIPPED:
                self._block(child, place)
            if tail := child.tail:
                self._add(tail, child, True)

    def _inline(self, element: HtmlElement, tag: str, place: Place) -> None:
        link, bold = tag == "a", tag in _BOLD
        self._link_depth += link
        self._bold_depth += bold
        if text := element.text:
            self._add(text, element, False)
        self._children(element, place)
        self._link_depth -= link
        self._bold_depth -= bold

    def _block(self, element: HtmlElement, place: Place) -> None:
        self._flush(place)
        if len(self.blocks) >= MAX_BLOCKS:
            return
        self._numbers += 1
        inner = Place(element, (self._numbers, *place.around[: AROUND - 1]))
        if text := element.text:
            self._add(text, element, False)
        self._children(element, inner)
        self._flush(inner)

    def _break(self, place: Place) -> None:
        """A line break ends a block after another one or after a sentence; else it is a space."""
        if not self._pieces:
            return
        so_far = "".join(self._pieces[-2:]).rstrip(" \t\r")
        if so_far.endswith("\n") or so_far.rstrip().endswith(_SENTENCE_ENDS):
            self._flush(place)
        else:
            self._pieces.append("\n")

    def _add(self, text: str | None, node: HtmlElement, in_tail: bool) -> None:
        if not text:
            return
        blank = text.isspace()
        if self._start is None:
            if blank:
                return
            self._start = Start(node, in_tail)
        self._pieces.append(text)
        if not blank and (self._link_depth or self._bold_depth):
            size = len(text.strip())
            self._links += size if self._link_depth else 0
            self._bold += size if self._bold_depth else 0

    def _flush(self, place: Place) -> None:
        if self._start is None:
            return
        self.blocks.append(
            Block(
                text=one_line("".join(self._pieces)),
                tag=str(place.element.tag),
                around=place.around,
                kind=_kind(place.element),
                links=self._links,
                bold=self._bold,
                origin="page",
            )
        )
        self.starts.append(self._start)
        self.elements.append(place.element)
        self._pieces, self._start, self._links, self._bold = [], None, 0, 0


def _kind(element: HtmlElement) -> str:
    outer = element.getparent()
    return f"{outer.tag}.{outer.get('class', '')}>{element.tag}" if outer is not None else ""
