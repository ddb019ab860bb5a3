"""Loops over pages in this process: `python -m benchmarks.loops NAME FOLDER` prints their cost.

Start-up (imports, models, language profiles, the first page) is outside of the clock.
"""
# ruff: noqa: PLC0415 - each loop imports what it measures, so that its memory is its own

import json
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from tasks.records import RawPage

Work = Callable[[bytes], object]


def lxml_parse() -> Work:
    """What any extractor has to do at least."""
    from lxml import etree, html

    def work(body: bytes) -> object:
        try:
            return html.document_fromstring(body)
        except etree.ParserError:  # no tag at all
            return None

    return work


def resiliparse_text() -> Work:
    """A parser and extractor in C++."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    return lambda body: extract_plain_text(bytes_to_str(body, detect_encoding(body) or "utf-8"), main_content=True)


def trafilatura_bare() -> Work:
    """The yardstick: `extract` with its defaults, text only."""
    from trafilatura import extract

    return extract


def trafilatura_langdetect() -> Work:
    """The yardstick and the language of each document."""
    from langdetect import (
        DetectorFactory,
        LangDetectException,
        detect,
    )
    from trafilatura import extract

    DetectorFactory.seed = 0

    def work(body: bytes) -> str | None:
        try:
            return str(detect(extract(body) or ""))
        except LangDetectException:
            return None

    return work


def sitrep_clean() -> Work:
    """Cleaning alone: text, metadata, second stage, language."""
    from flows.page import clean_only

    return lambda body: clean_only(_page(body))


def sitrep_whole() -> Work:
    """Cleaning and events, all that a page process does."""
    from flows.page import process_page

    return lambda body: process_page(_page(body))


def _page(body: bytes) -> RawPage:
    fetched = datetime(2024, 3, 5, tzinfo=UTC)
    return RawPage(
        source_uri="file:///page.html",
        source_etag="",
        url=None,
        fetched_at=fetched,
        day=fetched.date(),
        media_type="text/html",
        headers={},
        body=body,
    )


LOOPS: dict[str, Callable[[], Work]] = {
    "lxml parse": lxml_parse,
    "resiliparse": resiliparse_text,
    "trafilatura": trafilatura_bare,
    "trafilatura, langdetect": trafilatura_langdetect,
    "sitrep clean, no Prefect": sitrep_clean,
    "sitrep, no Prefect": sitrep_whole,
}


def pages_in(folder: Path) -> list[Path]:
    """Every HTML page below the folder, in the order of their names."""
    return sorted(folder.rglob("*.html"))


def timed(work: Work, bodies: Iterable[bytes]) -> dict[str, float]:
    """CPU and wall seconds for all bodies."""
    cpu, wall = time.process_time(), time.monotonic()
    for body in bodies:
        work(body)
    return {"cpu": time.process_time() - cpu, "wall": time.monotonic() - wall}


if __name__ == "__main__":
    name, place = sys.argv[1:]
    loaded = [path.read_bytes() for path in pages_in(Path(place))]
    loop = LOOPS[name]()
    loop(loaded[0])
    print(json.dumps(timed(loop, loaded)))
