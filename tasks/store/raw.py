"""Raw objects: listed in a folder or under an S3 prefix, and read as they were listed."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import unquote_to_bytes

from botocore.exceptions import ClientError

from tasks.records import RawObject
from tasks.store.body import S3Body
from tasks.store.connection import connection
from tasks.store.errors import RawChangedError, SourceError
from tasks.store.folder import walk
from tasks.store.s3 import split_s3
from tasks.store.s3errors import code_of, explained
from tasks.store.sidecar import file_sidecar, page_metadata, s3_sidecar

_BUFFER = 256 * 1024
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class OpenedRaw:
    """A raw object being read."""

    body: BinaryIO
    metadata: dict[str, str]
    """`url` and `fetched_at` as far as the sidecar or the S3 user metadata have them."""


def list_raw(source: str) -> Iterator[RawObject]:
    """The raw objects of a file, a folder or an `s3://bucket/prefix`, as a stream in the order of
    their keys. Hidden ones (a name in the path below the source that begins with a dot) are left
    out. Raises SourceError."""
    if source.startswith("s3://"):
        return _list_s3(source)
    if "://" in source and not source.startswith("file://"):
        raise SourceError(f"{source}: a source is a file, a folder or s3://bucket/prefix")
    return _list_files(_path_of(source))


def check_source(source: str) -> None:
    """Raise SourceError unless the source can be listed; soon, also where nobody answers."""
    if source.startswith("s3://"):
        with explained(source, SourceError):
            connection().check_endpoint(split_s3(source)[0])
    next(list_raw(source), None)


def source_prefix(source: str) -> str:
    """What the uris of all raw objects of the source begin with."""
    if source.startswith("s3://"):
        return source
    path = _path_of(source).resolve()
    return f"{path.as_uri()}/" if path.is_dir() else path.as_uri()


@contextmanager
def open_raw(obj: RawObject, *, offset: int = 0) -> Iterator[OpenedRaw]:
    """Read a listed object as a stream from byte `offset` on. Raises RawChangedError when it is
    gone or another one by now, on opening or at the end; and SourceError when it cannot be read."""
    opened = _open_s3(obj, offset) if obj.uri.startswith("s3://") else _open_file(obj, offset)
    with opened as raw:
        yield raw


def _list_files(path: Path) -> Iterator[RawObject]:
    # Resolved, so that one file has one uri whatever way led to it.
    path = path.resolve()
    try:
        if path.is_dir():
            for file, stat in walk(path):
                yield _of_file(file, stat)
        else:
            yield _of_file(path, path.stat())
    except FileNotFoundError as error:
        raise SourceError(f"{error.filename}: no such file or folder") from error
    except OSError as error:
        raise SourceError(f"{error.filename}: {error.strerror}") from error


def _of_file(path: Path, stat: os.stat_result) -> RawObject:
    modified = _EPOCH + timedelta(microseconds=stat.st_mtime_ns // 1000)
    return RawObject(uri=path.as_uri(), etag=_file_etag(stat), size=stat.st_size, modified=modified)


def _file_etag(stat: os.stat_result) -> str:
    return f"{stat.st_size}-{stat.st_mtime_ns}"


def _path_of(source: str) -> Path:
    if source.startswith("file://"):
        return Path(os.fsdecode(unquote_to_bytes(source.removeprefix("file://"))))
    return Path(source)


def _list_s3(source: str) -> Iterator[RawObject]:
    bucket, prefix = split_s3(source)
    folder = prefix.rpartition("/")[0]
    pages = connection().client.get_paginator("list_objects_v2")
    with explained(source, SourceError):
        for page in pages.paginate(Bucket=bucket, Prefix=prefix):
            for item in page.get("Contents", []):
                key = item["Key"]
                names = key.removeprefix(folder).split("/")
                if key.endswith("/") or any(name.startswith(".") for name in names):
                    continue
                yield RawObject(
                    uri=f"s3://{bucket}/{key}",
                    etag=item["ETag"].strip('"'),
                    size=item["Size"],
                    modified=item["LastModified"].astimezone(UTC),
                )


@contextmanager
def _open_file(obj: RawObject, offset: int) -> Iterator[OpenedRaw]:
    path = _path_of(obj.uri)
    try:
        with path.open("rb") as body:
            _require_same(obj, body.fileno())
            body.seek(offset)
            yield OpenedRaw(body, page_metadata(file_sidecar(path)))
            _require_same(obj, body.fileno())
    except FileNotFoundError as error:
        raise RawChangedError(f"{path}: gone since it was listed") from error
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}") from error


def _require_same(obj: RawObject, file: int) -> None:
    if _file_etag(os.fstat(file)) != obj.etag:
        raise RawChangedError(f"{obj.uri}: changed since it was listed")


@contextmanager
def _open_s3(obj: RawObject, offset: int) -> Iterator[OpenedRaw]:
    s3 = connection()
    with explained(obj.uri, SourceError):
        try:
            body = S3Body(s3, obj, offset)
        except ClientError as error:
            if code_of(error) == "NoSuchKey":
                raise RawChangedError(f"{obj.uri}: gone since it was listed") from error
            raise
        with body:
            metadata = page_metadata(body.metadata)
            if "url" not in metadata:
                metadata = page_metadata(s3_sidecar(s3, obj.uri)) | metadata
            yield OpenedRaw(cast(BinaryIO, io.BufferedReader(body, _BUFFER)), metadata)
