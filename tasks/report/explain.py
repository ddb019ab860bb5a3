"""A page explained: every block with its verdict, the clean text, the events with their spans."""

from tasks.records import Cleaning, Document, Event, Record


class Explanation(Record):
    """What `sitrep explain` shows of one page."""

    source_uri: str
    cleaning: Cleaning
    events: tuple[Event, ...]


def facts(explanation: Explanation) -> list[tuple[str, str]]:
    """What the page says of itself, name and value; what is unknown is said to be."""
    document = explanation.cleaning.document
    if document is None:
        detail = explanation.cleaning.detail
        reason = explanation.cleaning.reason or ""
        return [("not stored", f"{reason} ({detail})" if detail else reason)]
    return [
        ("title", document.title or "—"),
        ("authors", ", ".join(document.authors) or "—"),
        ("site", document.site_name or document.host or "—"),
        ("published", _published(document)),
        ("language", _language(document)),
        ("url", document.url or "—"),
        ("words", f"{document.word_count:,}" + (", cut short" if document.truncated else "")),
        ("extractor", document.extractor),
        ("doc_id", document.doc_id),
    ]


def deed(event: Event) -> str:
    """Who did what to whom, where, when, in one line."""
    who = " → ".join(part for part in (event.actor1, event.actor2) if part)
    place = ", ".join(part for part in (event.location, event.country) if part)
    parts = [event.sub_event_type, who, place, _dates(event), _figures(event)]
    if event.status != "asserted":
        parts.append(event.status)
    if event.attribution:
        parts.append(f"according to {event.attribution}")
    return " · ".join(part for part in parts if part)


def _published(document: Document) -> str:
    if document.published is None:
        return "the page does not say"
    return f"{document.published} ({document.published_source})"


def _language(document: Document) -> str:
    if document.language is None:
        return "too little text to tell"
    confidence = document.language_confidence
    return document.language + (f" ({confidence:.2f})" if confidence is not None else "")


def _dates(event: Event) -> str:
    if event.date_start is None:
        return ""
    if event.date_end in (None, event.date_start):
        return str(event.date_start)
    return f"{event.date_start} to {event.date_end}"


def _figures(event: Event) -> str:
    figures = []
    if event.fatalities is not None:
        hedge = f"{event.fatalities_qualifier} " if event.fatalities_qualifier else ""
        figures.append(f"{hedge}{event.fatalities:,} dead")
    if event.injuries is not None:
        figures.append(f"{event.injuries:,} injured")
    if event.displaced is not None:
        figures.append(f"{event.displaced:,} displaced")
    return ", ".join(figures)
