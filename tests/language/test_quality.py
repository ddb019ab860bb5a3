"""Floors on labelled outside material."""

import json
import lzma
import os
from collections import Counter
from pathlib import Path

import pytest

from tasks.language import document_language, foreign_language
from tasks.language.first_judge import TRIALS, first_judge, known_languages

CORPUS = os.environ.get("SITREP_CORPUS")
pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(not CORPUS, reason="$SITREP_CORPUS names no folder of outside material"),
]


def lines(name: str) -> list[str]:
    path = Path(str(CORPUS)) / "training/lang" / name
    return lzma.decompress(path.read_bytes()).decode().splitlines()


@pytest.fixture(scope="module")
def labelled() -> list[list[str]]:
    rows = [line.split("\t") for line in lines("labelled_dev.tsv.xz")[1:]]
    return [row for row in rows if row[1] != "sent"]


def test_labelled(labelled: list[list[str]]) -> None:
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for language, length, text in labelled:
        asked[length] += 1
        right[length] += document_language(text)[0] == language
    assert right["doc"] / asked["doc"] >= 0.995
    assert right["para"] / asked["para"] >= 0.99


def test_no_worse_than_langdetect_on_its_own_languages(labelled: list[list[str]]) -> None:
    ours = theirs = 0
    for language, _, text in labelled[::3]:
        if language in known_languages():
            ours += document_language(text)[0] == language
            theirs += first_judge()(text, TRIALS)[0] == language
    assert ours >= theirs


def test_mixed() -> None:
    found = wrong = missed = 0
    for line in lines("mixed_dev.jsonl.xz"):
        page = json.loads(line)
        language, _ = document_language("\n".join(part["text"] for part in page["paragraphs"]))
        for part in page["paragraphs"]:
            removed = foreign_language(part["text"], language) is not None
            found += removed and part["foreign"]
            wrong += removed and not part["foreign"]
            missed += part["foreign"] and not removed
    assert found / (found + wrong) >= 0.995
    assert found / (found + missed) >= 0.985


def test_names_are_never_foreign() -> None:
    texts = [line.split("\t")[1] for line in lines("name_heavy_en_dev.tsv.xz")[1:]]
    assert [text for text in texts if foreign_language(text, "en")] == []
