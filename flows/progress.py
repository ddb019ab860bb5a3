"""How far a run is: a bar on a terminal, lines where there is none, an artifact in Prefect."""

from types import TracebackType
from typing import Self, cast
from uuid import UUID

from prefect.artifacts import create_progress_artifact, update_progress_artifact
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tasks.report import Tally


class RunProgress:
    """Batches done of batches planned, and the pages they came to."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._artifact: UUID | None = None
        self._console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        self._line = self._bar.add_task("batches", total=total)

    def __enter__(self) -> Self:
        self._artifact = cast(UUID, create_progress_artifact(0.0, key="run-progress", description="Batches done"))
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def show(self, done: int, tally: Tally) -> None:
        """So many batches are done, and this is what they came to."""
        line = _line(tally)
        self._bar.update(self._line, completed=done, description=line)
        if not self._console.is_terminal:
            self._console.print(f"batch {done} of {self._total}: {line}", highlight=False)
        if self._artifact is not None:
            update_progress_artifact(self._artifact, 100.0 * done / self._total)


def _line(tally: Tally) -> str:
    counts = ", ".join(f"{number:,} {name}" for name, number in sorted(tally.outcomes.items()))
    return f"{tally.pages:,} pages ({counts}), {tally.events:,} events"
