"""Every row of the rule tables, by its own examples."""

import pytest

from tasks.clean.rules.prose import word_count
from tasks.clean.rules.table import Rule, edge_table, inner_table, word_rules

REMOVED = [(rule, example) for rule in word_rules() for example in rule.removes]
KEPT = [(rule, example) for rule in word_rules() for example in rule.keeps]


def name_of(case: object) -> str:
    return case.name if isinstance(case, Rule) else str(case)[:40]


def test_every_rule_has_examples() -> None:
    assert [rule.name for rule in word_rules() if not (rule.removes and rule.keeps)] == []


@pytest.mark.parametrize(("rule", "example"), REMOVED, ids=name_of)
def test_removes(rule: Rule, example: str) -> None:
    found = edge_table().first_fitting(example, word_count(example))
    assert found is not None
    assert found.name == rule.name


@pytest.mark.parametrize(("rule", "example"), REMOVED, ids=name_of)
def test_removes_anywhere(rule: Rule, example: str) -> None:
    if word_count(example) <= rule.words:
        assert inner_table().first_fitting(example, word_count(example)) is not None


@pytest.mark.parametrize(("rule", "example"), KEPT, ids=name_of)
def test_keeps(rule: Rule, example: str) -> None:
    assert inner_table().first_fitting(example, word_count(example)) is None
    assert edge_table().first_fitting(example, word_count(example)) is None


@pytest.mark.parametrize("text", ["a" * 1_000_000, "@" * 100_000, "1.1." * 50_000, "(" * 100_000])
def test_a_megabyte_without_spaces_is_no_label(text: str) -> None:
    assert edge_table().first_fitting(text, 1) is None
