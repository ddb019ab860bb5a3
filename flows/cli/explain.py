"""`sitrep explain`."""

import re
from itertools import islice
from pathlib import Path

import click
from rich.console import Console

from flows.cli.options import store_option
from flows.guard import page_guard
from tasks.guard import Failure
from tasks.read import Part, format_of, read_records
from tasks.records import RawPage, RejectedRecord
from tasks.records.errors import SitrepError
from tasks.report.explain import Explanation
from tasks.report.explain_html import as_html
from tasks.report.explain_text import lines_of
from tasks.store import Store, list_raw, open_raw, query

_DOC_ID = re.compile(r"[0-9a-f]{32}")


@click.command()
@click.argument("page", metavar="FILE|DOC_ID")
@store_option
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a self-contained HTML file instead.",
)
def explain(page: str, store: str, html: Path | None) -> None:
    """Show a page block by block: kept, or removed by which rule; then its events with their spans
    in the text. FILE may name a record: feed.jsonl#3. With a DOC_ID of the store the raw page is
    read again."""
    source_uri = _source_of(page, store) if _DOC_ID.fullmatch(page) else page
    explanation = _explained(_raw_page(source_uri))
    if html is not None:
        try:
            html.write_text(as_html(explanation), "utf-8")
        except OSError as error:
            raise SitrepError(f"cannot write {html}: {error.strerror}") from error
        click.echo(f"wrote {html}", err=True)
        return
    console = Console(soft_wrap=True)
    for line in lines_of(explanation):
        console.print(line)


def _source_of(doc_id: str, store: str) -> str:
    where = f"doc_id = '{doc_id}'"
    rows = query(Store.existing(store), "pages", where=where, columns=["source_uri"])
    found: list[str] = rows.read_all()["source_uri"].to_pylist()
    if not found:
        raise SitrepError(f"the store {store} has no page with the id {doc_id}")
    return found[0]


def _raw_page(source_uri: str) -> RawPage:
    uri, number = _split(source_uri)
    found = list(islice(list_raw(uri), 2))
    if len(found) > 1:
        raise SitrepError(f"{uri} holds several files; name one")
    for obj in found:
        fmt = format_of(obj.uri)
        if fmt is None:
            raise SitrepError(f"{uri}: no page by its name; .html .htm .warc .jsonl .txt are")
        part = Part(first=number, last=number, offset=0) if number else None
        with open_raw(obj) as raw:
            read = read_records(obj, raw.body, fmt=fmt, metadata=raw.metadata, part=part)
            records = list(islice(read, 2))
        return _only_page(source_uri, records)
    raise SitrepError(f"{uri}: there is no such file or object")


def _split(source_uri: str) -> tuple[str, int]:
    uri, mark, number = source_uri.rpartition("#")
    return (uri, int(number)) if mark and number.isdigit() else (source_uri, 0)


def _only_page(source_uri: str, records: list[RawPage | RejectedRecord]) -> RawPage:
    if len(records) > 1:
        first = records[0].source_uri.rpartition("#")[2]
        raise SitrepError(f"{source_uri} holds several records; name one: {source_uri}#{first}")
    if not records:
        raise SitrepError(f"{source_uri}: no such record")
    [record] = records
    if not isinstance(record, RawPage):
        raise SitrepError(f"{source_uri}: {record.outcome}, {record.reason} ({record.detail})")
    return record


def _explained(page: RawPage) -> Explanation:
    with page_guard(1, "explain_page") as guard:
        [(_, reply)] = guard.map([page])
    if isinstance(reply, Failure):
        raise _given_up(page, reply)
    explanation: Explanation = reply.value
    if reply.mended is not None and explanation.cleaning.document is None:
        raise _given_up(page, reply.mended)
    return explanation


def _given_up(page: RawPage, failure: Failure) -> SitrepError:
    return SitrepError(f"{page.source_uri}: {failure.reason} ({failure.detail})")
