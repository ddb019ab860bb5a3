import pytest

from tasks.read import format_of


@pytest.mark.parametrize(
    ("uri", "fmt"),
    [
        ("file:///in/a.html", "html"),
        ("file:///in/a.htm", "html"),
        ("s3://raw/2024/03/05/A.HTML.GZ", "html"),
        ("s3://raw/a.html.zst", "html"),
        ("s3://raw/CC-NEWS-20240305.warc.gz", "warc"),
        ("s3://raw/a.warc", "warc"),
        ("s3://raw/a.warc.zst", "warc"),
        ("s3://raw/feed.jsonl", "jsonl"),
        ("s3://raw/feed.jsonl.zst", "jsonl"),
        ("s3://raw/a.txt", "text"),
        ("s3://raw/a.txt.gz", "text"),
        ("s3://raw/a.json", None),
        ("s3://raw/a.md", None),
        ("s3://raw/a.html.json", None),
        ("s3://raw/a.html.gz.bak", None),
        ("s3://raw/html", None),
        ("s3://raw/.html", None),
        ("s3://raw/page.html/", None),
        ("s3://raw/a.gz", None),
        ("s3://raw.html/a", None),
        ("", None),
    ],
)
def test_the_name_tells_the_format(uri: str, fmt: str | None) -> None:
    assert format_of(uri) == fmt
