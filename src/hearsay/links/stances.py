"""Which proposition a group of statements puts, and where each of them stands on it.

Takes the statements of one matter, gives the statement whose words are its proposition and a stance
for each. Stance follows from the attitude, and from opposites ("alive", "dead") between a
statement's words and the proposition's. A negation inside somebody's words alone does not turn a
statement round: of 54 in the development stories that deny nothing and hold one, 8 stood on the
denying side; of 11 with an opposite word all did.
"""

from __future__ import annotations

from collections.abc import Sequence

from hearsay.links import words
from hearsay.links.context import Context
from hearsay.links.similarity import Matrix
from hearsay.types import Reason, Side, Stance, Statement

# A proposition reads best as a sentence of so many words.
_SHORT, _LONG = 5, 24
_VAGUE_OPENINGS = frozenset(
    {
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "their",
    }
)
# Words that open a part of a sentence, not one that stands alone.
_PART_OPENINGS = frozenset(
    {"to", "on", "of", "for", "in", "at", "by", "with", "as", "if", "and", "or", "but", "using"}
)


def _readable(text: str, statement: Statement) -> float:
    """How well words stand alone as a proposition; higher is better."""
    parts = words.normal_words(text)
    worth = 0.0
    if len(parts) < _SHORT:
        worth -= 0.3 * (_SHORT - len(parts))
    worth -= 0.04 * max(0, len(parts) - _LONG)
    worth -= 0.5 * bool(parts and parts[0] in _VAGUE_OPENINGS)
    worth -= 0.6 * bool(parts and parts[0] in _PART_OPENINGS)
    worth += 0.25 * bool(words.capitalised(text))
    worth -= 0.25 * (len(statement.content) > 1)
    worth -= 0.6 * bool(words.negations(text))
    worth -= 0.6 * words.points_back(text)
    worth -= 0.2 * (statement.attitude in {"demand", "promise", "warn"})
    return worth


def proposition_of(
    members: Sequence[Statement], context: Context, scores: Matrix
) -> Statement | None:
    """The member whose words best tell what the matter is about; None if all only deny or decline.

    scores: (member, member), how alike they are; the most central of the readable ones wins.
    """
    best: tuple[float, str] | None = None
    chosen = None
    for row, statement in enumerate(members):
        if statement.attitude in {"deny", "decline"}:
            continue
        centrality = float(scores[row].mean())
        worth = _readable(context.words(statement), statement) + 2.0 * centrality
        if best is None or (-worth, statement.id) < best:
            best, chosen = (-worth, statement.id), statement
    return chosen


def denied_proposition(members: Sequence[Statement], context: Context) -> Statement:
    """Where all members deny or decline, the one whose words tell best what they deny."""
    return min(
        members,
        key=lambda s: (s.attitude != "deny", -_readable(context.words(s), s), s.id),
    )


def side_of(
    statement: Statement,
    proposition: Statement,
    context: Context,
    likeness: float,
    pointed: Reason | None,
) -> Side:
    """Where a statement stands. likeness: its score with the proposition's statement, 0 to 1."""
    own, asked = context.words(statement), context.words(proposition)
    because = [pointed] if pointed is not None else []
    stance: Stance = "affirms"
    opposed = words.opposites(own, asked)
    if statement.id == proposition.id and statement.attitude != "deny":
        because.append(Reason("proposition", "the matter is put in its words"))
    elif statement.attitude == "decline" or own.rstrip(" ”\"'").endswith("?"):
        stance = "leaves_open"
        because.append(Reason("attitude", f"{statement.attitude}: {context.shown(statement)}"))
    elif statement.attitude == "deny":
        negated = words.negations(own)
        detail = f"deny: {context.shown(statement)}"
        if negated:
            detail += f", with “{negated[0]}”"
        # Where nobody affirms, the words are what is denied, or already its denial.
        denial = proposition.attitude == "deny" and bool(words.negations(asked))
        stance = "affirms" if denial else "denies"
        because.append(Reason("attitude", detail))
    elif opposed is not None and statement.id != proposition.id:
        stance = "denies"
        because.append(Reason("opposites", f"“{opposed[0]}” here, “{opposed[1]}” there"))
    else:
        because.append(Reason("attitude", f"{statement.attitude}: {context.shown(statement)}"))
    if statement.id != proposition.id and pointed is None:
        detail = f"{likeness:.2f} alike with {context.shown(proposition)}"
        because.append(Reason("same proposition", detail, (proposition.id,)))
    return Side(statement.id, stance, round(likeness, 2), tuple(because))
