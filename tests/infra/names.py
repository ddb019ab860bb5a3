"""Places of a test of its own, also on a stack that has seen it before."""

import os

from infra.stack.settings import RAW_BUCKET, STORE_BUCKET


def raw_of(test: str) -> str:
    """Where it puts raw pages."""
    return f"s3://{RAW_BUCKET}/{test}-{os.getpid()}"


def store_of(test: str) -> str:
    """The store it writes."""
    return f"s3://{STORE_BUCKET}/{test}-{os.getpid()}"
