"""What it costs to find 1,000 new raw pages beside 20,000 and beside 200,000 accounted ones.

    python -m benchmarks.discovery [--accounted 20000 200000]

Prints a Markdown table, CPU and peak memory of one discovery (the listing, and the subtraction of
what is accounted for) in a process of its own, the best of three. `dated`: the new pages have their
day in their path; `undated`: they have not, so that each might have been accounted for on any day;
`all listed`: the accounted pages are listed beside the new ones.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.process_tree import measure
from tasks.records import ObjectAccount, RawObject
from tasks.store import Store, list_raw, unaccounted
from tasks.store.schemas import OBJECTS, to_table

_NEW = 1_000
_A_DAY = 1_000
_FIRST_DAY = date(2023, 1, 1)
_NEW_DAY = date(2024, 3, 5)
_WAYS = ("dated", "undated", "all listed")


def accounted(count: int, root: str) -> Iterator[tuple[date, list[RawObject]]]:
    """Raw objects that are accounted for, by day."""
    for first in range(0, count, _A_DAY):
        day = _FIRST_DAY + timedelta(days=first // _A_DAY)
        modified = datetime.combine(day, datetime.min.time(), UTC)
        yield (
            day,
            [
                RawObject(
                    uri=f"{root}/{_name(n)}",
                    etag=f"{n:032x}",
                    size=50_000,
                    modified=modified,
                )
                for n in range(first, first + _A_DAY)
            ],
        )


def _name(number: int) -> str:
    return f"{sha256(str(number).encode()).hexdigest()}.html"


def make_store(folder: Path, count: int, root: str) -> None:
    """A store that accounts for so many raw objects."""
    store = Store.open(str(folder))
    for day, objects in accounted(count, root):
        accounts = [ObjectAccount(uri=o.uri, etag=o.etag, size=o.size, records=1, day=day) for o in objects]
        store.accounts.replace(to_table(accounts, OBJECTS), days=[day], keys=[o.uri for o in objects])


def make_raw(folder: Path) -> None:
    """1,000 new pages in the folders `dated` and `undated`."""
    for place in (folder / "dated" / f"day={_NEW_DAY}", folder / "undated"):
        place.mkdir(parents=True)
        for n in range(_NEW):
            (place / _name(-n - 1)).write_bytes(b"<p>")


def discover(store: Path, raw: Path, way: str, count: int) -> None:
    """One discovery; prints its figures."""
    known = Store.existing(str(store))
    started = time.process_time()
    found = sum(1 for _ in unaccounted(known, _listing(raw, way, count)))
    cpu = time.process_time() - started
    if found != _NEW:
        raise SystemExit(f"found {found} new pages")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"cpu": cpu, "memory": peak}))


def _listing(raw: Path, way: str, count: int) -> Iterator[RawObject]:
    if way == "all listed":
        for _, objects in accounted(count, _root(raw)):
            yield from objects
    yield from list_raw(str(raw / ("undated" if way == "undated" else "dated")))


def _root(raw: Path) -> str:
    return (raw / "undated").as_uri()


def _best_of_three(store: Path, raw: Path, way: str, count: int) -> tuple[float, float]:
    command = [sys.executable, "-m", "benchmarks.discovery", "--discover"]
    runs = [json.loads(measure([*command, str(store), str(raw), way, str(count)]).output) for _ in range(3)]
    return min(run["cpu"] for run in runs), min(run["memory"] for run in runs)


def main(counts: list[int]) -> None:
    """Make the stores and measure."""
    with TemporaryDirectory() as temporary:
        work = Path(temporary)
        make_raw(work / "raw")
        for count in counts:
            make_store(work / str(count), count, _root(work / "raw"))
        print("| listing | accounted | CPU seconds | of the first | peak MB |\n|---|--:|--:|--:|--:|")
        for way in _WAYS:
            first = 0.0
            for count in counts:
                cpu, memory = _best_of_three(work / str(count), work / "raw", way, count)
                first = first or cpu
                figures = f"{cpu:.2f} | {cpu / first:.2f} | {memory / 1e6:.0f}"
                print(f"| {way} | {count:,} | {figures} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounted", nargs="+", type=int, default=[20_000, 200_000])
    parser.add_argument("--discover", nargs=4, metavar=("STORE", "RAW", "WAY", "COUNT"))
    arguments = parser.parse_args()
    if arguments.discover:
        store_folder, raw_folder, wanted, listed = arguments.discover
        discover(Path(store_folder), Path(raw_folder), wanted, int(listed))
    else:
        main(arguments.accounted)
