"""The policy allows what the store does to its buckets, and nothing that harms raw."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
STATEMENTS = json.loads((ROOT / "infra" / "bucket-policy.json").read_text())["Statement"]

# boto3's calls by the permission that each needs (AWS, actions for S3).
NEEDS = {
    "abort_multipart_upload": "s3:AbortMultipartUpload",
    "delete_object": "s3:DeleteObject",
    "delete_objects": "s3:DeleteObject",
    "get_object": "s3:GetObject",
    "list_multipart_uploads": "s3:ListBucketMultipartUploads",
    "list_objects_v2": "s3:ListBucket",
    "put_object": "s3:PutObject",
}


def allowed(bucket: str) -> set[str]:
    found = (s["Action"] for s in STATEMENTS if f":::{bucket}" in s["Resource"])
    return {a for actions in found for a in ([actions] if isinstance(actions, str) else actions)}


def calls() -> set[str]:
    code = "\n".join(path.read_text() for path in (ROOT / "tasks" / "store").glob("*.py"))
    found = re.findall(r'client\.(?!get_paginator)([a-z_0-9]+)\(|get_paginator\("(\w+)"', code)
    return {direct or paged for direct, paged in found}


def test_the_store_may_do_all_that_it_does() -> None:
    assert {NEEDS[call] for call in calls()} <= allowed("store-bucket")


def test_raw_can_only_be_listed_and_read() -> None:
    assert allowed("raw-bucket") == {"s3:ListBucket", "s3:GetObject"}


def test_every_statement_allows_and_names_its_bucket() -> None:
    assert {statement["Effect"] for statement in STATEMENTS} == {"Allow"}
    assert all("*" not in statement["Resource"].split(":::")[1][:5] for statement in STATEMENTS)
