"""Claims that a denial names, with their maker: "denied Orrim's claim that it shelters the Front",
"rejected reports in local papers that he had died".

Takes an article's statements, gives them with the claim as a statement of its own within the
denial: its source is whose claim it is called, its cue the noun, its content what is claimed. Where
the network found it, the source is mended; where it did not, it is added. Readers mark both: of
eight such claims in the stories and training/labels/articles.jsonl the network alone found six, one
with whose it is and one as somebody else's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hearsay import text as offsets
from hearsay.identity import identify
from hearsay.types import Analysis, Reason, Span, Statement

RULE = "named claim"
"""Of the reason that such a claim has; its ids are the denial's."""
PASSED_OVER = "denied there"
"""Of the reason that a denial has which stands before the claim that the network read."""
CONFIDENCE = 0.85
"""Of a claim that wording alone tells of. Chosen: those of `steps.rejoinders` are plainer."""

DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:es?|ed|ing)|"
    r"refut(?:es?|ed|ing)|debunk(?:s|ed|ing)?|contradict(?:s|ed|ing)?|"
    r"sho(?:ts?|oting)\s+down|"
    r"push(?:es|ed|ing)?\s+back\s+(?:against|on)|pour(?:s|ed|ing)?\s+cold\s+water\s+on|"
    r"cast(?:s|ing)?\s+doubt\s+(?:on|over)|brush(?:es|ed|ing)?\s+(?:off|aside))\b"
)
"""Verbs behind which stands what somebody denies."""
_NOUN = (
    r"claims?|allegations?|accusations?|reports?|rumou?rs?|suggestions?|assertions?|charges?|"
    r"speculation"
)
_NAMED = re.compile(
    r"\s*(?P<lead>(?:[\w.’'“”\"&-]+\s+){0,7}?)"
    rf"(?P<noun>{_NOUN})"
    r"(?:\s+(?:(?:made|published|put\s+out|carried|circulated|aired|issued)\s+)?"
    r"(?:by|from|in|on)\s+(?P<by>(?:[\w.’'&-]+\s+){1,8}?))?"
    r"(?:(?<=\s)|\s+)(?:(?:that|saying|alleging|claiming)\s+(?=\S)"
    r"|(?=(?:it|they|he|she|there|(?:its|his|her|their)\s+\w+(?:\s+[A-Z][\w-]*){0,3})\s+"
    r"(?:also\s+)?(?:is|are|was|were|has|have|had|will|would|could|can|did|does|took|takes|"
    r"\w+(?:s|ed)\s+(?:the|an?|its|his|her|their|[A-Z]))\b)(?!\w+\s+(?:called|calls|made|makes|faces|"
    r"said|says|denie[sd]|considers?|considered|described?|describes)\b))"
)
"""Without "that", a pronoun and its verb must follow: in the 3,129 articles at hand six such claims
stand behind a denial ("denies reports it has decided"), and no relative clause ("the charges he
faces")."""
_UNTRUE = re.compile(
    r"\W*(?:that\s+)?(?P<lead>(?:[\w.’'-]+\s+){0,5}?)"
    rf"(?P<noun>{_NOUN})\s+that\s+"
    r"(?P<claimed>[^.;:“”\"]{8,200}?),?\s+"
    r"(?:is|are|was|were)\s+(?:[“‘'\"]\s*)?(?:(?:not|all|just|\w+ly)\s+)*(?:[“‘'\"]\s*)?"
    r"(?:untrue|false|baseless|unfounded|groundless|fabricated|bogus|nonsense|fake|rubbish|"
    r"(?<=not )true|a\s+(?:lie|hoax))\b"
)
"""A claim called untrue: "said the rumours that it had closed were totally untrue"."""
_OWNER = re.compile(r"(?P<owner>\S.*?)(?:['’]s|(?<=s)['’])(?:\s+[\w-]+){0,2}\s*$")
_TITLE = re.compile(r"(?:an?\s+|the\s+)?(?P<owner>[A-Z][\w.&-]*(?:\s+[A-Z][\w.&-]*){0,3})\s*$")
"""Before the noun without a possessive: "a Golf.com report"."""
_WHEN = re.compile(
    r"\s+(?:on\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b.*$|\s+(?:last|this|earlier)\s.*$"
)
_CLAUSE = re.compile(r"[,;:.]\s|\b(?:which|who|said|says|and|but)\b")
_PRONOUN = re.compile(r"(?:that\s+)?(?:it|they|he|she|its|their|his|her)\b", re.IGNORECASE)
_APART = 60
"""Characters between cue and content: "denied reports on | local sites that | he had died"."""
_LEFT_OUT = 3
"""Words at a claim's start that the network may leave out: a subject and what helps its verb."""
_FEWEST = 3
"""Words of the shortest claim."""


@dataclass(frozen=True, slots=True)
class _Named:
    """Where a denial names a claim: all of it, the noun, whose, what is claimed."""

    denied: Span
    noun: Span
    owner: Span | None
    claimed: Span


def is_named_claim(statement: Statement) -> bool:
    """Whether a statement is a claim that a denial names."""
    return any(reason.rule == RULE for reason in statement.because)


def denial_of(statement: Statement) -> str | None:
    """The id of the denial that names a claim; None for other statements."""
    named = next((r for r in statement.because if r.rule == RULE), None)
    return named.refs[0] if named else None


def aimed(text: str, statements: Mapping[str, Statement]) -> dict[str, Statement]:
    """All statements by id, charges that a denial names with their target, where a pronoun that
    opens them can be who denies: "Veld rejects Orrim's claim that it shelters the Front"."""
    found = dict(statements)
    for one in statements.values():
        denial = statements.get(denial_of(one) or "")
        if denial is None or denial.speaker is None or one.attitude != "accuse" or one.target:
            continue
        if one.speaker == denial.speaker or not _PRONOUN.match(text, one.content[0].start):
            continue
        because = Reason("target", "who denies it is charged", (denial.speaker,))
        found[one.id] = replace(one, target=(denial.speaker,), because=(*one.because, because))
    return found


def with_named_claims(analysis: Analysis, statements: Sequence[Statement]) -> list[Statement]:
    """The statements, with the claims that denials among them name."""
    text = analysis.document.text
    found = [*statements, *_passed_over(text, statements)]
    for at, read in enumerate(tuple(found)):
        if (named := _named(text, read)) is None:
            continue
        found[at] = denial = _whole(read, named)
        inner = [
            n
            for n, one in enumerate(found)
            if one.id != denial.id
            and _common(one.content, named.claimed) * 2 >= named.claimed.end - named.claimed.start
            and all(named.denied.covers(part) for part in one.content)
            and not any(named.claimed.covers(part) for part in one.cue)
        ]
        within = denial.content[0].start < named.noun.end
        noun = named.noun.of(text)
        whose = f", as that of “{named.owner.of(text)}”" if named.owner else ""
        why = Reason(RULE, f"“{noun}” names what is denied{whose}", (denial.id,))
        if inner:
            n = inner[0]
            source = (named.owner,) if named.owner else ()
            found[n] = replace(
                found[n],
                source=source,
                cue=(named.noun,),
                content=_from_start(text, found[n].content, named.claimed),
                parent=denial.id if within else denial.parent,
                because=(*found[n].because, why),
            )
        else:
            found.append(
                Statement(
                    id=identify("s", denial.document, RULE, *_ends(named.claimed)),
                    document=denial.document,
                    source=(named.owner,) if named.owner else (),
                    cue=(named.noun,),
                    content=(named.claimed,),
                    parent=denial.id if within else denial.parent,
                    confidence=min(CONFIDENCE, denial.confidence),
                    because=(why,),
                )
            )
    return found


_HELPS = re.compile(
    r"[\s,]*(?:(?:has|have|had|is|are|was|were|also|since|already|again|later|then|now|been|\w+ly)\s+)*"
)
"""Between who denies and the verb."""


_THAT = len("that ")
"""Characters by which the claim may open before what is claimed."""


def _passed_over(text: str, statements: Sequence[Statement]) -> list[Statement]:
    """Denials that the network passed over for the claim they name: "Doe has denied the Courier's
    | allegations | that she did it", read as allegations of Doe's."""
    found = []
    for one in statements:
        if not one.source or not one.cue or one.source[-1].end > one.cue[0].start:
            continue
        start, cue = one.source[-1].end, one.cue[0]
        verb = DENIES.search(text, start, cue.start)
        if verb is None or not _HELPS.fullmatch(text, start, verb.start()):
            continue
        content = offsets.trimmed(text, Span(verb.end(), one.content[-1].end))
        denial = replace(
            one,
            id=identify("s", one.document, "denial", *_ends(content)),
            cue=(Span(*verb.span()),),
            content=(content,),
            quotation="mixed" if one.quotation == "direct" else one.quotation,
            because=(Reason(PASSED_OVER, f"“{verb.group()}” denies what it names"),),
        )
        known = any(denial.cue[0].overlaps(part) for other in statements for part in other.cue)
        named = _named(text, denial)
        if not known and named and 0 <= named.claimed.start - one.content[0].start <= _THAT:
            found.append(denial)
    return found


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _common(content: Sequence[Span], other: Span) -> int:
    return sum(max(0, min(p.end, other.end) - max(p.start, other.start)) for p in content)


def _from_start(text: str, content: tuple[Span, ...], claimed: Span) -> tuple[Span, ...]:
    """A content with the few words of the claim before it: "they are | allowing any group"."""
    if claimed.end < content[-1].end and len(content) == 1:
        content = (Span(content[0].start, claimed.end),)  # "... were untrue" is no part of it
    left = text[claimed.start : content[0].start].split()
    if claimed.start < content[0].start and len(left) <= _LEFT_OUT:
        return (Span(claimed.start, content[0].end), *content[1:])
    return content


def _whole(denial: Statement, named: _Named) -> Statement:
    """A denial whose content begins with the owner, with what is claimed for its content."""
    owner, content = named.owner, denial.content
    if owner is None or not named.denied.start < content[0].start <= owner.start:
        return denial
    return replace(denial, content=(named.claimed, *content[1:]))


def _named(text: str, denial: Statement) -> _Named | None:
    """The claim that a statement's cue and content name, if it denies one."""
    if not denial.cue or len(denial.content) != 1 or denial.quotation == "direct":
        return None
    cue, content = denial.cue[-1], denial.content[0]
    if called := _UNTRUE.match(text, content.start, content.end):
        return _called_untrue(text, content, called)
    verb = DENIES.search(text, cue.start, cue.end)
    between = text[cue.end : content.start]
    if verb is None or content.start < cue.end or len(between) > _APART or _CLAUSE.search(between):
        return None
    match = _NAMED.match(text, verb.end(), content.end)
    if match is None or _CLAUSE.search(match["lead"]) or "that" in match["lead"].split():
        return None
    claimed = offsets.trimmed(text, Span(match.end(), content.end))
    if len(claimed.of(text).split()) < _FEWEST:
        return None
    start = match.start("lead") if match["lead"] else match.start("noun")
    noun = Span(*match.span("noun"))
    return _Named(Span(start, content.end), noun, _owner(text, match), claimed)


def _called_untrue(text: str, content: Span, match: re.Match[str]) -> _Named | None:
    """The claim of a content that calls it untrue: "the rumours that it had closed were false"."""
    claimed = offsets.trimmed(text, Span(*match.span("claimed")))
    if len(claimed.of(text).split()) < _FEWEST or "that" in match["lead"].split():
        return None
    start, end = match.span("lead")
    owner = _OWNER.match(text, start, end)
    whose = offsets.trimmed(text, Span(*owner.span("owner"))) if owner else None
    return _Named(content, Span(*match.span("noun")), whose, claimed)


def _owner(text: str, match: re.Match[str]) -> Span | None:
    """Whose claim it is called: "by Roe", "Roe's", "a Golf.com"."""
    if match["by"]:
        by = offsets.trimmed(text, Span(*match.span("by")))
        when = _WHEN.search(text, by.start, by.end)
        return Span(by.start, when.start()) if when else by
    start, end = match.span("lead")
    for pattern in (_OWNER, _TITLE):
        if found := pattern.match(text, start, end):
            return offsets.trimmed(text, Span(*found.span("owner")))
    return None
