"""The account: what became of every raw object and page, and whether it closes."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from tasks.records import RawObject, Record
from tasks.store.discovery import with_account
from tasks.store.retry import persist
from tasks.store.sql import OBJECT_OF_PAGE, quoted, run_query
from tasks.store.store import Store


class Account(Record):
    """What a store accounts for."""

    objects: int
    """Raw objects whose pages are all accounted for."""
    stored: int
    """Pages, like the next ones."""
    skipped: dict[str, int]
    """By reason."""
    quarantined: dict[str, int]
    """By reason."""
    outdated: int
    """Of these, made by an older version of the clean or events step."""
    unfinished: int
    """Rows whose object is not accounted for: a run is at work or died; running it again helps."""
    mismatches: tuple[str, ...]
    """What does not add up, a line each."""

    @property
    def pages(self) -> int:
        """All pages that have an outcome."""
        return self.stored + sum(self.skipped.values()) + sum(self.quarantined.values())

    @property
    def closes(self) -> bool:
        """Every object has its pages, and every page its rows."""
        return not self.mismatches and not self.unfinished


class SourceAccount(Record):
    """A source against the store: raw objects by what the store knows of them."""

    raw: int
    accounted: int
    unseen: int
    changed: int
    """Accounted for, but at another etag."""
    vanished: int
    """Accounted for, but no longer in the source."""
    vanished_first: tuple[str, ...]
    """The uris of some of these, the first by name."""


_EXAMPLES = 5

# Rows that stand without what is written after them.
_UNFINISHED = f"""
    SELECT
      (SELECT count(*) FROM pages p LEFT ANTI JOIN objects o
         ON o.uri = {OBJECT_OF_PAGE} AND o.etag = p.source_etag AND o.day = p.day)
    + (SELECT count(*) FROM documents d LEFT ANTI JOIN pages p
         ON p.doc_id = d.doc_id AND p.day = d.day AND p.outcome = 'stored')
    + (SELECT count(*) FROM events e LEFT ANTI JOIN documents d
         ON d.doc_id = e.doc_id AND d.day = e.day) AS n
"""
_MISMATCHES = {
    "objects whose pages are not as many as their records": f"""
        SELECT count(*) AS n, min(o.uri) AS example FROM objects o LEFT JOIN (
          SELECT {OBJECT_OF_PAGE} AS uri, source_etag AS etag, day, count(*) AS found
          FROM pages GROUP BY 1, 2, 3
        ) p ON o.uri = p.uri AND o.etag = p.etag AND o.day = p.day
        WHERE o.records <> coalesce(p.found, 0)""",
    "objects accounted for twice": """
        SELECT count(*) AS n, min(uri) AS example FROM (
          SELECT uri FROM objects GROUP BY uri HAVING count(*) > 1)""",
    "pages with two outcomes": """
        SELECT count(*) AS n, min(source_uri) AS example FROM (
          SELECT source_uri FROM pages GROUP BY source_uri HAVING count(*) > 1)""",
    "stored pages without their document": """
        SELECT count(*) AS n, min(source_uri) AS example FROM pages p
        LEFT ANTI JOIN documents d ON p.doc_id = d.doc_id AND p.day = d.day
        WHERE p.outcome = 'stored'""",
    "documents stored twice": """
        SELECT count(*) AS n, min(doc_id) AS example FROM (
          SELECT doc_id FROM documents GROUP BY doc_id HAVING count(*) > 1)""",
    "events stored twice": """
        SELECT count(*) AS n, min(event_id) AS example FROM (
          SELECT event_id FROM events GROUP BY event_id HAVING count(*) > 1)""",
}


def account(store: Store, *, clean_version: int, events_version: int) -> Account:
    """The account of the whole store; the versions are the present ones of the steps."""
    select = _reader(store)
    outdated = f"clean_version < {clean_version} OR events_version < {events_version}"
    pages = select(
        f"""SELECT outcome, coalesce(reason, '') AS reason, count(*) AS n,
              sum(CASE WHEN {outdated} THEN 1 ELSE 0 END) AS outdated
            FROM pages GROUP BY 1, 2 ORDER BY 1, 2"""
    )
    found = {what: select(sql)[0] for what, sql in _MISMATCHES.items()}
    return Account(
        objects=select("SELECT count(*) AS n FROM objects")[0]["n"],
        stored=sum(row["n"] for row in pages if row["outcome"] == "stored"),
        skipped={row["reason"]: row["n"] for row in pages if row["outcome"] == "skipped"},
        quarantined={row["reason"]: row["n"] for row in pages if row["outcome"] == "quarantined"},
        outdated=sum(row["outdated"] for row in pages if row["outcome"] != "skipped"),
        unfinished=select(_UNFINISHED)[0]["n"],
        mismatches=tuple(f"{row['n']} {what}, for example {row['example']}" for what, row in found.items() if row["n"]),
    )


def source_account(store: Store, raw: Iterable[RawObject], *, prefix: str) -> SourceAccount:
    """What the store knows of a source's raw objects; `prefix` is `source_prefix(source)`."""
    seen: Counter[str] = Counter()
    listed: set[str] = set()
    for obj, known in with_account(store, raw):
        listed.add(obj.uri)
        if known is None:
            seen["unseen"] += 1
        else:
            seen["accounted" if known.etag == obj.etag else "changed"] += 1
    vanished = sorted(_uris_below(store, prefix) - listed)
    return SourceAccount(
        raw=seen.total(),
        accounted=seen["accounted"],
        unseen=seen["unseen"],
        changed=seen["changed"],
        vanished=len(vanished),
        vanished_first=tuple(vanished[:_EXAMPLES]),
    )


def _uris_below(store: Store, prefix: str) -> set[str]:
    rows = store.accounts.fetch("uri", f"starts_with(uri, {quoted([prefix])})")
    return set(rows["uri"].to_pylist())


def _reader(store: Store) -> Callable[[str], list[dict[str, Any]]]:
    # Loaded against the order of writing: beside a running writer what an earlier table accounts
    # for is in the later ones.
    snapshots = {table.layout.name: table.load() for table in reversed(store.tables())}

    def select(sql: str) -> list[dict[str, Any]]:
        rows = persist(lambda: run_query(snapshots, sql).read_all(), place=store.url)
        return list(rows.to_pylist())

    return select
