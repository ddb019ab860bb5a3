"""A quarter of all S3 calls disturbed: the same rows, and nothing is ever seen in part."""

import os
import threading
from datetime import timedelta

import boto3
import pytest

from tasks.store import (
    Store,
    StoreError,
    document_key,
    list_raw,
    maintain,
    open_raw,
    unaccounted,
    write_batch,
)
from tests.faulty_proxy import disturbing
from tests.store.build import NOON, account_of, raw, result
from tests.store.rows import account_now, everything

RATE = 0.25
ROUNDS = 1


@pytest.fixture(params=["bucket", pytest.param("rgw_bucket", marks=pytest.mark.heavy)])
def any_bucket(request: pytest.FixtureRequest) -> str:
    """A bucket of moto's or of RGW's."""
    name: str = request.getfixturevalue(request.param)
    return name


def fill(store: Store, rounds: int) -> None:
    """New, changed, moved and quarantined pages."""
    for n in range(rounds):
        objects = [raw(f"{n}-{i}.html") for i in range(3)] + [raw(f"{n}.html", day="")]
        write_batch(store, [result(o) for o in objects], [account_of(o) for o in objects])
        old, changed = objects[0], raw(f"{n}-0.html", etag="2")
        moved = raw(f"{n}.html", day="", etag="2", modified=NOON + timedelta(days=1))
        found = dict(unaccounted(store, [*objects[1:3], changed, moved]))
        assert {obj.uri: before for obj, before in found.items()} == {
            changed.uri: account_of(old),
            moved.uri: account_of(objects[3]),
        }
        write_batch(
            store,
            [result(changed, reason="empty"), result(moved, text="New.")],
            [account_of(changed), account_of(moved)],
            replaced=[account_of(old), account_of(objects[3])],
        )
    maintain(store)


def test_the_rows_are_those_of_an_undisturbed_run(any_bucket: str) -> None:
    fill(Store.open(f"s3://{any_bucket}/calm"), ROUNDS)
    calm = everything(Store.existing(f"s3://{any_bucket}/calm"))
    endpoint = os.environ["AWS_ENDPOINT_URL"]
    with disturbing(endpoint, rate=RATE, seed=1) as disturbed, pytest.MonkeyPatch.context() as env:
        env.setenv("AWS_ENDPOINT_URL", disturbed.url)
        fill(Store.open(f"s3://{any_bucket}/rough"), ROUNDS)
        rough = everything(Store.existing(f"s3://{any_bucket}/rough"))
    assert set(disturbed.counts) >= {"", "503", "reset after", "truncate"}
    assert disturbed.rate > RATE / 2
    store = Store.existing(f"s3://{any_bucket}/rough")
    assert everything(store) == rough == calm
    assert account_now(store).closes


def test_raw_objects_are_read_whole(any_bucket: str) -> None:
    bodies = {f"raw/{n}.html": os.urandom(n * 50_000) for n in range(8)}
    for key, body in bodies.items():
        boto3.client("s3").put_object(Bucket=any_bucket, Key=key, Body=body)
    endpoint = os.environ["AWS_ENDPOINT_URL"]
    listed = list(list_raw(f"s3://{any_bucket}/raw/"))
    breaks = disturbing(endpoint, rate=0.5, seed=2, faults=["truncate", "reset before"])
    with breaks as disturbed, pytest.MonkeyPatch.context() as env:
        env.setenv("AWS_ENDPOINT_URL", disturbed.url)
        assert list(list_raw(f"s3://{any_bucket}/raw/")) == listed
        for obj in listed:
            with open_raw(obj) as opened:
                assert opened.body.read() == bodies[obj.uri.removeprefix(f"s3://{any_bucket}/")]
    assert disturbed.counts["truncate"] > 3


def test_a_server_without_create_only_puts_is_refused(bucket: str) -> None:
    place = f"s3://{bucket}/store"
    old = disturbing(os.environ["AWS_ENDPOINT_URL"], rate=1, seed=4, faults=["overwrite"])
    with old as server, pytest.MonkeyPatch.context() as env:
        env.setenv("AWS_ENDPOINT_URL", server.url)
        with pytest.raises(StoreError, match="this server overwrites when told to create only"):
            Store.open(place)
    assert list(list_raw(place)) == []


def test_a_create_only_put_whose_answer_is_lost_is_settled_by_reading(any_bucket: str) -> None:
    endpoint = os.environ["AWS_ENDPOINT_URL"]
    lost = disturbing(endpoint, rate=0.5, seed=5, faults=["reset after"])
    with lost as disturbed, pytest.MonkeyPatch.context() as env:
        env.setenv("AWS_ENDPOINT_URL", disturbed.url)
        for _ in range(2):
            Store.open(f"s3://{any_bucket}/store")
    assert disturbed.counts["reset after"]


def test_a_reader_never_sees_a_document_in_part(any_bucket: str) -> None:
    obj = raw("a.html")
    versions = [result(obj, text=letter * 200_000) for letter in "abcdef"]
    Store.open(f"s3://{any_bucket}/store")
    key = document_key(versions[0].outcome.doc_id, obj.day)
    whole = {r.document.model_dump_json().encode() for r in versions if r.document}
    seen: set[bytes | None] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add(Store.existing(f"s3://{any_bucket}/store").objects.get(key))

    reader = threading.Thread(target=read)
    endpoint = os.environ["AWS_ENDPOINT_URL"]
    with disturbing(endpoint, rate=RATE, seed=3) as disturbed, pytest.MonkeyPatch.context() as env:
        env.setenv("AWS_ENDPOINT_URL", disturbed.url)
        store = Store.existing(f"s3://{any_bucket}/store")
        reader.start()
        for version in versions * 5:
            assert version.document
            store.objects.put(key, version.document.model_dump_json().encode())
        done.set()
        reader.join()
    assert len(seen) > 1
    assert seen <= {None, *whole}
