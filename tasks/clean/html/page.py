"""An HTML page as candidate blocks with its metadata."""

from dataclasses import replace

from lxml.html import HtmlElement

from tasks.clean.block import Block
from tasks.clean.candidates import Candidates
from tasks.clean.containers import Containers
from tasks.clean.html.extract import EXTRACTOR, choose, without_markers
from tasks.clean.html.fallback import by_fallback, lines_as_candidates
from tasks.clean.html.parse import parse, strip_textless, was_cut
from tasks.clean.html.recover import NEAR, body_start, lost_blocks, lost_standfirst
from tasks.clean.html.walk import Walk
from tasks.clean.metadata.byline import authors_in_blocks
from tasks.clean.metadata.page import read_metadata
from tasks.clean.metadata.record import Metadata
from tasks.clean.metadata.text import read_text_metadata
from tasks.clean.rules.words import read


def read_html(html: str) -> Candidates:
    """Parse once; metadata, blocks and the extractor's choice come from the one tree."""
    html = without_markers(html)
    tree = parse(html)
    deep = was_cut()
    metadata = read_metadata(tree) if tree is not None else Metadata()
    if tree is None or deep:
        return by_fallback(html, metadata, reason="too_deep" if deep else "no_article")
    strip_textless(tree)
    walk = Walk()
    body = tree.find(".//body")
    walk.run(body if isinstance(body, HtmlElement) else tree)
    try:
        choice = choose(tree, walk)
    except ValueError:  # trafilatura sets names of elements that lxml reads but refuses: <p<time>
        return by_fallback(html, metadata)
    if choice.blocks:
        chosen = _with_lost(walk, choice.blocks, metadata)
        own = _with_own_lines(walk.blocks, chosen, metadata)
        return Candidates(walk.blocks, chosen, own, EXTRACTOR)
    if metadata.body:
        return lines_as_candidates(metadata.body.splitlines(), metadata, "json-ld")
    return lines_as_candidates(choice.lines, metadata, EXTRACTOR)


def _with_lost(walk: Walk, chosen: frozenset[int], metadata: Metadata) -> frozenset[int]:
    """The extractor's choice and what it lost; tells blocks where they stand, who brought them."""
    blocks = walk.blocks
    containers = Containers()

    def read_containers(number: int) -> None:
        blocks[number].containers = containers.around(walk.elements[number])

    first = body_start(blocks, chosen) or min(chosen)
    for number in chosen.union(range(max(0, first - NEAR), first)):
        read_containers(number)
    lost = lost_blocks(blocks, chosen, read_containers)
    standfirst = lost_standfirst(blocks, chosen, metadata.standfirst, metadata.title)
    for numbers, origin in ((chosen, EXTRACTOR), (lost, "recovered"), (standfirst, "standfirst")):
        for number in numbers:
            blocks[number].origin = origin
    return chosen | lost | standfirst


def _with_own_lines(blocks: list[Block], chosen: frozenset[int], metadata: Metadata) -> Metadata:
    """What the head does not say, from the page's lines: authors; title and date of a page without
    any head."""
    if not metadata.authors:
        first = body_start(blocks, chosen)
        named = authors_in_blocks(blocks, first or 0, metadata.site_name)
        metadata = replace(metadata, authors=named or metadata.newsroom)
    if metadata.title is None and metadata.published is None:  # a page without any head
        lines = [blocks[number] for number in sorted(chosen)]
        own = read_text_metadata(lines, [read(block) for block in lines])
        metadata = replace(metadata, published=own.published, published_source=own.published_source)
    return metadata
