"""The seeds as files and records, read with as little of the project as possible."""

import csv
import gzip
import html
import io
import json
import re
from pathlib import Path
from typing import NamedTuple

from fastwarc.warc import ArchiveIterator, WarcRecordType

SEEDS = Path(__file__).parents[2] / "seeds"
RAW_NAME = re.compile(r"\.(html?|warc|jsonl|txt)(\.gz|\.zst)?$")
GZIP_MEMBER = b"\x1f\x8b\x08"


class Expected(NamedTuple):
    """A row of `expected.tsv`."""

    source: str
    outcome: str
    reason: str
    title: str
    language: str
    published: str
    must: str
    must_not: str


class WarcMember(NamedTuple):
    """One gzip member of a WARC file; `kind` is None when it does not hold a whole record."""

    number: int
    kind: WarcRecordType | None
    status: int | None
    body: bytes


def raw_files() -> list[Path]:
    return sorted(path for path in SEEDS.rglob("*") if RAW_NAME.search(path.name))


def expected() -> list[Expected]:
    with (SEEDS / "expected.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert tuple(rows[0]) == Expected._fields
    return [Expected(*row) for row in rows[1:]]


def warc_members(path: Path) -> list[WarcMember]:
    """Cut at the gzip headers, so that a broken member costs only itself."""
    data = path.read_bytes()
    starts = [match.start() for match in re.finditer(re.escape(GZIP_MEMBER), data)]
    spans = zip(starts, [*starts[1:], len(data)], strict=True)
    return [_member(number, data[a:b]) for number, (a, b) in enumerate(spans, start=1)]


def _member(number: int, data: bytes) -> WarcMember:
    try:
        gzip.decompress(data)
    except EOFError:
        return WarcMember(number, None, None, b"")
    (record,) = ArchiveIterator(io.BytesIO(data), verify_digests=True)
    status = record.http_headers.status_code if record.http_headers else None
    return WarcMember(number, record.record_type, status, record.reader.read())


def sources(path: Path) -> set[str]:
    """What `expected.tsv` must have a row for: the file, or `file#N` for each page record in it."""
    name = path.relative_to(SEEDS).as_posix()
    if ".warc" in path.name:
        pages = (WarcRecordType.response, None)
        return {f"{name}#{m.number}" for m in warc_members(path) if m.kind in pages}
    if ".jsonl" in path.name:
        return {f"{name}#{n + 1}" for n in range(len(path.read_text("utf-8").splitlines()))}
    return {name}


def page_text(source: str) -> str:
    """The words of a raw page, tags and entities resolved, white space squashed."""
    name, _, number = source.partition("#")
    path = SEEDS / name
    if ".warc" in name:
        text = _decoded(warc_members(path)[int(number) - 1].body)
    elif ".jsonl" in name:
        line = json.loads(path.read_text("utf-8").splitlines()[int(number) - 1])
        text = next(line[key] for key in ("html", "text") if key in line)
    else:
        text = _decoded(path.read_bytes())
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", text)))


def _decoded(body: bytes) -> str:
    if re.match(rb"[0-9a-f]+\r\n", body):  # as on the wire: chunked, then gzip
        body = b"".join(re.findall(rb"[0-9a-f]+\r\n(.*?)\r\n(?=[0-9a-f]+\r\n)", body, re.DOTALL))
    if body.startswith(GZIP_MEMBER):
        body = gzip.decompress(body)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("cp1252")
