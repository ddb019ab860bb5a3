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


def kill_at(process: "subprocess.Popen[str]", seconds: float) -> bool:
    """kill -9 after that time, if it is still there; all that it started dies as well."""
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    finally:
        for stream in (process.stdout, process.stderr):
            if stream:
                stream.close()
    return False


def rough_runs(raw: Raw, store: str, *, kills: int, arrivals: int, seed: int) -> int:
    """Ingest with kills at random moments; between a crash and the next run new pages arrive and
    one changes. Gives the number of kills; at the end nothing is left to do."""
    chance = random.Random(seed)
    killed = 0
    first = 100_000
    span = _seconds_of_a_run(raw, f"{store}-timing")
    while killed < kills:
        process = start("ingest", raw.url, "--store", store)
        killed += kill_at(process, chance.uniform(0.3, 1.0) * span)
        raw.put_all(pages(first, arrivals))
        raw.put_all(pages(first, 1, version=killed))
        first += arrivals
    return killed


def _seconds_of_a_run(raw: Raw, store: str) -> float:
    started = time.monotonic()
    sitrep("ingest", raw.url, "--store", store, "--limit", "100")
    return time.monotonic() - started
