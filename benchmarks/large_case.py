"""A large case of invented articles, for the times of the pages.

Takes a number of statements, gives a ledger of so many, much like a real one in its proportions,
and vectors for them; fills a case with both.
"""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hearsay.case import Case
from hearsay.text import sentences
from hearsay.types import (
    Accusation,
    Actor,
    Analysis,
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
A_STORY = 10
"""Articles of one story."""
VOCABULARY = 20_000
"""Invented words beside the common ones, the first of them the commonest, as words of a language
are (Zipf); and each story has names of its own. A claim is compared with a story only if its
articles know most of the claim's words, so a case of a few words alone would fit every claim."""
NUMBERS = 384
"""Numbers of one vector."""
ALIKE_ANYWHERE, ALIKE_IN_STORY = 0.2, 0.33
"""Cosines of two statements: of any, and of one story. Of the five seeds and the three stories of
gold/stories, in one case, 0.24 over all (those of one story included), 0.28 to 0.39 in a story."""
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
    lexicon = [_word(draw) for _ in range(VOCABULARY)]
    for d in range(statements // A_DOCUMENT):
        lines, spans = [], []
        at = 0
        if d % A_STORY == 0:
            names = [_word(draw).title() for _ in range(6)]
        for _ in range(A_DOCUMENT):
            told = draw.choices(WORDS, k=5) + draw.choices(names, k=2)
            told += [lexicon[min(int(draw.paretovariate(0.5)), VOCABULARY) - 1] for _ in range(5)]
            draw.shuffle(told)
            words = " ".join(told) + " 12."
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
        Story(f"y-{n}", f"Story {n}", tuple(d.id for d in documents[n : n + A_STORY]))
        for n in range(0, len(documents), A_STORY)
    ]
    return Ledger(
        "0", "none", tuple(documents), tuple(actors), tuple(said), tuple(figures), tuple(events),
        tuple(matters), tuple(accusations), (), tuple(stories),
    )  # fmt: skip


def fill(case: Case, statements: int, seed: int = 1) -> None:
    """Puts such a ledger into a case, with vectors, as a build would have left it."""
    told = ledger(statements, seed)
    near = vectors(told, seed)
    said: dict[str, list[Statement]] = {document.id: [] for document in told.documents}
    for statement in told.statements:
        said[statement.document].append(replace(statement, speaker=None, about=()))
    analyses = [
        Analysis(
            document,
            model="none",
            sentences=tuple(sentences(document.text)),
            statements=tuple(said[document.id]),
            vectors=tuple((one.id, near[one.id]) for one in said[document.id]),
        )
        for document in told.documents
    ]
    case.record(analyses, (), lambda *_: told)
    case.prepare_claims()


def vectors(told: Ledger, seed: int) -> dict[str, bytes]:
    """A vector for each statement, near those of its story."""
    draw = np.random.default_rng(seed)

    def unit() -> NDArray[np.float64]:
        drawn = draw.normal(size=NUMBERS)
        return np.asarray(drawn / np.linalg.norm(drawn))

    shared = ALIKE_ANYWHERE**0.5 * unit()
    centres: dict[str, NDArray[np.float64]] = {}
    for story in told.stories:
        own = (ALIKE_IN_STORY - ALIKE_ANYWHERE) ** 0.5 * unit()
        centres |= dict.fromkeys(story.documents, shared + own)
    found = {}
    for statement in told.statements:
        put = centres[statement.document] + (1 - ALIKE_IN_STORY) ** 0.5 * unit()
        found[statement.id] = np.round(put / np.linalg.norm(put) * 127).astype(np.int8).tobytes()
    return found


def _word(draw: random.Random) -> str:
    """An invented word of two or three syllables."""
    return "".join(
        draw.choice("bdfgklmnprstvz") + draw.choice("aeiou") + draw.choice(["", "", "n", "r", "l"])
        for _ in range(draw.choice((2, 3)))
    )


def _support(statements: list[str]) -> Support:
    texts = tuple(sorted({f"d-{one[2:9]}" for one in statements}))
    return Support(("An outlet",) * bool(texts), texts, len(texts), len(texts), tuple(statements))
