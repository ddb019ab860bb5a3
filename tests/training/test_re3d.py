"""re3d's marks become names."""

import json
from pathlib import Path

import spacy

from training.re3d import is_test, re3d_docs

TEXT = "The Iraqi Prime Minister Haider al-Abadi said we fight ISIL in Mosul. France agreed. The camp."


def mark(value: str, kind: str, confidence: float = 1) -> dict[str, object]:
    begin = TEXT.index(value)
    return {
        "documentId": "d",
        "begin": begin,
        "end": begin + len(value),
        "type": kind,
        "confidence": confidence,
    }


def test_what_is_left_of_the_marks_is_names(tmp_path: Path) -> None:
    marks = [
        mark("The Iraqi Prime Minister Haider al-Abadi", "Person"),
        mark("Iraqi", "Location", 0),
        mark("Haider al-Abadi", "Person", 0),
        mark("we", "Organisation"),
        mark("ISIL", "Organisation"),
        mark("Mosul", "Location"),
        mark("France", "Organisation"),
        mark("The camp", "Location"),
        mark("Mosul", "Temporal"),
    ]
    (tmp_path / "documents.jsonl").write_text(json.dumps({"_id": "d", "text": TEXT}))
    (tmp_path / "entities.jsonl").write_text("\n".join(map(json.dumps, marks)))
    (doc,) = re3d_docs(spacy.blank("en"), tmp_path, test=is_test("d"))
    assert [(name.text, name.label_) for name in doc.ents] == [
        ("Haider al-Abadi", "PER"),
        ("ISIL", "ORG"),
        ("Mosul", "LOC"),
        ("France", "LOC"),
    ]
    assert not list(re3d_docs(spacy.blank("en"), tmp_path, test=not is_test("d")))
