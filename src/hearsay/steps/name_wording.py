"""Names that a text shows by its wording alone: a known given name, a title, a body's last word,
an acronym in brackets, a group that everybody knows.

Takes a text, gives mentions, sorted and disjoint. For names that the network passes over; whether
one of them or the network's is believed is for `steps.mentions` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from hearsay import names
from hearsay.known import body_forms
from hearsay.model.reading import NameMention
from hearsay.steps import phrases
from hearsay.types import ActorKind, Span

SCORE = 0.5
"""What such a name counts in the vote on an actor's kind, beside the network's own scores."""

_WORD = r"[A-Z][\w’'-]*[^\W_]"
_PERSON = re.compile(
    r"\b(?P<given>[A-Z][a-z]+(?:-[A-Z][a-z]+)?)(?: [A-Z]\.)*"
    r"(?: (?:(?:de|la|van|der|von|al|bin|el)[ -])*"
    r"(?P<surname>[A-Z][\w’'-]*[a-z]))(?!\w)"
)
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt|Prof|Rev|Senator|Governor|Congressman|"
    r"Congresswoman|General|Colonel|Captain|Professor|Sheriff)\.? "
    r"(?P<name>[A-Z][\w’'-]*[a-z](?: (?:[A-Z]\. )?[A-Z][\w’'-]*[a-z])?)(?!\w)"
)
_BODY_END = (
    r"(?:Party|Committee|Department|Ministry|Administration|Commission|Council|Association|"
    r"University|College|Institute|Foundation|Union|Agency|Bureau|Authority|Corporation|Network|"
    r"Coalition|Alliance|Federation|Service|Center|Centre|Organization|Organisation|Society|Bank|"
    r"Court|Fund|Group|League|Front|Army|Police)"
)
_BODY = re.compile(
    rf"\b(?:{_WORD} (?:(?:of|for|on) (?:the )?)?){{1,5}}{_BODY_END}\b(?! [A-Z]| of | for | on )"
    rf"|\b(?:Department|Ministry|Bank|University|Bureau|Institute|Center|Centre) (?:of|for) "
    rf"(?:the )?{_WORD}(?: (?:and |of )?{_WORD})*"
    r"|\b(?:White House|State Department|Supreme Court|Justice Department|"
    r"United Nations|European Union|World Bank|Security Council)\b"
)
_KUNYA = re.compile(
    r"\bAbu [A-Z][\w’'-]*[a-z](?: [A-Z][\w’'-]*[a-z]| (?:al|el|ul|bin|ibn)[ -][A-Z][a-z]+)(?!\w)"
)
"""A father's name ("Abu Orlan Venni"); one word behind it may be a place ("Abu" and a town)."""
_BRACKETED = re.compile(r"\s\((?:the )?(?P<acronym>[A-Z][A-Za-z]*[-.]?[A-Z](?:[A-Z.-]*[A-Z])?)\)")
_OPENING_WORDS = names.word_set("the and but while when if as both under since after before by")
LONGEST_SPELLED_OUT = 9
"""Words before an acronym in brackets among which its initials are looked for."""
_RUN = re.compile(r"[^\s,;:()\"“”]+")
KNOWN_FORM = re.compile(r"[^\W_]{5,}|\S+[\s-].+|[A-Z]{3,}")
"""Forms of the table of bodies that are told from other words by themselves: "IS" is a verb too."""
_COUNTRY = re.compile(rf"\b(?:{_WORD}(?: {_WORD})?|U\.S\.|U\.K\.|UK|US)(?![\w-])")
_OPENS_NAME = names.PARTICLES | {"abdul", "abdel", "mohammed", "muhammad"}
_SMALL_OPENING = re.compile(r"(?:The|A|An|In|At|For|And|But|Of|On|If|When|While|As|Both)\b ")


def worded(text: str, headline: tuple[Span, ...]) -> list[NameMention]:
    """The names. headline: lines in which capitals tell nothing; only persons are looked for."""
    found: list[NameMention] = []
    for mention in sorted(_all(text, headline), key=lambda m: (m.span.start, -m.span.end)):
        if found and mention.span.start < found[-1].span.end:
            continue
        found.append(mention)
    return found


def _all(text: str, headline: tuple[Span, ...]) -> Iterator[NameMention]:
    for match in _PERSON.finditer(text):
        word = names.folded(match.group("surname"))
        given = match.group("given")
        lead = re.search(r"([A-Z][\w’'-]*) $", text[max(0, match.start() - 20) : match.start()])
        goes_before = lead and (
            names.gender(f"{lead.group(1)} X") or names.folded(lead.group(1)) in _OPENS_NAME
        )
        if goes_before:
            continue  # the second half of a longer name
        if names.gender(f"{given} X") and not _no_surname(word):
            yield _mention(match.start(), match.end(), "person")
    for match in _TITLED.finditer(text):
        first = names.folded(match.group("name").split()[0])
        if first not in names.TITLES and not _no_surname(first):
            yield _mention(match.start("name"), match.end(), "person")
    for match in _BODY.finditer(text):
        if any(line.start <= match.start() < line.end for line in headline):
            continue
        start = match.start()
        if opening := _SMALL_OPENING.match(match.group()):
            start += opening.end()
        if " " in text[start : match.end()]:
            yield _mention(start, match.end(), "organisation")
    for match in _KUNYA.finditer(text):
        yield _mention(match.start(), match.end(), "person")
    yield from _listed(text)
    yield from _defined(text)
    yield from _countries(text)


@cache
def _known_bodies() -> re.Pattern[str]:
    """The forms of the table of bodies, longest first; hyphens and spaces stand for each other."""
    forms = sorted(
        (form for form in body_forms() if KNOWN_FORM.fullmatch(form)), key=lambda f: (-len(f), f)
    )
    spelled = ("[ -]".join(map(re.escape, re.split("[ -]", form))) for form in forms)
    spelled = (f"[{form[0]}{form[0].upper()}]{form[1:]}" for form in spelled)
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(spelled)})(?!\w|[’'](?!s\b)|-(?![a-z])| [A-Z])")


def _listed(text: str) -> Iterator[NameMention]:
    """Groups and bodies that everybody knows, in headlines too."""
    for match in _known_bodies().finditer(text):
        found = names.body(match.group())
        if found is not None and not _goes_before(text, match):
            yield _mention(match.start(), match.end(), found[1])


def _goes_before(text: str, match: re.Match[str]) -> bool:
    """Whether a capitalised word makes a known name of one word the end of another."""
    lead = re.search(r"([A-Z][\w’'-]*) $", text[max(0, match.start() - 24) : match.start()])
    if lead is None or re.search(r"[ -]", match.group()):
        return False
    word = names.folded(lead.group(1))
    return not (names.demonym(word) or word in names.SMALL | names.TITLES | _OPENING_WORDS)


def _defined(text: str) -> Iterator[NameMention]:
    """Names that an acronym in brackets behind them spells: all of "Orlan-e-Venn Arcadia (OVA)"."""
    for match in _BRACKETED.finditer(text):
        before = text[max(0, match.start() - 120) : match.start()].rpartition("\n")[2]
        at = match.start() - len(before)
        parts = list(_RUN.finditer(before))[-LONGEST_SPELLED_OUT:]
        if not parts or parts[-1].end() != len(before):
            continue
        acronym = match.group("acronym")
        for part in reversed(parts):
            if not part.group()[0].isupper():
                continue
            form = before[part.start() :]
            if len(form.split()) + form.count("-") > 1 and names.is_acronym(acronym, form):
                if not any(mark in form for mark in ',;:()"“”'):
                    yield _mention(at + part.start(), match.start(), "organisation")
                    yield _mention(match.start("acronym"), match.end("acronym"), "organisation")
                break


def _countries(text: str) -> Iterator[NameMention]:
    for match in _COUNTRY.finditer(text):
        words = match.group().split()
        for form in (match.group(), words[0]):
            if names.country(form):
                yield _mention(match.start(), match.start() + len(form), "government")
                break


def _no_surname(word: str) -> bool:
    """Whether a capitalised word behind a given name shows that it is none."""
    return bool(
        phrases.noun(word)
        or names.country(word)
        or names.demonym(word)
        or word in names.GENERIC | names.COMPANY | names.BRANCH
        or word in {"and", "or", "county", "city", "street", "house", "says", "said", "on", "in"}
    )


def _mention(start: int, end: int, kind: ActorKind) -> NameMention:
    return NameMention(Span(start, end), kind, SCORE)
