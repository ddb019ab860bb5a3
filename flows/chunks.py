"""A backfill's days cut into chunks: consecutive days, bounded in pages, a flow run each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

# A run costs 7 s of CPU before its first page, a page 20–40 ms: at a thousand pages a fifth.
_LEAST_PAGES = 1_000
# Half an hour's work for two page processes: what is lost to look at when a run fails.
_MOST_PAGES = 25_000
# So many if the pages allow it, so that some machines have something to share.
_WANTED = 12
# All in one look at the server, which gives 200 runs a page.
_MOST_CHUNKS = 180


@dataclass(frozen=True)
class Chunk:
    """What one chunk run does."""

    start: date
    end: date
    pages: int
    part: int = 1
    parts: int = 1

    @property
    def days(self) -> str:
        """For the eye."""
        days = str(self.start) if self.start == self.end else f"{self.start} to {self.end}"
        return days if self.parts == 1 else f"{days}, part {self.part} of {self.parts}"


@dataclass(frozen=True)
class ChunkRun(Chunk):
    """A chunk's run, as the server has it."""

    id: UUID = field(kw_only=True)
    state: str = field(kw_only=True)
    message: str = field(kw_only=True)
    ended: bool = field(kw_only=True)
    failed: bool = field(kw_only=True)


def cut(pages: Mapping[date, int], *, least: int = _LEAST_PAGES) -> list[Chunk]:
    """Chunks of the pages to do a day, in the order of the days. A day of more pages than a chunk
    takes is dealt into parts."""
    total = sum(pages.values())
    size = max(least, min(_MOST_PAGES, -(-total // _WANTED)), -(-total // _MOST_CHUNKS))
    return list(_chunks(pages, size))


def _chunks(pages: Mapping[date, int], size: int) -> Iterator[Chunk]:
    days: list[date] = []
    filled = 0
    for day, number in pages.items():
        if days and filled + number > size:
            yield from _of_days(days, filled, size)
            days, filled = [], 0
        days.append(day)
        filled += number
    if days:
        yield from _of_days(days, filled, size)


def _of_days(days: list[date], pages: int, size: int) -> Iterator[Chunk]:
    parts = -(-pages // max(size, _MOST_PAGES)) if len(days) == 1 else 1
    for part in range(1, parts + 1):
        yield Chunk(min(days), max(days), -(-pages // parts), part, parts)
