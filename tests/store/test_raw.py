"""Raw objects are listed alike in a folder and in S3, and read as they were listed."""

import json
import os
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import boto3
import pytest

from tasks.records import RawObject
from tasks.store import RawChangedError, SourceError, list_raw, open_raw, source_prefix
from tests.store.conftest import STORAGE

Put = Callable[[str, bytes], None]


@pytest.fixture(params=STORAGE)
def source(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty source."""
    if request.param == "folder":
        (tmp_path / "raw").mkdir()
        return str(tmp_path / "raw")
    return f"s3://{request.getfixturevalue(request.param)}/raw/"


@pytest.fixture
def put(source: str) -> Put:
    """Writes an object into the source."""

    def put_s3(name: str, body: bytes) -> None:
        bucket, _, prefix = source.removeprefix("s3://").partition("/")
        boto3.client("s3").put_object(Bucket=bucket, Key=prefix + name, Body=body)

    def put_file(name: str, body: bytes) -> None:
        path = Path(source) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)

    return put_s3 if source.startswith("s3://") else put_file


NAMES = ["a b.html", "a.html", "a/b/é?#%.html", "a/z.txt", "ab/c.warc.gz", "b.json"]
HIDDEN = [".hidden.html", "a/.git/x.html", ".cache/y.html"]


def test_listing_has_all_but_hidden_ones_in_the_order_of_keys(source: str, put: Put) -> None:
    for name in NAMES + HIDDEN:
        put(name, b"12345")
    listed = list(list_raw(source))
    assert [Path(obj.uri).suffix for obj in listed] == [Path(name).suffix for name in NAMES]
    assert [_read(obj) for obj in listed] == [b"12345"] * len(NAMES)
    assert {obj.size for obj in listed} == {5}
    assert all(obj.uri.startswith(source_prefix(source)) for obj in listed)
    assert all(obj.modified.tzinfo is UTC and '"' not in obj.etag for obj in listed)


def _read(obj: RawObject) -> bytes:
    with open_raw(obj) as opened:
        return opened.body.read()


def test_an_empty_source_has_nothing(source: str) -> None:
    assert list(list_raw(source)) == []


def test_a_file_is_a_source_and_has_one_uri_whatever_way_leads_to_it(tmp_path: Path) -> None:
    page = tmp_path / "it's #1.html"
    page.write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path)
    listed = [
        *list_raw(str(page)),
        *list_raw(page.as_uri()),
        *list_raw(f"{tmp_path}/link/../{tmp_path.name}/it's #1.html"),
        *list_raw(str(tmp_path)),
    ]
    assert {obj.uri for obj in listed} == {page.as_uri()}
    assert len(listed) == 4
    assert {obj.etag for obj in listed} == {f"1-{page.stat().st_mtime_ns}"}


def test_an_s3_prefix_may_end_within_a_name(bucket: str) -> None:
    s3 = boto3.client("s3")
    for key in ("raw/2024-03-05/a.html", "raw/2024-03-06/.a.html", "raw/2024-04-01/a.html"):
        s3.put_object(Bucket=bucket, Key=key, Body=b"")
    listed = list_raw(f"s3://{bucket}/raw/2024-03-")
    assert [obj.uri for obj in listed] == [f"s3://{bucket}/raw/2024-03-05/a.html"]


def test_an_object_that_changed_after_the_listing_is_not_read(source: str, put: Put) -> None:
    put("a.html", b"old")
    [obj] = list_raw(source)
    put("a.html", b"newer")
    with pytest.raises(RawChangedError, match="changed since"):
        _read(obj)


def test_a_file_that_changes_while_it_is_read_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_bytes(b"old")
    [obj] = list_raw(str(page))
    with pytest.raises(RawChangedError), open_raw(obj) as opened:
        opened.body.read()
        page.write_bytes(b"newer")


def test_an_object_that_is_gone_is_told_from_one_that_cannot_be_read(source: str, put: Put) -> None:
    put("a.html", b"old")
    [obj] = list_raw(source)
    with pytest.raises(RawChangedError, match="gone"):
        _read(obj.model_copy(update={"uri": obj.uri + "x"}))


SIDECARS = {
    "all": (
        {"url": "https://a.example/", "fetched_at": "2024-03-05T01:02:03Z", "title": "no"},
        {"url": "https://a.example/", "fetched_at": "2024-03-05T01:02:03Z"},
    ),
    "wrong kinds": ({"url": 7, "fetched_at": None}, {}),
    "a list": (["url"], {}),
}


@pytest.mark.parametrize("said", SIDECARS)
@pytest.mark.parametrize("page", ["a.html", "a.HTM", "a.html.gz"])
def test_the_sidecar_gives_url_and_time_and_nothing_else(source: str, put: Put, page: str, said: str) -> None:
    put(page, b"<p>")
    sidecar, expected = SIDECARS[said]
    put("a.json", json.dumps(sidecar).encode())
    obj = next(obj for obj in list_raw(source) if not obj.uri.endswith(".json"))
    with open_raw(obj) as opened:
        assert opened.metadata == expected


def test_a_broken_sidecar_harms_nothing(source: str, put: Put) -> None:
    put("a.html", b"<p>")
    put("a.json", b"{\xff" + b"[" * 100_000)
    assert _read(next(iter(list_raw(source)))) == b"<p>"


def test_user_metadata_comes_before_the_sidecar(bucket: str) -> None:
    s3 = boto3.client("s3")
    metadata = {"url": "https://m.example/", "Fetched-At": "2024-01-01"}
    s3.put_object(Bucket=bucket, Key="a.html", Body=b"", Metadata=metadata)
    s3.put_object(Bucket=bucket, Key="a.json", Body=b'{"url": "https://s.example/"}')
    with open_raw(next(iter(list_raw(f"s3://{bucket}")))) as opened:
        assert opened.metadata == {"url": "https://m.example/", "fetched_at": "2024-01-01"}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("/nowhere/at/all", "/nowhere/at/all: no such file or folder"),
        ("https://a.example/", "a source is a file, a folder or s3://"),
    ],
)
def test_a_wrong_source_is_named(wrong: str, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        list(list_raw(wrong))


def test_a_missing_bucket_is_named(s3_server: str) -> None:
    with pytest.raises(SourceError, match=r"s3://not-there/raw: there is no such bucket"):
        list(list_raw("s3://not-there/raw"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_folder_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0)
    with pytest.raises(SourceError, match="shut: Permission denied"):
        list(list_raw(str(tmp_path)))
