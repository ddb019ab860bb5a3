"""Tables for spaCy's rule lemmatizer, learnt from gold lemmas.

spaCy's own tables come in a package that is not wanted at run time. These hold, by part of
speech: the lemmas seen, endings with what they become (longest first, so that an unseen word takes
the most special one), and every form that these two get wrong.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import takewhile
from pathlib import Path

from spacy.lookups import Lookups

from training.ud import Sentence

INFLECTED = ("VERB", "AUX", "NOUN", "ADJ", "ADV", "DET", "PRON", "NUM", "PART")
SIBILANTS = ("s", "x", "z", "ch", "sh")
LONGEST_ENDING = 5
# An ending becomes a rule when at least this many words of EWT show it and this share agrees. Swept
# over 2, 3, 5 and .5 to .9: lemmas of unseen words of EWT dev are right at .883 (.83 to .88).
MIN_WORDS = 2
MIN_SHARE = 0.6
# Without a rule that fits, spaCy would leave the first word of a sentence its capital.
UNCHANGED = ("", "")
VERBS = Path(__file__).parent / "verbs.txt"

Pairs = Mapping[str, str]
Rules = list[tuple[str, str]]


def lemma_tables(sentences: Iterable[Sentence]) -> Lookups:
    """The three tables, from gold lemmas and our list of verbs."""
    counts = _counts(sentences)
    index, exceptions, rules = {}, {}, {}
    for pos in INFLECTED:
        pairs = {form: lemmas.most_common(1)[0][0] for form, lemmas in counts[pos].items()}
        if pos == "VERB":
            pairs |= verb_forms(VERBS.read_text(encoding="utf-8"))
        key = pos.lower()
        rules[key] = endings(pairs)
        index[key] = sorted(set(pairs.values()))
        exceptions[key] = _wrong(pairs, rules[key], frozenset(index[key]))
    tables = Lookups()
    tables.add_table("lemma_index", index)
    tables.add_table("lemma_exc", exceptions)
    tables.add_table("lemma_rules", rules)
    return tables


def verb_forms(text: str) -> dict[str, str]:
    """The lemmas of all forms of the verbs listed."""
    return {form: forms["VB"] for forms in inflections(text) for form in forms.values()}


def inflections(text: str) -> list[dict[str, str]]:
    """The forms of the verbs listed, by Penn tag."""
    entries = [entry for line in text.splitlines() if line[:1] != "#" for entry in line.split()]
    return [_inflected(*entry.split(",")) for entry in entries]


def _inflected(verb: str, past: str = "", participle: str = "") -> dict[str, str]:
    lemma = verb.rstrip("*")
    to_ies = lemma.endswith("y") and lemma[-2] not in "aeou"
    doubled = lemma + lemma[-1] if verb.endswith("*") else lemma
    stem = doubled.removesuffix("e") if not lemma.endswith("ee") else doubled
    regular = lemma[:-1] + "ied" if to_ies else stem.removesuffix("e") + "ed"
    plain = lemma + ("es" if lemma.endswith(SIBILANTS) else "s")
    return {
        "VB": lemma,
        "VBP": lemma,
        "VBZ": lemma[:-1] + "ies" if to_ies else plain,
        "VBG": "dying" if lemma == "die" else stem + "ing",
        "VBD": past or regular,
        "VBN": participle or regular,
    }


def endings(pairs: Pairs) -> Rules:
    """Rules (old ending, new ending), longest old ending first."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for form, lemma in pairs.items():
        stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(form, lemma, strict=False)))
        for start in range(max(1, len(form) - LONGEST_ENDING), min(stem, len(form) - 1) + 1):
            seen[form[start:]][lemma[start:]] += 1
    rules: dict[str, str] = {}
    for old in sorted(seen, key=lambda old: (len(old), old)):
        new, words = seen[old].most_common(1)[0]
        agreed = words >= MIN_WORDS and words >= MIN_SHARE * seen[old].total()
        if agreed and new != _shortened(old, rules):
            rules[old] = new
    return [*sorted(rules.items(), key=lambda rule: (-len(rule[0]), rule)), UNCHANGED]


def _shortened(ending: str, rules: Pairs) -> str:
    """What the rules for shorter endings make of an ending."""
    for start in range(1, len(ending)):
        if ending[start:] in rules:
            return ending[:start] + rules[ending[start:]]
    return ending


def apply(form: str, rules: Rules, index: frozenset[str]) -> str:
    """The lemma as spaCy's rule lemmatizer finds it without exceptions."""
    found = [form.removesuffix(old) + new for old, new in rules if form.endswith(old)]
    known = [lemma for lemma in found if lemma in index or not lemma.isalpha()]
    return next(iter(known or found), form)


def _counts(sentences: Iterable[Sentence]) -> dict[str, dict[str, Counter[str]]]:
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for sentence in sentences:
        for token in sentence.tokens:
            if token.text.isalpha() or "'" in token.text or "’" in token.text:
                lemma = token.lemma if token.lemma == "I" else token.lemma.lower()
                counts[token.pos][token.text.lower()][lemma] += 1
    return counts


def _wrong(pairs: Pairs, rules: Rules, index: frozenset[str]) -> dict[str, list[str]]:
    return {form: [lemma] for form, lemma in pairs.items() if apply(form, rules, index) != lemma}
