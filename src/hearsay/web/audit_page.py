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
from hearsay.types import Document, Span
from hearsay.web.lookup import Lookup
from hearsay.web.statement_page import paragraph_of

SEED = "hearsay"
"""The same for every case, so that two readers are shown the same sample."""
STRATA = {
    "charges": "accusations and denials",
    "statements": "other statements",
    "denials": "links from a denial to what it denies",
    "figures": "figures",
}


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
    """Everything the page of the audit shows. kappa: None where no two readers judged the same."""

    strata: tuple[tuple[str, str, int, int], ...]
    readers: tuple[ByReader, ...]
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
    population = {row["stratum"]: row["number"] for row in case.listed("audited_counts")}
    told = audit.audited(case.judgements())
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
        int(agreed["both"]) if agreed else 0,
        agreed["same"] if agreed else 0.0,
        agreed["kappa"] if agreed else None,
    )


def next_item(case: Case, reader: str) -> Item | None:
    """What a reader has not judged yet, strata in turn; None when all that was drawn is judged."""
    done = {one.subject for one in audit.audited(case.judgements()) if one.by == reader}
    population = _population(case)
    drawn = {name: audit.sample(ids, SEED) for name, ids in population.items()}
    waiting = {name: [one for one in ids if one not in done] for name, ids in drawn.items()}
    total = sum(map(len, drawn.values()))
    left = sum(map(len, waiting.values()))
    if not left:
        return None
    stratum = min(STRATA, key=lambda name: (not waiting[name], -len(waiting[name])))
    subject = waiting[stratum][0]
    probability = len(drawn[stratum]) / len(population[stratum])
    return _item(case, stratum, subject, probability, (total - left, total))


def item_of(case: Case, subject: str) -> tuple[str, float] | None:
    """Stratum and probability of a record that is in the sample; None for any other."""
    for stratum, ids in _population(case).items():
        drawn = audit.sample(ids, SEED)
        if subject in drawn:
            return stratum, len(drawn) / len(ids)
    return None


def _item(
    case: Case, stratum: str, subject: str, probability: float, count: tuple[int, int]
) -> Item:
    if stratum == "figures":
        (row,) = case.listed("figure_place", figure=subject)
        look = Lookup(case.part("article", row["document"]))
        figure = next(f for f in look.ledger.figures if f.id == subject)
        document = look.documents[figure.document]
        of = f" ({figure.of})" if figure.of else ""
        told = [
            f"{wording.reading(figure)}, {wording.measure(figure.measure)}{of}",
            f"said by: {look.speaker(figure).name}",
        ]
        passages = [_passage(document, (figure.span,))]
        question = "Is the figure read rightly: number, what it counts, and who says it?"
    else:
        names = subject.split("|")
        look = Lookup(case.part("statements", *names))
        records = [look.statements[name] for name in names]
        passages = [_passage(look.documents[s.document], s.content) for s in records]
        told = [f"{look.speaker(s).name} {look.said(s)}: “{look.quote(s)}”" for s in records]
        question = (
            "Does the first deny what the second says?"
            if len(names) > 1
            else "Is the statement read rightly: who says it, what of, and how it is meant?"
        )
    return Item(subject, stratum, probability, question, tuple(passages), tuple(told), *count)


def _passage(document: Document, content: Sequence[Span]) -> tuple[tuple[str, bool], ...]:
    return paragraph_of(document, tuple(content))


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


def _safe(name: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{name}" if name[:1] in "=+-@\t\r" else name
