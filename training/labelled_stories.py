"""The stories of `labels/matters.jsonl` as the program reads them.

Takes a story with its texts, gives its analyses and what the links know of them, and for each
labelled statement the one of this reading that stands for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from hearsay.identity import identify
from hearsay.links.actors import join_actors, rename_statement
from hearsay.links.context import Context
from hearsay.model.network import Network
from hearsay.pipeline import analyse
from hearsay.settings import Settings
from hearsay.types import Analysis, Document, Judgement, Span
from training.read_matters import Said, Story

MATCHED = 0.5
"""Of the characters of either, the share that a statement and a labelled one have in common."""


def context_of(analyses: Sequence[Analysis], judgements: Sequence[Judgement]) -> Context:
    """What the links know of some articles; analyses sorted by document."""
    joined = join_actors(analyses, judgements)
    every = [rename_statement(s, joined.known_as) for a in analyses for s in a.statements]
    return Context(
        documents={analysis.document.id: analysis.document for analysis in analyses},
        actors={actor.id: actor for actor in joined.actors},
        statements={s.id: s for s in sorted(every, key=lambda s: (s.document, s.content[0].start))},
        vectors=dict(vector for analysis in analyses for vector in analysis.vectors),
        sentences={analysis.document.id: analysis.sentences for analysis in analyses},
    )


def analysed(story: Story, network: Network) -> tuple[list[Analysis], Context]:
    """The analyses of a story's articles, by document, and what links know of them."""
    documents = [
        Document(identify("d", name), name, text, language="en")
        for name, text in story.texts.items()
    ]
    documents.sort(key=lambda document: document.id)
    analyses = [analyse(document, network, Settings()) for document in documents]
    return analyses, context_of(analyses, ())


def matched(story: Story, context: Context) -> dict[Said, tuple[str, ...]]:
    """For every labelled statement the ids of the read ones that are most like it, if any are.

    Several where several speakers are given the same words.
    """
    places: dict[str, list[tuple[str, frozenset[int]]]] = {}
    for statement in context.statements.values():
        name = context.documents[statement.document].path
        places.setdefault(name, []).append((statement.id, _characters(statement.content)))
    wanted = {said for matter in story.matters for said in matter.sides}
    wanted |= {said for act in story.acts for said in act}
    found = {}
    for said in sorted(wanted):
        own = _characters(said[1])
        shares = [(len(own & o) / len(own | o), key) for key, o in places.get(said[0], ())]
        most = max((share for share, _ in shares), default=0.0)
        if most >= MATCHED:
            found[said] = tuple(sorted(key for share, key in shares if share == most))
    return found


def _characters(spans: Sequence[Span]) -> frozenset[int]:
    return frozenset(at for span in spans for at in range(span.start, span.end))
