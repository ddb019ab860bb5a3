"""The floors of quality: on our own texts and seeds, and on outside material where it is there."""

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.event_scores import Scores
from benchmarks.events import SEEDS, TEXTS, clean_texts, score, seed_pages
from tasks.events import extract_events

if TYPE_CHECKING:
    from spacy.language import Language

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text("utf-8"))
CORPUS = os.environ.get("SITREP_CORPUS")


def assert_above(scores: Scores, name: str) -> None:
    floor = FLOORS[name]
    assert scores.f1 >= floor["events"], scores
    assert scores.slots >= floor["slots"], scores


def test_texts(nlp: "Language") -> None:
    assert_above(score(clean_texts(TEXTS), nlp), "texts")


def test_seeds(nlp: "Language") -> None:
    assert_above(score(seed_pages(SEEDS), nlp), "seeds")


@pytest.mark.skipif(not CORPUS, reason="$SITREP_CORPUS names no folder of outside material")
def test_corpus(nlp: "Language") -> None:
    assert_above(score(seed_pages(Path(str(CORPUS)) / "seeds"), nlp), "corpus")


@pytest.mark.parametrize("name", ["plans_only"])
def test_no_event_where_nothing_happened(nlp: "Language", name: str) -> None:
    document = next(d for d, gold in clean_texts(TEXTS) if gold["document"] == name)
    assert extract_events(document, nlp) == ()
