"""`sitrep clean`: files in, text out; no store, no Prefect."""

import posixpath
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import cast
from urllib.parse import unquote

import click

from flows.batch import Reading
from flows.cli.options import format_option, workers_option
from flows.discover import Listing
from flows.guard import page_guard
from flows.ingest import FormatChoice
from flows.page import rejected_record, result_of
from flows.places import absolute
from tasks.records import PageResult
from tasks.records.errors import SitrepError
from tasks.report.shown import shown


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="FILE|FOLDER...")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write NAME.txt and NAME.json for each page into this folder, below which they keep the "
    "folders of their input.",
)
@format_option
@workers_option
def clean(sources: tuple[str, ...], out: Path | None, fmt: str, workers: int) -> None:
    """Clean files without a store: the text to standard output, each under a line with its name
    where there are several; with --out as NAME.txt (the text) and NAME.json (the document with its
    metadata and what was removed)."""
    only = cast(FormatChoice, fmt)
    listing = Listing(tuple(map(absolute, sources)), None if only == "auto" else only)
    items = [item for obj in listing.objects() for item in listing.items_of(obj, None)]
    if not items:
        raise SitrepError(f"no pages in {', '.join(sources)}; their names end in .html, .txt, …")
    reading = Reading(items)
    names = _Names([item.obj.uri for item in items], out)
    bad = 0
    for result in _cleaned(reading, workers):
        bad += result.document is None
        if result.document is None:
            click.echo(shown(_complaint(result)), err=True)
        elif out is None:
            _print(result.outcome.source_uri, result.document.text, named=len(items) > 1)
        else:
            _write(result, names.of(result.outcome.source_uri))
    for why in reading.unread.values():
        click.echo(f"could not be read: {why}", err=True)
    if out is not None:
        click.echo(f"{len(items)} files, {bad} pages without text", err=True)
    sys.exit(1 if reading.unread or bad == len(items) else 0)


def _cleaned(reading: Reading, workers: int) -> Iterator[PageResult]:
    with page_guard(workers, "clean_only") as guard:
        for page, reply in guard.map(reading.pages()):
            yield result_of(page, reply)
    yield from map(rejected_record, reading.rejected)


def _print(source_uri: str, text: str, *, named: bool) -> None:
    if named:
        click.echo(f"== {shown(unquote(source_uri))}")
    click.echo("\n".join(map(shown, text.split("\n"))) + ("\n" if named else ""))


def _complaint(result: PageResult) -> str:
    outcome = result.outcome
    detail = f" ({outcome.detail})" if outcome.detail else ""
    return f"{unquote(outcome.source_uri)}: {outcome.outcome}, {outcome.reason}{detail}"


def _write(result: PageResult, target: Path) -> None:
    if result.document is None:
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.with_name(f"{target.name}.txt").write_text(result.document.text + "\n", "utf-8")
        record = result.document.model_dump_json(indent=1)
        target.with_name(f"{target.name}.json").write_text(record + "\n", "utf-8")
    except OSError as error:
        raise SitrepError(f"cannot write {error.filename}: {error.strerror}") from error


class _Names:
    """Where pages go: `feed.jsonl#3` to `feed.3`; `a.html` to `a`, or to `a.html` where another
    page would go there too. Raises SitrepError when output would fall among the raw pages."""

    def __init__(self, uris: list[str], out: Path | None) -> None:
        self._out = out or Path()
        self._paths = {uri: unquote(uri) if uri.startswith("file:") else uri for uri in uris}
        self._root = posixpath.commonpath([posixpath.dirname(p) for p in self._paths.values()])
        stems = Counter(map(_stem, self._paths.values()))
        self._shared = {stem for stem, count in stems.items() if count > 1}
        if out is not None and self._root in (f"file:{out.resolve()}", f"file://{out.resolve()}"):
            raise SitrepError(f"--out {out} holds the raw pages themselves; name another folder")

    def of(self, source_uri: str) -> Path:
        """The file's path without its last suffix."""
        uri, _, record = source_uri.partition("#")
        path = self._paths[uri]
        name = path if _stem(path) in self._shared else _stem(path)
        below = posixpath.relpath(name, self._root)
        return self._out / (f"{below}.{record}" if record else below)


def _stem(path: str) -> str:
    return posixpath.splitext(path.removesuffix(".gz").removesuffix(".zst"))[0]
