"""Whether memory grows with the number of pages: the `ingest` flow over a few and over many generated ones.

    python -m benchmarks.growth [--pages 2000 20000] [--workers 2]

Prints a Markdown table: peak memory (PSS) of the process tree and of its parts at that moment, the longest task
run, and the CPU. The goals: many pages peak at most 1.2 times as high as few, no task run takes a minute.
"""

import argparse
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.process_tree import Cost, measure
from tests.hostile.prose import page

_INGEST = [sys.executable, "-c", "from flows.cli import main; main()", "ingest"]
# What stands around the article of a real page; with it a page has 20 KB.
_AROUND = "".join(
    f'<div class="item i{n}"><a href="/story/{n}">A story about something else, {n}</a></div>' for n in range(220)
)
_DAYS = 10


def generate(folder: Path, number: int) -> None:
    """So many pages, each with its own words, over ten days."""
    for day in range(_DAYS):
        (folder / f"2024-03-{day + 1:02}").mkdir(parents=True)
    for n in range(number):
        html = page(number=n).replace("<footer>", f"<aside>{_AROUND}</aside><footer>", 1)
        (folder / f"2024-03-{n * _DAYS // number + 1:02}" / f"{n:06}.html").write_text(html)


def longest_task(home: Path) -> float:
    """Seconds, by the database of the run's own Prefect server."""
    with closing(sqlite3.connect(home / "prefect.db")) as database:
        [(longest,)] = database.execute(
            "SELECT MAX((julianday(end_time) - julianday(start_time)) * 86400) FROM task_run"
        )
    return float(longest)


def ingest(number: int, workers: int) -> tuple[Cost, float]:
    """The cost of one run over so many pages, and its longest task run."""
    with TemporaryDirectory() as temporary:
        work = Path(temporary)
        generate(work / "raw", number)
        command = [*_INGEST, str(work / "raw"), "--store", str(work / "store"), "--workers", str(workers)]
        cost = measure(command, environment={"PREFECT_HOME": str(work / "prefect")})
        return cost, longest_task(work / "prefect")


def main() -> None:
    """Measure, and print a row each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[2_000, 20_000])
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    print("| pages | peak MB | ratio | flow | server | page processes | longest task, s | CPU s |")
    print("|--:|--:|--:|--:|--:|--:|--:|--:|")
    first = 0
    for number in options.pages:
        cost, longest = ingest(number, options.workers)
        first = first or cost.memory
        parts = " | ".join(f"{cost.parts.get(role, 0) / 1e6:.0f}" for role in ("flow", "server", "pages"))
        print(
            f"| {number:,} | {cost.memory / 1e6:.0f} | {cost.memory / first:.2f} | {parts} "
            f"| {longest:.0f} | {cost.cpu:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
