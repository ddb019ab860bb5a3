"""What a run came to, for people: counts, tables, and a page explained block by block."""

from tasks.report.run import RunReport
from tasks.report.tables import as_markdown, as_rows, as_text
from tasks.report.tally import Tally, merge, tally

__all__ = ["RunReport", "Tally", "as_markdown", "as_rows", "as_text", "merge", "tally"]
