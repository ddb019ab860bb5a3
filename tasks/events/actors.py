"""Who an argument of a trigger is: a known group, a state's forces, a side, civilians."""

from dataclasses import replace

from tasks.events.actor import Actor, actor_named
from tasks.events.lexicon import Kind, sides
from tasks.events.phrases import name_behind, name_in, name_right_before, names_before, phrase
from tasks.events.scene import Named, Scene
from tasks.events.side_actors import alignment, side_actor
from tasks.events.tables import words
from tasks.events.tree import Tree
from tasks.events.weapon_words import weapon_types

# Heads that only measure or gather: the people stand in their `of` phrase.
_CARRIERS = words("carriers")
_GENERIC = words("generic_heads")
_FIGHTERS = words("fighters")
_PRONOUNS = words("pronouns")
_OFFSHOOTS = words("offshoots")
_MILITARY = words("military")
_WIELDED = words("wielded")
_NO_PERSON = words("not_places")
# A military vehicle is any side's.
_EQUIPMENT = frozenset(("vehicle", "vehicles", "target", "targets"))
_NAME_LINKS = ("from", "of", "with", "to")


def actor_at(scene: Scene, head: int) -> Actor | None:
    """The actor that the phrase headed by `head` names; null where it names none."""
    tree = scene.tree
    if tree.lows[head] in _PRONOUNS:
        return Actor(None, tree.words[head], "other", None, head, pronoun=True)
    if tree.lows[head] in _CARRIERS or head in scene.numbers:
        for kid in tree.children(head, "nmod", "obl"):
            if tree.prep(kid) == "of" and (inner := actor_at(scene, kid)):
                return replace(inner, head=head)
    return (
        _owner(scene, head)
        or _named(scene, head)
        or side_actor(scene, head)
        or _described(scene, head)
        or _entity(scene, head)
    )


def _owner(scene: Scene, head: int) -> Actor | None:
    """Whose weapon, strike or base it is: "Russian missiles", "IS positions", "army base"."""
    low = scene.tree.lows[head]
    if low not in _MILITARY and low not in _WIELDED and low not in weapon_types():
        return None
    for named in names_before(scene, head)[:1]:
        return actor_named(scene, named, head)
    for kid in scene.tree.children(head, "nmod"):
        prep = scene.tree.prep(kid)
        owner = name_in(scene, kid) if prep == "by" or (prep == "of" and low in _MILITARY) else None
        if owner is not None:
            return actor_named(scene, owner, head)
    if low in _MILITARY:
        start, _ = phrase(scene.tree, head)
        for token in range(start, head):
            kind = alignment().get(scene.tree.lows[token])
            if kind is not None and not (low in _EQUIPMENT and scene.tree.lows[token] == "military"):
                return Actor(None, scene.tree.span_text(token, head + 1), kind, None, head)
    return None


def _named(scene: Scene, head: int) -> Actor | None:
    """A known group or country as head, or as the name that a generic head carries."""
    tree = scene.tree
    at_head = scene.name_at(head)
    if at_head is not None:
        return _of_head(scene, at_head, head)
    low = tree.lows[head]
    if low in _OFFSHOOTS:
        return _offshoot(scene, head)
    if low in _GENERIC | _FIGHTERS and (before := name_right_before(scene, head)):
        return actor_named(scene, before, head)
    return _carried(scene, head) if low in sides() or low in _CARRIERS | _GENERIC else None


def _offshoot(scene: Scene, head: int) -> Actor | None:
    """ "al-Qaeda's affiliate in Mali, JNIM": its own name, or none; never its parent's."""
    own, parents = name_behind(scene, head), names_before(scene, head)
    if own is not None:
        return actor_named(scene, own, head)
    if not parents:
        return None
    start, end = phrase(scene.tree, head)
    mention = scene.tree.span_text(start, end)
    return Actor(None, mention, parents[0].name.kind, None, head)


def _of_head(scene: Scene, named: Named, head: int) -> Actor | None:
    tree = scene.tree
    form = named.name.form
    if form == "capital" and not _speaks_for_state(tree, head):
        return None
    people = tree.lows[head].endswith("s") and not tree.is_rel(head, "amod", "compound")
    if form == "demonym" and people:  # "nine Palestinians"
        return Actor("civilians", tree.words[head], "civilian", named.name.countries[0], head)
    return actor_named(scene, named, head)


def _speaks_for_state(tree: Tree, head: int) -> bool:
    """ "Ankara denied it", not "the Georgian capital Tbilisi"."""
    before = tree.lows[head - 1] if head else ""
    return tree.is_rel(head, "nsubj") and before not in ("capital", "city", "in", "of", "port")


def _carried(scene: Scene, head: int) -> Actor | None:
    """The group whose name a generic head bears: "Hamas gunmen", "fighters from Fano"."""
    tree = scene.tree
    low = tree.lows[head]
    civil = low in sides() and sides()[low].kind in ("civilian", "protester", "person")
    if civil and low not in ("member", "members", "official", "officials"):
        return None
    groups = [named for named in names_before(scene, head) if named.name.form == "group"]
    if groups:
        return actor_named(scene, groups[-1], head)
    for kid in tree.children(head, "nmod", "appos", "obl"):
        named = name_in(scene, kid)
        linked = tree.prep(kid) in _NAME_LINKS or tree.is_rel(kid, "appos")
        if named and named.name.form == "group" and not civil and linked:
            return actor_named(scene, named, head)
    return None


def _described(scene: Scene, head: int) -> Actor | None:
    """A name by what stands beside it: "alias Gallero, a ringleader of the ELN"."""
    tree = scene.tree
    dated = tree.lows[head] in _NO_PERSON
    behind = [t for t in range(head + 1, min(head + 9, len(tree.lows))) if not dated and _is_aside(tree, t)]
    for token in (*tree.children(head, "appos"), *behind[:1]):
        found = _named(scene, token) or side_actor(scene, token) or _owner(scene, token)
        if found is not None:
            return replace(found, head=head)
    return None


def _is_aside(tree: Tree, token: int) -> bool:
    """A noun behind a comma and an article: ", a ringleader"."""
    article = token > 1 and tree.lows[token - 1] in ("a", "an", "the")
    common = tree.pos[token] == "NOUN" and tree.words[token][:1].islower()
    return article and common and tree.lows[token - 2] == "," and not tree.is_rel(token, "nsubj")


def _entity(scene: Scene, head: int) -> Actor | None:
    """A name no table knows, as the pipeline labels it."""
    for start, end, label in scene.tree.entities:
        if start <= head < end and label in ("PER", "ORG"):
            kind: Kind = "person" if label == "PER" else "other"
            return Actor(None, scene.tree.span_text(start, end), kind, None, head)
    return None
