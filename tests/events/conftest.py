"""The pipeline that the tests of events read with."""

import os
from typing import TYPE_CHECKING

import pytest

from tasks.events import PipelineError, load_pipeline

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def nlp() -> "Language":
    """The shipped pipeline, or the one that $SITREP_PIPELINE names."""
    try:
        return load_pipeline(os.environ.get("SITREP_PIPELINE"))
    except PipelineError as error:
        pytest.skip(str(error))
