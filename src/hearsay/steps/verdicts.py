"""An outlet's verdict in a line of its own: "It's not true.", "Claim: ... / FALSE".

Takes an article's text, sentences and statements. Gives the spans of its verdicts, which
`steps.own_sentences` makes denials of the outlet's own; and the statements with the claim that a
fact check puts to the test as one of nobody's, told of by the word "Claim", which the verdict below
it denies. That something is false is the outlet's word, never the program's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hearsay import text as offsets
from hearsay.identity import identify
from hearsay.steps import named_claims
from hearsay.types import Analysis, Reason, Span, Statement

RULE = "verdict"
"""Of the reason that a verdict has."""
PUT = "put to the test"
"""Of the reason that a claim has which a fact check examines."""
CONFIDENCE = 0.9
"""Of a claim that a line's first word tells of, as in `steps.non_answers`."""

_LEAD = (
    r"(?:(?:but|well|however|sadly|unfortunately|fortunately|luckily|happily|no|nope|now|sorry|alas|"
    r"actually|and|yet|so|in\s+fact|in\s+short|in\s+reality|the\s+truth\s+is|as\s+it\s+turns\s+out)"
    r"[\s,:—–-]+){0,3}"
)
_IT = r"(?:(?:it|this|that)|all\s+of\s+(?:it|this|that))"
_REPORT = (
    r"(?:this|that|these|those|the)\s+(?:(?:one|whole|entire|viral|alleged|supposed|above)\s+)*"
    r"(?:one|reports?|story|stories|claims?|rumou?rs?|quotes?|quotations?|tale|news|articles?|posts?|"
    r"messages?|photos?|photographs?|pictures?|images?|videos?)"
)
_ALL = (
    r"(?:(?:all|just|simply|pure|purely|completely|totally|entirely|absolutely|actually|really|"
    r"clearly|obviously|demonstrably|almost\s+certainly|nothing\s+(?:but|more\s+than)|"
    r"100\s+percent|a|an|complete|total|pure|utter)\s+){0,3}"
)
_FALSE = r"(?:untrue|false|hoax(?:es)?|lies?|nonsense|baseless|rubbish|bunk)"
"""Of what is told; other than the next, of a thing: "He showed a badge. It was fake."."""
_UNTRUE = rf"(?:{_FALSE}|fake|fiction(?:al)?|fabricated|fabrications?|satire|made[- ]up|bogus)"
_NOT = (
    r"(?:not|never)\s+(?:(?:even|remotely|quite|at\s+all|actually|really|in\s+fact)\s+){0,2}"
    r"(?:true|real|so|the\s+case)"
)
_ISNT = r"(?:(?:is|was|are|were)n['’]t|(?:is|was|are|were)\s+not)"
_SENTENCE = re.compile(
    rf"[\s\"“”‘’']*{_LEAD}(?:"
    rf"{_IT}(?:['’]s|\s+(?:is|was))\s+(?:{_ALL}{_FALSE}|{_NOT})"
    rf"|{_REPORT}\s+(?:is|was|are|were)\s+(?:{_ALL}{_UNTRUE}|{_NOT})"
    rf"|(?:{_IT}|{_REPORT})\s+{_ISNT}\s+"
    r"(?:(?:even|remotely|quite|at\s+all|actually|really)\s+){0,2}(?:true|real|so|the\s+case)"
    rf"|{_IT}\s+(?:never|did(?:\s+not|n['’]t))\s+(?:actually|really)\s+happen(?:ed)?"
    rf"|{_NOT})(?:\s+(?:at\s+all|either|though|however))?\s*[.!]*\s*",
    re.IGNORECASE,
)
"""A whole sentence that calls untrue what stands before it, and says nothing else."""
_CALLED = r"(?i:verdict|rating|status|conclusion|(?:our\s+)?ruling)\s*:\s*"
_ALMOST = r"PROBABLY|MOSTLY|LIKELY|ALMOST\s+CERTAINLY|TOTALLY|COMPLETELY|DEMONSTRABLY"
_CAPITALS = r"FALSE|FAKE|UNTRUE|HOAX|FICTION|BOGUS|PANTS\s+ON\s+FIRE"
_LINE = re.compile(
    rf"(?:{_CALLED}(?i:(?:(?!(?:not|never|hardly|no)\b)[a-z]+\s+)?{_UNTRUE})|(?:(?:{_ALMOST})\s+)?(?:{_CAPITALS}))\s*[.!]?"
)
"""A line that is a verdict alone: in capitals, or behind what such a line is called."""
_CLAIM = re.compile(
    r"^[^\S\n]*(?P<word>CLAIM|(?:The\s)?[Cc]laim|RUMOU?R|Rumou?r)[^\S\n]*:[^\S\n]*", re.MULTILINE
)
_FEWEST = 3
"""Words of the shortest claim."""
_LINES_BELOW = 3
"""Lines with words below a claim among which its verdict stands. Of three fact checks in 442
articles of the fnc corpus it is the next one each time."""
_MOST = 12
"""Words of the longest verdict."""


def is_verdict(statement: Statement) -> bool:
    """Whether a statement is an outlet's verdict on what stands before it."""
    return any(reason.rule == RULE for reason in statement.because)


def is_put_to_the_test(statement: Statement) -> bool:
    """Whether a statement is the claim that a fact check examines."""
    return any(reason.rule == PUT for reason in statement.because)


def is_line(words: str) -> bool:
    """Whether a line is a verdict and nothing else: "PROBABLY FALSE"."""
    return _LINE.fullmatch(words) is not None


def verdicts(text: str, sentences: Iterable[Span]) -> list[Span]:
    """The sentences and lines that are a verdict and nothing else, in nobody's quotation marks."""
    found = [span for one in sentences if (span := _verdict(text, one)) is not None]
    marks = offsets.quoted(text) if found else []
    return [span for span in found if not any(span.overlaps(mark) for mark in marks)]


def _verdict(text: str, sentence: Span) -> Span | None:
    span = offsets.trimmed(text, sentence)
    words = span.of(text)
    if len(words.split()) > _MOST:
        return None
    if _SENTENCE.fullmatch(words):
        return span
    alone = not text[: span.start].rsplit("\n", maxsplit=1)[-1].strip()
    return span if alone and is_line(words) else None


def identified(document: str, span: Span) -> str:
    """The id that an outlet's own sentence has."""
    return identify("s", document, str(span.start), str(span.end), "outlet")


def with_checked_claims(analysis: Analysis, statements: Sequence[Statement]) -> list[Statement]:
    """The statements, with the claims that a fact check puts to the test.

    What the network read in such a line is told within the claim; what it took for the claim
    itself is that claim.
    """
    text, document = analysis.document.text, analysis.document.id
    given = verdicts(text, analysis.sentences)
    found = list(statements)
    for match in _CLAIM.finditer(text):
        end = text.find("\n", match.end())
        whole = Span(match.end(), end if end >= 0 else len(text))
        content, cue = offsets.trimmed(text, whole), Span(*match.span("word"))
        if len(content.of(text).split()) < _FEWEST:
            continue
        below = [
            span
            for span in given
            if span.start >= whole.end and _lines(text[whole.end : span.start]) < _LINES_BELOW
        ]
        because = [Reason(PUT, f"“{cue.of(text)}:” opens the line")]
        if below:
            why = f"“{below[0].of(text)}” is the verdict on it"
            verdict = Reason(named_claims.RULE, why, (identified(document, below[0]),))
            because.append(verdict)
        claim = Statement(
            id=identify("s", document, "claim", str(content.start), str(content.end)),
            document=document,
            cue=(cue,),
            content=(content,),
            confidence=CONFIDENCE,
            because=tuple(because),
        )
        gone = {one.id for one in found if _is(one, claim, cue)}
        found = [
            _within(replace(one, parent=None) if one.parent in gone else one, claim, whole)
            for one in found
            if one.id not in gone
        ]
        found.append(claim)
    return found


def _lines(between: str) -> int:
    """How many lines with words lie between a claim and a verdict."""
    return sum(1 for line in between.split("\n") if line.strip())


def _is(one: Statement, claim: Statement, cue: Span) -> bool:
    """Whether the network took the claim, or its first word, for somebody's words."""
    own = any(part.overlaps(cue) for part in (*one.source, *one.cue, *one.content))
    return own or one.content == claim.content


def _within(one: Statement, claim: Statement, line: Span) -> Statement:
    inside = all(line.covers(part) for part in one.content)
    return replace(one, parent=claim.id) if inside and one.parent is None else one
