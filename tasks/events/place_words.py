"""Words for places: village, province, outskirts; how exact a place each of them names."""

from functools import cache

from tasks.events.tables import rows, words

_PARTS = words("place_parts")


@cache
def place_ranks() -> dict[str, int]:
    """Place words, singular and plural, with their rank: 2 region … 5 village."""
    return {form: int(row["rank"]) for row in rows("place_words") for form in (row["word"], _plural(row["word"]))}


def _plural(word: str) -> str:
    return word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeou" else word + "s"


def is_place_word(low: str) -> bool:
    """village, towns, district …"""
    return low in place_ranks()


def is_place_noun(low: str) -> bool:
    """A word for a place or a part of one: village, outskirts, stronghold."""
    return is_place_word(low) or low in _PARTS
