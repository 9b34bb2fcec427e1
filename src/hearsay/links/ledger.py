"""Relates the analyses of a case: the whole of what links documents, in order.

Takes analyses, judgements and settings, gives the `Ledger`. Pure: the same analyses in any order
give the same ledger. Documents fall into stories first; each story is then related by itself
(`relate_story`), and what stories share, actors and passages, is joined at the end. So an article
that is added changes the stories that it touches and no other; a case file keeps each story's part
and makes only those anew (`hearsay.relating`). Every decision lives in a module beside this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Protocol, TypeVar

import hearsay
from hearsay.corrections import RULE, spoken_of
from hearsay.links import across, replay
from hearsay.links.accusations import find_accusations, searched
from hearsay.links.actors import join_actors, rename_event, rename_figure, rename_statement
from hearsay.links.contested import with_denials
from hearsay.links.context import Context
from hearsay.links.copies import find_copies
from hearsay.links.denials import find_denials
from hearsay.links.events import join_events
from hearsay.links.figure_groups import group_figures
from hearsay.links.lent_dates import lend_dates
from hearsay.links.matters import compare, find_matters
from hearsay.links.replay_matters import across as across_stories
from hearsay.links.replay_matters import on_matters, tied
from hearsay.links.signatures import copied_across, likeness, signature
from hearsay.links.sources import sources
from hearsay.links.stories import group, story_of
from hearsay.links.support import sharing, with_support
from hearsay.links.utterances import find_utterances
from hearsay.settings import Settings
from hearsay.types import (
    Accusation,
    Analysis,
    Copy,
    Document,
    Event,
    Figure,
    Judgement,
    Ledger,
    Matter,
    Statement,
    Support,
)


@dataclass(frozen=True, slots=True)
class Part:
    """What the articles of one story yield together, every list sorted by id.

    ledger: its actors are those of the story. known_as: for every actor of a single article the
    story's actor that it is.
    """

    ledger: Ledger
    known_as: Mapping[str, str]


def _place(statement: Statement) -> tuple[str, int, int, str]:
    first = statement.content[0]
    return statement.document, first.start, first.end, statement.id


def _kept(
    statements: Sequence[Statement],
    matters: Sequence[Matter],
    accusations: Sequence[Accusation],
    figures: Sequence[Figure],
    events: Sequence[Event],
) -> list[Statement]:
    """All but the outlets' own sentences that take no side and hold no other record."""
    needed = {side.statement for matter in matters for side in matter.sides}
    needed |= {matter.proposition_statement for matter in matters if matter.proposition_statement}
    needed |= {statement.parent for statement in statements if statement.parent}
    needed |= {accusation.statement for accusation in accusations}
    needed |= {response.statement for a in accusations for response in a.responses}
    needed |= {figure.statement for figure in figures if figure.statement}
    needed |= {statement for event in events for statement in event.statements}
    return [s for s in statements if s.voice != "outlet" or s.id in needed]


def relate_story(
    analyses: Sequence[Analysis], judgements: Sequence[Judgement], settings: Settings
) -> Part:
    """All that the articles of one story yield together; they are taken for one story unasked."""
    analyses = sorted(analyses, key=lambda analysis: analysis.document.id)
    analyses = replay.on_articles(analyses, judgements)
    documents = tuple(analysis.document for analysis in analyses)
    joined = join_actors(analyses, judgements)
    every = [rename_statement(s, joined.known_as) for a in analyses for s in a.statements]
    of_case = {across.id_of(key): actor.id for actor in joined.actors for key in across.keys(actor)}
    known = {**of_case, **joined.known_as}
    elsewhere, ids = replay.named_elsewhere(every, judgements, known, joined.actors)
    known |= ids
    actors = sorted((*joined.actors, *elsewhere), key=lambda actor: actor.id)
    every = replay.on_statements(every, judgements, known)
    context = Context(
        documents={document.id: document for document in documents},
        actors={actor.id: actor for actor in actors},
        statements={s.id: s for s in sorted(every, key=_place)},
        vectors=dict(vector for analysis in analyses for vector in analysis.vectors),
        sentences={analysis.document.id: analysis.sentences for analysis in analyses},
    )
    copies = find_copies(documents, settings.shared_passage)
    copies = replay.on_copies(copies, documents, judgements)
    story = story_of(documents)
    compared = compare(story.documents, context)
    matters = find_matters(compared, context, settings.same_matter)
    utterances = find_utterances(compared, context)
    denied = find_denials(compared, context)
    matters = with_denials(matters, denied, context)
    said = {statement.id: context.words(statement) for statement in every}
    matters = on_matters(matters, said, judgements)
    utterances = replay.on_utterances(utterances, context.statements, judgements)
    denied = replay.on_denials(denied, said, judgements)
    looked_through = searched(context)
    accusations = replay.on_accusations(
        find_accusations(compared, matters, denied, looked_through, context),
        context,
        judgements,
        known,
        looked_through.articles,
    )
    by_document = {analysis.document.id: analysis for analysis in analyses}
    dated = [event for analysis in analyses for event in analysis.events]
    dated += chain.from_iterable(lend_dates(story.documents, by_document).values())
    events, event_known_as = join_events(
        [rename_event(event, joined.known_as) for event in dated], [story], context
    )
    figures = group_figures(
        replay.on_figures(
            [
                rename_figure(figure, joined.known_as, event_known_as)
                for analysis in analyses
                for figure in analysis.figures
            ],
            every,
            judgements,
        ),
        events,
        [story],
        context,
    )
    shared = sharing([document.id for document in documents], copies, utterances)
    found = Ledger(
        hearsay=hearsay.__version__,
        model=_models(analyses),
        documents=documents,
        actors=tuple(actors),
        statements=tuple(
            sorted(
                _kept(every, matters, accusations, figures, events),
                key=lambda statement: statement.id,
            )
        ),
        figures=figures,
        events=events,
        matters=tuple(
            sorted((with_support(m, context, shared) for m in matters), key=lambda m: m.id)
        ),
        accusations=tuple(sorted(accusations, key=lambda a: (a.statement, a.accused))),
        utterances=tuple(sorted(utterances, key=lambda utterance: utterance.id)),
        stories=(story,),
        copies=copies,
    )
    return Part(found, joined.known_as)


def _models(analyses: Iterable[Analysis]) -> str:
    return "+".join(sorted({analysis.model for analysis in analyses if analysis.model}))


def relate(
    analyses: Sequence[Analysis], judgements: Sequence[Judgement], settings: Settings
) -> Ledger:
    """All that the articles of a case yield together. Every list is sorted by id."""
    by_id = {analysis.document.id: analysis for analysis in analyses}
    names = sorted(by_id)
    signatures = [signature(by_id[name].document) for name in names]
    told = [
        relate_story([by_id[name] for name in members], judgements, settings)
        for members in group(names, likeness(signatures))
    ]
    of_stories = [actor for part in told for actor in part.ledger.actors]
    spoken_of = across.first_bearers(of_stories) if judgements else {}
    spoken_of |= {local: actor for part in told for local, actor in part.known_as.items()}
    actors, known_as = across.join_stories(of_stories, across.of_stories(judgements, spoken_of))
    parts = _tied([renamed(part.ledger, known_as) for part in told], judgements)
    story = {name: part.stories[0].id for part in parts for name in part.stories[0].documents}
    documents = {name: by_id[name].document for name in names}
    copies = [copy for part in parts for copy in part.copies]
    behind = repeated(copies)
    between: list[Copy] = []
    for one, other in copied_across(signatures):
        if story[one] != story[other] and not {one, other} & behind:
            between += copy_across(documents[one], documents[other], settings)
    said = [one for one in judgements if _between(one, story)]
    copies += replay.on_copies(between, tuple(documents.values()), said)
    return Ledger(
        hearsay=hearsay.__version__,
        model=_models(analyses),
        documents=tuple(documents.values()),
        actors=actors,
        statements=_every(part.statements for part in parts),
        figures=_every(part.figures for part in parts),
        events=_every(part.events for part in parts),
        matters=_every(part.matters for part in parts),
        accusations=tuple(
            sorted(
                chain.from_iterable(part.accusations for part in parts),
                key=lambda accusation: (accusation.statement, accusation.accused),
            )
        ),
        utterances=_every(part.utterances for part in parts),
        stories=_every(part.stories for part in parts),
        copies=tuple(sorted(copies, key=lambda copy: (copy.documents, copy.kind, copy.passages))),
        sources=sources(settings.sources, judgements),
        judgements=tuple(sorted(judgements, key=lambda judgement: judgement.id)),
    )


def _tied(parts: list[Ledger], judgements: Sequence[Judgement]) -> list[Ledger]:
    """The parts of all stories, matters joined over stories where a person did."""
    by_story = {part.stories[0].id: part for part in parts}
    story_of = {s.id: story for story, part in by_story.items() for s in part.statements}
    for stories, corrections in tied(judgements, story_of):
        by_story |= across_stories({name: by_story[name] for name in stories}, corrections)
    return list(by_story.values())


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Record = TypeVar("_Record", bound=_Named)


def _every(lists: Iterable[Sequence[_Record]]) -> tuple[_Record, ...]:
    return tuple(sorted(chain.from_iterable(lists), key=lambda record: record.id))


def repeated(copies: Iterable[Copy]) -> set[str]:
    """The documents that another of the same text stands for; a person's marks apart."""
    found = [c for c in copies if c.kind == "same_text" and c.because[0].rule != RULE]
    return {name for c in found for name in sorted(c.documents)[1:]}


def _between(judgement: Judgement, story: Mapping[str, str]) -> bool:
    """Whether a judgement is on two documents of different stories; one that undoes counts."""
    known = {story[name] for name in spoken_of(judgement) if name in story}
    return len(known) > 1 or judgement.undoes is not None


def copy_across(one: Document, other: Document, settings: Settings) -> tuple[Copy, ...]:
    """The copy that two documents of different stories are, if they are one."""
    pair = sorted((one, other), key=lambda document: document.id)
    return find_copies(pair, settings.shared_passage)


def renamed(part: Ledger, known_as: Mapping[str, str]) -> Ledger:
    """A story's part with the case's actors in place of the story's; `actors` with mentions only.

    known_as: for the story's actors, the ids they go by in the case.
    """
    accusations: dict[tuple[str, str], Accusation] = {}
    for accusation in part.accusations:
        accused = known_as.get(accusation.accused, accusation.accused)
        accusations.setdefault(
            (accusation.statement, accused), replace(accusation, accused=accused)
        )
    return replace(
        part,
        actors=tuple(
            replace(actor, id=known_as.get(actor.id, actor.id), part_of=None)
            for actor in part.actors
        ),
        statements=tuple(rename_statement(s, known_as) for s in part.statements),
        figures=tuple(rename_figure(figure, known_as, {}) for figure in part.figures),
        events=tuple(rename_event(event, known_as) for event in part.events),
        matters=tuple(_renamed_matter(matter, known_as) for matter in part.matters),
        accusations=tuple(accusations[key] for key in sorted(accusations)),
    )


def _renamed_matter(matter: Matter, known_as: Mapping[str, str]) -> Matter:
    def named(support: Support) -> Support:
        parties = {known_as.get(party, party) for party in support.parties}
        return replace(support, parties=tuple(sorted(parties)))

    return replace(
        matter,
        affirms=named(matter.affirms),
        denies=named(matter.denies),
        leaves_open=named(matter.leaves_open),
    )
