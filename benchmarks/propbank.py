"""Predicates and their arguments against PropBank, by the words that head them.

Takes a file of PropBank on the English Web Treebank (its form is told beside the data) and what the
network says of a text, gives F1 of predicates, of arguments with the predicates given, and of both
together. No step is run; the weights must have the heads (`hearsay.model.labels.EVENTS`).

A predicate given is right if it shares a character with one in the corpus, whatever its kind:
verbs, nouns that tell of something, light verbs; auxiliaries, copulas and adjectives are none. For
each of `ARGUMENTS` a predicate has at most one word given; it is right if it is a head of the
argument's span in the tree, where a name has all its words and a row all its members for heads
(`training.propbank.heads`). Arguments of light verbs are not asked.

Reality is scored where `ud/` and `uds/` lie beside the corpus's folder, on the predicates that are
both found and in the corpus: whether one happened by UDS's judges and by negations, modals and
conditions together, as `training.propbank.realities` puts them. The words are put together with
guessed spaces (`training.propbank.spaced`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from training.examples import Predication
from training.propbank import documents, factuality, predications

from benchmarks.counting import Tally
from benchmarks.outcome import BenchmarkError, Outcome, Rows
from hearsay.model.labels import ARGUMENTS, PREDICATE_KINDS, REALITIES
from hearsay.model.predicates import Predicate
from hearsay.model.reading import Reading
from hearsay.text import sentences
from hearsay.types import Span

Look = Callable[[str, Sequence[Span]], Reading]
"""From a text and its sentences to what the network says of it."""

PREDICATES = "predicates"
GIVEN = "arguments, predicates given"
TOGETHER = "predicates and arguments"
CORE = "agent, patient and arg2, given"
HAPPENED = "happened or not"
ALL_HAPPENED = "happened or not, if all had"


def propbank(file: Path, look: Look) -> Outcome:
    """One file. Raises BenchmarkError if it has no predicate or the weights lack the heads."""
    part = file.name.removeprefix("ewt-").split(".")[0]
    happened = factuality(file.parent.parent, part) if part in ("train", "dev") else {}
    read = []
    for name, text, own in documents(file):
        gold = [p for sentence in own for p in predications(sentence, happened)]
        reading = look(text, sentences(text))
        if not reading.knows("predicate"):
            raise BenchmarkError(
                "These weights have no heads for predicates (block `events`). Give the folder of "
                "weights that have, made as training/README.md tells, with --weights FOLDER."
            )
        read.append((name, gold, reading))
    if not any(gold for _, gold, _ in read):
        raise BenchmarkError(f"{file}: no predicate. Is it PropBank on the Web Treebank?")
    tally, kinds, roles, reality = (Tally([name for name, _, _ in read]) for _ in range(4))
    for name, gold, reading in read:
        _count(tally, kinds, name, gold, reading.predicates())
        _count_arguments(tally, roles, name, gold, reading)
        if happened:
            _count_reality(tally, reality, name, gold, reading.predicates())
    parts: dict[str, Rows] = {
        "predicates by kind": _ordered(kinds.rows(), PREDICATE_KINDS),
        "arguments, predicates given": _ordered(roles.rows(), ARGUMENTS),
    }
    if happened:
        parts["reality, where one is known"] = _ordered(reality.rows(), REALITIES)
    return Outcome(
        benchmark="propbank",
        about=f"{sum(len(gold) for _, gold, _ in read)} predicates of {len(read)} web documents",
        figures=tally.rows(),
        parts=parts,
        documents={name: tally.of(name) for name, _, _ in read},
    )


def _overlaps(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _count(
    tally: Tally, kinds: Tally, name: str, gold: Sequence[Predication], given: Sequence[Predicate]
) -> None:
    """Predicates found; by kind, precision over the kind given and recall over the kind in gold."""
    hit = [any(_overlaps(g.span, p.word) for p in gold) for g in given]
    found = [any(_overlaps(g.span, p.word) for g in given) for p in gold]
    tally.add(PREDICATES, name, sum(hit), len(given), sum(found), len(gold))
    for kind in PREDICATE_KINDS:
        of_given = [ok for g, ok in zip(given, hit, strict=True) if g.kind == kind]
        of_gold = [ok for p, ok in zip(gold, found, strict=True) if p.kind == kind]
        kinds.add(kind, name, sum(of_given), len(of_given), sum(of_gold), len(of_gold))


def _count_arguments(
    tally: Tally, roles: Tally, name: str, gold: Sequence[Predication], reading: Reading
) -> None:
    """Arguments of the predicates in gold, and of those given, which must be in gold too."""
    given = reading.predicates()
    for role in ARGUMENTS:
        rows = [(p, reading.argument(p.word, role), p.arguments[role]) for p in gold if p.arguments]
        right = sum(_right(answer, heads) for _, answer, heads in rows)
        answered = sum(answer is not None for _, answer, _ in rows)
        wanted = sum(bool(heads) for _, _, heads in rows)
        tally.add(GIVEN, name, right, answered, wanted)
        if role in ("agent", "patient", "arg2"):
            tally.add(CORE, name, right, answered, wanted)
        roles.add(role, name, right, answered, wanted)
        hit = told = 0
        for one in given:
            own = next((p for p in gold if _overlaps(one.span, p.word)), None)
            if one.kind == "light" or (own is not None and not own.arguments):
                continue
            answer = reading.argument(one.span, role)
            told += answer is not None
            hit += own is not None and _right(answer, own.arguments[role])
        tally.add(TOGETHER, name, hit, told, wanted)


def _right(answer: tuple[Span, float] | None, heads: Sequence[Span]) -> bool:
    return answer is not None and any(_overlaps(answer[0], head) for head in heads)


def _count_reality(
    tally: Tally, reality: Tally, name: str, gold: Sequence[Predication], given: Sequence[Predicate]
) -> None:
    """Realities of the predicates that are both in gold and given, as far as gold knows them."""
    for one in given:
        own = next((p for p in gold if _overlaps(one.span, p.word)), None)
        if own is None:
            continue
        did = own.realities == ("happened",)
        if did or "happened" not in own.realities:
            tally.add(HAPPENED, name, (one.reality == "happened") == did, 1)
            tally.add(ALL_HAPPENED, name, did, 1)
        if len(own.realities) == 1:
            for kind in REALITIES:
                said, wanted = one.reality == kind, own.realities == (kind,)
                reality.add(kind, name, said and wanted, said, wanted)


def _ordered(rows: Rows, names: Sequence[str]) -> Rows:
    return {name: rows[name] for name in names if name in rows}
