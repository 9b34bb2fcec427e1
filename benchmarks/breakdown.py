"""Where statements of a story are missed or misread, and how far their confidence can be believed.

Takes stories as the gold's own scorer matched them, gives figures by attitude and certainty, by how
the speaker is given, by kind of quotation, by confidence and by document. Statements that a ledger
makes up have no speaker in the gold; they are held for wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks import calibration, counting
from benchmarks.counting import Tally
from benchmarks.outcome import Case, Rows
from benchmarks.sorts import FORMS, KINDS, Article, given_by, kind_of

ATTITUDES = ("assert", "deny", "accuse", "confirm", "warn", "demand", "promise", "decline")
CERTAINTIES = ("certain", "probable", "possible", "alleged")
KEPT = (0.5, 0.6, 0.7, 0.8, 0.9)
"""Confidences from which a reader might keep a statement and pass over the rest."""
ANONYMOUS = "anonymous:"

Spoken = Mapping[str, Any]


@dataclass(frozen=True)
class Matched:
    """A scored story. name: before each document's name. guessed: the same story, read without
    leaving any speaker unresolved."""

    name: str
    story: Any
    guessed: Any | None = None

    def document(self, statement: Spoken) -> str:
        """The name under which a statement's document is counted."""
        return f"{self.name}/{statement['doc']}" if self.name else str(statement["doc"])

    def documents(self) -> list[str]:
        """All of them, in order."""
        return sorted(self.document({"doc": doc}) for doc in self.story.texts)

    def pairs(self) -> list[tuple[Spoken, Spoken, bool]]:
        """Gold and given statement of each match, and whether the speaker is right."""
        story = self.story
        both = ((story.gold_st[i], story.pred_st[j]) for i, j in story.pairs)
        return [(gold, given, bool(story.same_speaker(gold, given))) for gold, given in both]


def has_speaker(given: Spoken) -> bool:
    """Whether a ledger's statement names or describes its speaker."""
    return given.get("speaker") is not None or bool(given.get("speaker_label"))


def cases(matched: Iterable[Matched]) -> dict[str, list[Case]]:
    """For each document the confidence of each statement given, in reading order, and whether its
    span and its speaker are both right. One whose speaker reads unresolved is not."""
    found: dict[str, list[Case]] = {}
    for one in matched:
        right = {j for i, j in one.story.pairs if _same(one, i, j)}
        found.update((document, []) for document in one.documents())
        statements = enumerate(one.story.pred_st)
        for j, given in sorted(statements, key=lambda item: (item[1]["content"], item[0])):
            found[one.document(given)].append([given.get("confidence") or 0.0, int(j in right)])
    # as they come back from a frozen file, so that the same resamples are drawn
    return dict(sorted(found.items()))


def _same(one: Matched, i: int, j: int) -> bool:
    return bool(one.story.same_speaker(one.story.gold_st[i], one.story.pred_st[j]))


def parts(matched: Sequence[Matched]) -> dict[str, Rows]:
    """Every breakdown of single articles, of all documents taken together."""
    judged = cases(matched)
    return {
        "by attitude": _classes(matched, "attitude", ATTITUDES),
        "by certainty": _classes(matched, "certainty", CERTAINTIES),
        "by how the speaker is given": _by_form(matched),
        "by kind of quotation": _by_kind(matched),
        "by stated confidence": calibration.bin_rows(judged),
        "accuracy with coverage": coverage(matched),
        "by document": _by_document(matched),
    }


def _tally(matched: Iterable[Matched]) -> Tally:
    return Tally(document for one in matched for document in one.documents())


def add_class(tally: Tally, document: str, field: str, wanted: str, given: str | None) -> None:
    """Counts one judgement for the class wanted and for the one given."""
    for name in sorted({wanted, *([given] if given else [])}):
        tally.add(f"{field}: {name}", document, wanted == given, given == name, wanted == name)


def add_kept(tally: Tally, document: str, least: float, kept: bool, right: bool) -> None:
    """Counts whether a speaker is kept at a confidence and, if so, whether it is right."""
    tally.add(f"speakers kept from {least}", document, kept, 1)
    tally.add(f"speaker right from {least}", document, kept and right, kept)


def in_order(rows: Rows, sorts: Sequence[str]) -> Rows:
    """Rows named "figure: sort", figure by figure, the sorts in this order and others last."""
    figures = list(dict.fromkeys(name.partition(": ")[0] for name in rows))
    place = {sort: number for number, sort in enumerate(sorts)}

    def key(name: str) -> tuple[int, int, str]:
        figure, _, sort = name.partition(": ")
        return figures.index(figure), place.get(sort, len(place)), sort

    return {name: rows[name] for name in sorted(rows, key=key)}


def _classes(matched: Sequence[Matched], field: str, names: Sequence[str]) -> Rows:
    """Precision and recall of each class on the statements that were matched."""
    tally = _tally(matched)
    for one in matched:
        for gold, given, _ in one.pairs():
            add_class(tally, one.document(gold), field, gold[field], given.get(field))
    return in_order(tally.rows(), names)


def _by_form(matched: Sequence[Matched]) -> Rows:
    """Statements found, and speakers right where found, by how the sentence gives the speaker."""
    found, speaker = _tally(matched), _tally(matched)
    for one in matched:
        articles = {doc: Article(text) for doc, text in one.story.texts.items()}
        actors = {actor["id"]: actor for actor in one.story.gold["actors"]}
        sorts = []
        for gold in one.story.gold_st:
            spoken = gold["speaker"]
            actor = actors.get(spoken, {"name": spoken, "aliases": []})
            anonymous = spoken.startswith(ANONYMOUS)
            sorts.append(
                given_by(
                    articles[gold["doc"]],
                    _runs(gold["chars"]),
                    gold.get("cue") or "",
                    [actor["name"], *(actor.get("aliases") or [])],
                    spoken.removeprefix(ANONYMOUS) if anonymous else None,
                )
            )
        matches = dict(one.story.pairs)
        for i, (gold, sort) in enumerate(zip(one.story.gold_st, sorts, strict=True)):
            document = one.document(gold)
            found.add(f"statements found: {sort}", document, i in matches, 1)
            if i in matches:
                right = _same(one, i, matches[i])
                speaker.add(f"speaker: {sort}", document, right, 1)
    return {**in_order(found.rows(), FORMS), **in_order(speaker.rows(), FORMS)}


def _by_kind(matched: Sequence[Matched]) -> Rows:
    """Statements (precision over those given of a kind, recall over the gold's) and speakers."""
    found, speaker = _tally(matched), _tally(matched)
    for one in matched:
        articles = {doc: Article(text) for doc, text in one.story.texts.items()}

        def kind(statement: Spoken, of: Mapping[str, Article] = articles) -> str:
            return kind_of(of[statement["doc"]], {"content": _runs(statement["chars"])})

        wanted = [kind(gold) for gold in one.story.gold_st]
        given = [kind(statement) for statement in one.story.pred_st]
        hit_wanted = {i for i, _ in one.story.pairs}
        hit_given = {j for _, j in one.story.pairs}
        for i, gold in enumerate(one.story.gold_st):
            name = f"statements: {wanted[i]}"
            found.add(name, one.document(gold), 0, 0, i in hit_wanted, 1)
        for j, statement in enumerate(one.story.pred_st):
            found.add(f"statements: {given[j]}", one.document(statement), j in hit_given, 1, 0, 0)
        for i, j in one.story.pairs:
            document = one.document(one.story.gold_st[i])
            speaker.add(f"speaker: {wanted[i]}", document, _same(one, i, j), 1)
    return {**in_order(found.rows(), KINDS), **in_order(speaker.rows(), KINDS)}


def coverage(matched: Sequence[Matched]) -> Rows:
    """How many statements have a speaker, how many would be kept at some confidences, and how many
    of these are right; and how often a guess would be right where the speaker reads unresolved."""
    tally = _tally(matched)
    for one in matched:
        pairs = one.pairs()
        for gold, given, _ in pairs:
            tally.add("speaker given", one.document(gold), has_speaker(given), 1)
        for gold, given, right in pairs:
            if has_speaker(given):
                tally.add("speaker right where given", one.document(gold), right, 1)
        guessed = one.guessed
        guesses = {s["id"]: s for s in guessed.pred_st} if guessed is not None else {}
        for gold, given, _ in pairs:
            if guessed is not None and not has_speaker(given) and given["id"] in guesses:
                right = bool(guessed.same_speaker(gold, guesses[given["id"]]))
                tally.add("a guess right where unresolved", one.document(gold), right, 1)
    for least in KEPT:
        for one in matched:
            good = {j for i, j in one.story.pairs if _same(one, i, j)}
            for j, given in enumerate(one.story.pred_st):
                document, kept = one.document(given), (given.get("confidence") or 0.0) >= least
                tally.add(f"statements kept from {least}", document, kept, 1)
                tally.add(
                    f"span and speaker right from {least}", document, kept and j in good, kept
                )
    for least in KEPT:
        for one in matched:
            for gold, given, right in one.pairs():
                sure = (given.get("speaker_confidence") or 0.0) >= least
                add_kept(tally, one.document(gold), least, has_speaker(given) and sure, right)
    return tally.rows()


def _by_document(matched: Sequence[Matched]) -> Rows:
    """Statements, and those with the right speaker and attitude, of each document by itself."""
    counts: dict[str, dict[str, list[float]]] = {}
    for one in matched:
        for document in one.documents():
            counts[document] = {name: [0.0, 0.0, 0.0] for name in ("statements", "whole")}
        for place, statements in ((2, one.story.gold_st), (1, one.story.pred_st)):
            for statement in statements:
                for row in counts[one.document(statement)].values():
                    row[place] += 1
        for gold, given, right in one.pairs():
            own = counts[one.document(gold)]
            own["statements"][0] += 1
            own["whole"][0] += right and gold["attitude"] == given.get("attitude")
    return {
        f"{title}: {document}": counting.row([rows[name]])
        for name, title in (("statements", "statements"), ("whole", "with speaker and attitude"))
        for document, rows in counts.items()
    }


def _runs(chars: Iterable[int]) -> list[tuple[int, int]]:
    """Offsets as half-open runs."""
    out: list[tuple[int, int]] = []
    for at in sorted(chars):
        if out and out[-1][1] == at:
            out[-1] = (out[-1][0], at + 1)
        else:
            out.append((at, at + 1))
    return out
