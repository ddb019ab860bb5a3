"""Two buckets, and for the workers a user who has the rights of bucket-policy.json and no more."""

import json
from pathlib import Path

import boto3
from botocore.exceptions import ClientError

from infra.stack.rgw import Rgw
from infra.stack.settings import RAW_BUCKET, STORE_BUCKET

# An object belongs to the user who wrote it: without this the bucket's owner may not even read it.
_OWNERS_TOO = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"AWS": ["arn:aws:iam:::user/owner"]},
            "Action": "s3:*",
            "Resource": [f"arn:aws:s3:::{STORE_BUCKET}", f"arn:aws:s3:::{STORE_BUCKET}/*"],
        }
    ],
}
_POLICY = Path(__file__).parents[1] / "bucket-policy.json"


def create_buckets(s3: Rgw) -> None:
    """Both buckets and the user `sitrep`; nothing new where they are."""
    s3.add_user("sitrep")
    session = _as_owner(s3)
    client = session.client("s3", endpoint_url=s3.endpoint)
    for bucket in (RAW_BUCKET, STORE_BUCKET):
        try:
            client.create_bucket(Bucket=bucket)
        except ClientError as error:
            if error.response["Error"]["Code"] != "BucketAlreadyOwnedByYou":
                raise
    client.put_bucket_policy(Bucket=STORE_BUCKET, Policy=json.dumps(_OWNERS_TOO))
    policy = _POLICY.read_text().replace("raw-bucket", RAW_BUCKET).replace("store-bucket", STORE_BUCKET)
    iam = session.client("iam", endpoint_url=s3.endpoint)
    iam.put_user_policy(UserName="sitrep", PolicyName="sitrep", PolicyDocument=policy)


def put_pages(s3: Rgw, folder: Path) -> int:
    """What a crawler would do: the files of the folder into the raw bucket; how many."""
    client = _as_owner(s3).client("s3", endpoint_url=s3.endpoint)
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    for path in files:
        client.upload_file(str(path), RAW_BUCKET, str(path.relative_to(folder)))
    return len(files)


def _as_owner(s3: Rgw) -> boto3.Session:
    keys = s3.settings("owner")
    return boto3.Session(keys["AWS_ACCESS_KEY_ID"], keys["AWS_SECRET_ACCESS_KEY"], region_name=keys["AWS_REGION"])
