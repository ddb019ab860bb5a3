"""How the walk over a page takes its elements; rows in `elements.toml`."""

import tomllib
from pathlib import Path

_ROWS = tomllib.loads((Path(__file__).parent / "elements.toml").read_text(encoding="utf-8"))

INLINE = frozenset(_ROWS["inline"].split())
SKIPPED = frozenset(_ROWS["skipped"].split())
STRIPPED = tuple(_ROWS["stripped"].split())
