"""Reliability and owners, only as a user sets them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hearsay import settings as settings_file
from hearsay.case import Case
from hearsay.errors import InputError, UnknownSetting
from hearsay.links.sources import by_outlet, of_settings, owners_of, source_of, sources
from hearsay.settings import Settings
from hearsay.types import Source, Support
from hearsay.web.lookup import Lookup
from hearsay.web.matters import supported
from ledger_samples import judgement, ledger

TOML = """
[sources."Orvel Courier"]
reliability = "B"
owner = "Quay Media"

[sources."Tide Wire"]
owner = "Quay Media"
"""


def load(tmp_path: Path, text: str) -> Settings:
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    return settings_file.load(tmp_path / "own.toml")


def test_settings_say_what_is_held_of_outlets(tmp_path: Path) -> None:
    courier, wire = load(tmp_path, TOML).sources
    assert (courier.outlet, courier.reliability, courier.owner) == (
        "Orvel Courier", "B", "Quay Media",
    )  # fmt: skip
    assert (wire.reliability, wire.owner) == (None, "Quay Media")
    assert load(tmp_path, TOML).digest() == Settings().digest()


@pytest.mark.parametrize(
    ("text", "error", "says"),
    [
        ('[sources."Post"]\nreliability = "G"', InputError, "a letter A to F"),
        ('[sources."Post"]\nreliability = 3', InputError, "a letter A to F"),
        ('[sources."Post"]\nowner = ""', InputError, "should be a name"),
        ('[sources."Post"]\ntrust = "A"', UnknownSetting, "'trust'"),
        ('sources = "Post"', InputError, "should be tables"),
        ('[sources]\nPost = "A"', InputError, "should be tables"),
    ],
)
def test_what_is_no_source_is_refused(
    tmp_path: Path, text: str, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        load(tmp_path, text)


def test_a_judgement_goes_before_settings_until_it_is_undone(tmp_path: Path) -> None:
    given = load(tmp_path, TOML).sources
    said = judgement("j-1", subject="outlet:Orvel Courier", verdict="reliability: D")
    new = judgement("j-2", subject="outlet:Delta Herald", verdict="owner: Delta Trust")
    found = {one.outlet: one for one in sources(given, [said, new])}
    assert found["Orvel Courier"].reliability == "D"
    assert found["Orvel Courier"].owner == "Quay Media"
    assert found["Delta Herald"].owner == "Delta Trust"
    assert found["Orvel Courier"].because[-1].refs == ("j-1",)
    undone = judgement("j-3", subject="j-1", verdict="undo", undoes="j-1")
    assert sources(given, [said, undone]) == given
    assert of_settings(sources(given, [said, new])) == given
    odd = judgement("j-4", subject="outlet:Orvel Courier", verdict="reliability: excellent")
    assert sources(given, [odd]) == given


def test_outlets_of_one_owner_are_counted_with_their_owner() -> None:
    known = by_outlet(
        [Source("Orvel Courier", "B", "Quay Media"), Source("Tide Wire", None, "Quay Media")]
    )
    assert owners_of(["Orvel Courier", "Tide Wire", "Delta Herald"], known) == (
        "Delta Herald",
        "Quay Media",
    )
    assert source_of("orvel courier", known) is not None and source_of(None, known) is None
    told = replace(ledger(), sources=tuple(known.values()))
    support = Support(outlets=("Orvel Courier", "Tide Wire"), texts=("a", "b"), origins_high=2)
    assert supported(Lookup(told), support) == (
        "2 outlets of 1 owner, 2 texts, 0 to 2 separate origins"
    )
    assert supported(Lookup(ledger()), support).startswith("2 outlets, 2 texts")


def test_they_stand_beside_the_outlet_and_stay_in_the_case(tmp_path: Path) -> None:
    held = (Source("Orvel Courier", "B", "Quay Media", load(tmp_path, TOML).sources[0].because),)
    with Case.create(tmp_path / "flood.case") as case:
        case.load_ledger(ledger())
        case.set_sources(held)
        assert case.sources() == held
        told = case.ledger()
        assert not case.verify()
    assert told.sources == held
    places = {article.place for article in Lookup(told).articles.values()}
    assert "Orvel Courier [B, owner: Quay Media], May 2031" in places
