"""Figures: numbers of people and things that a reader would compare between articles.

Takes an `Analysis` with its document (sentences and statements where earlier steps made them),
gives it figures: span of hedge, number and noun, measure, bounds, qualifier, who or what is
counted, and the statement whose words it is part of. Leaves alone dates, addresses, names with
numbers and boilerplate, and which figures are of one event (`events`, `links`).

Whether a number is a figure is decided by a logistic regression over the features below; its
weights are the table `figure_weights.tsv`, written by `training/train_figures.py`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from hearsay.identity import identify
from hearsay.steps import rejoinders
from hearsay.steps.count_dates import count_date
from hearsay.steps.counted import Phrase, counted, phrase
from hearsay.steps.date_expressions import expressions
from hearsay.steps.measures import CUES, counted_age, cue_of, is_age, measure_of
from hearsay.steps.number_names import named_numbers
from hearsay.steps.numbers import quantities
from hearsay.text import Locator, merged, sentences, uncapitalised, unwrapped
from hearsay.types import Analysis, Figure, Reason, Span, Statement

# From this probability on a number is a figure. Cross-validated F1 on the training articles: 0.909
# at 0.43, 0.907 at 0.50, 0.900 at 0.57, 0.890 at 0.65.
FIGURE_AT_LEAST = 0.5

# "3,200 have fled, up from the 1,200 it reported": of what the number before it is
_FROM = re.compile(r"\b(?:up|down)\sfrom\s(?:the\s)?$")
# "were not part of the government's toll of 27": whose count it is, whoever speaks of it
_OWNER = re.compile(
    r"\b(?P<who>(?:[Tt]he\s)?[^\W\d_][\w-]*)['’]s\s(?:own\s|official\s|death\s)*"
    r"(?:toll|count|tally|estimate|figure)\sof\s(?:at\sleast\s|about\s|some\s|more\sthan\s)?$"
)
_POINTING = re.compile(r"\b(?:the|these|those|both|its|their|our)\s$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_][\w’'-]*")
# "killed two soldiers, a guard and four nuns": what parts one count of a list from the next
_LISTED = re.compile(r"(?:,\s(?:an?|another)\s(?:[\w-]+\s){0,2}[\w-]+)*(?:,|,?\sand)\s")
# "3 May 90" of wires, not "on 3 May 90 people"
_SHORT_YEAR = re.compile(
    r"\b\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s(?P<year>\d\d)\b"
    r"(?!,?\d|\s(?:people|[a-z]+s)\b)"
)


# "(UPDATE 2, adds ...": how often a wire has sent the story
_ISSUE = re.compile(r"\b(?:update|bulletin|take)\s(?P<number>\d{1,2})\b(?=[,.:)\]])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number that may be a figure, with all that the decision looks at."""

    phrase: Phrase
    sentence: Span
    cue: tuple[str, str]
    features: tuple[str, ...]


def _size(phrase_: Phrase) -> str:
    value = phrase_.quantity.low
    if value is None:
        return "open"
    for limit in (0, 1, 2, 3, 9, 20, 31, 99, 999, 9999):
        if value <= limit:
            return str(limit)
    return "more"


def _word(text: str, at: int, limit: int) -> str:
    found = _WORD.search(text, at, limit)
    return found.group() if found and found.start() - at <= 2 else ""


def _word_before(text: str, at: int, limit: int) -> str:
    found = re.search(r"([^\W_][\w’'-]*|[^\w\s])[\s\"“‘'(]*$", text[max(limit, at - 25) : at])
    return found[1] if found else ""


def _shape(word: str) -> str:
    if not word:
        return "none"
    if not word[0].isalnum():
        return word[0]
    if word[0].isdigit():
        return "digit"
    return "lower" if word.islower() else "upper"


def _features(text: str, found: Phrase, sentence: Span, cue: str) -> tuple[str, ...]:
    quantity = found.quantity
    start, end = quantity.span.start, quantity.span.end
    after = _word(text, end, sentence.end)
    beyond = _word(text, found.span.end, sentence.end)
    before = _word_before(text, start, sentence.start)
    age = is_age(text, found, sentence)
    singular_word = quantity.kind == "word" and quantity.low == 1
    kind = "one" if singular_word else quantity.kind
    here = [
        f"kind={kind}",
        f"class={found.noun_class}",
        f"kind,class={kind},{found.noun_class}",
        f"kind,size={kind},{_size(found)}",
        f"hedge={found.qualifier}",
        f"kind,hedge={kind},{bool(found.hedge)}",
        f"before={before.casefold()}",
        f"kind,before={kind},{before.casefold()}",
        f"after={after.casefold()}",
        f"kind,after={kind},{after.casefold()}",
        f"head={found.head}",
        f"beyond={beyond.casefold()}",
        f"shapes={_shape(before)},{_shape(after)}",
        f"kind,shape={kind},{_shape(before)}",
        f"kind,next={kind},{_shape(after)}",
        f"cue={cue},{found.noun_class in {'people', 'bodies', 'none'}}",
        f"kind,cue={kind},{bool(cue)}",
        f"first={start == sentence.start},{kind}",
        f"age={age}",
        f"partitive={found.partitive},{kind}",
        f"class,before={found.noun_class},{before.casefold()}",
        f"class,after={found.noun_class},{_shape(beyond)}",
        f"currency={bool(quantity.currency)}",
        f"short={sentence.end - sentence.start < 60}",
    ]
    if re.match(r"['’]s?\b|['’]\s|-", text[found.span.end : found.span.end + 3]) or re.search(
        r"['’]s?$", found.span.of(text)
    ):
        here.append("possessive")
        here.append(f"possessive,{kind},{found.noun_class}")
    if text[end : end + 1] == "-":
        here.append(f"hyphen={kind}")
    if re.search(
        r"\b(?:top|page|chapter|number|no|channel|highway|route|flight|section|article|room"
        r"|part|season|episode|version|day|phase|level|act)\.?\s$",
        text[max(sentence.start, start - 12) : start],
        re.IGNORECASE,
    ):
        here.append("numbered")
    if re.match(r"\W*(?:later|earlier|ago)\b", text[found.span.end : sentence.end]):
        here.append("relative")
    return ("bias", *here)


def plain(text: str) -> str:
    """The text as numbers are read in it: lines joined, sentences in capitals in small letters."""
    return uncapitalised(unwrapped(text))


def candidates(analysis: Analysis) -> list[Candidate]:
    """Every number of the article that is no date and not in boilerplate, with its features."""
    cut = list(analysis.sentences) or sentences(analysis.document.text)
    text = plain(analysis.document.text)
    where = Locator(cut)
    skipped = Locator(analysis.document.boilerplate)
    dated = [e.span for e in expressions(text) if e.kind not in {"past", "running", "same"}]
    dated += [Span(*match.span("year")) for match in _SHORT_YEAR.finditer(text)]
    dated += [Span(*match.span("number")) for match in _ISSUE.finditer(text)]
    dated += named_numbers(text, cut)
    found: list[Candidate] = []
    last_end = 0
    for quantity in quantities(text, without=merged(dated)):
        at = where.at(quantity.span.start)
        if at is None or quantity.span.end > cut[at].end:
            continue
        if skipped.at(quantity.span.start) is not None:
            continue
        whole = phrase(text, quantity, Span(max(cut[at].start, last_end), cut[at].end))
        cue = cue_of(text, whole, cut[at])
        if (
            not cue[0]
            and found
            and _LISTED.fullmatch(text, found[-1].phrase.span.end, whole.span.start)
        ):
            cue = found[-1].cue
        elif not cue[0] and _FROM.search(text, cut[at].start, whole.span.start):
            earlier = (c.cue for c in reversed(found) if c.sentence == cut[at] and c.cue[0])
            cue = next(earlier, cue)
        found.append(Candidate(whole, cut[at], cue, _features(text, whole, cut[at], cue[0])))
        last_end = quantity.span.end
    return found


@cache
def weights() -> Mapping[str, float]:
    """The table of the logistic regression: feature, weight."""
    table = files("hearsay.steps").joinpath("figure_weights.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {feature: float(weight) for feature, weight in rows}


def probability(features: Iterable[str], table: Mapping[str, float]) -> float:
    """How probably a number with these features is a figure."""
    score = sum(table.get(feature, 0.0) for feature in features)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def _innermost(statements: Iterable[Statement], span: Span) -> Statement | None:
    """The statement with the shortest content that holds the span."""
    holding = [
        s
        for s in statements
        if any(part.covers(span) for part in s.content)
        # who claims an attack does not thereby give the number that the outlet adds to its name
        and not ("claims_responsibility" in s.flags and s.quotation == "indirect")
        and not rejoinders.is_rejoinder(s)  # nor does who denies it
    ]
    return min(holding, key=lambda s: (sum(p.end - p.start for p in s.content), s.id), default=None)


_PEOPLE_MEASURES = frozenset(measure for measure, _ in CUES)


def _settled(phrases: list[Phrase], measures: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Gives a number without a cue ("the 31 girls") the measure the same number has elsewhere.

    Only numbers of people above three, of the same noun or not round, and only where the article
    leaves no choice: round numbers of different nouns meet by chance.
    """
    told: dict[tuple[float | None, float | None], set[tuple[str, str]]] = {}
    for found, (measure, _) in zip(phrases, measures, strict=True):
        if measure in _PEOPLE_MEASURES:
            told.setdefault((found.low, found.high), set()).add((measure, found.head))
    settled = []
    for found, (measure, evidence) in zip(phrases, measures, strict=True):
        value = found.quantity.low or 0
        known = {
            other
            for other, head in told.get((found.low, found.high), set())
            if head == found.head or (value > 10 and value % 10)
        }
        repeats = found.noun_class in {"people", "none"} and value > 3
        if measure.startswith("other:") and repeats and len(known) == 1:
            settled.append((min(known), "the same number elsewhere in the article"))
        else:
            settled.append((measure, evidence))
    return settled


def _points(text: str, candidate: Candidate, others: Iterable[Candidate]) -> bool:
    """Whether "the two nations" points to what the reader knows and counts nothing.

    It does where the article nowhere counts them ("two meetings"), and no cue says what befell
    them. In the training articles no such number of people or things is a figure.
    """
    found = candidate.phrase
    value = found.quantity.low or 0
    return (
        found.quantity.kind == "word"
        and value in {2, 3}
        and found.noun_class in {"people", "thing"}
        and not (candidate.cue[0] and found.noun_class == "people")
        and _POINTING.search(text, candidate.sentence.start, found.quantity.span.start) is not None
        and not any(
            other.phrase.head == found.head
            and other.phrase.low == value
            and not _POINTING.search(text, other.sentence.start, other.phrase.quantity.span.start)
            for other in others
        )
    )


def _label(text: str, statement: Statement | None, owner: re.Match[str] | None) -> str | None:
    """The phrase of an anonymous speaker: of whoever's count it is said to be, else the source."""
    if owner:
        return text[owner.start("who") : owner.end("who")]
    return statement.speaker_label if statement else None


def figures(analysis: Analysis) -> Analysis:
    """The analysis with the figures of its article."""
    document = analysis.document
    text, written = plain(document.text), unwrapped(document.text)
    table = weights()
    kept = [
        candidate
        for candidate in candidates(analysis)
        if probability(candidate.features, table) >= FIGURE_AT_LEAST
    ]
    kept = [candidate for candidate in kept if not _points(text, candidate, kept)]
    measures = _settled(
        [candidate.phrase for candidate in kept],
        [measure_of(text, c.phrase, c.sentence, c.cue) for c in kept],
    )
    dated = expressions(text)
    found: dict[str, Figure] = {}
    for candidate, (measure, evidence) in zip(kept, measures, strict=True):
        whole, sentence = candidate.phrase, candidate.sentence
        of = (
            counted_age(text, whole, sentence)
            if measure == "age"
            else counted(text, whole, sentence)
        )
        if of is not None:
            # in the article's own capitals, which the reading of numbers leaves out
            at = text.find(of, whole.noun.start if whole.noun else sentence.start)
            at = text.find(of, sentence.start) if at < 0 else at
            of = written[at : at + len(of)]
        statement = _innermost(analysis.statements, whole.span)
        owner = _OWNER.search(text, sentence.start, whole.span.start)
        key = identify("f", document.id, whole.span.start, whole.span.end)
        pattern = whole.quantity.kind + (f", {whole.hedge!r}" if whole.hedge else "")
        found[key] = Figure(
            id=key,
            document=document.id,
            span=whole.span,
            measure=measure,
            of=of,
            low=whole.low,
            high=whole.high,
            qualifier=whole.qualifier,
            as_of=count_date(text, whole.span, sentence, dated, document.published),
            speaker=statement.speaker if statement and not owner else None,
            speaker_label=_label(written, statement, owner),
            statement=statement.id if statement else None,
            because=(
                Reason("number pattern", f"{pattern}: {whole.quantity.span.of(text)!r}"),
                Reason("measure", f"{measure}: {evidence!r}"),
            ),
        )
    return replace(analysis, figures=tuple(found.values()))
