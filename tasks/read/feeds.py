"""What crawlers call the parts of a page in their JSON: paths of field names, best first.

The crawlers: Scrapy, Apify (Website Content Crawler), Zyte API, Firecrawl, Crawl4AI, Common Crawl
extractions (datatrove, C4, OSCAR, CCNet), news-please, newspaper, trafilatura, Webz.io.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["html", "text", "either", "base64"]


@dataclass(frozen=True, slots=True)
class BodyField:
    """A field that holds a page. `either`: HTML if it looks like it; `base64`: HTML as sent."""

    path: str
    kind: Kind
    feed: str


# A record often has several; the first that is there and not blank is taken, HTML before text.
BODIES = (
    BodyField("html", "html", "sitrep, Apify, Firecrawl, Crawl4AI"),
    BodyField("rawHtml", "html", "Firecrawl"),
    BodyField("raw_html", "html", "spiders of one's own"),
    BodyField("browserHtml", "html", "Zyte API"),
    BodyField("httpResponseBody", "base64", "Zyte API"),
    BodyField("article.articleBodyHtml", "html", "Zyte API"),
    BodyField("body", "either", "Scrapy"),
    BodyField("content", "either", "OSCAR, spiders of one's own"),
    BodyField("maintext", "text", "news-please"),
    BodyField("text", "either", "sitrep, datatrove, C4, newspaper, trafilatura, Webz.io, Apify"),
    BodyField("article.articleBody", "text", "Zyte API"),
    BodyField("articleBody", "text", "schema.org"),
    BodyField("raw_content", "text", "CCNet"),
    BodyField("markdown", "text", "Apify, Firecrawl"),
)
URLS = (
    "crawl.loadedUrl",
    "metadata.url",
    "metadata.sourceURL",
    "article.url",
    "warc_headers.warc-target-uri",
    "canonical_link",
    "source_url",
    "source",
    "link",
)
TIMES = (
    "fetched_at",
    "crawl.loadedTime",
    "date_download",
    "article.metadata.dateDownloaded",
    "warc_headers.warc-date",
    "metadata.date",
    "fetch_time",
    "crawled_at",
    "scraped_at",
    "crawled",
    "warc_date",
    "date_downloaded",
    "filedate",
    "timestamp",
)
STATUSES = (
    "status",
    "status_code",
    "statusCode",
    "crawl.httpStatusCode",
    "metadata.statusCode",
)
HEADERS = ("headers", "response_headers", "httpResponseHeaders")


def at_path(record: object, path: str) -> object:
    """The value at `a.b.c`; null where the way ends early."""
    for name in path.split("."):
        record = record.get(name) if isinstance(record, dict) else None
    return record


def first_at(record: object, paths: tuple[str, ...]) -> object:
    """The value at the first path that leads to one."""
    values = (at_path(record, path) for path in paths)
    return next((value for value in values if value is not None), None)
