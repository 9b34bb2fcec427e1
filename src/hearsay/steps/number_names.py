"""Numbers that count nothing: part of a name, of a numbered place, of a year or of an idiom.

Takes a text, gives the spans of such numbers, for `figures` to leave out; leaves dates and ages to
those who know them. Every pattern is of general English; no name of a product or place stands here.
"""

from __future__ import annotations

import re

from hearsay.text import Locator, merged
from hearsay.types import Span

# What is numbered and not counted: "No. 1", "floors 25 and 26", "gate 4". The word stands before
# the number, which tells it from "four gates".
_NUMBERED = re.compile(
    r"(?:\b[Nn]o(?:s)?\.|№|\b[Nn]umbers?"
    r"|\b(?:floors?|gates?|pages?|chapters?|platforms?|verses?|paragraphs?|apartments?|exits?"
    r"|terminals?|lines?|articles?|sections?|paragraphs?|clauses?|rooms?|highways?|routes?|flights?"
    r"|episodes?|volumes?|versions?|grades?|seasons?|day|phase|level|act))"
    r"\s(?P<number>\d{1,4}[A-Za-z]?)(?:\s?(?:and|to|or|-|–|,)\s?(?P<second>\d{1,4}))?"
    r"(?![\d,.]*\d|\s(?:people|[a-z]+s)\b)",
    re.IGNORECASE,
)
# "2015's line-up": a year in the possessive
_YEAR = re.compile(r"(?<![\w.,$£€])(?P<number>(?:19|20)\d\d)['’]s\b")
# "two and two", "one by one"
_IDIOM = re.compile(
    r"\b(?P<number>two) (?:and|plus) (?P<second>two)\b"
    r"|\b(?P<third>one) (?:by|after) (?P<last>one)\b",
    re.IGNORECASE,
)
# letters that hang on a numeral and are no unit of it: "5s", "4npower", "21s"
_GLUED = re.compile(r"(?<![\w.,$£€₦₹])(?P<number>\d{1,4})(?P<letters>[A-Za-z]{1,12})\b")
_UNIT_LIST = """
k m mn mln b bn tn th st nd rd am pm km kms kg kgs g mg cm mm mi ft in lb lbs mph kph mw gw kw kwh
hz ghz mb gb tb min mins hr hrs yr yrs oz ml l ha p pc million billion"""
_UNITS = frozenset(_UNIT_LIST.split())
# "the 6 Plus": a capitalised word that is no plural after it
_IN_NAME = re.compile(
    r"(?<=[^\W_] )(?P<number>\d{1,2}) (?P<after>[A-Z][a-z]+)(?=(?P<rest>.{0,40}))"
)
_COUNTED = re.compile(r"(?: [\w’'-]+){0,2} (?:[a-z’'-]+[^su\W]s|men|women|people|dead|wounded)\b")
_BEFORE_NAME = re.compile(r"\b[A-Z]\w* (?P<number>\d{1,2}),? and (?:the )?$")
_PLURAL = re.compile(r"(?:[^su]s|men|people|children|dead|wounded|injured|missing|killed|ed)$")
_WORDS = re.compile(r"\b[^\W\d_]{4,}\b")


TITLE = 0.75
"""Share of longer words with capitals from which a sentence is a title: short sentences with two
names have half. Chosen, not measured."""


def _title(text: str, sentence: Span) -> bool:
    """Whether a sentence is written as a title, its longer words with capitals."""
    found = _WORDS.findall(text, sentence.start, sentence.end)
    return sum(1 for word in found if word[0].isupper()) > TITLE * len(found)


def _in_names(text: str, sentences: Locator, cut: list[Span]) -> list[Span]:
    """Numerals with a capitalised word that is no plural after them, as models are called.

    In a title every word has a capital ("Blast Kills 6 Near Harbour"), so none is looked at there.
    """
    found = []
    for match in _IN_NAME.finditer(text):
        at = sentences.at(match.start("number"))
        if at is None or _PLURAL.search(match["after"]) or _title(text, cut[at]):
            continue
        if not _COUNTED.match(match["rest"]):  # "6 Velmaran guards": the noun is still to come
            found.append(Span(*match.span("number")))
            if other := _BEFORE_NAME.search(text, cut[at].start, match.start()):
                found.append(Span(*other.span("number")))
    return found


def named_numbers(text: str, cut: list[Span]) -> list[Span]:
    """The spans of numbers that count nothing, sorted and disjoint; cut: the text's sentences."""
    found = []
    for pattern in (_NUMBERED, _YEAR, _IDIOM):
        for match in pattern.finditer(text):
            found += [Span(*match.span(name)) for name, held in match.groupdict().items() if held]
    for match in _GLUED.finditer(text):
        if match["letters"].casefold() not in _UNITS:
            found.append(Span(*match.span()))
    found += _in_names(text, Locator(cut), cut)
    return list(merged(found))
