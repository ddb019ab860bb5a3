"""Someone in an act, and what a known name stands for."""

from dataclasses import dataclass

from tasks.events.lexicon import ARMED, Kind
from tasks.events.scene import Named, Scene


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone in an act."""

    name: str | None
    """Canonical name of a known group or state's forces; null for a side without one."""
    mention: str
    kind: Kind
    country: str | None
    head: int
    """Token of the head in its sentence."""
    pronoun: bool = False
    """It stands for someone named before."""
    group: bool = False
    """The name is an armed group's."""

    @property
    def armed(self) -> bool:
        """Whether it bears arms."""
        return self.kind in ARMED


def actor_named(scene: Scene, named: Named, head: int) -> Actor:
    """The actor that a known name stands for; a country stands for its forces."""
    name = named.name
    mention = scene.tree.span_text(named.start, named.end)
    country = name.countries[0] if len(name.countries) == 1 else None
    if name.form == "group":
        return Actor(name.name, mention, name.kind, country, head, group=True)
    return Actor(f"Military Forces of {name.name}", mention, "state", country, head)
