"""One record of each crawler whose feed is understood, as its documentation shows it, shortened."""

import base64
from dataclasses import dataclass, field
from typing import Any

import pytest

from tasks.read.feeds import BODIES, HEADERS, STATUSES, TIMES, URLS, at_path
from tasks.records import RawPage
from tests.read.build import MODIFIED, line, read

URL = "https://news.example/a"
HTML = "<html><body><p>Troops left the town.</p></body></html>"
TEXT = "Troops left the town."
TIME = "2024-03-04T08:00:00+00:00"


@dataclass(frozen=True)
class Feed:
    """A record, and what is not as usual in its page."""

    name: str
    record: dict[str, Any]
    body: str = HTML
    url: str | None = URL
    fetched_at: str = TIME
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def media_type(self) -> str:
        return "text/plain" if self.body == TEXT else "text/html"


NO_TIME = MODIFIED.isoformat()
FEEDS = (
    Feed("sitrep", {"url": URL, "html": HTML, "fetched_at": TIME}),
    Feed("sitrep text", {"url": URL, "text": TEXT, "fetched_at": TIME}, TEXT),
    Feed(
        "Scrapy",
        {
            "url": URL,
            "status": 200,
            "headers": {"Content-Type": ["text/html"], "Server": ["nginx", "x"]},
            "body": HTML,
            "crawled_at": "2024-03-04 08:00:00",
        },
        headers={"server": "nginx, x"},
    ),
    Feed("Scrapy loader", {"url": [URL], "text": [TEXT], "timestamp": 1709539200}, TEXT),
    Feed("a spider", {"link": URL, "raw_html": HTML, "scraped_at": 1709539200000}),
    Feed("a spider's content", {"source_url": URL, "content": HTML, "fetch_time": TIME}),
    Feed(
        "Apify",
        {
            "url": URL + "?from=list",
            "crawl": {"loadedUrl": URL, "loadedTime": "2024-03-04T08:00:00.000Z", "depth": 1,
                      "httpStatusCode": 200},
            "metadata": {"canonicalUrl": URL, "title": "Troops"},
            "screenshotUrl": None, "text": TEXT, "html": None, "markdown": TEXT,
        },
        TEXT, url=URL + "?from=list",
    ),
    Feed("Apify, no url", {"crawl": {"loadedUrl": URL, "loadedTime": TIME}, "text": TEXT}, TEXT),
    Feed("Zyte browser", {"url": URL, "statusCode": 200, "browserHtml": HTML}, fetched_at=NO_TIME),
    Feed(
        "Zyte http",
        {
            "url": URL, "statusCode": 200,
            "httpResponseBody": base64.b64encode(HTML.encode()).decode(),
            "httpResponseHeaders": [{"name": "Content-Type", "value": "text/html; charset=koi8-r"}],
        },
        fetched_at=NO_TIME, headers={"content-type": "text/html; charset=koi8-r"},
    ),
    Feed(
        "Zyte article",
        {"article": {"url": URL, "headline": "Troops", "articleBodyHtml": HTML, "articleBody": TEXT,
                     "metadata": {"dateDownloaded": "2024-03-04T08:00:00Z"}}},
    ),
    Feed("Zyte text", {"article": {"url": URL, "articleBody": TEXT}}, TEXT, fetched_at=NO_TIME),
    Feed(
        "Firecrawl",
        {"markdown": TEXT, "rawHtml": HTML, "metadata": {"sourceURL": URL, "statusCode": 200}},
        fetched_at=NO_TIME,
    ),
    Feed(
        "Crawl4AI",
        {"url": URL, "html": HTML, "success": True, "status_code": 200, "markdown": {"raw": TEXT},
         "response_headers": {"server": "x"}},
        fetched_at=NO_TIME, headers={"server": "x"},
    ),
    Feed(
        "datatrove",
        {"text": TEXT, "id": "<urn:uuid:1>",
         "metadata": {"url": URL, "date": "2024-03-04T08:00:00Z", "dump": "CC-MAIN-2024-10"}},
        TEXT,
    ),
    Feed("C4", {"text": TEXT, "timestamp": "2024-03-04T08:00:00Z", "url": URL}, TEXT),
    Feed(
        "OSCAR",
        {"content": TEXT, "metadata": {"identification": {"label": "en"}},
         "warc_headers": {"warc-target-uri": URL, "warc-date": "2024-03-04T08:00:00Z"}},
        TEXT,
    ),
    Feed("CCNet", {"url": URL, "raw_content": TEXT, "warc_date": "2024-03-04T08:00:00Z"}, TEXT),
    Feed(
        "news-please",
        {"date_download": "2024-03-04 08:00:00", "date_publish": "2024-03-01 00:00:00",
         "filename": "https%3A%2F%2Fnews.example%2Fa.json", "maintext": TEXT, "text": None,
         "source_domain": "news.example", "title": "Troops", "url": URL},
        TEXT,
    ),
    Feed(
        "newspaper",
        {"url": URL, "title": "Troops", "publish_date": "2024-03-01 00:00:00", "text": TEXT,
         "canonical_link": URL, "authors": []},
        TEXT, fetched_at=NO_TIME,
    ),
    Feed("newspaper, no url", {"canonical_link": URL, "text": TEXT}, TEXT, fetched_at=NO_TIME),
    Feed(
        "trafilatura",
        {"title": "Troops", "date": "2024-03-01", "source": URL, "filedate": "2024-03-04 08:00:00",
         "raw_text": TEXT, "text": TEXT},
        TEXT,
    ),
    Feed("Webz.io", {"url": URL, "text": TEXT, "crawled": "2024-03-04T10:00:00.000+02:00"}, TEXT),
    Feed("download date", {"url": URL, "text": TEXT, "date_downloaded": TIME}, TEXT),
    Feed("Firecrawl text", {"markdown": TEXT, "metadata": {"url": URL, "date": TIME}}, TEXT),
    Feed("schema.org", {"url": URL, "articleBody": TEXT}, TEXT, fetched_at=NO_TIME),
)  # fmt: skip


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.name)
def test_a_feed_is_understood(feed: Feed) -> None:
    (page,) = read("file:///a.jsonl", line(**feed.record))
    assert isinstance(page, RawPage)
    assert (page.body.decode(), page.media_type) == (feed.body, feed.media_type)
    assert (page.url, page.fetched_at.isoformat()) == (feed.url, feed.fetched_at)
    assert page.headers == {"content-type": f"{feed.media_type}; charset=utf-8"} | feed.headers


def test_every_path_of_the_table_has_a_feed_that_shows_it() -> None:
    paths = {row.path for row in BODIES} | {*URLS, *TIMES, *STATUSES, *HEADERS}
    shown = {path for path in paths for feed in FEEDS if at_path(feed.record, path) is not None}
    assert paths == shown
