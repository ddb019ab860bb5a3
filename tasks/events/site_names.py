"""Capitalised names in a sentence that may be places: no known group, person, day or title."""

import re
from collections.abc import Iterator

from tasks.events.lexicon import sides
from tasks.events.place_words import is_place_word
from tasks.events.scene import Named, Scene
from tasks.events.tables import words
from tasks.events.tree import Tree

_PARTICLES = words("particles")
_NOT_PLACES = words("not_places")
_ARTICLE = re.compile(r"(?:al|el|ad|ar|as|ash|at|ez|az|an|ul)-[A-Z]")
_JOINED = re.compile(r"-(?:based|led|backed|held|controlled|style|born|funded|made)$")
# Names that go on behind "of", and that are none by themselves: Strait of Hormuz, Gulf of Aden.
_GEOGRAPHY = words("geography")
_NO_NAME_POS = ("DET", "ADP", "SCONJ", "CCONJ", "AUX", "ADV", "NUM")


def name_spans(scene: Scene) -> Iterator[tuple[int, int]]:
    """Tokens `start:end` of each candidate, in order."""
    tree = scene.tree
    token = 0
    while token < len(tree.words):
        if not _opens(scene, token):
            token += 1
            continue
        end = token + 1
        while end < len(tree.words) and _goes_on(scene, token, end):
            end += 1
        while end - 1 > token and tree.lows[end - 1] in _PARTICLES:
            end -= 1
        if end - token > 1 or tree.lows[token] not in _GEOGRAPHY:
            yield token, end
        token = end


def _opens(scene: Scene, token: int) -> bool:
    tree = scene.tree
    low = tree.lows[token]
    if not _capital(tree.words[token]) or low in _NOT_PLACES or low in sides():
        return False
    if (token and tree.lows[token - 1] == "operation") or _JOINED.search(tree.words[token]):
        return False
    named = scene.name_at(token)
    if named is not None:
        last = tree.words[named.end - 1]
        country = named.name.form in ("country", "capital")
        return country and named.start == token and not _JOINED.search(last)
    if tree.pos[token] in _NO_NAME_POS or tree.pos[token] == "PRON":
        return False
    if _is_person(tree, token) and not _has_place_word(tree, token):
        return False
    return token > 0 or tree.pos[token] == "PROPN"


def _capital(word: str) -> bool:
    return word[:1].isupper() or bool(_ARTICLE.match(word))


def _is_person(tree: Tree, token: int) -> bool:
    return any(start <= token < end and label == "PER" for start, end, label in tree.entities)


def _has_place_word(tree: Tree, token: int) -> bool:
    """ "the village of X", "the X district"."""
    end = next(end for start, end, _ in tree.entities if start <= token < end)
    if end < len(tree.lows) and is_place_word(tree.lows[end]):
        return True
    return token > 1 and tree.lows[token - 1] == "of" and is_place_word(tree.lows[token - 2])


def _goes_on(scene: Scene, start: int, token: int) -> bool:
    tree = scene.tree
    named: Named | None = scene.name_at(start)
    if named is not None:
        return token < named.end
    word, low = tree.words[token], tree.lows[token]
    if scene.name_at(token) is not None or low in _NOT_PLACES:
        return False
    if _ARTICLE.match(word):
        return True
    if word[:1].isupper():
        return tree.pos[token] not in ("PRON", "ADP") and low not in sides()
    after = tree.words[token + 1][:1] if token + 1 < len(tree.words) else ""
    joined = low != "of" or tree.lows[start] in _GEOGRAPHY
    return low in _PARTICLES and joined and after.isupper()
