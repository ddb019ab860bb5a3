"""How well events are found, and what that costs.

    python -m benchmarks.events [--pipeline NAME]

Quality on the project's own texts and seeds, and on those below $SITREP_CORPUS if it is set; cost
on the HTML pages there (else the seeds), as a ratio to bare trafilatura on the same pages.
"""

import argparse
import os
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import trafilatura

from benchmarks.event_scores import Gold, Scores, gold_files
from benchmarks.loops import pages_in
from tasks.clean import clean_page
from tasks.events import extract_events, load_pipeline
from tasks.events.screen import candidates
from tasks.records import Document, RawPage, doc_id_of

if TYPE_CHECKING:
    from spacy.language import Language

_ROOT = Path(__file__).parents[1]
TEXTS = _ROOT / "tests/events/texts"
SEEDS = _ROOT / "seeds"
_NOW = datetime(2024, 1, 1, tzinfo=UTC)


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pipeline", help="an installed spaCy pipeline or a folder")
    nlp = load_pipeline(parser.parse_args().pipeline)
    corpus = os.environ.get("SITREP_CORPUS")
    print("| texts | events F1 | found | spurious | missed | slots |\n|---|---|---|---|---|---|")
    _print_quality("tests/events/texts", score(clean_texts(TEXTS), nlp))
    _print_quality("seeds", score(seed_pages(SEEDS), nlp))
    if corpus:
        _print_quality("$SITREP_CORPUS/seeds", score(seed_pages(Path(corpus) / "seeds"), nlp))
    _print_cost(Path(corpus) if corpus else SEEDS, nlp)


def _print_quality(name: str, scores: Scores) -> None:
    counts = f"{scores.found} | {scores.spurious} | {scores.missed}"
    print(f"| {name} | {scores.f1:.3f} | {counts} | {scores.slots:.3f} |")


def score(documents: Iterator[tuple[Document, Gold]], nlp: "Language") -> Scores:
    """The scores over documents with their gold."""
    scores = Scores()
    for document, gold in documents:
        scores.add(list(extract_events(document, nlp)), gold["events"])
    return scores


def clean_texts(folder: Path) -> Iterator[tuple[Document, Gold]]:
    """Texts of ours: the title on the first line, then the paragraphs."""
    for name, gold in gold_files(folder / "gold"):
        title, text = (folder / f"{name}.txt").read_text("utf-8").rstrip("\n").split("\n", 1)
        published = gold["published"]
        yield (
            document_of(
                text,
                name=name,
                title=title,
                published=date.fromisoformat(published) if published else None,
            ),
            gold,
        )


def seed_pages(folder: Path) -> Iterator[tuple[Document, Gold]]:
    """Scraped text pages with gold, through cleaning."""
    for name, gold in gold_files(folder / "gold"):
        path = folder / f"{name}.txt"
        document = clean_page(_raw(path.read_bytes(), path.as_uri(), "text/plain")).document
        if document is not None:
            yield document, gold


def document_of(
    text: str,
    *,
    name: str = "text",
    title: str = "",
    published: date | None = None,
    language: str = "en",
) -> Document:
    """A clean document of a text."""
    uri = f"file:///{name}"
    return Document(
        doc_id=doc_id_of(uri), url=None, host=None, title=title, authors=(), site_name=None,
        published=published, published_source=None, fetched_at=_NOW, day=_NOW.date(),
        language=language, language_confidence=1.0, text=text,
        text_sha256=sha256(text.encode()).hexdigest(), word_count=len(text.split()), removed=(),
        truncated=False, extractor="none", source_uri=uri, media_type="text/plain", clean_version=1,
    )  # fmt: skip


def _raw(body: bytes, uri: str, media_type: str) -> RawPage:
    return RawPage(
        source_uri=uri, source_etag="", url=None, fetched_at=_NOW, day=_NOW.date(),
        media_type=media_type, headers={}, body=body,
    )  # fmt: skip


def _print_cost(folder: Path, nlp: "Language") -> None:
    pages = [page.read_bytes() for page in pages_in(folder)]
    cleaned = [clean_page(_raw(body, "file:///page", "text/html")).document for body in pages]
    documents = [document for document in cleaned if document is not None]
    yardstick = _seconds(lambda: [trafilatura.extract(body.decode("utf-8", "replace")) for body in pages])
    events = _seconds(lambda: [extract_events(document, nlp) for document in documents])
    sentences = [s.text for d in documents for s in candidates(d.text, d.title or "")]
    words = sum(len(re.findall(r"\S+", sentence)) for sentence in sentences)
    parse = _seconds(lambda: list(nlp.pipe(sentences)))
    print(f"\n{len(pages)} pages: events cost {events / yardstick:.3f} of bare trafilatura's CPU")
    speed = words / max(parse, 1e-9)
    print(f"{words} words of {len(sentences)} sentences parsed, {speed:.0f} words a second")


def _seconds(work: Callable[[], object]) -> float:
    work()  # tables and caches
    begin = time.process_time()
    work()
    return time.process_time() - begin


if __name__ == "__main__":
    main()
