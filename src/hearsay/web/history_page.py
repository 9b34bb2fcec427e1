"""The history of corrections: who said what of which record, when and why; what is undone.

Takes an open case, gives the judgements in words, newest first, a page at a time. A correction
whose text has gone is listed as such, never dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from hearsay import corrections, wording
from hearsay.case import Case
from hearsay.entries import heading
from hearsay.records import canonical
from hearsay.types import Document, Judgement
from hearsay.web.addresses import part
from hearsay.web.lookup import Lookup

LISTED = 50
"""Corrections on one page of the history."""
WORDS = 110
"""Characters of a record's words in a line of the history: two lines at 360 px."""


@dataclass(frozen=True, slots=True)
class Named:
    """A record that a correction is on: its own words or name, and where it is shown."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One judgement in words: what it says, of the record `of`, beside `other` where it links two.

    state: "in force", "undone", "undoes" or "lost"; lost: why.
    """

    judgement: Judgement
    at: str
    told: str
    of: Named | None
    other: Named | None
    state: str
    lost: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A page of the judgements that are asked for, newest first.

    total: how many are asked for; every: how many there are; lost: how many of these speak of what
    is no longer there. people: who corrected, and how often. by: whose are asked for, "" for all;
    only: "lost" where those alone are.
    """

    entries: tuple[Entry, ...]
    lost: int
    every: int
    total: int
    page: int
    pages: int
    people: tuple[tuple[str, int], ...]
    by: str
    only: str


_BETWEEN: dict[str, str] = {
    "same matter": "puts the same matter as",
    "opposite matter": "puts the contrary of the matter of",
    "accused": "accuses",
    "not accused": "does not accuse",
    "answer": "answers",
    "no answer": "does not answer",
    "affirms": "affirms the matter of",
    "denies": "denies the matter of",
    "leaves open": "leaves open the matter of",
    "apart": "is not on the matter of",
    "another matter": "is on another matter than",
    "denial": "denies",
    "no denial": "does not deny",
    "one utterance": "is one act of speaking with",
    "two utterances": "is another act of speaking than",
    "same": "is one actor with",
    "not the same": "is another actor than",
    "copy": "shares its text with",
    "no copy": "shares no text with",
}
"""What stands between two records; without their words, "the other" follows."""


_RECORDS = {"s": "statement", "f": "figure", "e": "event", "a": "actor"}


def history_page(case: Case, page: int = 1, by: str = "", only: str = "") -> HistoryPage:
    """A page of the history of a case; by: of one person; only: "lost", what has lost its record.

    A page past the last is the last.
    """
    every = list(reversed(case.judgements()))
    states = _states(case, every, {one.undoes for one in every})
    asked = [
        one
        for one in every
        if (not by or one.by == by) and (only != "lost" or states[one.id][0] == "lost")
    ]
    pages = max(1, -(-len(asked) // LISTED))
    shown = min(page, pages)
    return HistoryPage(
        _entries(case, asked[(shown - 1) * LISTED : shown * LISTED], states),
        sum(state == "lost" for state, _ in states.values()),
        len(every),
        len(asked),
        shown,
        pages,
        tuple(sorted(Counter(one.by for one in every).items(), key=lambda p: (-p[1], p[0]))),
        by,
        only,
    )


def entries(
    case: Case, judgements: Sequence[Judgement], most: int | None = None
) -> tuple[Entry, ...]:
    """Judgements in words, the newest first; `most` of them."""
    shown = list(reversed(judgements))[:most]
    return _entries(case, shown, _states(case, shown, {one.undoes for one in judgements}))


def _states(
    case: Case, judgements: Sequence[Judgement], undone: Set[str | None]
) -> dict[str, tuple[str, str]]:
    """For each judgement its state, and what it speaks of that is not there."""
    ids = {name for one in judgements for name in corrections.spoken_of(one)}
    ids |= {name for one in judgements for name in corrections.actors_of(one)}
    there = {row["id"] for row in case.listed("there", ids=canonical(sorted(ids)))}
    found = {}
    for one in judgements:
        state = "undone" if one.id in undone else "undoes" if one.undoes else "in force"
        lost = _lost(one, there) if state == "in force" else ""
        found[one.id] = ("lost" if lost else state, lost)
    return found


def _entries(
    case: Case, judgements: Sequence[Judgement], states: Mapping[str, tuple[str, str]]
) -> tuple[Entry, ...]:
    """Judgements in words, in their order."""
    known = _named(case, judgements)
    found = []
    for one in judgements:
        left, right = _sides(one)
        both = one.verdict in _BETWEEN and left in known and right in known
        found.append(
            Entry(
                one,
                one.at[:16].replace("T", " "),
                _BETWEEN[one.verdict] if both else told(one),
                known.get(left),
                known[right] if both else None,
                *states[one.id],
            )
        )
    return tuple(found)


def told(judgement: Judgement) -> str:
    """What a judgement says, in words."""
    if judgement.undoes:
        return "undid an earlier correction"
    try:
        read = corrections.read(judgement)
    except corrections.Unreadable as wrong:
        return f"cannot be read by this hearsay: {wrong}"
    if read.kind in ("confirmed", "rejected"):
        record = _RECORDS[read.left[0][0]]
        return f"no such {record}" if read.kind == "rejected" else f"confirmed the {record}"
    if read.kind == "speaker":
        return f"speaker: {read.actor[2] or read.actor[0] if read.actor else read.value}"
    if read.kind == "attitude":
        return f"attitude: {wording.ATTITUDE[read.value]}"  # type: ignore[index]
    if read.kind == "certainty":
        return f"certainty: {read.value}"
    if read.kind == "statement" and read.added is not None:
        return f"added a statement: “{wording.shortened(read.added['words'], 120)}”"
    if read.kind == "reliability":
        return f"reliability of {read.left[0]}: {read.value}, {corrections.RELIABILITY[read.value]}"
    if read.kind == "owner":
        return f"owner of {read.left[0]}: {read.value or 'not told'}"
    if read.kind == "audit":
        return "judged a record of the sample that audits the case"
    if read.kind == "one matter":
        return "confirmed the matter with its sides"
    return f"{_BETWEEN[read.kind]} the other"


def _sides(judgement: Judgement) -> tuple[str, str]:
    """The first record on either side of the bar; "" where there is none."""
    if judgement.subject.startswith("outlet:"):
        return "", ""
    left, _, right = judgement.subject.partition("|")
    return (left.split() or [""])[0], (right.split() or [""])[0]


def _named(case: Case, judgements: Sequence[Judgement]) -> dict[str, Named]:
    """The records that judgements are on, by the ids that these use, with their words."""
    ids = sorted({one for judgement in judgements for one in _sides(judgement) if one})
    kinds = {kind: [one for one in ids if one.startswith(f"{kind}-")] for kind in "saefd"}
    found: dict[str, Named] = {}
    said = Lookup(case.part("statements", *kinds["s"]))
    for one in kinds["s"]:
        if one in said.statements:
            words = wording.shortened(said.quote(said.statements[one]), WORDS)
            name = said.speaker(said.statements[one]).name
            found[one] = Named(f"{name}: “{words}”", f"/statements/{part(one)}")
    happened = Lookup(case.part("events", *kinds["e"]))
    for event in happened.ledger.events:
        if event.id in kinds["e"]:
            words = wording.shortened(event.label, WORDS)
            found[event.id] = Named(f"“{words}”", f"/events/{part(event.id)}")
    if kinds["a"]:
        rows = case.listed("actors_known_as", ids=canonical(kinds["a"]))
        known_as = dict.fromkeys(kinds["a"]) | {row["id"]: row["actor"] for row in rows}
        actors = sorted({now or one for one, now in known_as.items()})
        names = {row["id"]: row["name"] for row in case.listed("names", actors=canonical(actors))}
        for one, now in known_as.items():
            if (actor := now or one) in names:
                found[one] = Named(names[actor], f"/actors/{part(actor)}")
    for one in kinds["d"]:
        for row in case.listed("titles", document=one):
            document = Document(one, row["path"], "", title=row["title"])
            found[one] = Named(heading(document), f"/articles/{part(one)}")
    for one in kinds["f"]:
        for row in case.listed("figure_place", figure=one):
            look = Lookup(case.part("article", row["document"]))
            record = next(figure for figure in look.ledger.figures if figure.id == one)
            words = record.span.of(look.documents[record.document].text)
            found[one] = Named(f"“{' '.join(words.split())}”", f"/figures/{part(one)}")
    return found


def _lost(judgement: Judgement, there: set[str]) -> str:
    """What a correction speaks of and the case does not hold; "" where all is there."""
    try:
        read = corrections.read(judgement)
    except corrections.Unreadable as wrong:
        return str(wrong)
    if read.kind == "rejected":
        return ""
    spoken = list(corrections.spoken_of(judgement))
    if read.actor is not None and not read.actor[2]:
        spoken.append(read.actor[0])
    missing = [one for one in spoken if one not in there]
    if read.kind == "confirmed" and len(missing) < len(spoken):
        return ""  # one of several ids that one record may go by
    if read.kind in ("accused", "not accused") and set(read.right) & there:
        missing = [one for one in missing if one not in read.right]
    # actors are known by the smallest of the ids that they go under
    if not missing or read.kind in ("same", "not the same"):
        return ""
    return f"{wording.listed(missing, most=3)} {'is' if len(missing) == 1 else 'are'} not there"
