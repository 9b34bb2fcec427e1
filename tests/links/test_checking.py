"""What a claim in anybody's words finds in a ledger, and which way the sides then go."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from hearsay.links import turning
from hearsay.links.checking import check
from hearsay.links.holdings import nearest
from hearsay.links.likeness import Claim
from hearsay.types import Document, Figure, Ledger, Matter, Side, Span, Statement, Story
from ledger_samples import WHY

TEXTS = {
    "d-1": "The Reed League has camps in Orvel, the ministry said. Nine people drowned at Orvel.",
    "d-2": "The Reed League denied that it has camps in Orvel. Eleven people drowned, it said.",
    "d-3": "Farmers in Tarn grow barley and oats, a guide for visitors says.",
}


def place(document: str, words: str) -> Span:
    start = TEXTS[document].index(words)
    return Span(start, start + len(words))


def vector(seed: int, like: np.ndarray | None = None) -> bytes:
    """A unit vector as the network writes it; near to another one where that is given."""
    drawn = np.random.default_rng(seed).normal(size=16)
    drawn = drawn / np.linalg.norm(drawn)
    if like is not None:
        drawn = drawn * 0.3 + like
    return np.round(drawn / np.linalg.norm(drawn) * 127).astype(np.int8).tobytes()


CAMPS = np.random.default_rng(1).normal(size=16)
CAMPS = CAMPS / np.linalg.norm(CAMPS)
VECTORS = {"s-1": vector(2, CAMPS), "s-2": vector(3, CAMPS), "s-3": vector(4)}


def told() -> Ledger:
    """Two articles that take sides on camps, and one of another story."""
    claim = Statement(
        "s-1",
        "d-1",
        (place("d-1", "The Reed League has camps in Orvel"),),
        speaker_label="the ministry",
        cue=(place("d-1", "said"),),
    )
    denial = Statement(
        "s-2",
        "d-2",
        (place("d-2", "it has camps in Orvel"),),
        speaker_label="The Reed League",
        cue=(place("d-2", "denied"),),
        attitude="deny",
    )
    barley = Statement(
        "s-3", "d-3", (place("d-3", "Farmers in Tarn grow barley and oats"),), speaker_label="guide"
    )

    def drowned(name: str, document: str, words: str, number: float) -> Figure:
        return Figure(
            name, document, place(document, words), "killed", "people", number, number, "exact",
            group="g-1",
        )  # fmt: skip

    sides = (Side("s-1", "affirms", 0.9, WHY), Side("s-2", "denies", 0.8, WHY))
    return Ledger(
        "0",
        "",
        documents=tuple(
            Document(name, f"{name}.txt", text, published=date)
            for (name, text), date in zip(
                TEXTS.items(), ("2031-05-03", "2031-05-05", None), strict=True
            )
        ),
        statements=(claim, denial, barley),
        figures=(
            drowned("f-1", "d-1", "Nine people", 9),
            drowned("f-2", "d-2", "Eleven people", 11),
        ),
        matters=(Matter("m-1", "The Reed League has camps in Orvel", "s-1", sides, because=WHY),),
        stories=(Story("t-1", "camps", ("d-1", "d-2")), Story("t-2", "barley", ("d-3",))),
    )


def claim(words: str) -> Claim:
    return Claim(words, vector(5, CAMPS))


def stances(words: str) -> dict[str, str]:
    [touched] = check(claim(words), told(), VECTORS).matters
    return {side.statement: side.stance for side in touched.sides}


def test_a_claim_finds_its_matter_with_its_sides() -> None:
    checked = check(claim("The Reed League runs camps in Orvel"), told(), VECTORS)
    [touched] = checked.matters
    assert (touched.matter, touched.turned) == ("m-1", False)
    assert (touched.first, touched.first_against) == ("s-1", "s-2")
    assert checked.searched == (3, "2031-05-03", "2031-05-05")
    assert not checked.close and touched.because


def test_a_negated_claim_finds_the_same_matter_turned_round() -> None:
    assert stances("The Reed League has camps in Orvel") == {"s-1": "affirms", "s-2": "denies"}
    assert stances("The Reed League has no camps in Orvel") == {"s-1": "denies", "s-2": "affirms"}
    [touched] = check(claim("The Reed League has no camps in Orvel"), told(), VECTORS).matters
    assert touched.turned and touched.first == "s-2" and touched.first_against == "s-1"
    assert any(reason.rule == "negation" for reason in touched.because)


def test_names_that_no_article_holds_find_nothing() -> None:
    checked = check(claim("The Heron Guild has camps in Vessmark"), told(), VECTORS)
    assert not (checked.matters or checked.close or checked.figures)
    assert checked.unknown == ("Heron", "Guild", "Vessmark")


def test_what_stands_in_no_matter_is_told_as_such() -> None:
    told_ = replace(told(), matters=())
    found = check(claim("The Reed League has camps in Orvel"), told_, VECTORS).close
    assert "s-1" in {one.statement for one in found}


def test_figures_of_the_claims_quantity_stand_beside_its_number() -> None:
    words = "Nine people drowned at Orvel"
    number = Figure("f", "", Span(0, 11), "killed", "people", 9, 9, "exact")
    [counted] = check(replace(claim(words), figures=(number,)), told(), VECTORS).figures
    assert counted.figures == ("f-1", "f-2")
    assert (counted.agree, counted.differ) == (("f-1",), ("f-2",))
    boats = replace(number, measure="other:boat", of="boats")
    assert not check(replace(claim(words), figures=(boats,)), told(), VECTORS).figures


def test_without_vectors_what_a_full_text_search_found_is_compared() -> None:
    words = Claim("The Reed League has camps in Orvel")
    assert not check(words, told(), {}).matters
    assert [m.matter for m in check(words, told(), {}, ["s-2", "s-9"]).matters] == ["m-1"]


def test_the_order_of_records_changes_nothing() -> None:
    ledger = told()
    mixed = list(VECTORS.items())
    random.Random(1).shuffle(mixed)
    other = replace(
        ledger,
        documents=ledger.documents[::-1],
        statements=ledger.statements[::-1],
        figures=ledger.figures[::-1],
        stories=ledger.stories[::-1],
    )
    words = claim("The Reed League has camps in Orvel")
    assert check(words, ledger, VECTORS) == check(words, other, dict(mixed))


def test_an_empty_ledger_holds_nothing() -> None:
    checked = check(claim("The Reed League has camps in Orvel"), Ledger("0", ""), {})
    assert checked.searched == (0, None, None) and not checked.matters


def test_the_nearest_are_exact_and_pass_over_other_lengths() -> None:
    vectors = {**VECTORS, "e-1": b"\x01" * 48}
    found = nearest(vector(5, CAMPS), vectors)
    assert {name for name, _ in found[:2]} == {"s-1", "s-2"} and len(found) == 3
    assert found[0][1] > 0.8 and nearest(None, vectors) == [] and nearest(b"\x01", {}) == []


@pytest.mark.parametrize(
    ("claimed", "put", "apart"),
    [
        ("The League has no camps in Orvel", "The League has camps in Orvel", True),
        (
            "It is not true that the League has camps in Orvel",
            "The League has camps in Orvel",
            True,
        ),
        ("The League doesn't have camps in Orvel", "no camps of the League in Orvel", False),
        ("The cables had gone untested", "the cables were tested", True),
        ("The cables were not tested", "the cables had gone untested", False),
        ("The cables were tested", "the cables were never tested", False),
        ("The League has camps in Orvel", "The League has camps in Orvel, not in Tarn", False),
        ("The League has no camps in Orvel", "Orvel flooded twice in May", False),
        ("The mayor is alive", "the mayor is dead", True),
    ],
)
def test_only_a_claim_with_a_negated_main_clause_is_turned(
    claimed: str, put: str, apart: bool
) -> None:
    assert (turning.turned(claimed, put) is not None) is apart


def test_a_denied_negation_says_so() -> None:
    said = turning.says_so(
        "The cables were not tested", "the cables had gone untested", denied=True
    )
    assert said is not None and said[0] is False
    said = turning.says_so(
        "The cables were not tested", "the cables had gone untested", denied=False
    )
    assert said is not None and said[0] is True
    assert turning.says_so("The cables were tested", "cables were tested", denied=False) is None
