"""The step's tables: tab-separated files with a header, read once."""

from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "rules"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `rules/<name>.tsv` by column name."""
    header, *lines = (_DATA / f"{name}.tsv").read_text("utf-8").rstrip("\n").split("\n")
    columns = header.split("\t")
    return tuple(dict(zip(columns, line.split("\t"), strict=True)) for line in lines)


def parts(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, separated by `|`."""
    return tuple(value for value in cell.split("|") if value)


def words(name: str) -> frozenset[str]:
    """A list of `rules/words.tsv`: words of one use, in lower case."""
    return _word_lists()[name]


@cache
def _word_lists() -> dict[str, frozenset[str]]:
    return {row["list"]: frozenset(row["words"].split()) for row in rows("words")}
