"""The hostile corpus: every kind, as files of a folder."""

from collections.abc import Iterable
from pathlib import Path
from string import ascii_lowercase

from tests.hostile.encodings import ENCODINGS
from tests.hostile.kind import Kind
from tests.hostile.lines import LINES
from tests.hostile.markup import MARKUP
from tests.hostile.not_pages import NOT_PAGES
from tests.hostile.packed import PACKED
from tests.hostile.prose import page, text
from tests.hostile.warcs import WARCS
from tests.hostile.words import WORDS

KINDS: tuple[Kind, ...] = (
    *NOT_PAGES,
    *ENCODINGS,
    *MARKUP,
    *WORDS,
    *PACKED,
    *WARCS,
    *LINES,
)
LIGHT = tuple(kind for kind in KINDS if not kind.heavy)
HEAVY = tuple(kind for kind in KINDS if kind.heavy)


def write(folder: Path, kinds: Iterable[Kind]) -> None:
    """A file each."""
    folder.mkdir(exist_ok=True)
    for kind in kinds:
        (folder / kind.filename).write_bytes(kind.data())


def write_ordinary(folder: Path, number: int) -> None:
    """Ordinary pages, named so that they stand between the hostile ones in a listing."""
    folder.mkdir(exist_ok=True)
    for n in range(number):
        name = f"{ascii_lowercase[n % 26]}-ordinary-{n}"
        (folder / f"{name}.html").write_text(page(number=n))
        (folder / f"{name}.txt").write_text(text(n))
