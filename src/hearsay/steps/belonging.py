"""Whose part somebody is: what a role says of the body or state that its holder acts for.

Takes a role's phrase and the actors named in it, gives the one whose part the role makes its
holder, or none. "The Arcadian envoy to Veld" acts for Arcadia, not for Veld; "a critic of the
Front", "a former officer of the Front" and "an Arcadian singer" act for nobody here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from hearsay import names
from hearsay.steps import phrases
from hearsay.types import Actor, Span

OFFICES: Final = names.word_set(
    "official officials minister president premier chancellor ambassador envoy representative "
    "delegate diplomat spokesperson spokesman spokeswoman general colonel captain commander "
    "officer soldier admiral marshal chief director head leader governor mayor senator lawmaker "
    "legislator congressman congresswoman councilman councilwoman secretary deputy "
    "judge justice prosecutor attorney king queen prince princess emir sultan negotiator adviser "
    "advisor aide commissioner consul inspector investigator police policeman "
    "member mp speaker chairman chairwoman"
)
"""Heads of roles whose holder acts for a state; a singer or farmer of a country does not."""
_ARMED: Final = OFFICES | names.word_set(
    "fighter militant operative lawyer cleric bomber recruiter ideologue insurgent founder gunman"
)
_AGAINST: Final = names.word_set(
    "critic opponent rival enemy foe supporter ally friend fan victim survivor resident native "
    "citizen refugee defector hostage captive prisoner wife widow husband son daughter brother "
    "sister father mother relative neighbor neighbour customer client patient visitor"
)
"""Heads of roles that tell how somebody stands to a body, not that they are of it."""
_ABOUT: Final = names.word_set("envoy representative coordinator rapporteur candidate negotiator")
"""Heads of roles behind which "for" tells what they deal with: "the special envoy for Veld"."""
_OF_OR_ON: Final = names.word_set("analyst expert watcher specialist scholar historian observer")
"""Heads before which a body may be what they know about ("an Acme analyst") or whose they are."""
_PARTS: Final = names.word_set(
    "wing branch affiliate arm unit division faction offshoot subsidiary department section "
    "chapter bureau agency part"
)
"""Heads of what is said of a body that belongs to another."""
_ORGANS: Final = names.word_set(
    "army military navy police ministry government parliament senate congress embassy presidency "
    "intelligence forces force department"
)
"""Last words of names of bodies that are a state's, where a country stands before them."""
_SEATS: Final = {
    "white house": "USA", "pentagon": "USA", "state department": "USA", "kremlin": "RUS",
    "downing street": "GBR", "foreign office": "GBR", "elysee": "FRA",
}  # fmt: skip
"""Whose government papers mean by a building or an office of one name; common knowledge."""
_BODIES: Final = names.word_set(
    "ministry department office party union club league company airline bank agency army police "
    "military navy council commission court university hospital federation association committee "
    "institute embassy bureau authority parliament senate tribunal foundation charity church"
)
"""Small words by which a body goes in a role once its name has been told: "ministry spokesman"."""
_BESIDE_A_BODY: Final = names.word_set(
    "the a an its their his her our this that same one two three several many some another other "
    "senior top high junior local unnamed chief deputy"
)
"""What stands before such a word and tells nothing of which body it is; "foreign" in "foreign
ministry spokesman" does."""
_PAST: Final = re.compile(r"\b(?:former|formerly|ex|retired|late|then|onetime|ousted)\b", re.I)
_BEHIND: Final = re.compile(r"\s+(?P<how>of|for|at|with|from)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,2}$")

Places = Sequence[tuple[Span, Actor]]
"""Where actors are named, sorted."""


def whole_of(text: str, phrase: Span, actor: Actor, named: Places) -> Actor | None:
    """The body or state that a role makes its holder a part of; None where it does not surely.

    named: the actors' places, those within the phrase are weighed.
    """
    words = phrase.of(text)
    head = phrases.head(words)
    found = list(re.finditer(rf"\b{re.escape(head)}\b", words, re.I)) if head else []
    if not found or _PAST.search(words):
        return None
    first, last = phrase.start + found[0].start(), phrase.start + found[0].end()
    candidates = [
        (span, other)
        for span, other in named
        if phrase.covers(span) and other.id != actor.id and other.kind != "person"
    ]
    before = [other for span, other in candidates if span.end <= first]
    if before and head in _OF_OR_ON:
        return None
    if before:
        return before[-1] if _may_hold(head, actor, before[-1]) else None
    if _country_before(text[phrase.start : first]):
        return None  # "the Arcadian envoy to Veld": the country is for `country_of` to find
    for span, other in candidates:
        link = _BEHIND.fullmatch(text, last, span.start)
        if link is None or not _may_hold(head, actor, other):
            continue
        land = other.kind in ("government", "place")
        how = link.group("how")
        if (how == "for" and land and head in _ABOUT) or (how in ("from", "with") and land):
            continue
        return other
    return None


def told_before(text: str, at: Span, actor: Actor, every: Iterable[Actor]) -> Actor | None:
    """The body told of before that a role names by a bare word: "the ministry's spokesman".

    at: the role. The name must end with that word ("Arcadian Interior Ministry"); where two bodies
    told of before end alike, nobody knows which is meant. "The foreign ministry's" names no other
    ministry.
    """
    phrase = at.of(text)
    head = phrases.head(phrase)
    if not head or _PAST.search(phrase) or actor.kind != "person":
        return None
    words = [re.sub(r"['’]s?$", "", word) for word in re.findall(r"[\w’'-]+", phrase)]
    place = next((k for k, word in enumerate(words) if names.folded(word) == head), 0)
    behind = re.match(r"(?:of|for|at) the (\w+)\b", " ".join(words[place + 1 :]))
    bare = behind.group(1) if behind else words[place - 1] if place else ""
    if bare not in _BODIES:
        return None
    lead = [] if behind else [names.folded(word) for word in words[: place - 1]]
    which = {lead[-1]} - _BESIDE_A_BODY if lead else set()
    ending = [
        other
        for other in every
        if other.id != actor.id
        and other.kind not in ("person", "people", "document", "place")
        and any(mention.span.end <= at.start for mention in other.mentions)
        and any(
            names.folded(form.split()[-1]) == bare
            and len(form.split()) > 1
            and which <= {names.folded(word) for word in form.split()}
            for form in (other.name, *other.aliases)
        )
    ]
    return ending[0] if len(ending) == 1 and _may_hold(head, actor, ending[0]) else None


def _may_hold(head: str, actor: Actor, whole: Actor) -> bool:
    """Whether the head of a role can make its holder a part of a body of that kind."""
    if actor.kind != "person":
        return head in _PARTS
    if head in _AGAINST:
        return False
    if whole.kind in ("government", "place"):
        return head in OFFICES
    return head in _ARMED if whole.kind == "armed_group" else whole.kind != "document"


def _country_before(words: str) -> bool:
    return any(names.demonym(word) for word in re.findall(r"[\w.]+", words))


def country_of(phrase: str, actor: Actor, every: Iterable[Actor]) -> Actor | None:
    """The actor that is the country whose adjective stands in an office ("Arcadian minister")."""
    head = phrases.head(phrase)
    if head not in OFFICES or _PAST.search(phrase) or actor.kind != "person":
        return None
    lead = phrase.casefold().partition(head)[0]
    codes = {code for word in re.findall(r"[\w.]+", phrase[: len(lead)]) if (code := _land(word))}
    return _country(codes, actor, every)


def state_of(actor: Actor, every: Iterable[Actor]) -> Actor | None:
    """The country whose organ a body is by its own name: "Arcadian army", "Veld's Parliament"."""
    if actor.kind not in ("government", "organisation", "armed_group"):
        return None
    if seat := _SEATS.get(names.normal(actor.name)):
        return _country({seat}, actor, every)
    words = re.findall(r"[\w.-]+", names.unpossessed(actor.name))
    if len(words) < 2 or names.folded(words[-1]) not in _ORGANS or names.country(actor.name):
        return None
    code = names.country(words[0]) or _land(words[0])
    return _country({code} if code else set(), actor, every)


def _land(word: str) -> str | None:
    return names.demonym(word) or (names.country(word) if word[:1].isupper() else None)


def _country(codes: set[str], actor: Actor, every: Iterable[Actor]) -> Actor | None:
    for other in every:
        if (
            other.id != actor.id
            and other.kind in ("government", "place")
            and codes & {names.country(form) for form in (other.name, *other.aliases)}
        ):
            return other
    return None
