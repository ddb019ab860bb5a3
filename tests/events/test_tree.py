"""Parses in both label sets give the same tree, frames and roles."""

import pytest

from tasks.events.reading import clauses_of
from tasks.events.tree import tree_of
from tests.events.build import parsed, scene

# "Rebels in Sake were attacked by soldiers ." in Universal Dependencies and in ClearNLP labels
UD = """
Rebels    NOUN  nsubj:pass 5
in        ADP   case       3
Sake      PROPN nmod       1
were      AUX   aux:pass   5
attacked  VERB  root       0
by        ADP   case       7
soldiers  NOUN  obl:agent  5
.         PUNCT punct      5
"""
CLEARNLP = """
Rebels    NOUN  nsubjpass  5
in        ADP   prep       1
Sake      PROPN pobj       2
were      AUX   auxpass    5
attacked  VERB  ROOT       0
by        ADP   agent      5
soldiers  NOUN  pobj       6
.         PUNCT punct      5
"""


@pytest.mark.parametrize("table", [UD, CLEARNLP])
def test_both_label_sets(table: str) -> None:
    (clause,) = clauses_of(scene(table))
    assert clause.agent is not None
    assert clause.patient is not None
    assert (clause.agent.mention, clause.patient.mention) == ("soldiers", "Rebels")


def test_clearnlp_prepositions_become_case() -> None:
    doc = parsed(CLEARNLP)
    tree = tree_of(doc, doc.text)
    assert tree.prep(2) == "in"
    assert tree.heads[2] == 0
    assert tree.rels[2] == "nmod"


CLAUSES = {
    "active": (
        """
        Rebels    NOUN  nsubj 2
        attacked  VERB  root  0
        soldiers  NOUN  obj   2
        """,
        ("Rebels", "soldiers"),
    ),
    "coordinated": (
        """
        Rebels    NOUN  nsubj 2
        came      VERB  root  0
        and       CCONJ cc    4
        killed    VERB  conj  2
        soldiers  NOUN  obj   4
        """,
        ("Rebels", "soldiers"),
    ),
    "relative": (
        """
        Rebels    NOUN  root      0
        who       PRON  nsubj     3
        killed    VERB  acl:relcl 1
        soldiers  NOUN  obj       3
        """,
        ("Rebels", "soldiers"),
    ),
    "participle": (
        """
        Rebels    NOUN  nsubj 2
        came      VERB  root  0
        ,         PUNCT punct 4
        killing   VERB  advcl 2
        soldiers  NOUN  obj   4
        """,
        ("Rebels", "soldiers"),
    ),
    "reduced": (
        """
        soldiers  NOUN  root      0
        killed    VERB  acl       1
        by        ADP   case      4
        rebels    NOUN  obl:agent 2
        """,
        ("rebels", "soldiers"),
    ),
    "nominal": (
        """
        the       DET   det   2
        killing   NOUN  root  0
        of        ADP   case  4
        soldiers  NOUN  nmod  2
        by        ADP   case  6
        rebels    NOUN  nmod  2
        """,
        ("rebels", "soldiers"),
    ),
    "light verb": (
        """
        Rebels    NOUN  nsubj 2
        launched  VERB  root  0
        an        DET   det   4
        attack    NOUN  obj   2
        on        ADP   case  6
        soldiers  NOUN  nmod  4
        """,
        ("Rebels", "soldiers"),
    ),
    "control": (
        """
        They      PRON  nsubj 2
        accused   VERB  root  0
        rebels    NOUN  obj   2
        of        SCONJ mark  5
        killing   VERB  advcl 2
        soldiers  NOUN  obj   5
        """,
        ("rebels", "soldiers"),
    ),
}


@pytest.mark.parametrize("name", CLAUSES)
def test_roles(name: str) -> None:
    table, (agent, patient) = CLAUSES[name]
    clauses = clauses_of(scene(table))
    pairs = {(c.agent and c.agent.mention, c.patient and c.patient.mention) for c in clauses}
    assert (agent, patient) in pairs


def test_hyphenated_words_are_one() -> None:
    doc = parsed(
        """
        al        PROPN root     0
        -         PUNCT punct    1
        Waer      PROPN flat     1
        """
    )
    joined = tree_of(doc, doc.text)
    assert joined.words != []
