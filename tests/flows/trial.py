"""Trials of whole runs: generated raw pages in a folder or in S3, and `sitrep` as a process."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import boto3

from tasks.clean import CLEAN_VERSION
from tasks.events import EVENTS_VERSION
from tasks.store import Account, Store, StoreError, account

ROOT = Path(__file__).parents[2]
_SITREP = [sys.executable, "-c", "from flows.cli import main; main()"]
_A_FEED = 20  # pages of one JSONL object


def pages(first: int, count: int, *, version: int = 0) -> Iterator[tuple[str, bytes]]:
    """Raw objects with so many pages, names and bytes: text, HTML, and feeds of 20; of three days,
    and some without a date in their path. Another version has the same names and other bytes."""
    number = first
    while number < first + count:
        chance = random.Random(1000 * number + version)
        day = f"2024-03-{number % 3 + 1:02}"
        if number % 100 == 7 and number + _A_FEED <= first + count:
            lines = [json.dumps({"url": _url(n), "text": _text(chance)}) for n in range(_A_FEED)]
            yield f"{day}/feed-{number:05}.jsonl", "\n".join(lines).encode()
            number += _A_FEED
            continue
        text = _text(chance)
        if number % 5 == 0:
            body = "".join(f"<p>{line}</p>" for line in text.splitlines())
            html = f'<html><head><link rel="canonical" href="{_url(number)}"></head>'
            yield f"{day}/page-{number:05}.html", f"{html}<body>{body}</body></html>".encode()
        else:
            folder = "undated" if number % 5 == 1 else day
            yield f"{folder}/page-{number:05}.txt", text.encode()
        number += 1


def _url(number: int) -> str:
    return f"https://news.example/{number}"


def _text(chance: random.Random) -> str:
    return "\n".join([f"Report {chance.random()}", *chance.sample(_sentences(), 4)])


@cache
def _sentences() -> list[str]:
    texts = sorted((ROOT / "seeds" / "text").rglob("*.txt"))
    lines = {line for path in texts for line in path.read_text("utf-8").splitlines()}
    return sorted(line for line in lines if 80 < len(line) < 300)


@dataclass(frozen=True)
class Raw:
    """A source that pages are put into: a folder or `s3://bucket/prefix`."""

    url: str

    def put(self, name: str, body: bytes) -> None:
        """Write or overwrite one raw object; a folder's as a crawler would, whole at once."""
        if self.url.startswith("s3://"):
            bucket, _, prefix = self.url.removeprefix("s3://").partition("/")
            boto3.client("s3").put_object(Bucket=bucket, Key=f"{prefix}/{name}", Body=body)
            return
        path = Path(self.url, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}")
        new.write_bytes(body)
        new.replace(path)

    def put_all(self, objects: Iterator[tuple[str, bytes]]) -> None:
        """Write them all."""
        for name, body in objects:
            self.put(name, body)


def start(*words: str, **environment: str) -> "subprocess.Popen[str]":
    """`sitrep` with these words, in a session of its own."""
    return subprocess.Popen(
        [*_SITREP, *words],
        cwd=ROOT,
        env=os.environ | environment,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def sitrep(*words: str, **environment: str) -> tuple[int, str, str]:
    """Exit status and what it said on both outputs."""
    process = start(*words, **environment)
    out, err = process.communicate()
    return process.returncode, out, err


def kill(process: "subprocess.Popen[str]") -> None:
    """kill -9; all that it started dies as well."""
    process.send_signal(signal.SIGKILL)
    process.wait()
    for stream in (process.stdout, process.stderr):
        if stream:
            stream.close()


def rough_runs(raw: Raw, store: str, *, kills: int, arrivals: int, seed: int) -> list[Account]:
    """Ingest with kills at random moments: as it looks for what is new, between commits, as it
    writes documents, as it works, in turn. Between a crash and the next run pages arrive and one
    changes. Gives the account that each kill left."""
    chance = random.Random(seed)
    left: list[Account] = []
    arrived = 100_000
    while len(left) < kills:
        sign, longest = _MOMENTS[len(left) % len(_MOMENTS)]
        before = _count(store, sign)
        process = start("ingest", raw.url, "--store", store)
        while process.poll() is None and sign and _count(store, sign) == before:
            time.sleep(0.05)
        time.sleep(chance.uniform(0, longest))
        if process.poll() is None:
            kill(process)
            left.append(_account(store))
        raw.put_all(pages(arrived, arrivals))
        raw.put_all(pages(arrived, 1, version=len(left)))
        arrived += arrivals
    return left


# What has to come into the store first, and within how many seconds from then on a kill falls.
_MOMENTS = (("", 4.0), ("tables/events/_delta_log/", 0.3), ("documents/", 0.5), ("runs/", 3.0))


def _count(store: str, prefix: str) -> int:
    try:
        return sum(1 for _ in Store.existing(store).objects.list(prefix))
    except StoreError:
        return 0  # not yet made


def _account(store: str) -> Account:
    if not _count(store, "schemas/"):
        Store.open(store)  # killed before it was made, or halfway
    return account(Store.existing(store), clean_version=CLEAN_VERSION, events_version=EVENTS_VERSION)
