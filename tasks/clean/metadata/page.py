"""All metadata of an HTML page."""

from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from tasks.clean.metadata.names import names_in, unique_names
from tasks.clean.metadata.published import published
from tasks.clean.metadata.record import Metadata
from tasks.clean.metadata.structured import Node, Structured, clean, read_structured, text_of
from tasks.clean.metadata.title import read_title


def read_metadata(tree: HtmlElement) -> Metadata:
    """What the page says of itself."""
    structured = read_structured(tree)
    site = site_name(structured)
    day, source = published(tree, structured)
    return Metadata(
        title=read_title(tree, structured, site),
        authors=authors(tree, structured, site),
        newsroom=newsroom(structured),
        site_name=site,
        published=day,
        published_source=source,
        url=address(tree, structured),
        standfirst=structured.first("og:description", "description", "twitter:description"),
        body=next((body for node in structured.articles if (body := _body(node))), None),
        paywalled=any(str(node.get("isAccessibleForFree")).lower() == "false" for node in structured.nodes),
    )


def _body(node: Node) -> str | None:
    """The article's text with its lines."""
    body = node.get("articleBody")
    return unescape(body) if isinstance(body, str) and body.strip() else None


def authors(tree: HtmlElement, structured: Structured, site: str | None) -> tuple[str, ...]:
    """Names, from structured data, else from the head, else from links that say so; not the site's
    own."""
    publishers = [text_of(node.get("publisher")) for node in structured.articles]
    own = (site, *publishers, structured.first("publisher"), structured.first("application-name"))
    linked = (name for byline in _bylines(structured) for name in names_in(byline))
    said = (
        name
        for key in (
            "author",
            "article:author",
            "parsely-author",
            "sailthru.author",
            "dc.creator",
            "byl",
        )
        for byline in structured.meta.get(key, ())
        for name in names_in(byline)
    )
    links = (name for link in tree.iterfind(".//a[@rel='author']") for name in names_in(clean(link.text_content())))
    return next((found for names in (linked, said, links) if (found := unique_names(names, but=own))), ())


def newsroom(structured: Structured) -> tuple[str, ...]:
    """Who JSON-LD names as author where nobody signs: the agency, the newsroom, the site."""
    return unique_names(_bylines(structured))


def _bylines(structured: Structured) -> list[str]:
    return [name for node in structured.articles for name in _persons(node.get("author"))]


def _persons(value: object) -> list[str]:
    if isinstance(value, list):
        return [name for one in value for name in _persons(one)]
    if isinstance(value, dict):
        return _persons(value.get("name"))
    return [clean(value)] if isinstance(value, str) and value.strip() else []


def site_name(structured: Structured) -> str | None:
    """og:site_name, else the publisher."""
    if said := structured.first("og:site_name", "application-name"):
        return said
    for node in structured.articles:
        publisher = node.get("publisher")
        if isinstance(publisher, dict) and (name := text_of(publisher.get("name"))):
            return name
    return None


def address(tree: HtmlElement, structured: Structured) -> str | None:
    """The page's own address: canonical link or og:url, http(s) only."""
    links: Iterator[str | None] = (
        link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()
    )
    for url in (*links, structured.first("og:url")):
        if url and host_of(url):
            return url.strip()
    return None


def host_of(url: str | None) -> str | None:
    """The host of an http(s) address in lower case, None for anything else."""
    try:
        parts = urlsplit((url or "").strip())
        return parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:
        return None
