"""What a person asks for on a form, as a judgement.

Takes the fields of a form and the open case (to find whom a name means and where words stand),
gives a `Judgement` to append. Raises `Refused` with what is wrong, in words for the person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import cast

from hearsay import corrections
from hearsay.case import Case
from hearsay.errors import HearsayError, NotFound
from hearsay.records import canonical
from hearsay.types import Actor, Attitude, Certainty, Judgement, Span

NAMED = 12
"""Statements that tell which matter is meant: a statement may stand on several."""
LONGEST_NAME = 80
"""Code points of the name of who corrects."""


class Refused(HearsayError):
    """A correction that cannot be made; the message says why and what to do."""


def now() -> str:
    """The time, as a judgement holds it: UTC, to the microsecond, so that no two are one."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def judgement(
    case: Case, form: Mapping[str, Sequence[str]], at: Callable[[], str] = now
) -> Judgement:
    """The judgement of a form. `do` says which; `by` and `why` come with every one."""
    by = _one(form, "by").strip()
    if not by:
        raise Refused("Say who you are: corrections are kept with a name.")
    if len(by) > LONGEST_NAME:
        raise Refused(f"A name of more than {LONGEST_NAME} characters.")
    do = _one(form, "do")
    if do not in _FORMS:
        raise Refused(f"No correction {do!r} is known.")
    subject, verdict = _FORMS[do](case, form)
    try:
        return corrections.judgement(subject, verdict, by, at(), _one(form, "why").strip())
    except corrections.Unreadable as wrong:
        raise Refused(f"This cannot be kept: {wrong}") from None


def undo(case: Case, identifier: str, by: str, at: Callable[[], str] = now) -> Judgement:
    """The judgement that undoes another. Raises Refused where there is none to undo."""
    if not by.strip():
        raise Refused("Say who you are: corrections are kept with a name.")
    every = case.judgements()
    known = {one.id: one for one in every}
    if identifier not in known:
        raise Refused("There is no such correction.")
    if any(one.undoes == identifier for one in every):
        raise Refused("It is undone already.")
    subject = known[identifier].subject
    return corrections.judgement(subject, corrections.UNDONE, by.strip(), at(), "", identifier)


def _one(form: Mapping[str, Sequence[str]], name: str) -> str:
    values = form.get(name, ())
    return values[0] if values else ""


def _plain(case: Case, form: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """A verdict that stands on the form as it is kept: confirmed, a stance, a denial."""
    return _one(form, "subject"), _one(form, "verdict")


def _valued(case: Case, form: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """Speaker, attitude, certainty or reliability; words typed in stand before a choice."""
    kind = _one(form, "kind")
    value = _one(form, kind).strip() or _one(form, "value").strip()
    if kind == "speaker":
        value = _one(form, "other").strip() or value
    if kind == "speaker" and value and value != corrections.NOBODY:
        value = _speaker(case, value.rstrip("/").rpartition("/actors/")[2])
    return _one(form, "subject"), f"{kind}: {value}"


def _speaker(case: Case, value: str) -> str:
    """Whom a name, an id or an address means, with kind and name: it may be of another story."""
    try:
        found = case.find_actors(value)
    except NotFound:
        return value
    exact = [actor for actor in found if value in (actor.id, actor.name, *actor.aliases)]
    if len(exact) > 1:
        raise Refused(_several(value, exact))
    if not exact:
        return value
    return f"{exact[0].id} {exact[0].kind} {exact[0].name}"


def _several(value: str, found: Sequence[Actor]) -> str:
    told = "; ".join(f"{actor.name} ({actor.id})" for actor in found[:8])
    return f"{value!r} fits several: {told}. Give the id of the one that is meant."


def _merged(case: Case, form: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """Two actors that are one; the other is named by id, name or address."""
    one = _one(form, "subject")
    other = _one(form, "other").strip().rstrip("/").rpartition("/")[2]
    if not other:
        raise Refused("Say which actor is the same: its name, id or address.")
    found = [actor for actor in case.find_actors(other) if actor.id != one]
    if not found:
        raise Refused(f"Nobody else is called {other!r}.")
    if len(found) > 1:
        raise Refused(_several(other, found))
    return f"{one}|{found[0].id}", "same"


def _split(case: Case, form: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """One actor that is two: those of the chosen articles against those of the others."""
    actor = _one(form, "subject")
    chosen = set(form.get("document", ()))
    found = [one for one in case.find_actors(actor) if one.id == actor]
    if not found:
        raise Refused("There is no such actor any more. Open its page again.")
    sides: tuple[list[str], list[str]] = ([], [])
    for document in sorted({mention.document for mention in found[0].mentions}):
        analysis = case.analysis(document)
        here = {m.span for m in found[0].mentions if m.document == document}
        local = [
            one.id
            for one in (analysis.actors if analysis else ())
            if any(mention.span in here for mention in one.mentions)
        ]
        sides[document not in chosen].extend(local)
    if not sides[0] or not sides[1]:
        raise Refused("Choose some of the articles, not all: those in which it is somebody else.")
    return f"{' '.join(sides[0])}|{' '.join(sides[1])}", "not the same"


def _moved(case: Case, form: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """Statements that leave a matter, for one of their own or for none; or acts of speaking."""
    chosen = form.get("statement", ())
    rest = [s for s in _one(form, "all").split() if s not in chosen]
    if chosen and _one(form, "verdict") == "two utterances":
        return _another_act(case, chosen, rest)
    if _one(form, "verdict") == "one utterance":
        if len(chosen) < 2:
            raise Refused("Choose two statements or more: those that report one act of speaking.")
        return _one_act(case, chosen[0], chosen[1:])
    if not chosen or not rest:
        raise Refused("Choose some of the statements, not all: those that do not belong.")
    verdict = "another matter" if _one(form, "verdict") == "another matter" else "apart"
    return f"{' '.join(chosen)}|{' '.join(rest[:NAMED])}", verdict


def _uttered(case: Case, form: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """Two statements that report one act of speaking; the other is named by id or address."""
    one = _one(form, "subject")
    other = _one(form, "other").strip().partition("#")[0].rstrip("/").rpartition("/")[2]
    if other == one:
        raise Refused("This is the statement itself. Give the address or id of another one.")
    return _one_act(case, one, [other])


def _one_act(case: Case, one: str, others: Sequence[str]) -> tuple[str, str]:
    """What joins statements into one act of speaking: they stand in articles of one story."""
    found = {s.id: s.document for s in case.part("statements", one, *others).statements}
    if missing := [name for name in (one, *others) if name not in found]:
        raise Refused(
            f"There is no statement {missing[0]!r}. Give its address or its id, as on its own page."
        )
    told_in = canonical(sorted({found[name] for name in (one, *others)}))
    if len(case.listed("stories_of_documents", documents=told_in)) > 1:
        raise Refused("They stand in articles of different stories: these report no common act.")
    return f"{one}|{' '.join(others)}", "one utterance"


def _another_act(case: Case, chosen: Sequence[str], rest: Sequence[str]) -> tuple[str, str]:
    """What parts statements from those with which they were held to report one act."""
    together = {
        row["statement"] for one in chosen for row in case.listed("told_with", statement=one)
    }
    left = [one for one in rest if one in together]
    if not left:
        raise Refused("None of the others is held to report the same act of speaking as these.")
    return f"{' '.join(chosen)}|{' '.join(left)}", "two utterances"


def _joined(case: Case, form: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """Two matters that are one, or each other's contrary; the other may be of another story."""
    other = _one(form, "other").strip().rstrip("/").rpartition("/")[2]
    if not case.part("matters", other).matters:
        raise Refused(
            f"There is no matter {other!r}. Give its address or its id, as on its own page."
        )
    if other == _one(form, "subject"):
        raise Refused("This is the matter itself. Give the address or id of another one.")
    here, inverted = _known_by(case, _one(form, "subject"))
    there, turned = _known_by(case, other)
    if shared := sorted(set(here) & set(there)):
        there = [one for one in there if one not in shared]
        here = [one for one in here if one not in shared]
    if not here or not there:
        raise Refused("Every statement of the one stands on the other. Take them off one first.")
    alike = (_one(form, "verdict") != "denies") == (inverted == turned)
    verdict = "same matter" if alike else "opposite matter"
    return f"{' '.join(there)}|{' '.join(here)}", verdict


def _known_by(case: Case, matter: str) -> tuple[list[str], bool]:
    """Statements that a matter is known by, and whether the first denies what it puts."""
    found = case.part("matters", matter).matters
    if not found:
        raise Refused("There is no such matter any more. Open it again.")
    whole = found[0]
    ordered = sorted(
        whole.sides,
        key=lambda s: (
            s.stance == "leaves_open",
            s.statement != whole.proposition_statement,
            s.stance != "affirms",
            s.statement,
        ),
    )
    return [side.statement for side in ordered[:NAMED]], ordered[0].stance == "denies"


def _added(case: Case, form: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """Words of an article that are a statement; they are sought in its text as they stand."""
    document = _one(form, "subject")
    words = _one(form, "words").strip()
    if not words:
        raise Refused("Give the words of the statement, as they stand in the article.")
    found = [d for d in case.part("article", document).documents if d.id == document]
    if not found:
        raise Refused("There is no such article any more.")
    text = found[0].text
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    places = [Span(*match.span()) for match in re.finditer(pattern, text)]
    start = _one(form, "start")
    if start.isdigit():
        places = [span for span in places if span.start == int(start)] or places
    if not places:
        raise Refused("These words do not stand in the article. Copy them out of it.")
    if len(places) > 1:
        raise Refused(f"These words stand there {len(places)} times. Take more of the sentence.")
    value = _one(form, "other").strip() or _one(form, "value")
    return corrections.added(
        document,
        places[0],
        places[0].of(text),
        "" if value == corrections.NOBODY else value,
        cast(Attitude, _one(form, "attitude") or "assert"),
        cast(Certainty, _one(form, "certainty") or "certain"),
    )


def _copied(case: Case, form: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """Two articles that are copies, or are none."""
    other = _one(form, "other").strip().rstrip("/").rpartition("/")[2]
    if not other:
        raise Refused("Say which article: its title, file name, id or address.")
    verdict = "no copy" if _one(form, "verdict") == "no copy" else "copy"
    return f"{_one(form, 'subject')}|{case.find_document(other).id}", verdict


_FORMS: dict[str, Callable[[Case, Mapping[str, Sequence[str]]], tuple[str, str]]] = {
    "judge": _plain,
    "set": _valued,
    "merge": _merged,
    "split": _split,
    "move": _moved,
    "join": _joined,
    "utter": _uttered,
    "add": _added,
    "copy": _copied,
}
