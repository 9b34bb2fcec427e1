"""Names, their kinds and their joining on GUM, documents rebuilt as text.

Takes a file of GUM in CoNLL-U and what reads an article, gives F1 of names found, of names with the
right kind, and CoNLL F1 of names joined, the last beside a baseline that joins equal strings.

What is scored. An entity of type person, organization or place whose head (the first word of
its shortest span) has the tag of a proper noun has a name: the run of proper nouns around that head
within the entity, going on over "of", "of the", "&" and the like, though not in persons ("Emperor
of the Isles" names a title and a place). Of names within names only the longest counts. Names of
other types (events, objects, abstracts, times) are no names here, so one that is given counts as
wrong, whatever its kind. Kinds: `name_scores.KINDS`; GUM does not tell governments, armed groups
and media from other organisations, so these cannot be told apart here either. Spans are compared as
`name_scores` says, kinds are those of the whole actor, and the names that hearsay finds, with their
mistakes, are what is joined: "names joined" asks for names, their spans and their groups together.
Pronouns and descriptions are left out on both sides.

GUM's training part taught the network names (government or place, whichever) and antecedents; this
is measured on the development part, which was not learned from.

What to beat. For names we know of no published figure on these types of GUM, flat, with their
heads proper nouns. For all mentions, pronouns too, Zhu, Pradhan and Zeldes (2021, "OntoGUM") find
systems made for OntoNotes nearly 15 to 20 % worse on GUM's texts than at home; that is another
task, not to be set beside these figures. So the baseline is the yardstick.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks import coreference, counting, name_scores
from benchmarks.coreference import CONLL, MEASURES
from benchmarks.counting import Row
from benchmarks.name_scores import MarkedName, MarkedText, Scores
from benchmarks.outcome import BenchmarkError, Outcome, Rows
from benchmarks.reading import Analyse
from hearsay.types import Actor, Span
from training import gum as corpus

TYPES = {"person": "person", "organization": "organisation", "place": "place"}
JOINS = ("of", "of the", "&", "and", "'", "’", "-", "–")
"""What stands between the parts of one name; "and" only where GUM does not mark the two parts one
by one within what it marks as a whole, as in "Ann and Bob"."""
PERSON_JOINS = ("'", "’", "-")
BASELINE = "same string"
JOINED = "names joined"
AGREED = "joined if found"


def marked(laid: corpus.Laid) -> MarkedText:
    """A document with its names."""
    proper = [word.span for word in laid.words if word.tag in ("NNP", "NNPS")]
    heads = set(proper)
    found: dict[Span, MarkedName] = {}
    for entity in laid.entities:
        if entity.type not in TYPES or entity.head not in heads:
            continue
        span = _run(laid, entity, proper)
        smaller = MarkedName(span, TYPES[entity.type], entity.id)
        # of two entities with one name the smaller one closes first
        found.setdefault(span, smaller)
    longest: list[MarkedName] = []
    for name in sorted(found.values(), key=lambda n: (n.span.start, -n.span.end)):
        if not longest or name.span.start >= longest[-1].span.end:
            longest.append(name)
    bare = [name for name in longest if name_scores.only_titles(name.span.of(laid.text))]
    return MarkedText(
        laid.name,
        laid.text,
        tuple(name for name in longest if name not in bare),
        tuple(name.span for name in bare),
    )


def _run(laid: corpus.Laid, entity: corpus.Entity, proper: Sequence[Span]) -> Span:
    """The run of proper nouns around the head of an entity."""
    joins = PERSON_JOINS if entity.type == "person" else JOINS
    runs: list[Span] = []
    nested = [
        other.span for other in laid.entities
        if other.span != entity.span and entity.span.covers(other.span)
    ]  # fmt: skip
    for word in proper:
        if not entity.span.covers(word):
            continue
        between = laid.text[runs[-1].end : word.start] if runs else "\n"
        joined = runs and "\n" not in between and between.strip() in ("", *joins)
        if joined and between.strip() == "and":
            # two that GUM marks one by one are two names
            joined = not any(one.covers(runs[-1]) and not one.covers(word) for one in nested)
        if joined:
            runs[-1] = Span(runs[-1].start, word.end)
        else:
            runs.append(word)
    return next(run for run in runs if run.covers(entity.head))


def gum(file: Path, analyse: Analyse) -> Outcome:
    """One file. Raises BenchmarkError if it holds no name."""
    texts = [marked(laid) for laid in corpus.documents(file)]
    if not any(text.names for text in texts):
        raise BenchmarkError(f"{file}: no named entity. Is it GUM in CoNLL-U, with `Entity=`?")
    found = [analyse(text.name, text.text).actors for text in texts]
    scores = Scores.over([text.name for text in texts])
    for text, actors in zip(texts, found, strict=True):
        scores.add(text, actors)
    figures, counts = _joined(texts, found)
    total = sum(len(text.names) for text in texts)
    return Outcome(
        benchmark="gum",
        about=f"{total} names of persons, organisations and places, {len(texts)} documents",
        figures={**scores.figures.rows(), **figures},
        parts={
            "right kind, by GUM's type": scores.by_type.rows(),
            "right, by kind given": scores.by_kind.rows(),
            "kinds given to names found": shown(scores.confusions.rows()),
        },
        documents={
            text.name: {**scores.figures.of(text.name), **counts[text.name]} for text in texts
        },
        items=scores.items,
    )


def shown(confusions: Rows) -> Rows:
    """A table of confusion without its empty cells."""
    return {name: row for name, row in confusions.items() if row["acc"]}


def _joined(
    texts: Sequence[MarkedText], found: Sequence[Sequence[Actor]]
) -> tuple[Rows, dict[str, dict[str, list[float]]]]:
    """Figures of joining, and the counts behind them by document."""
    figures: Rows = {}
    counts: dict[str, dict[str, list[float]]] = {text.name: {} for text in texts}
    for label, agreed in ((JOINED, False), (AGREED, True)):
        both = [list(name_scores.groups(t, a, agreed)) for t, a in zip(texts, found, strict=True)]
        for side, prefix in enumerate((label, f"{label}, {BASELINE}")):
            rows = [pair[side] for pair in both]
            figures[f"{prefix}: {CONLL}"] = _conll(rows)
            for place, measure in enumerate(MEASURES):
                own = [row[4 * place : 4 * place + 4] for row in rows]
                figures[f"{prefix}: {measure}"] = counting.row(own)
                for text, row in zip(texts, own, strict=True):
                    counts[text.name][f"{prefix}: {measure}"] = [
                        round(value, counting.DIGITS) for value in row
                    ]
        gain = [pair[0] + pair[1] for pair in both]
        figures[f"{label}: gain over {BASELINE}"] = _conll(gain)
    return figures, counts


def _conll(rows: Sequence[Sequence[float]]) -> Row:
    """CoNLL F1 with its interval; of rows twice as long, the first half's less the second's."""

    def figure(totals: counting.Floats) -> counting.Floats:
        first = coreference.conll(totals[..., :12])
        if totals.shape[-1] == 12:
            return first
        gained: counting.Floats = first - coreference.conll(totals[..., 12:])
        return gained

    # B-cubed counts the marked names last
    n = round(sum(row[7] for row in rows))
    out: Row = {"n": n, "f1": counting.rounded(float(figure(counting.total(rows))))}
    if drawn := counting.interval([rows], figure):
        out["interval"] = drawn
    return out
