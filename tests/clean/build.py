"""Raw pages to clean."""

from datetime import UTC, datetime
from typing import Any

from tasks.clean import clean_page
from tasks.records import Cleaning, Document, RawPage

NOW = datetime(2024, 3, 5, tzinfo=UTC)

# Two paragraphs that no rule has anything against.
FIRST = "Rebels seized four villages near the border on Thursday, a monitoring group said."
SECOND = (
    "The fighting drove thousands of people from their homes, and aid groups warned that food and "
    "water were running out in the camps along the road."
)
THIRD = (
    "Government forces said they had pushed the fighters back from two of the villages by nightfall "
    "and that their aircraft had struck a convoy."
)


def raw_page(body: str | bytes, media_type: str = "text/html", **fields: object) -> RawPage:
    """A page with `body`."""
    known: dict[str, Any] = {
        "source_uri": "file:///pages/one.html",
        "source_etag": "e1",
        "url": None,
        "fetched_at": NOW,
        "day": NOW.date(),
        "media_type": media_type,
        "headers": {},
        "body": body.encode() if isinstance(body, str) else body,
    }
    return RawPage.model_validate(known | fields)


def cleaned(body: str | bytes, media_type: str = "text/html") -> Cleaning:
    """The cleaning of a page."""
    return clean_page(raw_page(body, media_type))


def document(body: str | bytes, media_type: str = "text/html") -> Document:
    """The document of a page that has one."""
    found = cleaned(body, media_type).document
    assert found is not None
    return found


def text_document(*lines: str) -> Document:
    """The document of a page that is text, one line a paragraph."""
    return document("\n".join(lines), "text/plain")


def rules(of: Document) -> dict[str, str]:
    """What was removed, and by which rule."""
    return {block.text: block.rule for block in of.removed}


def article(*parts: str, head: str = "", before: str = "", after: str = "") -> str:
    """An HTML page with an article of `parts`, given as HTML, after two paragraphs and before one."""
    body = "".join((f"<p>{FIRST}</p><p>{SECOND}</p>", *parts, f"<p>{THIRD}</p>"))
    return (
        f"<html><head>{head}</head><body><div class='top'>{before}</div>"
        f"<article><div class='story'>{body}</div></article>{after}</body></html>"
    )
