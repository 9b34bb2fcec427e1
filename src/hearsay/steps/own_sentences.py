"""The outlet's own sentences: what an article says with nobody given as its source.

Takes statements and boilerplate, adds a statement of voice "outlet" for each clause of a sentence,
or of the largest part of one, that no statement covers and that says something of something, and
for each verdict ("It's not true."), which denies. Links keep those that put what others take sides
on; all others are dropped there. Changes no other statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from hearsay import text as offsets
from hearsay.links import proposition, words
from hearsay.model.reading import Reading
from hearsay.steps import dateline, rejoinders, verdicts
from hearsay.steps.attitude import judge
from hearsay.types import Analysis, Reason, Span, Statement

FEWEST_WORDS = 3
"""Different content words of a sentence that can be compared with others. Of 2,000 sides of
gold/matters 16 in 1,000 have fewer."""
OWN = Reason("own sentence", "no source is given for it")
_OPINIONS = frozenset({"assert", "deny"})
"""What an outlet does with a sentence of its own: the network learned the other attitudes from the
words of sources, and an outlet's sentence is no accusation that anybody has to answer."""


def own_sentences(analysis: Analysis) -> Analysis:
    """The analysis with the outlet's own sentences among its statements."""
    document = analysis.document
    reading = analysis.reading or Reading()
    held = offsets.Locator(analysis.sentences)
    taken = sorted(
        {span for s in analysis.statements for span in rejoinders.words_of(s)}
        | {span for s in analysis.statements if (span := _goes_on(document.text, s, held))}
        | set(document.boilerplate)
    )
    passed = set(verdicts.verdicts(document.text, analysis.sentences))
    found = []
    for sentence in analysis.sentences:
        left = _largest_left(document.text, dateline.past(document, sentence), taken)
        if (whole := offsets.trimmed(document.text, sentence)) in passed:
            free = not any(span.overlaps(whole) for span in taken)
            found += [_passed(document.id, whole)] if free else []
            continue
        for span in _clauses(document.text, left) if left else ():
            judged = judge(document.text, _own(document.id, span), reading)
            if judged.attitude not in _OPINIONS:
                judged = replace(judged, attitude="assert")
            found.append(judged)
    return replace(analysis, statements=(*analysis.statements, *found))


def _own(document: str, span: Span) -> Statement:
    return Statement(
        id=verdicts.identified(document, span),
        document=document,
        content=(span,),
        voice="outlet",
        confidence=1.0,
        because=(OWN,),
    )


def _passed(document: str, span: Span) -> Statement:
    """A verdict: what stands before it is denied, by the outlet."""
    because = (OWN, Reason(verdicts.RULE, "it calls untrue what stands before it"))
    return replace(_own(document, span), attitude="deny", because=because)


_RELATIVE = re.compile(r"\s*,?\s*(?:where|which|who|whose|whom)\b", re.IGNORECASE)


def _goes_on(text: str, statement: Statement, held: offsets.Locator) -> Span | None:
    """The relative clause behind words that a cue breaks: "They, Roe claimed, fled to Rell, where
    they train" is all Roe's."""
    inside = any(
        statement.content[0].start < cue.start and cue.end < statement.content[-1].end
        for cue in statement.cue
    )
    end = statement.content[-1].end
    at = held.at(end - 1)
    if not inside or at is None or not _RELATIVE.match(text, end):
        return None
    return Span(end, held.spans[at].end)


_CLAUSE = re.compile(
    r"[\"”’')]*(?:[,;:–—.!?]|\s+(?:-|and|but|while|whereas|although|because|after|before|as|since)\b)"
)
"""What parts somebody's words from the outlet's in one sentence: what only goes on is the rest of
those words."""
_ASIDE = re.compile(r"(?:though|however|too|meanwhile|then|indeed|of course),", re.IGNORECASE)
"""Between commas, within one clause: "the owners, though, kept silent"."""
_REPORTS = re.compile(
    r"\b(?:said|says|say|den(?:y|ied|ies)|claim(?:s|ed)?|report(?:s|ed)?|insist(?:s|ed)?|"
    r"announce[sd]?|confirm(?:s|ed)?|admit(?:s|ted)?|warn(?:s|ed)?|alleg(?:es|ed)|"
    r"suggest(?:s|ed)?|believe[sd]?|state[sd]|add(?:s|ed)|note[sd]|argue[sd]|accuse[sd]|told\s+\w+)"
    r"(?:\s+that)?\s*$",
    re.IGNORECASE,
)
"""The end of what gives a source to the words behind it, whoever the network heard say them."""
_JOINT = re.compile(
    r"(?:\s*[;–—]\s*|,?\s+-\s+|,\s+)"
    r"(?:(?:and|but|while|whereas|although|though|because|after|before|as|so|yet|who|which|where)"
    r"\s+)?|\s+(?:but|while|whereas|although|because|after|before)\s+",
)
"""Where one clause may end and the next begin."""


def _clauses(text: str, span: Span) -> Iterator[Span]:
    """The clauses of a passage that tell something each; what tells nothing stays with the clause
    before it, so that what is left of the passage tells something as a whole or is left out."""
    start = span.start
    for joint in _JOINT.finditer(text, span.start, span.end):
        before, after = text[start : joint.start()], text[joint.end() : span.end]
        goes_on = joint.group().strip() == "," and (
            proposition.opens_with_verb(after) or _ASIDE.match(after) is not None
        )
        broken = goes_on or proposition.breaks_off(before)
        if _tells(before) and _tells(after) and not broken:
            yield Span(start, joint.start())
            start = joint.end()
    if _tells(text[start : span.end]):
        yield Span(start, span.end)


def _largest_left(text: str, sentence: Span, taken: Iterable[Span]) -> Span | None:
    """The largest part of a sentence that nothing has taken, without marks at its ends."""
    parts, start = [], sentence.start
    for span in taken:
        if span.overlaps(sentence):
            parts.append((start, min(span.start, sentence.end)))
            start = max(start, span.end)
    parts.append((start, sentence.end))
    parts = [
        (start, end)
        for start, end in parts
        if end == sentence.end or not _REPORTS.search(text, start, end)
    ]
    left = [
        offsets.trimmed(text, Span(start, end), " \t\n,;:-–—")
        for start, end in parts
        if start < end and (start == sentence.start or _CLAUSE.match(text, start))
    ]
    return max(left, key=lambda span: (span.end - span.start, -span.start), default=None)


def _tells(own: str) -> bool:
    """Whether words say something of something; a clause may have its subject in another one."""
    return len(set(words.content_words(own))) >= FEWEST_WORDS and proposition.finite(f"it {own}")
