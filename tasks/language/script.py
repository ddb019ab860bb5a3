"""Which script a text is written in."""

import re
from functools import cache

_RANGES = {
    "Latin": "A-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿꞋ-ꟿ",
    "Cyrillic": "Ѐ-ԯᲀ-ᲈ",
    "Greek": "Ͱ-Ͽἀ-῿",
    "Arabic": "\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\ufb50-\ufefc",
    "Hebrew": "\u05d0-\u05ea",
    "Armenian": "Ա-և",
    "Georgian": "Ⴀ-ჿᲐ-Ჿ",
    "Devanagari": "\u0900-\u097f",
    "Bengali": "\u0980-\u09ff",
    "Gurmukhi": "\u0a00-\u0a7f",
    "Gujarati": "\u0a80-\u0aff",
    "Odia": "\u0b00-\u0b7f",
    "Tamil": "\u0b80-\u0bff",
    "Telugu": "\u0c00-\u0c7f",
    "Kannada": "\u0c80-\u0cff",
    "Malayalam": "\u0d00-\u0d7f",
    "Sinhala": "\u0d80-\u0dff",
    "Thai": "\u0e00-\u0e7f",
    "Lao": "\u0e80-\u0eff",
    "Tibetan": "\u0f00-\u0fff",
    "Burmese": "\u1000-\u109f",
    "Ethiopic": "\u1200-\u139f",
    "Khmer": "\u1780-\u17ff",
    "Kana": "\u3041-\u30ff",
    "Hangul": "\u1100-\u11ff\uac00-\ud7af",
    "Han": "\u3400-\u4dbf\u4e00-\u9fff",
}

# Scripts of one writing system: a Japanese or Korean text holds Han characters.
EAST_ASIAN = frozenset(("Han", "Kana", "Hangul"))

# What each language is written in, where that is not Latin or where it is more than one.
_SCRIPTS_OF = {
    **dict.fromkeys(("bg", "be", "mk", "ru", "uk", "ky", "mn", "tg", "tt"), ("Cyrillic",)),
    **dict.fromkeys(("sr", "bs", "kk", "uz"), ("Cyrillic", "Latin")),
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ckb", "ug"), ("Arabic",)),
    "ku": ("Latin", "Arabic"),
    "az": ("Latin", "Cyrillic", "Arabic"),
    **dict.fromkeys(("he", "yi"), ("Hebrew",)),
    **dict.fromkeys(("hi", "mr", "ne", "sa", "gom"), ("Devanagari",)),
    **dict.fromkeys(("bn", "as"), ("Bengali",)),
    "pa": ("Gurmukhi", "Arabic"),
    "gu": ("Gujarati",),
    "or": ("Odia",),
    "ta": ("Tamil",),
    "te": ("Telugu",),
    "kn": ("Kannada",),
    "ml": ("Malayalam",),
    "si": ("Sinhala",),
    "th": ("Thai",),
    "lo": ("Lao",),
    "dz": ("Tibetan",),
    "my": ("Burmese",),
    **dict.fromkeys(("am", "ti"), ("Ethiopic",)),
    "km": ("Khmer",),
    **dict.fromkeys(("zh", "ja", "ko"), tuple(EAST_ASIAN)),
    "el": ("Greek",),
    "hy": ("Armenian",),
    "ka": ("Georgian",),
}
_LATIN = ("Latin",)
# Anything but Latin letters, digits, punctuation and symbols.
_BEYOND_LATIN = re.compile("[^\x00-\u02ff\u1e00-\u1eff\u2000-\u2bff]")
SAMPLE = 600  # characters; the script of a text shows in its first lines


@cache
def _letters() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(f"[{chars}]")) for name, chars in _RANGES.items())


def scripts_of(language: str) -> tuple[str, ...]:
    """The scripts that a language is written in."""
    return _SCRIPTS_OF.get(language, _LATIN)


def script_counts(text: str) -> dict[str, int]:
    """Letters of each script in the first `SAMPLE` characters; only scripts that occur."""
    sample = text[:SAMPLE]
    if sample.isascii() or not _BEYOND_LATIN.search(sample):
        letters = sum(map(str.isalpha, sample))
        return {"Latin": letters} if letters else {}
    counts: dict[str, int] = {}
    for name, pattern in _letters():
        if found := len(pattern.findall(sample)):
            counts[name] = found
    return counts


def main_script(text: str) -> tuple[str | None, int, float]:
    """The commonest script, its letters (East Asian ones are counted together), and their share of
    all letters."""
    counts = script_counts(text)
    if not counts:
        return None, 0, 0.0
    name = max(counts, key=lambda script: counts[script])
    family = EAST_ASIAN if name in EAST_ASIAN else (name,)
    letters = sum(counts.get(script, 0) for script in family)
    return name, letters, letters / sum(counts.values())


def east_asian_language(text: str) -> tuple[str, float]:
    """Chinese, Japanese or Korean by script alone: langdetect takes Chinese with names in it for
    Korean."""
    counts = script_counts(text)
    han, kana, hangul = (counts.get(name, 0) for name in ("Han", "Kana", "Hangul"))
    share = 1 / (han + kana + hangul)
    if hangul > kana and hangul * 3 > han:
        return "ko", max(0.5, hangul * share)
    # Japanese prose is half kana; Chinese holds none but in a quoted name.
    return ("ja", 0.99) if kana * 10 > han else ("zh", max(0.5, han * share))
