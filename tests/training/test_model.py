"""The pipeline that is shipped: whole, quiet, and good enough."""

import json
from functools import cache
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

MODEL = Path(__file__).parents[2] / "tasks" / "events" / "model"
# Measured when it was trained (training/README.md); a worse one must not be shipped unseen.
FLOORS = {
    "ewt_dev_dep_uas": 0.85,
    "ewt_dev_dep_las": 0.81,
    "ewt_dev_lemma_acc": 0.94,
    "uner_dev_ents_f": 0.61,
    "re3d_test_ents_f": 0.75,
}
LARGEST = 40_000_000


@cache
def load() -> Language:
    return spacy.load(MODEL)


def test_it_has_the_parts_that_events_need() -> None:
    assert load().pipe_names == [
        "tok2vec",
        "tagger",
        "morphologizer",
        "parser",
        "lemmatizer",
        "ner",
    ]
    assert set(load().get_pipe("ner").labels) == {"LOC", "ORG", "PER"}  # type: ignore[attr-defined]


def test_it_is_small_and_names_no_path_of_ours() -> None:
    assert sum(path.stat().st_size for path in MODEL.rglob("*")) < LARGEST
    config = (MODEL / "config.cfg").read_text(encoding="utf-8")
    assert "train = null" in config
    assert '.spacy"' not in config


@pytest.mark.parametrize("name", FLOORS)
def test_its_scores_are_above_their_floors(name: str) -> None:
    meta = json.loads((MODEL / "meta.json").read_text(encoding="utf-8"))
    assert meta["performance"][name] >= FLOORS[name]


def test_its_licence_lies_beside_it() -> None:
    text = (MODEL / "LICENSE.md").read_text(encoding="utf-8")
    assert "ShareAlike 4.0" in text
    assert all(name in text for name in ("UD English EWT", "Universal NER", "re3d", "GeoNames"))


@pytest.mark.parametrize(
    ("sentence", "verb", "dependents"),
    [
        ("Rebels captured Manbij on Friday.", "capture", {"Rebels": "nsubj", "Manbij": "obj"}),
        ("The town was seized by IS.", "seize", {"town": "nsubj:pass", "IS": "obl:agent"}),
        ("Gunmen killed 12 soldiers.", "kill", {"Gunmen": "nsubj", "soldiers": "obj"}),
    ],
)
def test_it_reads_who_did_what_to_whom(sentence: str, verb: str, dependents: dict[str, str]) -> None:
    doc = load()(sentence)
    root = next(token for token in doc if token.head == token)
    assert root.lemma_ == verb
    found = {token.text: token.dep_ for token in root.children}
    assert dependents.items() <= found.items()


def test_it_finds_names() -> None:
    doc = load()("Islamic State militants seized Al-Rai, said Rami Abdel Rahman.")
    assert [(name.text, name.label_) for name in doc.ents] == [
        ("Islamic State", "ORG"),
        ("Al-Rai", "LOC"),
        ("Rami Abdel Rahman", "PER"),
    ]
