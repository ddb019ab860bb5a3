"""The gazetteer finds what the news writes, in the right country."""

import pytest

from tasks.events.places import country_of, find_places
from tasks.events.spelling import fold


@pytest.mark.parametrize(
    ("name", "countries", "expected"),
    [
        ("Mar'a", ("SY",), ("Māri‘", "SY", "city")),
        ("Marea", (), ("Māri‘", "SY", "city")),
        ("Al-Rai", (), ("Ar Rā‘ī", "SY", "city")),
        ("Azaz", (), ("I‘zāz", "SY", "city")),
        ("A‘zāz", (), ("I‘zāz", "SY", "city")),
        ("Raqqa", (), ("Ar Raqqah", "SY", "city")),
        ("Ar Raqqah", (), ("Ar Raqqah", "SY", "city")),
        ("Fallujah", (), ("Al Fallūjah", "IQ", "city")),
        ("Manbij", (), ("Manbij", "SY", "city")),
        ("Aleppo province", (), ("Aleppo", "SY", "admin1")),
        ("the city of Aleppo", (), ("Aleppo", "SY", "city")),
        ("southern Aleppo", (), ("Aleppo", "SY", "city")),
        ("Helmand", (), ("Helmand", "AF", "admin1")),
        ("Anbar", (), ("Anbar", "IQ", "admin1")),
        ("Borno state", (), ("Borno", "NG", "admin1")),
        ("Gaza", (), ("Gaza", "PS", "city")),
        ("Gaza Strip", (), ("Gaza Strip", "PS", "admin1")),
        ("Darfur", (), ("Darfur", "SD", "admin1")),
        ("Syria", (), ("Syria", "SY", "country")),
        ("northern Syria", (), ("Syria", "SY", "country")),
        ("South Sudan", (), ("South Sudan", "SS", "country")),
        ("Georgia", (), ("Georgia", "GE", "country")),
        ("Georgia", ("US",), ("Georgia", "US", "admin1")),
        ("Tripoli", (), ("Tripoli", "LY", "city")),
        ("Tripoli", ("LB",), ("Tripoli", "LB", "city")),
        ("Reading", ("GB",), ("Reading", "GB", "city")),
        ("Man", ("CI",), ("Man", "CI", "city")),
        ("Western", ("UG",), ("Western", "UG", "admin1")),
        ("UK", (), ("United Kingdom", "GB", "country")),
        ("HOMS", (), ("Homs", "SY", "city")),
    ],
)
def test_the_first_place_found(name: str, countries: tuple[str, ...], expected: tuple[str, str, str]) -> None:
    place = find_places(name, countries=countries)[0]
    assert (place.name, place.country, place.kind) == expected


@pytest.mark.parametrize(
    "name",
    ["Of", "Police", "Friday", "Reading", "Man", "May", "Western", "UN", "Central Asia", "Qx", ""],
)
def test_words_are_no_places(name: str) -> None:
    assert find_places(name) == []


def test_a_place_carries_its_region_and_position() -> None:
    place = find_places("Manbij")[0]
    assert place.admin1 == "Aleppo"
    assert (round(place.latitude), round(place.longitude)) == (37, 38)
    assert place.geoname_id == 167357
    assert place.population > 50_000


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Syrian", "SY"),
        ("Malians", "ML"),
        ("Burmese", "MM"),
        ("Myanmar", "MM"),
        ("U.S.", "US"),
        ("the Netherlands", "NL"),
        ("Dutchmen", "NL"),
        ("South Sudanese", "SS"),
        ("Kurdish", None),
        ("us", None),
        ("", None),
    ],
)
def test_countries_by_name_adjective_and_people(name: str, country: str | None) -> None:
    assert country_of(name) == country


@pytest.mark.parametrize(
    "spellings",
    [
        ("Raqqa", "Raqqah", "Ràqa"),
        ("Tell Abyad", "Tall Abyad", "Tal Abyad"),
        ("Ar Raqqah", "Al-Raqqa", "al Raqqah"),
        ("Dayr az Zawr", "Deir az-Zawr"),
        ("Mar‘a", "Mar'a", "Mara"),
        ("Douma", "Duma"),
    ],
)
def test_spellings_of_one_name_fold_to_one_key(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1
