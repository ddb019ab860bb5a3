"""Upkeep, safe beside running writers: small files put together, what was replaced swept away."""

from collections import Counter
from datetime import date, timedelta

import pyarrow as pa
from deltalake import DeltaTable, Schema

from tasks.records import Record
from tasks.store import schemas
from tasks.store.store import Store
from tasks.store.tables import RETENTION, SCHEMA_PROPERTY, Table
from tasks.store.unfinished import unmark

# A day gets a file a commit. Fewer than this many files cost a reader less than a commit does.
FEW_FILES = 5


class TableUpkeep(Record):
    """What was done to one table."""

    table: str
    upgraded_from: int | None
    """The schema version that it had; null when it was the present one."""
    files_before: int
    files: int
    days_compacted: int
    files_deleted: int
    """Files that no version of the last days needs, those of dead writers among them."""
    version: int


def maintain(store: Store, *, retention: timedelta = RETENTION) -> list[TableUpkeep]:
    """Upgrade the tables, put small files of a day together, and delete what was replaced or left
    by a dead writer longer ago than `retention`, which must be longer than any run or query takes.
    Raises StoreError."""
    store.objects.check()
    done = [_maintain(table, retention) for table in store.tables()]
    if any(table.upgraded_from is not None for table in done):
        store.publish_schemas()
    unmark(store)
    store.objects.sweep(retention)
    return done


def _maintain(table: Table, retention: timedelta) -> TableUpkeep:
    upgraded_from = _upgrade(table)
    before = _files(table.load())
    crowded = [day for day, files in sorted(before.items()) if files >= FEW_FILES]
    for day in crowded:
        table.commit(lambda snapshot, day=day: _compact(snapshot, day))  # type: ignore[misc]
    deleted = _vacuum(table, retention)
    now = table.load()
    return TableUpkeep(
        table=table.layout.name,
        upgraded_from=upgraded_from,
        files_before=before.total(),
        files=_files(now).total(),
        days_compacted=len(crowded),
        files_deleted=len(deleted),
        version=now.version(),
    )


def _upgrade(table: Table) -> int | None:
    version = table.schema_version()
    if version is None or version >= schemas.SCHEMA_VERSION:
        return None
    have = {field.name for field in table.load().schema().fields}
    new = pa.schema([field for field in table.layout.schema if field.name not in have])
    if new.names:
        fields = Schema.from_arrow(new).fields
        table.commit(lambda snapshot: snapshot.alter.add_columns(fields))
    mark = {SCHEMA_PROPERTY: str(schemas.SCHEMA_VERSION)}
    table.commit(lambda snapshot: snapshot.alter.set_table_properties(mark, raise_if_not_exists=False))
    return version


def _vacuum(table: Table, retention: timedelta) -> list[str]:
    deleted: list[str] = []

    def vacuum(snapshot: DeltaTable) -> None:
        # Full: files that a dead writer never committed are in no log.
        hours = int(retention.total_seconds() // 3600)
        deleted.extend(snapshot.vacuum(hours, dry_run=False, enforce_retention_duration=False, full=True))
        snapshot.cleanup_metadata()

    table.commit(vacuum)
    return deleted


def _files(snapshot: DeltaTable) -> Counter[date]:
    actions = pa.table(snapshot.get_add_actions(flatten=True))
    return Counter(actions["partition.day"].to_pylist())


def _compact(snapshot: DeltaTable, day: date) -> None:
    # One day a commit: a writer of that day costs the work of that day alone.
    snapshot.optimize.compact(partition_filters=[("day", "=", str(day))], max_concurrent_tasks=1)
