"""One target under atheris: `python -m tests.fuzz.one TARGET FOLDER [libFuzzer's flags]`.

An input that breaks a property is kept in FOLDER/found and fuzzing goes on; only one that hangs, takes too
much memory or kills the process ends it.
"""

import sys
import traceback
from hashlib import sha256
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["flows", "tasks", "trafilatura", "htmldate", "justext"]):
    from flows.guard import PROBE
    from flows.page import process_page
    from tests.fuzz.targets import TARGETS


def main(target: str, folder: Path, flags: list[str]) -> None:
    """Does not return: libFuzzer ends the process."""
    check = TARGETS[target]
    process_page(PROBE)  # loads the models, outside of any input's time
    found = folder / "found"
    found.mkdir(parents=True, exist_ok=True)

    def run(data: bytes) -> None:
        try:
            check(data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
            _keep(found / f"{target}-{_place(error)}", data)

    atheris.Setup([sys.argv[0], *flags, str(folder / target)], run)
    atheris.Fuzz()


def _keep(path: Path, data: bytes) -> None:
    """The smallest input of each place."""
    if not path.exists() or len(data) < path.stat().st_size:
        path.write_bytes(data)
        path.with_suffix(".txt").write_text(traceback.format_exc())


def _place(error: Exception) -> str:
    """The same for all inputs that fail in the same line of ours."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
    return f"{type(error).__name__}-{sha256(' '.join(lines[-3:]).encode()).hexdigest()[:8]}"


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
