"""An act as one sentence tells it, before the page's mentions of it are brought together."""

from dataclasses import dataclass, field

from tasks.events.actor import Actor
from tasks.events.dates import When
from tasks.events.scene import Scene
from tasks.events.sites import Site
from tasks.events.tolls import Toll
from tasks.records import SubEventType


@dataclass(slots=True)
class Act:
    """One act in one sentence."""

    scene: Scene
    kinds: set[str]
    """Trigger kinds that speak of it."""
    tokens: list[int]
    """Their tokens, the leading one first."""
    actor1: Actor | None = None
    actor2: Actor | None = None
    sites: list[Site] = field(default_factory=list)
    """Best first."""
    when: When | None = None
    reported: When | None = None
    """The day on which it was said, where only that is given."""
    dead: Toll | None = None
    hurt: Toll | None = None
    displaced: Toll | None = None
    status: str = "asserted"
    attribution: str | None = None
    weapons: set[str] = field(default_factory=set)
    """Weapon types that its triggers name as their means."""
    sub_type: SubEventType = "Other"
    country: str | None = None
    placed: bool = False
    """A place of its own sentence; else it has the page's last."""
    stale: bool = False
    """Long before the page: background told with its own date."""
    apart: bool = False
    """Its own words set it apart from what was told before: "in another attack"."""
    definite: bool = False
    """Told as known: "the attack"."""
    settles: bool = False
    """It says of a deed told before where that was: "the attack took place in …"."""
    support: int = 1
    """How many sentences tell of it."""

    @property
    def fullness(self) -> int:
        """How many of its slots its own sentence fills."""
        parts = (self.actor1, self.actor2, self.placed, self.when, self.dead)
        return sum(bool(part) for part in parts)

    @property
    def order(self) -> tuple[int, int]:
        """Where it stands in the page."""
        return self.scene.sentence.start, min(self.tokens)
