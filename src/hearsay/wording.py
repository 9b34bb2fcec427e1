"""The words in which hearsay shows its codes to people: the same in terminal, report and page.

Takes field values of the ledger, gives short English. Leaves names of actors and documents to
whoever holds the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date as calendar_date

from hearsay.types import (
    ActorKind,
    AnswerState,
    Attitude,
    Certainty,
    CopyKind,
    Event,
    Figure,
    Qualifier,
    Quotation,
    Reality,
    Source,
    Stance,
    Statement,
    Support,
)

STANCES: tuple[Stance, ...] = ("affirms", "denies", "leaves_open")

STANCE: dict[Stance, str] = {
    "affirms": "affirms",
    "denies": "denies",
    "leaves_open": "leaves open",
}
STANCE_OF_MANY: dict[Stance, str] = {
    "affirms": "affirm",
    "denies": "deny",
    "leaves_open": "leave open",
}


def stands(stance: Stance, number: int = 1, *, sure: bool = True) -> str:
    """How one or many stand on a matter: "denies", "deny", "possibly denies"."""
    verb = (STANCE if number == 1 else STANCE_OF_MANY)[stance]
    return verb if sure else f"possibly {verb}"


ATTITUDE: dict[Attitude, str] = {
    "assert": "asserts",
    "deny": "denies",
    "accuse": "accuses",
    "confirm": "confirms",
    "warn": "warns",
    "demand": "demands",
    "promise": "promises",
    "decline": "will not or cannot say",
}
_AIMED: dict[Attitude, str] = {
    "deny": "denies a claim of",
    "accuse": "accuses",
    "warn": "warns",
    "demand": "demands of",
}
CERTAINTY: dict[Certainty, str] = {
    "certain": "",
    "probable": "as probable",
    "possible": "as possible",
    "alleged": "as alleged",
}
QUOTATION: dict[Quotation, str] = {
    "direct": "in quotation marks",
    "indirect": "in the article’s words",
    "mixed": "partly in quotation marks",
}
QUALIFIER: dict[Qualifier, str] = {
    "exact": "",
    "about": "about",
    "at_least": "at least",
    "more_than": "more than",
    "up_to": "up to",
    "nearly": "nearly",
    "vague": "vaguely",
}
KIND: dict[ActorKind, str] = {
    "person": "person",
    "government": "government",
    "armed_group": "armed group",
    "organisation": "organisation",
    "media": "media",
    "people": "group of people",
    "document": "document",
    "place": "place",
}
COPY: dict[CopyKind, str] = {
    "same_text": "same text",
    "shared_passage": "shared passages",
    "same_origin": "same origin",
}
REALITY: dict[Reality, str] = {
    "happened": "",
    "denied": "denied",
    "planned": "planned, not yet happened",
    "hypothetical": "only supposed",
}
ANSWER: dict[AnswerState, str] = {
    "answered": "answered",
    "asked_no_reply": "asked, and no reply reported",
    "none_found": "no answer found",
}
EVENT_TYPE: dict[str, str] = {
    "AGREE": "agrees",
    "CONSULT": "meets",
    "SUPPORT": "supports",
    "CONCEDE": "gives way",
    "COOPERATE": "cooperates",
    "AID": "helps",
    "RETREAT": "draws back",
    "REQUEST": "asks",
    "ACCUSE": "accuses",
    "REJECT": "rejects",
    "THREATEN": "threatens",
    "PROTEST": "protests",
    "SANCTION": "sanctions",
    "MOBILIZE": "mobilizes",
    "COERCE": "coerces",
    "ASSAULT": "attacks",
}
"""PLOVER's types in words, in the form that fits between who does it and to whom."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 article", "3 articles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str], most: int | None = None, last: str = "and") -> str:
    """Names as a sentence lists them: "A, B and C"; past `most`, "A, B and 4 others"."""
    shown = list(names)
    if most is not None and len(shown) > most:
        rest = len(shown) - most
        shown = [*shown[:most], count(rest, "other")]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {last} {shown[-1]}"


def day(iso: str | None) -> str:
    """An ISO date as people write it, no more precise than it is: "4 Oct 2024", "Oct 2024".

    What is not an ISO date is given back as it stands; None is "".
    """
    match = _ISO.fullmatch(iso or "")
    if match is None or not 1 <= int(match[2] or 1) <= 12:
        return iso or ""
    year, month, date = match.groups()
    words = [str(int(date))] if date else []
    if month:
        words.append(_MONTHS[int(month) - 1])
    return " ".join([*words, year])


def is_date(words: str) -> bool:
    """Whether words are an ISO date of the calendar: a day, a month or a year."""
    match = _ISO.fullmatch(words)
    if match is None:
        return False
    year, month, day_of_it = match.groups()
    try:
        calendar_date(int(year), int(month or 1), int(day_of_it or 1))
    except ValueError:
        return False
    return True


def days(dates: Iterable[str | None]) -> str:
    """First to last of some dates: "4 Oct 2024 to Jan 2025"; "" where there are none."""
    known = sorted(d for d in dates if d)
    if not known:
        return ""
    first, last = day(known[0]), day(known[-1])
    return first if first == last else f"{first} to {last}"


def number(value: float | None) -> str:
    """A number without a needless fraction, thousands set apart: "1,200", "2.5"."""
    if value is None:
        return ""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.6g}"


def reading(figure: Figure) -> str:
    """What a figure says, in words: "more than 200", "20 to 30", "up to 35", "some (3 or more)"."""
    low, high = figure.low, figure.high
    if figure.qualifier == "vague":
        least = number(low if low is not None else high)
        return f"unclear, {least} or more" if least else "unclear"
    if low is None and high is None:
        return "no number"
    word = QUALIFIER[figure.qualifier]
    if low is not None and high is not None and low != high:
        said = f"{number(low)} to {number(high)}"
    else:
        said = number(low if low is not None else high)
        if not word and high is None:
            word = "at least"
        if not word and low is None:
            word = "up to"
    return f"{word} {said}".strip()


def measure(name: str) -> str:
    """A measure as a heading: "killed", and "months" for `other:months`."""
    return name.removeprefix("other:").replace("_", " ") or "other"


def _of_many(told: str) -> str:
    """ "denies a claim of" as it is told of several: "deny a claim of"."""
    verb, _, rest = told.partition(" ")
    if verb.endswith("ies"):
        verb = f"{verb.removesuffix('ies')}y"
    return f"{verb.removesuffix('s')} {rest}".strip()


def said(statement: Statement, target: str = "", several: bool = False) -> str:
    """Attitude, certainty and the names of whom it is aimed at; several: by more than one.

    "denies a claim of the mayor", "asserts as possible", "accuses the mayor, as probable", and of
    two engineers "accuse the mayor".
    """
    attitude, certainty = ATTITUDE[statement.attitude], CERTAINTY[statement.certainty]
    aimed = _AIMED.get(statement.attitude)
    if several:
        attitude = _of_many(attitude)
        aimed = aimed and _of_many(aimed)
    if not target or aimed is None:
        return f"{attitude} {certainty}".strip()
    return f"{aimed} {target}{', ' if certainty else ''}{certainty}"


def uttered(statement: Statement) -> str:
    """When and on which occasion it was said, as far as the article words it.

    "on 4 Oct 2024 (a news conference in Rell)", "in Oct 2024", "(a statement)"; "" if neither.
    """
    told = []
    if statement.said_on:
        exact = len(statement.said_on) > len("2024-10")
        told.append(f"{'on' if exact else 'in'} {day(statement.said_on)}")
    if statement.occasion:
        told.append(f"({shortened(statement.occasion, 60)})")
    return " ".join(told)


def deed(event: Event, sources: Sequence[str], targets: Sequence[str]) -> str:
    """Who does what to whom, as far as it is told: "the Front → Acme: attacks (abduct)"; or ""."""
    kind = EVENT_TYPE.get(event.type or "", (event.type or "").lower())
    if kind and event.mode:
        kind += f" ({event.mode})"
    parties = listed(sources, most=2)
    if targets:
        parties = f"{parties or '?'} → {listed(targets, most=2)}"
    elif parties and not kind:
        parties = f"by {parties}"
    return ": ".join(part for part in (parties, kind) if part)


def only_from(speakers: Sequence[str]) -> str:
    """That an event is known from statements alone: "known only from statements by Ann Roe"."""
    return f"known only from statements by {listed(speakers, most=2)}" if speakers else ""


def source(told: Source | None) -> str:
    """What a user says of an outlet: "[B, owner: Quay Media]"; "" for nothing."""
    if told is None:
        return ""
    parts = [told.reliability or "", f"owner: {told.owner}" if told.owner else ""]
    return f"[{', '.join(part for part in parts if part)}]"


def origins(support: Support, owners: int | None = None) -> str:
    """How many stand behind a side: "5 outlets of 2 owners, 3 texts, 1 to 2 separate origins;
    1 text credits nobody".

    owners: how many the outlets belong to; told only where that is fewer.
    """
    low, high = sorted((support.origins_low, support.origins_high))
    between = count(high, "separate origin")
    if low != high:
        between = f"{low} to {between}"
    named = [count(len(support.outlets), "outlet")] if support.outlets else []
    if named and owners is not None and owners < len(support.outlets):
        named = [f"{named[0]} of {count(owners, 'owner')}"]
    counted = ", ".join([*named, count(len(support.texts), "text"), between])
    nobody = [reason.detail for reason in support.because if reason.rule == "nobody credited"]
    return "; ".join([counted, *nobody])


def shortened(words: str, most: int) -> str:
    """One line of at most `most` characters; a cut falls between words and ends in "…"."""
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    if " " in cut[most // 2 :]:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,;:–—-") + "…"
