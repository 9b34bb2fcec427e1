"""How well names are found and told apart by kind, and how well they are joined.

Takes texts in which people marked names and the actors that hearsay finds there, gives counts: of
spans, of kinds, of confusions, of groups. Knows no corpus.

Two spans are one name if they are alike but for articles, titles and possessives around them: no
corpus agrees with another on whether "Gen." belongs to a name. Marked names that are nothing but
titles ("the President") are not asked for, and what is given there is not counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks import coreference
from benchmarks.coreference import MEASURES
from benchmarks.counting import Tally
from hearsay import names
from hearsay.types import Actor, ActorKind, Span

KINDS: Mapping[str, tuple[ActorKind, ...]] = {
    "person": ("person", "people"),
    "organisation": ("government", "armed_group", "organisation", "media"),
    "place": ("place", "government"),
}
"""The kinds of hearsay that are right for a marked type. A country or town is a government where it
acts; corpora call it a place even there, so both are right."""
STRICT: Mapping[str, tuple[ActorKind, ...]] = {**KINDS, "place": ("place",)}
"""The same where a place must be told from a government."""

FOUND = "names found"
KIND = "names with the right kind"
TOLD = "names, places told from governments"
_ARTICLE = re.compile(r"(?:the|a|an)\s+(?=\S)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class MarkedName:
    """A name as annotators marked it. type: a key of KINDS. chain: names of one entity share it."""

    span: Span
    type: str
    chain: str


@dataclass(frozen=True)
class MarkedText:
    """A text with its names, disjoint. open: stretches in which what is given is not counted."""

    name: str
    text: str
    names: tuple[MarkedName, ...]
    open: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenName:
    """A name that hearsay found. actor: the id of the actor it was joined into."""

    span: Span
    kind: ActorKind
    actor: str


def core(text: str, span: Span) -> Span:
    """The name alone: no article, no titles, no possessive."""
    start, end = span.start, span.end
    if article := _ARTICLE.match(text[start:end]):
        start += article.end()
    if possessive := _POSSESSIVE.search(text[start:end]):
        end -= len(possessive.group())
    bare = names.untitled_person(text[start:end])
    at = text.find(bare, start, end) if bare else -1
    return Span(at, at + len(bare)) if at >= 0 else Span(start, end)


def only_titles(form: str) -> bool:
    """Whether a form is made of titles and articles alone."""
    parts = names.words(form)
    return bool(parts) and all(part in names.TITLES | {"the", "a", "an"} for part in parts)


def given(marked: MarkedText, actors: Sequence[Actor]) -> list[GivenName]:
    """The names that hearsay gives, those left out that stand where nothing is counted."""
    wanted = {core(marked.text, name.span) for name in marked.names}
    found: dict[Span, GivenName] = {}
    for actor in actors:
        for mention in actor.mentions:
            span = core(marked.text, mention.span)
            if span in wanted or not any(span.overlaps(other) for other in marked.open):
                found.setdefault(span, GivenName(span, actor.kind, actor.id))
    return [found[span] for span in sorted(found)]


@dataclass
class Scores:
    """Counts by document of everything that is measured."""

    figures: Tally
    by_type: Tally
    by_kind: Tally
    confusions: Tally
    items: dict[str, str]

    @staticmethod
    def over(documents: Sequence[str]) -> Scores:
        """Nothing counted yet."""
        return Scores(Tally(documents), Tally(documents), Tally(documents), Tally(documents), {})

    def add(self, marked: MarkedText, actors: Sequence[Actor]) -> None:
        """Counts one text."""
        said = {name.span: name for name in given(marked, actors)}
        want = {core(marked.text, name.span): name for name in marked.names}
        both = {span: (name, said[span].kind) for span, name in want.items() if span in said}
        document, sizes = marked.name, (len(said), len(want))
        right = sum(kind in KINDS[name.type] for name, kind in both.values())
        strict = sum(kind in STRICT[name.type] for name, kind in both.values())
        for figure, hit in ((FOUND, len(both)), (KIND, right), (TOLD, strict)):
            self.figures.add(figure, document, hit, *sizes)
        for number, (span, name) in enumerate(sorted(want.items())):
            kind = both[span][1] if span in both else None
            fits = kind in KINDS[name.type]
            self.by_type.add(name.type, document, fits, 1)
            if kind is not None:
                for other in _KIND_ROWS:
                    self.confusions.add(f"{name.type} given as {other}", document, kind == other, 1)
            item = f"{document}/{number}"
            self.items[item] = f"{name.type}: {kind or 'missed'}"
        for span, one in said.items():
            fits = span in both and one.kind in KINDS[both[span][0].type]
            self.by_kind.add(one.kind, document, fits, 1)


_KIND_ROWS: tuple[ActorKind, ...] = (
    "person", "people", "government", "armed_group", "organisation", "media", "document", "place"
)  # fmt: skip


def groups(
    marked: MarkedText, actors: Sequence[Actor], found_only: bool = False
) -> Iterator[list[float]]:
    """Counts of the measures of `coreference` for hearsay's groups, then for those of one string.

    found_only: only names on which both sides agree. Each list has the counts in the order of
    MEASURES.
    """
    said = given(marked, actors)
    want = {core(marked.text, name.span): name.chain for name in marked.names}
    ours = {_key(name.span): name.actor for name in said}
    plain = {_key(name.span): names.normal(name.span.of(marked.text)) for name in said}
    gold = {_key(span): chain for span, chain in want.items()}
    if found_only:
        shared = ours.keys() & gold.keys()
        ours, plain, gold = (
            {key: group for key, group in table.items() if key in shared}
            for table in (ours, plain, gold)
        )
    for table in (ours, plain):
        counts = coreference.counts(coreference.partition(table), coreference.partition(gold))
        yield [value for measure in MEASURES for value in counts[measure]]


def _key(span: Span) -> str:
    return f"{span.start}-{span.end}"
