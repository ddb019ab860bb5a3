"""The store: four tables and the document objects in a folder or under an S3 prefix."""

from pathlib import Path

from tasks.store import schemas
from tasks.store.errors import StoreError
from tasks.store.folder import FolderObjects
from tasks.store.objects import Objects
from tasks.store.s3 import S3Objects
from tasks.store.tables import LAYOUTS, Table
from tasks.store.unfinished import unmark


class Store:
    """Opened by `Store.open` (writers) or `Store.existing` (readers); safe in threads.

    One Store a process: its threads queue for a table instead of conflicting over it.
    """

    def __init__(self, objects: Objects) -> None:
        self.url = objects.url
        self.objects = objects
        self.documents, self.events, self.pages, self.accounts = (
            Table(f"{self.url}/tables/{name}", layout, objects.delta_options) for name, layout in LAYOUTS.items()
        )

    @classmethod
    def open(cls, url: str) -> "Store":
        """The store at `url`, created if it is not there. Raises StoreError, before any work,
        when it cannot be written."""
        store = cls(_objects_at(url))
        store.objects.check()
        versions = [table.schema_version() for table in store.tables()]
        if None in versions:
            store._create()
        store._require_present({version for version in versions if version is not None})
        return store

    @classmethod
    def existing(cls, url: str) -> "Store":
        """The store at `url` for reading and upkeep, made by an older sitrep or not. Raises
        StoreError when there is none."""
        store = cls(_objects_at(url))
        store.objects.check_readable()
        if store.accounts.schema_version() is None:
            raise StoreError(f"{store.url}: there is no store here; sitrep ingest makes one")
        return store

    def tables(self) -> tuple[Table, ...]:
        """The tables in the order in which they are written."""
        return self.documents, self.events, self.pages, self.accounts

    def table(self, name: str) -> Table:
        """The table of that name: documents, events, pages or objects."""
        return next(table for table in self.tables() if table.layout.name == name)

    def put_run(self, run_id: str, report: bytes) -> None:
        """Publish what a finished run wrote as `runs/<run_id>.json`."""
        self.objects.put(f"runs/{run_id}.json", report)
        unmark(self, run_id)

    def get_run(self, run_id: str) -> bytes | None:
        """What that run published; None when it never came to writing."""
        return self.objects.get(f"runs/{run_id}.json")

    def publish_schemas(self) -> None:
        """Write the JSON Schemas of the present records to `schemas/`."""
        self.objects.put_many((f"schemas/{name}", body) for name, body in schemas.json_schemas().items())

    def _require_present(self, versions: set[int]) -> None:
        if any(version > schemas.SCHEMA_VERSION for version in versions):
            raise StoreError(f"{self.url}: a newer sitrep made this store; install that one")
        if any(version < schemas.SCHEMA_VERSION for version in versions):
            raise StoreError(
                f"{self.url}: an older sitrep made this store; upgrade it first: sitrep maintain --store {self.url}"
            )

    def _create(self) -> None:
        self.publish_schemas()
        for table in self.tables():
            table.create()


def _objects_at(url: str) -> Objects:
    if url.startswith("s3://"):
        return S3Objects(url)
    if url.startswith("file://"):
        url = url.removeprefix("file://")
    if "://" in url or not url:
        raise StoreError(f"{url!r}: a store is a folder or s3://bucket/prefix")
    return FolderObjects(Path(url).absolute())
