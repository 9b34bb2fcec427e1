"""Denials told by somebody else.

Takes an analysis with speakers and attitudes. Who tells that another denied something denies
nothing: "the union said that the mayor had denied it". Leaves all other statements.
"""

from __future__ import annotations

from dataclasses import replace

from hearsay.steps import named_claims
from hearsay.steps.phrases import SPEAKS_FOR
from hearsay.types import Analysis, Reason, Statement

HALF = 0.5
"""Share of somebody's words that another's denial takes up where they only tell of it. Of five such
in training/labels/articles.jsonl four are marked as plain assertions of who tells."""

AT_ONCE = 10
"""Characters before who denies where their denial is all that is told, though it was not read as
one: "according to the Herald, Roe has denied it"."""

_RULE = "told denial"


def is_told_denial(statement: Statement) -> bool:
    """Whether a statement only tells that somebody else denied something."""
    return any(reason.rule == _RULE for reason in statement.because)


def told_denials(analysis: Analysis) -> Analysis:
    """The analysis, denials given to whom they are of and to nobody else."""
    return replace(analysis, statements=tuple(_told(s, analysis) for s in analysis.statements))


def _told(statement: Statement, analysis: Analysis) -> Statement:
    """The statement, a plain assertion where it only tells that another denied something."""
    told = _tells_of_a_denial(statement, analysis)
    if told is None:
        return statement
    because = (*statement.because, told)
    return replace(statement, attitude="assert", target=(), because=because)


def _tells_of_a_denial(statement: Statement, analysis: Analysis) -> Reason | None:
    """Why somebody's words are no denial of theirs: most of them tell that another denied."""
    text = analysis.document.text
    if (
        statement.attitude not in ("deny", "accuse", "assert", "confirm")
        or not statement.cue
        or _answers_for_another(statement, analysis)
    ):
        return None
    if any(named_claims.DENIES.search(part.of(text)) for part in statement.cue):
        return None
    size = sum(part.end - part.start for part in statement.content)
    for inner in analysis.statements:
        if inner.parent != statement.id or inner.attitude != "deny" or not inner.source:
            continue
        if _who(inner) == _who(statement) or not any(
            named_claims.DENIES.search(part.of(text)) for part in inner.cue
        ):
            continue
        spans = (*inner.source, *inner.cue, *inner.content)
        within = all(any(p.covers(s) for p in statement.content) for s in spans)
        opens = inner.source[0].start - statement.content[0].start <= AT_ONCE
        if statement.attitude != "deny" and not opens:
            continue  # "the offer, which Doe denied, was made in May" tells of the offer
        length = max(s.end for s in spans) - min(s.start for s in spans)
        if within and length >= HALF * size:
            detail = f"tells that another denied: “{inner.cue[0].of(text)}”"
            return Reason(_RULE, detail, (inner.id,))
    return None


def _who(statement: Statement) -> str | None:
    return statement.speaker or statement.speaker_label


def _answers_for_another(statement: Statement, analysis: Analysis) -> bool:
    """Whether a spokesman, lawyer or agent speaks: what they tell is denied in their own words."""
    roles = [a.role or "" for a in analysis.actors if a.id == statement.speaker]
    sources = [part.of(analysis.document.text) for part in statement.source]
    return any(SPEAKS_FOR.search(one) for one in (*roles, *sources))
