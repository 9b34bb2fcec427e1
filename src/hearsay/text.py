"""Lines, sentences and quotation marks of a text, as offsets.

Takes a string, gives spans into it; never changes a character. Sentences never cross a line break
that ends a paragraph, and every non-blank character lies in exactly one sentence. Line breaks that
only keep lines short end no paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from hearsay.spelling import word_set
from hearsay.types import Span

OPENING = "“„«‘\"'"
CLOSING = "”“»’\"'"

ABBREVIATIONS = word_set(
    """mr mrs ms dr prof gen col lt sgt capt maj adm cmdr rev hon gov sen rep pres st jr sr vs etc
    no inc ltd co corp dept est fig jan feb mar apr jun jul aug sep sept oct nov dec u.s u.n u.k e.g
    i.e a.m p.m ph.d d.c approx cf al rt messrs mt ft pvt brig supt insp det spc cpl amb atty"""
)
LONGEST_ABBREVIATION = 40
# A text whose longest line is longer than this has a paragraph a line. Wires, typewriters and mail
# break at 65 to 80 characters; no article of the gold, all a paragraph a line, stays below 140.
WIDEST_WRAP = 100
# Shorter lines are menus, verses and lists. The longest line of an article of MUC-4 has 65 to 79.
NARROWEST_WRAP = 50
# How much more than the next word may have been free at the end of a broken line. Of the 39,378
# line ends inside paragraphs of MUC-4, 85 % are found at 0, 98 % at 5, all but 17 at 10.
RAGGED = 10
# Of fewer lines it cannot be told how they came about; where most of them could have held the next
# word, they are verses, lists or headlines. In no article of MUC-4 do more than a tenth.
WRAPPED_LINES = 3
WRAPPED_SHARE = 0.7

_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\S+")
_MARK = re.compile("[“„«”»\"″‘'’]")
_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_BREAK = re.compile(r"(?<=\S)[ \t]*(\r?\n)(?=\S)")
_CALENDAR = re.compile(
    r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|june"
    r"|july|august|september|october|november|december|(?<=\d )(?:jan|feb|mar|may|apr|jun|jul|aug"
    r"|sep|oct|nov|dec)|(?:march|may)(?=,? \d)|(?<=in )(?:march|may)|(?<=\d )march)\b"
)
_END = re.compile(r"[.!?…]+[”’\"'»)\]]*(?=\s|$)|[.!?][”\"](?=[A-Z])")


def lines(text: str) -> list[Span]:
    """The non-blank lines without surrounding white space, in order."""
    found = []
    for match in _LINE.finditer(text):
        line = match.group()
        if body := line.strip():
            start = match.start() + line.index(body)
            found.append(Span(start, start + len(body)))
    return found


REMEMBERED = 512
"""Texts of which `unwrapped` keeps its answer: as many articles as the rows of a page stand in. The
matters of a case of 100,000 statements take 150 ms with 4 and with 256, 118 ms with these."""


@lru_cache(maxsize=REMEMBERED)
def unwrapped(text: str) -> str:
    """The text with a blank for each line break that only keeps lines short; as long as the text.

    Lines were broken by a machine where the next word would not have fitted: then each line and the
    first word of the next are longer together than the longest line. A text in which most breaks
    are of another sort comes back as it is. The last texts are remembered: many ask.
    """
    widest = max((line.end - line.start for line in lines(text)), default=0)
    if not NARROWEST_WRAP <= widest <= WIDEST_WRAP:
        return text
    breaks = list(_BREAK.finditer(text))
    broken = []
    for match in breaks:
        start = text.rfind("\n", 0, match.start()) + 1
        following = _TOKEN.match(text, match.end())
        length = match.start() - start + 1 + (len(following.group()) if following else 0)
        if length > widest - RAGGED:
            broken.append(match)
    if len(broken) < WRAPPED_LINES or len(broken) < WRAPPED_SHARE * len(breaks):
        return text
    pieces, at = [], 0
    for match in broken:
        pieces += [text[at : match.start(1)], " " * len(match[1])]
        at = match.end(1)
    return "".join([*pieces, text[at:]])


def paragraphs(text: str) -> list[Span]:
    """The lines, those joined that a machine broke to keep them short."""
    return lines(unwrapped(text))


def uncapitalised(text: str) -> str:
    """The text with small letters in every sentence that has none; as long as the text.

    Wires and headlines are printed in capitals; there a capital tells nothing. Days and months get
    theirs back, and so does the start of a sentence.
    """
    pieces, at = [], 0
    for cut in sentences(text):
        words = cut.of(text)
        if words != words.upper() or len(_WORD.findall(words)) < 2:
            continue
        small = "".join(s if len(s := letter.lower()) == 1 else letter for letter in words)
        small = _CALENDAR.sub(lambda match: match.group().capitalize(), small)
        first = small[:1].upper()  # "ß" has two capitals: what would not fit stays as it is
        pieces += [text[at : cut.start], first if len(first) == 1 else small[:1], small[1:]]
        at = cut.end
    return "".join([*pieces, text[at:]])


def _ends_sentence(text: str, match: re.Match[str], line: Span) -> bool:
    """Whether a stop, taken with the words around it, closes a sentence."""
    after = match.end()
    while after < line.end and text[after].isspace():
        after += 1
    if after >= line.end:
        return True
    following = text[after]
    mark = match.group()
    if mark[0] in ".…" and following.islower():
        return False
    if mark[0] in "!?" and following.islower():
        return False
    if mark == ".":
        # no abbreviation is longer; the whole of a very long line would be searched for every stop
        nearest = max(line.start, match.start() - LONGEST_ABBREVIATION)
        before = re.search(r"[\w.]+$", text[nearest : match.start()])
        word = before.group().casefold() if before else ""
        if word in ABBREVIATIONS and not following.isdigit():
            return word in {"etc", "jr", "sr", "inc", "ltd", "co", "corp", "a.m", "p.m"} and (
                following.isupper()
                and text[after : after + 4].rstrip(" ,.") in {"The", "He", "It", "A"}
            )
        if word in ABBREVIATIONS:
            return False
        if len(word) == 1 and word.isalpha() and word != "i":
            return False
        if re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
            # initials such as U.S. close a sentence only before a word that often opens one
            opener = _WORD.match(text, after)
            return bool(opener) and opener.group() in {  # type: ignore[union-attr]
                "The",
                "He",
                "She",
                "It",
                "But",
                "In",
                "They",
                "We",
                "A",
                "An",
                "This",
                "That",
                "On",
            }
    return True


def sentences(text: str) -> list[Span]:
    """The sentences, in order; each within one paragraph, starting and ending on a non-blank."""
    text = unwrapped(text)
    return [sentence for line in lines(text) for sentence in _sentences_of(text, line)]


def sentences_around(text: str, spans: Sequence[Span]) -> list[Span]:
    """Those of the sentences that overlap one of some spans: other paragraphs are not cut."""
    text = unwrapped(text)
    return [
        sentence
        for line in lines(text)
        if any(line.overlaps(span) for span in spans)
        for sentence in _sentences_of(text, line)
        if any(sentence.overlaps(span) for span in spans)
    ]


def _sentences_of(text: str, line: Span) -> Iterator[Span]:
    start = line.start
    for match in _END.finditer(text, line.start, line.end):
        if match.start() < start or not _ends_sentence(text, match, line):
            continue
        yield Span(start, match.end())
        start = match.end()
        while start < line.end and text[start].isspace():
            start += 1
    if start < line.end:
        yield Span(start, line.end)


def trimmed(text: str, span: Span, strip: str = "") -> Span:
    """The span without white space, and without the characters of `strip`, at either end."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in strip):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in strip):
        end -= 1
    return Span(start, end)


class Locator:
    """Finds which of some sorted, disjoint spans holds a position. O(log n) a look-up."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = spans
        self._starts = [span.start for span in spans]

    def at(self, position: int) -> int | None:
        """Index of the span that holds `position`, or None."""
        index = bisect_right(self._starts, position) - 1
        return index if index >= 0 and position < self.spans[index].end else None

    def before(self, position: int) -> int:
        """Index of the last span that starts at or before `position`; -1 if there is none."""
        return bisect_right(self._starts, position) - 1


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters as sorted, disjoint spans; touching ones become one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


_OPENS = re.compile(r"\s*[‘'](?=[A-Z])")


def quoted(text: str) -> list[Span]:
    """What stands between quotation marks, without the marks.

    Curly double marks pair up; straight double marks alternate within a paragraph; two single marks
    close what a double one opened, as typewriters and wires write it, and so does a double prime
    behind a number, as content systems do (“at least 10″). A quotation that
    is opened and not closed runs to the end of its paragraph, as newspapers print quotations that
    go on in the next one; with a single mark only if the next one opens with such a mark too.
    Single marks count only where they cannot be apostrophes.
    """
    found = []
    text = unwrapped(text)
    paragraphs = lines(text)
    for place, line in enumerate(paragraphs):
        opened: int | None = None
        single: int | None = None
        for match in _MARK.finditer(text, line.start, line.end):
            at, mark = match.start(), match.group()
            if mark in "“„«":
                opened = at + 1
            elif opened is not None and text[at : at + 2] in ("''", "’’"):
                if at > opened:
                    found.append(Span(opened, at))
                opened = None
            elif mark in "”»" or (mark in '"″' and opened is not None):
                if opened is not None and at > opened:
                    found.append(Span(opened, at))
                opened = None
            elif mark == '"':
                opened = at + 1
            elif mark in "‘'" and opened is None:
                before = text[at - 1] if at > line.start else " "
                after = text[at + 1] if at + 1 < line.end else " "
                if single is None and not before.isalnum() and after.isalnum():
                    single = at + 1
                elif mark == "'" and single is not None and not after.isalnum() and before != "s":
                    found.append(Span(single, at))
                    single = None
            elif mark == "’" and single is not None:
                after = text[at + 1] if at + 1 < line.end else " "
                if not after.isalnum():
                    found.append(Span(single, at))
                    single = None
        following = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
        if opened is None and following is not None and _OPENS.match(text, following.start):
            opened = single
        if opened is not None and line.end > opened:
            found.append(Span(opened, line.end))
    return sorted(found)
