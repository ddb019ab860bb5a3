"""Output that changes raises the version of its step, so that a backfill knows what to redo."""

import json

import pytest

from tests.flows.digest import PINNED, digests


@pytest.mark.parametrize("step", ["clean", "events"])
def test_output_changes_only_with_the_version(step: str) -> None:
    pinned, now = json.loads(PINNED.read_text())[step], digests()[step]
    if now["version"] == pinned["version"]:
        assert now == pinned, f"raise the {step} version, then python -m tests.flows.digest"
    else:
        assert now == pinned, "the version was raised; pin it: python -m tests.flows.digest"
