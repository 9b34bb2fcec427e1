"""The audit of a case: what is drawn, what to judge next, and what the judgements say.

Takes an open case and a reader's name, gives frozen page records. What is judged is shown without
the program's confidence and without what another reader said.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from hearsay import audit, wording
from hearsay.audit import Audited, Precision
from hearsay.case import Case
from hearsay.records import canonical
from hearsay.types import Span
from hearsay.web.lookup import Lookup
from hearsay.web.statement_page import paragraph_of

SEED = "hearsay"
"""The same for every case, so that two readers are shown the same sample."""
STRATA = {
    "charges": "accusations and denials",
    "statements": "other statements",
    "denials": "links from a denial to what it denies",
    "accused": "links from an accusation to whom it accuses",
    "answers": "links from an answer to what it answers",
    "sides": "where statements stand on matters",
    "utterances": "reports of one act of speaking",
    "copies": "articles that share text",
    "figures": "figures",
}
QUESTIONS = {
    "charges": "Is the statement read rightly: who says it, what of, and how it is meant?",
    "statements": "Is the statement read rightly: who says it, what of, and how it is meant?",
    "denials": "Does the first deny what the second says?",
    "accused": "Does the statement accuse the one who is named here?",
    "answers": "Does the first answer the accusation, for the one who is accused?",
    "sides": "Does the statement stand so on this proposition?",
    "utterances": "Do both report one and the same act of speaking or writing?",
    "copies": "Do the articles share text: is one of them a copy of the other, or both of a third?",
    "figures": "Is the figure read rightly: number, what it counts, and who says it?",
}
SHOWN = 400
"""Code points of an article that a reader of two copies is shown, where no passage is known."""


@dataclass(frozen=True, slots=True)
class Item:
    """One record to judge: where it stands, and how it is read. probability: of being drawn."""

    subject: str
    stratum: str
    probability: float
    question: str
    passages: tuple[tuple[tuple[str, bool], ...], ...]
    read_as: tuple[str, ...]
    done: int
    drawn: int


@dataclass(frozen=True, slots=True)
class ByReader:
    """What one reader's judgements say: stratum by stratum, and together."""

    name: str
    strata: tuple[Precision, ...]
    all: Precision
    share: float | None


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Everything the page of the audit shows. kappa: None where no two readers judged the same.

    strata: key, title, how many were read and how many drawn. judged: every judgement; gone: how
    many of them are on what is no longer read so, and do not count.
    """

    strata: tuple[tuple[str, str, int, int], ...]
    readers: tuple[ByReader, ...]
    judged: tuple[Audited, ...]
    gone: int
    both: int
    same: float
    kappa: float | None


def _population(case: Case) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {name: [] for name in STRATA}
    for row in case.listed("audited_population"):
        found[row["stratum"]].append(row["subject"])
    return found


def audit_page(case: Case) -> AuditPage:
    """What was drawn and judged so far."""
    counted = {row["stratum"]: row["number"] for row in case.listed("audited_counts")}
    population = {name: counted.get(name, 0) for name in STRATA}
    every = audit.audited(case.judgements())
    subjects = canonical(sorted({one.subject for one in every}))
    rows = case.listed("audited_still", subjects=subjects) if every else []
    still = {(row["stratum"], row["subject"]) for row in rows}
    told = [one for one in every if (one.stratum, one.subject) in still]
    readers = []
    for name in sorted({one.by for one in told}):
        strata = tuple(
            audit.precision(
                stratum,
                population[stratum],
                [one for one in told if (one.by, one.stratum) == (name, stratum)],
            )
            for stratum in STRATA
        )
        readers.append(ByReader(name, strata, audit.whole(strata), audit.weighted_share(strata)))
    agreed = audit.agreement(told)
    return AuditPage(
        tuple(
            (name, title, population[name], min(audit.DRAWN, population[name]))
            for name, title in STRATA.items()
        ),
        tuple(readers),
        tuple(every),
        len(every) - len(told),
        int(agreed["both"]) if agreed else 0,
        agreed["same"] if agreed else 0.0,
        agreed["kappa"] if agreed else None,
    )


def next_item(case: Case, reader: str) -> Item | None:
    """What a reader has not judged yet, strata in turn; None when all that was drawn is judged."""
    told = audit.audited(case.judgements())
    done = {(one.stratum, one.subject) for one in told if one.by == reader}
    population = _population(case)
    drawn = {name: audit.sample(ids, SEED) for name, ids in population.items()}
    waiting = {name: [one for one in ids if (name, one) not in done] for name, ids in drawn.items()}
    total = sum(map(len, drawn.values()))
    left = sum(map(len, waiting.values()))
    if not left:
        return None
    stratum = min(STRATA, key=lambda name: (not waiting[name], -len(waiting[name])))
    subject = waiting[stratum][0]
    probability = len(drawn[stratum]) / len(population[stratum])
    passages, told_as = _read(case, stratum, subject.split("|"))
    return Item(
        subject, stratum, probability, QUESTIONS[stratum], passages, told_as, total - left, total
    )


def item_of(case: Case, stratum: str, subject: str) -> float | None:
    """The probability with which a record was drawn; None for one that is not in the sample."""
    ids = _population(case).get(stratum, [])
    return min(audit.DRAWN, len(ids)) / len(ids) if subject in audit.sample(ids, SEED) else None


Passages = tuple[tuple[tuple[str, bool], ...], ...]


def _read(case: Case, stratum: str, names: Sequence[str]) -> tuple[Passages, tuple[str, ...]]:
    """Where a record stands in its articles, and how the program reads it."""
    if stratum == "figures":
        return _figure(case, names[0])
    if stratum == "copies":
        return _copies(case, names)
    statements = [name for name in names if name.startswith("s-")]
    look = Lookup(case.part("statements", *statements))
    records = [look.statements[name] for name in statements]
    told = [f"{look.speaker(s).name} {look.said(s)}: “{look.quote(s)}”" for s in records]
    if names[-1].startswith("a-"):
        told.append(f"accused: {look.names((names[-1],))[0]}")
    if names[-1].startswith("m-"):
        (matter,) = case.part("matters", names[-1]).matters
        stance = next(side.stance for side in matter.sides if side.statement == names[0])
        told.append(f"{wording.STANCE[stance]}: {matter.proposition}")
    return tuple(
        paragraph_of(look.documents[s.document], tuple(s.content)) for s in records
    ), tuple(told)


def _figure(case: Case, name: str) -> tuple[Passages, tuple[str, ...]]:
    (row,) = case.listed("figure_place", figure=name)
    look = Lookup(case.part("article", row["document"]))
    figure = next(f for f in look.ledger.figures if f.id == name)
    of = f" ({figure.of})" if figure.of else ""
    told = (
        f"{wording.reading(figure)}, {wording.measure(figure.measure)}{of}",
        f"said by: {look.speaker(figure).name}",
    )
    return (paragraph_of(look.documents[figure.document], (figure.span,)),), told


def _copies(case: Case, names: Sequence[str]) -> tuple[Passages, tuple[str, ...]]:
    look = Lookup(case.part("article", names[0]))
    copy = next(c for c in look.ledger.copies if set(names) <= set(c.documents))
    passages = []
    for name in names:
        text = look.documents[name].text
        spans = [p.span for p in copy.passages if p.document == name]
        shared = max(spans, key=lambda span: span.end - span.start, default=Span(0, len(text)))
        passages.append(((text[shared.start : min(shared.end, shared.start + SHOWN)], True),))
    told = [look.articles[name] for name in names]
    return tuple(passages), tuple(
        ", ".join(part for part in (article.name, article.place) if part) for article in told
    )


def as_csv(told: Sequence[Audited]) -> str:
    """Every judgement with the probability with which its record was drawn."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(["subject", "stratum", "probability", "verdict", "by", "at"])
    for one in told:
        table.writerow(
            [one.subject, one.stratum, one.probability, one.verdict, _safe(one.by), one.at]
        )
    return written.getvalue()


def precision_csv(page: AuditPage) -> str:
    """What each reader's judgements say, stratum by stratum and together."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(
        ["by", "stratum", "read", "drawn", "probability", "judged", "right", "unsure", "precision",
         "low", "high"]
    )  # fmt: skip
    drawn = {name: number for name, _, _, number in page.strata}
    for reader in page.readers:
        for one in (*reader.strata, reader.all):
            known = drawn.get(one.stratum)
            chance = known / one.population if known and one.population else None
            numbers = (chance, one.judged, one.right, one.unsure, one.share, one.low, one.high)
            told = ["" if n is None else f"{n:.6g}" for n in numbers]
            table.writerow([_safe(reader.name), one.stratum, one.population, known or "", *told])
    return written.getvalue()


def _safe(name: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{name}" if name[:1] in "=+-@\t\r" else name
