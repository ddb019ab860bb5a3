"""Sentences as spaCy documents, grouped as pages group them, and written as DocBin."""

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from training.ud import Sentence

# Sentences a document: the parser has to find sentence ends in paragraphs, and to read single
# sentences that were cut before.
GROUPS = (1, 1, 1, 2, 3, 5)


def doc_of(sentences: Sequence[Sentence], vocab: Vocab) -> Doc:
    """One gold document of consecutive sentences."""
    tokens = [token for sentence in sentences for token in sentence.tokens]
    starts = [start for sentence, start in zip(sentences, _offsets(sentences), strict=True) for _ in sentence.tokens]
    return Doc(
        vocab,
        words=[token.text for token in tokens],
        spaces=[token.space for token in tokens],
        tags=[token.tag for token in tokens],
        pos=[token.pos for token in tokens],
        morphs=[token.morph for token in tokens],
        lemmas=[token.lemma for token in tokens],
        heads=[token.head + start for token, start in zip(tokens, starts, strict=True)],
        deps=[token.dep for token in tokens],
        ents=[token.name for token in tokens],
    )


def grouped(sentences: Iterable[Sentence], *, seed: int) -> Iterator[list[Sentence]]:
    """Runs of one to five sentences of the same document."""
    rng = random.Random(seed)  # noqa: S311
    for _, document in groupby(sentences, key=lambda sentence: sentence.document):
        rest = list(document)
        while rest:
            size = rng.choice(GROUPS)
            yield rest[:size]
            rest = rest[size:]


def write(docs: Iterable[Doc], path: Path) -> int:
    """Writes a DocBin and says how many documents it holds."""
    packed = DocBin(docs=docs, store_user_data=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    packed.to_disk(path)
    return len(packed)


def _offsets(sentences: Sequence[Sentence]) -> Iterator[int]:
    start = 0
    for sentence in sentences:
        yield start
        start += len(sentence.tokens)
