"""The records that cleaning gives, out of blocks and verdicts."""

from hashlib import sha256

from tasks.clean.block import Block
from tasks.clean.judge import Language, Verdicts
from tasks.clean.metadata.page import host_of
from tasks.clean.metadata.published import day_in_url
from tasks.clean.metadata.record import Metadata
from tasks.clean.rules.prose import word_count
from tasks.records import Cleaning, Document, JudgedBlock, RawPage, RemovedBlock, doc_id_of

# Raised by hand when the output changes, so that a backfill redoes what the change touches.
CLEAN_VERSION: int = 1


def failed(reason: str, detail: str | None, blocks: tuple[JudgedBlock, ...] = ()) -> Cleaning:
    """No document, and why."""
    return Cleaning(document=None, reason=reason, detail=detail, blocks=blocks)


def judged_blocks(blocks: list[Block], verdicts: Verdicts) -> tuple[JudgedBlock, ...]:
    """Every block with its verdict."""
    judged = []
    for position, block in enumerate(blocks):
        verdict = verdicts.get(position)
        judged.append(
            JudgedBlock(
                text=block.text,
                rule=verdict.rule if verdict else None,
                origin=block.origin,
                language=verdict.language if verdict else None,
                score=verdict.score if verdict else None,
            )
        )
    return tuple(judged)


def document(
    page: RawPage,
    judged: tuple[JudgedBlock, ...],
    language: Language,
    metadata: Metadata,
    extractor: str,
) -> Document:
    """The document of a page with at least one kept block."""
    text = "\n".join(block.text for block in judged if block.rule is None)
    url = page.url or metadata.url
    in_url = None if metadata.published else day_in_url(url)
    return Document(
        doc_id=doc_id_of(page.source_uri),
        url=url,
        host=host_of(url),
        title=metadata.title,
        authors=metadata.authors,
        site_name=metadata.site_name,
        published=metadata.published or in_url,
        published_source="url" if in_url else metadata.published_source,
        fetched_at=page.fetched_at,
        day=page.day,
        language=language[0],
        language_confidence=None if language[1] is None else round(language[1], 4),
        text=text,
        text_sha256=sha256(text.encode()).hexdigest(),
        word_count=word_count(text),
        removed=tuple(
            RemovedBlock(text=block.text, rule=block.rule, language=block.language, score=block.score)
            for block in judged
            if block.rule is not None and block.rule != NOT_CHOSEN
        ),
        truncated=_is_truncated(judged, metadata),
        extractor=extractor,
        source_uri=page.source_uri,
        media_type=page.media_type,
        clean_version=CLEAN_VERSION,
    )


def _is_truncated(judged: tuple[JudgedBlock, ...], metadata: Metadata) -> bool:
    """Whether the text breaks off: an offer to subscribe stands under it on a page that is not
    free to read or that ends there, or it ends in dots."""
    last = max(place for place, block in enumerate(judged) if block.rule is None)
    under = {block.rule for block in judged[last + 1 :]}
    if judged[last].text.rstrip(" ]").endswith(("...", "…")):
        return True
    inside = {block.rule for block in judged[:last]}
    return "subscription" in under or (metadata.paywalled and "subscription" in inside)


NOT_CHOSEN = "not_article"
"""The verdict on blocks that the extractor left: shown by `explain`, not listed in `removed`."""
