"""What a text says of a name beside it: "the envoy Ann Roe", "Ann Roe, the bank's lawyer, ...".

Takes a text and the span of a name, gives the spans of the phrases that stand in apposition to it.
Leaves whose role it is, and which other actor it names, to `steps.actors`.
"""

from __future__ import annotations

import re

from hearsay import names
from hearsay.steps import phrases
from hearsay.types import Span

LONGEST_ROLE = 14
"""Words of the longest apposition that is kept as a role; longer ones are clauses."""

_BEFORE = re.compile(r"[^\s,;:.()\"“”‘—–]+\.?[ \t]*$")
_OFFICE_OF = re.compile(
    r"\b((?:[Tt]he|[Aa]n?)\s(?:[a-z-]+\s){0,2}[A-Za-z-]+\sof\s(?:the\s)?"
    r"[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3})$"
)
"""A role that ends in a name: "the mayor of Rell, Ann Roe,"."""
_STOP = names.word_set(
    "of for from in at on to with by about against as that and or but than when while if is are "
    "was were be been has have had will would said says told tells asked according because like "
    "via called named meet met including between how what then also not who which"
)
NOT_PART = names.word_set(
    "the a an he she it they we i in on at and but or said says told who has is was"
)
"""Words that, though capitalised in a headline, do not go on with the name before them."""

_AFTER = re.compile(
    r"[ \t]*(?:,|—|–| - |\()[ \t]*"
    r"(?P<role>(?:who[ \t]+(?:is|was|are|serves as)[ \t]+)?"
    r"[^,;:.()\n\"“”—–]+(?:\.[A-Z]\.[^,;:.()\n\"“”—–]*)*)"
    r"(?=[,;:.)\n—–]|$)"
)
_IS = re.compile(
    r"[ \t]+(?:is|was|serves as|became|has been)[ \t]+"
    r"(?P<role>(?:the|a|an)[ \t]+[^,;:.()\n\"“”—–]+)"
)
_OPENER = re.compile(r"^(?:who[ \t]+(?:is|was|are|serves as)[ \t]+)", re.IGNORECASE)
_CUT = re.compile(
    r"(?:^|[ \t])(?:who|whom|which|that|said|says|told|tells|has|had|have|was|is|were|are|will|"
    r"would|can|could|may|might|must|should|announced|added|claimed|wrote|denied|suggests?)\b.*$",
    re.DOTALL,
)
_TELLS = re.compile(
    r"[ \t]+(?:said|says|told|tells|announced|added|claimed|wrote|denied|suggests?)\b"
)
_ADVERBIAL = re.compile(
    r"\b(?:according to|as per|in|at|on|for|from|with)[ \t]+(?:the[ \t]+)?$", re.I
)
"""Opens what ends with the comma after a name: "According to Acme, girls in Rell are ..."."""


def _is_role_word(word: str) -> bool:
    word = names.folded(word).strip(".,'")
    known = phrases.noun(re.sub(r"'s$", "", word))
    return known is not None or word in names.TITLES


def _tells_or_counts(word: str) -> bool:
    """Whether a word is no role though a noun: "reports Acme News", "many Arcadians"."""
    known = phrases.noun(word)
    return word in phrases.INDEFINITE or (known is not None and known.kinds == {"document"})


def before(text: str, name: Span, floor: int) -> Span | None:
    """The phrase that leads up to a name: "Arcadian interior minister" of "... minister Ann Roe".

    Reads no further back than `floor`. None where the word before the name is no role.
    """
    start, count, plain = name.start, 0, 0
    if text[max(floor, start - 2) : start] == ", " and text[name.end : name.end + 1] in ",.;)":
        # "Arcadia's envoy, Ann Roe, said": the name stands in apposition to the role
        led = _of_a_person(text, before(text, Span(start - 2, start - 2), floor))
        office = _OFFICE_OF.search(text, floor, start - 2)
        return led or (_of_a_person(text, Span(*office.span(1))) if office else None)
    first = True
    while count < 8:
        match = _BEFORE.search(text, max(floor, start - 40), start)
        if match is None:
            break
        word = match.group().strip()
        bare = names.folded(word)
        if bare in _STOP or (bare.endswith(("'s", "s'")) and first):
            break
        if first and (not _is_role_word(word) or _tells_or_counts(bare)):
            return None
        capital = word[:1].isupper() or word[:1].isdigit()
        if bare in phrases.DEFINITE | {"a", "an"}:
            start = match.start()
            break
        if not capital and not _is_role_word(word):
            plain += 1
            if plain > 3 or bare.endswith(("ed", "ing", "ly")):
                break
        start, count, first = match.start(), count + 1, False
    while start < name.start and text[start].isspace():
        start += 1
    end = name.start
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None


def whole_office(text: str, role: Span, name: Span) -> Span:
    """A role led on to the title that the network took for the name's first word: "foreign" of
    "foreign Minister Ann Roe" is no office, "foreign minister" is."""
    noun = phrases.noun(phrases.head(role.of(text)))
    bare = names.untitled(name.of(text))
    title = name.of(text).removesuffix(bare).rstrip()
    if role.end > name.start or (noun is not None and "person" in noun.kinds) or not title:
        return role
    office = Span(role.start, name.start + len(title))
    return office if _of_a_person(text, office) is not None else role


def _of_a_person(text: str, role: Span | None) -> Span | None:
    """A role that one person holds; None for others."""
    noun = phrases.noun(phrases.head(role.of(text))) if role is not None else None
    return role if noun is not None and "person" in noun.kinds and not noun.plural else None


def after(text: str, name: Span, ceiling: int) -> Span | None:
    """The phrase that follows a name: "the bank's lawyer" of "Ann Roe, the bank's lawyer, said".

    Reads no further than `ceiling`. None where what follows is no noun phrase with a role in it.
    """
    for pattern in (_AFTER, _IS):
        match = pattern.match(text, name.end, ceiling)
        if match is None:
            continue
        start, role = match.start("role"), match.group("role")
        opened = text[max(0, name.start - 24) : name.start]
        if pattern is _AFTER and _ADVERBIAL.search(opened) and _CUT.search(role):
            continue
        if opener := _OPENER.match(role):
            start, role = start + opener.end(), role[opener.end() :]
        whole, role = role, _CUT.sub("", role).rstrip()
        if pattern is _AFTER and _TELLS.match(whole, len(role)):
            continue  # "police hold Ann Roe, the mayor says": another's words end here
        parts = role.split()
        if not parts or len(parts) > LONGEST_ROLE:
            continue
        opening = names.folded(parts[0])
        if opening in {"and", "but", "or", "said", "says", "as", "while", "when", "where", "in"}:
            continue
        noun = phrases.noun(phrases.head(role))
        if noun is None or (
            opening not in {"the", "a", "an"}
            and "person" not in noun.kinds
            and not names.SMALL & {names.folded(p) for p in parts}
        ):
            continue
        rest = parts[1:] if opening in {"the", "a", "an"} else parts
        if "person" not in noun.kinds and rest and all(p[:1].isupper() for p in rest):
            continue  # another name in a list: "the Northern Front, the Southern Army"
        if opening in phrases.INDEFINITE - {"a", "an", "one"} and len(parts) == 1:
            continue
        return Span(start, start + len(role))
    return None
