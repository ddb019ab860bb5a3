"""The pipeline: by name, by folder, and what is said when it cannot be used."""

from pathlib import Path

import pytest
import spacy

from tasks.events import PipelineError, load_pipeline


def saved(folder: Path, *pipes: str) -> str:
    nlp = spacy.blank("en")
    for pipe in pipes:
        component = nlp.add_pipe(pipe)
        if hasattr(component, "add_label"):
            component.add_label("X")
    nlp.initialize()
    nlp.to_disk(folder)
    return str(folder)


def test_an_unknown_name() -> None:
    with pytest.raises(PipelineError, match="no spaCy pipeline 'xx_none': install it"):
        load_pipeline("xx_none")


def test_no_parser(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="has no dependency parser"):
        load_pipeline(saved(tmp_path, "tagger"))


def test_no_tags(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="gives no parts of speech"):
        load_pipeline(saved(tmp_path, "parser"))


def test_only_what_is_read_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = spacy.blank("en")
    for pipe in ("tagger", "parser", "ner", "textcat"):
        nlp.add_pipe(pipe)
    monkeypatch.setattr(spacy, "load", lambda _: nlp)
    assert load_pipeline("any").pipe_names == ["tagger", "parser", "ner"]
