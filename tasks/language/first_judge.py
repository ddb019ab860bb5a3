"""The first judge: langdetect, seeded, its profiles loaded before the first use.

Unseeded it gives another answer at every call; cold, threads race for its profiles and get wrong
answers.
"""

from collections.abc import Callable
from functools import cache

import langdetect.detector_factory as langdetect
from langdetect.lang_detect_exception import LangDetectException

SEED = 0

# langdetect's own codes that are no ISO 639-1 codes of a written standard.
_CODES = {"no": "nb", "zh-cn": "zh", "zh-tw": "zh"}

# langdetect draws letter groups at random, in seven trials. Three say the same on a text that is
# plainly of one language, for half the price; where they do not agree, and on more text, all seven
# are drawn.
QUICK_TRIALS, TRIALS = 3, 7

Detect = Callable[[str, int], tuple[str | None, float]]


@cache
def first_judge() -> Detect:
    """The loaded judge; loading takes about half a second of CPU, once a process."""
    langdetect.init_factory()
    factory = langdetect._factory
    factory.seed = SEED

    def detect(text: str, trials: int) -> tuple[str | None, float]:
        """Code and probability; (None, 0) for a text without a letter that a profile knows."""
        detector = factory.create()
        detector.n_trial = trials
        detector.append(text)
        try:
            found = detector.get_probabilities()
        except LangDetectException:
            return None, 0.0
        if not found:
            return None, 0.0
        return _CODES.get(found[0].lang, found[0].lang), float(found[0].prob)

    return detect


@cache
def known_languages() -> frozenset[str]:
    """The languages that the first judge has a profile of."""
    first_judge()
    return frozenset(_CODES.get(code, code) for code in langdetect._factory.langlist)
