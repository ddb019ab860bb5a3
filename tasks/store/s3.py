"""Objects under a prefix of an S3 bucket."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from botocore.exceptions import ClientError, HTTPClientError, IncompleteReadError
from urllib3.exceptions import HTTPError

from tasks.store.connection import Connection, connection
from tasks.store.errors import StoreError
from tasks.store.s3errors import code_of, explained

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import GetObjectOutputTypeDef

BROKEN_BODY = (HTTPClientError, IncompleteReadError)
"""A body that ends early or breaks off: botocore retries calls, never their bodies."""
READS = 8
"""As many attempts for a body as for a call."""
# Single deletes, some at a time: DeleteObjects wants checksums that older servers do not know.
_CALLS_AT_ONCE = 8


def split_s3(url: str) -> tuple[str, str]:
    """Bucket and key (or prefix) of `s3://bucket/key`."""
    bucket, _, key = url.removeprefix("s3://").partition("/")
    return bucket, key


class S3Objects:
    """Objects by key below `s3://bucket/prefix`."""

    def __init__(self, url: str) -> None:
        self.bucket, prefix = split_s3(url.rstrip("/"))
        self.url = f"s3://{self.bucket}/{prefix}".rstrip("/")
        self._prefix = f"{prefix}/" if prefix else ""

    def check(self) -> None:
        self.check_readable()
        key = f".check-{uuid4().hex}"
        with explained(self.url, StoreError):
            self._put_new(key)
            created_again = self._put_new(key)
        self.delete_many([key])
        if created_again:
            raise StoreError(
                f"{self.url}: this server overwrites when told to create only (If-None-Match):"
                " two writers could lose rows; use a server that obeys it"
            )

    def check_readable(self) -> None:
        with explained(self.url, StoreError):
            self._connection.check_endpoint(self.bucket)
            self._connection.client.list_objects_v2(Bucket=self.bucket, Prefix=self._prefix, MaxKeys=1)

    def list(self, prefix: str) -> Iterator[str]:
        pages = self._connection.client.get_paginator("list_objects_v2")
        with explained(self.url, StoreError):
            for page in pages.paginate(Bucket=self.bucket, Prefix=self._prefix + prefix):
                for item in page.get("Contents", []):
                    yield item["Key"].removeprefix(self._prefix)

    def get(self, key: str) -> bytes | None:
        with explained(f"{self.url}/{key}", StoreError):
            try:
                return get_whole(self._connection, self.bucket, self._prefix + key)
            except ClientError as error:
                if code_of(error) == "NoSuchKey":
                    return None
                raise

    def put(self, key: str, body: bytes) -> None:
        with explained(f"{self.url}/{key}", StoreError):
            self._connection.client.put_object(Bucket=self.bucket, Key=self._prefix + key, Body=body)

    def put_many(self, items: Iterable[tuple[str, bytes]]) -> None:
        with ThreadPoolExecutor(_CALLS_AT_ONCE) as pool:
            for _ in pool.map(lambda item: self.put(*item), items):
                pass

    def delete_many(self, keys: Iterable[str]) -> None:
        with ThreadPoolExecutor(_CALLS_AT_ONCE) as pool:
            for _ in pool.map(self._delete, keys):
                pass

    def sweep(self, age: timedelta) -> None:
        latest = datetime.now(UTC) - age
        client = self._connection.client
        pages = client.get_paginator("list_multipart_uploads")
        with explained(self.url, StoreError):
            for page in pages.paginate(Bucket=self.bucket, Prefix=self._prefix):
                for upload in page.get("Uploads", []):
                    if upload["Initiated"] < latest:
                        client.abort_multipart_upload(
                            Bucket=self.bucket, Key=upload["Key"], UploadId=upload["UploadId"]
                        )

    def delta_options(self) -> dict[str, str]:
        return self._connection.delta_options()

    @property
    def _connection(self) -> Connection:
        return connection()

    def _delete(self, key: str) -> None:
        with explained(f"{self.url}/{key}", StoreError):
            self._connection.client.delete_object(Bucket=self.bucket, Key=self._prefix + key)

    def _put_new(self, key: str) -> bool:
        """Whether a create-only put wrote the object; one whose reply was lost comes back as a
        refusal (412), so that only reading tells."""
        body = uuid4().hex.encode()
        try:
            self._connection.client.put_object(Bucket=self.bucket, Key=self._prefix + key, Body=body, IfNoneMatch="*")
        except ClientError as error:
            if code_of(error) not in ("PreconditionFailed", "412"):
                raise
            return self.get(key) == body
        return True


def open_object(s3: Connection, bucket: str, key: str, *, start: int = 0) -> "GetObjectOutputTypeDef":
    """The answer to a GET from byte `start` on."""
    get = partial(s3.client.get_object, Bucket=bucket, Key=key)
    for attempt in range(1, READS + 1):
        try:
            return get(Range=f"bytes={start}-") if start else get()
        except HTTPError:  # the text of an error broke off; botocore does not try that again
            if attempt == READS:
                raise
    raise AssertionError("unreachable")


def get_whole(s3: Connection, bucket: str, key: str) -> bytes:
    """The object's bytes, read again from the start when the body breaks off."""
    for attempt in range(1, READS + 1):
        answer = open_object(s3, bucket, key)
        try:
            body: bytes = answer["Body"].read()
        except BROKEN_BODY:
            if attempt == READS:
                raise
        else:
            return body
    raise AssertionError("unreachable")
