"""What one item may cost."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """CPU and address space bind on any machine alike; wall time only catches what sleeps."""

    cpu_seconds: int = 30
    """Of one item. An ordinary page costs .02 s, the worst page that still gave text 22 s."""
    address_space: int = 1_500_000_000
    """Bytes of the whole child, model and libraries included (they map some 900 MB)."""
    wall_seconds: float = 600.0
    """Twenty times the CPU limit: a busy machine must not change the rows."""
    attempts: int = 3
    """Tries of an item whose child died, since somebody else may have killed it."""
