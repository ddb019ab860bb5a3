"""Stored bytes to plain ones: gzip and zstd, member by member, in pieces of bounded size."""

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import zstandard

from tasks.read.limits import MAX_RESYNCS, MAX_REWOUND_BYTES, READ_BYTES, ZSTD_WINDOW_BYTES
from tasks.read.raw import Raw


class Damage(Exception):  # noqa: N818 - no error of ours: what the bytes are like
    """The stored bytes cannot be unpacked any further. `reason`: a name from REASONS."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class Decompressor(Protocol):
    """What zlib and zstandard have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /) -> bytes: ...


@dataclass(frozen=True)
class Codec:
    """One kind of packing."""

    name: str
    start: re.Pattern[bytes]
    """What a member begins with."""
    piece: int
    """Bytes fed at once. They unpack to 4 MB (gzip, 1032:1) or 8 MB (zstd, 4 bytes a 128 KB block)
    at most; against 64 KB they cost nothing measurable."""
    new: Callable[[], Decompressor]
    errors: type[Exception]


def _zstd() -> Decompressor:
    return zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW_BYTES).decompressobj()


CODECS = (
    Codec(
        name="gzip",
        start=re.compile(rb"\x1f\x8b\x08[\x00-\x1f]"),
        piece=4096,
        new=lambda: zlib.decompressobj(wbits=31),
        errors=zlib.error,
    ),
    Codec(
        name="zstd",
        start=re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"),  # a frame, a skippable one
        piece=256,
        new=_zstd,
        errors=zstandard.ZstdError,
    ),
)
START_BYTES = 4


def codec_of(start: bytes) -> Codec | None:
    """How bytes that begin so are packed, whatever their name; null: not at all."""
    return next((codec for codec in CODECS if codec.start.match(start)), None)


class Unpacker:
    """The members of an object, joined to stretches that no record leaves.

    A member whose text begins with `wall` begins a stretch; others go on with the one before. What
    stands between members is a stretch of its own, as it is. After damage the next member that
    begins with `wall` is looked for. With an empty wall all is one stretch, which ends at damage.
    """

    def __init__(self, raw: Raw, codec: Codec, wall: bytes) -> None:
        self._raw = raw
        self._codec = codec
        self._wall = wall
        self._tries = MAX_RESYNCS
        self._rewinds = MAX_REWOUND_BYTES
        self._inside = False

    def at_end(self) -> bool:
        """Whether nothing but padding is left."""
        while self._raw.peek(1) == b"\0":
            zeros = self._raw.peek(READ_BYTES)
            self._raw.take(len(zeros) - len(zeros.lstrip(b"\0")))
        return not self._raw.peek(1)

    def stretches(self) -> Iterator[tuple[int | None, Iterator[bytes]]]:
        """Of each the offset that reading can begin with, and its pieces, which raise Damage. The
        rest of a stretch that the caller gives up is passed over."""
        while not self.at_end():
            if self._wall and self._head() is None:
                yield None, self._junk()
                continue
            self._inside = True
            yield self._raw.at, self._joined()
            if self._inside:
                self._resync()

    def _joined(self) -> Iterator[bytes]:
        while True:
            yield from self._member()
            if self.at_end():
                break
            head = self._head()
            if self._wall:
                if head is None or len(head) < len(self._wall) or head.startswith(self._wall):
                    break
            elif head is None:
                raise Damage("bad_record", f"no {self._codec.name} data at byte {self._raw.at}")
        self._inside = False

    def _member(self) -> Iterator[bytes]:
        self._raw.mark()
        decompressor = self._codec.new()
        while not decompressor.eof:
            packed = self._raw.take(self._codec.piece)
            if not packed:
                raise Damage("truncated_object", f"the {self._codec.name} data ends too early")
            try:
                piece = decompressor.decompress(packed)
            except self._codec.errors as error:
                raise Damage("bad_record", f"{self._codec.name}: {error}") from error
            yield piece
        self._raw.give_back(len(decompressor.unused_data))

    def _head(self) -> bytes | None:
        """What the member here unpacks to at first; null when none begins here."""
        packed = self._raw.peek(self._codec.piece)
        if not self._codec.start.match(packed):
            return None
        try:
            return self._codec.new().decompress(packed)
        except self._codec.errors:
            return None

    def _junk(self) -> Iterator[bytes]:
        """The raw bytes up to the next member that begins with the wall."""
        yield self._raw.take(1)
        while window := self._raw.peek(READ_BYTES):
            found = self._codec.start.search(window) if self._tries else None
            if found is None:
                at_end = len(window) < READ_BYTES
                yield self._raw.take(len(window) if at_end else len(window) - START_BYTES)
            elif found.start():
                yield self._raw.take(found.start())
            elif (self._head() or b"").startswith(self._wall):
                return
            else:
                self._tries -= 1
                yield self._raw.take(1)

    def _resync(self) -> None:
        """On to the next sound member. A cut-off one reads what follows as its own, often for
        kilobytes, so it is looked for from where the broken one began."""
        if self._rewinds > 0:
            self._rewinds -= self._raw.rewind()
        for _ in self._junk() if self._wall else iter(lambda: self._raw.take(READ_BYTES), b""):
            pass
