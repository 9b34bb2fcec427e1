"""In which words a matter is put: a plain sentence of an article, wherever one of its members is.

Takes the statements of one matter, gives the one whose words stand for all and the passage to show:
always words of its article, left out at the ends at most. A content that is only a part of a
sentence ("Arcadia of giving shelter") is shown as the sentence that holds it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from hearsay import text as offsets
from hearsay.links import words
from hearsay.links.context import Context
from hearsay.links.similarity import Matrix
from hearsay.steps import dateline
from hearsay.types import Span, Statement

# A proposition reads best as a sentence of so many words.
_SHORT, _LONG = 5, 24
# The longest sentence, in words, shown in place of a part of it.
LONGEST_SENTENCE = 30
# A sentence with more words around the content is about something else.
MOST_AROUND = 12
# The same where the content alone is no sentence: "Arcadia of sheltering the Front" says less than
# the long sentence that it stands in. Of those 198, 36 are no sentence without.
LONGEST_AT_NEED, MOST_AT_NEED = 36, 20
# What an incomplete sentence counts less than a complete one. Of the 198 propositions of the seeds
# and the demo case so many are no sentence: 24 with 0.9, 23 with this.
INCOMPLETE = 2.0
# What counts against a proposition that opens with a word like "these", and against one that speaks
# of a claim or asks whether something is so.
VAGUE, POINTING = 1.0, 1.0
# Fewest different content words of a statement that is compared; of one with a verb or a target.
FEWEST_WORDS, FEWEST_WITH_VERB = 3, 2

_VAGUE_OPENINGS = words.listed(
    """he she it they we i you this that these those his her their its our my who what how why
    whether when where which there"""
)
# Words that open a part of a sentence, not one that stands alone.
_PART_OPENINGS = words.listed(
    """to on of for in at by with as if and or but using from about into over that than because who
    which whose whom himself herself itself themselves be been being not since while"""
)
_PART_ENDINGS = words.listed(
    """to on of for in at by with as if and or but from about into than that the a an its their his
    her who which whose"""
)
# Off what a sentence is worth that asks or answers: "is the mayor dead?", "yes, a mayor is".
QUESTION = 2.0
_PREPOSITIONS = words.listed("within in on at after before during of for by with from under")
_FINITE = words.listed(
    """is are was were am has have had does do did will would can could may might must shall should
    isn aren wasn weren hasn haven hadn doesn don didn won wouldn can couldn cannot said says
    say told went came took gave made got knew saw found left held stood fell rose led met began
    kept became brought fought fled sent shot struck broke lost won paid ran put set hit cut let
    sold wrote spoke drove flew grew hid felt meant thought bought taught caught built spent
    stole wants want needs need seeks seek poses pose remains remain supports support shows show
    knows know thinks think believes believe plans plan lives live shelters harbours harbors
    trains operates works opens comes goes makes takes gives holds stands keeps leads uses faces
    denies claims accuses blames looks seems appears rejects refuses includes contains continues
    owns threatens thinks feels hopes expects fears killed died"""
)
# Words that open what is said of somebody who is named before: "have killed up to nine".
_VERB_OPENINGS = words.listed(
    """is are was were am has have had does do did will would can could may might must shall should
    said says say denies denied claims claimed wants wanted killed seized captured"""
)
# After one of these such a word is a noun: "its claims", "the fears".
_DETERMINERS = words.listed("the a an its his her their our my your these those such any no some")
# A proposition that its speaker puts as a view of their own says less by itself.
_OWN_VIEW = words.listed("i me my myself")
# What stands before a participle, or before a verb that belongs to a clause within.
_NOT_BEFORE_VERB = words.listed(
    """to of the a an by in for with who which that whose and or as from on at been be being have
    has had was were is are his her its their this these those"""
)
# Shorter words in "-ing" are seldom participles.
_ING = 5
_REJECTS = re.compile(
    r"\b(?:reject\w*|den(?:y|ies|ied|ying)|dismiss\w*|refut\w+|disput\w+)\b", re.IGNORECASE
)
"""Around a claim these turn it: who "rejects claims of looting" does not put that they loot."""
_SPEAKS_OF_CLAIM = re.compile(
    r"(?:\b(?:the|these|those|such|its|their|his|her)|[’']s?)\s+(?:\w+\s+)?"
    r"(?:allegations?|accusations?|claims?|charges?|concerns?|rumou?rs?|suspicions?)\b"
    r"|\bwhether\b|\byet to (?:\w+ )?(?:respond|comment|reply|answer)\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W_]+")
_MARKS = " \t\n\r,;:-–—"
_OPENING, _CLOSING = "“\"‘'", "”\"’'"


# The words of a statement are asked about again for each group that it stands in.
@lru_cache(maxsize=65536)
def finite(text: str) -> bool:
    """Whether a text seems to hold a finite verb of its own, outside a relative clause."""
    parts = [match.group().casefold() for match in _TOKEN.finditer(text)]
    within = 0
    for place, word in enumerate(parts[1:], start=1):
        before = parts[place - 1]
        if before in {"who", "which", "that"}:
            # the verb of a relative clause has two words at most: "that had poisoned"
            within = place + 1
        if place <= within or before == "to":
            continue
        past = word.endswith("ed") and len(word) > 3 and before not in _NOT_BEFORE_VERB
        if past or (word in _FINITE and before not in _DETERMINERS):
            return True
    return False


@lru_cache(maxsize=65536)
def complete(text: str) -> bool:
    """Whether words read as a plain sentence: a verb, no loose end at either side."""
    parts = words.normal_words(text)
    counted = len(parts) > 1 and parts[0] in {"about", "over"} and parts[1][0].isdigit()
    part = parts[:1] and parts[0] in _PART_OPENINGS and not counted
    if len(parts) < 3 or part or parts[-1] in _PART_ENDINGS:
        return False
    if opens_with_verb(text):
        return False
    if breaks_off(text):
        return False
    participle = parts[0].endswith("ing") and parts[0] not in {"nothing", "king", "beijing"}
    return not participle and len(parts) > 1 and parts[1] != "of" and finite(text)


def breaks_off(text: str) -> bool:
    """Whether a clause that "that" opens at the end has no verb: "it holds that its rivals".

    Verbs are known in part, so this is said of a name or two, or of what a preposition opens.
    """
    before, that, after = text.rpartition(" that ")
    parts = words.normal_words(after)
    short = len(parts) <= FEWEST_WITH_VERB or parts[0] in _PREPOSITIONS
    return bool(that) and short and finite(before) and not finite(f"it {after}")


def opens_with_verb(text: str) -> bool:
    """Whether a part of a sentence goes on with what was named before: "have killed up to nine"."""
    parts = words.normal_words(text)
    return bool(parts) and parts[0] in _VERB_OPENINGS


def says_something(statement: Statement, context: Context) -> bool:
    """Whether a statement's words can be compared with others' without what stands around them.

    Names alone say nothing, however many they are.
    """
    own = context.words(statement)
    found = set(words.content_words(own))
    verb = finite(own)
    if not verb and not found - words.capitalised(own):
        return False
    aimed = statement.attitude == "deny" or (statement.attitude == "accuse" and statement.target)
    return len(found) >= (FEWEST_WITH_VERB if aimed or verb else FEWEST_WORDS)


def has_predicate(statement: Statement, context: Context) -> bool:
    """Whether a statement says something of something; "the message" does not."""
    own = context.words(statement)
    if statement.attitude not in {"assert", "warn", "accuse"} or finite(own):
        return True
    parts = words.normal_words(own)
    return "be" in parts or any(word.endswith("ing") and len(word) > _ING for word in parts)


def tidied(text: str, span: Span) -> Span:
    """A span without a leading "that" and without marks and half quotations at its ends."""
    start, end = span.start, span.end
    while start < end:
        own = text[start:end]
        if own[0] in _MARKS:
            start += 1
        elif own[-1] in _MARKS:
            end -= 1
        elif own[:5].casefold() == "that " and finite(own[5:]):
            start += 5
        elif own[0] in _OPENING and not any(mark in own[1:] for mark in _CLOSING):
            start += 1
        elif own[-1] in _CLOSING and not any(mark in own[:-1] for mark in _OPENING):
            end -= 1
        elif own[0] in _OPENING and own[-1] in _CLOSING and not set(own[1:-1]) & set('“”"'):
            start, end = start + 1, end - 1
        else:
            break
    return Span(start, max(start, end))


def _sentence(statement: Statement, context: Context, longest: int, around: int) -> Span | None:
    """The plain sentence that holds the whole content; of so many words, so many around it."""
    document = context.documents[statement.document].text
    whole = Span(statement.content[0].start, statement.content[-1].end)
    for span in context.sentences[statement.document] or offsets.sentences(document):
        if span.covers(whole):
            rest = dateline.past(context.documents[statement.document], span)
            own = tidied(document, rest if rest.covers(whole) else span)
            shown = own.of(document)
            length = len(words.normal_words(shown))
            more = length - len(words.normal_words(context.words(statement)))
            ahead, behind = document[own.start : whole.start], document[whole.end : own.end]
            if _REJECTS.search(ahead) or _REJECTS.search(behind):
                return None
            short = length <= longest and more <= around
            return own if short and "\n" not in shown and complete(shown) else None
    return None


def passage(statement: Statement, context: Context) -> str:
    """The words in which a statement is shown as a proposition: a passage of its article."""
    key = (statement.document, statement.content, statement.attitude == "deny")
    if key not in context.passages:
        context.passages[key] = _passage(statement, context)
    return context.passages[key]


def _passage(statement: Statement, context: Context) -> str:
    document = context.documents[statement.document].text
    parts = [tidied(document, span) for span in statement.content]
    for span in parts:
        if complete(span.of(document)):
            return span.of(document)
    if statement.attitude != "deny":
        for limits in ((LONGEST_SENTENCE, MOST_AROUND), (LONGEST_AT_NEED, MOST_AT_NEED)):
            sentence = _sentence(statement, context, *limits)
            if sentence is not None:
                return sentence.of(document)
    return max(parts, key=lambda span: (span.end - span.start, -span.start)).of(document)


def _readable(statement: Statement, context: Context) -> float:
    """How well a statement's words stand alone as a proposition; higher is better."""
    text = passage(statement, context)
    parts = words.normal_words(text)
    worth = 0.0
    if len(parts) < _SHORT:
        worth -= 0.3 * (_SHORT - len(parts))
    worth -= 0.04 * max(0, len(parts) - _LONG)
    worth -= VAGUE * bool(parts and parts[0] in _VAGUE_OPENINGS)
    worth -= INCOMPLETE * (not complete(text))
    worth -= 0.5 * any(part in _OWN_VIEW for part in parts)
    worth += 0.25 * bool(words.capitalised(text))
    worth -= 0.25 * (len(statement.content) > 1)
    worth -= 0.3 * (text not in context.words(statement))
    # F1 of opposed pairs with the readers' statements 0.471 at 0.6, 0.477 at 1.2 and at 2
    worth -= 1.2 * bool(words.negations(text))
    worth -= POINTING * (words.points_back(text) or bool(_SPEAKS_OF_CLAIM.search(text)))
    worth -= QUESTION * text.rstrip(" ”\"'").endswith("?")
    worth -= QUESTION * (parts[:1] in (["yes"], ["no"]))
    worth -= 0.2 * (statement.attitude in {"demand", "promise", "warn"})
    worth -= 0.3 * (statement.voice == "outlet")
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
        worth = _readable(statement, context) + 2.0 * centrality
        if best is None or (-worth, statement.id) < best:
            best, chosen = (-worth, statement.id), statement
    return chosen


def denied_proposition(members: Sequence[Statement], context: Context) -> Statement:
    """Where all members deny or decline, the one whose words tell best what they deny."""
    return min(
        members,
        key=lambda s: (s.attitude != "deny", -_readable(s, context), s.id),
    )
