"""A digest of what each step makes of the seeds, pinned beside the step's version.

`python -m tests.flows.digest` pins it anew: after raising the version of the step that changed.
"""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from flows.discover import Listing
from flows.page import process_page
from tasks.clean import CLEAN_VERSION
from tasks.events import EVENTS_VERSION
from tasks.read import format_of, read_records
from tasks.records import PageResult, RawPage
from tasks.store import open_raw

SEEDS = Path(__file__).parents[2] / "seeds"
PINNED = Path(__file__).parent / "digest.json"
VERSIONS = {"clean": CLEAN_VERSION, "events": EVENTS_VERSION}
# What depends on where the checkout stands and when it was made.
_OF_THE_PLACE = {"source_uri", "doc_id", "event_id", "fetched_at", "day"}


def digests() -> dict[str, dict[str, Any]]:
    """Version and sha256 of each step's output."""
    results = [process_page(page) for page in _pages()]
    outputs = {
        "clean": [_clean_output(result) for result in results],
        "events": [_plain(event.model_dump(mode="json")) for r in results for event in r.events],
    }
    return {step: {"version": VERSIONS[step], "sha256": _digest(output)} for step, output in outputs.items()}


def _pages() -> list[RawPage]:
    pages = []
    for obj in Listing((str(SEEDS),)).objects():
        with open_raw(obj) as raw:
            fmt = format_of(obj.uri) or "html"
            pages += list(read_records(obj, raw.body, fmt=fmt, metadata=raw.metadata))
    return sorted((p for p in pages if isinstance(p, RawPage)), key=lambda p: p.source_uri)


def _clean_output(result: PageResult) -> dict[str, Any] | str | None:
    if result.document is None:
        return result.outcome.reason
    return _plain(result.document.model_dump(mode="json"))


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in _OF_THE_PLACE}


def _digest(output: object) -> str:
    return sha256(json.dumps(output, sort_keys=True).encode()).hexdigest()


if __name__ == "__main__":
    PINNED.write_text(json.dumps(digests(), indent=1) + "\n")
