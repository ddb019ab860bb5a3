"""The weapon table: which words name a weapon, and the type of deed that is done with it."""

from functools import cache

from tasks.events.tables import rows


@cache
def weapon_types() -> dict[str, str]:
    """Weapon words with the type of their deed."""
    return {row["word"]: row["type"] for row in rows("weapons")}
