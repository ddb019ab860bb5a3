"""A built wheel runs from anywhere, with its rules and data inside."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.heavy
def test_an_installed_wheel_cleans_and_ingests_from_another_folder(tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    pip = [sys.executable, "-m", "pip", "--quiet"]
    run([*pip, "wheel", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)])
    [wheel] = tmp_path.glob("*.whl")
    run([*pip, "install", "--no-deps", "--target", str(site), str(wheel)])
    environment = {**os.environ, "PYTHONPATH": str(site)}
    sitrep = [sys.executable, str(site / "bin" / "sitrep")]
    where = [sys.executable, "-c", "import flows, tasks; print(flows.__file__, tasks.__file__)"]
    assert run(where, cwd=elsewhere, env=environment).count(str(site)) == 2
    seeds = str(ROOT / "seeds")
    out = run([*sitrep, "ingest", seeds, "--store", "s"], cwd=elsewhere, env=environment)
    assert "stored" in out
    events = run([*sitrep, "read", "events", "--store", "s"], cwd=elsewhere, env=environment)
    assert len(events.splitlines()) > 20


def run(command: list[str], *, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
