"""What fuzzing begins with: our seeds, the small hostile kinds, and the words of the formats."""

from pathlib import Path

from tasks.read import format_of
from tests.hostile.corpus import LIGHT

SEEDS = Path(__file__).parents[2] / "seeds"
LARGEST = 20_000
"""Bytes of an input: time goes into many inputs, size is the hostile corpus's business."""

_WORDS = """
<p> </p> <div class="article-body"> </div> <br> <table><tr><td> <script type="application/ld+json"> </script>
<title> <article> <h1> <a href=" <meta property="og:title" content=" <time datetime=" <template> <svg> <math>
<select> <frameset> <plaintext> <noscript> <!-- --> <![CDATA[ ]]> <!DOCTYPE <base href=
&#x &#0; &#27; &#xfffe; &#155; \\u001b \\ud800 &amp;
{"@type":"NewsArticle", "datePublished":" "articleBody":" "author":[ {"url":" "html":" "text":" "fetched_at":
killed wounded people Aleppo gunmen fighters soldiers clashed attack kidnapped shelled said denied
2024-02-30 31/12/99 10,000 dozens twenty-three 1.5 million −5 ٤٢ Advertisement Share © By min al- Abu
HTTP/1.1 WARC/1.0 WARC/1.1 WARC-Type: response resource conversion revisit Content-Length: Content-Type:
Transfer-Encoding: chunked Content-Encoding: gzip deflate br zstd text/html 5;x= WARC-Target-URI: WARC-Date:
""".split()
_BYTES = [b"\r\n\r\n", b"\n", b"\0", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1f\x8b\x08\0", b"\x28\xb5\x2f\xfd",
          "\u202e".encode(), "\u200b".encode(), "\u2028".encode(), "\x85".encode(), b"\xed\xa0\x80"]  # fmt: skip


def write_seeds(target: str, folder: Path) -> None:
    """A file each, those of the target's format."""
    folder.mkdir(parents=True, exist_ok=True)
    lead = b"\0" if target == "html" else b""  # the byte that chooses the charset
    for number, data in enumerate(_seeds(target)):
        if len(data) < LARGEST:
            (folder / f"seed-{number:03}").write_bytes(lead + data)


def _seeds(target: str) -> list[bytes]:
    files = [path.read_bytes() for path in sorted(SEEDS.rglob("*")) if path.is_file() and _fits(path.name, target)]
    return files + [kind.data() for kind in LIGHT if _fits(kind.filename, target)]


def _fits(name: str, target: str) -> bool:
    return format_of(name) == target


def write_dictionary(path: Path) -> None:
    """As libFuzzer reads it: a quoted word a line."""
    words = [word.encode() for word in _WORDS] + _BYTES
    path.write_text("".join(f'"{_quoted(word)}"\n' for word in words))


def _quoted(word: bytes) -> str:
    return "".join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\' else f"\\x{b:02x}" for b in word)
