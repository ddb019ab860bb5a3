"""The examples of docs/reading.md run as they stand there."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import boto3
import pytest

from tasks.store import Store, write_batch
from tests.store.build import account_of, raw, result

_DOC = (Path(__file__).parents[2] / "docs/reading.md").read_text("utf-8")
PYTHON = re.findall(r"^```python\n(.*?)^```", _DOC, re.MULTILINE | re.DOTALL)
COMMANDS = re.findall(r"^sitrep .*$", "\n".join(re.findall(r"```sh\n(.*?)```", _DOC, re.DOTALL)), re.M)
_REPORT = b'{"days": ["2024-03-05"], "finished_at": "2024-03-06T00:00:00Z"}'


def fill(url: str) -> None:
    """A store of two days with two pages and four events each."""
    store = Store.open(url)
    for day in ("2024-03-05", "2024-03-06"):
        objects = [raw(f"{n}.html", day=day) for n in range(2)]
        results = [result(obj, events=2) for obj in objects]
        write_batch(store, results, [account_of(obj) for obj in objects])
    store.put_run("2f9c", _REPORT)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The present folder, with the store `data` in it."""
    monkeypatch.chdir(tmp_path)
    fill("data")
    return tmp_path


@pytest.fixture
def news(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store s3://news/sitrep."""
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="news")
    fill("s3://news/sitrep")


@pytest.mark.parametrize("number", range(len(PYTHON)))
def test_python(folder: Path, news: None, number: int, capfd: pytest.CaptureFixture[str]) -> None:
    exec(compile(PYTHON[number], f"example {number}", "exec"), {})  # noqa: S102
    said = capfd.readouterr().out
    assert said or "assert" in PYTHON[number]


@pytest.mark.parametrize("command", COMMANDS)
def test_commands(folder: Path, command: str) -> None:
    words = shlex.split(command)
    assert words[0] == "sitrep"
    main = [sys.executable, "-c", "from flows.cli import main; main()"]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([*main, *words[1:]], capture_output=True, env=environment, check=True, text=True)
    assert done.stdout or "quarantined" in command
    assert done.stderr == ""


def test_examples_are_there() -> None:
    assert len(PYTHON) > 8
    assert len(COMMANDS) == 3
