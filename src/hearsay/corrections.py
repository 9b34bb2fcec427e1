"""What a person's judgement says: the words of `Judgement.subject` and `.verdict`, both ways.

A `Judgement` is two short texts, so that an export holds it and any hearsay can read it. This file
is the one place that knows how they are worded. Takes judgements, gives `Correction`s (and the
reverse); leaves their effect to `links.replay` and `links.actors`, and keeping them to `Case`.

    subject              verdict                                  says
    s-1, f-1, e-1        confirmed | rejected                     read rightly | no such statement,
                                                                  figure or event
    a-1                  confirmed                                an actor: names, kind and role
    s-1                  speaker: a-1 person Ana Berg             who says it: an actor's id, kind
    s-1                  speaker: a senior official               and name, or a phrase ("nobody":
                                                                  not told)
    s-1                  attitude: deny / certainty: alleged      how it is meant
    d-1 10-40            statement: {...}                         these words are a statement
    s-1 s-2|s-9          affirms | denies | leaves open           where they stand on the matter of
                                                                  s-9, whose own stance counts as +
    s-1 s-2|s-9          apart                                    they are not on the matter of s-9
    s-1 s-2|s-9          another matter                           they are one of their own
    s-1 s-2|s-9          same matter | opposite matter            their matters are one, on which
                                                                  s-1 and s-9 agree, or do not
    s-1 s-2|s-9|s-4      one matter                               one matter as it is: who affirms,
                                                                  denies and leaves it open
    s-1|s-9              denial | no denial                       s-1 denies s-9, or does not
    s-1|a-2              accused | not accused                    s-1 accuses a-2, or does not
    s-2|s-1              answer | no answer                       s-2 answers the accusation s-1
    s-1|s-2              one utterance | two utterances           one act of speaking, or two
    a-1|a-2              same | not the same                      one actor, or two
    d-1|d-2              copy | no copy                           one text, or two
    s-1, s-1|s-9, f-1    audit: {...}                             right or wrong, in a sample
    outlet: Daily Reed   reliability: A ... F                     how far a source is trusted (NATO
                                                                  STANAG 2511, source axis)
    outlet: Daily Reed   owner: Reed Press                        whose it is; empty: not told

Lists stand on either side of the bar, parted by blanks. An undone judgement is one that a later one
names in `undoes`. An actor or event may stand with several ids, the one that it goes by and those
of single articles, which hold after a re-run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from hearsay import records
from hearsay.identity import identify
from hearsay.types import ActorKind, Attitude, Certainty, Judgement, Span

RULE = "a person’s correction"
"""The rule of the reasons of what a person put."""
CONFIRMED, REJECTED = "confirmed", "rejected"
UNDONE = "undone"
NOBODY = "nobody"
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}

Kind = Literal[
    "confirmed", "rejected", "speaker", "attitude", "certainty", "statement",
    "affirms", "denies", "leaves open", "apart", "another matter",
    "same matter", "opposite matter", "one matter",
    "denial", "no denial", "accused", "not accused", "answer", "no answer",
    "one utterance", "two utterances",
    "same", "not the same", "copy", "no copy", "reliability", "owner", "audit",
]  # fmt: skip
STANCES: tuple[Kind, ...] = ("affirms", "denies", "leaves open")
ALONE = frozenset({"confirmed", "rejected", "speaker", "attitude", "certainty"})
"""Kinds that judge one statement by itself."""
OF_NO_EFFECT = frozenset({"confirmed", "audit", "one matter"})
"""Kinds that change nothing but what a page says of a row: no need to relate anew."""
LONGEST = 4000
"""Code points of a reason, a name or a verdict: a page of text, no article."""
REMEMBERED = 16384
"""Judgements of which it is remembered what they say: more than several people make of one case.
Every page asks all of them, some pages six times."""
_PREFIX = {
    "speaker": "s", "attitude": "s", "certainty": "s", "confirmed": "sfea", "rejected": "sfe",
    "affirms": "s", "denies": "s", "leaves open": "s", "apart": "s", "another matter": "s",
    "same matter": "s", "opposite matter": "s", "accused": "s", "not accused": "s",
    "answer": "s", "no answer": "s",
    "denial": "s", "no denial": "s", "one utterance": "s", "two utterances": "s",
    "same": "a", "not the same": "a", "copy": "d", "no copy": "d",
}  # fmt: skip
_RIGHT = {"accused": "a", "not accused": "a"}
"""Prefixes of the ids right of the bar, where they differ from those left of it."""
_NAMED = re.compile(r"(a-[\w-]{1,64})(?: (\w+) (.+))?", re.DOTALL)
_ID = re.compile(r"[a-z]-[\w-]{1,64}")
_PLACE = re.compile(r"(d-[\w-]{1,64}) (\d{1,9})-(\d{1,9})")


class Unreadable(ValueError):
    """A subject or verdict that says nothing hearsay knows; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A judgement, understood. `left` and `right` are the ids on either side of the bar.

    value: what follows the colon of the verdict. span: of an added statement, with `document` in
    `left`. added: what is known of that statement. open: of "one matter", those that leave it open.
    """

    kind: Kind
    left: tuple[str, ...]
    right: tuple[str, ...]
    value: str
    judgement: Judgement
    span: Span | None = None
    added: Mapping[str, str] | None = None
    open: tuple[str, ...] = ()

    @property
    def actor(self) -> tuple[str, ActorKind | None, str] | None:
        """Of "speaker": the actor's id, kind and name where they are told; None of a phrase."""
        found = _NAMED.fullmatch(self.value)
        if found is None:
            return None
        kind = next((kind for kind in get_args(ActorKind) if kind == found[2]), None)
        if found[2] and kind is None:
            return None
        return found[1], kind, (found[3] or "").strip()

    @property
    def alters(self) -> bool:
        """Whether the ledger has to be made anew for it."""
        return self.kind not in OF_NO_EFFECT


@lru_cache(maxsize=REMEMBERED)
def read(judgement: Judgement) -> Correction:
    """What a judgement says. Raises Unreadable."""
    word, colon, value = judgement.verdict.partition(": ")
    if word not in get_args(Kind):
        raise Unreadable(f"no verdict {judgement.verdict!r} is known.")
    kind: Kind = word  # type: ignore[assignment]
    if max(map(len, (judgement.verdict, judgement.why, judgement.subject))) > LONGEST:
        raise Unreadable(f"longer than {LONGEST} characters.")
    if kind == "statement":
        return _added(judgement, value)
    if kind == "audit":
        ids = tuple(judgement.subject.split("|"))
        if not all(map(_ID.fullmatch, ids)):
            raise Unreadable("an audit is of a record.")
        return Correction("audit", ids, (), value, judgement)
    if kind in ("reliability", "owner"):
        return _of_outlet(kind, judgement, value)
    if kind == "one matter":
        return _whole(judgement)
    left_side, _, right_side = judgement.subject.partition("|")
    left, right = tuple(left_side.split()), tuple(right_side.split())
    prefix = _PREFIX[kind]
    for prefixes, ids in ((prefix, left), (_RIGHT.get(kind, prefix), right)):
        for one in ids:
            if not _ID.fullmatch(one) or one[0] not in prefixes:
                raise Unreadable(f"{one!r} is not the id of what {kind!r} is said of.")
    if kind in ALONE:
        several = kind in (CONFIRMED, REJECTED) and {one[0] for one in left} in ({"a"}, {"e"})
        if not left or (len(left) > 1 and not several) or right:
            raise Unreadable(f"{kind!r} is said of one record.")
    elif not left or not right or set(left) & set(right):
        raise Unreadable(f"{kind!r} needs two different sides.")
    if kind in ("speaker", "attitude", "certainty") and not value.strip():
        raise Unreadable(f"{kind!r} needs a value.")
    if kind == "attitude" and value not in get_args(Attitude):
        raise Unreadable(f"there is no attitude {value!r}.")
    if kind == "certainty" and value not in get_args(Certainty):
        raise Unreadable(f"there is no certainty {value!r}.")
    if kind not in ("speaker", "attitude", "certainty") and colon:
        raise Unreadable(f"{kind!r} takes no value.")
    return Correction(kind, left, right, value.strip(), judgement)


def _whole(judgement: Judgement) -> Correction:
    """What "one matter" says: three lists of statements, any of which may be empty."""
    lists = [tuple(ids.split()) for ids in judgement.subject.split("|")]
    every = [one for ids in lists for one in ids]
    if judgement.verdict != "one matter":
        raise Unreadable("'one matter' takes no value.")
    if len(lists) != 3 or not every or len(set(every)) != len(every):
        raise Unreadable("'one matter' names those who affirm, deny and leave open, each once.")
    for one in every:
        if not _ID.fullmatch(one) or not one.startswith("s-"):
            raise Unreadable(f"{one!r} is not the id of what 'one matter' is said of.")
    return Correction("one matter", lists[0], lists[1], "", judgement, open=lists[2])


def _added(judgement: Judgement, value: str) -> Correction:
    place = _PLACE.fullmatch(judgement.subject)
    if place is None or int(place[2]) >= int(place[3]):
        raise Unreadable("a statement is added at a document and a place in it: 'd-1 10-40'.")
    try:
        known = json.loads(value)
    except ValueError:
        raise Unreadable("what is known of the statement is not JSON.") from None
    wanted = {"words", "speaker", "attitude", "certainty"}
    if (
        not isinstance(known, dict)
        or set(known) - wanted
        or not all(isinstance(text, str) for text in known.values())
        or not known.get("words", "").strip()
        or known.get("attitude", "assert") not in get_args(Attitude)
        or known.get("certainty", "certain") not in get_args(Certainty)
    ):
        raise Unreadable("of an added statement are told its words, speaker, attitude, certainty.")
    span = Span(int(place[2]), int(place[3]))
    return Correction("statement", (place[1],), (), value, judgement, span, known)


def _of_outlet(kind: Kind, judgement: Judgement, value: str) -> Correction:
    word, colon, outlet = judgement.subject.partition(":")
    if word != "outlet" or not colon or not outlet.strip():
        raise Unreadable(f"{kind!r} is said of 'outlet: NAME'.")
    if kind == "reliability" and value and value not in RELIABILITY:
        raise Unreadable("reliability is a letter from A to F.")
    return Correction(kind, (outlet.strip(),), (), value, judgement)


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that no later one undoes, oldest first."""
    every = sorted(judgements, key=lambda judgement: (judgement.at, judgement.id))
    undone = {judgement.undoes for judgement in every}
    return [one for one in every if one.id not in undone]


def readable(judgements: Iterable[Judgement]) -> list[Correction]:
    """The corrections in force, oldest first; what says nothing known is passed over."""
    found = []
    for judgement in in_force(judgements):
        try:
            found.append(read(judgement))
        except Unreadable:
            continue
    return found


def judgement(
    subject: str, verdict: str, by: str, at: str, why: str = "", undoes: str | None = None
) -> Judgement:
    """A judgement with its id. Raises Unreadable for one that says nothing, unless it undoes."""
    identifier = identify("j", subject, verdict, by, at, why, undoes or "")
    made = Judgement(identifier, subject, verdict, by, at, why, undoes)
    if undoes is None:
        read(made)
    return made


def added(
    document: str, span: Span, words: str, speaker: str, attitude: Attitude, certainty: Certainty
) -> tuple[str, str]:
    """Subject and verdict that add a statement: `speaker` is an actor's id, a phrase or ""."""
    known = {"words": words, "attitude": attitude, "certainty": certainty, "speaker": speaker}
    told = records.canonical({name: value for name, value in known.items() if value})
    return f"{document} {span.start}-{span.end}", f"statement: {told}"


def standing(judgements: Iterable[Judgement]) -> dict[str, Judgement]:
    """For each record that a person confirmed or rejected, the last word on it."""
    found: dict[str, Judgement] = {}
    for correction in readable(judgements):
        if correction.kind in (CONFIRMED, REJECTED):
            found.update(dict.fromkeys(correction.left, correction.judgement))
        elif correction.kind in ALONE:
            # who changes a row has looked at it, but has not said that the rest of it holds
            found.pop(correction.left[0], None)
    return found


def spoken_of(judgement: Judgement) -> tuple[str, ...]:
    """The ids of the records that a judgement is on."""
    return _ids_of(judgement.subject)


@lru_cache(maxsize=REMEMBERED)
def _ids_of(subject: str) -> tuple[str, ...]:
    if subject.startswith("outlet:"):
        return ()
    return tuple(word for word in subject.replace("|", " ").split() if _ID.fullmatch(word))


def actors_of(judgement: Judgement) -> tuple[str, ...]:
    """The ids of the actors that a judgement is on or names as a speaker."""
    found = [one for one in spoken_of(judgement) if one.startswith("a-")]
    if judgement.verdict.startswith("speaker: ") and judgement.undoes is None:
        named = _NAMED.match(judgement.verdict.removeprefix("speaker: "))
        found += [named[1]] if named else []
    return tuple(found)


def written(judgements: Iterable[Judgement]) -> str:
    """Judgements for a colleague, one JSON object a line."""
    return "".join(f"{records.canonical(records.plain(one))}\n" for one in judgements)


def parsed(lines: str) -> tuple[Judgement, ...]:
    """The judgements of `written`, oldest first. Raises Unreadable, which names the line."""
    found = []
    for number, line in enumerate(lines.splitlines(), 1):
        if not line.strip():
            continue
        try:
            one = records.typed(Judgement, json.loads(line))
        except ValueError as wrong:
            raise Unreadable(f"line {number} is no judgement ({wrong}).") from None
        if max(len(one.subject), len(one.verdict), len(one.why), len(one.by)) > LONGEST:
            raise Unreadable(f"line {number} is longer than any judgement.")
        found.append(one)
    return tuple(sorted(found, key=lambda one: (one.at, one.id)))
