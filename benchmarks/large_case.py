"""A large case of invented articles, for the times of the pages.

Takes a number of statements, gives a ledger of so many, much like a real one in its proportions.
"""

from __future__ import annotations

import random

from hearsay.types import (
    Accusation,
    Actor,
    Document,
    Event,
    Figure,
    Ledger,
    Matter,
    Mention,
    Opposition,
    Reason,
    Side,
    Span,
    Statement,
    Story,
    Support,
)

A_DOCUMENT = 20
"""Statements of one article, as in the development data."""
WORDS = [
    "gates",
    "river",
    "mayor",
    "convoy",
    "harbour",
    "dues",
    "pilots",
    "guard",
    "ferry",
    "dam",
    "valley",
    "league",
    "ministry",
]
WHY = (Reason("made", "for the benchmark"),)


def ledger(statements: int, seed: int = 1) -> Ledger:
    """An invented ledger of so many statements, much like a real one in its proportions."""
    draw = random.Random(seed)
    documents, said, figures, events = [], [], [], []
    people = max(20, statements // 40)
    named: dict[int, list[Mention]] = {n: [] for n in range(people)}
    for d in range(statements // A_DOCUMENT):
        lines, spans = [], []
        at = 0
        for _ in range(A_DOCUMENT):
            words = " ".join(draw.choices(WORDS, k=12)) + " 12."
            spans.append(Span(at, at + len(words)))
            lines.append(words)
            at += len(words) + 1
        text = "\n".join(lines)
        name = f"d-{d:07}"
        published = (
            f"20{draw.randrange(10, 26)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 28):02}"
        )
        outlet = f"Outlet {draw.randrange(60)}"
        documents.append(
            Document(
                name, f"{name}.txt", text, title=lines[0][:60], outlet=outlet, published=published
            )
        )
        for n, span in enumerate(spans):
            who = min(int(draw.expovariate(8 / people)), people - 1)
            named[who].append(Mention(name, Span(span.start, span.start + 4)))
            said.append(
                Statement(
                    f"s-{d:07}{n:02}", name, (span,), speaker=f"a-{who}",
                    attitude=draw.choice(["assert", "assert", "assert", "deny", "accuse"]),
                    about=(f"a-{draw.randrange(people)}",), because=WHY,
                )
            )  # fmt: skip
        figures.append(
            Figure(f"f-{d}", name, Span(spans[0].end - 3, spans[0].end - 1), "killed", None, 12, 12,
                   "exact", statement=said[-1].id, group=f"g-{d // 5}")
        )  # fmt: skip
        events.append(
            Event(f"e-{d}", lines[1][:50], date=published, mentions=(Mention(name, spans[1]),))
        )
    matters, accusations = [], []
    ids = [one.id for one in said]
    for m in range(statements // 8):
        members = sorted(draw.sample(ids, draw.choice([2, 2, 3, 3, 4, 6, 9])))
        sides = tuple(
            Side(one, draw.choice(["affirms", "affirms", "denies", "leaves_open"]), 0.7, WHY)
            for one in members
        )
        supports = [
            _support([s.statement for s in sides if s.stance == stance])
            for stance in ("affirms", "denies", "leaves_open")
        ]
        matters.append(
            Matter(f"m-{m:07}", " ".join(draw.choices(WORDS, k=8)), members[0], sides,
                   (Opposition(members[1], members[0], 0.8, WHY),), supports[0], supports[1],
                   supports[2])
        )  # fmt: skip
    for one in said:
        if one.attitude == "accuse":
            accusations.append(
                Accusation(one.id, one.about[0], (), "none_found", (len(documents), None, None))
            )
    actors = [
        Actor(
            f"a-{n}", f"{draw.choice(WORDS).title()} {n}", "person", mentions=tuple(m), because=WHY
        )
        for n, m in named.items()
    ]
    stories = [
        Story(f"y-{n}", f"Story {n}", tuple(d.id for d in documents[n : n + 10]))
        for n in range(0, len(documents), 10)
    ]
    return Ledger(
        "0", "none", tuple(documents), tuple(actors), tuple(said), tuple(figures), tuple(events),
        tuple(matters), tuple(accusations), (), tuple(stories),
    )  # fmt: skip


def _support(statements: list[str]) -> Support:
    texts = tuple(sorted({f"d-{one[2:9]}" for one in statements}))
    return Support(("An outlet",) * bool(texts), texts, len(texts), len(texts), tuple(statements))
