"""Coverage-guided fuzzing of readers, cleaning and events, bounded in time; not part of any check.

    pip install -c constraints.txt -e '.[test,fuzz]'
    nice -n 19 python -m tests.fuzz FOLDER [--seconds 3600] [--only html]

The targets share the time, one after the other. FOLDER keeps each one's inputs, so that a second run goes on
from them, and in `found` what broke: every input that raised (one for each place, with its traceback), hung for
longer than a page may take, or took too much memory. Exit status 1 if there is any.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path

from tasks.guard import Limits
from tests.fuzz.corpus import LARGEST, write_dictionary, write_seeds
from tests.fuzz.targets import TARGETS

# Wall seconds: at nice 19 beside others a page that takes 10 s of CPU may take a minute and more.
_HANGS = 200


def fuzz(target: str, folder: Path, seconds: float) -> None:
    """Until the time is up; a process that a bad input ended is started again."""
    write_seeds(target, folder / target)
    write_dictionary(folder / "words.dict")
    (folder / "found").mkdir(exist_ok=True)
    until = time.monotonic() + seconds
    while (left := int(until - time.monotonic())) > 0:
        flags = [
            f"-max_total_time={left}",
            f"-max_len={LARGEST}",
            f"-timeout={_HANGS}",
            f"-report_slow_units={_HANGS}",
            f"-rss_limit_mb={Limits().address_space // 1_000_000}",
            f"-dict={folder / 'words.dict'}",
            f"-artifact_prefix={folder / 'found' / target}-",
            "-print_final_stats=1",
        ]
        with (folder / f"{target}.log").open("ab") as log:
            command = [sys.executable, "-m", "tests.fuzz.one", target, str(folder), *flags]
            subprocess.run(command, stdout=log, stderr=log, check=False)


def main() -> int:
    """Exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=int, default=3600)
    parser.add_argument("--only", choices=TARGETS)
    options = parser.parse_args()
    targets = [options.only] if options.only else list(TARGETS)
    options.folder.mkdir(parents=True, exist_ok=True)
    for target in targets:
        fuzz(target, options.folder, options.seconds / len(targets))
    found = sorted(path for path in (options.folder / "found").iterdir() if path.suffix != ".txt")
    for path in found:
        print(path)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
