"""What a number measures: killed, injured, money, ages, or just the thing counted.

Takes a text and a number in its phrase (`counted`), gives the measure with the words that speak for
it; leaves to `figures` whether the number is a figure at all.
"""

from __future__ import annotations

import re

from hearsay.steps import phrases
from hearsay.steps.counted import Phrase
from hearsay.types import Span

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
_MISSING = re.compile(r"\s(?:(?:people|others|more)\s)?(?:(?:were|are|was|is)\s)?missing\b")


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


def cue_of(text: str, found: Phrase, sentence: Span) -> tuple[str, str]:
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


def measure_of(text: str, found: Phrase, sentence: Span, cue: tuple[str, str]) -> tuple[str, str]:
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


def counted_age(text: str, found: Phrase, sentence: Span) -> str | None:
    """Who is of that age: the name before it, else the name or noun for a person after it."""
    if not _AGE_AFTER.match(text, found.quantity.span.end, sentence.end):
        before = text[sentence.start : found.quantity.span.start]
        if name := _NAME_BEFORE.search(before):
            return name[1]
        return None
    after = re.match(
        r"[\s-]\w+[\s-]olds?\s((?:[’'\w-]+\s){0,2}[^\W\d_][\w’'-]+)",
        text[found.quantity.span.end : sentence.end],
    )
    for word in after[1].split() if after else ():
        who = word.removesuffix("’s").removesuffix("'s")
        known = phrases.noun(who)
        if who[0].isupper() or (known is not None and known.kinds & {"person", "people"}):
            return who
    return None
