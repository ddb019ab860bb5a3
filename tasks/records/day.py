"""The day of a raw object: the partition that all its rows stand in."""

import re
from datetime import UTC, date, datetime

# `day=2024-03-05`, `2024-03-05`, `2024/03/05` and `20240305`, not inside a longer number.
_DATE_IN_PATH = re.compile(r"(?<!\d)(\d{4})(?:-(\d{2})-(\d{2})|/(\d{2})/(\d{2})|(\d{2})(\d{2}))(?!\d)")


def day_of(uri: str, modified: datetime) -> date:
    """The day in the path, else the last-modified day (UTC)."""
    return day_in_path(uri) or modified.astimezone(UTC).date()


def day_in_path(uri: str) -> date | None:
    """The last date in the path, so that it does not depend on where a listing began."""
    days = [day for match in _DATE_IN_PATH.finditer(uri) if (day := _valid(match.groups()))]
    return days[-1] if days else None


def _valid(groups: tuple[str | None, ...]) -> date | None:
    year, month, day = (int(part) for part in groups if part is not None)
    if not 1980 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
