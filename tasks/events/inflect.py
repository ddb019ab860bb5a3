"""Word forms: every form of a verb or noun of the tables, so that no lemmatizer is needed."""

import re

# Irregular verbs of the trigger table: past, participle.
_IRREGULAR = {
    "take": ("took", "taken"), "overrun": ("overran", "overrun"), "retake": ("retook", "retaken"),
    "sweep": ("swept", "swept"), "drive": ("drove", "driven"), "fall": ("fell", "fallen"),
    "lose": ("lost", "lost"), "fight": ("fought", "fought"), "hit": ("hit", "hit"),
    "strike": ("struck", "struck"), "shoot": ("shot", "shot"), "blow": ("blew", "blown"),
    "tear": ("tore", "torn"), "slay": ("slew", "slain"), "leave": ("left", "left"),
    "hurt": ("hurt", "hurt"), "burn": ("burned", "burnt"), "set": ("set", "set"),
    "withdraw": ("withdrew", "withdrawn"), "lay": ("laid", "laid"), "swear": ("swore", "sworn"),
    "split": ("split", "split"),
    "send": ("sent", "sent"), "beat": ("beat", "beaten"),
    "run": ("ran", "run"), "burst": ("burst", "burst"), "go": ("went", "gone"), "flee": ("fled", "fled"),
}  # fmt: skip
_DOUBLED = frozenset(
    (
        "rip", "gun", "kidnap", "nab", "swap", "slam", "stab", "set", "hit", "split", "run",
        "drop", "ram", "repel", "pit", "overrun", "transfer", "step",
    )
)  # fmt: skip
_VOWELS = "aeiou"


def verb_forms(verb: str) -> set[str]:
    """Base, -s, -ing, past and participle."""
    past, participle = _IRREGULAR.get(verb, ("", ""))
    if not past:
        past = participle = _past(verb)
    return {verb, _third(verb), _ing(verb), past, participle}


def noun_forms(noun: str) -> set[str]:
    """Singular and regular plural."""
    return {noun, _third(noun)}


def _third(word: str) -> str:
    if re.search(r"(s|x|z|ch|sh|go)$", word):
        return word + "es"
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


def _ing(verb: str) -> str:
    if verb == "die":
        return "dying"
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def _doubled(verb: str) -> str:
    return verb + verb[-1] if verb in _DOUBLED else verb
