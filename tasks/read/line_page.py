"""The page in a line of JSONL."""

import base64
import binascii
import json
import re

from tasks.read.content import Content
from tasks.read.feeds import BODIES, HEADERS, STATUSES, TIMES, URLS, BodyField, at_path, first_at
from tasks.read.frames import Frame
from tasks.read.rejection import Rejection
from tasks.read.strings import one_line, web_address, whole

_TAG = re.compile(
    r"<(?:!doctype|html|head|body|div|main|article|section|p|h[1-6]|ul|table|span|br)\b[^<>]*>",
    re.IGNORECASE,
)
# How far into a field the first tag is looked for.
_LOOK = 4096
# How a str stands in `body`, whatever the page's own meta says: a header goes before it.
_CHARSET = "; charset=utf-8"


def content_of_line(frame: Frame) -> Content:
    """Raises Rejection."""
    record = _parsed(frame)
    status = first_at(record, STATUSES)
    if isinstance(status, int) and not isinstance(status, bool) and status != 200:
        raise Rejection("http_status", one_line(str(status)), outcome="skipped")
    url = _url(record)
    fetched = next((time for path in TIMES if (time := at_path(record, path))), None)
    return _content(record, url, fetched)


def _parsed(frame: Frame) -> dict[str, object]:
    try:
        record = json.loads(frame.content.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        reason = "truncated_object" if frame.cut_off else "bad_json"
        raise Rejection(reason, one_line(str(error))) from error
    if not isinstance(record, dict):
        raise Rejection("bad_json", f"not an object: {type(record).__name__}")
    return record


def _url(record: dict[str, object]) -> str | None:
    named = [_text_of(record.get("url"), "url")]
    named += [value for path in URLS if isinstance(value := at_path(record, path), str)]
    return next((url for value in named if (url := web_address(value))), None)


def _content(record: dict[str, object], url: str | None, fetched: object) -> Content:
    headers = _headers(first_at(record, HEADERS))
    for row in BODIES:
        value = _text_of(at_path(record, row.path), row.path)
        if not value or value.isspace():
            continue
        if row.kind == "base64":
            return Content(url, fetched, "text/html", _from_base64(value, row.path), headers)
        media_type = _media_type(row, value)
        headers |= {"content-type": media_type + _CHARSET}
        return Content(url, fetched, media_type, whole(value).encode(), headers)
    raise Rejection("no_body", f"its fields are {one_line(', '.join(map(str, record)))}")


def _media_type(row: BodyField, value: str) -> str:
    html = row.kind == "html" or (row.kind == "either" and _TAG.search(value[:_LOOK]))
    return "text/html" if html else "text/plain"


def _text_of(value: object, path: str) -> str:
    """A string, or the lines of a list: Scrapy's loaders wrap every value. Raises Rejection."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "\n".join(value)
    raise Rejection("bad_field", f"{path} is {type(value).__name__}, not a string")


def _from_base64(value: str, path: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Rejection("bad_field", f"{path}: {one_line(str(error))}") from error


def _headers(value: object) -> dict[str, str]:
    """From a mapping (values may be lists) or a list of {name, value}; anything else is left."""
    if isinstance(value, dict):
        pairs = [(name, _flat(content)) for name, content in value.items()]
    elif isinstance(value, list):
        named = [item for item in value if isinstance(item, dict)]
        pairs = [(item.get("name"), _flat(item.get("value"))) for item in named]
    else:
        return {}
    return {
        whole(name).strip().lower(): whole(content)
        for name, content in pairs
        if isinstance(name, str) and content is not None
    }


def _flat(value: object) -> str | None:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    return value if isinstance(value, str) else None
