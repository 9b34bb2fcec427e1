"""What the head and foot of an article say of it: title, byline, dateline, date of publication.

Takes the text and which of its lines are boilerplate, gives each field with the words it was read
from, or None. Dates are only as precise as the evidence: a stamp at the top gives the day, a dated
tweet, comment or picture in the text the month. Other dates in the text tell of the events.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hearsay.steps.outlets import outlet_in
from hearsay.text import lines
from hearsay.types import Document, Span


@dataclass(frozen=True, slots=True)
class Found:
    """A field's value and the words of the text that it was read from."""

    value: str
    evidence: str


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=lambda m: (-len(m), m))) + r")\.?"
_ANY_MONTH = _MONTH.replace("?P<month>", "?:")
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DATES = tuple(
    re.compile(rule, re.IGNORECASE)
    for rule in (
        rf"\b{_MONTH} {_DAY},? {_YEAR}\b",
        rf"\b{_DAY} {_MONTH},? {_YEAR}\b",
        r"\b(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>[0-3]\d)",
    )
)
_CENTURY = re.compile(r"(?:19|20)\d\d")
"""What every full date holds; most lines do not."""
_NUMERIC = re.compile(r"\b(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>20\d\d)\b")


@dataclass(frozen=True, slots=True, order=True)
class _Dated:
    """A full date in the text."""

    iso: str
    span: Span


def _full_dates(text: str, start: int, end: int) -> list[_Dated]:
    found: list[_Dated] = []
    if not _CENTURY.search(text, start, end):
        return found
    for rule in _DATES:
        for match in rule.finditer(text, start, end):
            month = match["month"].casefold()
            number = int(month) if month.isdigit() else _MONTHS[month]
            day = int(match["day"])
            if 1 <= number <= 12 and 1 <= day <= 31:
                iso = f"{match['year']}-{number:02d}-{day:02d}"
                found.append(_Dated(iso, Span(match.start(), match.end())))
    for match in _NUMERIC.finditer(text, start, end):
        first, second = int(match["a"]), int(match["b"])
        # 10/12/2014 may be October or December: only one reading may be possible
        if 1 <= first <= 12 < second <= 31:
            first, second = second, first
        if first > 12 and 1 <= second <= 12 and first <= 31:
            iso = f"{match['year']}-{second:02d}-{first:02d}"
            found.append(_Dated(iso, Span(match.start(), match.end())))
    return found


_STAMP = re.compile(
    r"\b(?:published|posted|updated|last (?:updated|modified)|date|first published|created|filed)"
    r"\b[^.\n]{0,30}$",
    re.IGNORECASE,
)
_SCRIPTED = re.compile(r"update_time|pubdate|datePublished|get_formatted_date", re.IGNORECASE)
# A tweet, a comment or a picture dated in the text is about as old as the article.
_MOMENT = re.compile(
    r"\(@\w+\)\W*$|\bAT \d{1,2}:\d\d (?:AM|PM) $|"
    r"\b(?:taken|released|filmed|dated|posted) (?:on|in) $",
    re.IGNORECASE,
)


def published(text: str, spans: Sequence[Span], dateline_end: int) -> Found | None:
    """The date of publication as far as the text tells.

    spans: the non-blank lines; dateline_end: where the dateline ends, 0 if there is none.
    """
    stamps: list[_Dated] = []
    moments: list[_Dated] = []
    for at, line in enumerate(spans):
        for dated in _full_dates(text, line.start, line.end):
            before = text[line.start : dated.span.start]
            words = line.of(text)
            alone = len(words) <= (dated.span.end - dated.span.start) + 25 and not _MOMENT.search(
                before
            )
            head = at < 8 or at >= len(spans) - 3
            if _STAMP.search(before) and len(before) < 60:
                return Found(dated.iso, words[:120])
            if _SCRIPTED.search(text[max(line.start, dated.span.start - 200) : dated.span.start]):
                return Found(dated.iso, text[dated.span.start : dated.span.end])
            if line.start <= dated.span.start < dateline_end or (
                re.fullmatch(r"\W{0,2}", before)
                and re.match(r"\)? [–—-]", text[dated.span.end : dated.span.end + 4])
            ):
                return Found(dated.iso, text[line.start : dated.span.end])
            if alone and head:
                stamps.append(dated)
            elif _MOMENT.search(before) or alone:
                moments.append(dated)
    days = sorted({stamp.iso for stamp in stamps})
    if len(days) == 1:
        return Found(days[0], stamps[0].span.of(text))
    if stamps or moments:
        latest = max(stamps + moments)
        return Found(latest.iso[:7], latest.span.of(text))
    return None


_PLACE = r"[A-Z][\w.’'-]*(?:[ ,]+(?:(?:de|la|of|the|near|al|el) )*[A-Z][\w.’'-]*){0,6}"
_AGENCY = r"(?:\((?P<agency>[A-Z][\w .’'/&-]{1,40})\))"
_DATELINE = re.compile(
    rf"^(?P<place>(?:Near )?{_PLACE}(?: \([A-Z][\w ]+\)(?= \())?)"
    rf"(?P<date>,? (?i:{_ANY_MONTH} \d{{1,2}}|\d{{1,2}} {_ANY_MONTH})(?:,? (?:19|20)\d\d)?)?"
    rf"\s*,?\s*{_AGENCY}?\s*(?P<mark>--|[-–—:])\s*(?=\S|$)",
)
_PREFIX = re.compile(rf"^{_AGENCY}\s*(?:--|[-–—:])\s*")


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when an article says it was written, and whose name stands in brackets there."""

    place: str | None
    agency: str | None
    span: Span


def dateline(text: str, body: Sequence[Span]) -> Dateline | None:
    """The dateline among the first lines of the article.

    body: the lines that are not boilerplate. A colon closes a dateline only after capitals or a
    date, so that "Analysis: ..." is none; a dash only after capitals, a date or an agency.
    """
    for at, line in enumerate(body[:4]):
        words = line.of(text)
        if match := _PREFIX.match(words):
            return Dateline(None, match["agency"], Span(line.start, line.start + match.end()))
        match = _DATELINE.match(words[:160])
        if not match:
            continue
        place = match["place"]
        first = re.split(r"[ ,(]", place, maxsplit=1)[0]
        shouted = len(first) > 2 and first.isupper()
        rest = words[match.end() :]
        spaced = words[match.start("mark") - 1].isspace() or match["agency"]
        if match["mark"] == ":":
            good = bool(match["date"]) or (
                at <= 2
                and len(place.split()) <= 3
                and not match["agency"]
                and (shouted or len(place.split()) == 1)
                and len(rest.split()) >= 12
                and rest[:1].isupper()
                and place not in _NOT_PLACES
            )
        else:
            good = bool(
                match["date"]
                or match["agency"]
                or (shouted and spaced and len(place.split(",")[0].split()) <= 3)
            )
        if good and not (match["mark"] == "-" and not spaced):
            value = (place + (match["date"] or "")).strip(" ,")
            return Dateline(value, match["agency"], Span(line.start, line.start + match.end()))
    return None


_CLOSES = re.compile(rf"\s*,?\s*{_AGENCY}?\s*(?:--|[-–—:])\s*")


def past(document: Document, passage: Span) -> Span:
    """A line or sentence without the dateline, agency and mark that open it: nobody's words."""
    placed = document.dateline
    if not placed or not document.text.startswith(placed, passage.start):
        return passage
    closed = _CLOSES.match(document.text, passage.start + len(placed), passage.end)
    if closed is None or closed.end() == passage.end:
        return passage
    return Span(closed.end(), passage.end)


def opening(document: Document) -> Span | None:
    """Where the dateline stands, up to the first word of the article; None without one."""
    for line in lines(document.text) if document.dateline else ():
        if (rest := past(document, line)) != line:
            return Span(line.start, rest.start)
    return None


_NOT_PLACES = frozenset(
    {
        "Update", "Updated", "Breaking", "Analysis", "Opinion", "Video", "Watch", "Exclusive",
        "Related", "Photo", "Photos", "Correction", "Note", "Report", "Claim", "Fact", "Question",
        "Answer", "Live", "Origins", "Example", "Story", "WATCH", "UPDATE", "BREAKING",
        "EXCLUSIVE", "VIDEO", "NOTE",
    }
)  # fmt: skip
_PERSON = r"[A-Z][\w.’'-]*(?: (?:(?:de|la|van|von|al|bin|Mc) )?[A-Z][\w.’'-]*){1,3}"
_PERSONS = rf"{_PERSON}(?:(?:, | and |, and | & ){_PERSON})*"
_BYLINES = tuple(
    re.compile(rule)
    for rule in (
        rf"^(?:[Bb]y|BY|Written by|Posted by)\b:? "
        rf"(?P<name>{_PERSONS}|[A-Z][A-Z .,’'-]+[A-Z])\W*(?:,|\||$| in )",
        rf"^[–—-]{{1,2}} ?(?P<name>{_PERSON})$",
        r"^[Bb]y (?P<name>AP|AFP|Reuters|The Associated Press)$",
    )
)
_FOOT = tuple(
    re.compile(rule)
    for rule in (
        rf"\breporters? on this story: (?P<name>{_PERSONS}?)(?= in |\s+at |$)",
        rf"^Contact (?P<name>{_PERSON}):",
        rf"^Follow (?P<name>{_PERSON}) on (?:Twitter|Facebook)",
        rf"^(?:[Ww]ritten|[Ee]dited|[Rr]eported|[Rr]eporting) by (?P<name>{_PERSONS})\W*$",
        rf"^\W?(?:[Aa]dditional [Rr]eporting|[Rr]eporting) by (?P<name>{_PERSONS})\W*$",
        rf"^(?P<name>{_PERSON}) is an? (?:[\w-]+ ){{0,5}}(?:journalist|reporter|writer|"
        r"correspondent|editor|columnist|analyst|author|freelancer?|contributor)\b",
        r"^(?P<name>The Canadian Press|The Associated Press|Press Association), with files",
    )
)
_REACH = re.compile(rf"\bTo reach (?P<name>{_PERSON}),")
_CONTRIBUTED = re.compile(r"^(?P<names>[A-Z].{3,140}?) contributed to (?:this|the)\b")
_HOUSE = re.compile(r"\b[A-Z][\w.]+(?: (?:News|Times|Post|TV))?[’']s? (?=[A-Z])")


def byline(text: str, spans: Sequence[Span]) -> Found | None:
    """Who wrote it, as a name stands under the title or in the lines at the foot."""
    foot = range(max(0, len(spans) - 4), len(spans))
    for at in sorted({*range(min(6, len(spans))), *foot}):
        words = spans[at].of(text)
        if len(words) > 160:
            continue  # prose
        for rule in _BYLINES:
            if (match := rule.search(words)) and (at < 6 or at >= len(spans) - 2):
                return Found(match["name"].strip(), words)
    for at in foot:
        words = spans[at].of(text)
        if reached := _REACH.findall(words):
            return Found(_joined(reached), words)
        if match := _CONTRIBUTED.match(words):
            # "X News' A and B and The Agency contributed to this report"
            names = _HOUSE.sub("", match["names"])
            people = [
                name
                for name in _split(names)
                if re.fullmatch(_PERSON, name) and outlet_in(name) != name
            ]
            if people and names != match["names"]:
                return Found(_joined(people), words)
        for rule in _FOOT:
            if match := rule.search(words):
                return Found(_joined(_split(match["name"])), words)
    return None


def _split(names: str) -> list[str]:
    return [name.strip() for name in re.split(r", and |, | and | & ", names) if name.strip()]


def _joined(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


_ENDS = re.compile(r"[.!…:;,][\"”’'»)\]]*$")


def title(text: str, body: Sequence[Span], headed: Dateline | None) -> Found | None:
    """The first line of the article, when it is worded as a headline and the text goes on below."""
    if len(body) < 2:
        return None
    words = body[0].of(text)
    if headed and body[0].start <= headed.span.start < body[0].end:
        return None
    count = len(words.split())
    if not 2 <= count <= 32 or len(words) > 220 or _ENDS.search(words):
        return None
    capital = sum(word[:1].isupper() for word in words.split())
    if words.endswith("?") and capital < 0.6 * count:
        return None
    if not any(len(line.of(text).split()) >= 12 for line in body[1:]):
        return None
    if re.search(r"@\w|https?:|#\w|^(?:[Bb]y|BY) |^\W*\w+ \d{1,2}, \d{4}|\d+ mins? read", words):
        return None
    return Found(words, words)
