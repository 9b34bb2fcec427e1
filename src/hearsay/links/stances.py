"""Where each statement of a matter stands on its proposition.

Takes a statement and the one whose words are the proposition, gives its side. Stance follows from
the attitude where the words bear it out, from words that call something untrue, and from opposites
("alive", "dead"). Other negation inside somebody's words does not turn a statement round: of 54 in
the development stories that deny nothing and hold one, 8 stood on the denying side; of 11 with an
opposite word all did. Where a statement and the proposition both negate, they agree.
"""

from __future__ import annotations

import re

from hearsay.links import words
from hearsay.links.context import Context
from hearsay.types import Reason, Side, Stance, Statement

# Words of a cue that turn down what follows: the content is then what is denied.
_DENYING_CUE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|reject|dismiss|refut|rebut|disput|disavow|disown|debunk|"
    r"contradict|retract|contest|rebuff|disprov|rul(?:ed|es|ing) out|no truth|"
    r"brush\w* (?:off|aside)|call\w*|describ\w*|scorn|ridicul|walk\w* back|recant)",
    re.IGNORECASE,
)

# Characters before a statement that may hold its denying word.
_BEFORE = 40


def denies(statement: Statement, context: Context) -> bool:
    """Whether an attitude of denial shows in the words: in the content, or in the cue.

    In gold/matters, of 83 statements that are read as denials and hold a negation, 47 deny and 14
    agree with a proposition that negates too; of 23 without one, and without a denying cue, 7 deny.
    """
    if statement.attitude != "deny":
        return False
    own = context.words(statement)
    claim = words.points_back(own) or words.names_a_claim(own)
    if words.negations(own) or claim or "retracts" in statement.flags:
        return True
    text = context.documents[statement.document].text
    spans = sorted((*statement.cue, *statement.source, *statement.content))
    around = text[max(0, spans[0].start - _BEFORE) : spans[-1].end]
    return bool(_DENYING_CUE.search(around)) and "no denying" not in around.casefold()


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
    opposed, negated = words.opposites(own, asked), words.negations(own)
    if statement.id == proposition.id and statement.attitude != "deny":
        because.append(Reason("proposition", "the matter is put in its words"))
    elif statement.attitude == "decline" or own.rstrip(" ”\"'").endswith("?"):
        stance = "leaves_open"
        because.append(Reason("attitude", f"{statement.attitude}: {context.shown(statement)}"))
    elif negated and words.negations(asked) and pointed is None:
        because.append(Reason("attitude", f"both negate, here with “{negated[0]}”"))
    elif denies(statement, context) or (pointed is not None and statement.attitude == "deny"):
        detail = f"deny: {context.shown(statement)}"
        if negated:
            detail += f", with “{negated[0]}”"
        # Where nobody affirms, the words are what is denied, or already its denial.
        denial = proposition.attitude == "deny" and bool(words.negations(asked))
        stance = "affirms" if denial else "denies"
        because.append(Reason("attitude", detail))
    elif statement.attitude in {"assert", "accuse", "confirm"} and words.falsity(own):
        stance = "denies"
        because.append(Reason("called untrue", f"“{words.falsity(own)}” in these words alone"))
    elif opposed is not None and statement.id != proposition.id:
        stance = "denies"
        because.append(Reason("opposites", f"“{opposed[0]}” here, “{opposed[1]}” there"))
    else:
        because.append(Reason("attitude", f"{statement.attitude}: {context.shown(statement)}"))
    if statement.id != proposition.id and pointed is None:
        detail = f"{likeness:.2f} alike with {context.shown(proposition)}"
        because.append(Reason("same proposition", detail, (proposition.id,)))
    return Side(statement.id, stance, round(likeness, 2), tuple(because))
