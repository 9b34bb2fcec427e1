"""What looks like a name, and which names name a given actor."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.naming import like_names, mentions, words

TEXT = (
    "The Bank of Rell fired Ada Quill, and Mr. Quill’s lawyer sued. But Rell said the guards "
    "left. On Monday Governor Orla Venn-Tarn asked O’Dell & Sons for help."
)


def found(text: str) -> list[str]:
    """What looks like a name, in words."""
    return [span.of(text) for span in like_names(text)]


def asked(*wanted: str) -> list[str]:
    """Where some actors are named in TEXT, in words."""
    return [span.of(TEXT) for span in mentions(TEXT, like_names(TEXT), wanted)]


def test_names_are_runs_of_capitals_without_a_first_word_that_is_none() -> None:
    assert found(TEXT) == [
        "Bank of Rell",
        "Ada Quill",
        "Mr. Quill’s",
        "Rell",
        "Governor Orla Venn-Tarn",
        "O’Dell",
        "Sons",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The. But He", []),
        ("we met Ada.", ["Ada"]),
        ("the U.S. fleet", ["U.S."]),
        ("Fort Tarn-on-Rell", ["Fort Tarn-on-Rell"]),
        ("it rained", []),
        ("", []),
    ],
)
def test_edges_of_names(text: str, names: list[str]) -> None:
    assert found(text) == names


@given(st.text(alphabet="AbTheRell .’'-&\n12É", max_size=80))
def test_names_lie_in_order_within_the_text(text: str) -> None:
    spans = like_names(text)
    assert spans == sorted(spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text)[0].isupper() for span in spans)


def test_words_leave_titles_and_possessives_out() -> None:
    assert words("Mr. Quill’s") == words("Quill") == {"quill"}
    assert words("Vice President") == {"vice", "president"}  # nothing else is left to tell it by


def test_a_name_is_found_by_its_words_or_some_of_them() -> None:
    assert asked("Ada Quill") == ["Ada Quill", "Mr. Quill’s"]
    assert asked("Quill") == ["Ada Quill", "Mr. Quill’s"]
    assert asked("Orla Venn-Tarn") == ["Governor Orla Venn-Tarn"]


def test_a_description_is_found_by_its_very_words() -> None:
    assert asked("the guards") == ["the guards"]
    assert asked("guard") == []  # no part of a word
    assert asked("the") == []  # too short to mean anybody
    assert asked("the ferrymen") == []


def test_several_wanted_come_in_the_order_of_the_text_and_once() -> None:
    assert asked("the guards", "Ada Quill", "Quill") == ["Ada Quill", "Mr. Quill’s", "the guards"]
    assert asked() == []
