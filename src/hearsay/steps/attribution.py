"""Source, cue and content spans tied into statements.

Takes an analysis with its reading and boilerplate, gives statements with their spans, kind of
quotation, parent and confidence. Who the source is, how the words are meant and whom they are
about is left to later steps.
"""

from __future__ import annotations

import math
import re
import string
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from hearsay import text as offsets
from hearsay.identity import identify
from hearsay.model.reading import Reading, RoleSpan
from hearsay.spelling import word_set
from hearsay.steps import (
    blocks,
    dateline,
    framed,
    named_claims,
    nested,
    non_answers,
    open_quotations,
    phrases,
    rejoinders,
    told_apart,
    verdicts,
    whole_spans,
)
from hearsay.steps.told_apart import size
from hearsay.types import Analysis, Quotation, Reason, Span, Statement

REACH = 700
"""Characters between a content and the farthest cue or source that may belong to it. On PolNeAR's
training part 99.6 % of the cues lie nearer."""
CANDIDATES = 10
"""How many of the nearest cues or sources are weighed."""
JOIN_GAP = 260
"""Characters between two parts of one content that a cue breaks."""
LEFT_OVER = 2
"""Words at most of what a paragraph break cuts off a content."""
SLOPE, OFFSET = 0.91, -0.43
"""Fitted on the 2,085 statements read in PolNeAR dev (Platt 1999). On the stories and
gold/articles/dev, 543 statements, the calibration error in ten bins is 0.022 (0.058 without), the
area under the curve 0.79."""
AGENCY_MARK = re.compile(r"\(?[A-Z][A-Za-z]{1,15}\)\s*[-–—]{1,2}\s*")
"""How agencies open a report: "(AFP) - "."""
FEWEST = 2
"""Words of the shortest content without quotation marks. Statements F1 on gold/articles/dev and the
stories: 0.759 and 0.741 with 1, 0.763 and 0.743 with 2, 0.779 and 0.739 with 3."""
AUXILIARIES = word_set("have has had is are was were be been being will would to do does did there")
BESIDE = 3
TOUCHES = 50.0
SAME_SENTENCE = 10.0
LEADS = 3.0
"""How much likelier a cue is that leads straight into its content than one behind it: "rejects
claims of aid, says ...". Whole attributions F1 on PolNeAR dev 0.6711 with 1, 0.6722 with this,
0.6728 with 6, statements on the stories 0.775, 0.775 and 0.772."""
"""How much likelier words beside or in the same sentence are to belong together. Whole
attributions F1 on PolNeAR dev (second epoch's weights): 0.552 with 1 and 1, 0.588 with 4 and 2,
0.600 with 20 and 6, 0.604 with 50 and 10."""
EMPTY = word_set(
    """a an and as at but by for from he her him his i if in it its me my no not of on or our out
    she so that the their them these they this those to us was we were what when which who will
    with you your"""
)
"""Words that say nothing by themselves: a content needs one that is none of these."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One unbroken content and the cue it chose."""

    span: Span
    score: float
    cue: int | None
    cue_share: float


def attribution(analysis: Analysis) -> Analysis:
    """Statements of a document, outermost ones and those nested in their contents."""
    reading = analysis.reading
    if reading is None:
        return analysis
    document = analysis.document
    outer = _tie(analysis, reading, _article_only(reading.roles, document.boilerplate), None)
    inner: list[Statement] = []
    within = _article_only(reading.inner_roles, document.boilerplate)
    for statement in _tie(analysis, reading, within, "nested"):
        holders = [
            other
            for other in outer
            if all(any(p.covers(c) for p in other.content) for c in statement.content)
            and size(statement.content) < size(other.content)
        ]
        if holders and statement.cue:
            parent = min(holders, key=lambda s: (size(s.content), s.id))
            inner.append(replace(statement, parent=parent.id))
    inner = told_apart.with_told_apart(analysis, reading, outer, inner, partial(_tie, level=None))
    inner += nested.told_within(document.id, document.text, outer, inner, analysis.actors)
    going_on = open_quotations.continued(document.text, [*outer, *inner])
    framing = framed.reframed(document.text, going_on)
    whole = non_answers.with_non_answers(analysis, blocks.with_blocks(analysis, framing))
    named = named_claims.with_named_claims(analysis, whole)
    checked = verdicts.with_checked_claims(analysis, named)
    answered = rejoinders.with_rejoinders(analysis, checked)
    statements = sorted(answered, key=lambda s: (s.content[0], s.content, s.id))
    return replace(analysis, statements=tuple(statements))


def _says_something(words: str) -> bool:
    return any(w not in EMPTY for w in re.findall(r"[^\W_]+", words.casefold()))


_ADVERB = re.compile(r"\W*\w+ly\W*")
_VERB = re.compile(r"[\"”’']?\s+[a-z]+(?:ed|es)\b")


def _too_little(text: str, content: Sequence[Span], quoted: Quotation) -> bool:
    """A single word outside quotation marks puts no proposition, nor does "flatly" in them before
    its verb: she “flatly” denied it; an answer of one word does."""
    words = sum(len(re.findall(r"[^\W_]+", span.of(text))) for span in content)
    adverb = _ADVERB.fullmatch(text, content[0].start, content[-1].end)
    before_verb = adverb is not None and _VERB.match(text, content[-1].end) is not None
    return words < FEWEST and (quoted == "indirect" or before_verb)


def calibrated(raw: float) -> float:
    """How often a statement of this raw score is one that readers marked too, 0 to 1."""
    bounded = min(max(raw, 0.01), 0.99)
    logit = SLOPE * math.log(bounded / (1 - bounded)) + OFFSET
    return round(1 / (1 + math.exp(-logit)), 2)


def _article_only(roles: Sequence[RoleSpan], boilerplate: Sequence[Span]) -> list[RoleSpan]:
    """The spans that do not lie in menus and teasers."""
    return [r for r in roles if not any(b.overlaps(r.span) for b in boilerplate)]


def _near(text: str, target: Span, others: Sequence[Span]) -> list[int]:
    """Indices of the nearest spans within reach, in the order of the text.

    Who speaks is told before the words or in their paragraph, never first in a later one.
    """

    start, end = target.start, target.end
    paragraph = text.find("\n", end)
    last = paragraph if paragraph >= 0 else len(text)
    gaps = [
        (gap, i)
        for i, other in enumerate(others)
        if other.start <= last and (gap := max(other.start - end, start - other.end, 0)) <= REACH
    ]
    return sorted(i for _, i in sorted(gaps)[:CANDIDATES])


def _choose(
    text: str,
    reading: Reading,
    content: Sequence[Span],
    role: str,
    spans: Sequence[Span],
    *,
    beside: Sequence[Span],
    sentence: Callable[[Span], int],
    others: Sequence[Span] = (),
) -> tuple[int | None, float]:
    """Index of the likeliest span for a role, and its share of probability; None: none of them.

    The network's share weighs first; words that stand beside `beside` (a cue beside its content, a
    source beside its cue) or in its sentence weigh more than words that do not.
    """
    hull = Span(content[0].start, content[-1].end)
    near = _near(text, hull, spans)
    shares = reading.link(content, role, [spans[i] for i in near])
    weights = [1.0] * len(near)
    taken = _taken(beside, spans, others) if role == "source" else frozenset()
    # words of several sentences are in one with a cue that stands in their last
    held = [
        (other, range(sentence(other), sentence(Span(other.end - 1, other.end)) + 1))
        for other in beside
    ]
    for k, i in enumerate(near):
        here = sentence(spans[i])
        for other, there in held:
            gap = max(other.start - spans[i].end, spans[i].start - other.end, 0)
            if gap <= BESIDE:
                weights[k] = max(weights[k], TOUCHES)
            elif here in there:
                weights[k] = max(weights[k], SAME_SENTENCE)
            if role == "cue" and 0 <= other.start - spans[i].end <= 1:
                weights[k] *= LEADS
        if i in taken:
            weights[k] /= TOUCHES
    weighed = shares * np.asarray([*weights, 1.0], dtype=np.float32)
    weighed = weighed / weighed.sum()
    best = int(weighed.argmax())
    return (None if best == len(near) else near[best]), float(weighed[best])


def _taken(beside: Sequence[Span], sources: Sequence[Span], cues: Sequence[Span]) -> frozenset[int]:
    """Sources behind a statement's cue that open a clause of their own: "..., the Front denied"."""
    end = max((span.end for span in beside), default=0)
    return frozenset(
        i
        for i, source in enumerate(sources)
        if source.start >= end and any(0 <= cue.start - source.end <= 1 for cue in cues)
    )


def _tie(
    analysis: Analysis, reading: Reading, roles: Sequence[RoleSpan], level: str | None
) -> list[Statement]:
    text = analysis.document.text
    opens = dateline.opening(analysis.document)
    contents = [
        (span, r.score)
        for r in roles
        if r.role == "content"
        for span in _cut(text, offsets.trimmed(text, _past(text, r.span, opens)))
        if _says_something(span.of(text))
    ]
    cues = [
        r
        for r in roles
        if r.role == "cue"
        and not r.span.of(text).isdigit()
        and not phrases.only(r.span.of(text), AUXILIARIES)
    ]
    cue_spans = [r.span for r in cues]
    sources = [
        r
        for r in roles
        if r.role == "source"
        and not (opens and opens.covers(r.span))
        and r.span.of(text).casefold() != "there"  # "there are reports that"
    ]
    source_spans = whole_spans.whole_sources(text, sources, roles)
    held = offsets.Locator(analysis.sentences)

    def sentence(span: Span) -> int:
        return held.before(span.start)

    parts = []
    # who says something within another's words says it in one sentence with them
    others = sorted(r.span for r in roles if r.role != "content")
    contents = whole_spans.unclipped(text, contents, others, analysis.sentences)
    for span, score in whole_spans.healed(text, contents, others):
        own = [k for k, c in enumerate(cue_spans) if not level or sentence(c) == sentence(span)]
        at, share = _choose(
            text,
            reading,
            [span],
            "cue",
            [cue_spans[k] for k in own],
            beside=[span],
            sentence=sentence,
        )
        cue = own[at] if at is not None else None
        parts.append(_Part(span, score, cue, share))
    statements = []
    marks = offsets.quoted(text)
    for group in _grouped(text, parts, marks, cue_spans, sentence):
        content = whole_spans.unbroken(text, [part.span for part in group], others)
        cue = group[0].cue
        cue_span = (cue_spans[cue],) if cue is not None else ()
        if cue_span and framed.is_first_name(text, cue_span[0]):
            continue
        content = framed.without_time(text, cue_span[0] if cue_span else None, content)
        source, source_share = _choose(
            text,
            reading,
            content,
            "source",
            source_spans,
            beside=cue_span or content,
            sentence=sentence,
            others=[span for span in cue_spans if span not in cue_span] if cue_span else (),
        )
        source_span: tuple[Span, ...] = (source_spans[source],) if source is not None else ()
        if (
            cue_span
            and source_span
            and source_span[0].end <= cue_span[0].start
            and phrases.passively_accused(cue_span[0].of(text))
        ):
            source_span = ()  # the subject of "was accused of" is the accused
        if cue_span and source_span and framed.is_asked(text, cue_span[0], source_span[0], content):
            source_span = ()
        if source_span and cue_span and _hedges(text, source_span[0], cue_span[0]):
            if _HEDGE.fullmatch(cue_span[0].of(text)):
                content = _with_subject(text, source_span[0], cue_span[0], content)
            source_span = ()
        if not source_span and cue_span:
            source_span = _after_participle(text, cue_span[0], content, source_spans, sentence)
        quoted = quotation(text, content, marks)
        if _too_little(text, content, quoted):
            continue
        sure = sum(p.score * size([p.span]) for p in group) / max(1, size(content))
        if not cue_span and not source_span and quoted == "indirect":
            continue  # nothing tells that anybody said it
        links = group[0].cue_share * source_share
        because = [
            Reason("content", f"read as reported words with {sure:.2f}"),
            Reason(
                "cue",
                f"“{cue_span[0].of(text)}” with {group[0].cue_share:.2f}"
                if cue_span
                else f"no cue with {group[0].cue_share:.2f}",
            ),
            Reason(
                "source",
                f"“{source_span[0].of(text)}” with {source_share:.2f}"
                if source_span
                else f"no source in reach with {source_share:.2f}",
            ),
        ]
        places = [(s.start, s.end) for s in content]
        statements.append(
            Statement(
                id=identify("s", analysis.document.id, level or "", *places),
                document=analysis.document.id,
                content=content,
                source=source_span,
                cue=cue_span,
                quotation=quoted,
                confidence=calibrated(sure * (0.5 + 0.5 * links)),
                because=tuple(because),
            )
        )
    return statements


_HEDGE = re.compile(
    r"(?:allegedly|reportedly|purportedly|supposedly|apparently|presumably)", re.IGNORECASE
)

_IS_SAID = re.compile(
    r".*(?:\b(?:is|are|was|were)|['’](?:s|re))\s+(?:then\s+|also\s+|\w+ly\s+)?"
    r"(?:said|reported|believed|thought|alleged|rumou?red|understood)(?:\s+to(?:\s+have)?)?",
    re.IGNORECASE | re.DOTALL,
)
"""Up to the cue of what nobody is told to say: "Roe is said to have robbed the mill"."""


def _hedges(text: str, source: Span, cue: Span) -> bool:
    """Whether a cue only hedges what its subject does: "Roe reportedly robbed the mill"."""
    if _HEDGE.fullmatch(cue.of(text)):
        return True
    followed = re.match(r"\s*to\b", text[cue.end :]) or re.search(r"\bto\b", cue.of(text))
    told = source.end <= cue.start and _IS_SAID.fullmatch(text, source.start, cue.end)
    return bool(told and followed) and cue.start - source.end <= _APART


_APART = 12
"""Characters between a subject and what is said of it, at most: "Roe was then reported to"."""
_SUBJECT_TO_HEDGE = re.compile(r"\s+(?:(?:is|are|was|were|has|have|had|be|been|will|would)\s+)*")


def _with_subject(
    text: str, source: Span, cue: Span, content: tuple[Span, ...]
) -> tuple[Span, ...]:
    """A content that only a hedge tells of, with the subject before it.

    Nobody speaks in "Roe allegedly robbed the mill". Of 25 sources that the network gave to a hedge
    alone, in 487 articles, 5 are the subject right before it, and none of these speaks.
    """
    beside = _SUBJECT_TO_HEDGE.fullmatch(text, source.end, cue.start) is not None
    if source.end <= cue.start and beside and 0 <= content[0].start - cue.end <= 1:
        return (Span(source.start, content[0].end), *content[1:])
    return content


def _after_participle(
    text: str,
    cue: Span,
    content: Sequence[Span],
    sources: Sequence[Span],
    sentence: Callable[[Span], int],
) -> tuple[Span, ...]:
    """Whose words open a sentence with a participle: "Claiming that it was over, he added ..."."""
    opens = not text[: cue.start].rstrip(" “\"'").endswith(tuple(",;:" + string.ascii_letters))
    if not opens or not cue.of(text).split()[0].endswith("ing"):
        return ()
    return tuple(
        source
        for source in sources
        if 0 < source.start - content[-1].end <= BESIDE
        and text[content[-1].end : source.start].strip() == ","
        and sentence(source) == sentence(cue)
    )[:1]


def _past(text: str, content: Span, opens: Span | None) -> Span:
    """The content without the dateline or the agency's mark that the tagger took along."""
    if mark := AGENCY_MARK.match(text, content.start, content.end):
        content = Span(mark.end(), content.end)
    if opens is None or not opens.overlaps(content):
        return content
    return Span(min(max(content.start, opens.end), content.end), content.end)


def _cut(text: str, content: Span) -> Iterator[Span]:
    """A content cut where a paragraph ends, unless a quotation runs on in the next one.

    Headlines and datelines stand right before sentences that repeat them; what the tagger took for
    one content over such a break is two. A word or two left over by the cut is none.
    """
    lines = offsets.lines(content.of(text))
    whole = len(lines) == 1
    start = content.start
    for k, line in enumerate(lines):
        following = lines[k + 1] if k + 1 < len(lines) else None
        end = content.start + line.end
        if following is not None and text[content.start + following.start] in '“"‘«':
            continue
        span = Span(start, end)
        if whole or len(span.of(text).split()) > LEFT_OVER:
            yield span
        if following is not None:
            start = content.start + following.start


def _grouped(
    text: str,
    parts: Sequence[_Part],
    marks: Sequence[Span],
    cues: Sequence[Span],
    sentence: Callable[[Span], int],
) -> list[list[_Part]]:
    """Parts of one content put together.

    A cue that breaks a content is chosen by both its parts. A quotation that goes on after the cue
    in the same paragraph belongs to it where its own sentences hold no cue.
    """
    groups: list[list[_Part]] = []
    for part in parts:
        last = groups[-1][-1] if groups else None
        joined = False
        if (
            last is not None
            and part.span.start - last.span.end <= JOIN_GAP
            and "\n" not in text[last.span.end : part.span.start]
        ):
            first = groups[-1][0]
            same = (
                part.cue is not None
                and first.cue == part.cue
                and (
                    sentence(last.span) == sentence(part.span)
                    or quotation(text, [part.span], marks) != "indirect"
                )
            )
            own = any(sentence(c) == sentence(part.span) for c in cues)
            goes_on = (
                first.cue is not None
                and not own
                and quotation(text, [part.span], marks) == "direct"
                and quotation(text, [last.span], marks) == "direct"
            )
            joined = same or goes_on
        if joined:
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def quotation(text: str, content: Sequence[Span], marks: Sequence[Span]) -> Quotation:
    """direct: nine tenths of the letters stand in quotation marks; indirect: none; else mixed."""
    inside = offsets.merged(
        Span(max(mark.start, span.start), min(mark.end, span.end))
        for span in content
        for mark in marks
        if mark.start < span.end and span.start < mark.end
    )
    quoted = _letters(text, inside)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= 0.9 * _letters(text, content) else "mixed"


def _letters(text: str, spans: Sequence[Span]) -> int:
    """How many letters and digits some spans hold."""
    return sum(sum(map(str.isalnum, span.of(text))) for span in spans)
