"""Where each statement of a matter stands on its proposition.

Takes a statement and the one whose words are the proposition, gives its side. Stance follows from
the attitude where the words bear it out, from words that call something untrue, and from opposites
("alive", "dead"). Other negation inside somebody's words does not turn a statement round: of 54 in
the development stories that deny nothing and hold one, 8 stood on the denying side; of 11 with an
opposite word all did. Where a statement and the proposition both negate, they agree.
"""

from __future__ import annotations

import re

from hearsay.links import alignment, words
from hearsay.links.context import Context
from hearsay.links.proposition import passage
from hearsay.steps import rejoinders
from hearsay.steps.told_denials import is_told_denial
from hearsay.types import Reason, Side, Stance, Statement

# Words of a cue that leave open what follows, however the attitude was read.
_DOUBTING_CUE = re.compile(
    r"\b(?:doubt|sceptic|skeptic|question(?:ed|s|ing)\b|suspicio|unsure|uncertain|unclear|"
    r"yet to (?:confirm|verify)|unverified|unconfirmed)|"
    r"(?:\bnot|n['’]t) (?:immediately |yet )?(?:clear|known)",
    re.IGNORECASE,
)
# Who only speaks of what is reported: "noted the growing number of reports that".
_NOTED = re.compile(
    r"\b(?:not(?:es|ed|ing)|mention(?:s|ed|ing)|refer(?:s|red|ring) to|heard|seen|received|"
    r"(?:is|are|was|were) aware of)\W+(?:[\w-]+\s+){0,4}?(?:reports?|allegations?|rumou?rs?)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:unclear|uncertain|not clear|remains? to be seen|unconfirmed|unverified|not known|"
    r"yet to be (?:confirmed|verified)|whether|if true)\b",
    re.IGNORECASE,
)

# Says of somebody or something that it is no more, as "no such group exists" does.
_GONE = re.compile(
    r"\b(?:defeated|eliminated|eradicated|wiped out|crushed|annihilated|expelled|dismantled|"
    r"driven out|disbanded|dissolved|abolished)\b",
    re.IGNORECASE,
)

_ASKS = re.compile(r"\b(?:ask|wonder|inquir|enquir|question)", re.IGNORECASE)
_ASKS_ABOUT = re.compile(r"\bask(?:s|ed|ing)? about\b", re.IGNORECASE)

# What somebody refuses who answers nothing thereby: to do something, not to say something. Of five
# such refusals in gold four are about words, of 16 in 442 articles of the fnc corpus three.
_REFUSES = re.compile(r"\brefus\w*(?: to(?: \w+)?)?$", re.IGNORECASE)
_SAYS = re.compile(
    r"\b(?:comment|sa(?:y|id)|confirm|answer|discuss|respon[ds]|repl(?:y|ied)|speak|talk|explain|"
    r"elaborate|identify|nam(?:e|ing)|specif|giv(?:e|ing)|disclos|reveal|provid|acknowledg|address|"
    r"tell|deny|admit|interview|statement|question|details|figures|numbers|drawn)",
    re.IGNORECASE,
)
# What puts a refusal itself: "his refusal to open it".
_REFUSED = re.compile(r"\brefus\w+|\bdeclin\w+|\bturned? down\b", re.IGNORECASE)

# Opens what somebody promises or demands that it shall not be: "to prevent any group from using".
_PREVENTS = re.compile(
    r"\W*(?:(?:that|to|not|never|will|would|they|he|she|it)\s+){0,4}"
    r"(?:prevent|stop|halt|curb|(?<=not\s)(?:let|allow)|(?<=never\s)(?:let|allow))\w*\b",
    re.IGNORECASE,
)


def denies(statement: Statement, context: Context) -> bool:
    """Whether a denial shows in the words: always where somebody is given as its source.

    Asked for a negation or a denying cue besides, opposed pairs of the stories are 0.182 as read
    and 0.347 with the readers' statements; without 0.178 and 0.364. Of the outlet's own sentences
    only the words tell.
    """
    if statement.attitude != "deny":
        return False
    return statement.voice != "outlet" or bool(words.negations(context.words(statement)))


def doubts(statement: Statement, context: Context) -> bool:
    """Whether a statement is told as a doubt: neither that something is so nor that it is not.

    Of a source by its cue, of the outlet's own sentences by their words: of 13 in gold/matters and
    the stories that hold such a word all leave open what the matter is about.
    """
    if statement.attitude not in {"assert", "deny"}:
        return False
    if words.offers_both(context.words(statement)):
        return True
    if statement.voice == "outlet":
        return bool(_OPEN.search(context.words(statement)))
    text = context.documents[statement.document].text
    cue = " ".join(span.of(text) for span in (*statement.source, *statement.cue))
    if _DOUBTING_CUE.search(cue):
        return True
    said = f"{statement.cue[-1].of(text)} {context.words(statement)}" if statement.cue else ""
    return bool(_NOTED.match(said))


def asks(statement: Statement, context: Context) -> bool:
    """Whether what is told is a question: "asked whether the gate held"."""
    if statement.attitude in {"deny", "decline"}:
        return False
    opening = words.normal_words(context.words(statement))[:1]
    text = context.documents[statement.document].text
    asked = any(_ASKS.search(span.of(text)) for span in statement.cue)
    if any(_ASKS_ABOUT.search(span.of(text)) for span in statement.cue):
        return True
    return opening == ["whether"] or (asked and opening == ["if"])


def refuses_a_deed(statement: Statement, context: Context) -> bool:
    """Whether somebody refuses to do something, other than to say it: "refused to open it"."""
    if statement.attitude != "decline":
        return False
    text = context.documents[statement.document].text
    refuses = any(_REFUSES.search(span.of(text)) for span in statement.cue)
    told = " ".join(span.of(text) for span in (*statement.cue, *statement.content))
    return refuses and _SAYS.search(told) is None


def prevents(statement: Statement, context: Context) -> bool:
    """Whether somebody promises or demands that something shall not be, which tells neither that
    it is so nor that it is not."""
    if statement.attitude not in {"promise", "demand"}:
        return False
    return bool(_PREVENTS.match(context.words(statement)))


def _of_its_words(statement: Statement, proposition: Statement) -> bool:
    """Whether a statement speaks of another's words where they stand: "a claim that X denies".

    Two who deny in the same words do not: they stand on one side.
    """
    same = (statement.document, statement.content) == (proposition.document, proposition.content)
    if not same or statement.id == proposition.id or rejoinders.is_rejoinder(proposition):
        return False
    return rejoinders.is_rejoinder(statement) or proposition.attitude != "deny"


def side_of(
    statement: Statement,
    proposition: Statement,
    context: Context,
    likeness: float,
    pointed: Reason | None,
) -> Side:
    """Where a statement stands. likeness: its score with the proposition's statement, 0 to 1."""
    own, asked = context.words(statement), passage(proposition, context)
    because = [pointed] if pointed is not None else []
    stance: Stance = "affirms"
    opposed, negated, gone = words.opposites(own, asked), words.negations(own), _GONE.search(asked)
    of_the_same = _of_its_words(statement, proposition)
    if doubts(statement, context):
        stance = "leaves_open"
        because.append(Reason("attitude", f"doubt: {context.shown(statement)}"))
    elif is_told_denial(statement):
        stance = "leaves_open"
        because.append(Reason("attitude", f"tells of a denial: {context.shown(statement)}"))
    elif asks(statement, context) and not asked.casefold().startswith(("whether", "if ")):
        stance = "leaves_open"
        because.append(Reason("attitude", f"a question: {context.shown(statement)}"))
    elif statement.id == proposition.id and statement.attitude not in {"deny", "decline"}:
        because.append(Reason("proposition", "the matter is put in its words"))
    elif _REFUSED.search(asked) and refuses_a_deed(statement, context):
        because.append(Reason("attitude", f"refuses, as there: {context.shown(statement)}"))
    elif statement.attitude == "decline" or own.rstrip(" ”\"'").endswith("?"):
        stance = "leaves_open"
        because.append(Reason("attitude", f"{statement.attitude}: {context.shown(statement)}"))
    elif prevents(statement, context) and not _PREVENTS.match(asked):
        stance = "leaves_open"
        detail = f"{statement.attitude} to prevent it: {context.shown(statement)}"
        because.append(Reason("attitude", detail))
    elif negated and (gone or words.negations(asked)) and not (pointed or of_the_same):
        there = f", there with “{gone.group()}”" if gone else ""
        because.append(Reason("attitude", f"both negate, here with “{negated[0]}”{there}"))
    elif not of_the_same and (agreed := alignment.agrees(statement, asked, context)):
        because.append(agreed)
    elif denies(statement, context) or (pointed is not None and statement.attitude == "deny"):
        detail = f"deny: {context.shown(statement)}"
        if negated:
            detail += f", with “{negated[0]}”"
        # Where nobody affirms, the words are what is denied, or already its denial.
        denial = proposition.attitude == "deny" and bool(words.negations(asked))
        denial = denial and not of_the_same
        stance = "affirms" if denial else "denies"
        because.append(Reason("attitude", detail))
    elif statement.attitude in {"assert", "accuse", "confirm"} and (
        untrue := alignment.told_untrue(own)
    ):
        falsehood = alignment.called_untrue(asked)
        stance = "affirms" if falsehood else "denies"
        where = f", there “{falsehood}”" if falsehood else " alone"
        because.append(Reason("called untrue", f"“{untrue}” in these words{where}"))
    elif contrary := alignment.contradicts(statement, asked, context):
        stance = "denies"
        because.append(contrary)
    elif opposed is not None and statement.id != proposition.id:
        stance = "denies"
        because.append(Reason("opposites", f"“{opposed[0]}” here, “{opposed[1]}” there"))
    else:
        because.append(Reason("attitude", f"{statement.attitude}: {context.shown(statement)}"))
    if statement.id != proposition.id and pointed is None:
        detail = f"{likeness:.2f} alike with {context.shown(proposition)}"
        because.append(Reason("same proposition", detail, (proposition.id,)))
    return Side(statement.id, stance, round(likeness, 2), tuple(because))
