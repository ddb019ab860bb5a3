"""The language of a whole document."""

import tomllib
from pathlib import Path

from tasks.language.first_judge import QUICK_TRIALS, TRIALS, first_judge, known_languages
from tasks.language.script import EAST_ASIAN, east_asian_language, main_script
from tasks.language.second_judge import second_judge
from tasks.language.words import hears, lower_words

# Characters that the judges get, in so many stretches from all over the text: cost grows with
# length, accuracy does not. Of 2,840 documents in 51 languages 300, 450, 1200 and 2000 characters
# all gave every one its right answer; in one stretch or three a foreign notice of the page came to
# speak for it (3 of 300 mixed documents).
SAMPLE, STRETCHES = 320, 8
# A first look less sure than this is followed by a thorough one.
SURE = 0.995
THOROUGH_SAMPLE = 1200
# A text shorter than this is a line, on which langdetect is as sure when it is wrong as when it is
# right. On 5,898 lines of its own languages it was right in .975 (under 40 letters: .940), the
# second judge in .984 (.976), and the rule in `_of_line` in .990 (.976).
LINE, SHORT_LINE = 200, 40
SURE_SECOND, SURE_OF_SHORT = 0.9, 0.6
# Fewer letters than this say nothing: "Share" is Somali to langdetect, "2 min read" Romanian.
MIN_LETTERS = 12
_MIN_SIGNS = 4

# Scripts of languages that langdetect has no profile of: it has no answer or a wrong one, so it is
# not asked.
_ONLY_SECOND = frozenset(("Armenian", "Burmese", "Ethiopic", "Georgian", "Khmer", "Lao", "Odia", "Sinhala", "Tibetan"))

# Kurdish and Azerbaijani are Turkish to langdetect, Pashto and Sorani Persian, Serbian Macedonian.
_CONFUSED = frozenset(tomllib.loads((Path(__file__).parent / "confused.toml").read_text("utf-8")))

# Languages so close to one that langdetect knows that the second judge must be surer of them: at
# least so many characters and so high a probability. Short Indonesian and Croatian texts are else
# taken for these.
_CLOSE = frozenset(("an", "bs", "ext", "gl", "jv", "ms", "oc"))
_CLOSE_LENGTH, _CLOSE_PROBABILITY = 500, 0.97
_PROBABILITY = 0.5


def document_language(text: str) -> tuple[str | None, float | None]:
    """ISO 639 code and certainty (0 to 1) of a text; (None, None) when it is too short to tell.

    langdetect is asked first. It gives languages that it has no profile of out as their neighbours
    (Kurdish as Turkish, Pashto as Persian, Hausa as Indonesian), so where py3langid sees such a
    language, that one counts.
    """
    sample = _sample(text, SAMPLE)
    script, letters, _ = main_script(sample)
    if script is None or letters < (_MIN_SIGNS if script in EAST_ASIAN else MIN_LETTERS):
        return None, None
    if script in EAST_ASIAN:
        return east_asian_language(sample)
    if script in _ONLY_SECOND:
        return second_judge()(sample)
    return _of_line(text) if len(text) < LINE else _of_document(text, sample)


def _of_document(text: str, sample: str) -> tuple[str | None, float]:
    first, probability = first_judge()(sample, QUICK_TRIALS)
    if probability < SURE:
        sample = _sample(text, THOROUGH_SAMPLE)
        first, probability = first_judge()(sample, TRIALS)
    if first is not None and first not in _CONFUSED and hears(lower_words(sample), first):
        return first, probability
    second, certainty = second_judge()(sample)
    if first is None or (second not in known_languages() and _believed(second, certainty, sample)):
        return second, certainty
    return first, probability


def _of_line(text: str) -> tuple[str | None, float | None]:
    """The second judge's answer when it is sure, else the first one's; none when a short line
    leaves both in doubt."""
    second, certainty = second_judge()(text)
    if len(text) < SHORT_LINE:
        return (second, certainty) if certainty >= SURE_OF_SHORT else (None, None)
    first, probability = first_judge()(text, TRIALS)
    unknown = second not in known_languages() and _believed(second, certainty, text)
    if first is None or unknown or (certainty >= SURE_SECOND and second not in _CLOSE):
        return second, certainty
    return first, probability


def _believed(language: str, certainty: float, sample: str) -> bool:
    if language in _CLOSE:
        return len(sample) >= _CLOSE_LENGTH and certainty >= _CLOSE_PROBABILITY
    return certainty >= _PROBABILITY


def _sample(text: str, letters: int) -> str:
    """Stretches from all over the text, so that a foreign notice does not speak for the page."""
    if len(text) <= letters:
        return text
    size = letters // STRETCHES
    starts = (number * (len(text) - size) // (STRETCHES - 1) for number in range(STRETCHES))
    return " ".join(text[start : start + size] for start in starts)
