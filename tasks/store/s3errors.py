"""What the errors of S3 clients mean to a person."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
    PartialCredentialsError,
)
from urllib3.exceptions import HTTPError

from tasks.store.connection import NO_CREDENTIALS
from tasks.store.errors import StorageError, StoreError, StoreRefusedError, StoreUnreachableError

_NO_BUCKET = "there is no such bucket: create it first"
_DENIED = "access denied: wrong credentials, or they lack the right to do this"
_NO_NAME = "this is no name for a bucket; it looks like s3://bucket/prefix"
MEANING = {
    "NoSuchBucket": _NO_BUCKET,
    "404": _NO_BUCKET,
    "AccessDenied": _DENIED,
    "Forbidden": _DENIED,
    "403": _DENIED,
    "SignatureDoesNotMatch": "wrong secret: check AWS_SECRET_ACCESS_KEY",
    "InvalidAccessKeyId": "unknown access key: check AWS_ACCESS_KEY_ID",
    "ExpiredToken": "the session token has expired: get new credentials",
    "RequestTimeTooSkewed": "this machine's clock is wrong",
    "InvalidBucketName": _NO_NAME,
    "QuotaExceeded": "the quota of the bucket or the user is used up",
}


def code_of(error: ClientError) -> str:
    """The error code of S3's answer, or the HTTP status where there is none."""
    return error.response.get("Error", {}).get("Code", "unknown")


def meaning_of(error: BotoCoreError | ClientError | HTTPError) -> str:
    """One line that says what is wrong and what to do."""
    if isinstance(error, ClientError):
        code = code_of(error)
        return MEANING.get(code) or f"the server answered {code}: {_line(error)}"
    if isinstance(error, ParamValidationError):
        return _NO_NAME
    if isinstance(error, NoCredentialsError | PartialCredentialsError):
        return NO_CREDENTIALS
    if isinstance(error, EndpointConnectionError | ConnectTimeoutError):
        url = urlsplit(error.kwargs.get("endpoint_url", ""))
        place = f"{url.scheme}://{url.netloc}"
        return f"cannot reach {place}: is the server running and AWS_ENDPOINT_URL right?"
    return _line(error)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())


@contextmanager
def explained(place: str, kind: type[StorageError]) -> Iterator[None]:
    """Turn a client's error into `kind` with one line that begins with `place`."""
    try:
        yield
    except (BotoCoreError, ClientError, HTTPError) as error:
        exact = _kind_of(error) if kind is StoreError else kind
        raise exact(f"{place}: {meaning_of(error)}") from error


def _kind_of(error: BotoCoreError | ClientError | HTTPError) -> type[StoreError]:
    if isinstance(error, EndpointConnectionError | ConnectTimeoutError):
        return StoreUnreachableError
    refused = isinstance(error, ClientError) and code_of(error) in MEANING
    return StoreRefusedError if refused or isinstance(error, NoCredentialsError) else StoreError
