"""What a check shows on a terminal: eighty columns, quotations with their source, hostile words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from rich.cells import cell_len

from hearsay import pipeline, records, terminal
from hearsay.errors import InputError
from hearsay.links.checking import Checked, Close, Touched
from hearsay.links.likeness import Claim
from hearsay.model.network import load
from hearsay.types import Ledger, Reason
from hearsay.web.checking import check_view
from hearsay.web.lookup import Lookup
from ledger_samples import ledger, ledgers
from test_terminal import printed

WHY = (Reason("same proposition", "0.90 alike"),)


def checked(told: Ledger, words: str = "the gates", *, turned: bool = False) -> Checked:
    """Every matter and every statement of a ledger, as if all were like the claim."""
    matters = tuple(
        Touched(m.id, 0.9, turned, False, m.sides, tuple((s.statement, 0.9) for s in m.sides),
                m.sides[0].statement if m.sides else None, None, WHY)
        for m in told.matters
    )  # fmt: skip
    close = tuple(Close(one.id, 0.8, WHY) for one in told.statements)
    return Checked(Claim(words), (len(told.documents), None, None), (), matters, close)


def test_a_quotation_has_its_sentence_its_chain_and_its_place() -> None:
    words = printed(terminal.check(check_view(Lookup(ledger()), checked(ledger()))))
    assert "“The Ministry of Tides accused the Reed League of opening the gates at" in words
    assert "Orvel Courier ← Ministry of Tides accuses Reed League" in words
    text = ledger().documents[0].text
    start = text.index("The Ministry")
    end = text.index("Orvel.") + len("Orvel.")
    assert f"Orvel Courier, May 2031, “Dam gates”, {start}–{end}" in words
    assert "the same act of speaking in Tide Wire" in words
    assert "x possibly denied by Reed League: ““We never touched the gates" in words


def test_sides_are_named_from_the_claim_where_it_is_turned() -> None:
    view = check_view(Lookup(ledger()), checked(ledger(), turned=True))
    headings = [side.heading for side in view.matters[0].sides]
    assert headings[0].startswith("say as the claim does")
    assert headings[1].startswith("contradict the claim")


def test_what_was_asked_and_not_answered_is_left_open() -> None:
    told = ledger()
    silent = tuple(replace(one, responses=(), state="none_found") for one in told.accusations)
    view = check_view(Lookup(replace(told, accusations=silent)), checked(told))
    assert any(line.startswith("no answer of Reed League, accused by") for line in view.open)
    asked = tuple(replace(one, responses=(), state="asked_no_reply") for one in told.accusations)
    view = check_view(Lookup(replace(told, accusations=asked)), checked(told))
    assert any("was asked; no reply is reported" in line for line in view.open)


def test_nothing_is_said_of_nothing() -> None:
    words = printed(
        terminal.check(check_view(Lookup(ledger()), Checked(Claim("x y"), (3, None, None))))
    )
    assert "Nothing found in these 3 articles." in words


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers())
def test_any_check_fits_eighty_columns_and_reads_as_json(drawn: Ledger) -> None:
    view = check_view(Lookup(drawn), checked(drawn, "\x1b[2J[bold]" + "long " * 60))
    words = printed(terminal.check(view))
    assert all(cell_len(line) <= terminal.COLUMNS for line in words.split("\n"))
    assert not [mark for mark in words if mark != "\n" and ord(mark) < 32]
    plain = records.plain(view)
    assert {"claim", "matters", "also", "close", "figures", "open", "unknown"} <= plain.keys()


@pytest.mark.parametrize("words", ["", "  \n", "?!", "“”"])
def test_an_empty_claim_is_refused(words: str) -> None:
    with pytest.raises(InputError, match="empty"):
        pipeline.claim_of(words, load(threads=1))


def test_a_claim_is_no_article() -> None:
    with pytest.raises(InputError, match="at most 1,000"):
        pipeline.claim_of("word " * 300, load(threads=1))


def test_a_claim_is_read_with_its_figures() -> None:
    claim = pipeline.claim_of("More than 180 people\n were killed at Orvel", load(threads=1))
    assert claim.words == "More than 180 people were killed at Orvel" and claim.vector
    [figure] = claim.figures
    assert (figure.measure, figure.low) == ("killed", 180)
