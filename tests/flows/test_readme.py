"""What the README says can be typed, can be typed."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from flows.ingest import ingest
from tests.flows.rows import rows

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
SITREP = [sys.executable, "-c", "from flows.cli import main; main()"]


def section(title: str) -> list[str]:
    """The command lines of a section, without their comments."""
    body = README.partition(f"## {title}\n")[2].partition("\n## ")[0]
    lines = re.findall(r"^    (sitrep .*)$", body, flags=re.MULTILINE)
    return [line.partition("  #")[0].strip() for line in lines]


@pytest.fixture(scope="module")
def folder(prefect: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with seeds/ and the store that `make demo` makes of them."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "seeds").symlink_to(ROOT / "seeds")
    ingest([str(ROOT / "seeds" / "text")], str(folder / "data"))
    return folder


@pytest.mark.parametrize("line", section("How to read it"))
def test_the_reading_commands_work_as_they_stand(line: str, folder: Path) -> None:
    doc_id = rows(str(folder / "data"), "documents")[0]["doc_id"]
    command, _, target = line.replace("<doc_id>", doc_id).partition(" > ")
    words = shlex.split(command)[1:]
    done = subprocess.run([*SITREP, *words], capture_output=True, check=False, cwd=folder)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout or target or "--html" in words


@pytest.mark.parametrize("line", section("How to run it"))
def test_the_running_commands_take_these_options(line: str) -> None:
    words = line.split()
    done = subprocess.run([*SITREP, words[1], "--help"], capture_output=True, check=False)
    options = [word.strip("[]") for word in words if word.strip("[").startswith("--")]
    assert done.returncode == 0
    assert all(option in done.stdout.decode() for option in options)


def test_both_commands_of_the_readme_are_in_the_makefile() -> None:
    dry = {**os.environ, "MAKEFLAGS": "--dry-run --always-make"}
    for target in re.findall(r"^    make (\w+)", README, flags=re.MULTILINE):
        done = subprocess.run(["make", target], capture_output=True, check=False, cwd=ROOT, env=dry)
        assert done.returncode == 0, done.stderr.decode()
