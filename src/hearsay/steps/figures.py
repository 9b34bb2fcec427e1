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
from hearsay.steps.count_dates import count_date
from hearsay.steps.counted import Phrase, counted, counts_as_noun, phrase
from hearsay.steps.date_expressions import expressions
from hearsay.steps.number_names import named_numbers
from hearsay.steps.numbers import quantities
from hearsay.text import Locator, merged, sentences, uncapitalised, unwrapped
from hearsay.types import Analysis, Figure, Reason, Span, Statement

# From this probability on a number is a figure. Cross-validated F1 on the training articles: 0.897
# at 0.43, 0.903 at 0.50, 0.898 at 0.57, 0.887 at 0.65.
FIGURE_AT_LEAST = 0.5

_AGE_AFTER = re.compile(r"[\s-](?:year|month|week|day)s?[\s-](?:olds?|of\sage)\b")
_AGE_BEFORE = re.compile(
    r"(?:\b[Aa]ged?|\bat\sthe\sage\sof|\b[Aa]ged\sfrom\s\w+\sto|\bturned|\bturns|\b(?:dies|died|dead|passed\saway)\sat)\s$"
)
_NAMED_AGE = re.compile(r"[^\W\d_][^\W_]+(?:['’]s)?(?:,\s|\s\()$")
_AGE_CLOSE = re.compile(r"(?:,|\)|\.(?:\s|$)|\sof\s[A-Z]|\sand\s)")
_NAME_BEFORE = re.compile(
    r"((?:[A-Z][\w.’'-]*\s(?:(?:al|bin|de|van|von|ibn|el)[\s-])?){0,4}[A-Z][\w’'-]*?)(?:['’]s)?(?:,\s|\s\()?"
    r"(?:who\s(?:is|was)\s|who\s)?(?:[Aa]ged?\s|at\sthe\sage\sof\s)?$"
)

_ARMED = r"(?:militants|insurgents|rebels|gunmen|jihadis?t?s|extremists|terrorists|islamists)"
CUES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (measure, re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE))
    for measure, words in (
        (
            "killed",
            (
                r"kill(?:s|ed|ing|ings)?\b|dead\b|died\b|dies?\b|dying\b|deaths?\b|bodies\b",
                r"corpses?\b|execut(?:ed|ing|ions?)\b|slain\b|slaughter(?:ed|ing)?\b",
                r"massacred?\b|murder(?:s|ed|ing)?\b|behead(?:ed|ing)\b|perish(?:ed)?\b",
                r"assassinat(?:ed|ing|ions?)\b|gunned down\b|shot to death\b",
                r"fatalit(?:y|ies)\b|lost their lives\b|lives of\b|shot dead\b|toll\b",
                r"(?:we|they|which|army|police|side|troops) (?:have |had )?lost\b",
            ),
        ),
        ("injured", (r"injur(?:ed|ing|y|ies)\b|wound(?:ed|ing|s)\b|hurt\b|hospitali[sz]ed\b",)),
        (
            "abducted",
            (
                r"kidnap\w*|abduct\w*|hostages?\b|captives?\b|captivity\b|seized\b|snatched\b",
                r"whisk\w* (?:\w+ ){0,5}away\b|held by\b|(?:taken|took|taking) (?:away|captive)\b",
                r"(?:remain|still) missing\b",
                rf"captured by (?:\w+ ){{0,2}}{_ARMED}",
            ),
        ),
        (
            "detained",
            (
                r"arrest(?:s|ed|ing)?\b|detain(?:ed|ees?|ing)\b|detention\b|jailed\b|custody\b",
                r"captured\b|imprison(?:ed)?\b|apprehended\b|caught\b|rounded up\b|in prison\b",
                r"picked up\b|prisoners?\b|inmates?\b",
            ),
        ),
        (
            "displaced",
            (
                r"displac\w+|fled\b|flee\b|fleeing\b|homeless\b|evacuat\w+|refugees?\b|exodus\b",
                r"uprooted\b|(?:driven|forced) (?:from|out|to leave|to flee)\b|in shelters\b",
                r"from their homes\b|(?:lost|without) (?:\w+ )?homes?\b|moved out\b",
            ),
        ),
        (
            "fighters",
            (r"fighters?\b|militants?\b|gunm[ae]n\b|insurgents?\b|rebels?\b|jihadis?t?s?\b",),
        ),
    )
)
_PRECEDENCE = {name: rank for rank, (name, _) in enumerate(CUES)}
# "90 miners aged from 20 to 60 were arrested": the passive speaks of its subject, however far.
PASSIVE = re.compile(r"\b(?:been|were|was|are|is|be)\s(?:\w+ly\s)?$")
SUBORDINATE = re.compile(r"[;:]|\b(?:when|while|after|before|which|who|as|but|that)\b")
PASSIVE_SHARE = 0.6
CLAUSE_END = re.compile(r"[;:]|,\s|\b(?:and|but|while|when|as|after|before|which|who)\b")
_SUFFERED = frozenset({"killed", "injured", "abducted", "detained"})
# "two officers shot and killed a man": before an active verb with its object stands its agent
_OBJECT = re.compile(
    r"\s(?:an?|the|his|her|their|its|at\sleast|more\sthan|another|some|about|\d+|two|three|four|five"
    r"|six|seven|eight|nine|ten|dozens|hundreds|several)\s"
    r"(?!(?:\w+\s)?(?:days?|weeks?|months?|years?|hours?|nights?|morning|evening)\b)"
)
_ACTIVE = re.compile(r"(?:ed|slain|shot|took)$", re.IGNORECASE)
_ACCUSED = re.compile(r"\b(?:accused|suspected|charged|convicted|guilty|blamed|wanted|trial)\b")
# "lowered the death toll from the attack near the dam to 25 from 27": a toll, however far
_TOLL = re.compile(r"\btoll\b[^.;:]*\b(?:to|from|at|of|is|was|reached|hit)\s(?:[\w ]+\s)?$")
# "3,200 have fled, up from the 1,200 it reported": of what the number before it is
_FROM = re.compile(r"\b(?:up|down)\sfrom\s(?:the\s)?$")
# "were not part of the government's toll of 27": whose count it is, whoever speaks of it
_OWNER = re.compile(
    r"\b(?P<who>(?:[Tt]he\s)?[^\W\d_][\w-]*)['’]s\s(?:own\s|official\s|death\s)*"
    r"(?:toll|count|tally|estimate|figure)\sof\s(?:at\sleast\s|about\s|some\s|more\sthan\s)?$"
)
_MISSING = re.compile(r"\s(?:(?:people|others|more)\s)?(?:(?:were|are|was|is)\s)?missing\b")
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


def is_age(text: str, found: Phrase, sentence: Span) -> bool:
    """Whether the number tells how old somebody is."""
    quantity = found.quantity
    if quantity.kind not in {"digits", "word"} or quantity.currency:
        return False
    if _AGE_AFTER.match(text, quantity.span.end, sentence.end):
        return found.noun_class == "age"
    before = text[sentence.start : quantity.span.start]
    if _AGE_BEFORE.search(before):
        return True
    value = quantity.low or 0
    return bool(
        quantity.kind == "digits"
        and 1 < value < 115
        and value == int(value)
        and found.noun_class in {"none", "thing", "people"}
        and _NAMED_AGE.search(before)
        and re.search(r"[A-Z][\w’'-]+(?:,\s|\s\()$", before)
        and _AGE_CLOSE.match(text, quantity.span.end, sentence.end)
    )


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


def _cue(text: str, found: Phrase, sentence: Span) -> tuple[str, str]:
    """Which measure the words of its clause speak for, and the words; empty where none does."""
    best: tuple[float, int, str, str] | None = None
    low = max(sentence.start, found.span.start - 70)
    high = min(sentence.end, found.span.end + 90)
    for measure, pattern in CUES:
        for match in pattern.finditer(text, low, high):
            if match.start() >= found.span.end:
                between = text[found.span.end : match.start()]
                if measure in _SUFFERED and _acts(text, between, match, sentence):
                    continue
                distance = len(between.split()) + 3.0 * len(CLAUSE_END.findall(between))
                if PASSIVE.search(between) and not SUBORDINATE.search(between):
                    distance *= PASSIVE_SHARE
            elif match.end() <= found.span.start:
                between = text[match.end() : found.span.start]
                distance = 0.5 + len(between.split()) + 3.0 * len(CLAUSE_END.findall(between))
            else:
                distance = 0.0
            if measure == "fighters" and distance:
                continue
            ranked = (
                distance + (6.0 if measure == "fighters" else 0.0),
                _PRECEDENCE[measure],
                measure,
                match.group(),
            )
            if best is None or ranked < best:
                best = ranked
    if best is None or best[0] > 8:
        return "", ""
    return best[2], best[3]


def _acts(text: str, between: str, cue: re.Match[str], sentence: Span) -> bool:
    """Whether those counted before a cue did what it says, and did not suffer it."""
    if _ACCUSED.search(between):
        return True
    active = _ACTIVE.search(cue.group()) and not PASSIVE.search(between)
    return bool(active and _OBJECT.match(text, cue.end(), sentence.end))


def _measure(text: str, found: Phrase, sentence: Span, cue: tuple[str, str]) -> tuple[str, str]:
    """The measure, and the pattern or words that speak for it."""
    if found.noun_class == "money" or found.quantity.currency:
        return "money", found.quantity.currency or found.head
    if found.noun_class == "age" or is_age(text, found, sentence):
        return "age", "the way ages are written"
    if found.noun_class in {"people", "bodies", "none"}:
        if missing := _MISSING.match(text, found.quantity.span.end, sentence.end):
            return "other:missing", missing.group().strip()
        if cue[0]:
            return cue
        before = text[sentence.start : found.span.start]
        if found.noun is None and (toll := _TOLL.search(before)):
            return "killed", toll.group().strip()
    if found.noun_class == "percent":
        return "other:percent", "percent"
    word = re.sub(r"[^a-z-]", "", found.head.casefold()).strip("-")
    return f"other:{word or 'number'}", "what is counted"


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
        cue = _cue(text, whole, cut[at])
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
    holding = [s for s in statements if any(part.covers(span) for part in s.content)]
    return min(holding, key=lambda s: (sum(p.end - p.start for p in s.content), s.id), default=None)


def _counted_age(text: str, found: Phrase, sentence: Span) -> str | None:
    """Who is of that age: the name before it, else the noun after it."""
    if not _AGE_AFTER.match(text, found.quantity.span.end, sentence.end):
        before = text[sentence.start : found.quantity.span.start]
        if name := _NAME_BEFORE.search(before):
            return name[1]
        return None
    after = re.match(
        r"[\s-]\w+[\s-]olds?\s((?:[’'\w-]+\s){0,2}?[^\W\d_][\w’'-]+)",
        text[found.quantity.span.end : sentence.end],
    )
    if after is None or not (who := counts_as_noun(after[1])):
        return None
    return who.removesuffix("’s").removesuffix("'s")


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
        [_measure(text, c.phrase, c.sentence, c.cue) for c in kept],
    )
    dated = expressions(text)
    found: dict[str, Figure] = {}
    for candidate, (measure, evidence) in zip(kept, measures, strict=True):
        whole, sentence = candidate.phrase, candidate.sentence
        of = (
            _counted_age(text, whole, sentence)
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
