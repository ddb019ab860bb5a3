"""What every kind of the hostile corpus comes to and what it costs: `python -m tests.hostile [WORD]`.

A Markdown table: CPU seconds of reading the object, then of its dearest page and that page's peak
memory in its process. What a page cost that the guard gave up is its limit, not measured.
"""

import sys
import time

from flows.guard import work_of
from tasks.guard import GuardedPool, Reply
from tasks.records import RawPage, RejectedRecord
from tests.hostile.corpus import KINDS
from tests.hostile.cost import Costed
from tests.hostile.kind import STORED, Kind
from tests.read.build import read


def line(kind: Kind, guard: GuardedPool) -> str:
    """The kind's row of the table."""
    data = kind.data()
    started = time.process_time()
    records = read(kind.filename, data)
    reading = time.process_time() - started
    outcomes = [record.reason for record in records if isinstance(record, RejectedRecord)]
    cpu, memory = 0.0, 0
    for _, reply in guard.map([record for record in records if isinstance(record, RawPage)]):
        failure = reply.mended if isinstance(reply, Reply) else reply
        outcomes += [f"{failure.reason} ({failure.detail})"] if failure else []
        if isinstance(reply, Reply):
            costed: Costed = reply.value
            outcomes.append(costed.result.outcome.reason or STORED)
            cpu, memory = max(cpu, costed.cpu), max(memory, costed.memory)
    said = ", ".join(sorted(set(outcomes)))
    heavy = "heavy" if kind.heavy else ""
    return f"| {kind.filename} | {said} | {reading:.2f} | {cpu:.2f} | {memory / 1e6:.0f} | {heavy} |"


def main(word: str) -> None:
    """Print the table of the kinds whose file names hold the word."""
    print("| kind | outcomes | reading, s | page, s | page, MB | |\n|---|---|--:|--:|--:|---|")
    with GuardedPool(work_of("tests.hostile.cost:process_costed"), workers=1) as guard:
        for kind in KINDS:
            if word in kind.filename:
                print(line(kind, guard), flush=True)


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))
