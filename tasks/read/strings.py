"""Strings from outside, made safe to store."""

import re

_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_WEB_ADDRESS = re.compile(r"https?://[^\s/][^\s]*", re.IGNORECASE)
# Longer ones are data in an address's clothes; servers refuse more than 8 KB.
_LONGEST_ADDRESS = 8192
_LONGEST_DETAIL = 200


def whole(text: str) -> str:
    """Lone surrogates, which no encoding can store, become U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def web_address(text: str) -> str | None:
    """An http(s) URL, cleaned as the URL standard does before it parses; null for anything else."""
    address = _CONTROLS.sub("", whole(text.strip().strip("<>"))).replace(" ", "%20")
    usable = len(address) <= _LONGEST_ADDRESS and _WEB_ADDRESS.fullmatch(address)
    return address if usable else None


def one_line(text: str) -> str:
    """For the account: short, without line ends and control characters."""
    return _CONTROLS.sub(" ", whole(text))[:_LONGEST_DETAIL]
