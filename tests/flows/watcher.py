"""A reader beside a run: it must never see anything in part."""

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tasks.records import Document
from tasks.store import Store, StoreError, query

_OBJECTS_A_LOOK = 20


@dataclass
class Seen:
    """What a reader saw."""

    looks: int = 0
    """Of a store with documents in it."""
    wrong: list[str] = field(default_factory=list)


@contextmanager
def watching(store: str) -> Iterator[Seen]:
    """Reads the store again and again as long as the block lasts: document objects, which must be
    whole, and the account of pages, whose documents must be there."""
    seen, done = Seen(), threading.Event()

    def look_on() -> None:
        while not done.wait(0.2):
            try:
                _look(Store.existing(store), seen)
            except StoreError as error:
                if "there is no store here" not in str(error):
                    seen.wrong.append(str(error))

    reader = threading.Thread(target=look_on)
    reader.start()
    try:
        yield seen
    finally:
        done.set()
        reader.join()


def _look(store: Store, seen: Seen) -> None:
    stored = _doc_ids(store, "pages", "outcome = 'stored'")
    missing = stored - _doc_ids(store, "documents")
    seen.wrong += [f"{doc_id} is stored without a document" for doc_id in sorted(missing)]
    keys = list(store.objects.list("documents/"))
    for key in random.sample(keys, min(len(keys), _OBJECTS_A_LOOK)):
        body = store.objects.get(key)
        try:
            Document.model_validate_json(body or b"")
        except ValueError:
            seen.wrong.append(f"{key} in part: {body!r}")
    seen.looks += bool(keys)


def _doc_ids(store: Store, table: str, where: str = "true") -> set[str]:
    rows = query(store, table, where=where, columns=["doc_id"])
    return {doc_id for batch in rows for doc_id in batch["doc_id"].to_pylist()}
