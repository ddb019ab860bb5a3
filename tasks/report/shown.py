"""Text of pages, fit for a terminal."""

# Everything below the space but the tab, DEL, and the C1 set: a page must not steer the terminal.
_CONTROLS = dict.fromkeys((*range(9), *range(10, 32), 127, *range(128, 160)))


def shown(text: str) -> str:
    """The text without control characters."""
    return text.translate(_CONTROLS)
