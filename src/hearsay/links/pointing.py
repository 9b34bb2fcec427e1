"""Statements that only point back: "these claims are false", "the report", "no comment".

Takes the statements of one document, gives for each that says nothing of its own the earlier
statement it answers or repeats. Never crosses documents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hearsay.links import proposition, words
from hearsay.links.context import Context
from hearsay.types import Reason, Statement

# Of a denial's content words, names aside, so many must point back for it to have no content.
_POINTING_SHARE = 0.6

# Articles beyond these that tell of the same add nothing.
MOST_ECHOES = 2


def is_pointing(statement: Statement, context: Context) -> bool:
    """Whether a statement's words say nothing that could be compared with other statements."""
    text = context.words(statement)
    if words.points_back(text):
        return True
    if statement.attitude not in {"deny", "decline"}:
        return False
    names = words.capitalised(text)
    own = [w for w in words.normal_words(text) if w not in words.FUNCTION_WORDS]
    own = [w for w in own if words.stem(w) not in names]
    return sum(w in words.POINTING for w in own) >= _POINTING_SHARE * len(own) and len(own) > 0


def antecedents(
    statements: Sequence[Statement],
    pointing: frozenset[str],
    context: Context,
    echoes: Mapping[str, int],
) -> dict[str, tuple[Statement, Reason]]:
    """For every statement that points back, what it points at, with the reason.

    statements: of one document in the order of the text. Of what stands before, preferred is what
    comes from the party whose claim is denied, then what other articles tell too, then accusations,
    then what stands nearest; where nothing stands before (a headline), the first that follows.
    echoes: by statement, in how many other articles something alike stands.
    """
    found = {}
    for place, statement in enumerate(statements):
        if statement.id not in pointing:
            continue
        answers = statement.attitude in {"deny", "decline"}
        party = context.party(statement)
        best: tuple[int, int] | None = None
        for other_place, other in enumerate(statements):
            if other.id in pointing or other.attitude in {"deny", "decline"}:
                continue
            if not proposition.says_something(other, context):
                continue
            if not proposition.has_predicate(other, context):
                continue
            same = party is not None and context.party(other) == party
            if same == answers and party is not None:
                continue
            worth = 4 * (other.speaker is not None and context.turns_on(statement, other.speaker))
            worth += other.attitude == "accuse"
            worth += min(echoes.get(other.id, 0), MOST_ECHOES)
            worth += statement.speaker is not None and any(
                context.related(statement.speaker, target) for target in other.target
            )
            worth += 3 * (other_place < place)
            rank = (-worth, abs(place - other_place))
            if best is None or rank < best:
                best = rank
                detail = f"{context.shown(statement)} points to {context.shown(other)}"
                found[statement.id] = (other, Reason("points back", detail, (other.id,)))
    return found
