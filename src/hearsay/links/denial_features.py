"""What speaks for and against a statement being what a denial denies: features of one pair.

Takes a denial, its form and a claim, gives named numbers of 0 to 1. Nothing here decides.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from hearsay.links import denial_forms, pointing, proposition, words
from hearsay.links.context import Context
from hearsay.links.denial_forms import Form
from hearsay.steps.wrongs import WRONGS
from hearsay.types import Statement

Features = dict[str, float]

# Sentences over which nearness falls to a half.
HALF = 3
# Sentences at the head of an article that tell what it is about.
HEAD = 3
# Of how much nearness is left where a claim follows its denial.
AFTER = 0.5

CLAIMED = frozenset({"assert", "accuse", "confirm", "warn", "demand"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A denial with what is looked up once for all its claims.

    refers: whether its words speak of somebody's claim rather than repeat it.
    """

    statement: Statement
    form: Form
    words: str
    party: str | None
    refers: bool
    sentence: int


def asked(statement: Statement, form: Form, context: Context) -> Asked:
    """A denial, ready to be compared."""
    own = context.words(statement)
    refers = form == "points back" or pointing.is_pointing(statement, context)
    if not refers and form != "contradicts" and statement.attitude == "deny":
        # what is claimed may stand there in a clause, to be compared as in any other denial
        refers = denial_forms.somebodys_claim(own) is not None
        refers = refers and not denial_forms.puts_the_claim(own)
    return Asked(
        statement=statement,
        form=form,
        words=own,
        party=context.party(statement),
        refers=refers,
        sentence=sentence_of(statement, context),
    )


def sentence_of(statement: Statement, context: Context) -> int:
    """Which sentence of its document a statement begins in, from 1."""
    starts = [span.start for span in context.sentences[statement.document]]
    return bisect_right(starts, statement.content[0].start)


def deniable(claim: Statement, context: Context) -> bool:
    """Whether a statement puts something that can be denied: a name or "the report" does not.

    An accusation may be told in a phrase: "accused them of looting". What itself calls something
    untrue is on the denial's side, and so is mostly what an outlet tells in its own sentence as not
    so: of 7 links to such sentences in the labelled stories none is right.
    """
    if claim.attitude not in CLAIMED or pointing.is_pointing(claim, context):
        return False
    if denial_forms.called_untrue(context.words(claim)):
        return False
    if claim.voice == "outlet" and words.negations(context.words(claim)):
        return False
    if claim.attitude == "accuse":
        return len(words.content_words(context.words(claim))) > 1
    return proposition.says_something(claim, context) and proposition.has_predicate(claim, context)


def possible(denial: Asked, claim: Statement, context: Context) -> bool:
    """Whether a claim may be what is denied at all, by who made it, what of and where it stands.

    Nobody denies what their own side says, unless they take it back; and only that can be taken
    back which the same side said. Who denies a part in something denies what speaks of them, or a
    charge, of the same names.
    """
    said = denial.statement
    if claim.id == said.id or (
        claim.document == said.document
        and any(a.overlaps(b) for a in claim.content for b in said.content)
    ):
        return False
    if only_a_part(said, claim, context):
        return False
    own_side = denial.party is not None and denial.party == context.party(claim)
    if claim.speaker is not None and said.speaker is not None:
        own_side = own_side or context.related(claim.speaker, said.speaker)
    return own_side == (denial.form == "takes back")


def only_a_part(denial: Statement, claim: Statement, context: Context) -> bool:
    """Whether a denial is of a part in something, or of a charge, and a claim tells of none."""
    denied = context.words(denial)
    if denial_forms.not_charged(denied, context.words(claim)):
        return True
    if not denial_forms.of_a_part(denied):
        return False
    names = words.capitalised(denied)
    if names and not names & words.capitalised(context.words(claim)):
        return True
    speaker = denial.speaker
    of_them = speaker and any(context.related(speaker, actor) for actor in claim.about)
    return claim.attitude != "accuse" and not of_them


def pair_features(
    denial: Asked, claim: Statement, cosine: float, contained: float, echo: float, context: Context
) -> Features:
    """Of a denial and one claim.

    cosine, contained: how alike the two contents are, by vectors and by rare words. echo: in what
    share of the story's other articles something like the claim stands.
    """
    said, own = denial.statement, context.words(claim)
    kind = "refers" if denial.refers else "says"
    found: Features = {f"{kind}, echo": echo}
    if denial.form != "points back":
        found[f"{kind}, cosine"] = max(0.0, cosine)
        found[f"{kind}, rare words"] = contained
    if said.document == claim.document:
        place = sentence_of(claim, context)
        apart = denial.sentence - place
        found[f"{kind}, one article"] = 1.0
        found[f"{kind}, before"] = float(apart >= 0)
        nearness = HALF / (HALF + abs(apart))
        found[f"{kind}, near"] = nearness if apart >= 0 else AFTER * nearness
        found[f"{kind}, at the head"] = float(place <= HEAD)
    if claim.attitude == "accuse" or WRONGS.search(own):
        found[f"{kind}, a charge"] = 1.0
    if claim.speaker is not None:
        if context.turns_on(said, claim.speaker):
            found[f"{kind}, aimed at its speaker"] = 1.0
        elif said.target:
            found[f"{kind}, aimed at another"] = 1.0
    if said.speaker is not None:
        charged = (*claim.target, *(claim.about if claim.attitude == "accuse" else ()))
        if any(context.related(said.speaker, actor) for actor in charged):
            found[f"{kind}, by the one accused"] = 1.0
    if set(said.about) & {*claim.about, *claim.target}:
        found["about the same"] = 1.0
    if claim.attitude in {"demand", "warn"}:
        found["no plain claim"] = 1.0
    if not denial.refers and denial.form == "negates" and denial_forms.negated(own):
        found["negates too"] = 1.0
    if claim.voice == "outlet":
        found["outlet's own"] = 1.0
    return found
