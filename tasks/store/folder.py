"""Objects in a folder of the local file system."""

import os
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from tasks.store.errors import StoreError, StoreRefusedError

_TEMPORARY = ".tmp"


def walk(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """All files below `folder` in the order that S3 lists their keys in, hidden ones left out.

    Links are followed, but never back into a folder that is being walked. Raises OSError for a
    folder that cannot be read: leaving its files out would lose them in silence.
    """
    yield from _walk(folder, ())


def _walk(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[tuple[Path, os.stat_result]]:
    here = folder.stat()
    identity = (here.st_dev, here.st_ino)
    if identity in above:
        return
    with os.scandir(folder) as entries:
        seen = [entry for entry in entries if not entry.name.startswith(".")]
    for entry in sorted(seen, key=_s3_order):
        path = folder / entry.name
        if entry.is_dir():
            yield from _walk(path, (*above, identity))
        elif entry.is_file():
            yield path, entry.stat()


def _s3_order(entry: "os.DirEntry[str]") -> bytes:
    return os.fsencode(entry.name + "/" if entry.is_dir() else entry.name)


class FolderObjects:
    """Objects as files; a put goes through a temporary file, so that none is ever seen in part."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.url = str(root)

    def check(self) -> None:
        key = f".check-{uuid4().hex}"
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._error("create", "", error) from error
        self.put(key, b"")
        self.delete_many([key])

    def check_readable(self) -> None:
        if not self.root.is_dir():
            raise StoreError(f"{self.root}: there is no store here; sitrep ingest makes one")

    def list(self, prefix: str) -> Iterator[str]:
        folder = self.root / prefix.rpartition("/")[0]
        if not folder.is_dir():
            return
        for path, _ in walk(folder):
            key = path.relative_to(self.root).as_posix()
            if key.startswith(prefix):
                yield key

    def get(self, key: str) -> bytes | None:
        try:
            return (self.root / key).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._error("read", key, error) from error

    def put(self, key: str, body: bytes) -> None:
        path = self.root / key
        temporary = path.with_name(f".{path.name}.{uuid4().hex}{_TEMPORARY}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(body)
            temporary.replace(path)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            raise self._error("write", key, error) from error

    def put_many(self, items: Iterable[tuple[str, bytes]]) -> None:
        for key, body in items:
            self.put(key, body)

    def delete_many(self, keys: Iterable[str]) -> None:
        for key in keys:
            try:
                (self.root / key).unlink(missing_ok=True)
            except OSError as error:
                raise self._error("delete", key, error) from error

    def sweep(self, age: timedelta) -> None:
        latest = time.time() - age.total_seconds()
        for path in self.root.rglob(f".*{_TEMPORARY}"):
            if path.stat().st_mtime < latest:
                path.unlink(missing_ok=True)

    def delta_options(self) -> dict[str, str]:
        return {}

    def _error(self, verb: str, key: str, error: OSError) -> StoreError:
        return StoreRefusedError(f"cannot {verb} {self.root / key}: {error.strerror or error}")
