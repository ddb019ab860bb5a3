"""Whether an act happened: planned or feared ones did not; claims and denials are marked."""

import re
from typing import Literal

from tasks.events.tables import rows, words
from tasks.events.tree import Tree
from tasks.events.verb_frames import Frame

Mood = Literal["real", "unreal", "alleged"]

_MODALS = words("modals")
_NOT = frozenset(("not", "n't", "never", "without", "neither"))
_HABIT = frozenset(("still", "often", "regularly", "frequently", "routinely", "repeatedly", "usually"))
_LEADING_POS = ("DET", "ADJ", "ADP", "PART", "SCONJ")
_LAUNCHED = words("launched")
_ALLEGES = words("alleges")
_ALLEGE_REACH = 12
# So many deeds are a day's or a front's; 20 strikes on one town are still told as one act.
_TALLY = 40
_TRENDS = words("trends")
_CLAIMED = frozenset(("allegedly", "purportedly"))
_CONDITION = frozenset(("if", "unless", "whether", "lest", "until"))


def mood_of(tree: Tree, token: int, frame: Frame, *, dated: bool) -> Mood:
    """Real, unreal (planned, possible, feared, demanded, negated, conditional) or alleged.

    Without a date in the sentence (`dated`) "several attacks" tell how things are, not of a deed.
    """
    moods = {_own_mood(tree, token)}
    deeds = (token, *frame.obj) if tree.pos[token] == "VERB" else (token,)
    kids = {tree.lows[k] for deed in deeds for k in tree.children(deed, "amod", "det", "nummod")}
    if any(_is_tally(tree, kid) for kid in tree.children(token, "nummod")):
        return "unreal"
    if not dated and kids & _cues("vague").keys() and _names_deed(tree, token, frame):
        return "unreal"
    verbs = frame.verbs or [token]
    first = [*verbs, *(tree.heads[verb] for verb in verbs if tree.is_rel(verb, "conj"))]
    if not dated and any(tree.lows[kid] == "since" for verb in first for kid in tree.children(verb, "mark")):
        return "unreal"
    for verb in verbs:
        moods.add(_verb_mood(tree, verb))
    moods |= {_embedding(tree, token), _led_by(tree, token)}
    if any(_is_none(tree, kid) for head in (*frame.subj, *frame.obj) for kid in tree.kids[head]):
        return "unreal"
    if "unreal" in moods:
        return "unreal"
    return "alleged" if "alleged" in moods or _is_alleged(tree, token) else "real"


def _is_tally(tree: Tree, token: int) -> bool:
    """ "142 clashes took place along the front": a day's count, no act."""
    number = tree.lows[token].replace(",", "")
    return tree.pos[tree.heads[token]] == "NOUN" and number.isdigit() and int(number) >= _TALLY


def _is_none(tree: Tree, token: int) -> bool:
    """ "No soldiers were killed", not "no fewer than 50 were"."""
    after = tree.lows[token + 1] if token + 1 < len(tree.lows) else ""
    return tree.lows[token] == "no" and after not in ("fewer", "less", "more")


def _names_deed(tree: Tree, token: int, frame: Frame) -> bool:
    """A noun of a deed, or a verb that carries one: "carried out several attacks"."""
    return tree.pos[token] == "NOUN" or any(tree.lows[obj] in _LAUNCHED for obj in frame.obj)


def _own_mood(tree: Tree, token: int) -> Mood:
    """Adjectives on a deed: planned, possible; alleged."""
    for kid in tree.kids[token]:
        if tree.is_rel(kid, "amod", "compound", "advmod", "det"):
            mood = _cues("adjective").get(tree.lows[kid]) or _cues("above").get(tree.lows[kid])
            if mood:
                return mood
    return "real"


def _verb_mood(tree: Tree, verb: int) -> Mood:
    kids = {tree.lows[kid] for kid in tree.kids[verb]}
    auxiliaries = {tree.lows[kid] for kid in tree.children(verb, "aux")}
    if kids & _CLAIMED:
        return "alleged"
    marks = {tree.lows[kid] for kid in tree.children(verb, "mark")}
    shared = tree.rels[verb] == "conj" and not auxiliaries and not tree.children(verb, "nsubj")
    unreal = (
        tree.lows[verb] in _TRENDS
        or auxiliaries & _MODALS
        or kids & _NOT
        or any(_is_none(tree, kid) for kid in tree.kids[verb])
        or marks & _CONDITION
        or (kids & _HABIT and not auxiliaries)
        # "has been fighting the government": how things stand, no deed
        or (tree.lows[verb].endswith("ing") and "been" in auxiliaries)
        or ("to" in marks | auxiliaries and not _brought_about(tree, verb))
    )
    if unreal:
        return "unreal"
    return _verb_mood(tree, tree.heads[verb]) if shared else "real"


def _brought_about(tree: Tree, verb: int) -> bool:
    """ "managed to capture", "allowed them to capture", "forced to flee": it happened."""
    head = tree.heads[verb]
    return tree.lows[head] in _cues("brings")


def _embedding(tree: Tree, token: int) -> Mood:
    """The words above: "plans an attack", "fear that", "accused of", "called for"."""
    mood: Mood = "real"
    below = token
    for above in tree.ancestors(token):
        cue = _cues("above").get(tree.lows[above])
        if cue == "alleged" and _takes_credit(tree, above, below):
            cue = None
        if cue and not _beside(tree, below):
            if cue == "unreal":
                return "unreal"
            mood = cue
        below = above
    return mood


def _takes_credit(tree: Tree, verb: int, below: int) -> bool:
    """ "claimed responsibility for the attack": who did it is claimed, not that it was done."""
    deed = tree.rels[below] == "obj" and tree.pos[below] == "NOUN"
    claimed = tree.lows[verb].startswith("claim") and deed
    return claimed or any(tree.lows[k] in ("responsibility", "credit") for k in tree.kids[verb])


def _led_by(tree: Tree, token: int) -> Mood:
    """The noun right before: "plans for an attack", however the parser hung it."""
    at = token - 1
    while at > 0 and (tree.pos[at] in _LEADING_POS or tree.lows[at] in ("to", "that")):
        at -= 1
    noun = at >= 0 and at < token - 1 and tree.pos[at] == "NOUN"
    return _cues("above").get(tree.lows[at], "real") if noun else "real"


def _is_alleged(tree: Tree, token: int) -> bool:
    """A word of accusation shortly before it, wherever the parser hung it."""
    return bool(_ALLEGES & set(tree.lows[max(0, token - _ALLEGE_REACH) : token]))


def _beside(tree: Tree, token: int) -> bool:
    """It stands beside the word above, not under it: another clause of the sentence."""
    return tree.is_rel(token, "conj", "parataxis", "advcl", "nsubj", "acl")


def _cues(where: str) -> dict[str, Mood]:
    return {
        row["word"]: row["mood"]  # type: ignore[misc]
        for row in rows("mood")
        if row["where"] == where
    }


_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|refut(?:es|ed))\b[^.]{0,40}?\b"
    r"(?:allegations?|accusations?|claims?|reports?|charges?|it|this|that|them|such)\b|"
    r"\b(?:ha(?:s|ve) denied|denied it|denies it|denied (?:carrying|attacking|targeting|hitting|"
    r"striking|bombing|shelling|killing|shooting|firing))\b",
    re.IGNORECASE,
)


def is_denial(sentence: str) -> bool:
    """A sentence that denies what was said before it."""
    return bool(_DENIAL.search(sentence))


_UNVERIFIED = re.compile(
    r"\b(?:could not|cannot|can not|was not able to|were unable to|not possible to|no) "
    r"(?:\w+ )?(?:be )?(?:\w+ )?(?:verif|confirm|corroborat)\w*|\bunverified\b",
    re.IGNORECASE,
)


def is_unverified(sentence: str) -> bool:
    """A sentence that keeps what was said before it at a distance."""
    return bool(_UNVERIFIED.search(sentence))
