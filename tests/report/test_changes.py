"""What would change is shown before and after, and what is the same is only counted."""

from dataclasses import replace

from tasks.report.changes import PageChange, Version, changes_as_markdown
from tests.store import build

RESULT = build.result(build.raw("a.html"), text="One.\nTwo.")
STORED = Version("stored", RESULT.document, RESULT.events)


def text(lines: str) -> Version:
    assert RESULT.document
    return replace(STORED, document=RESULT.document.model_copy(update={"text": lines}))


def change(before: Version | None, after: Version) -> PageChange:
    return PageChange("file:///raw/a.html", before, after)


def test_kinds() -> None:
    gone = Version("quarantined: timeout", None, ())
    assert change(None, STORED).kind == "new"
    assert change(STORED, STORED).kind == "same"
    assert change(STORED, gone).kind == "outcome differs"
    assert change(STORED, text("One.\nThree.")).kind == "text differs"
    assert change(STORED, replace(STORED, events=())).kind == "events differ"


def test_a_newer_version_alone_is_no_difference() -> None:
    newer = tuple(event.model_copy(update={"events_version": 9}) for event in STORED.events)
    assert change(STORED, replace(STORED, events=newer)).kind == "same"


def test_lines_that_go_and_come_are_shown_and_those_that_stay_are_not() -> None:
    shown = changes_as_markdown([change(STORED, text("One.\nThree.")), change(STORED, STORED)], of=1234)
    assert "2 of about 1,234 pages looked at: 1 text differs, 1 same." in shown
    assert "-Two.\n+Three.\n" in shown
    assert "One." not in shown


def test_text_of_a_page_cannot_end_its_block() -> None:
    shown = changes_as_markdown([change(STORED, text("```\n# Not ours"))], of=1)
    assert shown.count("```") == 2
