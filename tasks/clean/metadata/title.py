"""The headline of a page, out of the places that say it, without the name of the site."""

import re

from lxml.html import HtmlElement

from tasks.clean.metadata.structured import Structured, clean, text_of

_PART = re.compile(r"\s+[|–—·•»«‹›ㅣ:-]+\s+|\s*[|ㅣ]\s*|：|--+|-(?=[^\s-]+ㅣ)")
_MARKS = " |–—·•»«‹›ㅣ:：-\t"
_LETTERS = re.compile(r"[\W_]+")
_DOTTED = re.compile(r"^[\w.-]+\.[a-z]{2,6}$", re.IGNORECASE)
# The part after the last separator is a name of the site when it is no longer than this.
MAX_SITE_WORDS, MAX_SECTION_WORDS = 5, 2
# A longer title is no headline, and is left as it is.
MAX_TITLE = 500


def read_title(tree: HtmlElement, structured: Structured, site: str | None) -> str | None:
    """The headline as the publisher states it for others, checked against the one on the page."""
    element = tree.find(".//head//title")
    names = _site_names(site, structured)
    heads = [text for head in tree.iter("h1") if (text := clean(head.text_content()))]
    said = next((line for node in structured.articles if (line := text_of(node.get("headline")))), None)
    social = structured.first("og:title") or structured.first("twitter:title")
    own = clean(element.text_content()) if element is not None else None
    linked, shared, titled = (without_site(stated, names) if stated else None for stated in (said, social, own))
    if linked and shared:
        return _decide(linked, shared, next(iter(heads), ""), titled or "", structured)
    found = linked or shared
    if found:  # with a site behind it that the page does not name elsewhere
        return next(
            (head for head in heads if found.startswith(head) and _PART.match(found, len(head))),
            found,
        )
    if len(heads) == 1:
        return heads[0]
    return _without_sections(titled) if titled else next(iter(heads), None)


def _decide(linked: str, shared: str, head: str, titled: str, structured: Structured) -> str:
    """JSON-LD's headline or OpenGraph's; the page's heading and title element tell which.

    They agree on two pages of three. Of the 41 fundus pages where they do not: with heading and
    title both like JSON-LD the headline is OpenGraph's (8 of 13) unless the page's meta title says
    otherwise (1), both like OpenGraph JSON-LD's (4 of 6): the heading is then the dressed-up one,
    unless OpenGraph's is but a cut of it. With only one of them like either, the heading decides
    (14 of 18 where the title is like the other one); else it is JSON-LD's.
    """
    if _same(linked, shared):
        return linked
    if _same(head, linked):
        named = _same(structured.first("title") or "", linked)
        return linked if _same(titled, shared) or named or _begin_alike(linked, shared) else shared
    return shared if _same(head, shared) and _same(titled, linked) else linked


def _begin_alike(one: str, other: str) -> bool:
    """Whether two headlines are one, cut or edited at the end: most words of the shorter begin
    both."""
    pairs = list(zip(one.split(), other.split(), strict=False))
    alike = next((number for number, pair in enumerate(pairs) if not _same(*pair)), len(pairs))
    return alike >= 0.7 * len(pairs) > 0


def _same(one: str, other: str) -> bool:
    return _fold(one) == _fold(other)


def _fold(text: str) -> str:
    return _LETTERS.sub("", text).casefold()


def _site_names(site: str | None, structured: Structured) -> frozenset[str]:
    names = (
        site,
        *(structured.first(name) for name in ("application-name", "twitter:site", "publisher")),
    )
    return frozenset(_fold(name) for name in names if name)


def without_site(text: str, names: frozenset[str]) -> str:
    """The title without the parts before or after it that name the site, its sections or a date."""
    while True:
        cuts = list(_PART.finditer(text))
        if not cuts or len(text) > MAX_TITLE:
            return text
        head, tail = text[: cuts[-1].start()], text[cuts[-1].end() :]
        if _names_site(tail, names) or (len(cuts) > 1 and _names_site_after(text, cuts, names)):
            text = head.strip(_MARKS)
            continue
        front, rest = text[: cuts[0].start()], text[cuts[0].end() :]
        sites = cuts[0][0].strip() == "::" and len(front.split()) < min(MAX_SITE_WORDS + 1, len(rest.split()))
        return rest.strip(_MARKS) if sites or _names_site(front, names) else text


def _without_sections(text: str) -> str:
    """Without the sections between headline and site: `Headline | World | Site`."""
    while "|" in text and 0 < len(text.rpartition("|")[2].split()) <= MAX_SECTION_WORDS:
        text = text.rpartition("|")[0].strip(_MARKS)
    return text


def _names_site_after(text: str, cuts: list[re.Match[str]], names: frozenset[str]) -> bool:
    """`Headline | Site | date`, `Headline - Section - Site`: a site stands behind the last but one
    separator."""
    return len(text[cuts[-1].end() :].split()) <= 2 and _names_site(text[cuts[-2].end() : cuts[-1].start()], names)


def _names_site(part: str, names: frozenset[str]) -> bool:
    folded = _fold(part)
    if not folded or len(part.split()) > MAX_SITE_WORDS:
        return False
    return bool(_DOTTED.match(part.strip())) or any(
        folded == name or (len(folded) > 1 and name.startswith(folded)) or (len(name) > 3 and name in folded)
        for name in names
    )
