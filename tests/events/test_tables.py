"""Every row of the rule tables by its own example, read by the shipped pipeline."""

import re
from typing import TYPE_CHECKING

import pytest

from tasks.events.actors import actor_at
from tasks.events.kinds import sub_type_of, type_rules
from tasks.events.lexicon import sides
from tasks.events.periods import spans_period
from tasks.events.place_words import is_place_word
from tasks.events.read import read
from tasks.events.reading import clauses_of
from tasks.events.scene import Scene, parser_view, scene_of
from tasks.events.sentences import Sentence
from tasks.events.sites import find_sites
from tasks.events.tables import rows
from tasks.events.triggers import find_triggers, triggers
from tests.events.build import PUBLISHED

if TYPE_CHECKING:
    from spacy.language import Language


def scene_in(nlp: "Language", text: str) -> Scene:
    return scene_of(Sentence(text, 0, len(text), 0), nlp(parser_view(text)), PUBLISHED)


@pytest.mark.parametrize("row", rows("triggers"), ids=lambda row: f"{row['word']}-{row['kind']}")
def test_triggers(nlp: "Language", row: dict[str, str]) -> None:
    scene = scene_in(nlp, row["example"])
    kinds = {clause.kind for clause in clauses_of(scene)}
    assert row["kind"] in kinds, row["example"]


@pytest.mark.parametrize("row", rows("mood"), ids=lambda row: row["word"])
def test_moods(nlp: "Language", row: dict[str, str]) -> None:
    if row["mood"] == "unreal":
        scene = scene_in(nlp, row["example"])
        assert list(find_triggers(scene.tree)), row["example"]
        assert clauses_of(scene) == [], row["example"]
    else:
        wanted = "alleged" if row["mood"] == "alleged" else "real"
        assert [c.mood for c in clauses_of(scene_in(nlp, row["example"]))][:1] == [wanted]


@pytest.mark.parametrize("row", rows("types"), ids=lambda row: f"{row['kinds']}-{row['type']}")
def test_types(nlp: "Language", row: dict[str, str]) -> None:
    scene = scene_in(nlp, row["example"])
    types = [sub_type_of(act) for act in read(scene, find_sites(scene, ()))]
    assert row["type"] in types, row["example"]


@pytest.mark.parametrize("row", rows("sides"), ids=lambda row: row["noun"])
def test_sides(nlp: "Language", row: dict[str, str]) -> None:
    scene = scene_in(nlp, row["example"])
    found = [actor_at(scene, token) for token in range(len(scene.tree.words))]
    assert row["kind"] in {actor.kind for actor in found if actor is not None}, row["example"]


@pytest.mark.parametrize("row", rows("periods"), ids=lambda row: row["pattern"][:30])
def test_periods(row: dict[str, str]) -> None:
    assert re.search(row["pattern"], row["example"], re.IGNORECASE)
    assert spans_period(row["example"], PUBLISHED)


@pytest.mark.parametrize("row", rows("place_words"), ids=lambda row: row["word"])
def test_place_words(nlp: "Language", row: dict[str, str]) -> None:
    assert is_place_word(row["word"])
    scene = scene_in(nlp, f"Rebels attacked soldiers in {row['example']}.")
    assert int(row["rank"]) in {site.rank for site in find_sites(scene, ())}, row["example"]


def test_every_kind_has_a_type() -> None:
    told = {kind for rule in type_rules() for kinds in rule.kinds for kind in kinds}
    results = {"injure", "leave", "die"}
    assert {trigger.kind for trigger in triggers()} <= told | results


def test_sides_are_told_by_one_row() -> None:
    assert len(rows("sides")) == len({row["noun"] for row in rows("sides")})
    assert sides()["rebels"].kind == "rebel"
