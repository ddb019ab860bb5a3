"""How well pages are cleaned, and what that costs, beside bare trafilatura in the same run.

    python -m benchmarks.clean [--every N]

Reads the page sets below $SITREP_CORPUS/pages: folders or .tar.xz files of NAME.html with gold
NAME.txt (the body) and NAME.json (title, author, date, summary). CPU is a ratio to bare
`trafilatura.extract` on the same pages. `floors.toml` says what the figures must not fall below.
"""

import argparse
import json
import os
import sys
import tarfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import trafilatura

from benchmarks.clean_scores import MetaScores, TextScores
from tasks.clean import clean_page
from tasks.clean.decode import decode
from tasks.clean.html.page import read_html
from tasks.records import Document, RawPage

T = TypeVar("T")
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
YARDSTICKS: dict[str, Callable[[bytes], str | None]] = {
    "trafilatura": trafilatura.extract,
    "trafilatura precision": partial(trafilatura.extract, favor_precision=True),
    "trafilatura recall": partial(trafilatura.extract, favor_recall=True, include_comments=False),
    "trafilatura fast": partial(trafilatura.extract, fast=True),
}


FIELDS = ("title", "authors", "date", "standfirst")


class Page(NamedTuple):
    """One page of a set with its gold."""

    name: str
    html: bytes
    text: str
    meta: dict[str, Any]


@dataclass(slots=True)
class Measured:
    """One set: scores by extractor, CPU seconds by part."""

    texts: dict[str, TextScores] = field(default_factory=dict)
    meta: MetaScores = field(default_factory=MetaScores)
    cpu: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    def ratio(self, part: str) -> float:
        """CPU as a ratio to bare trafilatura."""
        return self.cpu[part] / max(self.cpu["trafilatura"], 1e-9)


def main() -> None:
    """Print a table for each set."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--every", type=int, default=1, help="every Nth page only")
    every = parser.parse_args().every
    corpus = os.environ.get("SITREP_CORPUS")
    if not corpus:
        sys.exit("set SITREP_CORPUS to a folder with pages/")
    _print_head("pages", "extractor", "P", "R", "F1", "pages with a leaked line", "CPU")
    sets = {name: measure(pages_of(path, every)) for name, path in page_sets(Path(corpus) / "pages")}
    for name, measured in sets.items():
        _print_texts(name, measured)
    print()
    _print_head("pages", *FIELDS, "extraction and metadata", "second stage and language")
    for name, measured in sets.items():
        _print_meta(name, measured)


def _print_head(*columns: str) -> None:
    print(f"| {' | '.join(columns)} |\n{'|---' * len(columns)}|")


def _print_texts(name: str, measured: Measured) -> None:
    for extractor, scores in measured.texts.items():
        figures = f"{scores.precision:.3f} | {scores.recall:.3f} | {scores.f1:.3f} | {scores.leak:.0%}"
        print(f"| {name} | {extractor} | {figures} | {measured.ratio(extractor):.2f} |")


def _print_meta(name: str, measured: Measured) -> None:
    fields = [f"{measured.meta.share(one):.3f}" if measured.meta.asked[one] else "–" for one in FIELDS]
    second = measured.ratio("sitrep") - measured.ratio("extraction")
    print(f"| {name} | {' | '.join(fields)} | {measured.ratio('extraction'):.2f} | {second:.2f} |")


def page_sets(folder: Path) -> Iterator[tuple[str, Path]]:
    """Name and place of each set."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() or path.name.endswith(".tar.xz"):
            yield path.name.removesuffix(".tar.xz"), path


def pages_of(path: Path, every: int = 1) -> Iterator[Page]:
    """The pages of a set, of a folder or an archive."""
    files = dict(_archived(path)) if path.is_file() else {one.name: one.read_bytes() for one in path.iterdir()}
    names = sorted(name.removesuffix(".html") for name in files if name.endswith(".html"))
    for name in names[::every]:
        if f"{name}.txt" in files:
            meta = json.loads(files.get(f"{name}.json", b"{}"))
            yield Page(name, files[f"{name}.html"], files[f"{name}.txt"].decode(), meta)


def _archived(path: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(path) as archive:
        for member in archive:
            content = archive.extractfile(member)
            if content is not None:
                yield Path(member.name).name, content.read()


def measure(pages: Iterator[Page]) -> Measured:
    """Clean each page in all ways; the first page is cleaned once before, so that nothing is loaded
    in the loop."""
    measured = Measured({name: TextScores() for name in ("sitrep", *YARDSTICKS)})
    for number, page in enumerate(pages):
        if number == 0:
            _run(page, Measured({name: TextScores() for name in ("sitrep", *YARDSTICKS)}))
        _run(page, measured)
    return measured


def _run(page: Page, measured: Measured) -> None:
    for name, extract in YARDSTICKS.items():
        text = _timed(measured, name, partial(extract, page.html))
        measured.texts[name].add(text or "", page.text)
    _timed(measured, "extraction", lambda: read_html(decode(page.html).text))
    document = _timed(measured, "sitrep", lambda: clean(page.html, page.name))
    measured.texts["sitrep"].add(document.text if document else "", page.text)
    measured.meta.add(document, page.meta)


def _timed(measured: Measured, part: str, work: Callable[[], T]) -> T:
    start = time.process_time()
    result = work()
    measured.cpu[part] += time.process_time() - start
    return result


def clean(html: bytes, name: str) -> Document | None:
    """The document of one HTML page."""
    raw = RawPage(
        source_uri=f"file:///{name}.html",
        source_etag="",
        url=None,
        fetched_at=_NOW,
        day=_NOW.date(),
        media_type="text/html",
        headers={},
        body=html,
    )
    return clean_page(raw).document


if __name__ == "__main__":
    main()
