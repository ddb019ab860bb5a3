"""What is wrong with the storage is said in one line, before any work."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from infra.stack.rgw import Rgw, free_port
from tasks.store import (
    SourceError,
    StorageError,
    Store,
    StoreError,
    StoreRefusedError,
    StoreUnreachableError,
    list_raw,
    write_batch,
)
from tasks.store.schemas import PAGES, to_table
from tests.store.build import account_of, let_read, raw, result

UseS3 = Callable[[dict[str, str]], None]


def said(url: str) -> str:
    """What opening the store says, one line; nothing may be there afterwards."""
    with pytest.raises(StorageError) as caught:
        Store.open(url)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("url", ["gs://bucket/store", "https://a.example/store", ""])
def test_a_store_is_a_folder_or_s3(url: str) -> None:
    assert said(url) == f"{url!r}: a store is a folder or s3://bucket/prefix"


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert said(f"{tmp_path}/file/x") == f"cannot create {tmp_path}/file/x: Not a directory"
    assert said(f"{tmp_path}/file") == f"cannot create {tmp_path}/file: File exists"


def test_no_store_to_read(store_url: str) -> None:
    with pytest.raises(StoreError, match="there is no store here; sitrep ingest makes one"):
        Store.existing(store_url)


def test_no_credentials(use_s3: UseS3) -> None:
    use_s3({})
    line = "no credentials for S3: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
    assert said("s3://bucket/store") == f"s3://bucket/store: {line}"


def test_an_endpoint_that_is_not_there(use_s3: UseS3) -> None:
    endpoint = f"http://127.0.0.1:{free_port()}"
    keys = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}
    use_s3(keys | {"AWS_ENDPOINT_URL": endpoint})
    line = f"cannot reach {endpoint}: is the server running and AWS_ENDPOINT_URL right?"
    assert said("s3://bucket/store") == f"s3://bucket/store: {line}"
    use_s3(keys | {"AWS_ENDPOINT_URL": "127.0.0.1:9000"})
    assert "127.0.0.1:9000; it looks like https://host:port" in said("s3://bucket/store")


def test_no_such_bucket(s3_server: str) -> None:
    line = "there is no such bucket: create it first"
    assert said("s3://not-there/store") == f"s3://not-there/store: {line}"
    assert "this is no name for a bucket" in said("s3://")


@pytest.mark.heavy
def test_a_full_disk(small_disk: Path) -> None:
    store = Store.open(f"{small_disk}/store")
    with pytest.raises(StoreRefusedError, match=r"^[^\n\x1b]*No space left on device[^\n\x1b]*$"):
        for n in range(100):
            obj = raw(f"{n}.html")
            write_batch(store, [result(obj, text=os.urandom(2000).hex())], [account_of(obj)])
    assert not list(small_disk.rglob("*.tmp"))


@pytest.mark.heavy
def test_wrong_keys(rgw: Rgw, rgw_bucket: str, use_s3: UseS3) -> None:
    url = f"s3://{rgw_bucket}/store"
    use_s3(rgw.settings() | {"AWS_SECRET_ACCESS_KEY": "no-secret"})
    assert said(url) == f"{url}: wrong secret: check AWS_SECRET_ACCESS_KEY"
    with pytest.raises(SourceError, match="wrong secret"):
        list(list_raw(url))
    use_s3(rgw.settings() | {"AWS_ACCESS_KEY_ID": "unknown"})
    assert said(url) == f"{url}: unknown access key: check AWS_ACCESS_KEY_ID"


@pytest.mark.heavy
def test_no_right_to_write(rgw: Rgw, rgw_bucket: str, use_s3: UseS3) -> None:
    url = f"s3://{rgw_bucket}/store"
    Store.open(url)
    rgw.add_user("reader")
    use_s3(rgw.settings("reader"))
    assert "access denied" in said(url)
    use_s3(rgw.settings())
    let_read(rgw_bucket, "reader")
    use_s3(rgw.settings("reader"))
    assert Store.existing(url).pages.load().version() == 0
    assert "access denied" in said(url)


@pytest.mark.heavy
def test_delta_says_the_same_when_rights_end_on_the_way(rgw: Rgw, rgw_bucket: str, use_s3: UseS3) -> None:
    store = Store.open(f"s3://{rgw_bucket}/store")
    pages = f"s3://{rgw_bucket}/store/tables/pages"
    page = to_table([result(raw("a.html")).outcome], PAGES)
    rgw.add_user("reader")
    let_read(rgw_bucket, "reader")
    use_s3(rgw.settings("reader"))
    with pytest.raises(StoreRefusedError, match=f"^{pages}: access denied"):
        store.pages.replace(page, days=page["day"].to_pylist(), keys=page["doc_id"].to_pylist())
    use_s3(rgw.settings() | {"AWS_SECRET_ACCESS_KEY": "no-secret"})
    with pytest.raises(StoreRefusedError, match=f"^{pages}: wrong secret"):
        store.pages.load()


@pytest.mark.heavy
def test_a_server_that_is_gone_on_the_way_may_come_back(bucket: str, use_s3: UseS3) -> None:
    store = Store.open(f"s3://{bucket}/store")
    keys = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}
    use_s3(keys | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{free_port()}"})
    for call in (store.pages.load, lambda: store.objects.put("a", b"")):
        with pytest.raises(StoreUnreachableError, match="cannot reach"):
            call()
