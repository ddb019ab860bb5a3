"""How the inside of a record says that there is no page in it."""

from tasks.read.frames import Verdict


class Rejection(Exception):  # noqa: N818 - no error of ours: what the record is like
    """The record gives no page. `reason`: a name from REASONS; caught where the outcome is made."""

    def __init__(self, reason: str, detail: str, *, outcome: Verdict = "quarantined") -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
        self.outcome: Verdict = outcome
