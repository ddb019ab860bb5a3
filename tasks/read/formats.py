"""Which names are raw pages, and of which format."""

from tasks.records.page import Format

SUFFIXES: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".warc": "warc",
    ".jsonl": "jsonl",
    ".txt": "text",
}
PACKED = (".gz", ".zst")


def format_of(uri: str) -> Format | None:
    """The format that a name stands for (`A.HTML.gz` is html); null: no page, left alone."""
    name = _unpacked(uri.rpartition("/")[2].lower())
    stem, dot, suffix = name.rpartition(".")
    return SUFFIXES.get(dot + suffix) if stem else None


def named_packed(uri: str) -> bool:
    """Whether the name promises gzip or zstd."""
    return uri.lower().endswith(PACKED)


def _unpacked(name: str) -> str:
    for suffix in PACKED:
        name = name.removesuffix(suffix) if name.endswith(suffix) else name
    return name
