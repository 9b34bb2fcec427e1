"""Surface forms: what makes two names one actor, and what keeps them apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay import names
from hearsay.bynames import is_byname
from hearsay.steps.actors import STRENGTH
from hearsay.types import ActorKind

WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéüABCDEFG'’-. ", min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("left", "right"),
    [("The Gazette", "gazette"), ("Ann Roe’s", "ann roe"), ("  José  Díaz ", "jose diaz")],
)
def test_normal_looks_past_article_possessive_case_and_accents(left: str, right: str) -> None:
    assert names.normal(left) == names.normal(right)


@given(WORDS)
@settings(max_examples=60)
def test_normal_is_settled_after_one_pass_on_plain_words(name: str) -> None:
    once = names.normal(name)
    assert once == once.casefold()
    assert names.folded(once) == once


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("President Ann Roe", "Ann Roe"),
        ("Lt. Gen. Odo Marr", "Odo Marr"),
        ("Secretary of State Ann Roe", "Ann Roe"),
        ("Odo Marr Jr.", "Odo Marr"),
        ("Rep. Odo Marr, R-Calif", "Odo Marr"),
        ("Mr", "Mr"),
    ],
)
def test_untitled(name: str, bare: str) -> None:
    assert names.untitled(name) == bare


def test_a_role_within_a_name_goes_with_what_precedes_it() -> None:
    assert names.untitled_person("Acme Media CEO Ann Roe") == "Ann Roe"
    assert names.untitled_person("Ann Roe") == "Ann Roe"


def test_small_words_inside_a_name_are_no_office() -> None:
    assert names.untitled_person("Odo bin Marek Ali Roe") == "Odo bin Marek Ali Roe"
    assert names.untitled_person("Maria de la Ana Roe") == "Maria de la Ana Roe"
    assert names.untitled_person("Secretary of State Ann Roe") == "Ann Roe"


def test_a_title_before_a_middle_name_is_a_hint_that_any_other_reason_outweighs() -> None:
    inner = names.may_be_one("Mr. Walker", "Odo Walker Marr", "person", "person")
    own = names.may_be_one("Mr. Walker", "Ned Walker", "person", "person")
    assert inner is not None and own is not None
    assert inner.rule in names.WEAK
    assert STRENGTH[inner.rule] < STRENGTH[own.rule]


def test_surname_passes_over_particles() -> None:
    assert names.surname("Sami al-Haddad") == "haddad"
    assert names.surname("al-Haddad") == "haddad"
    assert names.given("al-Haddad") == ""
    assert names.given("Al Roe") == "al"


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("RFA", "Rural Front of Arcadia"),
        ("R.F.A.", "Rural Front of Arcadia"),
        ("TNP", "Tahaluf-e-Nur Pakistan"),
        ("OECD", "Office for Economic Co-operation and Development"),
    ],
)
def test_acronyms(short: str, full: str) -> None:
    assert names.is_acronym(short, full)


@pytest.mark.parametrize(("short", "full"), [("RFB", "Rural Front of Arcadia"), ("Ann", "A N N")])
def test_no_acronyms(short: str, full: str) -> None:
    assert not names.is_acronym(short, full)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Zabiullah", "Zabihullah"),
        ("Mohammed", "Muhammad"),
        ("Hussein", "Husayn"),
        ("Machnouq", "Mashnuk"),
    ],
)
def test_spellings_of_one_word(left: str, right: str) -> None:
    assert names.spelled_alike(left, right)
    assert names.spelled_alike(right, left)


@pytest.mark.parametrize(
    ("left", "right"), [("Clinton", "Clifton"), ("Roe", "Rae"), ("Ali", "Ola")]
)
def test_words_that_only_look_alike(left: str, right: str) -> None:
    assert not names.spelled_alike(left, right)


ONE: list[tuple[str, str, ActorKind, str]] = [
    ("Ann Roe", "Roe", "person", "surname"),
    ("President Roe", "Ann Roe", "person", "surname"),
    ("Bob Marr", "Robert Marr", "person", "fuller name"),
    ("Odo J. Marr", "Odo Marr", "person", "fuller name"),
    ("Kenya", "Republic of Kenya", "government", "country"),
    ("U.S.", "United States", "government", "country"),
    ("Nairobi", "Kenya", "government", "capital"),
    ("Acme", "Acme Inc.", "organisation", "same name"),
    ("Acme", "Acme Media", "organisation", "shortened"),
    ("CareFirst", "Care First", "organisation", "same name"),
    ("Northern Observatory for Rights", "Observatory", "organisation", "shortened"),
    ("al-Nuraya", "Al Nureya", "armed_group", "spelling"),
    ("Ms. Quill", "Ana Quill Maro", "person", "inner surname"),
    ("Secretary of State Ann Roe", "Ann Roe", "person", "same name"),
    ("Head of Mission Ann Roe", "Ann Roe", "person", "same name"),
]


@pytest.mark.parametrize(("left", "right", "kind", "rule"), ONE)
def test_may_be_one(left: str, right: str, kind: ActorKind, rule: str) -> None:
    there = names.may_be_one(left, right, kind, kind)
    back = names.may_be_one(right, left, kind, kind)
    assert there is not None
    assert back is not None
    assert there.rule == back.rule
    assert there.rule in {rule, "spelling"} if rule == "fuller name" else there.rule == rule


APART: list[tuple[str, str, ActorKind]] = [
    ("Ann Roe", "Bob Roe", "person"),
    ("Mrs. Roe", "Bob Roe", "person"),
    ("Rural Party", "Urban Party", "organisation"),
    ("Rural Front", "Rural Front Youth Wing", "organisation"),
    ("Kenya", "Kenya Power", "organisation"),
    ("Northern Dawn", "Northern Dawn of the Hills Command", "armed_group"),
    ("Niger", "Nigeria", "government"),
    ("Quill", "Ana Quill Maro", "person"),
]


@pytest.mark.parametrize(("left", "right", "kind"), APART)
def test_may_not_be_one(left: str, right: str, kind: ActorKind) -> None:
    reason = names.may_be_one(left, right, kind, kind)
    assert reason is None or reason.rule in names.WEAK


def test_contradictions_say_why() -> None:
    reason = names.contradicts("Ann Roe", "Bob Roe", "person", "person")
    assert reason is not None
    assert "Ann Roe" in reason.detail
    assert names.contradicts("Ann Roe", "Roe", "person", "person") is None


def test_a_person_and_a_body_of_one_word_stay_apart() -> None:
    assert names.may_be_one("Ford", "Ford Motor Company", "person", "organisation") is None


def test_tables() -> None:
    assert names.country("Burma") == "MMR"
    assert names.country("us") is None
    assert names.demonym("Kenyans") == "KEN"
    assert names.capital("Nairobi") == "KEN"
    assert names.outlet("AFP") == "Agence France-Presse"
    assert names.gender("Ann Roe") == "f"
    assert names.gender("Mr. X") == "m"
    assert len({c.code for c in names.countries()}) == len(names.countries())


@given(WORDS, WORDS)
@settings(max_examples=60)
def test_distance_is_symmetric(left: str, right: str) -> None:
    assert names.distance(left, right) == names.distance(right, left)
    assert (names.distance(left, right) == 0) == (left == right)


@pytest.mark.parametrize(
    ("left", "right", "kind", "rule"),
    [
        ("RF-K", "RFK", "armed_group", "same name"),
        ("Rural Front-Karsil", "Rural Front Karsil", "armed_group", "spelling"),
        ("UN Security Council", "United Nations Security Council", "organisation", "known"),
        ("RF Council", "Rural Front Council", "organisation", "acronym"),
        ("ISKP", "Islamic State Khorasan", "armed_group", "known"),
    ],
)
def test_hyphens_and_inner_acronyms(left: str, right: str, kind: ActorKind, rule: str) -> None:
    found = names.may_be_one(left, right, kind, kind)
    assert found is not None and found.rule == rule


@pytest.mark.parametrize(
    ("left", "right"),
    [("Islamic State", "ISKP"), ("Taliban", "Pakistani Taliban"), ("Hamas", "Hezbollah")],
)
def test_well_known_bodies_stay_apart(left: str, right: str) -> None:
    assert names.may_be_one(left, right, "armed_group", "armed_group") is None
    assert names.contradicts(left, right, "armed_group", "armed_group") is not None


def test_a_country_is_not_its_ministry() -> None:
    for ministry in ("U.S. State Department", "US Army", "United States Senate"):
        assert names.may_be_one("US", ministry, "government", "government") is None


def test_a_newspaper_is_not_the_capital_in_its_name() -> None:
    assert names.may_be_one("Washington Times", "Washington", "media", "government") is None


@pytest.mark.parametrize("last", ["Times", "Gazette"])
def test_a_paper_is_not_the_body_it_writes_about(last: str) -> None:
    for kind in ("organisation", "media"):
        paper = names.may_be_one("Harbour Guard", f"Harbour Guard {last}", "organisation", kind)
        assert paper is None
        league = names.may_be_one("Harbour Guard", "Harbour Guard Inc", "organisation", kind)
        assert league is not None


def test_whom_somebody_works_for_is_no_part_of_the_name() -> None:
    joined = names.may_be_one("Ann Roe", "Ann Roe of Acme Mining", "person", "person")
    assert joined is not None
    assert names.may_be_one("Acme Mining", "Ann Roe of Acme Mining", "person", "person") is None
    assert names.surname("Ann Roe of Acme Mining") == "roe"
    assert names.hailing("Ann Roe of Acme Mining") == ("Ann Roe", "Acme Mining")
    assert names.hailing("Bank of Acme") == ("Bank of Acme", "")
    assert names.hailing("Chief Executive of Acme") == ("Chief Executive of Acme", "")


def test_a_company_form_is_no_part_of_an_acronym() -> None:
    assert names.is_acronym("TRU", "Tallow Rail Union Corp.")
    assert names.is_acronym("TRC", "Tallow Rail Corp.")
    reason = names.may_be_one("TRU", "Tallow Rail Union Inc", "organisation", "organisation")
    assert reason is not None and reason.rule == "acronym"


def test_a_hyphen_parts_a_name_as_a_space_does() -> None:
    reason = names.may_be_one("Orla-Maren", "Orla Maren", "person", "person")
    assert reason is not None and reason.rule == "same name"
    assert names.may_be_one("Orla-Maren", "Orla Pell", "person", "person") is None


@pytest.mark.parametrize(
    ("fuller", "seldom", "common", "often", "byname"),
    [
        ("Big Tallow", 1, "TLW", 3, True),
        ("Big Tallow", 1, "TLW", 2, False),  # not so much more common
        ("Tallow Lime Works", 1, "TLW", 9, False),  # spelled out
        ("Tallow Instant", 1, "Tallow", 9, True),  # what it sells
        ("Tallow Group", 1, "Tallow", 9, False),
        ("Front of Tallow", 1, "Front", 9, False),
        ("Kenya", 1, "Kenyan", 9, False),
    ],
)
def test_what_a_body_is_also_called_is_told_from_its_full_name(
    fuller: str, seldom: int, common: str, often: int, byname: bool
) -> None:
    assert is_byname("organisation", fuller, seldom, common, often) is byname
    assert not is_byname("person", fuller, seldom, common, often)
