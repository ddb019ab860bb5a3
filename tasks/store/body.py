"""The body of an S3 object as a stream that goes on where a broken connection left it."""

import io
from typing import TYPE_CHECKING

from tasks.records import RawObject
from tasks.store.connection import Connection
from tasks.store.errors import RawChangedError, SourceError
from tasks.store.s3 import BROKEN_BODY, READS, split_s3
from tasks.store.s3errors import explained

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer
    from botocore.response import StreamingBody
    from mypy_boto3_s3.type_defs import GetObjectOutputTypeDef


class S3Body(io.RawIOBase):
    """Raises RawChangedError when the object is no longer the one that was listed.

    The ETag of every answer is compared rather than sent as If-Match: servers disagree on whether
    that one takes quotes.
    """

    def __init__(self, s3: Connection, obj: RawObject, offset: int = 0) -> None:
        super().__init__()
        self._s3 = s3
        self._obj = obj
        self._at = offset
        self._broken = 0
        answer = self._get()
        self.metadata = answer["Metadata"]
        self._body: StreamingBody = answer["Body"]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer).cast("B")
        with explained(self._obj.uri, SourceError):
            data = self._read(len(view))
        view[: len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._body.close()
        super().close()

    def _read(self, amount: int) -> bytes:
        while True:
            try:
                data = self._body.read(amount)
            except BROKEN_BODY:
                self._broken += 1
                if self._broken == READS:
                    raise
                self._body.close()
                self._body = self._get()["Body"]
            else:
                self._broken = 0 if data else self._broken
                return data

    def _get(self) -> "GetObjectOutputTypeDef":
        bucket, key = split_s3(self._obj.uri)
        rest = {"Range": f"bytes={self._at}-"} if self._at else {}
        answer = self._s3.client.get_object(Bucket=bucket, Key=key, **rest)  # type: ignore[arg-type]
        if answer["ETag"].strip('"') != self._obj.etag:
            answer["Body"].close()
            raise RawChangedError(f"{self._obj.uri}: changed since it was listed")
        return answer
