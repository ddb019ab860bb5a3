"""One pipeline out of the trained parser, the tables of lemmas and the trained names."""

import shutil
from pathlib import Path

import spacy
from spacy.language import Language

from training.data import Sources
from training.lemmas import lemma_tables
from training.score import scores

LICENSE = Path(__file__).parent / "MODEL_LICENSE.md"
ABOUT = {
    "lang": "en",
    "name": "sitrep",
    "version": "1.0.0",
    "description": "Tags, Universal Dependencies, lemmas and names of English news.",
    "author": "sitrep",
    "email": "",
    "url": "",
    "license": "CC BY-SA 4.0",
}
SOURCES = [
    {"name": "UD English EWT", "author": "Universal Dependencies", "license": "CC BY-SA 4.0"},
    {"name": "Universal NER, English EWT", "author": "Universal NER", "license": "CC BY-SA 4.0"},
    {"name": "re3d", "author": "Dstl", "license": "by source, see LICENSE.md"},
    {"name": "GeoNames (names in frames)", "author": "GeoNames", "license": "CC BY 4.0"},
]


def assemble(parser: Path, names: Path, sources: Sources) -> Language:
    """The pipeline, with its scores in its meta."""
    nlp = spacy.load(parser)
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.initialize(lookups=lemma_tables(sources.sentences("train")))  # type: ignore[attr-defined]
    nlp.add_pipe("ner", source=spacy.load(names))
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.meta.update(ABOUT, sources=SOURCES, performance={})
    nlp.meta["performance"] = scores(nlp, sources)
    return nlp


def write(nlp: Language, out: Path) -> None:
    """Writes the pipeline beside its place first, so that a reader never sees half of it."""
    fresh, old = out.with_name(f"{out.name}.new"), out.with_name(f"{out.name}.old")
    for folder in (fresh, old):
        shutil.rmtree(folder, ignore_errors=True)
    nlp.to_disk(fresh)
    shutil.copy(LICENSE, fresh / "LICENSE.md")
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)
