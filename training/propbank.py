"""PropBank on the English Web Treebank: predicates, and who takes which part in them.

Takes the folder of the corpora, gives one `Example` a document, its text put together from the
words. Only predications are taken from it; attributions and names were not annotated.

Whether what a predicate tells has happened is no part of PropBank. UDS asked people how sure they
are that it did (a number, for verbs only); PropBank's modals and negations and the tree's marks say
what else it is. Where the two fit one another, or only one of them speaks, the realities are
narrowed down; where they do not, they are left open.
"""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from hearsay.model.labels import ARGUMENTS, REALITIES
from hearsay.types import Span
from training.examples import Example, Predication

PREFIX = "ewt-"
"""Begins the name of every document of this corpus."""

ROLES = {
    "ARG0": "agent",
    "ARG1": "patient",
    "ARG2": "arg2",
    "ARGM-LOC": "place",
    "ARGM-TMP": "time",
}
"""PropBank's labels, and what `hearsay.model.labels.ARGUMENTS` calls them. `C-` goes on with an
argument; `R-` is a relative pronoun, and what it refers to is an argument of its own."""

HELPERS = frozenset({"have.02", "go.04", "use.03"})
"""Rolesets of verbs that only help another one: "have to", "going to", "used to"."""

FUTURE = frozenset({"will", "'ll", "’ll", "wo", "shall", "going", "gon"})
"""Modals that put off what is told; of the others ("may", "could", "should") nobody knows."""
CONDITIONS = frozenset({"if", "unless", "whether"})
"""Marks of clauses that say nothing of whether it happened."""
SURE = 0.5
"""From this number on UDS's people say that it happened, to its negative that it did not. Between
are 15 % of all verbs and 37 % of those that PropBank negates; 83 % of all lie from 0.9 to 1.6."""
CONFIDENT = 0.5
"""Least confidence with which UDS's number is heeded; 98 % have it."""

_NO_SPACE_BEFORE = frozenset({")", "]", "}", "%", "”", "n't", "n’t"})
_NO_SPACE_AFTER = frozenset({"(", "[", "{", "$", "£", "€", "#", "“"})
_STOPS = frozenset(".,;:!?…")
_JOINS = frozenset({"-", "/", "@", "_", "–"})
_HALVES = frozenset({("can", "not"), ("gon", "na"), ("wan", "na"), ("got", "ta")})
_ENDS = (".", "!", "?", '"', "”", ":")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One annotated sentence, and where it stands.

    forms: its words. spans: each word in the document's text. heads: each word's head, -1 the
    root's. tags, relations: of the tree. predicates: as the corpus has them.
    """

    id: str
    forms: tuple[str, ...]
    spans: tuple[Span, ...]
    heads: tuple[int, ...]
    tags: tuple[str, ...]
    relations: tuple[str, ...]
    predicates: tuple[Mapping[str, Any], ...]


def read(data: Path, part: str = "train") -> Iterator[Example]:
    """Every document, in the order of the file.

    data: the folder that holds `propbank/`, and `ud/` and `uds/`, without which realities are told
    by modals, negations and marks alone.
    """
    happened = factuality(data, part)
    for name, text, sentences in documents(data / "propbank" / f"ewt-{part}.jsonl.gz"):
        found = [p for sentence in sentences for p in predications(sentence, happened)]
        yield Example(PREFIX + name, text, predications=found)


def documents(file: Path) -> Iterator[tuple[str, str, list[Sentence]]]:
    """Name, text and sentences of each document of a file of the corpus."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for name, own in groupby(rows, key=lambda row: str(row["sent_id"]).rpartition("-")[0]):
        yield name, *lay_out(list(own))


def lay_out(rows: Sequence[Mapping[str, Any]]) -> tuple[str, list[Sentence]]:
    """The text of a document and its sentences; one that does not end as a sentence does, a
    heading or a greeting, has its line for itself."""
    text = ""
    sentences = []
    for row in rows:
        if text:
            text += " " if text.endswith(_ENDS) else "\n"
        forms, tags, heads, relations = zip(*row["tokens"], strict=True)
        spans = []
        for form, apart in zip(forms, spaced(forms, tags), strict=True):
            text += " " if apart else ""
            spans.append(Span(len(text), len(text) + len(form)))
            text += form
        sentences.append(
            Sentence(
                row["sent_id"],
                forms,
                tuple(spans),
                heads,
                tags,
                relations,
                tuple(row["predicates"]),
            )
        )
    return text, sentences


def spaced(forms: Sequence[str], tags: Sequence[str]) -> list[bool]:
    """Whether a space stands before each word of a sentence, guessed by the words.

    Right for 98.5 % of the gaps of the training part, by the treebank's own text.
    """
    found: list[bool] = []
    quoted = False
    joined = True  # nothing stands before the first word
    for at, form in enumerate(forms):
        before = forms[at - 1] if at else ""
        apart = not joined
        joined = form in _NO_SPACE_AFTER
        if (
            form in _NO_SPACE_BEFORE
            or _STOPS.issuperset(form)
            or (
                before.casefold(),
                form.casefold(),
            )
            in _HALVES
        ):
            apart = False
        elif form[0] in "'’" and len(form) < 4 and tags[at] != "PUNCT":
            apart = False  # 's, 're, 'll
        elif form in ('"', "''", "``"):
            apart, joined, quoted = apart and not quoted, not quoted, not quoted
        elif form in _JOINS and before[-1:].isalnum() and "".join(forms[at + 1 :])[:1].isalnum():
            apart, joined = False, True
        found.append(apart)
    return found


def predications(
    sentence: Sentence, happened: Mapping[tuple[str, int], float]
) -> Iterator[Predication]:
    """The verbs and nouns of a sentence that tell of something.

    happened: as `factuality` gives it. Auxiliaries, copulas, adjectives and words that only help
    another verb are none; of light verbs arguments are not asked, since their noun has them.
    """
    for predicate in sentence.predicates:
        index, roleset = int(predicate["index"]), str(predicate["roleset"])
        tag = sentence.tags[index]
        if tag not in ("VERB", "NOUN", "PROPN") or roleset in HELPERS:
            continue
        kind = "light" if roleset.endswith(".LV") else "verb" if tag == "VERB" else "noun"
        yield Predication(
            sentence.spans[index],
            kind,
            realities(sentence, predicate, happened.get((sentence.id, index))),
            {} if kind == "light" else arguments(sentence, predicate),
        )


def arguments(sentence: Sentence, predicate: Mapping[str, Any]) -> dict[str, list[Span]]:
    """For each of ARGUMENTS the words that head it in the tree; nothing where there is none."""
    found: dict[str, list[Span]] = {name: [] for name in ARGUMENTS}
    for label, start, end in predicate["roles"]:
        name = ROLES.get(label.removeprefix("C-"))
        if name is not None:
            found[name] += [sentence.spans[word] for word in heads(sentence, start, end)]
    return found


def heads(sentence: Sentence, start: int, end: int) -> list[int]:
    """The words [start, end) whose heads lie outside, with what stands beside them in a name or a
    row ("Orla Venn", "farmers and herders"); marks and function words only where nothing else is.
    """
    within = range(start, end)
    tops = [word for word in within if sentence.heads[word] not in within]
    full = [w for w in tops if sentence.tags[w] not in ("PUNCT", "ADP", "SCONJ", "CCONJ", "PART")]
    found = full or tops
    for word in within:  # a name's later words and a row's follow their head
        beside = sentence.relations[word].split(":")[0] in ("flat", "conj")
        if beside and sentence.heads[word] in found and word not in found:
            found.append(word)
    return sorted(found)


def realities(
    sentence: Sentence, predicate: Mapping[str, Any], sure: float | None
) -> tuple[str, ...]:
    """The realities that a predicate may have; all of them where it is not known.

    sure: UDS's number, None without one. What happened is "happened" by UDS where the words do not
    speak against it. What did not is what the words make of it: denied by a negation, planned by
    "will", hypothetical by another modal or a condition, planned or hypothetical by "to", one of
    the three without any.
    """
    words = _words_of_reality(sentence, predicate)
    if sure is not None and sure >= SURE:
        return REALITIES if words else ("happened",)
    if words:
        return words
    if sure is None or sure > -SURE:
        return REALITIES
    index = int(predicate["index"])
    if any(word == "to" for word in _marks(sentence, index)):
        return ("planned", "hypothetical")
    return tuple(reality for reality in REALITIES if reality != "happened")


def _words_of_reality(sentence: Sentence, predicate: Mapping[str, Any]) -> tuple[str, ...]:
    """What negation, modal or condition make of a predicate; nothing without any."""
    labels = [label for label, _, _ in predicate["roles"]]
    modals = {
        sentence.forms[word].casefold()
        for label, start, end in predicate["roles"]
        if label == "ARGM-MOD"
        for word in range(start, end)
    }
    if "ARGM-NEG" in labels:
        return ("denied",)
    if modals:
        return ("planned",) if modals & FUTURE else ("hypothetical",)
    if CONDITIONS & set(_marks(sentence, int(predicate["index"]))):
        return ("hypothetical",)
    return ()


def _marks(sentence: Sentence, index: int) -> Iterable[str]:
    """The words that mark a word's clause, in lower case."""
    return [
        form.casefold()
        for form, head, relation in zip(
            sentence.forms, sentence.heads, sentence.relations, strict=True
        )
        if head == index and relation == "mark"
    ]


def factuality(data: Path, part: str) -> dict[tuple[str, int], float]:
    """UDS's numbers by sentence and word (from 0), those of low confidence left out.

    Empty where `ud/` or `uds/` is missing. UDS counts the sentences of an older EWT: one sentence
    of train was split since, one of dev is gone (`uds/README.md`).
    """
    trees = data / "ud" / f"en_ewt-ud-{part}.conllu.gz"
    archive = data / "uds" / "factuality.zip"
    if not trees.exists() or not archive.exists():
        return {}
    with gzip.open(trees, "rt", encoding="utf-8") as lines:
        ids = [line.split("=", 1)[1].strip() for line in lines if line.startswith("# sent_id")]
    with zipfile.ZipFile(archive) as files:
        annotated = json.loads(files.read("factuality.json"))["data"]
    found = {}
    for name, predicates in annotated.items():
        of_part, number = name.removeprefix("ewt-").split("-")
        at = _place(part, int(number))
        if of_part != part or at is None or at >= len(ids):
            continue
        for predicate, values in predicates.items():
            given = values["factuality"]["factual"]
            if given["confidence"] >= CONFIDENT:
                found[ids[at], int(predicate.rpartition("-")[2]) - 1] = float(given["value"])
    return found


_CHANGED = {"train": (11_464, 1), "dev": (341, -1)}
"""The sentence, from 1, that the newer EWT has otherwise, and by how much later ones moved."""


def _place(part: str, number: int) -> int | None:
    """Where UDS's sentence stands in the newer EWT, from 0; None for the one that changed."""
    changed, moved = _CHANGED[part]
    if number == changed:
        return None
    return number - 1 + (moved if number > changed else 0)
