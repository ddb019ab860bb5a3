"""What a record says of its page, whatever its format."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Content:
    """The parts of a page that its record gives."""

    url: str | None
    fetched: object
    """The time as the record writes it; anything, if it writes none."""
    media_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
