"""Plain objects under one root: what a folder and an S3 prefix have in common."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Protocol


class Objects(Protocol):
    """Objects by key (`a/b.json`, relative to `url`)."""

    url: str
    """An absolute path or `s3://bucket/prefix`, without a slash at the end."""

    def check(self) -> None:
        """Raise StoreError unless objects can be written here, by create-only put as well."""

    def check_readable(self) -> None:
        """Raise StoreError unless objects can be listed here."""

    def list(self, prefix: str) -> Iterator[str]:
        """The keys that begin with `prefix`, sorted, as a stream."""

    def get(self, key: str) -> bytes | None:
        """The object's bytes; None where there is none."""

    def put(self, key: str, body: bytes) -> None:
        """Write an object; a reader sees the old one or the whole new one."""

    def put_many(self, items: Iterable[tuple[str, bytes]]) -> None:
        """Write objects, some at a time."""

    def delete_many(self, keys: Iterable[str]) -> None:
        """Delete objects; one that is not there is as good as deleted."""

    def sweep(self, age: timedelta) -> None:
        """Delete what writers that died longer ago left half written."""

    def delta_options(self) -> dict[str, str]:
        """Endpoint and credentials for Delta's own client, the same as this one's."""
