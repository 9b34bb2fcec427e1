"""Sentences labelled with PLOVER's event types: PLV's rows, and sentences invented for training.

Takes `data/plv/*.jsonl` or `event_type_sentences.tsv`, gives `Labelled` sentences. In the labels
CONCEDE and RETREAT are one type, YIELD.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from hearsay.types import Span

INVENTED = Path(__file__).with_name("event_type_sentences.tsv")
_MARK = re.compile(r"(</?[st]>)")
_MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """One sentence with where its parties stand. group: shared by rows of one sentence, or "" where
    the sentence is invented."""

    id: str
    group: str
    text: str
    source: Span | None
    target: Span | None
    label: str


def unmarked(marked: str) -> tuple[str, Span | None, Span | None]:
    """The sentence without its marks, and its first source and target.

    marked: with `<s>source</s>` and `<t>target</t>`, either or both missing.
    """
    plain, at = "", dict[str, int]()
    for part in _MARK.split(marked):
        if _MARK.fullmatch(part):
            at.setdefault(part, len(plain))
        else:
            plain += part
    spans = [
        Span(at[f"<{role}>"], at[f"</{role}>"])
        if f"<{role}>" in at and at.get(f"</{role}>", -1) >= at[f"<{role}>"]
        else None
        for role in "st"
    ]
    return plain, spans[0], spans[1]


def rows_of(file: Path) -> list[Labelled]:
    """The rows of a PLV file, in its order. Raises KeyError where a row has not its fields."""
    found = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            text, source, target = unmarked(row["marked_sentence"])
            label = _MERGED.get(row["label"], row["label"])
            found.append(
                Labelled(str(row["id"]), str(row["sentence_id"]), text, source, target, label)
            )
    return found


def invented(file: Path = INVENTED) -> list[Labelled]:
    """The invented sentences; NONE is the label of what tells of no political act."""
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
        if line and not line.startswith("#"):
            label, marked = line.split("\t")
            text, source, target = unmarked(marked)
            found.append(Labelled(f"invented-{number}", "", text, source, target, label))
    return found
