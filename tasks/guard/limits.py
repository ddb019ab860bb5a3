"""What one item may cost. docs/limits.md has the measurements."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """CPU and address space bind on any machine alike; wall time only catches what sleeps."""

    cpu_seconds: int = 20
    """Of one item. An ordinary page costs .02 s; the dearest hostile page that still gives its text, 8 s."""
    fallback_cpu_seconds: int = 8
    """More, for the other way to do an item that failed; with `cpu_seconds` under 30."""
    address_space: int = 1_500_000_000
    """Bytes of the whole child, model and libraries included (they map some 900 MB)."""
    outgrown: int = 200_000_000
    """Bytes of address space that a child may keep of an item; one that kept more is replaced, so that no item
    finds less room than another and memory does not grow with the run."""
    wall_seconds: float = 600.0
    """Thirty times the CPU limit: a busy machine must not change the rows."""
    crashes: int = 2
    """Tries of an item whose child died of itself (SIGSEGV, SIGABRT …)."""
    kills: int = 10
    """Tries of an item whose child somebody killed (SIGKILL, SIGTERM …): no doing of the item's, so that pages which
    take half of the time between two kills are lost one in a thousand times."""
