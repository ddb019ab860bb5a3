"""A raw page to a document: decode, cut into blocks, judge, put together."""

from dataclasses import replace

from tasks.clean.article import is_article, is_markup
from tasks.clean.candidates import Candidates
from tasks.clean.decode import decode
from tasks.clean.document import NOT_CHOSEN, document, failed, judged_blocks
from tasks.clean.html.fallback import read_html_by_fallback
from tasks.clean.html.page import read_html
from tasks.clean.judge import judge
from tasks.clean.rules.verdict import PageFacts, Verdict
from tasks.clean.text import read_text
from tasks.records import Cleaning, RawPage

HTML = "text/html"


def clean_page(page: RawPage, *, fallback: bool = False) -> Cleaning:
    """The clean document of a page with a verdict on each of its blocks, or the reason why there
    is none. `fallback`: an HTML page by the fallback extractor, which nothing in a page slows down or kills.

    The same page gives the same cleaning, whatever was cleaned before. Bad bytes are a reason,
    never an exception.
    """
    decoded = decode(page.body, page.headers.get("content-type", ""))
    if decoded.reason:
        return failed(decoded.reason, decoded.detail)
    if page.media_type == HTML and not is_markup(decoded.text):
        return failed("not_a_page", "there is no tag in it: data or code under a page's name")
    if page.media_type != HTML:
        return _judged(page, read_text(decoded.text))
    return _judged(page, (read_html_by_fallback if fallback else read_html)(decoded.text))


def _judged(page: RawPage, candidates: Candidates) -> Cleaning:
    chosen = sorted(candidates.chosen)
    if not chosen:
        count = len(candidates.blocks)
        return failed(candidates.reason, f"none of its {count} blocks was taken for an article")
    metadata = candidates.metadata
    facts = PageFacts(metadata.title, metadata.authors)
    found = judge([candidates.blocks[number] for number in chosen], facts)
    left = set(range(len(candidates.blocks))) - candidates.chosen
    verdicts = dict.fromkeys(left, Verdict(NOT_CHOSEN))
    verdicts |= {chosen[place]: verdict for place, verdict in found.verdicts.items()}
    judged = judged_blocks(candidates.blocks, verdicts)
    if all(block.rule for block in judged):
        return failed("all_boilerplate", f"{len(chosen)} blocks, all removed", judged)
    if not is_article([block for place, block in enumerate(candidates.blocks) if judged[place].rule is None]):
        return failed("no_article", "what is left is no running text", judged)
    return Cleaning(
        document=document(
            page,
            judged,
            found.language,
            replace(metadata, title=found.title),
            candidates.extractor,
        ),
        reason=None,
        detail=None,
        blocks=judged,
    )
