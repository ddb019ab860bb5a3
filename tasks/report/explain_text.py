"""An explanation for a terminal."""

from collections.abc import Iterator

from rich.text import Text

from tasks.records import JudgedBlock
from tasks.report.explain import Explanation, deed, facts
from tasks.report.shown import shown


def lines_of(explanation: Explanation) -> Iterator[Text]:
    """Line by line: facts, then every block (kept ones plain, removed ones struck out behind their
    rule), then the events. Colour is the caller's terminal's to show or to leave out."""
    yield Text(shown(explanation.source_uri), style="bold")
    for name, value in facts(explanation):
        yield Text.assemble((f"{name:>12}  ", "dim"), shown(value))
    yield Text()
    width = max((len(_mark(block)) for block in explanation.cleaning.blocks), default=0)
    for block in explanation.cleaning.blocks:
        yield _block(block, width)
    if explanation.events:
        yield Text()
    for number, event in enumerate(explanation.events, start=1):
        yield Text.assemble((f"{number:>3}  ", "bold cyan"), (shown(deed(event)), "cyan"))
        span = f"     [{event.char_start}:{event.char_end}] "
        yield Text.assemble((span, "dim"), _marked(event.sentence, event.trigger))


def _mark(block: JudgedBlock) -> str:
    if block.rule is None:
        return "kept" if block.origin in ("trafilatura", "text") else f"kept, {block.origin}"
    return block.rule + (f" ({block.language})" if block.language else "")


def _block(block: JudgedBlock, width: int) -> Text:
    mark = f"{_mark(block):>{width}}  "
    if block.rule is None:
        return Text.assemble((mark, "green"), shown(block.text))
    return Text.assemble((mark, "bold red"), (shown(block.text), "red strike"))


def _marked(sentence: str, trigger: str) -> Text:
    text = Text(shown(sentence))
    text.highlight_words([trigger], style="bold")
    return text
