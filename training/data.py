"""The training sets: gold sentences, gold sentences made to look like news, frames."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from training.augment import Swapper, curled
from training.corpus import doc_of, grouped
from training.frames import frame_docs
from training.re3d import re3d_docs
from training.ud import Sentence, found, read_conllu, read_names, with_names
from training.words import WordSwapper

SWAPPED_SHARE = 0.5
FRAMES = 12_000


@dataclass(frozen=True)
class Sources:
    """Where the gold data lies: the folders of UD EWT, of Universal NER on it, and of re3d."""

    ud: Path
    uner: Path
    re3d: Path

    def sentences(self, part: str) -> list[Sentence]:
        """The sentences of "train" or "dev", with their names."""
        parsed = read_conllu(found(self.ud, f"en_ewt-ud-{part}.conllu"))
        named = read_names(found(self.uner, f"en_ewt-ud-{part}.iob2"))
        return list(with_names(parsed, named))


def parser_docs(nlp: Language, sentences: list[Sentence], *, seed: int) -> Iterator[Doc]:
    """EWT as it is, with typographic quotes, and twice with names and words of conflict news."""
    rng = random.Random(seed)  # noqa: S311
    names, words = Swapper(nlp, rng, share=SWAPPED_SHARE), WordSwapper(rng)
    for group in grouped(sentences, seed=seed):
        yield doc_of(group, nlp.vocab)
    for copy in range(1, 4):
        for group in grouped(sentences, seed=seed + copy):
            changed = [words.swapped(names.swapped(s)) for s in group] if copy > 1 else group
            yield doc_of([curled(sentence) for sentence in changed], nlp.vocab)


def name_docs(nlp: Language, sources: Sources, *, seed: int) -> Iterator[Doc]:
    """EWT twice plain and twice with other names, re3d's training documents twice, and frames."""
    sentences = sources.sentences("train")
    swapper = Swapper(nlp, random.Random(seed), share=SWAPPED_SHARE)  # noqa: S311
    for copy in range(2):
        for group in grouped(sentences, seed=seed + copy):
            yield doc_of(group, nlp.vocab)
            yield doc_of([curled(swapper.swapped(sentence)) for sentence in group], nlp.vocab)
        yield from re3d_docs(nlp, sources.re3d, test=False)
    yield from frame_docs(nlp, count=FRAMES, seed=seed)
