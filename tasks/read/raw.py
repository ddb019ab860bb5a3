"""The bytes of an object as stored, with a place in them."""

from typing import BinaryIO

from tasks.read.limits import MAX_PAGE_BYTES, READ_BYTES


class Raw:
    """A stream that can be looked into ahead. Offsets count from the object's first byte."""

    def __init__(self, stream: BinaryIO, offset: int) -> None:
        self._stream = stream
        self._buffer = bytearray()
        self._buffer_offset = offset
        self._next = 0
        self._mark = 0

    @property
    def at(self) -> int:
        """Offset of the next byte."""
        return self._buffer_offset + self._next

    def peek(self, size: int) -> bytes:
        """The next `size` bytes without taking them; fewer only at the end."""
        while len(self._buffer) - self._next < size and (more := self._stream.read(READ_BYTES)):
            self._forget()
            self._buffer += more
        return bytes(memoryview(self._buffer)[self._next : self._next + size])

    def take(self, size: int) -> bytes:
        """Up to `size` bytes; none only at the end."""
        if self._next == len(self._buffer):
            self.peek(1)
        taken = bytes(memoryview(self._buffer)[self._next : self._next + size])
        self._next += len(taken)
        return taken

    def give_back(self, size: int) -> None:
        """Undo the last `size` bytes of the last take."""
        self._next -= size

    def mark(self) -> None:
        """Come back to here by `rewind`."""
        self._mark = self._next

    def rewind(self) -> int:
        """Back to the mark, or as far back as MAX_PAGE_BYTES allow; how many bytes that is."""
        distance = self._next - self._mark
        self._next = self._mark
        return distance

    def _forget(self) -> None:
        if self._next - self._mark > MAX_PAGE_BYTES:
            self._mark = self._next
        del self._buffer[: self._mark]
        self._buffer_offset += self._mark
        self._next -= self._mark
        self._mark = 0
