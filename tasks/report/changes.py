"""What doing pages again would change: before and after, as Markdown."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from typing import Literal

from tasks.records import Document, Event
from tasks.report.explain import deed
from tasks.report.shown import shown

Kind = Literal["new", "same", "text differs", "events differ", "outcome differs"]

# A person reads some of them, not all; a line of a long paragraph shows where it differs.
_MOST_PAGES = 8
_MOST_LINES = 20
_MOST_CHARACTERS = 400
# What is not of the page: which version made it, and what hangs on the text's place.
_NOT_COMPARED = {"events_version", "event_id"}


@dataclass(frozen=True)
class Version:
    """What a page came to, once."""

    outcome: str
    """`stored`, or why it was not."""
    document: Document | None
    events: tuple[Event, ...]


@dataclass(frozen=True)
class PageChange:
    """A page as the store has it, and as it would be."""

    source_uri: str
    before: Version | None
    """None: the store has no such page."""
    after: Version

    @property
    def kind(self) -> Kind:
        """How they differ; a text that differs says more than its events."""
        if self.before is None:
            return "new"
        if self.before.outcome != self.after.outcome:
            return "outcome differs"
        if _text(self.before) != _text(self.after):
            return "text differs"
        return "events differ" if _events(self.before) != _events(self.after) else "same"


def changes_as_markdown(changes: Sequence[PageChange], *, of: int) -> str:
    """The sample's counts, then some pages with what differs, `of` being the pages to do."""
    kinds = Counter(change.kind for change in changes)
    counts = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
    parts = [f"# What would change\n\n{len(changes)} of about {of:,} pages looked at: {counts or 'none'}."]
    differing = sorted((one for one in changes if one.kind != "same"), key=lambda one: one.kind == "new")
    parts += [_page(change) for change in differing[:_MOST_PAGES]]
    return "\n\n".join(parts) + "\n"


def _page(change: PageChange) -> str:
    document = change.after.document or (change.before.document if change.before else None)
    title = (document.title if document else None) or change.source_uri
    lines = list(_diff(change))
    more = [f"… {len(lines) - _MOST_LINES} lines more"] if len(lines) > _MOST_LINES else []
    body = "\n".join(_cut(line) for line in (*lines[:_MOST_LINES], *more))
    return f"## {_plain(title)}\n\n{change.kind} · `{change.source_uri}`\n\n```diff\n{body}\n```"


def _diff(change: PageChange) -> Iterable[str]:
    before = change.before or Version("", None, ())
    yield from _changed([before.outcome] if before.outcome else [], [change.after.outcome])
    yield from _changed(_text(before), _text(change.after))
    yield from _changed(_deeds(before), _deeds(change.after))


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterable[str]:
    lines = unified_diff(before, after, lineterm="", n=0)
    return (line for line in lines if not line.startswith(("---", "+++", "@@")))


def _text(version: Version) -> list[str]:
    return version.document.text.split("\n") if version.document else []


def _events(version: Version) -> list[dict[str, object]]:
    return [event.model_dump(exclude=_NOT_COMPARED) for event in version.events]


def _deeds(version: Version) -> list[str]:
    return [f"event: {deed(event)}" for event in version.events]


def _cut(line: str) -> str:
    line = shown(line).replace("```", "'''")
    return line if len(line) <= _MOST_CHARACTERS else line[: _MOST_CHARACTERS - 1] + "…"


def _plain(title: str) -> str:
    return shown(title).replace("\n", " ").replace("`", "'")
