"""The values that pass between steps: a step takes one and gives the next."""

from tasks.records.base import Record
from tasks.records.cleaning import Cleaning, JudgedBlock
from tasks.records.document import Document, RemovedBlock, doc_id_of
from tasks.records.event import (
    Event,
    EventStatus,
    EventType,
    SideFatalities,
    SubEventType,
    event_type_of,
)
from tasks.records.outcome import ObjectAccount, Outcome, PageOutcome, PageResult
from tasks.records.page import RawObject, RawPage, RejectedRecord

__all__ = [
    "Cleaning",
    "Document",
    "Event",
    "EventStatus",
    "EventType",
    "JudgedBlock",
    "ObjectAccount",
    "Outcome",
    "PageOutcome",
    "PageResult",
    "RawObject",
    "RawPage",
    "Record",
    "RejectedRecord",
    "RemovedBlock",
    "SideFatalities",
    "SubEventType",
    "doc_id_of",
    "event_type_of",
]
