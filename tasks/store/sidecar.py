"""What stands beside an HTML page: `NAME.json` or S3 user metadata with its url and time."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from botocore.exceptions import ClientError

from tasks.store.connection import Connection
from tasks.store.s3 import get_whole, split_s3
from tasks.store.s3errors import code_of

_HTML_NAME = re.compile(r"\.html?(\.gz)?$", re.IGNORECASE)
_LARGEST = 1 << 20  # bytes; a sidecar that says more is something else


def page_metadata(said: Mapping[str, object]) -> dict[str, str]:
    """`url` and `fetched_at` of what was said, nothing else, and only if they are text."""
    named = {name.lower().replace("-", "_"): value for name, value in said.items()}
    return {name: value for name in ("url", "fetched_at") if isinstance(value := named.get(name), str) and value}


def file_sidecar(page: Path) -> dict[str, object]:
    """What the sidecar of an HTML file says; nothing if there is none or it is broken."""
    if not _HTML_NAME.search(page.name):
        return {}
    sidecar = page.with_name(_HTML_NAME.sub(".json", page.name))
    try:
        if sidecar.stat().st_size > _LARGEST:
            return {}
        return _parse(sidecar.read_bytes())
    except OSError:
        return {}


def s3_sidecar(s3: Connection, page_uri: str) -> dict[str, object]:
    """The same for an HTML object in S3."""
    bucket, key = split_s3(page_uri)
    if not _HTML_NAME.search(key):
        return {}
    try:
        return _parse(get_whole(s3, bucket, _HTML_NAME.sub(".json", key)))
    except ClientError as error:
        if code_of(error) in ("NoSuchKey", "AccessDenied"):
            return {}
        raise


def _parse(sidecar: bytes) -> dict[str, object]:
    try:
        said = json.loads(sidecar)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
