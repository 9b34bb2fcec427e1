"""Who and what one article names: mentions joined into actors, each join with its reason.

Takes an `Analysis` whose `reading` holds the names that the network saw, gives it back with
`actors`. Finds again, by their own words, names that the network missed elsewhere in the article.
Leaves pronouns and descriptions ("the group") to `steps.speakers`, other articles to `links`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from hearsay import names
from hearsay.bynames import is_byname
from hearsay.identity import identify
from hearsay.steps import belonging, phrases, roles, territories
from hearsay.steps.kinds import wording
from hearsay.steps.mentions import is_name, mentions, overlaps, part_of_longer
from hearsay.text import Locator, sentences
from hearsay.types import Actor, ActorKind, Analysis, Document, Mention, Reason, Span

STRENGTH = {
    "same name": 10, "country": 9, "outlet": 9, "known": 9, "defined": 8, "fuller name": 7,
    "spelling": 6, "acronym": 6, "surname": 5, "shortened": 4, "given name": 3, "capital": 2,
    "inner surname": 1,
}  # fmt: skip
"""Which reason wins where a form may belong to several actors."""

KNOWN = 2.0
"""What the tables of well-known bodies, countries and capitals add to a kind for each mention; the
network's own vote is at most 1. An article's own wording ("the Front, a party") still outweighs it
where a form is rare. With countries and capitals, right kinds in gold/articles/train 562 of 584,
without them 560 of 585."""
_JOINING, _JOINED = frozenset("_@#.-"), frozenset("_-")
"""Marks that make what they stand before or behind a part of a longer word, tag or address."""
_ARTICLE = re.compile(r"^(?:al|el|ul|as|ad|ar|az|at)-", re.IGNORECASE)
"""Of an Arabic surname, which may stand without it: "Ana al-Haddad", then "Haddad"."""
_OWN = re.compile(r"^its ", re.IGNORECASE)
"""What a role opens with that only its sentence explains: whose "its chief engineer" is, `part_of`
tells. A "his wife" stays one."""
_DEFINES = re.compile(
    r"[\"”’]?\s*(?:,?\s*\((?:(?:also |better |formerly |now )?"
    r"(?:known as|called|or|aka|a\.k\.a\.)\s+)?|,?\s+(?:also |better |formerly |now |otherwise )*"
    r"(?:known (?:simply )?as|called|a\.?k\.?a\.?|abbreviated as|or)\s+)(?:the\s+)?[\"“‘']?$"
)


def _elected(votes: Counter[ActorKind]) -> ActorKind:
    if len(votes) == 1:
        return next(iter(votes))
    return min(votes, key=lambda kind: (-votes[kind], kind))


@dataclass(slots=True)
class Form:
    """One surface form and where it stands."""

    text: str
    spans: list[Span] = field(default_factory=list)
    votes: Counter[ActorKind] = field(default_factory=Counter)

    @property
    def kind(self) -> ActorKind:
        """The kind that most of its mentions have, the alphabet deciding between equals."""
        return _elected(self.votes)

    @property
    def start(self) -> int:
        """Where it stands first."""
        return min(span.start for span in self.spans)


_YOUNG = (
    r"(?:[2-9]|1[0-5]|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen)"
)
_YEARS_OLD = re.compile(rf"\b{_YOUNG}[ -]year[ -]old\s+(?:[a-z]+\s+)?$", re.IGNORECASE)
_AGED = re.compile(rf",\s+(?:aged\s+)?{_YOUNG}(?:\s*[,.;)]|\s+years\s+old\b)", re.IGNORECASE)
"""Before and behind a child's name: "five-year-old Tim Roe", "Tim Roe, 5,"."""


class Cluster:
    """Forms of one actor."""

    def __init__(self, form: Form) -> None:
        self.forms: list[Form] = []
        self.because: list[Reason] = []
        self.weight = 0
        """How often its forms stand in the text."""
        self.kind: ActorKind = form.kind
        """The kind by vote of all its mentions."""
        self._votes: Counter[ActorKind] = Counter()
        self.add(form)

    def add(self, *forms: Form) -> None:
        """Put forms to it; each form's votes and places must be complete."""
        for form in forms:
            self.forms.append(form)
            self.weight += len(form.spans)
            self._votes += form.votes
        self.kind = _elected(self._votes)

    def last_before(self, surname: Form) -> int:
        """Where it is named last with a surname before that stands first; 0 if it is not."""
        ending = surname.text.split()[-1]
        forms = (form for form in self.forms if form.text.split()[-1] == ending)
        starts = (span.start for form in forms for span in form.spans)
        return max((start for start in starts if start < surname.start), default=0)


def actors(analysis: Analysis) -> Analysis:
    """The analysis with the actors that its article names, sorted by where each stands first."""
    text = analysis.document.text
    if analysis.reading is None:
        return analysis
    outside = Locator(analysis.document.boilerplate)
    forms: dict[str, Form] = {}
    for mention in mentions(analysis):
        form = forms.setdefault(mention.span.of(text), Form(mention.span.of(text)))
        form.spans.append(mention.span)
        form.votes[mention.kind] += mention.score  # type: ignore[assignment]
    personal = _words_of_persons(forms.values())
    for form in forms.values():
        form.votes += wording(text, form.text, form.spans, form.kind)
        if known := names.body(form.text):
            form.votes[known[1]] += KNOWN * len(form.spans)  # type: ignore[assignment]
        elif form.text not in personal and (names.country(form.text) or names.capital(form.text)):
            form.votes["government"] += KNOWN * len(form.spans)  # type: ignore[assignment]
    _find_again(text, forms, outside)
    clusters = _joined(text, list(forms.values()))
    sources = [role.span for role in analysis.reading.roles if role.role == "source"]
    found = [_built(analysis, cluster, sources) for cluster in clusters]
    found = [_of_dateline(analysis.document, actor) for actor in found]
    found.sort(key=lambda actor: actor.mentions[0])
    cut = analysis.sentences or tuple(sentences(text))
    return replace(analysis, actors=_with_roles(text, found, cut))


def _of_dateline(document: Document, actor: Actor) -> Actor:
    """An actor that only the dateline names is a place: "RELL, Arcadia" names nobody."""
    line = document.dateline
    at = document.text.find(line) if line else -1
    if line is None or at < 0 or actor.kind != "person":
        return actor
    opening = Span(at, at + len(line))
    only = all(opening.covers(mention.span) for mention in actor.mentions)
    return replace(actor, kind="place") if only else actor


def _words_of_persons(forms: Iterable[Form]) -> frozenset[str]:
    """The words of persons' full names: "Jordan" beside "Ann Jordan" may be hers."""
    full = (form.text.split() for form in forms if form.kind == "person")
    return frozenset(word for words in full if len(words) > 1 for word in words)


def _find_again(text: str, forms: dict[str, Form], outside: Locator) -> None:
    """Add the places where a known form or a known person's surname stands unseen."""
    taken = sorted(span for form in forms.values() for span in form.spans)
    known: dict[str, ActorKind] = {}
    for form in sorted(forms.values(), key=lambda f: f.start):
        if len(form.text) > 2 or (form.text.isupper() and names.body(form.text)):
            known[form.text] = form.kind
    for form in sorted(forms.values(), key=lambda f: f.start):
        parts = names.untitled(form.text).split()
        if form.kind != "person" or len(parts) < 2:
            continue
        for last in (parts[-1], _ARTICLE.sub("", parts[-1])):
            if len(last) > 2 and is_name(last):
                known.setdefault(last, "person")
    for form_text in sorted(known, key=lambda f: (-len(f), f)):
        new: list[Span] = []
        for span in _places(text, form_text):
            if outside.at(span.start) is not None or overlaps(taken, span):
                continue
            if form_text not in forms and not _stands_alone(text, span):
                continue
            if part_of_longer(text, span):
                continue
            new.append(span)
        if new:
            form = forms.setdefault(form_text, Form(form_text))
            form.spans.extend(new)
            form.votes[known[form_text]] += 0.5 * len(new)  # type: ignore[assignment]
            taken = sorted([*taken, *new])


def _places(text: str, form: str) -> Iterator[Span]:
    """Where a form stands as words of its own, in no address, tag or longer word.

    By plain search: a pattern for each form would cost more to compile than to look for.
    """
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        before, after = text[start - 1 : start], text[end : end + 1]
        if before.isalnum() or after.isalnum() or before in _JOINING or after in _JOINED:
            start = text.find(form, start + 1)
        else:
            yield Span(start, end)
            start = text.find(form, end)


def _stands_alone(text: str, span: Span) -> bool:
    """Whether a surname stands without article: "the West" is not Ann West."""
    return not re.search(r"\b(?:the|a|an)\s+$", text[max(0, span.start - 5) : span.start], re.I)


def _joined(text: str, forms: list[Form]) -> list[Cluster]:
    """Forms into actors: fullest first, each to the actor with the strongest reason."""
    forms.sort(key=lambda f: (-len(names.words(names.untitled(f.text))), -len(f.spans), f.start))
    defined = _definitions(text, forms)
    clusters: list[Cluster] = []
    for form in forms:
        best: tuple[tuple[int, bool, int, int, int], Cluster, Reason] | None = None
        kind = form.kind
        for cluster in clusters:
            reason = _reason(cluster, form.text, kind, defined)
            if reason is None:
                continue
            courteous = _of_family(form.text, reason)
            grown = reason.rule != "surname" or not _is_child(text, cluster)
            if courteous and not grown:
                continue  # "Mr Roe" is the father of Tim Roe, 5
            near = cluster.last_before(form) if courteous else 0
            strength = STRENGTH.get(reason.rule, 0)
            rank = (strength, grown, near, cluster.weight, -cluster.forms[0].start)
            if best is None or rank > best[0]:
                best = (rank, cluster, reason)
        if best is None:
            clusters.append(Cluster(form))
        else:
            best[1].add(form)
            best[1].because.append(best[2])
    return _merged(clusters, defined)


def _is_child(text: str, cluster: Cluster) -> bool:
    """Whether the article tells that somebody is 15 or younger, beside the name."""
    return any(
        _YEARS_OLD.search(text, max(0, span.start - 30), span.start)
        or _AGED.match(text, span.end, span.end + 20)
        for form in cluster.forms
        for span in form.spans
    )


def _of_family(form: str, reason: Reason) -> bool:
    """Whether a form tells a family by a courtesy title: "Mrs Roe" is the Roe named last."""
    courtesy = names.FEMALE_TITLES | names.MALE_TITLES
    return reason.rule == "surname" and not courtesy.isdisjoint(names.titles_of(form))


def _reason(
    cluster: Cluster, form: str, kind: ActorKind, defined: dict[tuple[str, str], Reason]
) -> Reason | None:
    """The strongest reason to put a form to an actor; None if anything speaks against it."""
    best: Reason | None = None
    for known in cluster.forms:
        if names.contradicts(known.text, form, cluster.kind, kind):
            return None
        reason = defined.get((known.text, form)) or names.may_be_one(
            known.text, form, cluster.kind, kind
        )
        if reason and (best is None or STRENGTH[reason.rule] > STRENGTH[best.rule]):
            best = reason
    return best


def _merged(clusters: list[Cluster], defined: dict[tuple[str, str], Reason]) -> list[Cluster]:
    """Join actors that a later form has tied together by a definition in the text."""
    if not defined:
        return clusters
    out: list[Cluster] = []
    for cluster in clusters:
        for earlier in out:
            reason = next(
                (defined[a.text, b.text] for a in earlier.forms for b in cluster.forms
                 if (a.text, b.text) in defined),
                None,
            )  # fmt: skip
            if reason and not any(
                names.contradicts(a.text, b.text, a.kind, b.kind)
                for a in earlier.forms
                for b in cluster.forms
            ):
                earlier.add(*cluster.forms)
                earlier.because.extend([reason, *cluster.because])
                break
        else:
            out.append(cluster)
    return out


def _definitions(text: str, forms: Iterable[Form]) -> dict[tuple[str, str], Reason]:
    """Pairs of forms that the text itself equates: "Rural Front (RF)", "X, also known as Y"."""
    places = sorted((span, form) for form in forms for span in form.spans) if forms else []
    found: dict[tuple[str, str], Reason] = {}
    for (left, one), (right, other) in pairwise(places):
        between = text[left.end : right.start]
        if one is other or not _DEFINES.fullmatch(between) or "\n" in between:
            continue
        bare = re.fullmatch(r"[\"”’]?\s*\(|,?\s+or\s+", between.rstrip("\"“‘'").replace("the ", ""))
        if bare and not _abbreviates(other.text, one.text):
            continue
        if not names.kinds_agree(one.kind, other.kind):
            continue
        if bool(names.outlet(one.text)) != bool(names.outlet(other.text)):
            continue  # "Rell (AFP)" opens a report
        words = " ".join(text[left.start : min(len(text), right.end + 1)].split())
        reason = Reason("defined", f"the text equates them: {words}")
        found[one.text, other.text] = found[other.text, one.text] = reason
    return found


def _abbreviates(short: str, full: str) -> bool:
    """Whether a form in brackets can stand for the name before it: an acronym, or near one."""
    if names.is_acronym(short, full) or names.is_acronym(full, short):
        return True
    letters = re.sub(r"\W", "", short)
    if " " in short.strip() or len(letters) > 8 or sum(c.isupper() for c in letters) < 2:
        return False
    return names.folded(full)[:1] == names.folded(letters)[:1]


def _rank_name(form: Form) -> tuple[bool, int, int, int, int, int]:
    """Orders forms: the fullest without title first, an adjective ("Arcadian") last."""
    bare = names.untitled(form.text)
    return (
        bool(names.demonym(form.text)) and not names.country(form.text),
        -len(names.words(bare)),
        len(names.titles_of(form.text)),
        -len(bare) if names.capital(form.text) is None else 0,
        -len(form.spans),
        form.start,
    )


def _surfaces(form: Form) -> tuple[str, ...]:
    """A form, and before it the full name that stands within it behind a title."""
    bare = names.untitled_person(form.text)
    full = form.kind == "person" and len(bare.split()) > 1 and bare != form.text
    return (bare, form.text) if full else (form.text,)


def _built(analysis: Analysis, cluster: Cluster, sources: Collection[Span]) -> Actor:
    document = analysis.document.id
    ordered = sorted(cluster.forms, key=_rank_name)
    common = max(ordered, key=lambda form: len(form.spans))
    if is_byname(
        cluster.kind, ordered[0].text, len(ordered[0].spans), common.text, len(common.spans)
    ):
        ordered = [common, *(form for form in ordered if form is not common)]
    spans = sorted(span for form in cluster.forms for span in form.spans)
    surface = list(dict.fromkeys(bare for form in ordered for bare in _surfaces(form)))
    kind = cluster.kind
    if kind in ("government", "place"):
        kind = territories.kind(analysis.document.text, surface, spans, sources)
    return Actor(
        id=identify("a", document, spans[0].start),
        name=surface[0],
        kind=kind,
        aliases=tuple(surface[1:]),
        mentions=tuple(Mention(document, span) for span in spans),
        because=tuple(cluster.because),
    )


def _with_roles(text: str, found: list[Actor], cut: Sequence[Span]) -> tuple[Actor, ...]:
    """The actors with their first role, and whose part a role or their own name makes them."""
    places = sorted((mention.span, actor) for actor in found for mention in actor.mentions)
    locator = Locator([span for span, _ in places])
    in_sentence = Locator(cut)
    out = []
    for actor in found:
        role, whole, told = None, None, actor.mentions[0].span
        for phrase in role_spans(text, actor, in_sentence):
            noun = phrases.noun(phrases.head(phrase.of(text)))
            if actor.kind != "person" and noun is not None and noun.kinds == {"person"}:
                continue  # "the rival Rural Front"
            opening = text[phrase.start : phrase.end].split(maxsplit=1)[0]
            if actor.kind != "person" and opening[:1].isupper() and not _describes(opening):
                continue  # the next name in a list: "the Front, Veld and other states"
            if actor.kind not in ("person", "place") or noun is None or not noun.plural:
                # not "on the road to the Osk Dam, the two governments have ..."
                role = role or _OWN.sub("", " ".join(phrase.of(text).split()))
            near = places[max(0, locator.before(phrase.start)) :]
            near = near[: next((k for k, at in enumerate(near) if at[0].start >= phrase.end), None)]
            whole = belonging.whole_of(text, phrase, actor, near)
            whole = whole or belonging.country_of(phrase.of(text), actor, found)
            whole = whole or belonging.told_before(text, phrase, actor, found)
            if whole is not None:
                told = phrase
                break
        whole = whole or belonging.state_of(actor, found)
        because = actor.because
        if whole is not None:
            at = in_sentence.at(told.start)
            sentence = told if at is None else in_sentence.spans[at]
            because += (Reason("part of", " ".join(sentence.of(text).split()), (whole.id,)),)
        part_of = whole.id if whole is not None else None
        out.append(replace(actor, role=role, part_of=part_of, because=because))
    return tuple(out)


def _describes(opening: str) -> bool:
    """Whether a capitalised word can open what is said of a body: "The group", "Arcadian party"."""
    return names.folded(opening) in phrases.DEFINITE or names.demonym(opening) is not None


def role_spans(text: str, actor: Actor, in_sentence: Locator) -> list[Span]:
    """The phrases in apposition to an actor's mentions, in order."""
    found = []
    for mention in actor.mentions:
        at = in_sentence.at(mention.span.start)
        if at is None:
            continue
        sentence = in_sentence.spans[at]
        before = roles.before(text, mention.span, sentence.start)
        if before is not None:
            found.append(roles.whole_office(text, before, mention.span))
        after = roles.after(text, mention.span, sentence.end)
        if after is not None:
            found.append(after)
    return found
