"""The history of corrections: who said what of which record, when and why; what is undone.

Takes an open case, gives every judgement in words, newest first. A correction whose text has gone
is listed as such, never dropped.
"""

from __future__ import annotations

from dataclasses import dataclass

from hearsay import corrections, wording
from hearsay.case import Case
from hearsay.records import canonical
from hearsay.types import Judgement
from hearsay.web.addresses import part


@dataclass(frozen=True, slots=True)
class Entry:
    """One judgement in words. state: "in force", "undone", "undoes" or "lost"; lost: why."""

    judgement: Judgement
    at: str
    told: str
    href: str
    state: str
    lost: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Every judgement, newest first, and how many of them speak of what is no longer there."""

    entries: tuple[Entry, ...]
    lost: int


_WORDS: dict[str, str] = {
    "same matter": "is the same matter as the other’s",
    "opposite matter": "is the contrary of the other’s matter",
    "one matter": "confirmed the matter with its sides",
    "accused": "accuses the other",
    "not accused": "does not accuse the other",
    "answer": "answers the other",
    "no answer": "does not answer the other",
    "affirms": "stands on the other’s side of its matter",
    "denies": "denies what the other stands for",
    "leaves open": "leaves open what the other stands for",
    "apart": "is not on the other’s matter",
    "another matter": "is another matter than the other’s",
    "denial": "denies the other",
    "no denial": "does not deny the other",
    "one utterance": "are one act of speaking",
    "two utterances": "are two acts of speaking",
    "same": "are one actor",
    "not the same": "are two actors",
    "copy": "are copies of one text",
    "no copy": "are no copies",
}


_RECORDS = {"s": "statement", "f": "figure", "e": "event", "a": "actor"}


def history_page(case: Case) -> HistoryPage:
    """The history of a case."""
    judgements = case.judgements()
    undone = {one.undoes for one in judgements}
    ids = {part_ for one in judgements for part_ in corrections.spoken_of(one)}
    ids |= {name for one in judgements for name in corrections.actors_of(one)}
    there = {row["id"] for row in case.listed("there", ids=canonical(sorted(ids)))}
    entries = []
    for one in reversed(judgements):
        state = "undone" if one.id in undone else "undoes" if one.undoes else "in force"
        lost = _lost(one, there) if state == "in force" else ""
        entries.append(
            Entry(
                one,
                one.at[:16].replace("T", " "),
                told(one),
                _address(one),
                "lost" if lost else state,
                lost,
            )
        )
    return HistoryPage(tuple(entries), sum(entry.state == "lost" for entry in entries))


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
        rejected = f"rejected: this is no such {record}"
        return rejected if read.kind == "rejected" else f"confirmed the {record}"
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
    return _WORDS[read.kind]


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


def _address(judgement: Judgement) -> str:
    ids = corrections.spoken_of(judgement)
    if not ids:
        return ""
    where = {
        "s": "statements", "a": "actors", "d": "articles", "f": "figures", "e": "events",
    }.get(ids[0][0])  # fmt: skip
    return f"/{where}/{part(ids[0])}" if where else ""
