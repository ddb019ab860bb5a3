"""Which WARC records are pages, and what stands in them."""

import re

from tasks.read.content import Content
from tasks.read.frames import Frame
from tasks.read.http_message import decoded, parse_head
from tasks.read.rejection import Rejection
from tasks.read.strings import one_line, web_address

# Records about pages, not of pages: they have no row in the account.
_NO_PAGES = frozenset({"warcinfo", "request", "metadata"})
_HTML = frozenset({"text/html", "application/xhtml+xml"})
# Text is a page only where a tool made it of one (WET files). A response in text/plain is
# robots.txt or ads.txt, a resource in text/plain a crawler's log.
_AS_IS = {"resource": _HTML, "conversion": _HTML | {"text/plain"}}


def content_of_record(frame: Frame) -> Content | None:
    """Null for records that are about pages. Raises Rejection."""
    kind = frame.fields.get("warc-type", "").lower()
    if kind in _NO_PAGES:
        return None
    if kind == "response":
        return _of_response(frame)
    if kind in _AS_IS:
        return _as_is(frame, _media_type(frame.fields.get("content-type", "")), _AS_IS[kind])
    if kind == "revisit":
        raise Rejection("revisit", frame.fields.get("warc-refers-to", ""), outcome="skipped")
    raise Rejection("not_html", f"a WARC record of type {kind!r}", outcome="skipped")


def is_about_pages(frame: Frame) -> bool:
    """Whether the record gives no row at all."""
    return frame.fields.get("warc-type", "").lower() in _NO_PAGES


def _of_response(frame: Frame) -> Content:
    stored_as = _media_type(frame.fields.get("content-type", "application/http"))
    if stored_as != "application/http":
        return _as_is(frame, stored_as, _HTML)
    response = parse_head(frame.content)
    if response.status != 200:
        raise Rejection("http_status", str(response.status), outcome="skipped")
    media_type = _media_type(response.headers.get("content-type", "")) or _unnamed(frame)
    if media_type and media_type not in _HTML:
        raise Rejection("not_html", media_type, outcome="skipped")
    body = decoded(response)
    if not media_type and not body.lstrip().startswith(b"<"):
        raise Rejection("not_html", "no content type", outcome="skipped")
    return Content(_url(frame), _date(frame), "text/html", body, response.headers)


def _as_is(frame: Frame, media_type: str, pages: frozenset[str]) -> Content:
    if media_type not in pages:
        raise Rejection("not_html", media_type or "no content type", outcome="skipped")
    kept_as = "text/html" if media_type in _HTML else media_type
    headers = {"content-type": frame.fields["content-type"]}
    return Content(_url(frame), _date(frame), kept_as, frame.content, headers)


def _media_type(header: str) -> str:
    return one_line(re.split("[;,]", header, maxsplit=1)[0].strip().lower())


def _unnamed(frame: Frame) -> str:
    """What the crawler took a response without Content-Type for."""
    return _media_type(frame.fields.get("warc-identified-payload-type", ""))


def _url(frame: Frame) -> str | None:
    return web_address(frame.fields.get("warc-target-uri", ""))


def _date(frame: Frame) -> str:
    return frame.fields.get("warc-date", "")
