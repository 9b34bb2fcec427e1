"""Relates the analyses of a case: the whole of what links documents, in order.

Takes analyses, judgements and settings, gives the `Ledger`. Pure: the same analyses in any order
give the same ledger. Every decision lives in a module of its own beside this one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import hearsay
from hearsay.links import replay
from hearsay.links.accusations import find_accusations
from hearsay.links.actors import join_actors, rename_event, rename_figure, rename_statement
from hearsay.links.context import Context
from hearsay.links.copies import find_copies
from hearsay.links.events import join_events
from hearsay.links.figure_groups import group_figures
from hearsay.links.lent_dates import lend_dates
from hearsay.links.matters import compare, find_matters
from hearsay.links.stories import find_stories
from hearsay.links.support import sharing, with_support
from hearsay.links.utterances import find_utterances
from hearsay.settings import Settings
from hearsay.types import Accusation, Analysis, Judgement, Ledger, Matter, Statement, Utterance


def _place(statement: Statement) -> tuple[str, int, int, str]:
    first = statement.content[0]
    return statement.document, first.start, first.end, statement.id


def _kept(
    statements: Sequence[Statement], matters: Sequence[Matter], accusations: Sequence[Accusation]
) -> list[Statement]:
    """All but the outlets' own sentences that take no side and hold no other statement."""
    needed = {side.statement for matter in matters for side in matter.sides}
    needed |= {statement.parent for statement in statements if statement.parent}
    needed |= {accusation.statement for accusation in accusations}
    needed |= {response.statement for a in accusations for response in a.responses}
    return [s for s in statements if s.voice != "outlet" or s.id in needed]


def relate(
    analyses: Sequence[Analysis], judgements: Sequence[Judgement], settings: Settings
) -> Ledger:
    """All that the articles of a case yield together. Every list is sorted by id."""
    analyses = sorted(analyses, key=lambda analysis: analysis.document.id)
    analyses = replay.on_articles(analyses, judgements)
    documents = tuple(analysis.document for analysis in analyses)
    joined = join_actors(analyses, judgements)
    every = [rename_statement(s, joined.known_as) for a in analyses for s in a.statements]
    every = replay.on_statements(every, judgements, joined.known_as)
    context = Context(
        documents={document.id: document for document in documents},
        actors={actor.id: actor for actor in joined.actors},
        statements={s.id: s for s in sorted(every, key=_place)},
        vectors=dict(vector for analysis in analyses for vector in analysis.vectors),
        sentences={analysis.document.id: analysis.sentences for analysis in analyses},
    )
    copies = find_copies(documents, settings.shared_passage)
    copies = replay.on_copies(copies, documents, judgements)
    stories = find_stories(documents, copies)
    matters: list[Matter] = []
    utterances: list[Utterance] = []
    dated = [event for analysis in analyses for event in analysis.events]
    by_document = {analysis.document.id: analysis for analysis in analyses}
    for story in stories:
        dated += chain.from_iterable(lend_dates(story.documents, by_document).values())
        compared = compare(story.documents, context)
        found = find_matters(compared, context, settings.same_matter)
        utterances += find_utterances(compared, found, copies, context)
        matters += found
    said = {statement.id: context.words(statement) for statement in every}
    matters = replay.on_matters(matters, said, judgements)
    utterances = replay.on_utterances(utterances, context.statements, judgements)
    events, event_known_as = join_events(
        [rename_event(event, joined.known_as) for event in dated], stories, context
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
        stories,
        context,
    )
    shared = sharing([document.id for document in documents], copies, utterances)
    accusations = tuple(find_accusations(matters, context))
    return Ledger(
        hearsay=hearsay.__version__,
        model="+".join(sorted({analysis.model for analysis in analyses if analysis.model})),
        documents=documents,
        actors=tuple(sorted(joined.actors, key=lambda actor: actor.id)),
        statements=tuple(
            sorted(_kept(every, matters, accusations), key=lambda statement: statement.id)
        ),
        figures=figures,
        events=events,
        matters=tuple(
            sorted((with_support(m, context, shared) for m in matters), key=lambda m: m.id)
        ),
        accusations=accusations,
        utterances=tuple(sorted(utterances, key=lambda utterance: utterance.id)),
        stories=tuple(sorted(stories, key=lambda story: story.id)),
        copies=copies,
        judgements=tuple(sorted(judgements, key=lambda judgement: judgement.id)),
    )
