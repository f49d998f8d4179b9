"""Countries from codes and names in three languages; what is no country is an error with the nearest one."""

import pycountry
import pytest

from screening.places import CODES, UnknownPlace, name, place


def test_the_codes_are_isos_and_kosovo() -> None:
    """The constant is checked against the database it replaces."""
    assert CODES - {"XK"} == {country.alpha_2 for country in pycountry.countries}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CN", "CN"), ("cn", "CN"), ("NO", "NO"), ("CHN", "CN"), ("China", "CN"), ("중국", "CN"), ("中国", "CN"), ("中國", "CN"),
        ("대한민국", "KR"), ("South Korea", "KR"), ("홍콩", "HK"), ("Hong Kong SAR China", "HK"), ("澳門", "MO"), ("아랍에미리트", "AE"),
        ("阿联酋", "AE"), ("UAE", "AE"), ("Viet Nam", "VN"), ("베트남", "VN"), ("Russian Federation", "RU"), ("러시아", "RU"),
        ("Taiwan", "TW"), ("台灣", "TW"), ("대만", "TW"), ("Türkiye", "TR"), ("Turkey", "TR"), ("Côte d’Ivoire", "CI"), ("싱가포르", "SG"),
        ("말레이시아", "MY"), ("Iran", "IR"), ("North Korea", "KP"), ("북한", "KP"), ("Macao", "MO"), ("United Kingdom", "GB"),
    ],
)  # fmt: skip
def test_names_in_three_languages_are_recognised(text: str, code: str) -> None:
    """What people write in forms."""
    assert place(text).country == code


@pytest.mark.parametrize(("text", "region"), [("Crimea", "crimea"), ("크림반도", "crimea"), ("UA-43", "crimea"), ("DNR", "dnr")])
def test_regions_the_law_names_lie_in_ukraine(text: str, region: str) -> None:
    """Part 746 treats them apart."""
    assert (place(text).country, place(text).region) == ("UA", region)


@pytest.mark.parametrize("text", ["Chnia", "Atlantis", "", "  ", "XX", "ZZ", "123", "N/A"])
def test_what_is_no_country_is_refused(text: str) -> None:
    """Never a guess."""
    with pytest.raises(UnknownPlace):
        place(text)


def test_a_near_name_is_offered() -> None:
    """But not taken."""
    with pytest.raises(UnknownPlace, match="china"):
        place("Chnia")


def test_names_are_told_in_both_languages() -> None:
    """For reports."""
    assert (name("KR", "en"), name("KR", "ko")) == ("South Korea", "대한민국")
