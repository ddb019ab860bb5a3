"""What only a real S3 server proves: races, and what is left after a power cut."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import boto3
import pytest
from botocore.exceptions import ClientError

from infra.stack.rgw import Rgw, free_port, serving
from tasks.store import Store, write_batch
from tests.conftest import S3_KEYS
from tests.store.build import account_of, raw, result
from tests.store.rows import account_now, everything

pytestmark = pytest.mark.heavy


def test_of_many_create_only_puts_one_wins(rgw_bucket: str) -> None:
    client = boto3.client("s3")

    def put(key: str) -> bool:
        try:
            client.put_object(Bucket=rgw_bucket, Key=key, Body=b"x", IfNoneMatch="*")
        except ClientError as error:
            assert error.response["Error"]["Code"] in ("PreconditionFailed", "412")
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        for number in range(40):
            assert sum(pool.map(put, [f"key-{number}"] * 8)) == 1


def test_what_was_committed_is_there_after_kill_9_of_the_server(
    tmp_path: Path, use_s3: Callable[[dict[str, str]], None]
) -> None:
    with serving(Rgw(tmp_path.resolve(), free_port(), S3_KEYS)) as server:
        use_s3(server.settings())
        boto3.client("s3").create_bucket(Bucket="store")
        store = Store.open("s3://store/a")
        for number in range(3):
            obj = raw(f"{number}.html")
            write_batch(store, [result(obj)], [account_of(obj)])
        before = everything(store)
        server.kill()
        server.start()
        assert everything(Store.open("s3://store/a")) == before
        assert account_now(store).closes
