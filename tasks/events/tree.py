"""A parsed sentence as plain lists in Universal Dependencies, whatever labels the pipeline has."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

# ClearNLP labels (en_core_web_*) with another name in UD; prepositions are turned in `_turn`.
_CLEARNLP = {
    "ROOT": "root",
    "dobj": "obj",
    "dative": "iobj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "prt": "compound:prt",
    "nn": "compound",
    "acomp": "xcomp",
    "attr": "xcomp",
    "oprd": "xcomp",
    "npadvmod": "obl:tmod",
    "quantmod": "advmod",
    "neg": "advmod",
}
# What joins the parts of one word.
_JOINTS = frozenset({"-", "–", "'", "’", "ʼ", "/"})
_ENTITY = {"PERSON": "PER", "GPE": "LOC", "FAC": "LOC", "NORP": "NORP"}


@dataclass(slots=True)
class Tree:
    """One sentence. Every list is indexed by token; `heads[i] == i` marks a root."""

    text: str
    words: list[str]
    lows: list[str]
    starts: list[int]
    """Character offset of each token in `text`."""
    pos: list[str]
    heads: list[int]
    rels: list[str]
    entities: list[tuple[int, int, str]]
    """Token start, token end, PER | LOC | ORG | …"""
    kids: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.attach()

    def attach(self) -> None:
        """List the dependents anew, after a change of heads."""
        self.kids = [[] for _ in self.words]
        for token, head in enumerate(self.heads):
            if head != token:
                self.kids[head].append(token)

    def span_text(self, start: int, end: int) -> str:
        """The sentence's own characters from token `start` to before token `end`."""
        return self.text[self.starts[start] : self.starts[end - 1] + len(self.words[end - 1])]

    def children(self, token: int, *rels: str) -> list[int]:
        """The dependents of `token` under one of `rels` (`obl` takes `obl:agent` in)."""
        return [kid for kid in self.kids[token] if self.is_rel(kid, *rels)]

    def is_rel(self, token: int, *rels: str) -> bool:
        """Whether `token` hangs on its head by one of `rels` or a subtype of it."""
        rel = self.rels[token]
        return rel in rels or rel.partition(":")[0] in rels

    def prep(self, token: int) -> str:
        """The preposition of `token` as one lower-case string, empty without one."""
        return " ".join(self.lows[kid] for kid in self.kids[token] if self.rels[kid] == "case")

    def conjuncts(self, token: int) -> list[int]:
        """`token` and what is coordinated with it, in order."""
        found = [token]
        for kid in self.kids[token]:
            if self.rels[kid] == "conj":
                found += self.conjuncts(kid)
        return found

    def subtree(self, token: int) -> set[int]:
        """`token` and everything below it."""
        found, queue = {token}, [token]
        while queue:
            for kid in self.kids[queue.pop()]:
                if kid not in found:
                    found.add(kid)
                    queue.append(kid)
        return found

    def ancestors(self, token: int) -> list[int]:
        """The heads above `token`, nearest first."""
        found: list[int] = []
        while self.heads[token] != token and self.heads[token] not in found:
            token = self.heads[token]
            found.append(token)
        return found


def tree_of(doc: "Doc", text: str) -> Tree:
    """The tree of the sentence `text`, of which `doc` is the end; US-led is one word."""
    tokens = list(doc)
    offset = len(text) - len(doc.text)
    heads = [token.head.i for token in tokens]
    rels = [token.dep_ for token in tokens]
    if any(rel in ("pobj", "dobj", "nsubjpass") for rel in rels):
        heads, rels = _to_ud(heads, rels, [token.pos_ for token in tokens])
    groups = _joined([token.text for token in tokens], [bool(t.whitespace_) for t in tokens])
    group_of = {token: number for number, group in enumerate(groups) for token in group}
    leads = [_lead(group, heads) for group in groups]
    words = [
        text[offset + tokens[group[0]].idx : offset + tokens[group[-1]].idx + len(tokens[group[-1]])]
        for group in groups
    ]
    return Tree(
        text=text,
        words=words,
        lows=[_plain(word) for word in words],
        starts=[offset + tokens[group[0]].idx for group in groups],
        pos=[_pos([tokens[token].pos_ for token in group]) for group in groups],
        heads=[group_of[heads[lead]] for lead in leads],
        rels=["root" if rels[lead] == "ROOT" else rels[lead] for lead in leads],
        entities=[(group_of[e.start], group_of[e.end - 1] + 1, _ENTITY.get(e.label_, e.label_)) for e in doc.ents],
    )


def _plain(word: str) -> str:
    """Lower case, straight apostrophe, no quotation mark that the tokenizer left on."""
    low = word.lower().replace("’", "'")
    return low.lstrip("'‘“\"") or low if len(low) > 2 and low[1:2].isalpha() and low[0] in '‘“"' else low


def _joined(words: list[str], spaced: list[bool]) -> list[list[int]]:
    """Tokens in groups: `al-Waer` is one word, so is `Ra'i`, not `Syria's`."""
    groups: list[list[int]] = []
    for token, word in enumerate(words):
        joins = bool(groups) and not spaced[token - 1] and _is_joint(words, spaced, token)
        if joins and word not in ("'s", "’s"):
            groups[-1].append(token)
        else:
            groups.append([token])
    return groups


def _is_joint(words: list[str], spaced: list[bool], token: int) -> bool:
    def letters(at: int) -> bool:
        return 0 <= at < len(words) and words[at][:1].isalnum()

    joint = words[token]
    if joint in _JOINTS:
        return letters(token - 1) and letters(token + 1) and not spaced[token]
    return letters(token) and words[token - 1] in _JOINTS and letters(token - 2)


def _lead(group: list[int], heads: list[int]) -> int:
    """The token of a group that hangs on something outside; the last, since articles lead (al-)."""
    outside = [token for token in group if heads[token] not in group or heads[token] == token]
    return outside[-1] if outside else group[-1]


def _pos(tags: list[str]) -> str:
    if len(tags) == 1:
        return tags[0]
    return "PROPN" if "PROPN" in tags else tags[-1]


def _to_ud(heads: list[int], rels: list[str], pos: list[str]) -> tuple[list[int], list[str]]:
    """ClearNLP to UD: a preposition becomes the `case` of its noun, which takes its place."""
    heads, old = list(heads), list(rels)
    rels = [_CLEARNLP.get(rel, rel) for rel in old]
    for noun, rel in enumerate(old):
        prep = heads[noun]
        if rel in ("pobj", "pcomp") and old[prep] in ("prep", "agent"):
            _turn(heads, rels, noun, prep)
            over = pos[heads[noun]]
            rels[noun] = "nmod" if over in ("NOUN", "PROPN", "PRON", "NUM") else "obl"
            if old[prep] == "agent":
                rels[noun] = "obl:agent"
    return heads, rels


def _turn(heads: list[int], rels: list[str], noun: int, prep: int) -> None:
    heads[noun] = heads[prep] if heads[prep] != prep else noun
    heads[prep] = noun
    rels[prep] = "case"
