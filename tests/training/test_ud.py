"""CoNLL-U and IOB2 files become sentences."""

from pathlib import Path

import pytest
import spacy

from training.corpus import doc_of, grouped
from training.ud import Sentence, read_conllu, read_names, with_names

CONLLU = """\
# sent_id = doc-a-0001
# text = They don't hold Al-Rai.
1	They	they	PRON	PRP	Case=Nom|Number=Plur	4	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	Tense=Pres|VerbForm=Fin	4	aux	_	_
3	n't	not	PART	RB	Polarity=Neg	4	advmod	_	_
4	hold	hold	VERB	VB	VerbForm=Inf	0	root	_	_
5	Al-Rai	Al-Rai	PROPN	NNP	Number=Sing	4	obj	_	SpaceAfter=No
6	.	.	PUNCT	.	_	4	punct	_	_

# sent_id = doc-b-0001
1	Go	go	VERB	VB	_	0	root	_	_

"""
NAMES = """\
# sent_id = doc-a-0001
1	They	O
2	do	O
3	n't	O
4	hold	O
5	Al-Rai	B-LOC
6	.	O

# sent_id = doc-b-0001
1	G	B-OTH
2	o	O

"""


@pytest.fixture
def sentences(tmp_path: Path) -> list[Sentence]:
    (tmp_path / "ud").write_text(CONLLU, encoding="utf-8")
    (tmp_path / "names").write_text(NAMES, encoding="utf-8")
    return list(with_names(read_conllu(tmp_path / "ud"), read_names(tmp_path / "names")))


def test_multi_word_tokens_are_glued_by_their_spacing(sentences: list[Sentence]) -> None:
    doc = doc_of(sentences[:1], spacy.blank("en").vocab)
    assert doc.text == "They don't hold Al-Rai. "
    assert [token.text for token in doc][1:3] == ["do", "n't"]


def test_heads_and_names_reach_the_document(sentences: list[Sentence]) -> None:
    doc = doc_of(sentences, spacy.blank("en").vocab)
    assert [(token.head.text, token.dep_) for token in doc][4:7] == [
        ("hold", "obj"),
        ("hold", "punct"),
        ("Go", "ROOT"),
    ]
    assert [(name.text, name.label_) for name in doc.ents] == [("Al-Rai", "LOC")]


def test_features_are_those_that_we_keep(sentences: list[Sentence]) -> None:
    assert sentences[0].tokens[0].morph == "Number=Plur"


def test_names_are_unknown_where_the_words_differ(sentences: list[Sentence]) -> None:
    assert [token.name for token in sentences[1].tokens] == [""]


def test_a_group_never_spans_two_documents(sentences: list[Sentence]) -> None:
    for group in grouped(sentences * 20, seed=1):
        assert len({sentence.document for sentence in group}) == 1
