"""A number with its hedge and what it counts: "more than 180 people".

Takes a text and its quantities (`numbers`), gives each as a phrase with bounds, qualifier, the noun
that is counted and what kind of noun that is; leaves to `figures` which phrases are figures and
what they measure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from hearsay.countries import demonym
from hearsay.steps import phrases
from hearsay.steps.numbers import SPANNED, Quantity
from hearsay.types import Qualifier, Span

NounClass = Literal[
    "people", "age", "money", "percent", "time", "length", "bodies", "thing", "none"
]

_HEDGES: dict[str, Qualifier] = {
    "more than": "more_than",
    "over": "more_than",
    "above": "more_than",
    "well over": "more_than",
    "just over": "more_than",
    "in excess of": "more_than",
    "upward of": "more_than",
    "upwards of": "more_than",
    "greater than": "more_than",
    "at least": "at_least",
    "no fewer than": "at_least",
    "no less than": "at_least",
    "not less than": "at_least",
    "a minimum of": "at_least",
    "as many as": "up_to",
    "as much as": "up_to",
    "as high as": "up_to",
    "as few as": "at_least",
    "up to": "up_to",
    "no more than": "up_to",
    "not more than": "up_to",
    "at most": "up_to",
    "a maximum of": "up_to",
    "fewer than": "up_to",
    "less than": "up_to",
    "under": "up_to",
    "within": "up_to",
    "nearly": "nearly",
    "almost": "nearly",
    "close to": "nearly",
    "just under": "nearly",
    "nearing": "nearly",
    "about": "about",
    "around": "about",
    "closer to": "about",
    "some": "about",
    "roughly": "about",
    "approximately": "about",
    "an estimated": "about",
    "estimated": "about",
    "an average of": "about",
    "average": "about",
    "circa": "about",
}
_BEFORE = re.compile(
    r"(?<![\w-])(?P<hedge>"
    + "|".join(sorted(_HEDGES, key=len, reverse=True))
    + r")\s(?:(?:an?|the|another|additional|extra|further|nearly|about)\s)?[\"“‘']?$",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"(?<![\w-])(?:an?\s)?(?:another|additional|further|extra|only|just|the|all|these|those|last|past"
    r"|first|final|same)\s$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s?(?:(?P<least>or\smore\b|\+|[ -]plus\b|or\sabove\b)|(?P<about>or\sso\b|-odd\b|ish\b)"
    r"|(?P<most>or\s(?:fewer|less)\b|at\s(?:the\s)?most\b))",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"(?P<gap>[\s\-]?[\"“‘']?|[\"”’]?\s[\"“‘']?)(?P<word>(?:[^\W\d_]\.){2,}|[^\W_][\w]*(?:['’.-]\w+)*[’']?)"
)
_PARTITIVE = re.compile(
    r"\s(?:more\s|other\s|others\s)?of\s"
    r"(?:(?:the|these|those|its|their|his|her|our|my|your|all|an?)\s)*",
    re.IGNORECASE,
)
_SECOND_HALF = re.compile(
    r"\sof\s(?:(?:the|a|an|its|their|his|her)\s)?[^\W_][\w’'-]*(?:\.\w+)*"
    r"(?:\s(?!and|who|which|that|in|on|at|to|were|was|are|is|have|had|has|by|for|with|from|of|as|or"
    r"|during|since|after|before|it|they|he|she|we|said|say|will|would|could|may)"
    r"[^\W_][\w’'-]*){0,4}"
)

_UNIT_TIME_LIST = (
    """second minute hour day night week weekend fortnight month year decade century season"""
)
_UNIT_TIME = frozenset(_UNIT_TIME_LIST.split())
_UNIT_LENGTH_LIST = """
mile kilometre kilometer km kms metre meter foot feet inch inche yard centimetre centimeter cm
mm millimetre millimeter acre hectare square degree mph kph knot pound lb kilo kilogram kg ton
tonne gram ounce litre liter gallon quart pint barrel megawatt m ft"""
_UNIT_LENGTH = frozenset(_UNIT_LENGTH_LIST.split())
_UNIT_MONEY_LIST = """
dollar euro pound peso rupee naira yen yuan ruble rouble lira franc shilling dinar riyal rial
dirham shekel rand won krona figure buck cent"""
_UNIT_MONEY = frozenset(_UNIT_MONEY_LIST.split())
_PEOPLE_LIST = """
people person man men woman women child children kid boy girl schoolgirl schoolboy student pupil
civilian soldier troop troops police policeman policemen officer fighter militant gunman gunmen
terrorist insurgent rebel jihadist extremist hostage captive prisoner detainee inmate refugee
resident villager passenger crew member employee worker journalist doctor nurse patient victim
survivor family families household relative friend son daughter brother sister wife wives
husband mother father parent cousin nephew niece couple suspect militia militiaman militiamen
guard demonstrator protester protestor marcher tourist migrant immigrant citizen national
teenager youth adult other others dead wounded
injured casualties casualty fatalities fatality deaths death lives life bodies body corpse
remains minister lawmaker official leader politician senator cadet expert analyst witness
witnesses neighbor neighbour personnel staff serviceman servicemen sailor marine pilot driver
guest contestant player foreigner nun priest monk pilgrim worshipper worshiper farmer trader
lawyer judge teacher infant baby babies toddler twin vigilante operative recruit volunteer
commander bomber shooter attacker assailant gang abductee girlfriend follower subscriber user
viewer customer fan individual human guerrilla subversive jesuit bodyguard escort maid servant
passerby passersby pedestrian companion missionary minor"""
_PEOPLE = frozenset(_PEOPLE_LIST.split())
_BODIES_LIST = """bodies body corpse corpses remains deaths death fatalities fatality lives"""
_BODIES = frozenset(_BODIES_LIST.split())
_IRREGULAR_LIST = """
people men women children police troops personnel staff wives families feet youth dead wounded
injured crew aircraft gunmen percent cent policemen militiamen servicemen remains media"""
_IRREGULAR = frozenset(_IRREGULAR_LIST.split())
_STOP_LIST = """
a an the and or but nor so if of in on at by for with from to into onto over under after before
during since until than as per via about against between among through across within without
near outside inside around is are was were be been being am has have had do does did will would
can could may might shall should must not no he she it they we you i his her its their our my
your this that these those who whom which what when where why how there here then while because
although though remain remains remained said says told say fled died made took came went got
left reported according including also already still just only even both each every all yet ago
away later earlier today yesterday tomorrow last next"""
_STOP = frozenset(_STOP_LIST.split())
_PARTICIPLES_LIST = (
    """killed arrested detained kidnapped abducted captured missing displaced executed beheaded"""
)
_PARTICIPLES = frozenset(_PARTICIPLES_LIST.split())
# Words of the table of people for those who tell an outlet something, whom nobody counts.
_TELLERS = frozenset({"source", "insider", "informant"})
# "newsmen", "watchmen"; not "specimen", "abdomen", "acumen"
_MEN = re.compile(r"[a-z]{2}(?<!speci)(?<!regi)(?<!abdo)(?<!acu)(?<!cycla)men$")
_NOT_PEOPLE = re.compile(
    r"(?:lin|comput|pap|contain|trail|numb|ord|pow|tow|riv|lett|met|lit|chapt|corn|bord|off|answ"
    r"|should|fing|matt|lay|tank|bunk|cent|quart|bann|post|serv|copt|bomb|launch|mort|plan|tick"
    r"|temp|restaur|giant|eleph|plants?|variant)(?:ers|ants|ians)$"
)
# "a 29-year-old", but not "a five-year-old insurgency"
_OLD = re.compile(
    r"[\s-]\w+[\s-]olds?\b(?!\s(?:\w+\s)?(?:insurgency|conflict|war|siege|uprising|rebellion|company"
    r"|firm|building|house|law|ban|deal|feud|dispute|agreement|case|regime|government"
    r"|organi[sz]ation|tradition|blockade|occupation|ceasefire|truce|republic|state|party)\b)"
)
_ADVERBS_LIST = """reportedly allegedly currently now still also already ever later"""
_ADVERBS = frozenset(_ADVERBS_LIST.split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """A quantity in its phrase.

    span covers hedge, number and noun; `noun` is the span of the words counted, None where the
    number stands alone; `head` its last word in lower case, singular where that is plain.
    """

    span: Span
    quantity: Quantity
    low: float | None
    high: float | None
    qualifier: Qualifier
    noun: Span | None
    head: str
    noun_class: NounClass
    hedge: str
    partitive: bool


def singular(word: str) -> str:
    """The word without its plural ending, where English is regular."""
    lowered = word.casefold().rstrip("'’").removesuffix("'s").removesuffix("’s")
    irregular = {"people": "people", "men": "man", "women": "woman", "children": "child"}
    if lowered in irregular:
        return irregular[lowered]
    if lowered == "centuries":
        return "century"
    if lowered.endswith("ies") and len(lowered) > 4:
        return lowered[:-3] + "y"
    if lowered.endswith(("sses", "ches", "shes", "xes")):
        return lowered[:-2]
    if lowered.endswith("s") and not lowered.endswith(("ss", "us", "is")) and len(lowered) > 2:
        return lowered[:-1]
    return lowered


def _plural(word: str) -> bool:
    lowered = word.casefold()
    if lowered in _IRREGULAR or _MEN.search(lowered):
        return True
    return (
        len(lowered) > 2
        and lowered.endswith("s")
        and not lowered.endswith(("ss", "us", "is", "'s", "’s"))
    )


def _words_after(text: str, at: int, limit: int, glued: bool) -> list[tuple[Span, str]]:
    """The words that may make the noun phrase after a number: until punctuation or a stop word."""
    words: list[tuple[Span, str]] = []
    while len(words) < 7:
        found = _TOKEN.match(text, at, limit)
        if not found or found["word"].casefold() in _STOP:
            break
        if not found["gap"] and not glued:
            break
        glued = False
        words.append((Span(found.start("word"), found.end("word")), found["word"]))
        at = found.end("word")
        if found["word"].endswith(("'s", "’s")) and len(words) > 1:
            break
    return words


def _noun(words: list[tuple[Span, str]], many: bool) -> tuple[Span, str] | None:
    """The words of the noun phrase, and its head."""
    if not words:
        return None
    if many:
        last: int | None = None
        for index, (_, word) in enumerate(words):
            if last is not None and word.endswith(("ed", "ing")):
                break
            last = index if _plural(word) else last
        if last is not None:
            return Span(words[0][0].start, words[last][0].end), words[last][1]
    first = words[0][1].casefold()
    if first == "more" and len(words) == 1:
        return None
    if first not in _IRREGULAR and (first.endswith(("ly", "ed")) or first in _PARTICIPLES):
        return None
    end = 0
    while (
        not many
        and end + 1 < min(3, len(words))
        and not words[end + 1][1].endswith(("ed", "ing", "ly"))
        and words[end + 1][1].casefold() not in _ADVERBS
    ):
        end += 1
    return Span(words[0][0].start, words[end][0].end), words[end][1]


_UNIT_WORDS = _UNIT_TIME | _UNIT_LENGTH | _UNIT_MONEY


def class_of(head: str, words: list[tuple[Span, str]]) -> NounClass:
    """What kind of noun counts: head its last word, words those of its phrase with their places."""
    if not words:
        return "none"
    if not head and words[0][1].casefold() not in _UNIT_WORDS:
        return "none"
    first = singular(words[0][1].split("-")[0])
    if first in _UNIT_TIME:
        return "time"
    if first in {"percent", "per", "percentage"}:
        return "percent"
    if first in _UNIT_LENGTH:
        return "length"
    word = singular(head)
    if head.casefold() in _BODIES or word in _BODIES:
        return "bodies"
    if word in _UNIT_MONEY or first in _UNIT_MONEY:
        return "money"
    if head.casefold() in _PEOPLE or word in _PEOPLE:
        return "people"
    if word in _UNIT_TIME:
        return "time"
    known = phrases.noun(head)
    if known and known.kinds <= {"person", "people"} and word not in _TELLERS:
        return "people"
    if (demonym(head) and "." not in head) or (
        head[:1].isupper() and re.search(r"(?:ans?|[aeiqd]is?|ese)$", head)
    ):
        return "people"
    if (
        _plural(head)
        and re.search(r"(?:[^ft]ers|ists|ians|ees|ants|icans|men)$", head)
        and not _NOT_PEOPLE.search(head)
    ):
        return "people"
    return "thing"


def _bounds(
    quantity: Quantity, hedge: Qualifier | None
) -> tuple[float | None, float | None, Qualifier]:
    low, high = quantity.low, quantity.high
    if quantity.kind == "vague" or low is None or high is None:
        return (None, low, "up_to") if hedge == "up_to" and low else (low, None, "vague")
    if hedge in {"more_than", "at_least"}:
        return low, None, hedge
    if hedge == "up_to":
        return None, high, hedge
    return low, high, hedge or "exact"


def _scaled(head: str, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """Decades and centuries in years, half-years in months."""
    factor = {"decade": 10.0, "century": 100.0, "half-year": 6.0}.get(head, 1.0)
    return (None if low is None else low * factor, None if high is None else high * factor)


def phrase(text: str, quantity: Quantity, limits: Span) -> Phrase:
    """The quantity with the hedge before and the noun after it, within `limits` (its sentence)."""
    start, end = quantity.span.start, quantity.span.end
    hedge: Qualifier | None = None
    hedge_words = ""
    before = text[max(limits.start, start - 40) : start]
    if found := _BEFORE.search(before):
        if not re.fullmatch(r"(?:over|within|under)\sthe\s", found.group(), re.IGNORECASE):
            hedge_words = found["hedge"].casefold()
            hedge = _HEDGES[hedge_words]
            start -= len(found.group())
    elif added := _ADDED.search(before):
        start -= len(added.group())
    if after := _AFTER.match(text, end, limits.end):
        hedge = "at_least" if after["least"] else "about" if after["about"] else "up_to"
        hedge_words = after.group().strip().casefold()
        end = after.end()
    partitive = _PARTITIVE.match(text, end, limits.end)
    many = not (quantity.low == quantity.high == 1)
    glued = partitive is not None or text[end - 1].isdigit()
    words = _words_after(text, partitive.end() if partitive else end, limits.end, glued)
    if text[end : end + 1] == "%":
        end += 1
    noun = _noun(words, many or partitive is not None)
    low, high, qualifier = _bounds(quantity, hedge)
    head = singular(noun[1]) if noun else ""
    noun_class = class_of(noun[1] if noun else "", words)
    if text[end - 1] == "%":
        noun_class = "percent"
    elif quantity.currency:
        noun_class = "money"
    elif noun_class == "time" and _OLD.match(text, end, limits.end):
        noun_class = "age"
    if head in {"figure", "figures"} and quantity.kind == "word" and low and 4 <= low <= 12:
        low, high, qualifier = 10 ** (low - 1), 10**low - 1, "vague"
    if noun_class == "time":
        low, high = _scaled(singular(words[0][1]), low, high)
        head = singular(words[0][1].split("-")[0])
    whole = Span(start, noun[0].end if noun else end)
    return Phrase(
        whole,
        quantity,
        low,
        high,
        qualifier,
        noun[0] if noun else None,
        head,
        noun_class,
        hedge_words,
        partitive is not None,
    )


def counted(text: str, found: Phrase, limits: Span) -> str | None:
    """Who or what is counted, in the text's words: the noun, and what hangs on it with "of"."""
    if found.noun is None:
        return None
    end = found.noun.end
    if more := _SECOND_HALF.match(text, end, limits.end):
        end = more.end()
    return text[found.noun.start : end].strip("'’\"“”‘ ") or None


def counts_as_noun(words: str) -> str | None:
    """The last of some words if it can name somebody, None if it is a word like "who" or "was"."""
    last = words.rsplit(maxsplit=1)[-1]
    return None if last.casefold() in _STOP else last


__all__ = ["SPANNED", "Phrase", "class_of", "counted", "counts_as_noun", "phrase", "singular"]
