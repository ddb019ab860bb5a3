"""A slot of the commit limit is a courtesy: whatever becomes of it, the batch is written."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from flows import commits
from flows.commits import LIMIT, commit_slot

TROUBLE = [TimeoutError("all taken"), httpx.ConnectError("no server")]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A deployed run whose server gives slots; what was asked and given back."""
    done: list[str] = []

    @contextmanager
    def concurrency(name: str, **_options: Any) -> Iterator[None]:  # noqa: ANN401
        done.append(f"take {name}")
        yield
        done.append(f"give {name}")

    monkeypatch.setattr(commits, "concurrency", concurrency)
    monkeypatch.setattr(commits, "get_run_logger", lambda: logging.getLogger("test"))
    monkeypatch.setattr(commits, "deployed", lambda: True)
    return done


def test_a_deployed_run_writes_with_a_slot(asked: list[str]) -> None:
    with commit_slot():
        asked.append("write")
    assert asked == [f"take {LIMIT}", "write", f"give {LIMIT}"]


def test_a_run_of_the_command_line_asks_for_none(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commits, "deployed", lambda: False)
    with commit_slot():
        asked.append("write")
    assert asked == ["write"]


@pytest.mark.parametrize("error", TROUBLE)
@pytest.mark.parametrize("when", ["before", "after"])
def test_trouble_with_the_slot_stops_no_write(
    asked: list[str], monkeypatch: pytest.MonkeyPatch, error: Exception, when: str
) -> None:
    @contextmanager
    def concurrency(_name: str, **_options: Any) -> Iterator[None]:  # noqa: ANN401
        if when == "before":
            raise error
        yield
        raise error

    monkeypatch.setattr(commits, "concurrency", concurrency)
    with commit_slot():
        asked.append("write")
    assert asked == ["write"]


def test_an_error_of_the_write_itself_comes_through(asked: list[str]) -> None:
    with pytest.raises(ValueError, match="wrong"), commit_slot():
        raise ValueError("wrong")
    assert asked == [f"take {LIMIT}", f"give {LIMIT}"]
