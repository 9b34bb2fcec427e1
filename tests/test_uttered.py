"""When and on which occasion something was said is shown wherever a person reads statements."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console, RenderableType

from hearsay import report, terminal, wording
from hearsay.types import Ledger, Span, Statement
from ledger_samples import ledger

TOLD = "on 2 May 2024 (a news conference in Orvel)"


def dated() -> Ledger:
    told = ledger()
    return replace(
        told,
        statements=tuple(
            replace(s, said_on="2024-05-02", occasion="a news conference in Orvel")
            for s in told.statements
        ),
    )


def printed(shown: RenderableType) -> str:
    out = io.StringIO()
    Console(file=out, width=200).print(shown)
    return " ".join(out.getvalue().split())


@pytest.mark.parametrize(
    ("said_on", "occasion", "told"),
    [
        ("2024-10-04", None, "on 4 Oct 2024"),
        ("2024-10", None, "in Oct 2024"),
        ("2024", "a statement", "in 2024 (a statement)"),
        (None, "Twitter", "(Twitter)"),
        (None, None, ""),
    ],
)
def test_no_more_precise_than_it_is(said_on: str | None, occasion: str | None, told: str) -> None:
    one = Statement("s-1", "d-1", (Span(0, 1),), said_on=said_on, occasion=occasion)
    assert wording.uttered(one) == told


def test_the_terminal_tells_it() -> None:
    told = dated()
    words = printed(terminal.statements(told))
    assert "said on 2 May" in words
    assert TOLD in printed(terminal.matter(told, told.matters[0]))
    assert "on 2 May 2024" in printed(terminal.article(told, told.documents[1]))


def test_the_page_tells_it_with_the_quotation_and_in_the_margin() -> None:
    assert TOLD not in report.render(ledger())
    page = report.render(dated())
    assert page.count(TOLD) > len(dated().statements)
