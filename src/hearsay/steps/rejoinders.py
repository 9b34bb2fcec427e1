"""What a claim's own sentence tells of its answer: "a charge that Veld denies", "though Veld denied
it", "an account confirmed by the mayor".

Takes an article's statements, gives them with one more for each such answer. Its content is what
is answered, the very words of the claim, as readers mark it. The claim itself ends where its answer
begins, and what the network made of the answer's words is dropped. In 3,129 articles of gold,
PolNeAR and FNC the patterns stand 23 times, each time where somebody answers; of those in the three
development stories the network had marked none. News of quarrels has them far oftener.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hearsay import text as offsets
from hearsay.identity import identify
from hearsay.steps import dateline, phrases
from hearsay.types import Analysis, Attitude, Reason, Span, Statement

RULE = "answered there"
"""Of the reason that such a statement has; its ids are the claim's."""
CONFIDENCE = 0.9
"""Of a statement that wording alone tells of, as in `steps.non_answers`."""

ACCUSED = 0.9
"""How sure it is that "it" of "a charge it denies" is the one charged. Chosen: too few to count."""
CLEAR = 0.75
"""Otherwise a pronoun's speaker needs this share. Chosen: 0.61 was the wrong one of three."""

_NOUN = (
    r"(?:charge|claim|allegation|accusation|assertion|report|suggestion|contention|rumou?r|story|"
    r"statement|view|notion|idea|account|version|characteri[sz]ation|theory|assessment|finding|"
    r"figure|number|toll|estimate|insinuation|complaint|criticism|conclusion)"
)
_NOUNS = rf"(?:{_NOUN}s?|stories|theories)"
_HEAD = (
    rf"(?:(?:an?|the|all|both|another|one)\s+(?:[\w-]+\s+){{0,2}}?{_NOUNS}"
    r"|(?:charges|claims|allegations|accusations|assertions|reports|rumou?rs|suggestions)"
    r"|something)"
)
_APART = r"(?:\s*[,;(]\s*|\s+(?:--?|[–—])\s+|[–—])"
_ADVERBS = (
    r"(?:(?:[a-z]+ly|always|also|again|long|since|both|all|now|then|later|already|in\s+turn)\s+)"
    r"{0,3}"
)
_HAS = r"(?:(?:has|have|had)\s+)?"
_DENY = (
    r"(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|disput(?:es?|ed)|refut(?:es?|ed)|"
    r"contested|disavow(?:s|ed)?|repudiat(?:es?|ed)|contradict(?:s|ed)?|"
    r"call(?:s|ed)\s+[“\"‘']?(?:absurd|baseless|false|fake|untrue|nonsense|unfounded|groundless|"
    r"ridiculous|fabricated|malicious|a\s+lie|lies|a\s+hoax|rubbish))"
)
_DOUBTS = r"(?:den(?:y|ies|ied)|disput(?:es?|ed)|confirm(?:s|ed))"
"""Of "it" and "that": who rejects it may turn an offer down."""
_CONFIRM = r"(?:confirm(?:s|ed)?|acknowledg(?:es?|ed)|admit(?:s|ted)?)"
_ANSWERED = (
    r"(?:denied|rejected|dismissed|disputed|refuted|contested|disavowed|repudiated|contradicted|"
    r"confirmed|acknowledged|corroborated|shared|echoed|backed|supported|endorsed)"
)
_OVER = (
    r"(?=\s*(?:[.,;:)!?”\"—–]|--?\s|$)|\s+(?:as|to|in|on|at|when|while|after|before|but|and|or|"
    r"saying|noting|arguing|adding|calling|insisting|during|through|via|though|although|because|"
    r"since|outright|again|until|despite|with|for|from|last|this|earlier|later|yesterday|today|"
    r"[a-z]+ly|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)"
)
"""What may follow a verb whose object stands before it; a noun would be its object."""

_TRAILING = re.compile(
    rf"(?P<apart>{_APART})(?P<told>{_HEAD})\s+(?:(?:that|which)\s+)?"
    rf"(?P<who>[^;:()\"“”\n]{{2,110}}?)\s+(?P<cue>{_HAS}{_ADVERBS}(?:{_DENY}|{_CONFIRM}))\b{_OVER}"
)
_PASSIVE = re.compile(
    rf"(?P<apart>{_APART})(?P<told>{_HEAD})\s+"
    r"(?:(?:that|which)\s+(?:was|were|is|are|has\s+been|have\s+been|had\s+been)\s+)?"
    rf"(?P<cue>{_ADVERBS}{_ANSWERED})\s+by\s+(?P<who>[^,;:()\"“”—–.\n]{{2,90}}?)"
    r"(?=\s*(?:[.,;:)!?”\"—–]|--?\s|$)|"
    r"\s+(?:as|who|which|that|during|after|before|but|since|when|while|on|in|at|familiar|with)\b)"
)
_RELATIVE = re.compile(
    rf"(?P<apart>{_APART})(?P<told>which|all\s+of\s+which|both\s+of\s+which)\s+"
    rf"(?P<who>[^,;:()\"“”\n]{{2,70}}?)\s+(?P<cue>{_HAS}{_ADVERBS}(?:{_DENY}|confirm(?:s|ed)))\b"
    rf"{_OVER}"
)
_PRONOUN = re.compile(
    r"(?P<apart>(?:[,;]|\s+[–—-])?\s+(?:but|though|although|while|and|yet)\s+)"
    rf"(?P<who>[^,;:()\"“”\n]{{2,70}}?)\s+(?P<cue>{_HAS}{_ADVERBS}{_DOUBTS})\s+"
    rf"(?P<told>it|this|that)\b{_OVER}"
)
_NEXT = re.compile(
    r"(?P<apart>)(?:But\s+|However,\s+|Yet\s+)?"
    rf"(?P<who>[^,;:()\"“”\n]{{2,60}}?)\s+(?P<cue>{_HAS}{_ADVERBS}{_DOUBTS})\s+"
    rf"(?P<told>it|this|that)\s*[.,;]"
)
_WHICH = re.compile(
    rf"(?P<apart>,\s+)(?P<who>which|who)\s+(?P<cue>{_HAS}{_ADVERBS}{_DOUBTS})\s+"
    rf"(?P<told>it|this|that|(?:the|these|those|all|any)\s+{_NOUNS})\b{_OVER}"
)
"""Of whom is named last before it: "Orrim says it is sheltered by Veld, which denies it"."""
_WITHIN = (_TRAILING, _PASSIVE, _RELATIVE, _WHICH, _PRONOUN)
_SUBJECT_ENDS = re.compile(
    r"\s+(?:has|have|had|is|are|was|were|will|would|did|does|do|can|could)\b"
    r"|(?<=\w)['’](?:ve|d)\b"
)
_AND_THEN = re.compile(r"\b(?:and|but)\s*$")
_NO_SUBJECT = re.compile(
    r"(?:from|of|in|by|on|at|with|to|for|about|between|among)\b|(?:[a-z]+ly|also|now|then|never)$"
)
_NOT = re.compile(r"\b(?:not|never|no\s+longer|neither|nor|refus\w+|declin\w+)\b|n['’]t\b")
_VERBS = re.compile(
    r"\b(?:that|which|who|made|makes?|said|says?|told|faced|[a-z]{3,}ed|if|whether)\b"
    r"|^(?:is|are|was|were|has|have|had|will|would|can|could|may|might)\b"
)
"""In a subject: a clause of its own, so that whose the verb is cannot be told."""
_NAME = re.compile(r"\b[A-Z][\w-]+")
_POINTERS = frozenset({"it", "this", "that", "which"})
_LONGEST = 12
"""Words of the longest subject."""
_LEFT = " \t\n,;:-–—("
_FEWEST = 3
"""Words of the shortest claim that is taken where nobody is told to have said it."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """Where a sentence answers a claim. clause: all of the answer; told: how it calls the claim."""

    clause: Span
    who: Span
    cue: Span
    told: Span
    following: bool


_QUANTIFIERS = frozenset({"each", "both", "neither", "all", "some", "none", "others", "many"})
"""Subjects that name nobody by themselves."""
_DENIES = re.compile(rf"\b{_DENY}$")
_CONFIRMS = re.compile(rf"\b(?:{_CONFIRM}|corroborated)$")


def meant(cue: str) -> Attitude:
    """What an answer does with what it answers: its own words tell, those it answers do not."""
    if _DENIES.search(cue):
        return "deny"
    return "confirm" if _CONFIRMS.search(cue) else "assert"


def is_rejoinder(statement: Statement) -> bool:
    """Whether a statement answers a claim whose words are its content."""
    return any(reason.rule == RULE for reason in statement.because)


def words_of(statement: Statement) -> tuple[Span, ...]:
    """A statement's own words: of an answer not what it answers, but all from there on."""
    if not is_rejoinder(statement):
        return (*statement.source, *statement.cue, *statement.content)
    told = (*statement.source, *statement.cue)
    start, end = min(span.start for span in told), max(span.end for span in told)
    return (Span(min(start, statement.content[-1].end), end),)


def spoken(text: str, statements: Mapping[str, Statement]) -> dict[str, Statement]:
    """All statements by id, answers by a pronoun with whom the claim accuses for their speaker.

    "Orrim accused Veld of it, a charge it denies": that is Veld. Where nobody is known to be
    accused, the pronoun has to be clear, and no speaker of the claim: a denial put in the wrong
    mouth is worse than one whose speaker is left open.
    """
    found = dict(statements)
    for one in statements.values():
        if not is_rejoinder(one):
            continue
        who = one.source[0].of(text)
        if who.casefold() in _QUANTIFIERS:
            found[one.id] = _by_nobody(one)
        if phrases.pronoun(who)[0] in ("", "relative"):
            continue
        claims = [
            other
            for other in statements.values()
            if other.content == one.content and not is_rejoinder(other)
        ]
        charges = [claim for claim in claims if claim.attitude == "accuse"]
        accused = sorted({actor for charge in charges for actor in charge.target})
        if len(accused) == 1:
            because = Reason("accused", "who is charged there answers", (accused[0],))
            found[one.id] = replace(
                one,
                speaker=accused[0],
                speaker_label=None,
                speaker_confidence=ACCUSED,
                because=(*one.because, because),
            )
        elif one.speaker_confidence < CLEAR or one.speaker in {c.speaker for c in claims}:
            found[one.id] = _by_nobody(one)
    return found


def _by_nobody(statement: Statement) -> Statement:
    return replace(statement, speaker=None, speaker_label=None, speaker_confidence=0.0)


def with_rejoinders(analysis: Analysis, statements: Sequence[Statement]) -> list[Statement]:
    """The statements, those that an answer follows cut short before it, and the answers."""
    text = analysis.document.text
    marks = offsets.quoted(text)
    found = list(statements)
    for number, sentence in enumerate(analysis.sentences):
        if any(part.overlaps(sentence) for part in analysis.document.boilerplate):
            continue
        before = analysis.sentences[number - 1] if number else None
        for answer in _answers(text, sentence):
            if any(mark.covers(answer.cue) for mark in marks):
                continue  # within somebody's own words it is theirs
            found = _answered(analysis, found, answer, sentence, before)
    return found


def _answers(text: str, sentence: Span) -> Iterator[_Answer]:
    """The answers that a sentence tells, first those behind a claim of its own."""
    end = sentence.start
    for pattern in _WITHIN:
        for match in pattern.finditer(text, sentence.start, sentence.end):
            if match.start() < end or not text[sentence.start : match.start()].strip():
                continue
            if (answer := _answer(text, match, following=False)) is not None:
                yield answer
                end = answer.clause.end
    following = _NEXT.match(text, sentence.start, sentence.end) if end == sentence.start else None
    if following and (answer := _answer(text, following, following=True)) is not None:
        yield answer


def _answer(text: str, match: re.Match[str], *, following: bool) -> _Answer | None:
    """What a pattern found, unless its subject is no subject or the verb is negated."""
    who = offsets.trimmed(text, Span(*match.span("who")))
    if ends := _SUBJECT_ENDS.search(text, who.start, who.end):
        # "a charge that Roe has faced and has always denied", not "is unable to confirm"
        if not _AND_THEN.search(text, ends.end(), who.end):
            return None
        who = Span(who.start, ends.start())
    words = who.of(text).split()
    if not words or len(words) > _LONGEST or _NOT.search(text, who.start, who.end):
        return None
    if _NO_SUBJECT.match(who.of(text)):
        return None
    if _VERBS.search(who.of(text)) and who.of(text) not in ("which", "who"):
        return None
    cue, told = Span(*match.span("cue")), Span(*match.span("told"))
    end = max(cue.end, who.end, told.end)
    return _Answer(Span(match.start(), end), who, cue, told, following)


def _answered(
    analysis: Analysis,
    statements: Sequence[Statement],
    answer: _Answer,
    sentence: Span,
    before: Span | None,
) -> list[Statement]:
    """The statements with one answer among them; as they are where nothing is answered."""
    text, document = analysis.document.text, analysis.document.id
    kept = [cut for one in statements if (cut := _cut(text, one, answer)) is not None]
    there = {one.id for one in kept}
    kept = [one if one.parent in there else replace(one, parent=None) for one in kept]
    start = dateline.past(analysis.document, sentence).start
    where = before if answer.following else Span(start, answer.clause.start)
    if where is None:
        return list(statements)
    told_there = _told_in([one for one in kept if not is_rejoinder(one)], where)
    claim = _claim(text, told_there, answer)
    if claim is not None:
        content, of = claim.content, [claim.id]
    elif told_there or answer.following or len(where.of(text).split()) < _FEWEST:
        return list(statements)
    else:
        content, of = (offsets.trimmed(text, where, _LEFT),), []
    told, who = answer.told.of(text), answer.who.of(text)
    detail = f"“{who}” “{answer.cue.of(text)}” “{told}”, which stands for these words"
    return [
        *kept,
        Statement(
            id=identify("s", document, "rejoinder", answer.cue.start, answer.cue.end),
            document=document,
            content=content,
            source=(answer.who,),
            cue=(answer.cue,),
            confidence=CONFIDENCE,
            because=(Reason(RULE, detail, tuple(of)),),
        ),
    ]


def _cut(text: str, statement: Statement, answer: _Answer) -> Statement | None:
    """A statement without the words of an answer; None where nothing else was its own."""
    if answer.following:
        gone = any(span.overlaps(answer.cue) for span in (*statement.cue, *statement.content))
        return None if gone else statement
    clause = answer.clause
    if any(span.overlaps(clause) for span in statement.cue):
        return None
    if not any(part.overlaps(clause) for part in statement.content):
        return statement
    parts = []
    for part in statement.content:
        if not part.overlaps(clause):
            parts.append(part)
        elif part.start < clause.start:
            parts.append(offsets.trimmed(text, Span(part.start, clause.start), _LEFT))
    if not parts:
        return None
    return replace(statement, content=tuple(parts))


def _told_in(statements: Sequence[Statement], where: Span) -> list[Statement]:
    """The statements that end in a passage."""
    return [one for one in statements if where.start < one.content[-1].end <= where.end]


def _claim(text: str, told: Sequence[Statement], answer: _Answer) -> Statement | None:
    """Which of the statements before it an answer answers; None where that is open.

    One that names who answers: "Orrim accuses Veld of sheltering the Front, which it calls a gang.
    Veld denies it." Else what stands last, of such the innermost; but "it" may be any of several.
    """
    if not told:
        return None
    name = _NAME.findall(answer.who.of(text))[-1:]
    naming = [
        one for one in told if any(set(name) & set(_NAME.findall(p.of(text))) for p in one.content)
    ]
    last = max(one.content[-1].end for one in naming or told)
    ending = [one for one in naming or told if one.content[-1].end == last]
    apart = {one.content for one in told if one.content[-1].end != last}
    if apart and not naming and answer.told.of(text) in _POINTERS:
        return None
    return min(ending, key=lambda one: (sum(p.end - p.start for p in one.content), one.id))
