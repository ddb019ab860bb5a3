"""Date mentions of a sentence, resolved against the page's own date; nothing is guessed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_SHORT = {m[:3]: i for i, m in enumerate(_MONTHS, 1)} | {"sept": 9}
_MONTH = "|".join([*_MONTHS, *(rf"{s}\b\.?" for s in _SHORT if s not in ("may", "mar", "sep"))])
_DAY = "|".join(_WEEKDAYS)
_PART = r"(?:early|late|earlier|later)"
_TIME = r"(?:\s+(?:morning|afternoon|evening|night|overnight|noon|midday|dawn))?"
# Each pattern with the reading of its match; the first that fits at a place wins.
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("full", rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<m>{_MONTH}),?\s+(?P<y>\d{{4}})"),
    ("full", rf"(?P<m>{_MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})"),
    ("full", r"(?P<y>\d{4})-(?P<n>\d{2})-(?P<d>\d{2})"),
    ("full", r"(?P<d>\d{1,2})[./](?P<n>\d{2})[./](?P<y>\d{4})"),
    ("daymonth", rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<m>{_MONTH})"),
    ("daymonth", rf"(?P<m>{_MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])"),
    ("monthyear", rf"(?P<m>{_MONTH}),?\s+(?:of\s+)?(?P<y>\d{{4}})"),
    ("month", rf"(?:in|during|last)\s+(?:{_PART}\s+)?(?P<m>{_MONTH})(?!\s*\d)"),
    ("since", rf"since\s+(?:{_PART}\s+)?(?:last\s+)?(?P<w>{_DAY}|yesterday){_TIME}"),
    ("lastweekday", rf"last\s+(?P<w>{_DAY}){_TIME}"),
    ("weekday", rf"(?:{_PART}\s+)?(?:(?:on|this|past)\s+)?(?P<w>{_DAY}){_TIME}"),
    ("yesterday", rf"(?:{_PART}\s+)?(?:yesterday{_TIME}|the\s+previous\s+day|last\s+night)"),
    ("today", r"today|tonight|this\s+(?:morning|afternoon|evening)"
              r"|(?:earlier|later)\s+in\s+the\s+day"),
    ("overnight", r"overnight|during\s+the\s+night|in\s+the\s+(?:past|last)\s+(?:24|48)\s+hours"
                  r"|(?:over|in|during)\s+the\s+(?:past|last)\s+day|(?:past|last)\s+24\s+hours"),
    ("thisweek", r"(?:earlier|later)?\s*this\s+week|in\s+recent\s+days|"
                 r"(?:over|in)\s+the\s+past\s+week|"
                 r"this\s+weekend|over\s+the\s+weekend|at\s+the\s+weekend"),
    ("lastweek", r"last\s+week(?:end)?|(?:a|one)\s+week\s+ago"),
    ("ago", r"(?P<k>\d+|two|three|four|five|six)\s+days\s+ago"),
    ("thismonth", r"(?:earlier\s+)?this\s+month"),
    ("lastmonth", r"last\s+month"),
)  # fmt: skip


def _numbered(index: int, pattern: str) -> str:
    """The pattern as a group of its own, its fields marked with its index."""
    fields = re.sub(r"[?]P<(.)>", rf"?P<\g<1>{index}>", pattern)
    return rf"(?P<P{index}>\b(?:{fields})\b)"


_REGEX = re.compile(
    "|".join(_numbered(index, pattern) for index, (_, pattern) in enumerate(_PATTERNS)),
    re.IGNORECASE,
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}

Precision = Literal[1, 2, 3]


@dataclass(frozen=True, slots=True)
class When:
    """A date mention at `text[start:end]`; null with a reason where the page gives too little."""

    start: int
    end: int
    mention: str
    first: date | None
    last: date | None
    precision: Precision | None
    reason: str | None


def find_dates(text: str, published: date | None) -> list[When]:
    """The date mentions of a sentence in order."""
    return list(_dates(text, published))


def _dates(text: str, published: date | None) -> Iterator[When]:
    for match in _REGEX.finditer(text):
        index = next(i for i in range(len(_PATTERNS)) if match.group(f"P{i}") is not None)
        kind = _PATTERNS[index][0]
        fields = {
            key[0]: value.lower()
            for key, value in match.groupdict().items()
            if value is not None and key[1:] == str(index) and key[0] != "P"
        }
        if not _plausible(kind, match.group()):
            continue
        first, last, precision, reason = _resolve(kind, fields, published)
        yield When(*match.span(), match.group().strip(), first, last, precision, reason)


def _plausible(kind: str, mention: str) -> bool:
    """ "may 5" and "march 3" in small letters are verbs."""
    return kind != "daymonth" or not re.search(r"\b(?:may|march)\b", mention)


_Reading = tuple[date | None, date | None, Precision | None, str | None]
_UNDATED: _Reading = (None, None, None, "the page gives no date to count from")
_IMPOSSIBLE: _Reading = (None, None, None, "no such day")


def _resolve(kind: str, fields: dict[str, str], published: date | None) -> _Reading:
    if kind == "full":
        day = _day(int(fields["y"]), _month(fields), int(fields["d"]))
        return (day, day, 1, None) if day else _IMPOSSIBLE
    if kind == "monthyear":
        return _whole_month(int(fields["y"]), _month(fields))
    if published is None:
        return _UNDATED
    if kind == "daymonth":
        return _nearest_year(_month(fields), int(fields["d"]), published)
    return _relative(kind, fields, published)


def _relative(kind: str, fields: dict[str, str], published: date) -> _Reading:
    if kind == "month":
        month = _month(fields)
        return _whole_month(published.year - (month > published.month), month)
    if kind in ("weekday", "since", "lastweekday"):
        day = _weekday(fields["w"], published, week_earlier=kind == "lastweekday")
        return (day, published, 2, None) if kind == "since" else (day, day, 1, None)
    if kind == "ago":
        count = _COUNTS.get(fields["k"]) or int(fields["k"])
        day = published - timedelta(days=min(count, 400))
        return day, day, 1, None
    first, last, precision = _SPANS[kind](published)
    return first, last, precision, None


def _weekday(name: str, published: date, *, week_earlier: bool) -> date:
    """The last such day up to publication: a Friday page's "Friday" is its own day."""
    if name == "yesterday":
        return published - timedelta(days=1)
    back = (published.weekday() - _WEEKDAYS.index(name)) % 7
    if week_earlier and back == 0:
        back = 7
    return published - timedelta(days=back)


_Span = Callable[[date], tuple[date, date, Precision]]


def _days(first: int, last: int, precision: Precision) -> _Span:
    """From so many days before publication to so many."""
    return lambda day: (day - timedelta(days=first), day - timedelta(days=last), precision)


_SPANS: dict[str, _Span] = {
    "yesterday": _days(1, 1, 1),
    "today": _days(0, 0, 1),
    "overnight": _days(1, 0, 1),
    "thisweek": _days(6, 0, 2),
    "lastweek": _days(13, 1, 2),
    "thismonth": lambda day: (day.replace(day=1), day, 3),
    "lastmonth": lambda day: (*_month_before(day), 3),
}


def _month_before(day: date) -> tuple[date, date]:
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def _month(fields: dict[str, str]) -> int:
    return int(fields["n"]) if "n" in fields else _SHORT[fields["m"][:3]]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _whole_month(year: int, month: int) -> _Reading:
    first = _day(year, month, 1)
    if first is None:
        return _IMPOSSIBLE
    following = (first + timedelta(days=31)).replace(day=1)
    return first, following - timedelta(days=1), 3, None


def _nearest_year(month: int, day: int, published: date) -> _Reading:
    """The last such day not after publication: news speaks of what has been."""
    for year in (published.year, published.year - 1):
        found = _day(year, month, day)
        if found and found <= published:
            return found, found, 1, None
    return _IMPOSSIBLE
