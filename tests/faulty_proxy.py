"""A proxy that disturbs S3: refusals, resets before, in and after the write, short bodies, delays.

In a process of its own: `python -m tests.faulty_proxy URL RATE SEED FAULT…` prints its port, and
when its standard input ends what it did to how many calls.
"""

import asyncio
import json
import random
import re
import socket
import struct
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

Fault = Literal[
    "503",  # refused, as by a server that is busy
    "500",  # failed, nothing written
    "reset before",  # the connection breaks before the server sees the call
    "reset in",  # the connection breaks in the middle of what is being written
    "reset after",  # the server has done it, but the answer is lost
    "truncate",  # the answer ends in the middle
    "delay",
    "overwrite",  # no fault of a network: a server that does not know create-only puts
]
FAULTS: tuple[Fault, ...] = (*("503", "500", "reset before", "reset in", "reset after", "truncate", "delay"),)
_ERRORS = {"503": b"SlowDown", "500": b"InternalError"}
_LONGEST_DELAY = 0.5  # seconds


@dataclass
class Disturbed:
    """What the proxy did, by kind of fault; "" counts the calls that went through."""

    url: str
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def rate(self) -> float:
        """The part of the calls that were disturbed."""
        return 1 - self.counts[""] / self.counts.total()


@contextmanager
def disturbing(url: str, *, rate: float, seed: int, faults: Sequence[Fault] = FAULTS) -> Iterator[Disturbed]:
    """The address of a proxy before `url`; its counts are there at the end."""
    command = [sys.executable, "-m", "tests.faulty_proxy", url, str(rate), str(seed), *faults]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as proxy:
        assert proxy.stdin
        assert proxy.stdout
        disturbed = Disturbed(f"http://127.0.0.1:{int(proxy.stdout.readline())}")
        try:
            yield disturbed
        finally:
            proxy.stdin.close()
            disturbed.counts.update(json.loads(proxy.stdout.read()))


class _Proxy:
    def __init__(self, upstream: str, rate: float, seed: int, faults: Sequence[str]) -> None:
        address = urlsplit(upstream)
        self.host, self.port = address.hostname or "", address.port or 80
        self.rate = rate
        self.faults = faults
        self.chance = random.Random(seed)  # no secret
        self.counts: Counter[str] = Counter()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._one_call(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client has gone
        finally:
            writer.close()

    async def _one_call(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Whether the connection lives on."""
        head = await reader.readuntil(b"\r\n\r\n")
        if b"expect: 100-continue\r\n" in head.lower():
            writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            head = re.sub(rb"(?i)expect: 100-continue\r\n", b"", head)
        body = await _read_body(reader, head)
        fault = self.chance.choice(self.faults) if self.chance.random() < self.rate else ""
        self.counts[fault] += 1
        if fault in _ERRORS:
            writer.write(_error(head, fault))
        elif fault == "overwrite":
            head = re.sub(rb"(?i)if-none-match: \*\r\n", b"", head)
            return await self._answer(head, body, fault, writer)
        elif fault == "reset before":
            return _reset(writer)
        elif fault == "reset in":
            await self._forward(head, body[: len(body) // 2], whole=False)
            return _reset(writer)
        else:
            return await self._answer(head, body, fault, writer)
        await writer.drain()
        return True

    async def _answer(self, head: bytes, body: bytes, fault: str, writer: asyncio.StreamWriter) -> bool:
        if fault == "delay":
            await asyncio.sleep(self.chance.uniform(0, _LONGEST_DELAY))
        answer, content = await self._forward(head, body, whole=True)
        if fault == "reset after":
            return _reset(writer)
        if fault == "truncate" and content:
            writer.write(answer + content[: len(content) // 2])
            await writer.drain()
            return _reset(writer)
        writer.write(answer + content)
        await writer.drain()
        return True

    async def _forward(self, head: bytes, body: bytes, *, whole: bool) -> tuple[bytes, bytes]:
        reader, writer = await asyncio.open_connection(self.host, self.port)
        try:
            writer.write(head + body)
            await writer.drain()
            if not whole:
                return b"", b""
            return await _read_answer(reader, head)
        finally:
            writer.close()


async def _read_answer(reader: asyncio.StreamReader, request: bytes) -> tuple[bytes, bytes]:
    """Head and body of an answer."""
    head = await reader.readuntil(b"\r\n\r\n")
    without_body = request.startswith(b"HEAD ") or head.split()[1] in (b"204", b"304")
    return head, b"" if without_body else await _read_body(reader, head)


async def _read_body(reader: asyncio.StreamReader, head: bytes) -> bytes:
    fields = {
        name.strip().lower(): value.strip()
        for name, _, value in (line.partition(b":") for line in head.split(b"\r\n")[1:])
    }
    if fields.get(b"transfer-encoding", b"").lower() == b"chunked":
        return await _read_chunks(reader)
    return await reader.readexactly(int(fields.get(b"content-length", 0)))


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while True:
        line = await reader.readuntil(b"\r\n")
        size = int(line.split(b";")[0], 16)
        body += line + await reader.readexactly(size + 2)
        if size == 0:
            return body


def _error(head: bytes, status: str) -> bytes:
    content = b"<Error><Code>%s</Code><Message>disturbed</Message></Error>" % _ERRORS[status]
    lines = f"HTTP/1.1 {status} Disturbed\r\nContent-Type: application/xml\r\n"
    answer = lines.encode() + b"Content-Length: %d\r\n\r\n" % len(content)
    return answer if head.startswith(b"HEAD ") else answer + content


def _reset(writer: asyncio.StreamWriter) -> bool:
    """Close with a reset instead of a goodbye."""
    linger = struct.pack("ii", 1, 0)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    writer.transport.abort()
    return False


async def _main(upstream: str, rate: str, seed: str, *faults: str) -> None:
    proxy = _Proxy(upstream, float(rate), int(seed), faults)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0, limit=1 << 20)
    async with server:
        print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201
        await asyncio.to_thread(sys.stdin.read)
    print(json.dumps(proxy.counts))  # noqa: T201


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
