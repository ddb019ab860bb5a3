"""The day of an act from the sentences behind it: "The attack took place on Friday"."""

import re
from itertools import pairwise

from tasks.events.acts import Act
from tasks.events.agree import family
from tasks.events.dates import When, find_dates
from tasks.events.sentences import Sentence
from tasks.events.tables import words

# The day may stand so many sentences behind the act.
_REACH = 3
_TOLD = re.compile(
    rf"\b(?:the|this|that|these)\s+(?:\w+\s+){{0,2}}?(?:{'|'.join(sorted(words('told_again')))})\b", re.IGNORECASE
)
_TELLING = re.compile(rf"\b(?:{'|'.join(sorted(words('saying')))})\b[^,;]{{0,30}}$", re.IGNORECASE)
_SAME_DAY = re.compile(r"\b(?:the same|that) (?:day|night|evening|morning|afternoon)\b", re.IGNORECASE)
_VIOLENT = frozenset(("ground", "fight", "blast", "street", "abduct"))


def date_around(spans: list[Sentence], acts: list[Act]) -> None:
    """Give each undated act the day of the next sentence that tells of it again and names one day."""
    for before, act in pairwise(acts):
        if act.when is None and _SAME_DAY.search(act.scene.sentence.text):
            act.when = before.when
    begins = {act.scene.sentence.start for act in acts}
    for act in acts:
        if act.when is None and family(act.sub_type) in _VIOLENT:
            act.when = _told_day(act, spans, begins)


def _told_day(act: Act, spans: list[Sentence], begins: set[int]) -> When | None:
    start = act.scene.sentence.start
    for span in [s for s in spans if s.start > start][:_REACH]:
        if span.start in begins:
            return None  # of another act
        days = [when for when in find_dates(span.text, act.scene.published) if _is_of_act(span.text, when)]
        if len(days) == 1 and _TOLD.search(span.text):
            return days[0]
    return None


def _is_of_act(text: str, when: When) -> bool:
    """One day that was not that of the telling."""
    before = text[: when.start].rstrip().lower()
    told = _TELLING.search(before) or before.endswith(("since", "until", "by", "from"))
    return when.precision == 1 and when.first is not None and not told
