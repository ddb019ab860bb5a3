"""What the command line says of storage that fails: one line, soon, and nothing half done."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import boto3
import pytest

import flows.batch
import flows.plan
from flows.cli.main import main
from flows.ingest import ingest
from flows.run import BATCHES_AT_ONCE, RunFailedError
from infra.stack.rgw import Rgw, free_port
from tasks.store import StoreRefusedError
from tests.flows.rows import all_rows
from tests.flows.trial import ROOT, Raw, pages, sitrep
from tests.store.build import let_read

UseS3 = Callable[[dict[str, str]], None]
TEXTS = str(ROOT / "seeds" / "text")


DAYS = ("--start", "2024-03-05", "--end", "2024-03-06")
COMMANDS = (
    ("ingest", TEXTS),
    ("backfill", "--source", TEXTS, *DAYS),
    ("replay",),
    ("maintain",),
    ("status",),
    ("read", "events"),
)
"""Each that needs the store."""
Refused = Callable[..., str]


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Refused:
    """Runs a command and gives what it says as it fails, before any flow is started."""

    def never() -> NoReturn:
        raise AssertionError("a flow was started")

    for name in ("ingest", "backfill", "replay", "maintain"):
        monkeypatch.setattr(import_module(f"flows.cli.{name}"), "flow_session", never)
    monkeypatch.setattr(signal, "signal", lambda *_: None)

    def run(*words: str) -> str:
        monkeypatch.setattr(sys, "argv", ["sitrep", *words])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        assert (left.value.code, out, err.count("\n")) == (1, "", 1), (out, err)
        assert err.startswith("sitrep: ")
        return err

    return run


def test_an_endpoint_that_is_not_there(use_s3: UseS3, refused: Refused) -> None:
    endpoint = f"http://127.0.0.1:{free_port()}"
    use_s3({"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_ENDPOINT_URL": endpoint})
    line = f"cannot reach {endpoint}: is the server running and AWS_ENDPOINT_URL right?"
    assert all(line in refused(*words, "--store", "s3://news/store") for words in COMMANDS)
    assert line in refused("ingest", "s3://news/raw", "--store", "s3://news/store")


def test_no_such_bucket(s3_server: str, tmp_path: Path, refused: Refused) -> None:
    line = "s3://not-there/store: there is no such bucket: create it first"
    assert all(line in refused(*words, "--store", "s3://not-there/store") for words in COMMANDS)
    assert "there is no such bucket" in refused("ingest", "s3://not-there/raw", "--store", f"{tmp_path}/store")
    assert not (tmp_path / "store").exists()


@pytest.mark.heavy
def test_a_wrong_secret(rgw: Rgw, rgw_bucket: str, use_s3: UseS3, refused: Refused) -> None:
    use_s3(rgw.settings() | {"AWS_SECRET_ACCESS_KEY": "no-secret"})
    store = f"s3://{rgw_bucket}/store"
    line = f"sitrep: {store}: wrong secret: check AWS_SECRET_ACCESS_KEY\n"
    assert all(refused(*words, "--store", store) == line for words in COMMANDS)
    use_s3(rgw.settings())
    assert "Contents" not in boto3.client("s3").list_objects_v2(Bucket=rgw_bucket)


@pytest.mark.heavy
def test_no_right_to_write(rgw: Rgw, rgw_bucket: str, use_s3: UseS3, refused: Refused) -> None:
    rgw.add_user("guest")
    let_read(rgw_bucket, "guest")
    use_s3(rgw.settings("guest"))
    assert "access denied" in refused("ingest", TEXTS, "--store", f"s3://{rgw_bucket}/store")
    assert "Contents" not in boto3.client("s3").list_objects_v2(Bucket=rgw_bucket)


@pytest.mark.heavy
@pytest.mark.timeout(600)
def test_a_disk_that_is_full_ends_the_run_and_room_makes_it_good(small_disk: Path, tmp_path: Path) -> None:
    raw, store = Raw(f"{tmp_path}/raw"), f"{small_disk}/store"
    raw.put_all(pages(0, 360))  # two batches
    code, out, err = sitrep("ingest", raw.url, "--store", store)
    assert (code, out) == (1, "")
    assert "Traceback" not in err
    last = err.splitlines()[-1]
    assert re.match(r"sitrep: \d of 2 batches are stored; run again to do the rest. batch \d: cannot write", last)
    assert "No space left on device" in last
    assert not list(small_disk.rglob("*.tmp"))
    subprocess.run(["mount", "-o", "remount,size=100m", small_disk], check=True)
    assert sitrep("ingest", raw.url, "--store", store)[0] == 0
    assert sitrep("status", "--store", store)[0] == 0
    assert sitrep("ingest", raw.url, "--store", f"{tmp_path}/calm")[0] == 0
    assert all_rows(store) == all_rows(f"{tmp_path}/calm")


@pytest.mark.usefixtures("prefect")
def test_a_store_that_refuses_a_batch_is_not_asked_for_all_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def refuse(*_: object, **__: object) -> NoReturn:
        asked.append(1)
        raise StoreRefusedError("the bucket: no room")

    monkeypatch.setattr(flows.batch, "write_batch", refuse)
    monkeypatch.setattr(flows.plan, "batches", partial(flows.plan.batches, size=1))
    raw = Raw(f"{tmp_path}/raw")
    raw.put_all(pages(20, 9))
    with pytest.raises(RunFailedError, match=r"^0 of 9 batches are stored; .* batch 1: the bucket"):
        ingest([raw.url], f"{tmp_path}/store")
    assert len(asked) <= BATCHES_AT_ONCE + 1
