"""Bytes to text."""

import pytest

from tasks.clean.decode import decode

WORDS = "Die Kämpfer räumten vier Dörfer, sagte die Behörde für größere Krisen am Montag."
RUSSIAN = "Жители четырёх деревень покинули свои дома, сообщили в понедельник местные власти."


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"])
def test_unicode_with_and_without_a_mark(charset: str) -> None:
    assert decode(f"<html><body>{WORDS}".encode(charset)).text.endswith(WORDS)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (f"<meta charset='windows-1252'>{WORDS}".encode("cp1252"), ""),
        (WORDS.encode("cp1252"), "text/html; charset=ISO-8859-1"),
        (WORDS.encode("cp1252"), "text/html; charset=nonsense"),
        (WORDS.encode("cp1252"), ""),
        (
            f'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">{WORDS}'.encode("latin-1"),
            "",
        ),
        (WORDS.encode(), "text/html; charset=windows-1251"),
    ],
)
def test_declared_or_detected(body: bytes, content_type: str) -> None:
    assert decode(body, content_type).text.endswith(WORDS)


@pytest.mark.parametrize("charset", ["cp1251", "koi8-r"])
def test_russian_without_a_declaration(charset: str) -> None:
    assert decode(RUSSIAN.encode(charset)).text == RUSSIAN


def test_some_broken_bytes_do_not_change_the_charset() -> None:
    decoded = decode(RUSSIAN.encode() + b" \xff\xfe " + RUSSIAN.encode())
    assert decoded.text.startswith(RUSSIAN)


def test_control_characters_are_dropped() -> None:
    assert decode(b"one\x00 two\x08 three").text == "one two three"


@pytest.mark.parametrize("body", [b"\xff\xfe\x00\xd8" * 500, "\ufffd".encode() * 500])
def test_what_fits_no_charset(body: bytes) -> None:
    assert decode(body).reason in ("undecodable", "not_a_page")
