"""What reading may take, whatever the bytes say of themselves."""

MAX_PAGE_BYTES = 20_000_000
"""One page, line or record, as stored and decoded alike. The largest of 504 news pages has 2.6 MB;
trafilatura gives nothing for text nodes over 10 MB and does not end on 50 MB."""

MAX_HEAD_BYTES = 131_072
"""The named fields of a WARC record or an HTTP header; real ones stay under 8 KB."""

BOMB_BYTES = 256_000_000
BOMB_RATIO = 200
"""A record is given up unfinished when it unpacks to more than BOMB_BYTES and to more than
BOMB_RATIO times what it takes packed. HTML packs 4 to 20 times, a bomb 1000 (gzip) or 30,000
(zstd) times; a film in a WARC does not pack at all and is skipped to its end."""

MAX_RESYNCS = 10_000
"""Places of an object tried as the start of a gzip member or zstd frame after damage. Each try
costs 10 µs; bytes made of nothing but false starts would else take an hour a gigabyte."""

MAX_REREADS = 32
"""Parts of one packed object that are each read from its beginning. Half of it is then unpacked for
nothing on average: 16 times 0.3 ms a page of 75 KB, where cleaning it takes 30 ms."""

MAX_REWOUND_BYTES = 200_000_000
"""Of an object, read again in search of what a broken member has swallowed."""

READ_BYTES = 262_144
"""Taken from the stream at once."""

ZSTD_WINDOW_BYTES = 2**27
"""What `zstd -d` accepts without being asked for more (zstd(1), --long=27)."""
