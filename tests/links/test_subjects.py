"""Of whom a statement tells something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from training.labelled_stories import context_of

from hearsay.links.subjects import Subjects

Article = Callable[..., Any]


def test_who_denies_paying_does_not_deny_having_been_paid(article: Article) -> None:
    text = (
        "Since the flood, Orrim had been paying Sella for grain. Sella denied that it has been "
        "paying armed bands. The paper said Sella has paid the rebels. Sella rejected claims of "
        "any payment. Sella denied that it had been paid by Orrim."
    )
    one = article("one", text)
    orrim, sella = one.actor("Orrim", "government"), one.actor("Sella", "government")
    received = one.says("Since the flood, Orrim had been paying Sella for grain", voice="outlet")
    denied = one.says("it has been paying armed bands", sella, "deny")
    paid = one.says("Sella has paid the rebels", label="The paper")
    bare = one.says("claims of any payment", sella, "deny")
    own = one.says("it had been paid by Orrim", sella, "deny")
    analysis = one.analysis()
    # whom a statement is about is for the steps to say
    about = [replace(s, about=(orrim,)) if s.id == own else s for s in analysis.statements]
    context = context_of([replace(analysis, statements=tuple(about))], ())
    subjects, said = Subjects(context), context.statements
    assert subjects.of(said[received]) == orrim
    assert subjects.of(said[denied]) == sella
    assert subjects.of(said[bare]) is None
    assert subjects.differ(said[denied], said[received])
    assert not subjects.differ(said[bare], said[received])
    assert not subjects.differ(said[own], said[received])
    assert subjects.of(said[paid]) in (None, sella)  # of its mentions only the first is marked
