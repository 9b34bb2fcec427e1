"""When and on which occasion a statement was made, as the article words it.

Takes an analysis whose statements have their spans and speakers, gives each `said_on` and
`occasion` with the reason, where words beside its cue or source tell them. Leaves alone dates and
occasions within what is said, and dates that need a day of publication nobody knows: never guessed.

Read by eye, in files of PolNeAR's training part other than those the rules were made on, with its
spans: 57 of 60 dates and 59 of 60 occasions were right; the wrong dates hang on attributions that
tell no saying. On gold/articles/train and the stories, with the spans the network read (weights of
22 November 2026): 9 of 9 dates, few of these articles being dated, and 51 of 53 occasions, before
the two wrong ones were mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hearsay import text as offsets
from hearsay.spelling import word_set
from hearsay.steps.date_expressions import (
    YEARS,
    Expression,
    Interval,
    as_iso,
    days_of,
    expressions,
    known,
)
from hearsay.steps.occasion_wording import RECIPIENTS, TOKEN, Phrase, is_plain, phrases
from hearsay.types import Analysis, Reason, Span, Statement

FEWEST_BEFORE_CUE = 4
"""Words between a date that opens a sentence and its cue, where no source is known."""
HIDDEN = "\x00"
"""Stands for each character of what somebody says, so that offsets stay."""

DATING = frozenset(
    ["iso", "mdy", "my", "last_month", "month", "weekday", "ago", "span", "day", "year"]
)
"""Kinds of date expressions that can tell the day of an act; "the past three weeks" cannot."""
_LEAD = (
    r"(?:(?:late|later|early|earlier|as\ late\ as|on|in|last|this|again|also|back|just|only|first"
    r"|at\s(?:around\s|about\s)?[\d:.]+\s?(?:[ap]\.?m\.?)?|at\s(?:noon|midnight|dawn)|(?:the\s)?"
    r"(?:morning|afternoon|evening|night)\sof|during)[,\s]+)*"
)
_BARE_LEAD = re.compile(rf"[\s,]*{_LEAD}$", re.IGNORECASE)
_OTHER_TIME = re.compile(
    r"\b(?:since|until|till|before|after|following|by|from|for|between|than|through|throughout"
    r"|starting|beginning|ahead of|as of|prior to|over|within|and|or|to|of)\s+(?:the\s+|late\s+"
    r"|early\s+|last\s+|\w+day\s+)?$",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"\b(?:an?|the|his|her|its|their|this|that|[A-Z]\w+['’]s)\s+(?:late\s+|early\s+|[a-z-]+,?\s+)?$"
)
_SEVERAL = re.compile(r"\s+(?:and|or|to)\s+(?:(?:on|in)\s+)?")
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_AFTER_DATE = re.compile(r"[\s,-]*((?:[\w’'-]+\s+){0,2}?)([\w-]+)")
_SAYINGS = re.compile(
    r"\b(?:statement|interview|conference|presser|briefing|speech|address|remarks|comments|tweet"
    r"|tweets|post|letter|e-?mail|memo|report|article|column|op-ed|editorial|blog|video|audio"
    r"|recording|message|announcement|release|debate|hearing|rally|testimony|broadcast|show"
    r"|programme|program|edition|appearance|filing|ruling|study|survey|poll|book|essay|meeting"
    r"|lawsuit|affidavit|note|call|podcast|documentary|paper|story|communiqu[eé]|bulletin"
    r"|event|visit|forum|session|seminar|lecture|talk)s?\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:released|issued|published|posted|dated|broadcast|aired|recorded|uploaded|sent|delivered"
    r"|given|made|tweeted|circulated|obtained|filed|written|conducted|televised|held)\b"
    r"(?P<rest>(?:\s+[\w@’'.-]+){0,6}?)\s*$",
    re.IGNORECASE,
)
_SPEAKING = re.compile(
    r"\b(?:speaking|talking|writing|addressing|appearing|testifying|tweeting|asked|interviewed"
    r"|speaks|spoke|talks|talked|in\ (?:comments|remarks)\ (?:made|carried))\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"[\W\x00]*(?:(?:but|and|so|then|later|earlier|meanwhile|however|also|still|yet|now|again"
    r"|separately|instead|even|just|only|in turn|on the other hand)[,\s]+)*",
    re.IGNORECASE,
)
_PARTS_OF_DAY = re.compile(
    r"(?:\s+(?:night|morning|afternoon|evening|local\s+time|at\s+(?:noon|midnight)))*"
)
_AHEAD = re.compile(
    r"\b(?:will|shall|due\s+to|scheduled\s+to|set\s+to|plans?\s+to|expected\s+to|going\s+to"
    r"|is\s+to|are\s+to|would|intends?\s+to|wants?\s+to|hopes?\s+to)\b|[’']ll\b",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"\b(?:according|per|in the words)\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:has|have|had|once|previously|earlier|later|often|repeatedly|always|separately|before"
    r"|again|ago|last|elsewhere|another|asked|interview|statement|tweet|wrote|tweeted)\b|[’']d\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:added|continued|went on|concluded|said|told|noted|explained|stressed|argued|insisted"
    r"|recalled|warned|claimed|asserted|stated|pointed out|acknowledged|denied|admitted|called"
    r"|urged|vowed|promised|declared|emphasi[sz]ed|remarked|quipped|joked)\b",
    re.IGNORECASE,
)
_VERBS = word_set("is was will would has had were are may could should must and")


@dataclass(frozen=True, slots=True)
class _Frame:
    """The sentence in which a statement is told, its content and others' hidden.

    start: offset of `words` in the document. anchors: source and cue, sorted; cues: the latter;
    dates: the date expressions that stand open.
    """

    start: int
    words: str
    anchors: tuple[Span, ...]
    cues: tuple[Span, ...]
    dates: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """A date or occasion in a frame: where it stands and how far from the words of saying."""

    span: Span
    rule: str
    far: int


def occasions(analysis: Analysis) -> Analysis:
    """The analysis with the date and the occasion of each statement, where the article words it."""
    text = analysis.document.text
    held = offsets.Locator(analysis.sentences or tuple(offsets.sentences(text)))
    published = analysis.document.published
    frames: dict[str, _Frame] = {}
    told: dict[str, Statement] = {}
    for statement in analysis.statements:
        frame = _frame(text, held, statement, analysis.statements)
        if frame is None:
            told[statement.id] = statement
            continue
        frames[statement.id] = frame
        told[statement.id] = _told(text, frame, statement, published)
    for statement in sorted(analysis.statements, key=_position):
        if told[statement.id].said_on is None and statement.id in frames:
            told[statement.id] = _inherited(text, told, frames, told[statement.id])
    return replace(analysis, statements=tuple(told[s.id] for s in analysis.statements))


def _position(statement: Statement) -> tuple[int, str]:
    return (statement.cue or statement.source or statement.content)[0].start, statement.id


def _frame(
    text: str, held: offsets.Locator, statement: Statement, others: Sequence[Statement]
) -> _Frame | None:
    """The words around cue and source; None where the statement has neither."""
    first = next(iter(statement.cue or statement.source), None)
    at = held.at(first.start) if first is not None else None
    if first is None or at is None:
        return None
    room = held.spans[at]
    hidden = list(statement.content)
    for other in others:
        for part in other.content:
            if part.end <= room.start or part.start >= room.end:
                continue
            if not part.covers(first):
                hidden.append(part)
            elif other.id == statement.parent:
                room = Span(max(room.start, part.start), min(room.end, part.end))
    words = room.of(text)
    for part in hidden:
        low = min(max(part.start - room.start, 0), len(words))
        high = max(low, min(part.end - room.start, len(words)))
        words = words[:low] + HIDDEN * (high - low) + words[high:]
    dates = tuple(
        replace(found, span=here)
        for found in expressions(text)
        if room.covers(found.span)
        and HIDDEN
        not in (here := Span(found.span.start - room.start, found.span.end - room.start)).of(words)
    )

    def within(spans: Sequence[Span]) -> list[Span]:
        return [Span(s.start - room.start, s.end - room.start) for s in spans if room.covers(s)]

    cues = within(statement.cue)
    return _Frame(
        room.start, words, tuple(sorted(cues + within(statement.source))), tuple(cues), dates
    )


def _told(text: str, frame: _Frame, statement: Statement, published: str | None) -> Statement:
    named = phrases(frame.words, [e.span for e in frame.dates])
    chosen = min(_occasions(frame, named), key=lambda p: (p.far, p.span), default=None)
    because = list(statement.because)
    occasion = None
    if chosen is not None:
        span = Span(frame.start + chosen.span.start, frame.start + chosen.span.end)
        occasion = span.of(text)
        whole = next(p.whole for p in named if p.noun == chosen.span)
        because.append(Reason("occasion", f"“{whole.of(frame.words)}” {chosen.rule}"))
    said_on = None
    within = chosen.span if chosen is not None else None
    dated = sorted(
        _dates(frame, named, statement, within), key=lambda pair: (pair[0].far, pair[0].span)
    )
    if dated:
        place, expression = dated[0]
        said_on = _day(expression, published)
        if said_on is not None:
            why = f"“{expression.words}” {place.rule}, read as {said_on}"
            if not (expression.kind in {"iso", "year"} or YEARS.search(expression.words)):
                why += f", the article being of {published}"
            because.append(Reason("said on", why))
    return replace(statement, said_on=said_on, occasion=occasion, because=tuple(because))


def _day(expression: Expression, published: str | None) -> str | None:
    """The date as precise as it is; None where it cannot be told or lies after publication."""
    reference: Interval | None = known(published)
    if reference is None and not YEARS.search(expression.words):
        return None
    days = days_of(expression, reference, future=False)
    if days is None or (reference is not None and days[0] > reference[1]):
        return None
    return as_iso(days)


def _left(frame: _Frame, at: int) -> Span | None:
    """The source or cue that ends last before a position."""
    return max((a for a in frame.anchors if a.end <= at), key=lambda a: a.end, default=None)


def _right(frame: _Frame, at: int) -> Span | None:
    """The source or cue that begins first after a position."""
    return min((a for a in frame.anchors if a.start >= at), key=lambda a: a.start, default=None)


def _inside(span: Span, spans: Sequence[Span]) -> Span | None:
    return next((other for other in spans if other.overlaps(span)), None)


def _is_short(words: str) -> bool:
    """Whether next to nothing stands between: marks, adverbs, an article."""
    return bool(
        re.fullmatch(
            r"[\s,]*(?:(?:also|again|however|though|meanwhile|later|simply|only|the|an?|has|have"
            r"|had|was|were|and|then|[a-z]+ly)[\s,]+)*",
            f"{words} ".lower(),
        )
    )


def _occasions(frame: _Frame, named: Sequence[Phrase]) -> Iterator[_Place]:
    """The occasions in a frame that stand beside the words of saying."""
    for phrase in named:
        whole, noun = phrase.whole, phrase.noun
        if HIDDEN in whole.of(frame.words):
            continue
        if _inside(whole, frame.cues):
            yield _Place(noun, "in the cue", 0)
            continue
        if around := _inside(whole, frame.anchors):
            before = frame.words[around.start : whole.start]
            spoken = list(_SPEAKING.finditer(before))
            if spoken and is_plain(before[spoken[-1].end() :]):
                yield _Place(noun, "in the source, after its word of speaking", 1)
            continue
        yield from _beside(frame, whole, noun)


def _beside(frame: _Frame, whole: Span, noun: Span) -> Iterator[_Place]:
    """An occasion outside source and cue: after them, between them, or opening the sentence."""
    left, right = _left(frame, whole.start), _right(frame, whole.end)
    if left is not None:
        gap = frame.words[left.end : whole.start]
        after_cue = left in frame.cues or any(c.end <= left.start for c in frame.cues)
        spoken = _SPEAKING.search(gap)
        if spoken and re.fullmatch(r"[\s,]*(?:while\s+|when\s+)?", gap[: spoken.start()]):
            gap = gap[spoken.end() :]
        if after_cue and is_plain(gap) and not re.match(r"\s+(?:of|for)\b", gap):
            yield _Place(noun, "after the cue", 1 + len(gap))
        elif not after_cue and right is not None and re.fullmatch(r"[\s,—–-]*", gap):
            following = _without_dates(frame, whole.end, right.start)
            if is_plain(following):
                yield _Place(noun, "between source and cue", 1 + len(gap))
    elif right is not None:
        opening = frame.words[: whole.start]
        rest = opening[_OPENING.match(opening).end() :]  # type: ignore[union-attr]
        spoken = _SPEAKING.match(rest)
        if rest and not (
            spoken
            and is_plain(_without_dates(frame, whole.start - len(rest) + spoken.end(), whole.start))
        ):
            return
        following = _without_dates(frame, whole.end, right.start).replace(HIDDEN, "")
        if is_plain(re.sub(r"[“”\"]", "", following)):
            yield _Place(noun, "opening the sentence", 2 + len(following))


def _without_dates(frame: _Frame, start: int, end: int) -> str:
    """The words from start to end without the date expressions among them."""
    words = frame.words[start:end]
    for expression in reversed(frame.dates):
        low, high = expression.span.start - start, expression.span.end - start
        if low >= 0 and high <= len(words):
            words = words[:low] + " " + words[high:]
    return words


def _dates(
    frame: _Frame, named: Sequence[Phrase], statement: Statement, occasion: Span | None
) -> Iterator[tuple[_Place, Expression]]:
    """The date expressions in a frame that date the saying; `occasion`: the one it names."""
    for expression in frame.dates:
        span = expression.span
        if expression.kind not in DATING or not _may_date(frame, expression):
            continue
        before = frame.words[: span.start]
        if occasion is not None and occasion.covers(span):
            yield _Place(span, "in the words that name the occasion", 0), expression
            continue
        if around := _inside(span, frame.anchors):
            if around in frame.cues:
                if not _AHEAD.search(frame.words[max(0, around.start - 12) : span.start]):
                    yield _Place(span, "in the cue", 0), expression
            elif _of_document(frame.words, around, span):
                yield _Place(span, "in the source", 0), expression
            continue
        left, right = _left(frame, span.start), _right(frame, span.end)
        if left is not None and (
            left in frame.cues or any(c.end <= left.start for c in frame.cues)
        ):
            gap = before[left.end :]
            accords = any(_ACCORDING.search(c.of(frame.words)) for c in frame.cues)
            if accords and "," in gap:
                continue
            if _AHEAD.search(frame.words[max(0, left.start - 20) : left.end]):
                continue
            if _leads_to_date(gap, left.end, named):
                yield _Place(span, "after the cue", 1 + len(gap)), expression
        elif left is not None and right is not None:
            gap = before[left.end :]
            if re.search(r"\b(?:in|on|at|of|since|until|by)\s*$", before[: left.end]):
                continue  # the source ends in a clause to which the date belongs
            following = frame.words[span.end : right.start]
            if _AHEAD.search(following + right.of(frame.words)):
                continue
            if _leads_to_date(gap, left.end, named, near=True) and is_plain(
                _PARTS_OF_DAY.sub("", following)
            ):
                yield _Place(span, "between source and cue", 1 + len(gap)), expression
        elif right is not None and _opens(frame, span, right, named, statement):
            yield _Place(span, "opening the sentence", 2), expression


def _may_date(frame: _Frame, expression: Expression) -> bool:
    """Whether the words right around a date let it be the day of an act of saying."""
    span, words = expression.span, frame.words
    if re.search(r"\b(?:tomorrow|next)\b", expression.words, re.IGNORECASE):
        return False
    before, after = words[: span.start], words[span.end :]
    if (pair := _SEVERAL.match(after)) and any(
        e.span.start == span.end + pair.end() for e in frame.dates
    ):
        return False  # "in 2009 and 2010": two dates are none
    if _OTHER_TIME.search(before) and not re.search(r"\b(?:night|morning|day)\s+of\s+$", before):
        return False
    following = _AFTER_DATE.match(after)
    if owned := _POSSESSIVE.match(after):
        noun = _AFTER_DATE.match(after, owned.end())
        return bool(noun and _SAYINGS.search(noun.group()))
    if _DETERMINED.search(before):
        return bool(following and _SAYINGS.search(following.group()))
    if following and not after.lstrip(" ").startswith(","):
        return following.group().split()[0].strip(",").casefold() not in _VERBS or bool(
            _right(frame, span.end)
        )
    return True


def _of_document(words: str, source: Span, span: Span) -> bool:
    """Whether a date within a source tells when the document that speaks came out."""
    before, after = words[source.start : span.start], words[span.end : source.end]
    if re.match(r"['’]s?(?!\w)|[\s-]", after) and _SAYINGS.search(after):
        return bool(re.fullmatch(r"(?:an?|the|its|his|her|their)?\s*", before, re.IGNORECASE))
    lead = re.sub(rf"{_LEAD}$", "", before, flags=re.IGNORECASE)
    if _PUBLISHED.search(lead):
        return True
    last = TOKEN.findall(lead)
    return bool(last and _SAYINGS.fullmatch(last[-1]) and lead.endswith((last[-1], last[-1] + " ")))


def _leads_to_date(gap: str, start: int, named: Sequence[Phrase], *, near: bool = False) -> bool:
    """Whether the words between the saying and a date tell where, to whom or how it was said.

    gap: those words, at offset `start` of the frame. near: between source and cue, where less may
    stand.
    """
    ends = start + len(gap)
    for phrase in reversed(named):
        if start <= phrase.whole.start and phrase.whole.end <= ends:
            low, high = phrase.whole.start - start, phrase.whole.end - start
            tail = _PUBLISHED.search(gap[high:])
            rest = "" if tail and is_plain(tail["rest"]) else gap[high:]
            return _BARE_LEAD.fullmatch(f"{rest} ") is not None and is_plain(gap[:low])
    if _BARE_LEAD.fullmatch(f"{gap} "):
        return True
    if near or not is_plain(gap) or re.match(r"\s+(?:of|for|on|over)\b\s+(?!\w+day)", gap):
        return False
    lead = re.sub(rf"[\s,]*\b{_LEAD}$", "", f"{gap} ", flags=re.IGNORECASE)
    tokens = TOKEN.findall(lead)
    return bool(tokens) and (
        tokens[-1][:1].isupper() or tokens[-1].casefold() in RECIPIENTS or tokens[-1].endswith("ly")
    )


def _opens(
    frame: _Frame, span: Span, right: Span, named: Sequence[Phrase], statement: Statement
) -> bool:
    """Whether a date opens the sentence of saying: "On Monday, the mayor said"."""
    opening = frame.words[: span.start]
    rest = opening[_OPENING.match(opening).end() :]  # type: ignore[union-attr]
    following = _PARTS_OF_DAY.sub("", frame.words[span.end : right.start])
    spoken = _SPEAKING.match(rest)
    phrase = next((p for p in named if p.whole.start == len(opening) - len(rest)), None)
    begun = len(opening) - len(rest)
    if spoken:
        begun += spoken.end()
    tied = bool(spoken or phrase) and _leads_to_date(opening[begun:], begun, named)
    if tied:
        return is_plain(re.sub(r"[\x00“”\"]", "", following))
    if not _BARE_LEAD.fullmatch(f"{rest} ") or any(
        _ACCORDING.search(c.of(frame.words)) for c in frame.cues
    ):
        return False
    if _AHEAD.search(frame.words[span.end :]):
        return False
    parenthetical = bool(frame.cues) and re.match(r"\s*,\s*\x00", frame.words[frame.cues[-1].end :])
    if parenthetical and statement.quotation == "indirect":
        return False  # "On Monday, police said, gunmen came": the date is part of what they say
    few = len(TOKEN.findall(following)) <= FEWEST_BEFORE_CUE and is_plain(following)
    return bool(frame.cues) and (_is_short(following) or (right in frame.cues and few))


def _inherited(
    text: str, told: dict[str, Statement], frames: dict[str, _Frame], statement: Statement
) -> Statement:
    """The date of the same speaker's last statement of the paragraph, where this one goes on."""
    if statement.parent or statement.occasion or statement.speaker is statement.speaker_label:
        return statement
    at = _position(statement)[0]
    earlier = [
        other
        for other in told.values()
        if not other.parent
        and _position(other) < _position(statement)
        and "\n" not in text[_position(other)[0] : at]
    ]
    if not earlier:
        return statement
    last = max(earlier, key=_position)
    frame = frames[statement.id]
    if (
        last.said_on is None
        or (last.speaker, last.speaker_label) != (statement.speaker, statement.speaker_label)
        or not any(_GOES_ON.search(cue.of(frame.words)) for cue in frame.cues)
        or _EARLIER.search(frame.words.replace(HIDDEN, " "))
        or any(e.kind in DATING for e in frame.dates)
    ):
        return statement
    reason = Reason(
        "said on",
        f"goes on in the paragraph from what the same speaker said on {last.said_on}",
        (last.id,),
    )
    return replace(statement, said_on=last.said_on, because=(*statement.because, reason))
