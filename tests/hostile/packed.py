"""Packed objects that are broken, or larger inside than outside."""
# ruff: noqa: E501 - a kind a row

import gzip

import zstandard

from tests.hostile.kind import STORED, Kind
from tests.hostile.prose import page, text
from tests.read.build import bomb, noise

PAGE = page().encode()
GZ, ZST = ".html.gz", ".html.zst"
_ZSTD = zstandard.ZstdCompressor(write_checksum=True)


def _damaged(packed: bytes) -> bytes:
    return packed[:60] + b"\xff" * 20 + packed[80:]


def _large_window() -> bytes:
    parameters = zstandard.ZstdCompressionParameters(window_log=30, enable_ldm=True)
    compressor = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    return compressor.compress(PAGE) + compressor.flush()


def _with_name(name: bytes) -> bytes:
    """A gzip header that names a file to be written."""
    packed = gzip.compress(PAGE, mtime=0)
    return packed[:3] + b"\x08" + packed[4:10] + name + b"\0" + packed[10:]


PACKED = (
    Kind("gzip cut off", GZ, lambda: gzip.compress(PAGE)[:-30], ("truncated_object",)),
    Kind("gzip without its end", GZ, lambda: gzip.compress(PAGE)[:-4], ("truncated_object",)),
    Kind("gzip header alone", GZ, lambda: gzip.compress(PAGE)[:10], ("truncated_object",)),
    Kind("gzip damaged", GZ, lambda: _damaged(gzip.compress(PAGE)), ("unreadable_object",)),
    Kind("gzip wrong checksum", GZ, lambda: gzip.compress(PAGE)[:-8] + b"........", ("unreadable_object",)),
    Kind("gzip and junk", GZ, lambda: gzip.compress(PAGE) + b"junk", ("unreadable_object",)),
    Kind("gzip and padding", GZ, lambda: gzip.compress(PAGE) + bytes(1024), (STORED,)),
    Kind("gzip of nothing", GZ, lambda: gzip.compress(b""), ("empty",)),
    Kind("gzip that names a path", GZ, lambda: _with_name(b"../../../etc/cron.d/x"), (STORED,)),
    Kind("gzip in members", GZ, lambda: b"".join(gzip.compress(PAGE[i : i + 9]) for i in range(0, len(PAGE), 9)), (STORED,)),
    Kind("gzip under a plain name", ".html", lambda: gzip.compress(PAGE), (STORED,)),
    Kind("plain under a packed name", GZ, lambda: PAGE, ("unreadable_object",)),
    Kind("nothing under a packed name", GZ, lambda: b"", ("empty",)),
    Kind("noise under a packed name", GZ, lambda: noise(5000), ("unreadable_object",)),
    Kind("gzip bomb", GZ, lambda: bomb(100_000_000), ("too_large",)),
    Kind("gzip bomb of members", GZ, lambda: gzip.compress(bytes(1_000_000)) * 100, ("too_large",)),
    Kind("gzip bomb of 2 GB", GZ, lambda: bomb(2 * 10**9), ("too_large",), heavy=True),
    Kind("zstd cut off", ZST, lambda: _ZSTD.compress(PAGE)[:-30], ("truncated_object",)),
    Kind("zstd damaged", ZST, lambda: _damaged(_ZSTD.compress(PAGE)), ("unreadable_object",)),
    Kind("zstd of a 1 GB window", ZST, _large_window, ("unreadable_object",)),
    Kind("zstd bomb", ZST, lambda: _ZSTD.compress(bytes(200_000_000)), ("too_large",)),
    Kind("zstd frames", ZST, lambda: _ZSTD.compress(PAGE[:900]) + _ZSTD.compress(PAGE[900:]), (STORED,)),
    Kind("gzip under a zstd name", ZST, lambda: gzip.compress(PAGE), (STORED,)),
    Kind("gzip cut off", ".txt.gz", lambda: gzip.compress(text().encode())[:-30], ("truncated_object",)),
)  # fmt: skip
