"""Words round a quotation that were taken for another part of it: mended by their wording.

Takes spans or statements of one article, gives them mended: "quoted Veld as saying" is Veld's, told
by whoever quotes; "said last month it had closed" says that it had closed; "Said" may be a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hearsay import text as offsets
from hearsay.types import Reason, Span, Statement

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|April|May|June|July|Aug(?:ust|\.)?|"
    r"Sept(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WHEN = re.compile(
    rf"(?:(?:on|in|at)\s+)?(?:(?:late|early|earlier|later)\s+)?(?:on\s+|in\s+)?"
    rf"(?:(?:last|this|the\s+same|the\s+previous|that)\s+(?:day|night|evening|morning|afternoon|"
    rf"week|weekend|month|year|spring|summer|autumn|fall|winter|{_DAY}|{_MONTH})|yesterday|"
    rf"{_DAY}(?:\s+(?:night|evening|morning|afternoon))?|{_MONTH}(?:\s+\d{{1,2}})?(?:,?\s+\d{{4}})?)"
    r",?\s+(?:that\s+)?(?=(?:it|he|she|they|there|we|the|its|his|her|their|an?|some|more|no|all)\s)"
)
"""When something was said, between the cue and what was said: not part of it."""
_CLOSES = re.compile(r"(?:reported|reports|said|says|wrote|writes)", re.IGNORECASE)
_WHO_CLOSES = re.compile(
    r"\s+(?P<who>(?:the\s+)?[A-Z][\w'’&-]*(?:\s+(?:[A-Z0-9][\w'’&-]*|of|the|for))*)(?=\s*(?:[.;\n]|$))"
)
_NAME = re.compile(r"Said(?=\s+(?:and\s+)?[A-Z])")
_QUOTES = re.compile(r"\b(?:quot|cit)(?:ed|es|ing)$", re.IGNORECASE)
_AS_SAYING = re.compile(
    r"(?P<who>[^\n;:()“”\"]{2,80}?)\s+(?P<cue>as\s+(?:saying|telling\s+\w+|having\s+said|writing))"
    r"\b,?:?\s*[“\"]?(?:that\s+)?"
)
_BY_WHOM = re.compile(
    r"(?P<who>[A-Z][^\n.;:,()“”\"]{1,60}?)\s+(?:has\s+|had\s+|also\s+|\w+ly\s+)?"
    r"(?P<cue>quot(?:ed|es|ing)|cit(?:ed|es|ing))\s+(?:the\s+|an?\s+)?$"
)
_SAYING = re.compile(
    r"(?:as\s+)?(?:saying|telling|having\s+said|writing)(?:\s+that)?", re.IGNORECASE
)
_ASKS = re.compile(r"\b(?:ask(?:s|ed|ing)?|(?:talk|speak)(?:s|ed|ing)? to)$", re.IGNORECASE)
_CLOSING = ("”", '"', "'", "’", ",")
QUOTED_BY = "quoted by"
_ACCUSED = re.compile(r"(?:accused|blamed|suspected|charged)\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"\b(?:neither\b[^.;:“”\"\n]{1,80}\bnor\b[^.;:“”\"\n]{1,60}?\s|"
    r"(?:no\s?one|nobody|none(?:\s+of\s+[^.;:,“”\"\n]{1,40}?)?)\s+|"
    r"(?:(?<!or )not|never|n['’]t)\s+)(?:(?:yet|ever|so\s+far|(?!only)\w+ly|has|have|had|is|"
    r"are|was|were|been|being)\s+)*$",
    re.IGNORECASE,
)
"""Before "accused of" and its like: nobody is accused, so nobody accuses."""
_BODILY = re.compile(
    r"(?:(?:ha[sd]|then|allegedly|reportedly)\s+)*(?:attack|assault|stab|slapp|punch|beat|hit|struck)"
    r"(?:ed|en)?",
    re.IGNORECASE,
)
_KIN = re.compile(
    r"\W*(?:his|her|their|the|an?)\s+(?:[\w-]+\s+){0,3}?(?:son|daughter|wife|husband|mother|"
    r"father|sister|brother|nephew|niece|aunt|uncle|cousin|child|children|baby|toddler|infant|boy|"
    r"girl|girlfriend|boyfriend|fianc[eé]e?|grand(?:mother|father|son|daughter))\b",
    re.IGNORECASE,
)
"""What follows a blow that is no criticism: "attacked her nephew"."""


def inverted(text: str, one: Statement) -> Statement:
    """A statement whose cue closes its sentence with who speaks: "..., reported Radio Lissom."

    Given to that one where another source was read, which stands away from the cue.
    """
    if len(one.cue) != 1 or not _CLOSES.fullmatch(one.cue[0].of(text)):
        return one
    cue = one.cue[0]
    source = one.source[0] if one.source else Span(cue.start, cue.start)
    who = _WHO_CLOSES.match(text, cue.end)
    if who is None or not text[: cue.start].rstrip(" ").endswith((",", "”", '"', "'", "’")):
        return one
    named = Span(*who.span("who"))
    if source.end > cue.start or source.overlaps(named):
        return one
    content = tuple(
        Span(part.start, min(part.end, max(part.start, cue.start)))
        if part.start < cue.start
        else part
        for part in one.content
        if not (part.start >= cue.start and part.overlaps(named))
    )
    if content and 0 <= content[0].start - source.end <= 1:
        content = (Span(source.start, content[0].end), *content[1:])
    trimmed = tuple(offsets.trimmed(text, part, ", ") for part in content)
    return replace(one, source=(named,), content=trimmed) if trimmed else one


def is_asked(text: str, cue: Span, source: Span, content: Sequence[Span]) -> bool:
    """Whether a source stands where the one does who is asked: "asked | doctors | how it went"."""
    if not cue.end < source.start <= cue.end + 1 or content[0].start < source.end:
        return False
    before = text[max(0, cue.start - 2) : cue.start].strip()
    return not before.endswith(_CLOSING) and _ASKS.search(text, cue.start, cue.end) is not None


def is_first_name(text: str, cue: Span) -> bool:
    """Whether a cue is a name: "Said and Omar Veld", not the "Said" that opens a sentence."""
    if not _NAME.match(text, cue.start):
        return False
    followed = text[cue.end :].lstrip()
    opens = not text[: cue.start].rstrip(" “\"'")[-1:].isalnum()
    return followed.startswith("and ") or not opens


def without_time(text: str, cue: Span | None, content: Sequence[Span]) -> tuple[Span, ...]:
    """A content without the words before it that tell when it was said."""
    first, *others = content
    if cue is None or not 0 <= first.start - cue.end <= 1:
        return tuple(content)
    when = _WHEN.match(text, first.start, first.end)
    return (Span(when.end(), first.end), *others) if when else tuple(content)


def reframed(text: str, statements: Sequence[Statement]) -> list[Statement]:
    """The statements, each given to whom its frame tells: "the Press quoted Veld as saying ...".

    What is read twice, in the words of the Press and of Veld, is kept once; `QUOTED_BY` tells who
    quotes. What only tells that nobody is accused, or that somebody was beaten, is left out.
    """
    saying = [one for one in statements if not _says_nothing(text, one)]
    left = {one.id for one in saying}
    found = [
        inverted(text, _given(text, one if one.parent in left else replace(one, parent=None)))
        for one in saying
    ]
    kept: list[Statement] = []
    gone: dict[str, str] = {}
    for one in found:
        whole = next((s for s in found if _quoted(s) and s.id != one.id and _twice(one, s)), None)
        if whole is None:
            kept.append(one)
        else:
            gone[one.id] = whole.id
    return [
        replace(s, parent=gone[s.parent])
        if s.parent in gone and gone[s.parent] != s.id
        else replace(s, parent=None)
        if s.parent in gone
        else s
        for s in kept
    ]


def _says_nothing(text: str, one: Statement) -> bool:
    """Whether a cue tells that nobody is accused, or of a blow: nobody is told to say anything."""
    for cue in one.cue:
        told = _ACCUSED.search(text, cue.start, cue.end)
        if told and _NOBODY.search(text, max(0, cue.start - 150), told.start()):
            return True
        if _BODILY.fullmatch(text, cue.start, cue.end) and _KIN.match(text, one.content[0].start):
            return not any(mark in part.of(text) for part in one.content for mark in '“"‘')
    return False


def _quoted(one: Statement) -> bool:
    return any(reason.rule == QUOTED_BY for reason in one.because)


def _given(text: str, one: Statement) -> Statement:
    """A statement whose words somebody is quoted with, given to whom they are of."""
    if not (one.cue and one.source):
        return one
    first, source = one.content[0], one.source[0]
    if _QUOTES.search(one.cue[-1].of(text)) and source.start < one.cue[0].start:
        match = _AS_SAYING.match(text, first.start, first.end)
        if match is None or match.end() >= first.end:
            return one
        return replace(
            one,
            source=(Span(*match.span("who")),),
            cue=(*one.cue, Span(*match.span("cue"))),
            content=(Span(match.end(), first.end), *one.content[1:]),
            because=(*one.because, Reason(QUOTED_BY, source.of(text))),
        )
    by = _BY_WHOM.search(text, max(0, source.start - 80), source.start)
    if by and source.end <= one.cue[0].start and _SAYING.fullmatch(one.cue[0].of(text)):
        cue = (Span(*by.span("cue")), *one.cue)
        return replace(one, cue=cue, because=(*one.because, Reason(QUOTED_BY, by["who"])))
    return one


def _twice(one: Statement, whole: Statement) -> bool:
    """Whether a statement is read again in another: most of the same words, or of whom they are."""
    content, other = one.content, whole.content
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in content for b in other)
    size = max(sum(s.end - s.start for s in content), sum(s.end - s.start for s in other))
    return common * 10 >= size * 9 and (not _quoted(one) or one.id > whole.id)
