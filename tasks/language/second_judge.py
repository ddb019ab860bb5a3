"""The second judge: py3langid, which knows 140 languages and is quicker, but not asked first:
on close pairs (Croatian and Bosnian, Indonesian and Malay) langdetect is the steadier one."""

from collections.abc import Callable
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

# Codes folded into the written standard that readers and tools expect.
_CODES = {
    "arz": "ar",
    "ary": "ar",
    "hbo": "he",
    "nn": "nb",
    "no": "nb",
    "pcm": "en",
    "sdh": "ckb",
    "wuu": "zh",
    "yue": "zh",
}

# Its sums are single precision, and their order is the processor's: on another kind of machine the
# probability differs from the fifth digit on, and rows would not be the same.
PROBABILITY_DIGITS = 3

Judge = Callable[[str], tuple[str, float]]


@cache
def second_judge() -> Judge:
    """The loaded judge; loading takes about .3 s of CPU, once a process."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

    def judge(text: str) -> tuple[str, float]:
        """Code and probability of the likeliest language."""
        code, probability = identifier.classify(text)
        return _CODES.get(code, code), round(float(probability), PROBABILITY_DIGITS)

    return judge
