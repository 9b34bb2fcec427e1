"""Joins the actors of stories into the actors of a case.

Takes the actors that each story yields and a person's judgements, gives the actors of the case and
the id that each story's actor now goes by. Within a story, `actors` may hold "Varga" and "Ada
Varga" for one, since few people act in it; in a case of thousands of stories every surname has
several bearers. So stories share an actor only by a whole name: a person's first name and surname,
a body's or place's main name or a longer one, a country, a body of which a country has one.
Whether two actors are one then depends on their names alone, and on the names that tie them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from hearsay import corrections, names
from hearsay.identity import identify
from hearsay.links.actors import (
    NOT_SAME,
    SAME,
    is_proper,
    merge,
    national_body,
    plain_name,
    verdicts,
)
from hearsay.links.joining import Joining
from hearsay.types import Actor, ActorKind, Judgement, Mention, Reason

LONG_ACRONYM = 4
"""An acronym of fewer letters stands for more than one name too often."""
_STAND_IN = "a-z"
_TERRITORIES: frozenset[ActorKind] = frozenset({"government", "place"})
_ALONE: frozenset[ActorKind] = frozenset({"person", "people", "document"})


def keys(actor: Actor) -> tuple[str, ...]:
    """What the actor must share with another story's actor to be one with it; sorted."""
    found = set()
    kind = actor.kind if actor.kind in _ALONE else "body"
    for form in (actor.name, *actor.aliases):
        plain = plain_name(form)
        if not is_proper(plain):
            continue
        bare = names.words(names.untitled(plain))
        if len(bare) > 1 or (actor.kind != "person" and (form == actor.name or _acronym(plain))):
            found.add(f"{kind}: {' '.join(bare)}")
    if actor.kind in _TERRITORIES and (code := names.country(actor.name)):
        found.add(f"country: {code}")
    if actor.kind not in _ALONE | {"place"}:
        for form in (actor.name, *actor.aliases):
            if body := national_body(form):
                found.add(f"national body: {body}")
    return tuple(sorted(found))


def _acronym(form: str) -> bool:
    letters = form.replace(".", "").strip()
    return letters.isupper() and letters.isalpha() and len(letters) >= LONG_ACRONYM


def groups(
    shared: Mapping[str, Sequence[str]], said: Mapping[tuple[str, str], Judgement]
) -> Joining:
    """Actors in groups by the keys they share; a person's word joins and keeps apart.

    shared: the keys of each actor. said: the verdicts on pairs of these actors.
    """
    joining = Joining(shared)
    apart: dict[str, set[str]] = defaultdict(set)
    for (one, other), judgement in sorted(said.items()):
        if one not in shared or other not in shared:
            continue
        if judgement.verdict == SAME:
            detail = f"{judgement.by}: {judgement.why}" if judgement.why else judgement.by
            joining.join(one, other, Reason("judgement", detail, (judgement.id, one, other)))
        elif judgement.verdict == NOT_SAME:
            apart[one].add(other)
            apart[other].add(one)
    having: dict[str, list[str]] = defaultdict(list)
    for actor in sorted(shared):
        for key in shared[actor]:
            having[key].append(actor)
    for key in sorted(having):
        first, *others = having[key]
        for other in others:
            if joining.together(first, other) or _forbidden(first, other, joining, apart):
                continue
            joining.join(first, other, Reason("same name", f"in several stories: {key}", ()))
    return joining


def _forbidden(one: str, other: str, joining: Joining, apart: Mapping[str, set[str]]) -> bool:
    """Whether a person keeps apart any two of the groups of two actors."""
    tops = (joining.top(one), joining.top(other))
    return any(
        {joining.top(left), joining.top(right)} == set(tops)
        for left, rights in apart.items()
        for right in rights
    )


def id_of(key: str) -> str:
    """The id of an actor of several stories that share this key first of all."""
    return identify("a", key)


def bearers(shared: Mapping[str, Sequence[str]]) -> Counter[str]:
    """How many actors have each key; those that a person named elsewhere apart."""
    every = (its for name, its in shared.items() if not name.startswith(_STAND_IN))
    return Counter(key for its in every for key in its)


def named(
    group: Sequence[str], shared: Mapping[str, Sequence[str]], borne: Mapping[str, int]
) -> str:
    """The id of a group of stories' actors: of one alone its own, of several their first key's.

    borne: as `bearers` counts all of `shared`.

    Their smallest id, as within a story, would change now and then with an article more, and with
    it the rows of all those stories. Where a person keeps two bearers of a key apart, it is no id.
    """
    if sum(not name.startswith(_STAND_IN) for name in group) > 1:
        inside = bearers({name: shared[name] for name in group})
        for key in sorted(inside):
            if inside[key] == borne[key]:
                return id_of(key)
    return min(group)


def of_stories(
    judgements: Iterable[Judgement], known_as: Mapping[str, str]
) -> dict[tuple[str, str], Judgement]:
    """What a person said of pairs of actors, on the actors of stories.

    known_as: for the actors that are spoken of, of single articles or of several stories
    (`id_of`), the story's actor that each is, or the first of them.
    """
    found = {}
    for (one, other), judgement in sorted(verdicts(judgements).items()):
        low, high = sorted((known_as.get(one, one), known_as.get(other, other)))
        if low != high:
            found[low, high] = judgement
    for correction in corrections.readable(judgements):
        if correction.kind == "speaker" and correction.actor is not None:
            actor = correction.actor[0]
            here = stand_in(actor, correction.left[0])
            low, high = sorted((here, known_as.get(actor, actor)))
            found[low, high] = replace(correction.judgement, verdict=SAME)
    return found


def stand_in(actor: str, statement: str) -> str:
    """The id, in a story, of an actor of another one whom a person named as a speaker there.

    It sorts behind every other id: a group goes by it only where it holds nothing else.
    """
    return _STAND_IN + identify("a", "speaker", actor, statement)[2:]


def summary(actor: Actor) -> Actor:
    """A story's actor without the places where it is named: what joining needs of it."""
    return replace(actor, mentions=())


def merged(members: Sequence[Actor], reasons: Iterable[Reason]) -> Actor:
    """One actor of the case, of summaries; `part_of` is still a story's.

    Stories vote on kind and name, each with one voice. Each reason stands once for each wording.
    """
    if len(members) == 1:
        return members[0]
    ordered = sorted(members, key=lambda actor: actor.id)
    whole = merge(ordered, ())
    return with_reasons(whole, whole.because, reasons)


def with_reasons(actor: Actor, own: Iterable[Reason], reasons: Iterable[Reason]) -> Actor:
    """An actor of several stories with the reasons that these have, and why they are joined."""
    told: dict[tuple[str, str], Reason] = {}
    for reason in (*own, *sorted(reasons, key=_wording)):
        told.setdefault((reason.rule, reason.detail), reason)
    return replace(actor, because=tuple(told.values()))


def _wording(reason: Reason) -> tuple[str, str, tuple[str, ...]]:
    return reason.rule, reason.detail, reason.refs


def told_of(actor: Actor) -> list[tuple[str, str]]:
    """What a story's actor is counted with where several are one: what, and its value."""
    found = [("kind", actor.kind), ("name", actor.name)]
    found += [("role", actor.role)] if actor.role else []
    found += [("whole", actor.part_of)] if actor.part_of else []
    return found + [("alias", alias) for alias in sorted(set(actor.aliases))]


def worded(actor: Actor) -> dict[str, tuple[int, Reason]]:
    """A story's actor's reasons by their wording, with their places; of two alike the first."""
    found: dict[str, tuple[int, Reason]] = {}
    for place, reason in enumerate(actor.because):
        found.setdefault(f"{reason.rule}\n{reason.detail}", (place, reason))
    return found


def without_circle(actor: str, above: Mapping[str, str | None]) -> str | None:
    """What an actor is part of, unless the chain comes back to it and it is its smallest id."""
    whole = above.get(actor)
    seen = [actor]
    at = whole
    while at is not None and at not in seen:
        seen.append(at)
        at = above.get(at)
    return None if at == actor and actor == min(seen) else whole


def first_bearers(told: Iterable[Actor]) -> dict[str, str]:
    """For every id that `id_of` may give, the first actor of a story that has that key."""
    found: dict[str, str] = {}
    for actor in sorted(told, key=lambda one: one.id):
        for key in keys(actor):
            found.setdefault(id_of(key), actor.id)
    return found


def join_stories(
    told: Sequence[Actor], said: Mapping[tuple[str, str], Judgement]
) -> tuple[tuple[Actor, ...], dict[str, str]]:
    """The actors of the case, sorted by id, and for each story's actor the id it goes by.

    said: as `of_stories` gives it.
    """
    by_id = {actor.id: summary(actor) for actor in told}
    shared = {actor.id: keys(actor) for actor in told}
    joining = groups(shared, said)
    known_as, found, borne = {}, [], bearers(shared)
    for group in joining.groups():
        name = named(group, shared, borne)
        known_as.update(dict.fromkeys(group, name))
        whole = merged([by_id[member] for member in group], joining.reasons(group[0]))
        found.append(replace(whole, id=name))
    found.sort(key=lambda actor: actor.id)
    mentions: dict[str, set[Mention]] = defaultdict(set)
    for actor in told:
        mentions[known_as[actor.id]].update(actor.mentions)
    above = {actor.id: known_as.get(actor.part_of or "") for actor in found}
    return (
        tuple(
            replace(
                actor,
                part_of=without_circle(actor.id, above),
                mentions=tuple(sorted(mentions[actor.id])),
            )
            for actor in found
        ),
        known_as,
    )
