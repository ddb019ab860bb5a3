"""Numbers in a sentence: digits and words, bounds and hedges; no years, ages, dates, distances."""

import re
from dataclasses import dataclass

from tasks.events.tables import words

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * (value + 2) for value, word in enumerate(_TENS)
}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 10**9}
# Plurals that name no figure: a lower bound, and no more than that.
VAGUE = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "tens": None,
    "several": None, "many": None, "numerous": None, "few": None, "couple": None,
}  # fmt: skip
# Hedges before a number: the words, what the record calls them, which bound they move.
_HEDGES: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("at", "least"), "at least", "low"),
    (("no", "fewer", "than"), "at least", "low"),
    (("no", "less", "than"), "at least", "low"),
    (("not", "less", "than"), "at least", "low"),
    (("a", "minimum", "of"), "at least", "low"),
    (("more", "than"), "more than", "low"),
    (("upwards", "of"), "more than", "low"),
    (("over",), "more than", "low"),
    (("above",), "more than", "low"),
    (("up", "to"), "up to", "high"),
    (("as", "many", "as"), "up to", "high"),
    (("at", "most"), "up to", "high"),
    (("fewer", "than"), "fewer than", "high"),
    (("less", "than"), "fewer than", "high"),
    (("under",), "fewer than", "high"),
    (("nearly",), "nearly", "high"),
    (("almost",), "nearly", "high"),
    (("close", "to"), "nearly", "high"),
    (("about",), "about", "both"),
    (("around",), "about", "both"),
    (("some",), "about", "both"),
    (("roughly",), "about", "both"),
    (("approximately",), "about", "both"),
    (("an", "estimated"), "about", "both"),
    (("estimated",), "about", "both"),
)
# No count of people has more digits; a word of a hundred thousand overflows.
_DIGITS = re.compile(r"^\d{1,3}(?:,\d{3}){1,4}$|^\d{1,12}$|^\d{1,12}\.\d{1,12}$")
_RANGE = re.compile(r"^(\d{1,12})[-–](\d{1,12})$")
_MONTHS = words("months")
# What may follow a number that counts no people.
_MEASURES = words("measures")


@dataclass(frozen=True, slots=True)
class Number:
    """A count at tokens `start:end`, hedge included; `head` is its last number token."""

    start: int
    end: int
    head: int
    value: int
    low: int | None
    high: int | None
    qualifier: str | None


def find_numbers(lows: list[str]) -> list[Number]:
    """The counts of a tokenised sentence in lower case."""
    found: list[Number] = []
    token = 0
    while token < len(lows):
        number = _number_at(lows, token)
        if number is None:
            token += 1
        else:
            found.append(number)
            token = number.end
    return [number for number in found if _counts(lows, number)]


def _number_at(lows: list[str], token: int) -> Number | None:
    if lows[token] == "between":
        return _between(lows, token)
    ranged = _RANGE.match(lows[token])
    if ranged:
        low, high = int(ranged.group(1)), int(ranged.group(2))
        return _hedged(lows, token, token + 1, (low, high)) if low < high else None
    end, value = _value(lows, token)
    if value is None:
        return None
    if end < len(lows) - 1 and lows[end] in ("to", "-", "–", "or"):
        after, upper = _value(lows, end + 1)
        if upper is not None and value < upper <= 3 * value + 3:
            return _hedged(lows, token, after, (value, upper))
    return _hedged(lows, token, end, (value, value))


def _between(lows: list[str], token: int) -> Number | None:
    end, low = _value(lows, token + 1)
    if low is None or end >= len(lows) or lows[end] != "and":
        return None
    after, high = _value(lows, end + 1)
    if high is None or high <= low:
        return None
    return Number(token, after, after - 1, low, low, high, "between")


def _hedged(lows: list[str], start: int, end: int, bounds: tuple[int, int]) -> Number:
    low, high = bounds
    for hedge, name, bound in _HEDGES:
        first = start - len(hedge)
        if first >= 0 and tuple(lows[first:start]) == hedge:
            return Number(
                first,
                end,
                end - 1,
                low,
                None if bound != "low" else low,
                None if bound != "high" else high,
                name,
            )
    return Number(start, end, end - 1, low, low, high, "between" if low != high else None)


def _value(lows: list[str], token: int) -> tuple[int, int | None]:
    """The end and value of the number that begins at `token`; no value: none begins there."""
    end, total, seen = token, 0.0, False
    while end < len(lows):
        word = lows[end]
        if _DIGITS.match(word) and not seen:
            total, seen = float(word.replace(",", "")), True
        elif word in WORDS and (not seen or _completes(total, WORDS[word])):
            total, seen = total + WORDS[word], True
        elif "-" in word and all(part in WORDS for part in word.split("-")) and not seen:
            total, seen = float(sum(WORDS[part] for part in word.split("-"))), True
        elif word == "-" and seen and end + 1 < len(lows) and WORDS.get(lows[end + 1], 99) < 10:
            pass
        elif word in _SCALES and (seen or _is_article(lows, end)):
            total, seen = (total or 1) * _SCALES[word], True
        elif word == "and" and seen and total >= 100 and total % 100 == 0:
            if end + 1 >= len(lows) or lows[end + 1] not in WORDS:
                break
        else:
            break
        end += 1
    return (end, int(total)) if seen else (token, None)


def _completes(total: float, value: int) -> bool:
    """Whether `value` goes on after `total`: twenty-five, one hundred (and) twenty."""
    return (20 <= total < 100 and total % 10 == 0 and 0 < value < 10) or (
        total >= 100 and total % 100 == 0 and value < 100
    )


def _is_article(lows: list[str], token: int) -> bool:
    return token > 0 and lows[token - 1] in ("a", "an") and lows[token - 2 : token - 1] != ["of"]


def _counts(lows: list[str], number: Number) -> bool:
    """Not a year, a date, an age, a distance, a time, an amount of money."""
    before = lows[number.start - 1] if number.start else ""
    after = lows[number.end] if number.end < len(lows) else ""
    second = lows[number.end + 1] if number.end + 1 < len(lows) else ""
    if after in _MEASURES or (after == "-" and second in ("year", "day", "hour", "month", "km")):
        return False
    if after in _MONTHS or (before in _MONTHS and number.value <= 31) or before in ("$", "€", "£"):
        return False
    year = 1900 <= number.value <= 2100 and number.end - number.start == 1
    if year and (before in ("in", "since", "of", ",", "from", "until", "by") or before in _MONTHS):
        return False
    if before == "at" and number.value >= 100 and number.head - number.start == 0:
        return False  # "at 2130": a time of day
    aged = before in (",", "aged", "age", "(") and after in (",", ")", ".") and number.value < 110
    return not (aged and number.qualifier is None)
