"""Whole paragraphs that somebody says: after a colon, and posts signed with a handle.

Takes an analysis and its statements, gives them with those that pages set off by layout alone:
what stands below "wrote on its website:", and what stands before "— Ann Roe (@annroe)". What is
told within such a paragraph is nested in it; what went on from an earlier speaker is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from hearsay import text as offsets
from hearsay.identity import identify
from hearsay.types import Analysis, Reason, Span, Statement

RULE = "set off"
SURE = 0.6
"""Confidence of such a statement. Of the nine lines of gold with a colon and one of these verbs,
each is followed by words that readers mark as those of whom the line names."""
_FEWEST = 5
"""Words of the shortest paragraph that is taken for what somebody says."""
_SAYS = re.compile(
    r"\b(?:said|says|saying|wrote|writes|writing|reports?|reported|states?|stated|statement|"
    r"tweet(?:s|ed)?|posted|points out|pointed out|explain(?:s|ed)|adds|added|tells|told|"
    r"claim(?:s|ed)|not(?:es|ed)|reads?|continue[sd]|replie[sd]|answer(?:s|ed)|comment(?:s|ed)|"
    r"declare[sd]|announce[sd]|clarifie[sd]|conclude[sd]|respond(?:s|ed))\b"
)
_WRITTEN = re.compile(
    r"\b(?:the|an?|his|her|their|its|[A-Z][\w-]*['’]s)\s+(?:(?!of\b|to\b|in\b|on\b)[\w-]+\s+){0,3}?"
    r"(?:note|letter|statement|post|e-?mail|message|memo|entry|diary|blog)\b",
    re.IGNORECASE,
)
"""What somebody wrote, in a line with a colon: "from the beginning of her letter:"."""
_FIRST = re.compile(
    r"\b(?:I|me|my|mine|myself|we|us|our|ours)(?:['’](?:m|ve|d|ll|re))?\b(?![.-]\w)"
)
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|‘[^’]*’|(?<!\w)'[^']*'(?!\w)")
_SIGNED = re.compile(
    r"[ \t]*(?:—|–|--?|―)[ \t]*(?P<who>[^\n()@—–]{2,50}?)[ \t]*\((?P<handle>@\w{2,20})\)"
    r"(?:[ \t]+[A-Z][a-z]+\.? \d{1,2}, \d{4})?"
)


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph that somebody says: its words, who, by which cue, and how that is known."""

    content: Span
    source: Span
    cue: tuple[Span, ...]
    why: Reason


def with_blocks(analysis: Analysis, statements: Sequence[Statement]) -> list[Statement]:
    """The statements, with paragraphs that a colon or a signature gives to somebody."""
    found = list(statements)
    for block in (*_below_colons(analysis), *_signed(analysis)):
        found = _with_block(analysis, found, block)
    return found


def _with_block(analysis: Analysis, statements: list[Statement], read: _Block) -> list[Statement]:
    """The statements with one more, unless most of its words are somebody's by another cue."""
    content = read.content
    inside = [s for s in statements if s.parent is None and _within(s, content)]
    told = [s for s in inside if any(not content.covers(part) for part in s.cue)]
    whole = content.end - content.start
    if sum(map(_size, told)) * 2 >= whole or any(
        _size(s) * 5 >= whole * 3 for s in inside if s.cue
    ):
        return statements
    block = Statement(
        id=identify("s", analysis.document.id, RULE, content.start, content.end),
        document=analysis.document.id,
        content=(content,),
        source=(read.source,),
        cue=read.cue,
        quotation="direct",
        confidence=SURE,
        because=(read.why,),
    )
    gone = {s.id for s in inside if not s.cue}
    nested = {s.id for s in inside if s.cue}
    kept = [
        replace(s, parent=block.id) if s.id in nested or s.parent in gone else s
        for s in statements
        if s.id not in gone
    ]
    return [*kept, block]


def _within(statement: Statement, content: Span) -> bool:
    return all(content.covers(part) for part in statement.content)


def _size(statement: Statement) -> int:
    return sum(part.end - part.start for part in statement.content)


def _below_colons(analysis: Analysis) -> list[_Block]:
    """Paragraphs below a line that ends with a colon, with who says so there."""
    text, reading = analysis.document.text, analysis.reading
    lines = offsets.lines(text)
    skipped = analysis.document.boilerplate
    sources = sorted(r.span for r in reading.roles if r.role == "source") if reading else []
    found = []
    for at, (lead, below) in enumerate(pairwise(lines)):
        if not lead.of(text).rstrip().endswith(":") or any(
            b.overlaps(lead) or b.overlaps(below) for b in skipped
        ):
            continue
        content = offsets.trimmed(text, below, "“”\"' ")
        if len(content.of(text).split()) < _FEWEST or content.of(text).endswith(":"):
            continue
        personal = not _in_first_person(text, lines[: at + 1]) and _in_first_person(text, [below])
        if (led := _led(analysis, lead, sources, personal)) is None:
            continue
        source, cue, above = led
        why = Reason(RULE, f"stands below “{above}” and a colon")
        found.append(_Block(content, source, cue, why))
        why = Reason(RULE, f"goes on as “I” or “we” below “{above}” and a colon")
        for line in lines[at + 2 :] if personal else ():
            if (
                not _in_first_person(text, [line])
                or line.of(text).rstrip().endswith(":")
                or any(b.overlaps(line) for b in skipped)
            ):
                break
            content = offsets.trimmed(text, line, "“”\"' ")
            found.append(_Block(content, source, cue, why))
    return found


def _led(
    analysis: Analysis, lead: Span, sources: Sequence[Span], personal: bool
) -> tuple[Span, tuple[Span, ...], str] | None:
    """Whom a line with a colon names as the one who says what is below, by which cue and words."""
    text = analysis.document.text
    last = max(
        (s for s in analysis.sentences if s.overlaps(lead) and s.start >= lead.start),
        default=lead,
    )
    verbs = [Span(*m.span()) for m in _SAYS.finditer(text, last.start, lead.end)]
    named = [s for s in sources if last.start <= s.start and s.end <= lead.end]
    before = [s for s in named if verbs and s.end <= verbs[-1].start]
    if before:
        said = next(v for v in verbs if v.start >= before[-1].end)
        return before[-1], (said,), said.of(text)
    if personal and (written := _WRITTEN.search(text, last.start, lead.end)):
        return Span(*written.span()), (), written.group()
    return None


def _in_first_person(text: str, lines: Sequence[Span]) -> bool:
    """Whether who writes some lines speaks of themselves there, outside quotation marks."""
    return any(_FIRST.search(_QUOTED.sub("", line.of(text))) for line in lines)


def _signed(analysis: Analysis) -> list[_Block]:
    """Posts with the name and the handle of who wrote them behind a dash."""
    text = analysis.document.text
    lines = offsets.lines(text)
    found = []
    for place, line in enumerate(lines):
        opened = line.start
        for match in _SIGNED.finditer(text, line.start, line.end):
            content = offsets.trimmed(text, Span(opened, match.start()), "“”\"' ")
            opened = match.end()
            if content.start == content.end and match.start() == line.start and place:
                content = offsets.trimmed(text, lines[place - 1], "“”\"' ")
            who = offsets.trimmed(text, Span(*match.span("who")))
            if len(content.of(text).split()) < _FEWEST - 2 or not who.of(text)[:1].isupper():
                continue
            why = Reason(RULE, f"signed “{match['who']} ({match['handle']})”")
            found.append(_Block(content, who, (), why))
    return found
