"""One kind of hostile input."""

from collections.abc import Callable
from dataclasses import dataclass

STORED = "stored"


@dataclass(frozen=True)
class Kind:
    """A file that hurts those who trust it, and what it has to come to."""

    name: str
    suffix: str
    make: Callable[[], bytes | str]
    expected: tuple[str, ...]
    """For each row in record order: `stored` or the reason, alternatives parted by `|`."""
    heavy: bool = False
    """Large to make or slow by its nature: in the heavy tests only."""
    must: str = ""
    """Stands in the text of every stored document of it."""
    must_not: str = ""
    """Stands in none."""

    def data(self) -> bytes:
        """The file's bytes."""
        made = self.make()
        return made.encode() if isinstance(made, str) else made

    @property
    def filename(self) -> str:
        return self.name.replace(" ", "-") + self.suffix


def allowed(expected: str) -> set[str]:
    """The outcomes that an entry of `expected` allows."""
    return set(expected.split("|"))
