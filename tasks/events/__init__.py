"""Events: who did what to whom, where, when, how many dead, each with the sentence that says so.

English documents only. Another language needs a pipeline with Universal Dependencies labels and its
own tables in `rules/` (triggers, sides, moods …), numbers and dates; how a parse is read stays.
"""

from tasks.events.build import VERSION as EVENTS_VERSION
from tasks.events.extract import extract_events
from tasks.events.pipeline import PipelineError, load_pipeline

__all__ = ["EVENTS_VERSION", "PipelineError", "extract_events", "load_pipeline"]
