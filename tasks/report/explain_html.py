"""An explanation as one HTML file: raw beside clean, removed blocks marked with their rule.

Nothing of the page is trusted: all of its text is escaped, and the file loads nothing and runs
nothing.
"""

from html import escape
from pathlib import Path
from string import Template

from tasks.records import Document, Event, JudgedBlock
from tasks.report.explain import Explanation, deed, facts

_TEMPLATE = Template((Path(__file__).parent / "explain.html").read_text("utf-8"))


def as_html(explanation: Explanation) -> str:
    """The whole file."""
    cleaning, events = explanation.cleaning, explanation.events
    document = cleaning.document
    removed = sum(block.rule is not None for block in cleaning.blocks)
    return _TEMPLATE.substitute(
        title=escape((document and document.title) or explanation.source_uri),
        source=escape(explanation.source_uri),
        facts="\n".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts(explanation)),
        counts=f"{len(cleaning.blocks)} blocks, {removed} removed",
        blocks="\n".join(map(_block, cleaning.blocks)),
        clean=_clean(document, events) if document else "<p class=none>No document.</p>",
        events="\n".join(_event(n, e) for n, e in enumerate(events, 1)) or "<p class=none>No events.</p>",
    )


def _block(block: JudgedBlock) -> str:
    if block.rule is None:
        brought = "" if block.origin in ("trafilatura", "text") else _chip("back", block.origin)
        return f'<p class="kept" dir="auto">{brought}{escape(block.text)}</p>'
    rule = block.rule.replace("_", " ") + (f" ({block.language})" if block.language else "")
    return f'<p class="cut" dir="auto">{_chip("rule", rule)}<s>{escape(block.text)}</s></p>'


def _chip(kind: str, text: str) -> str:
    return f'<span class="{kind}">{escape(text)}</span> '


def _clean(document: Document, events: tuple[Event, ...]) -> str:
    """The text by paragraph, sentences of events marked with the events' numbers."""
    spans: dict[tuple[int, int], list[int]] = {}
    for number, event in enumerate(events, start=1):
        spans.setdefault((event.char_start, event.char_end), []).append(number)
    parts, at = [], 0
    for (start, end), numbers in sorted(spans.items()):
        if start < at:
            continue
        marks = "".join(f'<a href="#event-{n}">{n}</a>' for n in numbers)
        sentence = escape(document.text[start:end])
        parts += [escape(document.text[at:start]), f"<mark>{sentence}<sup>{marks}</sup></mark>"]
        at = end
    parts.append(escape(document.text[at:]))
    paragraphs = "".join(parts).split("\n")
    return "\n".join(f'<p dir="auto">{paragraph}</p>' for paragraph in paragraphs)


def _event(number: int, event: Event) -> str:
    return (
        f'<li id="event-{number}" value="{number}"><b>{escape(deed(event))}</b>'
        f"<blockquote>{escape(event.sentence)}</blockquote></li>"
    )
