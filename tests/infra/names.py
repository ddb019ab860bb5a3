"""Places of a test of its own, also on a stack that has seen it before."""

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import boto3

from infra.stack.settings import RAW_BUCKET, STORE_BUCKET


def raw_of(test: str) -> str:
    """Where it puts raw pages."""
    return f"s3://{RAW_BUCKET}/{test}-{os.getpid()}"


def store_of(test: str) -> str:
    """The store it writes."""
    return f"s3://{STORE_BUCKET}/{test}-{os.getpid()}"


def put_all(url: str, objects: Iterable[tuple[str, bytes]]) -> None:
    """Many raw pages, by name, at once."""
    bucket, _, prefix = url.removeprefix("s3://").partition("/")
    client = boto3.client("s3")  # takes longer to make than a page to put, and may be shared

    def put(one: tuple[str, bytes]) -> None:
        client.put_object(Bucket=bucket, Key=f"{prefix}/{one[0]}", Body=one[1])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(put, objects))
