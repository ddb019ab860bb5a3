"""The limits of a page process as the user has set them. docs/limits.md tells when to."""

from collections.abc import Mapping
from dataclasses import replace

from tasks.guard import Limits
from tasks.records.errors import SitrepError

_SETTINGS = {
    "SITREP_PAGE_CPU_SECONDS": "cpu_seconds",
    "SITREP_PAGE_FALLBACK_CPU_SECONDS": "fallback_cpu_seconds",
    "SITREP_PAGE_ADDRESS_SPACE": "address_space",
}


class LimitError(SitrepError):
    """A limit is set to something else than a number above zero."""


def page_limits(environment: Mapping[str, str]) -> Limits:
    """The limits with what the environment says of them. Raises LimitError."""
    said = {field: _number(name, environment[name]) for name, field in _SETTINGS.items() if environment.get(name)}
    return replace(Limits(), **said)


def _number(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and int(value)):
        raise LimitError(f"{name} is {value!r}; it takes a whole number above 0")
    return int(value)
