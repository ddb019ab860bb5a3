"""One trigger in its sentence with its arguments: what a rule reads."""

from dataclasses import dataclass, field

from tasks.events.actor import Actor
from tasks.events.scene import Scene
from tasks.events.status import Mood
from tasks.events.tree import Tree
from tasks.events.triggers import Trigger
from tasks.events.verb_frames import Frame


@dataclass(slots=True)
class Clause:
    """A trigger, its frame, and who was found in it."""

    scene: Scene
    token: int
    trigger: Trigger
    frame: Frame
    agent: Actor | None = None
    patient: Actor | None = None
    heads: list[int] = field(default_factory=list)
    """Heads of the phrases that may count those it was done to."""
    mood: Mood = "real"

    @property
    def tree(self) -> Tree:
        """The parse of the sentence."""
        return self.scene.tree

    @property
    def kind(self) -> str:
        """The kind of its trigger."""
        return self.trigger.kind
