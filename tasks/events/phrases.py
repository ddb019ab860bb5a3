"""Noun phrases: which tokens belong to a head, and which known names stand in them."""

from tasks.events.scene import Named, Scene
from tasks.events.tables import words
from tasks.events.tree import Tree

_NO_PART = words("no_part")
_NO_PART_POS = ("DET", "NUM", "PUNCT", "ADP", "PART", "CCONJ", "ADV", "SCONJ")
_OWN_CLAUSE = ("nsubj", "obj", "obl", "acl", "cc", "conj", "advcl")
# Tails that tie a name to somebody else: the rebels are not Turkey, the fighters not al-Qaeda.
_TIES = ("-linked", "-affiliated", "-backed", "-aligned", "-allied", "-held", "-inspired")


def phrase(tree: Tree, head: int) -> tuple[int, int]:
    """Tokens `start:end` of the phrase of `head`: its own words, no article, number or clause."""
    start = head
    while start > 0 and _belongs(tree, start - 1, head):
        start -= 1
    while start < head and (tree.pos[start] in _NO_PART_POS or tree.lows[start] in _NO_PART):
        start += 1
    end = head + 1
    while end < len(tree.words) and tree.rels[end] == "flat" and head in tree.ancestors(end):
        end += 1
    return start, end


def _belongs(tree: Tree, token: int, head: int) -> bool:
    above = token
    while tree.heads[above] != above and above != head:
        if tree.rels[above].partition(":")[0] in _OWN_CLAUSE:
            return False
        above = tree.heads[above]
    return above == head and tree.rels[token] != "det" and tree.lows[token] not in (",", "(", ")")


def names_before(scene: Scene, head: int) -> list[Named]:
    """Known names among the modifiers of `head` that are its own."""
    start, _ = phrase(scene.tree, head)
    inside = [named for named in scene.names if start <= named.start < head]
    return [named for named in inside if not only_tied(scene.tree, named, head)]


def name_right_before(scene: Scene, head: int) -> Named | None:
    """The group before a generic head, over an acronym in brackets: Islamic State (IS) group."""
    tree = scene.tree
    at = head - 1
    if at > 2 and tree.lows[at] == ")" and tree.lows[at - 2] == "(":
        at -= 3
    named = scene.name_at(at) if at >= 0 else None
    if named is None or named.name.form != "group" or only_tied(tree, named, head):
        return None
    return named


def name_in(scene: Scene, head: int) -> Named | None:
    """A known name anywhere in the phrase of `head`."""
    start, end = phrase(scene.tree, head)
    inside = (named for named in scene.names if start <= named.start < end)
    return scene.name_at(head) or name_right_before(scene, head) or next(inside, None)


def name_behind(scene: Scene, head: int) -> Named | None:
    """The name behind "al-Qaeda's affiliate in Mali, …": its own, not its parent's."""
    below = scene.tree.subtree(head)
    groups = (named for named in scene.names if named.name.form == "group")
    return next((named for named in groups if named.start > head and named.start in below), None)


def only_tied(tree: Tree, named: Named, head: int) -> bool:
    """Whether the name only says whom they side with: "Turkish-backed", "anti-IS fighters"."""
    word = tree.lows[named.end - 1]
    after = tree.lows[named.end] if named.end < len(tree.lows) else ""
    return (
        word.endswith(_TIES)
        or tree.lows[named.start].startswith(("anti-", "pro-"))
        or (after in ("linked", "affiliated", "aligned", "affiliate") and named.end < head)
    )
