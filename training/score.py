"""Scores of a pipeline: parse and lemmas on EWT dev, names on Universal NER dev and re3d."""

import random
from collections.abc import Sequence
from time import process_time

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from training.corpus import doc_of
from training.data import Sources
from training.re3d import re3d_docs

PARSE = ("token_acc", "tag_acc", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las")
NAMES = ("ents_p", "ents_r", "ents_f")
LABELS = ("PER", "LOC", "ORG")


def scores(nlp: Language, sources: Sources) -> dict[str, float]:
    """All figures by name, rounded to four places."""
    dev = [doc_of([sentence], nlp.vocab) for sentence in sources.sentences("dev")]
    found = {f"ewt_dev_{name}": value for name, value in _evaluated(nlp, dev, PARSE).items()}
    test = list(re3d_docs(nlp, sources.re3d, test=True))
    for corpus, docs in (("uner_dev", dev), ("re3d_test", test)):
        names = _evaluated(nlp, docs, NAMES)
        found |= {f"{corpus}_{name}": value for name, value in names.items()}
    found["words_per_cpu_second"] = _speed(nlp, [doc.text for doc in dev])
    return {name: round(value, 4) for name, value in found.items()}


def _evaluated(nlp: Language, docs: Sequence[Doc], wanted: Sequence[str]) -> dict[str, float]:
    found = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in docs])
    by_label = found.get("ents_per_type") or {}
    labels = {f"ents_f_{label}": by_label[label]["f"] for label in LABELS if label in by_label}
    return {name: found[name] for name in wanted} | (labels if wanted is NAMES else {})


def _speed(nlp: Language, texts: Sequence[str]) -> float:
    """Words a second of CPU, over sentences in an order that no length favours."""
    shuffled = list(texts)
    random.Random(0).shuffle(shuffled)  # noqa: S311
    start = process_time()
    words = sum(len(doc) for doc in nlp.pipe(shuffled))
    return words // (process_time() - start)
