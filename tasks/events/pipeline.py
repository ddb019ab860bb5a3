"""The spaCy pipeline: ours by default, any installed one by name."""

from pathlib import Path
from typing import TYPE_CHECKING

from tasks.records.errors import SitrepError

if TYPE_CHECKING:
    from spacy.language import Language

SHIPPED = Path(__file__).parent / "model"
# What the rules read; all else of a pipeline is left out.
_NEEDED = ("tok2vec", "transformer", "tagger", "morphologizer", "attribute_ruler", "parser", "ner")


class PipelineError(SitrepError):
    """The named spaCy pipeline cannot be used; the message says what to do."""


def load_pipeline(name: str | None = None) -> "Language":
    """The pipeline `name` (an installed package or a folder), or the one that ships with sitrep."""
    import spacy  # noqa: PLC0415  (half a second and 60 MB: only who reads events pays for it)

    target = name or SHIPPED
    try:
        nlp = spacy.load(target)
    except OSError as error:
        raise PipelineError(_not_found(name)) from error
    if "parser" not in nlp.pipe_names:
        raise PipelineError(f"the spaCy pipeline {name or 'of sitrep'} has no dependency parser")
    if not {"tagger", "morphologizer"} & set(nlp.pipe_names):
        raise PipelineError(f"the spaCy pipeline {name or 'of sitrep'} gives no parts of speech")
    nlp.select_pipes(enable=[pipe for pipe in nlp.pipe_names if pipe in _NEEDED])
    return nlp


def _not_found(name: str | None) -> str:
    if name is None:
        return f"sitrep's own spaCy pipeline is missing ({SHIPPED}): install sitrep again"
    return f"no spaCy pipeline {name!r}: install it, or leave the name out for sitrep's own"
