"""Event coreference within and across articles on ECB+, mentions and topics given.

Takes a file of ECB+ (its form is told beside the data) and what reads an article, gives MUC,
B-cubed, CEAF-e and CoNLL F1 of `links.events` beside a baseline that joins what has one head lemma
within a topic.

What is scored: every annotated event mention in validated sentences, as its annotators marked it,
whatever its type. Mentions of one chain are one event; a mention without a chain is an event by
itself; single mentions stay in on both sides. The system gets the spans and which articles are of
one topic, both events of it (`ecb` and `ecbplus`) mixed; it gets no chain, no type, no marked
participant and no part. It reads whole articles but for the web address in front of some. Counts
are added up over topics, and no group crosses topics on either side; intervals resample topics.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from benchmarks import coreference, counting, ecb_articles
from benchmarks.coreference import CONLL, MEASURES
from benchmarks.counting import Floats, Row
from benchmarks.ecb_articles import MarkedArticle
from benchmarks.outcome import BenchmarkError, Outcome, Rows
from hearsay.links import lemmas
from hearsay.links.event_features import EventMention
from hearsay.links.events import group_mentions
from hearsay.model.reading import Reading
from hearsay.types import Document, Span

Look = Callable[[str, Sequence[Span]], Reading]
"""From a text and its sentences to what the network says of it."""
Grouped = Mapping[str, str]
"""Each mention's group, by keys."""

BASELINE = "same head lemma"
GAIN = f"{CONLL}, gain over {BASELINE}"
"""A difference of two F1, told in the column of F1."""
WITHIN, ACROSS = "in one article", "between articles on one event"
APART = "joined pairs not between the topic's two events"


@dataclass(frozen=True)
class Topic:
    """One topic's articles, and its scored mentions as the system sees them.

    gold: each mention's chain. part: each mention's part, for telling apart errors.
    """

    name: str
    documents: Mapping[str, Document]
    sentences: tuple[str, ...]
    mentions: tuple[EventMention, ...]
    gold: Grouped
    part: Mapping[str, str]


def mentions_of(article: MarkedArticle, look: Look) -> list[EventMention]:
    """An article's scored mentions, with the network's vectors."""
    if not article.events:
        return []
    reading = look(article.text, article.sentences)
    found = []
    for event in article.events:
        sentence = article.sentences[event.sentence]
        trigger = " ".join(part.of(article.text) for part in event.parts)
        found.append(
            EventMention(
                id=event.key,
                document=article.name,
                place=event.sentence,
                trigger=trigger,
                before=article.text[sentence.start : event.parts[0].start],
                after=article.text[event.parts[-1].end : sentence.end],
                trigger_vector=reading.proposition(event.parts),
                sentence_vector=reading.proposition([sentence]),
                word_vector=reading.word(trigger),
            )
        )
    return found


def topics(articles: Sequence[MarkedArticle], look: Look) -> list[Topic]:
    """The articles by topic, read; by name."""
    by_name: dict[str, list[MarkedArticle]] = defaultdict(list)
    for article in articles:
        by_name[article.topic].append(article)
    found = []
    for name in sorted(by_name):
        own = by_name[name]
        mentions = [mention for article in own for mention in mentions_of(article, look)]
        found.append(
            Topic(
                name=name,
                documents={a.name: Document(a.name, a.name, a.text) for a in own},
                sentences=tuple(span.of(a.text) for a in own for span in a.sentences),
                mentions=tuple(mentions),
                gold={event.key: event.chain for a in own for event in a.events},
                part={event.key: a.part for a in own for event in a.events},
            )
        )
    return found


def same_lemma(topic: Topic) -> Grouped:
    """The baseline: mentions whose head has one lemma are one event."""
    return {m.id: lemmas.lemma(lemmas.head(m.trigger)) for m in topic.mentions}


def system(topic: Topic) -> Grouped:
    """What hearsay groups."""
    groups = group_mentions(topic.mentions, topic.documents, topic.sentences)
    return {mention: group.mentions[0] for group in groups for mention in group.mentions}


def counts(given: Grouped, gold: Grouped) -> list[float]:
    """The counts of the three measures of one topic, in their order."""
    found = coreference.counts(coreference.partition(given), coreference.partition(gold))
    return [value for name in MEASURES for value in found[name]]


def ecbplus(file: Path, look: Look) -> Outcome:
    """One file. Raises BenchmarkError if it holds no scored mention."""
    read = [topic for topic in topics(ecb_articles.load(file), look) if topic.mentions]
    if not read:
        raise BenchmarkError(f"{file}: no event mention in a validated sentence. Is it ECB+?")
    ours = {topic.name: system(topic) for topic in read}
    given = {
        "": [counts(ours[topic.name], topic.gold) for topic in read],
        f"{BASELINE}: ": [counts(same_lemma(topic), topic.gold) for topic in read],
    }
    mentions = sum(len(topic.mentions) for topic in read)
    figures: Rows = {}
    documents: dict[str, dict[str, list[float]]] = {topic.name: {} for topic in read}
    for prefix, rows in given.items():
        figures[f"{prefix}{CONLL}"] = _value(rows, coreference.conll, mentions)
        for place, measure in enumerate(MEASURES):
            own = [row[4 * place : 4 * place + 4] for row in rows]
            figures[f"{prefix}{measure}"] = counting.row(own)
            for topic, row in zip(read, own, strict=True):
                documents[topic.name][f"{prefix}{measure}"] = [
                    round(c, counting.DIGITS) for c in row
                ]
    both = [a + b for a, b in zip(*given.values(), strict=True)]
    figures[GAIN] = _value(both, _gain, mentions)
    by_topic: Rows = {}
    for prefix, rows in given.items():
        for topic, row in zip(read, rows, strict=True):
            name = f"{prefix}{CONLL}: topic {topic.name}"
            by_topic[name] = _value([row], coreference.conll, len(topic.mentions))
    return Outcome(
        benchmark="ecbplus",
        about=(
            f"{mentions} event mentions given, {len(read)} topics given; single mentions scored; "
            "intervals resample topics"
        ),
        figures=figures,
        parts={"pairs joined": _pairs(read, ours), "by topic": by_topic},
        documents=documents,
        items={
            item: verdict
            for topic in read
            for item, verdict in verdicts(ours[topic.name], topic.gold).items()
        },
    )


def _gain(totals: Floats) -> Floats:
    """The system's CoNLL F1 less the baseline's. totals: float64 (..., 24)."""
    found: Floats = coreference.conll(totals[..., :12]) - coreference.conll(totals[..., 12:])
    return found


def _value(rows: Sequence[Sequence[float]], figure: Callable[[Floats], Floats], n: int) -> Row:
    """A figure made of several measures' counts, with its interval."""
    out: Row = {"n": n, "f1": counting.rounded(float(figure(counting.total(rows))))}
    if drawn := counting.interval([rows], figure):
        out["interval"] = drawn
    return out


def _pairs(read: Sequence[Topic], ours: Mapping[str, Grouped]) -> Rows:
    """Pairs of mentions put into one event, by where the two stand; and the share of them that
    keeps the topic's two events apart."""
    tally = counting.Tally([topic.name for topic in read])
    for topic in read:
        given = ours[topic.name]
        for one, other in combinations(topic.mentions, 2):
            said = given[one.id] == given[other.id]
            wanted = topic.gold[one.id] == topic.gold[other.id]
            one_part = topic.part[one.id] == topic.part[other.id]
            if one_part and (said or wanted):
                place = WITHIN if one.document == other.document else ACROSS
                tally.add(place, topic.name, said and wanted, said, wanted)
            if said:
                tally.add(APART, topic.name, one_part, 1)
    return tally.rows()


def verdicts(given: Grouped, gold: Grouped) -> dict[str, str]:
    """For each mention how many of those given with it are right, and how many it lacks."""
    found = {}
    ours, theirs = _members(given), _members(gold)
    for mention in sorted(gold):
        own, wanted = ours[given[mention]], theirs[gold[mention]]
        hit = len(own & wanted) - 1
        found[mention] = f"+{hit} wrong {len(own) - 1 - hit} missed {len(wanted) - 1 - hit}"
    return found


def _members(groups: Grouped) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for mention, group in groups.items():
        found[group].add(mention)
    return found


def pair_labels(topic: Topic) -> Floats:
    """Whether two mentions are of one event, float64 (mention, mention), in order of their ids."""
    chains = np.array([topic.gold[m.id] for m in sorted(topic.mentions, key=lambda m: m.id)])
    return np.asarray(chains[:, None] == chains[None, :], dtype=np.float64)
