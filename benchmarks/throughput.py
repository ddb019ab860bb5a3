"""CPU, wall and memory a page of everything, against bare trafilatura on the same pages in one run.

    python -m benchmarks.throughput [FOLDER] [--pages N] [--only WORDS] [--picture FILE.svg]

FOLDER holds HTML pages; without it, those below $SITREP_CORPUS, or the seeds. Fewer pages than N
are taken again and again. Prints a Markdown table. CPU is compared, since wall time depends on what
else the machine does; start-up is taken off everywhere: a loop's by its own clock, that of whole
commands by a run over a single page. The picture has the CPU ratios as bars.
"""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.bars import Bar, draw
from benchmarks.loops import LOOPS, pages_in
from benchmarks.moto import make_bucket, moto_server
from benchmarks.process_tree import Cost, measure

YARDSTICK = "trafilatura"
# With fewer, start-up (some 15 s of CPU) drowns the pages in what whole commands cost.
_AT_LEAST = 200
_INGEST = [sys.executable, "-c", "from flows.cli import main; main()", "ingest", "--format", "html"]


@dataclass(frozen=True)
class Figures:
    """Of one way to do all pages, start-up taken off; seconds and bytes."""

    name: str
    pages: int
    cpu: float
    wall: float
    memory: int


@dataclass(frozen=True)
class Bench:
    """Where the pages are: all of them, and one."""

    work: Path
    pages: int

    @property
    def all(self) -> Path:
        return self.work / "all"

    @property
    def one(self) -> Path:
        return self.work / "one"

    @property
    def folders(self) -> tuple[Path, Path]:
        """One page first: what it costs above that is start-up."""
        return self.one, self.all


def loop(name: str, bench: Bench) -> Figures:
    """A loop over the pages, in a process of its own."""
    cost = measure([sys.executable, "-m", "benchmarks.loops", name, str(bench.all)])
    seconds = json.loads(cost.output)
    return Figures(name, bench.pages, seconds["cpu"], seconds["wall"], cost.memory)


def datatrove(bench: Bench) -> Figures:
    """datatrove's pipeline over the pages."""
    command = [sys.executable, "-m", "benchmarks.datatrove_pipeline"]
    out = bench.work / "datatrove"
    few = measure([*command, str(bench.one), str(out / "one")])
    many = measure([*command, str(bench.all), str(out / "all")])
    return _difference("datatrove, langdetect", bench, few, many)


def ingest_folder(bench: Bench, *, workers: int) -> Figures:
    """The whole flow, from a folder into a folder."""
    stores = bench.work / f"stores-{workers}"
    few, many = (_ingest(str(source), str(stores / source.name), bench, workers=workers) for source in bench.folders)
    return _difference(f"ingest, folder, {workers} workers", bench, few, many)


def ingest_s3(bench: Bench, *, workers: int) -> Figures:
    """The whole flow, from S3 into S3: a moto server, whose own cost is not counted."""
    raw = {f"{folder.name}/{page.name}": page for folder in bench.folders for page in pages_in(folder)}
    with moto_server() as environment:
        make_bucket("raw", environment["AWS_ENDPOINT_URL"], raw)
        make_bucket("stores", environment["AWS_ENDPOINT_URL"], {})
        few, many = (
            _ingest(f"s3://raw/{name}/", f"s3://stores/{name}", bench, workers=workers, **environment)
            for name in ("one", "all")
        )
    return _difference(f"ingest, S3, {workers} workers", bench, few, many)


def _ingest(source: str, store: str, bench: Bench, *, workers: int, **environment: str) -> Cost:
    home = bench.work / "prefect"
    return measure(
        [*_INGEST, source, "--store", store, "--workers", str(workers)],
        environment=environment | {"PREFECT_HOME": str(home)},
    )


def _difference(name: str, bench: Bench, few: Cost, many: Cost) -> Figures:
    scale = bench.pages / (bench.pages - 1)
    cpu, wall = (many.cpu - few.cpu) * scale, (many.wall - few.wall) * scale
    return Figures(name, bench.pages, cpu, wall, many.memory)


def _prepare(folder: Path, work: Path, number: int | None) -> Bench:
    found = pages_in(folder)
    if not found:
        sys.exit(f"{folder}: no .html pages below; name a folder that has some")
    pages = list(islice(cycle(found), number or max(len(found), _AT_LEAST)))
    bench = Bench(work, len(pages))
    for target, chosen in ((bench.all, pages), (bench.one, pages[:1])):
        target.mkdir()
        for place, path in enumerate(chosen):
            shutil.copyfile(path, target / f"{place:05}-{path.name}")
    return bench


def _ways() -> dict[str, Callable[[Bench], Figures]]:
    ways: dict[str, Callable[[Bench], Figures]] = {name: partial(loop, name) for name in LOOPS}
    if find_spec("datatrove"):
        ways["datatrove"] = datatrove
    for workers in (1, 2):
        ways[f"ingest, folder, {workers}"] = partial(ingest_folder, workers=workers)
        ways[f"ingest, S3, {workers}"] = partial(ingest_s3, workers=workers)
    return ways


def _row(figures: Figures, yardstick: float) -> str:
    cells = (
        f"{figures.name:<26}",
        f"{1000 * figures.cpu / figures.pages:8.1f}",
        f"{figures.cpu / yardstick:6.2f}",
        f"{1000 * figures.wall / figures.pages:8.1f}",
        f"{figures.memory / 1e6:8.0f}",
    )
    return f"| {' | '.join(cells)} |"


def _draw(path: Path, measured: list[Figures], yardstick: float) -> None:
    title = f"CPU of {measured[0].pages} pages; bare trafilatura.extract is 1"
    ours = ("sitrep", "ingest")
    draw(path, title, [Bar(one.name, one.cpu / yardstick, one.name.startswith(ours)) for one in measured])


def main() -> None:
    """Measure all ways, or those whose name has one of the words, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    corpus = os.environ.get("SITREP_CORPUS") or Path(__file__).parents[1] / "seeds"
    parser.add_argument("folder", type=Path, nargs="?", default=Path(corpus))
    parser.add_argument("--pages", type=int)
    parser.add_argument("--only", default="")
    parser.add_argument("--picture", type=Path)
    options = parser.parse_args()
    with TemporaryDirectory() as work:
        bench = _prepare(options.folder, Path(work), options.pages)
        chosen = {name: way for name, way in _ways().items() if options.only in name}
        if any(name.startswith("ingest") for name in chosen):  # makes Prefect's database
            _ingest(str(bench.one), str(bench.work / "first"), bench, workers=1)
        yardstick = loop(YARDSTICK, bench).cpu
        print(f"{bench.pages} pages, {os.cpu_count()} cores\n")
        print("| | CPU ms a page | ratio | wall ms a page | peak MB |")
        print("|---|---:|---:|---:|---:|")
        measured = []
        for way in chosen.values():
            measured.append(way(bench))
            print(_row(measured[-1], yardstick), flush=True)
            if options.picture:
                _draw(options.picture, measured, yardstick)


if __name__ == "__main__":
    main()
