"""Joins the actors of single articles into the actors of a case.

Takes analyses and a person's judgements, gives actors whose mentions run over all articles, and the
id each local actor is now known by: the smallest id of the group, so that adding articles in any
order gives the same. Only proper names join: "the group" in two articles may be two groups. A short
name joins a fuller one only where exactly one fuller one fits. Every join has its reason.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from hearsay import names
from hearsay.bynames import is_byname
from hearsay.corrections import in_force
from hearsay.known import given_names
from hearsay.links.joining import Joining
from hearsay.types import Actor, ActorKind, Analysis, Event, Figure, Judgement, Reason, Statement

SAME, NOT_SAME = "same", "not the same"

# Acronyms and capitals fit more than one name too often to be proof between articles, as the weak
# rules of `names` do; each joins only where a single candidate is left.
_NEEDS_ONE_CANDIDATE = names.WEAK | {"acronym"}
# A form of more words is a description, not a name.
_LONGEST_NAME = 8
_KIND_ORDER: tuple[ActorKind, ...] = (
    "person", "armed_group", "government", "media", "organisation", "document", "people", "place"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Joined:
    """The actors of a case, and for every local actor's id the id of the actor it is part of."""

    actors: tuple[Actor, ...]
    known_as: Mapping[str, str]


def _is_large(word: str) -> bool:
    """Whether a word begins with a capital or a digit, behind a particle or not: "al-Orlan"."""
    particle, hyphen, rest = word.partition("-")
    if hyphen and names.folded(particle) in names.PARTICLES:
        word = rest
    return word[:1].isupper() or word[:1].isdigit()


def is_proper(form: str) -> bool:
    """Whether a form is made of capitalised words, small ones between them aside.

    What stands behind a hyphen may be small: "Marek Dov-un".
    """
    parts = names.untitled(form).split()
    large = [word for word in parts if names.normal(word) not in names.SMALL]
    return (
        bool(large)
        and len(parts) <= _LONGEST_NAME
        and all(_is_large(word.strip("“”\"'‘’([")) for word in large)
        and names.normal(form) not in names.TITLES
        and any(word not in names.GENERIC for word in names.words(form))
    )


# Bodies of which a country has one: "the Kenyan army" in two articles is one army.
_ONE_A_COUNTRY = frozenset(
    {"government", "army", "military", "police", "intelligence", "presidency", "parliament", "navy"}
)


def plain_name(form: str) -> str:
    """A name without what describes it: "Arcadian President Ann Roe" -> President Ann Roe."""
    last = form.rpartition(", ")[2]
    form = last if len(last.split()) > 1 and is_proper(last) else form
    bare = re.sub(r"^[Tt]he\s+", "", form).lstrip("#")
    first, _, rest = bare.partition(" ")
    if rest and names.demonym(first) and names.normal(rest.split()[0]) in names.TITLES:
        return rest
    return bare if form.startswith("#") else form


def national_body(form: str) -> str | None:
    """A key such as "KEN army" for a body of which a country has only one."""
    words = names.normal(form).replace("'s ", " ").split()
    code = (names.demonym(words[0]) or names.country(words[0])) if len(words) == 2 else None
    return f"{code} {words[1]}" if code and words[1] in _ONE_A_COUNTRY else None


def verdicts(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Judgement]:
    """The last judgement on each pair of actors."""
    found = {}
    for judgement in in_force(judgements):
        left, bar, right = judgement.subject.partition("|")
        if bar and judgement.verdict in {SAME, NOT_SAME}:
            # one word may part several local actors from several others
            for one, other in product(left.split(), right.split()):
                found[min(one, other), max(one, other)] = judgement
    return found


def _keys(form: str, kind: ActorKind) -> set[str]:
    """Blocking keys: forms that share none cannot be one name."""
    keys = {f"= {names.normal(form)}"}
    words = [word for word in names.words(names.untitled(form)) if word not in names.SMALL]
    pieces = [piece for word in words for piece in word.split("-") if piece]
    keys.update(f"~ {names.skeleton(piece)}" for piece in pieces if piece not in names.GENERIC)
    keys.update(f"~ {piece[0]} {pieces[-1][0]}" for piece in pieces[:1] if kind == "person")
    for code in (names.country(form), names.capital(form)):
        if code:
            keys.add(f"c {code}")
    if kind != "person":
        letters = form.replace(".", "").strip()
        if " " not in letters and sum(c.isupper() for c in letters) > 1:
            keys.add(f"a {names.folded(letters)}")
        company = words[:-1] if words[-1:] and words[-1] in names.COMPANY else []
        for parts in (words, pieces, [w for w in names.words(form) if w], company):
            if len(parts) > 1:
                keys.add("a " + "".join(part[0] for part in parts))
    return keys


class _Groups:
    """Local actors in groups, with what forbids further joins."""

    def __init__(self, actors: Sequence[Actor], apart: Iterable[tuple[str, str]]) -> None:
        self.by_id = {actor.id: actor for actor in actors}
        self.forms = {
            actor.id: tuple(
                dict.fromkeys(
                    plain
                    for form in (actor.name, *actor.aliases)
                    if is_proper(plain := plain_name(form))
                )
            )
            for actor in actors
        }
        self.joining = Joining(self.by_id)
        self.members = {actor.id: [actor.id] for actor in actors}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for left, right in apart:
            self._apart[left].add(right)
            self._apart[right].add(left)

    def forbidden(self, one: str, other: str) -> bool:
        """Whether a judgement or a contradiction of names keeps the groups of two actors apart."""
        left = self.members[self.joining.top(one)]
        right = self.members[self.joining.top(other)]
        if any(self._apart[a] & set(right) for a in left if a in self._apart):
            return True
        pairs = [(a, b) for a in self._main(left) for b in self._main(right)]
        if any(self.by_id[a].kind == "person" for a in (*left, *right)):
            return any(
                names.contradicts(a, b) or names.contradicts(a, b, "person", "person")
                for a, b in pairs
            )
        # "Post" is short for many papers, "North" for a country and for a state
        return any(
            names.contradicts(a, b, "organisation", "organisation")
            for a, b in pairs
            if " " in a and " " in b
        )

    def _main(self, members: Sequence[str]) -> list[str]:
        """The names, not the aliases, that a group goes under."""
        every = {plain_name(self.by_id[member].name) for member in members}
        return sorted(form for form in every if is_proper(form))

    def join(self, one: str, other: str, reason: Reason) -> None:
        """Join two groups, unless they are one or must stay apart."""
        top_one, top_other = self.joining.top(one), self.joining.top(other)
        if top_one == top_other or self.forbidden(one, other):
            return
        self.force(one, other, reason)

    def force(self, one: str, other: str, reason: Reason) -> None:
        """Join two groups whatever their names say."""
        top_one, top_other = self.joining.top(one), self.joining.top(other)
        if self.joining.join(one, other, reason):
            both = self.members.pop(top_one) + self.members.pop(top_other)
            self.members[self.joining.top(one)] = sorted(both)


def _compatible(groups: _Groups) -> list[tuple[str, str, Reason]]:
    """Pairs of local actors of different articles whose names may be one, with why."""
    block: dict[str, set[tuple[str, ActorKind]]] = defaultdict(set)
    bearers: dict[tuple[str, ActorKind], list[str]] = defaultdict(list)
    for actor_id in sorted(groups.by_id):
        kind = groups.by_id[actor_id].kind
        for form in groups.forms[actor_id]:
            bearers[form, kind].append(actor_id)
    for form, kind in bearers:
        for key in _keys(form, kind):
            block[key].add((form, kind))
    seen: set[tuple[tuple[str, ActorKind], tuple[str, ActorKind]]] = set()
    for key in sorted(block):
        seen.update(combinations(sorted(block[key]), 2))
    found = []
    for same in sorted(bearers):
        seen.add((same, same))
    for left, right in sorted(seen):
        reason = names.may_be_one(left[0], right[0], left[1], right[1])
        if reason is None:
            continue
        for one in bearers[left]:
            for other in bearers[right]:
                if one != other:
                    low, high = sorted((one, other))
                    found.append((low, high, replace(reason, refs=(low, high))))
    return found


def _is_full(groups: _Groups, actor_id: str) -> bool:
    """Whether the group of an actor has a name that is more than a surname or an acronym."""
    return any(
        len(names.words(names.untitled(form))) > 1
        for member in groups.members[groups.joining.top(actor_id)]
        for form in groups.forms[member]
    )


def _short(form: str) -> bool:
    return len(names.words(names.untitled(form))) == 1


def _join_by_name(groups: _Groups) -> None:
    """Join what is certain first, then short names with the only fuller one that they fit."""
    pairs = _compatible(groups)
    by_id = groups.by_id
    bare: list[tuple[str, str, Reason]] = []
    uncertain: list[tuple[str, str, Reason]] = []
    for one, other, reason in pairs:
        if reason.rule in _NEEDS_ONE_CANDIDATE:
            uncertain.append((one, other, reason))
        elif "person" in (by_id[one].kind, by_id[other].kind) and (
            _short(by_id[one].name) or _short(by_id[other].name)
        ):
            bare.append((one, other, reason))
        else:
            groups.join(one, other, reason)
    bodies: dict[str, str] = {}
    for actor_id, actor in sorted(by_id.items()):
        for form in (actor.name, *actor.aliases):
            key = national_body(form)
            if key and actor.kind not in {"person", "people", "place"}:
                first = bodies.setdefault(key, actor_id)
                if first != actor_id:
                    detail = f"one body of one country: {by_id[first].name} / {actor.name}"
                    groups.join(first, actor_id, Reason("national body", detail, (first, actor_id)))
    # Surnames and first names: one bearer of a fuller name in the case, or they stay apart.
    fitting: dict[str, dict[str, tuple[str, Reason]]] = defaultdict(dict)
    for one, other, reason in (*bare, *uncertain):
        for short, full in ((one, other), (other, one)):
            if _is_full(groups, full) and not _is_full(groups, short):
                fitting[short].setdefault(groups.joining.top(full), (full, reason))
    chosen = []
    for short in sorted(fitting):
        if len(fitting[short]) == 1:
            chosen.append((short, *next(iter(fitting[short].values()))))
    for short, full, reason in chosen:
        groups.join(short, full, reason)
    # Bare surnames among themselves: only where no two fuller names compete for them.
    for one, other, reason in bare:
        if len(fitting.get(one, {})) < 2 and len(fitting.get(other, {})) < 2:
            groups.join(one, other, reason)
    partners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one, other, reason in uncertain:
        partners[one, reason.rule].update((one, other))
        partners[other, reason.rule].update((one, other))
    for one, other, reason in uncertain:
        full_both = _is_full(groups, one) and _is_full(groups, other)
        if full_both and reason.rule in {"shortened", "acronym"}:
            rivals = {groups.joining.top(partner) for partner in partners[one, reason.rule]}
            if len(rivals) <= 2:
                groups.join(one, other, reason)


@dataclass(frozen=True, slots=True)
class Votes:
    """How often each is told of the actors that are one; aliases: whichever are."""

    kinds: Mapping[ActorKind, int]
    names: Mapping[str, int]
    roles: Mapping[str, int]
    wholes: Mapping[str, int]
    aliases: Iterable[str]


def merge(members: Sequence[Actor], reasons: tuple[Reason, ...]) -> Actor:
    """One actor out of those of single articles; `part_of` is still a local id."""
    kinds: Counter[ActorKind] = Counter()
    for actor in members:
        kinds[actor.kind] += 1 + len(actor.mentions)
    votes = Votes(
        kinds,
        Counter(actor.name for actor in members),
        Counter(actor.role for actor in members if actor.role),
        Counter(actor.part_of for actor in members if actor.part_of),
        {alias for actor in members for alias in actor.aliases},
    )
    because = dict.fromkeys((*(r for actor in members for r in actor.because), *reasons))
    return replace(
        elected(members[0].id, votes),
        mentions=tuple(sorted({m for actor in members for m in actor.mentions})),
        because=tuple(because),
    )


def elected(actor: str, votes: Votes) -> Actor:
    """The actor of that id as most tell of it, without mentions and reasons."""
    kinds = Counter(votes.kinds)
    if kinds["government"]:
        # what acts in one article is a government, though others only tell what happened there
        kinds["government"] += kinds.pop("place", 0)
    kind = min(kinds, key=lambda k: (-kinds[k], _KIND_ORDER.index(k)))
    main = sorted(name for name in votes.names if is_proper(name)) or sorted(votes.names)
    if kind == "person":
        main = [name for name in main if not _has_epithet(name, votes.names)] or main

    def fullness(form: str) -> tuple[bool, int, int, int, str]:
        bare = names.untitled(form) if kind == "person" else form
        hails = kind == "person" and bool(names.hailing(form)[1])
        return (hails, -len(names.words(bare)), -votes.names[form], -len(form), form)

    name = min(main, key=fullness)
    commonest = min(main, key=lambda form: (-votes.names[form], form))
    if is_byname(kind, name, votes.names[name], commonest, votes.names[commonest]):
        name = commonest
    return Actor(
        id=actor,
        name=name,
        kind=kind,
        role=_commonest(votes.roles),
        part_of=_commonest(votes.wholes),
        aliases=tuple(sorted({*votes.names, *votes.aliases} - {name})),
    )


def _has_epithet(name: str, known: Mapping[str, int]) -> bool:
    """Whether a name is another, which more articles have, with a word before it that is no given
    name: "Evil Ana Quill" beside "Ana Quill"."""
    first, _, rest = name.partition(" ")
    told = " " in rest and known.get(rest, 0) > known[name]
    return told and names.folded(first) not in given_names()


def _commonest(told: Mapping[str, int]) -> str | None:
    return min(told, key=lambda one: (-told[one], one)) if told else None


def _named_after(actors: Sequence[Actor]) -> dict[str, Reason]:
    """For each person whom a form of the name puts with another actor, why: "Ann Roe of Acme"."""
    bodies = {
        names.normal(form): actor.id
        for actor in actors
        if actor.kind != "place"
        for form in (actor.name, *actor.aliases)
    }
    found = {}
    for actor in actors:
        for form in (actor.name, *actor.aliases) if actor.kind == "person" else ():
            body = bodies.get(names.normal(names.hailing(form)[1]))
            if body is not None and body != actor.id:
                found[actor.id] = Reason("part of", form, (body,))
    return found


def _without_circles(actors: Sequence[Actor], known_as: Mapping[str, str]) -> list[Actor]:
    """The actors with `part_of` mapped to the case's ids, and no actor a part of itself."""
    whole = {actor.id: known_as.get(actor.part_of or "") for actor in actors}
    of = {id_: why for id_, why in _named_after(actors).items() if whole[id_] is None}
    whole |= {id_: why.refs[0] for id_, why in of.items()}
    actors = [replace(a, because=(*a.because, of[a.id])) if a.id in of else a for a in actors]
    for actor in actors:
        above, seen = whole[actor.id], {actor.id}
        while above is not None and above not in seen:
            seen.add(above)
            above = whole.get(above)
        if above is not None:
            whole[actor.id] = None
    return [replace(actor, part_of=whole[actor.id]) for actor in actors]


def join_actors(analyses: Sequence[Analysis], judgements: Sequence[Judgement]) -> Joined:
    """The actors of the case; analyses must be sorted by document id."""
    local = sorted((a for analysis in analyses for a in analysis.actors), key=lambda a: a.id)
    said = verdicts(judgements)
    groups = _Groups(local, [pair for pair, j in said.items() if j.verdict == NOT_SAME])
    for (left, right), judgement in sorted(said.items()):
        if judgement.verdict == SAME and left in groups.by_id and right in groups.by_id:
            detail = f"{judgement.by}: {judgement.why}" if judgement.why else judgement.by
            groups.force(left, right, Reason("judgement", detail, (judgement.id, left, right)))
    _join_by_name(groups)
    merged = [
        merge([groups.by_id[i] for i in group], groups.joining.reasons(group[0]))
        for group in groups.joining.groups()
    ]
    known_as = {i: group[0] for group in groups.joining.groups() for i in group}
    return Joined(tuple(_without_circles(merged, known_as)), known_as)


def _mapped(ids: Iterable[str], known_as: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(known_as.get(i, i) for i in ids))


def rename_statement(statement: Statement, known_as: Mapping[str, str]) -> Statement:
    """The statement with the case's actors in place of the article's."""
    speaker = statement.speaker
    return replace(
        statement,
        speaker=known_as.get(speaker, speaker) if speaker else None,
        via=_mapped(statement.via, known_as),
        target=_mapped(statement.target, known_as),
        about=_mapped(statement.about, known_as),
    )


def rename_figure(figure: Figure, known_as: Mapping[str, str], events: Mapping[str, str]) -> Figure:
    """The figure with the case's actor as its speaker and the case's event as its event."""
    speaker, event = figure.speaker, figure.event
    return replace(
        figure,
        speaker=known_as.get(speaker, speaker) if speaker else None,
        event=events.get(event, event) if event else None,
    )


def rename_event(event: Event, known_as: Mapping[str, str]) -> Event:
    """The event with the case's actors as sources and targets."""
    return replace(
        event,
        sources=_mapped(event.sources, known_as),
        targets=_mapped(event.targets, known_as),
    )
