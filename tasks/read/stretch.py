"""A stretch of an object's plain bytes, as a buffer that is filled piece by piece."""

import re
from collections.abc import Iterator
from hashlib import sha256

from tasks.read.limits import BOMB_BYTES, BOMB_RATIO, READ_BYTES
from tasks.read.raw import Raw
from tasks.read.unpack import Codec, Damage, Unpacker

# What has to stay in the buffer while a pattern is looked for piece by piece.
_PATTERN_BYTES = 64


class Tally:
    """Digest and number of the bytes that a record had, as far as they could be read."""

    def __init__(self) -> None:
        self._sha256 = sha256()
        self.bytes = 0

    def update(self, data: bytes | bytearray | memoryview) -> None:
        self._sha256.update(data)
        self.bytes += len(data)

    @property
    def sha256(self) -> str:
        return self._sha256.hexdigest()


class Stretch:
    """Bytes that no record leaves: records are cut from the front of `buffer`.

    `damage` is set once the bytes could not be read to their end.
    """

    def __init__(self, raw: Raw, pieces: Iterator[bytes], *, offset: int | None, packed: bool) -> None:
        self.buffer = bytearray()
        self.damage: Damage | None = None
        self._raw = raw
        self._pieces = pieces
        self.packed = packed
        self._offset = offset
        self._taken = 0
        self._filled = 0
        self._mark = (0, raw.at)

    @property
    def offset(self) -> int | None:
        """Where in the object the buffer's first byte can be read from; null inside a member."""
        if self._offset is None or (self.packed and self._taken):
            return None
        return self._offset + self._taken

    def begin_record(self) -> None:
        """From here on the bytes count for one record: it must not be a bomb."""
        self._mark = (self._taken, self._raw.at)

    def fill(self) -> bool:
        """One piece more; false at the end of the stretch or where it is damaged."""
        try:
            piece = next(self._pieces, None) if self.damage is None else None
        except Damage as damage:
            self.damage = damage
            return False
        if piece is None:
            return False
        self.buffer += piece
        self._filled += len(piece)
        if self.packed and self._is_bomb():
            self.damage = Damage("too_large", f"unpacks to more than {BOMB_RATIO} times its size")
        return True

    def ensure(self, size: int) -> int:
        """Fill up to `size` bytes; how many of them are there."""
        while len(self.buffer) < size and self.fill():
            pass
        return min(len(self.buffer), size)

    def take(self, size: int, tally: Tally | None = None) -> bytes:
        """Cut off what `ensure` has filled."""
        taken = bytes(memoryview(self.buffer)[:size])
        if tally is not None:
            tally.update(taken)
        del self.buffer[:size]
        self._taken += len(taken)
        return taken

    def find(self, pattern: re.Pattern[bytes], limit: int) -> re.Match[bytes] | None:
        """Its first place within `limit` bytes from the front, filling as far as needed."""
        searched = 0
        while True:
            found = pattern.search(self.buffer, searched, limit)
            if found or len(self.buffer) >= limit:
                return found
            searched = max(len(self.buffer) - _PATTERN_BYTES, 0)
            if not self.fill():
                return None

    def drop(self, size: int, tally: Tally) -> bool:
        """Pass over `size` bytes without holding them; false when there were fewer."""
        while size > len(self.buffer):
            size -= len(self.buffer)
            self.take(len(self.buffer), tally)
            if not self.fill():
                return False
        self.take(size, tally)
        return True

    def drop_until(self, pattern: re.Pattern[bytes], tally: Tally) -> bool:
        """Pass over what stands before `pattern` without holding it; false when it never comes."""
        while True:
            if found := pattern.search(self.buffer):
                self.take(found.start(), tally)
                return True
            self.take(max(len(self.buffer) - _PATTERN_BYTES, 0), tally)
            if not self.fill():
                self.take(len(self.buffer), tally)
                return False

    def _is_bomb(self) -> bool:
        taken, at = self._mark
        unpacked = self._filled - taken
        return unpacked > BOMB_BYTES and unpacked > BOMB_RATIO * (self._raw.at - at)


def stretches_of(raw: Raw, codec: Codec | None, *, wall: bytes) -> Iterator[Stretch]:
    """The stretches of an object. What is not packed is one."""
    if codec is None:
        pieces = iter(lambda: raw.take(READ_BYTES), b"")
        yield Stretch(raw, pieces, offset=raw.at, packed=False)
        return
    for offset, unpacked in Unpacker(raw, codec, wall).stretches():
        yield Stretch(raw, unpacked, offset=offset, packed=True)
