"""Whether what is named is a government, which acts, or only a place where something happens.

Takes a text, where a country, province or town is named in it, and where sources of statements
stand; gives the kind "government" or "place". The network was taught both as one, since GUM calls a
country a place even where it speaks; the words beside the name tell them apart. Whether it is a
person or an organisation is settled before (`steps.kinds`), and so is what is joined with it.

Measured on names of GUM's training part (places told from governments) and on actors of
gold/articles/train (right kind): without what acts 557 of 584 instead of 561, without what rules
560, without places (`_WHERE`) F1 0.617 instead of 0.671.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from hearsay import names
from hearsay.steps import phrases
from hearsay.types import ActorKind, Span

REACH: Final = 40
"""Characters read on each side of a name: the longest of the patterns below needs no more."""
MOSTLY: Final = 2 / 3
"""Share of its mentions in which a country must stand as a place, and in none as one that acts, to
be only that. From a single mention on, GUM's training part has names with places told from
governments at F1 0.706, gold/articles/train right kinds for 554 of 585 actors, among them eight
governments taken for places; from 0.5 on 0.685 and 556, from 2/3 on 0.671 and 561 of 584 (by then
capitals had a vote), from 0.8 on 0.658 and 559 of 585. A government called a place is the worse
mistake: it is then never a target or a denier."""

PLACE_WORDS: Final = names.word_set(
    "province district governorate prefecture county airport airbase island islands peninsula bay "
    "gulf sea ocean strait river lake valley mountain mountains mount desert coast beach bridge "
    "street avenue road highway boulevard square park forest crossing camp prison jail stadium "
    "palace mansion hotel mall cemetery village town suburb region heights hills port harbor "
    "harbour canal dam falls"
)
"""Last words of names of places: what holds one is no body, whatever its other words say."""
_OPENING: Final = names.word_set("mount lake cape fort camp port gulf bay isle river")
"""The same as first words."""
_TERRITORY: Final = names.word_set("state country nation city county")
"""Words of the table of nouns that stand for a government and for where it rules."""
_BODY_WORDS: Final = names.word_set(
    "center centre laboratory office patrol sheriff command committee judiciary corps guard"
)
"""Words that name a body beside the government's in the table of nouns. Without them right kinds in
gold/articles/train 556 instead of 561, of 584."""

# one is in, near or from a place, or a word such as "town" or "northern" says that it is one
_WHERE: Final = re.compile(
    r"\b(?:in|into|inside|within|across|throughout|through|around|near|outside|at|from|via|"
    r"toward|towards|to|"
    r"(?:town|city|village|province|district|region|state|island|port|outskirts|suburbs?|streets|"
    r"parts|areas?|north|south|east|west|northeast|northwest|southeast|southwest|coast|people) of|"
    r"borders? (?:with|of)|visit(?:ed|ing|s)?|left|leaving|reach(?:ed|ing)?|"
    r"northern|southern|eastern|western|central|northeastern|northwestern|southeastern|"
    r"southwestern|downtown|neighbou?ring|nearby|rural|mainland)"
    r"(?: (?:the|parts of|northern|southern|eastern|western|central|neighbou?ring|nearby|"
    r"Northern|Southern|Eastern|Western|Central|all of|much of|downtown|rural|war-torn))* $",
    re.IGNORECASE,
)
# behind these a name is no subject: "people in Arcadia said"
_PREPOSITION: Final = re.compile(
    r"\b(?:in|into|inside|within|across|throughout|through|around|near|outside|at|from|via|toward|"
    r"towards|to|of|for|with|without|on|over|under|about|than|like|as|between|behind|"
    r"northern|southern|eastern|western|central)(?: (?:the|all of))? $",
    re.IGNORECASE,
)
# verbs that tell what somebody did; what only is or lies somewhere does nothing
_DOES: Final = re.compile(
    r"(?:, [^,.;\n]{1,30},)? (?:(?:also|again|later|never|now|recently|already|repeatedly|has|have|"
    r"had|itself|alone) )*"
    r"(?:says?|said|told|tells|knew|knows|wants?|sent|sends|gave|gives|made|makes|took|takes|"
    r"began|begins|held|holds|kept|keeps|sought|seeks|fought|fights|struck|strikes|paid|pays|"
    r"put|puts|won|went to war|chose|broke|bought|sold|sells|agrees?|denies|claims|accuses|"
    r"blames|refuses|rejects|insists|believes|considers|plans|hopes|fears|supports|backs|opposes|"
    r"(?:will|would|must|should|can|could|may|might|did|does|cannot)(?: not)? (?!be\b|have\b)\w+|"
    r"(?:is|are|was|were|been) (?:also |now |not )?(?!being|going|becoming|lying)\w{2,}ing|"
    r"(?!based\b|located\b|led\b|needed\b|related\b|called\b|named\b|used\b|increased\b|"
    r"experienced\b)\w{2,}ed(?! by))\b"
)
# before one that acts, or is dealt with as one that could
_DONE_TO: Final = re.compile(
    r"\b(?:by|against|accus(?:e|es|ed|ing)|blam(?:e|es|ed|ing)|urg(?:e|es|ed|ing)|"
    r"warn(?:s|ed|ing)?|ask(?:s|ed|ing)?|told|condemn(?:s|ed|ing)?|criticis\w+|criticiz\w+|"
    r"sanctions on|war (?:on|with)|(?:talks?|relations?|ties|deal|agreement|negotiations?|"
    r"cooperation|ceasefire|truce|allied|alliance|together|fight(?:ing)?) with|ally|allies)"
    r"(?: the)? $",
    re.IGNORECASE,
)
# its people in office
_RULES: Final = re.compile(
    r"(?:['’]s?)? (?:[a-z]+ )?(?:government|ministry|ministers?|president|parliament|army|police|"
    r"military|forces|troops|officials?|authorities|ambassador|embassy|administration|intelligence|"
    r"officers?|soldiers|diplomats?|security)\b"
)
_ACRONYM: Final = range(3, 8)
"""Letters of an acronym: with two it is mostly a state's or a person's initials, with eight a name
in capitals."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How often a name stands as one that acts, as one that rules, and as where something is."""

    acts: int = 0
    rules: int = 0
    where: int = 0


def standing(text: str, spans: Sequence[Span], sources: Collection[Span]) -> Standing:
    """How a name stands in its places; a mention counts once at most."""
    speaks = {_bare(text, source) for source in sources}
    acts = rules = where = 0
    for span in spans:
        before = text[max(0, span.start - REACH) : span.start]
        after = text[span.end : span.end + REACH]
        if span in speaks or _DONE_TO.search(before):
            acts += 1
        elif _RULES.match(after):
            rules += 1
        elif _WHERE.search(before) or _within_country(after):
            where += 1
        elif _DOES.match(after) and not _PREPOSITION.search(before):
            acts += 1
    return Standing(acts, rules, where)


def _bare(text: str, span: Span) -> Span:
    """A source without its article."""
    article = re.match(r"[Tt]he\s+", text[span.start : span.end])
    return Span(span.start + article.end(), span.end) if article else span


def _within_country(after: str) -> bool:
    """Whether a country is named behind it, as in "Rell, Arcadia"."""
    following = re.match(r", ((?:[A-Z][\w.]+)(?: [A-Z][\w.]+)?)", after)
    return following is not None and any(
        names.country(form) for form in (following.group(1), following.group(1).split()[0])
    )


def kind(
    text: str, forms: Sequence[str], spans: Sequence[Span], sources: Collection[Span]
) -> ActorKind:
    """ "government" or "place" for what the network calls either.

    A body of a government stays one. A country is a government unless it is mostly where something
    happens and never acts or rules; a town or province is a place unless it acts or rules more
    often. forms: all that the actor is called. sources: of statements, as the network tagged them.
    """
    if any(_is_body(form) for form in forms) or _is_acronym(forms):
        return "government"
    stands = standing(text, spans, sources)
    busy = stands.acts + stands.rules
    if any(names.country(form) for form in forms):
        return "place" if not busy and stands.where >= MOSTLY * len(spans) else "government"
    return "government" if busy > stands.where else "place"


def _is_body(form: str) -> bool:
    """Whether its words make it a body: a ministry, a court."""
    words = names.words(form)
    if len(words) > 1 and (words[-1] in PLACE_WORDS or words[0] in _OPENING):
        return False
    known = (phrases.noun(word) for word in words if word.rstrip("s") not in _TERRITORY)
    governs = any(noun is not None and "government" in noun.kinds for noun in known)
    return governs or not _BODY_WORDS.isdisjoint(words)


def _is_acronym(forms: Sequence[str]) -> bool:
    """Whether it is called by an acronym, no country's, and not by a word in capitals."""
    plain = {names.folded(form) for form in forms if not form.isupper()}
    return any(
        form.isupper()
        and form.isalpha()
        and len(form) in _ACRONYM
        and names.folded(form) not in plain
        and not names.country(form)
        and not names.capital(form)
        for form in forms
    )
