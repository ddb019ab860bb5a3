"""What a backfill is asked for, checked before any work: each mistake is one line."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, get_args

from tasks.records.errors import SitrepError
from tasks.store import Store, query

Stages = Literal["all", "events"]
Reprocess = Literal["missing", "outdated", "failed", "all"]

# A year at a time: the plan of more is too long to look at, and its listing to wait for.
MAX_DAYS = 366


class BackfillError(SitrepError):
    """The parameters cannot be worked with."""


@dataclass(frozen=True)
class Request:
    """Days, and what of them is to be done."""

    start: date
    end: date
    sources: tuple[str, ...]
    store: str
    sites: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    stages: Stages = "all"
    reprocess: Reprocess = "missing"
    newest_first: bool = False
    max_pages: int = 0
    part: int = 1
    """Of so many `parts` that the objects of a day with very many pages are dealt into."""
    parts: int = 1

    @property
    def chooses_documents(self) -> bool:
        """Only what has a document has a site and a language."""
        return bool(self.sites or self.languages)


def request_of(*, start_date: object, end_date: object, reprocess: str, **fields: Any) -> Request:  # noqa: ANN401 - a form
    """The fields of the form, as they come: the server lets through dates that are none. Raises
    BackfillError."""
    start, end = _date("start_date", start_date), _date("end_date", end_date)
    if end < start:
        raise BackfillError(f"end_date {end} is before start_date {start}")
    if (days := (end - start).days + 1) > MAX_DAYS:
        raise BackfillError(f"{start} to {end} are {days} days; a backfill takes at most {MAX_DAYS}")
    for name, value, known in (("reprocess", reprocess, Reprocess), ("stages", fields.get("stages", "all"), Stages)):
        if value not in get_args(known):
            raise BackfillError(f"{name} {value!r} is none of {', '.join(get_args(known))}")
    for name in ("sources", "sites", "languages"):
        fields[name] = tuple(value.strip() for value in fields.get(name, ()) if value.strip())
    fields["sites"] = tuple(site.lower() for site in fields["sites"])
    request = Request(start, end, reprocess=reprocess, **fields)  # type: ignore[arg-type]
    if request.max_pages < 0:
        raise BackfillError(f"max_pages {request.max_pages} is below 0; 0 is for all")
    if not 1 <= request.part <= request.parts:
        raise BackfillError(f"part {request.part} is not among {request.parts} parts")
    if reprocess in ("missing", "failed") and (request.chooses_documents or request.stages == "events"):
        asked = "stages events looks" if request.stages == "events" else "sites and languages look"
        raise BackfillError(
            f"{asked} at stored documents alone, and reprocess {reprocess} at pages without one; choose outdated or all"
        )
    return request


def check_names(request: Request, store: Store) -> None:
    """Raise BackfillError for a site or a language that no document of the store has."""
    for what, column, wanted in (("site", "host", request.sites), ("language", "language", request.languages)):
        if wanted:
            known = _values(store, column)
            for name in wanted:
                if name not in known:
                    raise BackfillError(f"unknown {what} {name!r}: {_known(name, known)}")


def _date(name: str, value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).partition("T")[0])
    except ValueError:
        raise BackfillError(f"{name} {value!r} is no date; write it YYYY-MM-DD") from None


def _values(store: Store, column: str) -> set[str]:
    found: set[str] = set()
    for batch in query(store, "documents", where=f"{column} IS NOT NULL", columns=[column]):
        found.update(batch[column].unique().to_pylist())
    return found


def _known(name: str, known: Iterable[str], *, shown: int = 5) -> str:
    names = sorted(known)
    if not names:
        return "the store has no documents yet"
    near = sorted(difflib.get_close_matches(name, names, n=shown)) or names[:shown]
    more = f" and {len(names) - len(near)} others" if len(names) > len(near) else ""
    return f"the store's documents are of {', '.join(near)}{more}"
