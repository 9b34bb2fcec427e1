"""Denials and the claims that they deny, put into one matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from training.labelled_stories import context_of

from hearsay.links.contested import MANY, with_denials
from hearsay.links.context import Context
from hearsay.types import Matter, Opposition, Reason, Side

Article = Callable[..., Any]
BECAUSE = (Reason("same proposition", "made up"),)


def story(article: Article) -> tuple[Context, str, str, list[str]]:
    one = article(
        "one",
        "Roe asked for his son. The child was a son, it is told. "
        + " ".join(f"N{n}: the child is a daughter, says reader {n}." for n in range(MANY)),
    )
    asked = one.says("Roe asked for his son", label="a friend")
    claim = one.says("The child was a son", label="a guard")
    denials = [
        one.says(f"the child is a daughter, says reader {n}", label=f"reader {n}")
        for n in range(MANY)
    ]
    return context_of([one.analysis()], ()), asked, claim, denials


def matter(context: Context, put: str, claim: str) -> Matter:
    sides = (Side(put, "affirms", 1.0, BECAUSE), Side(claim, "affirms", 0.8, BECAUSE))
    return Matter("m-1", context.words(context.statements[put]), put, sides, because=BECAUSE)


def test_a_matter_is_put_in_what_its_denials_deny(article: Article) -> None:
    context, asked, claim, denials = story(article)
    given = [Opposition(one, claim, 0.6, BECAUSE) for one in denials]
    (found,) = with_denials([matter(context, asked, claim)], given, context)
    assert found.proposition == "The child was a son"
    assert found.proposition_statement == claim
    assert {side.statement for side in found.sides} == {asked, claim, *denials}
    rules = {side.statement: side.because[0].rule for side in found.sides}
    assert (rules[claim], rules[asked]) == ("proposition", "attitude")


def test_few_denials_leave_a_matter_as_it_is_put(article: Article) -> None:
    context, asked, claim, denials = story(article)
    given = [Opposition(one, claim, 0.6, BECAUSE) for one in denials[: MANY - 1]]
    (found,) = with_denials([matter(context, asked, claim)], given, context)
    assert found.proposition_statement == asked


def test_a_matter_whose_own_words_are_denied_keeps_them(article: Article) -> None:
    context, asked, claim, denials = story(article)
    given = [Opposition(one, claim, 0.6, BECAUSE) for one in denials]
    given.append(Opposition(denials[0], asked, 0.6, BECAUSE))
    (found,) = with_denials([matter(context, asked, claim)], given, context)
    assert found.proposition_statement == asked


def test_no_two_matters_are_put_in_one_statement(article: Article) -> None:
    context, asked, claim, denials = story(article)
    given = [Opposition(one, claim, 0.6, BECAUSE) for one in denials]
    other = matter(context, claim, asked)
    found = with_denials([matter(context, asked, claim), other], given, context)
    assert [one.proposition_statement for one in found] == [asked, claim]


def test_of_two_matters_one_claim_puts_the_first(article: Article) -> None:
    context, asked, claim, denials = story(article)
    given = [Opposition(one, claim, 0.6, BECAUSE) for one in denials]
    one = matter(context, asked, claim)
    denying = [Side(statement, "denies", 0.8, BECAUSE) for statement in denials]
    both = [replace(one, sides=(*one.sides, *denying)), replace(one, id="m-2")]
    both[1] = replace(both[1], sides=(*one.sides, *denying))
    found = with_denials(both, given, context)
    assert [one.proposition_statement for one in found] == [claim, asked]
