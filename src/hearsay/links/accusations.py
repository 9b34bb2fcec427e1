"""Who was accused, and whether an answer is among these documents.

Takes the statements of a story, who denies what and the matters, gives one record for every charge
and each of those it accuses. An answer is a denial of that charge, an admission or a refusal to
comment by the accused, or by somebody who speaks for them. That none was found says nothing more.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hearsay.links import charges, pointing, stances
from hearsay.links.context import Context
from hearsay.links.denial_features import sentence_of
from hearsay.links.matters import Compared
from hearsay.types import (
    Accusation,
    AnswerState,
    Matter,
    Opposition,
    Response,
    ResponseKind,
    Statement,
)

KINDS: Mapping[str, ResponseKind] = {"deny": "denies", "confirm": "admits", "decline": "declines"}
_NO_REPLY = re.compile(
    r"\b(?:not|n['’]t|yet to|no|declined to|refused to|unavailable|without)\b.{0,40}"
    r"\b(?:respond|response|repl(?:y|ied)|return(?:ed)?|comment|reached?|answer|reaction)",
    re.IGNORECASE | re.DOTALL,
)
# What no answer was given to, where the article tells: "has yet to respond to the announcement".
_ASKED = re.compile(
    r"\b(?:respon(?:d|se)\w*|repl(?:y|ied|ies)|react(?:ion|ed)?|comment(?:ed|ing)?)\s+(?:\w+ly\s+)?"
    r"(?:on|to|about|regarding)\s+(?P<what>.+)",
    re.IGNORECASE | re.DOTALL,
)
# Words of what is asked that tell of the asking alone.
_ASKING = re.compile(
    r"\b(?:requests?|questions?|calls?|e?-?mails?|messages?|inquir(?:y|ies)|enquir(?:y|ies)|matter|"
    r"issue|case|reports?|allegations?|accusations?|claims?|charges?|this|that|it|them)\b",
    re.IGNORECASE,
)
# Sentences after a charge within which a bare refusal by the accused is taken to be about it.
NEAR = 8
# Pair score from which a refusal that tells what it is about is about the charge.
LIKE_CHARGE = 0.6
# A denial answers a charge where the link is likelier right than not. Responses with the right
# state, readers' statements and as read: 0.705 0.437 at 0.3, 0.721 0.437 at 0.4, 0.721 0.501 at 0.5
# and 0.6.
LEAST = 0.5
# A denial of what puts the same charge with at least this pair score denies this one too.
SAME_CHARGE = 0.8
# A denial by the accused on the other side of a charge's matter denies the charge with at least
# this pair score. In the stories as read, labelled and of gold/matters this adds 2 answers, both
# right; 0.7 adds 8, 6 of them right.
SAME_WORDS = 0.9


def _told(statement: Statement, context: Context) -> str:
    """The passage from the first to the last word of cue and content."""
    document = context.documents[statement.document].text
    spans = (*statement.cue, *statement.content)
    return document[min(s.start for s in spans) : max(s.end for s in spans)]


def _no_reply(statement: Statement, context: Context) -> bool:
    """Whether a refusal is that no answer was given at all."""
    return bool(_NO_REPLY.search(_told(statement, context)))


def _asked_about(statement: Statement, context: Context) -> bool:
    """Whether it is told to what no answer was given, in more words than "the matter"."""
    asked = _ASKED.search(_told(statement, context))
    return asked is not None and not _ASKING.search(asked["what"])


def state(responses: Sequence[Response], context: Context) -> AnswerState:
    """Whether these answer a charge, or only say that none was given."""
    if not responses:
        return "none_found"
    silent = (
        response.kind == "declines" and _no_reply(context.statements[response.statement], context)
        for response in responses
    )
    return "asked_no_reply" if all(silent) else "answered"


def _answers(statement: Statement, context: Context) -> bool:
    """Whether a statement may answer a charge: "refused to open the gate" tells of a deed."""
    if statement.attitude not in KINDS or statement.speaker is None:
        return False
    return not stances.refuses_a_deed(statement, context)


def _refuses(answer: Statement, charge: Statement, compared: Compared, context: Context) -> bool:
    """Whether a refusal to comment in the charge's article is about that charge.

    One that tells what it is about ("has yet to respond to the truce") must be like the charge; one
    that does not ("could not be reached", "no comment") answers what stands shortly before it.
    """
    if answer.attitude != "decline" or answer.document != charge.document:
        return False
    silent = _no_reply(answer, context) and not _asked_about(answer, context)
    if not (silent or pointing.is_pointing(answer, context)):
        rows = compared.row[answer.id], compared.row[charge.id]
        return bool(compared.likeness[rows] >= LIKE_CHARGE)
    return 0 <= sentence_of(answer, context) - sentence_of(charge, context) <= NEAR


@dataclass(frozen=True, slots=True)
class Searched:
    """What is the same for all stories of a case.

    mentions: where actors are named. articles: how many were looked through, first and last date.
    """

    mentions: charges.Mentions
    articles: tuple[int, str | None, str | None]


def searched(context: Context) -> Searched:
    """Gathered once for all stories of a case."""
    dates = sorted(d.published for d in context.documents.values() if d.published)
    first, last = (dates[0], dates[-1]) if dates else (None, None)
    return Searched(charges.mentions_of(context), (len(context.documents), first, last))


def find_accusations(
    compared: Compared,
    matters: Sequence[Matter],
    oppositions: Sequence[Opposition],
    case: Searched,
    context: Context,
) -> list[Accusation]:
    """One record for every charge of a story and each actor it accuses."""
    denied: dict[str, list[str]] = defaultdict(list)
    for opposition in oppositions:
        if opposition.confidence < LEAST:
            continue
        denied[opposition.claim].append(opposition.denial)
    together: dict[str, set[str]] = defaultdict(set)
    against: dict[str, set[str]] = defaultdict(set)
    for matter in matters:
        members = {side.statement for side in matter.sides}
        denying = {side.statement for side in matter.sides if side.stance == "denies"}
        for side in matter.sides:
            together[side.statement] |= members
            if side.stance == "affirms":
                against[side.statement] |= denying
    answers = [s for s in compared.statements if _answers(s, context)]
    found = []
    accused_of = charges.charges(compared, oppositions, case.mentions, context)
    for statement, everybody in sorted(accused_of.items()):
        charge = context.statements[statement]
        row = compared.row[statement]
        for accused in everybody:
            denials = {
                denial
                for claim in sorted(denied)
                if claim == statement
                or (
                    accused in accused_of.get(claim, ())
                    and compared.likeness[row, compared.row[claim]] >= SAME_CHARGE
                )
                for denial in denied[claim]
            }
            responses = tuple(
                Response(answer.id, KINDS[answer.attitude])
                for answer in sorted(answers, key=lambda one: one.id)
                if answer.id != statement
                and charges.speaks_for(answer.speaker or "", accused, context)
                and (
                    answer.id in denials
                    or (
                        answer.id in against[statement]
                        and compared.likeness[row, compared.row[answer.id]] >= SAME_WORDS
                    )
                    or (answer.attitude != "deny" and answer.id in together[statement])
                    or _refuses(answer, charge, compared, context)
                )
            )
            found.append(
                Accusation(statement, accused, responses, state(responses, context), case.articles)
            )
    return sorted(found, key=lambda a: (a.statement, a.accused))
