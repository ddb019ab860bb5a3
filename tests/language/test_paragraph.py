"""Paragraphs that are foreign to their page, and those that only look so."""

import pytest

from tasks.language import foreign_language
from tests.language.test_document import SENTENCES

# Croatian, Indonesian and the like have neighbours that are not promotions to them.
PAGES = ("en", "fr", "de", "es", "tr", "ar", "fa", "ru", "zh", "ku", "ps")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("paragraph", SENTENCES)
def test_foreign_where_the_page_is_in_another_language(page: str, paragraph: str) -> None:
    found = foreign_language(SENTENCES[paragraph], page)
    if paragraph == page:
        assert found is None
    else:
        assert found is not None
        assert found[0] == paragraph
        assert 0 < found[1] <= 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("À lire aussi", "fr"),
        ("Lea también", "es"),
        ("İlgili haberler", "tr"),
        ("Читайте также", "ru"),
        ("اقرأ أيضاً", "ar"),
        ("Suivez-nous sur Facebook et Twitter", "fr"),
        ("Alle Rechte vorbehalten. Nachdruck nur mit Genehmigung.", "de"),
        ("版权所有，未经授权不得转载", "zh"),
    ],
)
def test_promotions(text: str, language: str) -> None:
    found = foreign_language(text, "en")
    assert found is not None
    assert found[0] == language
    assert foreign_language(text, language) is None


@pytest.mark.parametrize(
    "text",
    [
        "Share",
        "EN | FR | AR",
        "Deir al-Zour, Al-Mayadin, Abu Kamal, al-Shaddadi",
        "Jaish al-Islam, Ahrar al-Sham, Hayat Tahrir al-Sham",
        "General Qassem Soleimani, Hezbollah, Liwa Fatemiyoun",
        "Mamun al-Khatib, director of Shahba, said so.",
        "Ras al-Ayn (Serê Kaniyê / Resulayn)",
        '"Allahu akbar!"',
        "+963 11 222 3333",
        "http://www.example.org/nachrichten/die-lage-im-norden",
        "@jane_roe",
        "U.S. should double A.I. funding",
        "Twp means daft and pwp means poo.",
        "",
        "...",
    ],
)
def test_never_foreign_on_an_english_page(text: str) -> None:
    assert foreign_language(text, "en") is None


def test_nothing_is_foreign_to_a_page_of_no_language() -> None:
    assert foreign_language(SENTENCES["fr"], None) is None


def test_names_in_latin_letters_are_not_foreign_on_any_page() -> None:
    assert foreign_language("Reuters, Associated Press", "ar") is None


def test_a_long_line_without_spaces_is_no_trap() -> None:
    assert foreign_language("a" * 1_000_000, "en") is None
    assert foreign_language("x@" * 500_000, "en") is None
