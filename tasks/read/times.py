"""Times as crawlers write them."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# A page was not fetched before the web, and a number that gives a later year is no time.
_YEARS = range(1990, 2101)
_LONGEST = 64
_CDX = re.compile(r"\d{14}")
_NUMBER = re.compile(r"\d{9,19}(\.\d+)?")
_RFC_822 = re.compile(r"(?:[A-Za-z]{3,9},? )?\d{1,2}[ -][A-Za-z]{3}[ -]\d{2,4} ")
_ZONE_NAME = re.compile(r" ?(?:UTC|GMT)$")
# The unit of an epoch number by its size: each bound is the year 5138 of the unit before.
_UNITS = ((1e11, 1), (1e14, 1e3), (1e17, 1e6), (1e20, 1e9))


def utc_time(value: object) -> datetime | None:
    """A time in UTC: ISO 8601, RFC 822, `20240305101500`, seconds to nanoseconds since 1970.

    Without a zone it is UTC. Null when it is none of these or not of 1990 to 2100.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _epoch(value)
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    return _from_text(value.strip())


def _from_text(text: str) -> datetime | None:
    if not text.isascii():
        return None
    if _CDX.fullmatch(text):
        return _parsed(f"{text[:8]}T{text[8:]}")
    if _NUMBER.fullmatch(text):
        return _epoch(float(text))
    return _parsed(text)


def _epoch(number: float) -> datetime | None:
    unit = next((unit for bound, unit in _UNITS if 1e8 <= number < bound), None)
    return None if unit is None else _sane(datetime.fromtimestamp(number / unit, UTC))


def _parsed(text: str) -> datetime | None:
    try:
        if _RFC_822.match(text):
            return _sane(parsedate_to_datetime(text))
        return _sane(datetime.fromisoformat(_ZONE_NAME.sub("Z", text)))
    except (ValueError, OverflowError):
        return None


def _sane(time: datetime) -> datetime | None:
    aware = time if time.tzinfo else time.replace(tzinfo=UTC)
    return aware.astimezone(UTC) if aware.year in _YEARS else None
