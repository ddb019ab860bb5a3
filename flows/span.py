"""The plan of a backfill: which raw objects of its days are to be done, and how many pages a day
stand in which state."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from zlib import crc32

from flows.discover import Listing
from flows.plan import Plan, StoredDocument, pages_of, plan_of, plan_of_documents
from flows.request import Request
from tasks.clean import CLEAN_VERSION
from tasks.events import EVENTS_VERSION
from tasks.records import ObjectAccount, RawObject
from tasks.store import Store, object_of, query, with_account

PlanRow = dict[str, str | int]

_STATE_COLUMNS = ["source_uri", "day", "outcome", "clean_version", "events_version", "run_id"]


@dataclass(frozen=True)
class Todo:
    """A raw object to be done."""

    obj: RawObject
    previous: ObjectAccount | None
    pages: int
    """As the account has it; of a feed that was never read, an estimate from its size."""

    @property
    def day(self) -> date:
        """Of all its pages."""
        return self.obj.day


@dataclass(frozen=True)
class SpanPlan:
    """What is to be done, in order, and a row a day for a person to look at."""

    todo: tuple[Todo, ...]
    rows: list[PlanRow]
    documents: tuple[StoredDocument, ...] = ()
    """With stages events, these and no raw objects."""

    @property
    def by_day(self) -> Counter[date]:
        """Pages to do, the days in the order of work."""
        days: Counter[date] = Counter()
        todo: Sequence[Todo | StoredDocument] = self.documents or self.todo
        for one in todo:
            days[one.day] += one.pages
        return days

    def work(self, listing: Listing) -> Plan:
        """The same as batches, as many as one run takes."""
        if self.documents:
            return plan_of_documents(self.documents)
        return plan_of(item for todo in self.todo for item in listing.items_of(todo.obj, todo.previous))


@dataclass
class _Account:
    """What the account says of the days."""

    states: defaultdict[date, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    again: set[str] = field(default_factory=set)
    """Objects with a page that the request wants done again."""


def plan_span(request: Request, listing: Listing, store: Store, *, run_id: str) -> SpanPlan:
    """Compare raw with the account. What the run `run_id` itself has written is done, so that a
    run that crashed and is started again goes on where it was."""
    if request.stages == "events":
        return _plan_documents(request, store, run_id)
    known = _account(request, store, run_id)
    chosen_uris = set(map(object_of, _uris_of_documents(request, store))) if request.chooses_documents else None
    window = [obj for obj in listing.objects() if _within(request, obj)]
    states, todo = known.states, []
    for obj, previous in with_account(store, window):
        states[obj.day]["raw objects"] += 1
        state = _state(obj, previous)
        states[obj.day][state] += 1
        if (state != "done" or obj.uri in known.again) and (chosen_uris is None or obj.uri in chosen_uris):
            todo.append(Todo(obj, previous, pages_of(obj, previous)))
    todo.sort(key=lambda one: one.obj.day, reverse=request.newest_first)
    taken = tuple(_first_pages(todo, request.max_pages))
    for one in taken:
        states[one.obj.day]["to do"] += one.pages
    return SpanPlan(taken, [_row(day, states[day]) for day in sorted(states)])


def _within(request: Request, obj: RawObject) -> bool:
    return request.start <= obj.day <= request.end and _in_part(request, obj.uri)


def _in_part(request: Request, uri: str) -> bool:
    return crc32(uri.encode()) % request.parts == request.part - 1


def _account(request: Request, store: Store, run_id: str) -> _Account:
    found = _Account()
    rows = query(store, "pages", start=request.start, end=request.end, columns=_STATE_COLUMNS)
    for batch in rows:
        for row in batch.to_pylist():
            outdated = row["clean_version"] < CLEAN_VERSION or row["events_version"] < EVENTS_VERSION
            found.states[row["day"]][row["outcome"]] += 1
            found.states[row["day"]]["outdated"] += outdated
            wanted = {
                "missing": False,
                "outdated": outdated,
                "failed": row["outcome"] == "quarantined",
                "all": True,
            }
            if wanted[request.reprocess] and row["run_id"] != run_id:
                found.again.add(object_of(row["source_uri"]))
    return found


def _uris_of_documents(request: Request, store: Store) -> set[str]:
    """The pages whose documents are of the sites and languages that are asked for."""
    columns = ["source_uri", "host", "language"]
    return {
        row["source_uri"]
        for batch in query(store, "documents", start=request.start, end=request.end, columns=columns)
        for row in batch.to_pylist()
        if (not request.sites or row["host"] in request.sites)
        and (not request.languages or row["language"] in request.languages)
    }


def _plan_documents(request: Request, store: Store, run_id: str) -> SpanPlan:
    """The stored documents, as the account has them: raw is not looked at."""
    chosen = _uris_of_documents(request, store) if request.chooses_documents else None
    states: defaultdict[date, Counter[str]] = defaultdict(Counter)
    found: list[StoredDocument] = []
    columns = ["doc_id", "day", "source_uri", "events_version", "run_id"]
    rows = query(store, "pages", start=request.start, end=request.end, where="outcome = 'stored'", columns=columns)
    for batch in rows:
        for row in batch.to_pylist():
            outdated = row["events_version"] < EVENTS_VERSION
            states[row["day"]]["stored"] += 1
            states[row["day"]]["outdated"] += outdated
            document = StoredDocument(row["doc_id"], row["day"], object_of(row["source_uri"]))
            wanted = (outdated or request.reprocess == "all") and row["run_id"] != run_id
            if wanted and (chosen is None or row["source_uri"] in chosen) and _in_part(request, document.uri):
                found.append(document)
    found.sort(key=lambda one: one.day, reverse=request.newest_first)
    taken = tuple(found[: request.max_pages or None])
    for one in taken:
        states[one.day]["to do"] += 1
    return SpanPlan((), [_document_row(day, states[day]) for day in sorted(states)], taken)


def _state(obj: RawObject, previous: ObjectAccount | None) -> str:
    if previous is None:
        return "missing"
    return "done" if previous.etag == obj.etag else "changed"


def _first_pages(todo: list[Todo], most: int) -> Iterator[Todo]:
    taken = 0
    for one in todo:
        if most and taken >= most:
            return
        taken += one.pages
        yield one


def _row(day: date, states: Counter[str]) -> PlanRow:
    return {
        "day": str(day),
        "pages to do": states["to do"],
        "raw objects": states["raw objects"],
        "missing": states["missing"],
        "changed": states["changed"],
        "pages stored": states["stored"],
        "quarantined": states["quarantined"],
        "skipped": states["skipped"],
        "outdated": states["outdated"],
    }


def _document_row(day: date, states: Counter[str]) -> PlanRow:
    return {
        "day": str(day),
        "pages to do": states["to do"],
        "pages stored": states["stored"],
        "outdated": states["outdated"],
    }
