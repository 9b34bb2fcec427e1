"""Spans that the network cut short made whole: sources, and the parts of contents.

Takes the spans of one role with the spans beside them, gives spans that end where a phrase ends and
break off only where a cue or a source stands between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hearsay import text as offsets
from hearsay.model.reading import RoleSpan
from hearsay.spelling import word_set
from hearsay.steps import phrases
from hearsay.types import Span

ARTICLES = word_set("the a an and of in on at to for with by that than among")
UNFINISHED = word_set(
    "the a an and or of in on at to for with by from that than as into its his her their our is was"
)
"""No content ends with one of these. Exact content spans on PolNeAR dev are 0.565 without leading
such contents on and filling their gaps, 0.570 with it; whole attributions 0.672 and 0.670; with
speaker and attitude on gold/articles/dev 0.534 and 0.540."""
PHRASE = re.compile(r"(?:(?!''| --? |[.!?]['\"’”)]*$)[^\n,;:()\"“”—–]|,(?=\d))*", re.MULTILINE)
NAME = re.compile(r"(?<=[^\W_])(?: [A-Z][\w’'-]*)*")
"""What belongs to a phrase, or to a name, that a content breaks off in."""
CLIPPED = re.compile(r"(?:[Aa]n?|[Tt]he|[Oo]ne|[Aa]nother)(?: [a-z-]+){1,3}")
"""A source that may have lost its noun: "a senior security" official."""
_ASIDE = re.compile(
    r"(?:Citing|Quoting|Speaking|Writing|Referring|Responding)\b[^,\n]{3,80},\s+(?=\w)"
)
"""What a speaker does meanwhile: "Citing sources inside the bank, | she" says."""
_WHICH_WE = re.compile(r",\s+(?:which|whom|that)\s+(?P<who>I|we|you|he|she|they)$")
"""A clause of its own at the end of a source: "two papers, which we" tells what we do."""
_THAT = re.compile(r"that\s+(?=(?:many|most|some|several|few|all)\s)")
"""A relative before its subject: "a move that | many residents | viewed as"."""
_WHEN = re.compile(
    r"(?<=\w)(?<!\bOn)\s+(?:today|yesterday|tonight|(?:on\s+|this\s+)?"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$"
)
"""When it was said, behind the source: "according to the Harbour Herald | today"."""
_DOMAIN = re.compile(r"(?<!\S)[A-Za-z][\w-]*(?:\.[a-z]+)?\.$")
"""The name of a site before the part that the network saw: "harbour.co | .uk"."""
_LEADS_ON = re.compile(r"(?: [\w.’'&-]+){1,5} and ")
"""From an article to the source that its phrase goes on with: "the | Front and | Roe's agent"."""
NOUN = re.compile(r" ([a-z-]+)\b")
BREAK = re.compile(r"[\n\"“”]|[.!?][”\"’']?\s")
_NEXT = re.compile(r" ([a-z]+)(?![\w.’'])")
OPENING = word_set(
    """a about according after against alleging although amid among an and are as asserted at be
    because been before being between but by can claimed claiming could despite did do does during
    even following for from had has have he her his i if in including into is it its just last like
    may might my nor not of on once or our over per rather said saying says she should since so
    such than that the their them then there these they this those though through throughout to
    told under unless until up upon was we were what when where whereas whether which while who
    whom whose will with within without would yesterday yet you your citing adding added noting
    via today late early earlier later also too instead again only"""
)
"""Words that may open a phrase or clause behind a content; one that ends before any other word is
led on. Exact content spans on PolNeAR dev 0.570 without, 0.572 with it, statements on
gold/articles/dev 0.793 and 0.796."""
_NONE = re.compile(r"\b(?:no|none of(?: the| its| his| her| their)?) $", re.IGNORECASE)
"""Without it a content says the contrary: "told her no | vote would be held"."""
_ANSWERS = re.compile(r"\b(?:sa(?:id|ys?|ying)|vot(?:ed|es|ing)) no $", re.IGNORECASE)
GAP = 6
"""Characters between two stretches of one content that the tagger left out by mistake."""


def whole_sources(text: str, sources: Sequence[RoleSpan], roles: Sequence[RoleSpan]) -> list[Span]:
    """The sources, halves of one put together and a mere article led on to the noun behind it."""
    others = sorted(r.span for r in roles if r.role != "source")
    joined = [span for span, _ in healed(text, [(r.span, r.score) for r in sources], others)]
    out = []
    opened: Span | None = None  # an article whose phrase another source goes on with
    for k, read in enumerate(joined):
        span = whole = Span(opened.start, read.end) if opened else read
        opened = None
        if phrases.only(span.of(text), ARTICLES):
            after = joined[k + 1].start if k + 1 < len(joined) else span.end
            apart = not any(span.end <= o.start < after for o in others)
            if apart and _LEADS_ON.fullmatch(text, span.end, after):
                opened = span
                continue
            following = next((o.start for o in others if o.start >= span.end), span.end)
            if not re.fullmatch(r"(?: [\w.’'-]+){1,4} ?", text[span.end : following]):
                continue
            whole = offsets.trimmed(text, Span(span.start, following))
        elif CLIPPED.fullmatch(span.of(text)) and (rest := NOUN.match(text, span.end)):
            noun = phrases.noun(rest[1])
            if noun is not None and noun.kinds & {"person", "people"}:
                whole = Span(span.start, rest.end())
        if relative := _WHICH_WE.search(text, whole.start, whole.end):
            whole = Span(relative.start("who"), whole.end)
        if aside := _ASIDE.match(text, whole.start, whole.end):
            whole = Span(aside.end(), whole.end)
        if found := _WHEN.search(text, whole.start, whole.end):
            whole = Span(whole.start, found.start())
        if found := _THAT.match(text, whole.start, whole.end):
            whole = Span(found.end(), whole.end)
        line = text.rfind("\n", 0, whole.start) + 1
        if found := _DOMAIN.search(text, line, whole.start):
            whole = Span(found.start(), whole.end)
        out.append(whole)
    return out


def unclipped(
    text: str,
    contents: Sequence[tuple[Span, float]],
    others: Sequence[Span],
    sentences: Sequence[Span],
) -> list[tuple[Span, float]]:
    """Contents that break off before the noun or amid a name led on to the end of the phrase, and
    begun with the word that negates them.

    others: cues and sources, sorted; a content is never led into one of them.
    """
    out: list[tuple[Span, float]] = []
    held = offsets.Locator(sentences)
    for k, (read, score) in enumerate(contents):
        span = _negated(text, read, others)
        out.append((span, score))
        last = re.search(r"[^\W_]+(?:[’'-][^\W_]+)*$", span.of(text))
        if last is not None:
            clipped = last.group() in UNFINISHED or _amid(text, span.end)
            if not clipped and not last.group()[0].isupper():
                continue
            stop = sentences[held.before(span.end - 1)].end
            stop = min([stop, *(o.start for o in others if o.start >= span.end)])
            stop = min([stop, *(c.start for c, _ in contents[k + 1 : k + 2])])
            rest = (PHRASE if clipped else NAME).match(text, span.end, stop)
            if rest is not None and rest.group().strip():
                out[-1] = (offsets.trimmed(text, Span(span.start, rest.end())), score)
    return out


def _negated(text: str, content: Span, others: Sequence[Span]) -> Span:
    """A content with the word that negates it, where the two stand side by side."""
    line = text.rfind("\n", 0, content.start) + 1
    lead = _NONE.search(text, line, content.start)
    if lead is None or _ANSWERS.search(text, line, content.start):
        return content
    whole = Span(lead.start(), content.end)
    return content if any(o.overlaps(Span(*lead.span())) for o in others) else whole


def _amid(text: str, end: int) -> bool:
    """Whether what follows can only belong to the same phrase: a word that opens no other one."""
    following = _NEXT.match(text, end)
    return following is not None and following[1] not in OPENING


def unbroken(text: str, content: Sequence[Span], others: Sequence[Span]) -> tuple[Span, ...]:
    """Parts of one content with nobody's cue or source between them in a sentence, made one."""
    out: list[Span] = []
    for span in content:
        if out:
            gap = Span(out[-1].end, max(out[-1].end, span.start))
            between = gap.of(text)
            if not any(o.overlaps(gap) for o in others) and not BREAK.search(between):
                out[-1] = Span(out[-1].start, span.end)
                continue
        out.append(span)
    return tuple(out)


def healed(
    text: str, contents: Sequence[tuple[Span, float]], others: Sequence[Span]
) -> list[tuple[Span, float]]:
    """Contents that only a word or a mark parts, with no cue or source between, made one."""
    out: list[tuple[Span, float]] = []
    for span, score in contents:
        if out:
            last, before = out[-1]
            gap = Span(last.end, max(last.end, span.start))
            between = gap.of(text)
            if (
                len(between) <= GAP
                and "\n" not in between
                and not any(o.overlaps(gap) for o in others)
                and not re.search(r"[.!?][”\"’']?\s", between)
            ):
                out[-1] = (Span(last.start, span.end), (before + score) / 2)
                continue
        out.append((span, score))
    return out
