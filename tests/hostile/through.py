"""Files through page processes, as a run sends them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from flows.guard import page_guard
from flows.page import rejected_record, result_of
from tasks.records import PageResult, RawPage
from tests.hostile.kind import Kind
from tests.hostile.prose import page, text
from tests.read.build import read

Results = dict[str, list[PageResult]]
"""By file, in record order."""


def ordinary(number: int) -> Iterator[tuple[str, bytes]]:
    """So many ordinary pages of both kinds."""
    for n in range(number):
        yield f"ordinary-{n}.html", page(number=n).encode()
        yield f"ordinary-{n}.txt", text(n).encode()


def mixed(kinds: Iterable[Kind], others: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """An ordinary page after every fifth hostile file, and all that are left at the end."""
    for number, kind in enumerate(kinds):
        yield kind.filename, kind.data()
        if number % 5 == 4 and (other := next(others, None)):
            yield other
    yield from others


def process(files: Iterable[tuple[str, bytes]]) -> Results:
    """What every record of the files comes to."""
    results: Results = defaultdict(list)
    with page_guard(2) as guard:
        for raw, reply in guard.map(_pages(files, results)):
            results[_file(raw.source_uri)].append(result_of(raw, reply))
    for rows in results.values():
        rows.sort(key=lambda row: int(row.outcome.source_uri.partition("#")[2] or 0))
    return dict(results)


def _pages(files: Iterable[tuple[str, bytes]], rejected: Results) -> Iterator[RawPage]:
    for filename, data in files:
        for record in read(filename, data):
            if isinstance(record, RawPage):
                yield record
            else:
                rejected[filename].append(rejected_record(record))


def _file(source_uri: str) -> str:
    return source_uri.partition("#")[0]
