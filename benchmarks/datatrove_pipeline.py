"""The peer: datatrove extracts, filters by language and writes JSONL, in one process.

`python -m benchmarks.datatrove_pipeline FOLDER OUT`; needs `pip install datatrove`.
"""
# mypy: disable-error-code="import-not-found, import-untyped"

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.extractors import Trafilatura
from datatrove.pipeline.filters import LambdaFilter
from datatrove.pipeline.writers import JsonlWriter
from langdetect import (
    DetectorFactory,
    LangDetectException,
    detect,
)

from benchmarks.loops import pages_in

DetectorFactory.seed = 0


def documents(folder: Path, *_: object, **__: object) -> Iterator[Document]:
    """The pages as datatrove's own readers hand them on: decoded."""
    for path in pages_in(folder):
        yield Document(text=path.read_text("utf-8", "replace"), id=path.name)


def has_language(document: Document) -> bool:
    """Whether langdetect names one; kept in the metadata."""
    try:
        document.metadata["language"] = detect(document.text)
    except LangDetectException:
        return False
    return True


if __name__ == "__main__":
    source, out = map(Path, sys.argv[1:])
    LocalPipelineExecutor(
        pipeline=[
            partial(documents, source),
            Trafilatura(),
            LambdaFilter(has_language),
            JsonlWriter(str(out / "documents")),
        ],
        tasks=1,
        logging_dir=str(out / "logs"),
    ).run()
