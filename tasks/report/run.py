"""The record of one run, as `runs/<run_id>.json` keeps it."""

from datetime import date, datetime

from tasks.records import Record
from tasks.report.tally import Tally


class RunReport(Record):
    """What one run did. `runs/<run_id>.json` in the store is this record."""

    run_id: str
    flow: str
    sources: tuple[str, ...]
    store: str
    started_at: datetime
    finished_at: datetime | None
    """Null while the run is at work, and for ever if it was killed."""
    found: int
    """Objects that were looked at: those under names of pages."""
    objects: int
    """Raw objects that were new to the account, or to be done again."""
    days: tuple[date, ...]
    """The partitions that the run writes to, those that changed pages leave among them."""
    tally: Tally
    unread: tuple[str, ...]
    """Raw objects that could not be read this time, each with why; the next run tries again."""
    failures: tuple[str, ...]
    """Batches that failed, each with why; the next run does them."""
    ignored: int
    """Objects under names that are no pages."""
    more: bool
    """There is more to do than one run takes; the next run goes on."""

    def as_json(self) -> bytes:
        """As it stands in the store."""
        return self.model_dump_json(indent=1).encode()
