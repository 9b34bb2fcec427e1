"""Places: where an article says that its events happened.

Takes an `Analysis` with its events, gives each the place that its sentence names, in the article's
own words, with country and precision where these are sure, and the reasons. Not the dateline, nor
where somebody spoke of it. A name that the gazetteer does not have, or has in several countries
none of which the article points to, stays a place without a country.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hearsay import countries, names
from hearsay.gazetteer import Place, Precision, alike, country_named, key, places, state
from hearsay.links.lemmas import SAYING_KEYS, lemma
from hearsay.links.triggers import trigger
from hearsay.spelling import word_set
from hearsay.steps.date_expressions import expressions
from hearsay.steps.place_wording import (
    CONTINENTS,
    GOES_ON,
    KNOWN_FROM,
    NAME,
    PlacePhrase,
    capitalised,
    phrases,
)
from hearsay.text import Locator, sentences
from hearsay.types import Analysis, Event, Reason, Span

MOST_NAMED = 3
"""How often an article names a country at least, and how many times as often as any other, where
"the northern town of" and "the country's north" are taken to be in it. With 2 two more phrases of
gold get a country, rightly; with 5 none is lost. Too few to tell: 3 is the careful middle."""
SIZEABLE = 100_000
"""People from which a town of a country told of is meant, however large its namesakes elsewhere.
On the phrases of gold (`KNOWN_FROM`) nothing changes from here up; from 30,000 a Boston is the
English one."""
LARGER = 3
"""How many times as large as its namesakes a town is that is meant where nothing else tells. On
the phrases of gold nothing changes between 3 and 10; from 2 Barcelona is Spanish, rightly."""

_NAME = re.compile(NAME)
_NOT_PLACES = frozenset({"person", "media", "document", "people"})
_BODY_KINDS = frozenset({"organisation", "armed_group"})
"""Kinds that the network now and then gives to towns, which act in the news as bodies do."""
_BODIES = re.compile(
    r"\b(?:Ministry|Parliament|Congress|Senate|Government|Court|Police|Army|Council|House|Guard"
    r"|Commission|League|Accord|Party|Union|University|College|Division|Cup|Games|Festival|War"
    r"|Embassy|Consulate|Laboratory|Hospital|School|Church|Forces|Patrol|Hotel|Restaurants?)\b"
)
_SPOKEN = re.compile(
    r"\b(?:said|says|told|speaking|spoke|announced|added|interview(?:ed)?|reporters|conference"
    r"|briefing|officials?|sources?|correspondent|spokes\w+)\b(?: [\w’']+){0,2}$"
)
_BASED = re.compile(r"\b(?:based|headquartered|located|situated|registered)$")
_NAME_BEFORE = re.compile(
    r"(?<![.!?] )\b(?!(?:\w+day|[A-Z][a-z]{2}|\w+ber|\w+ary)\b)[A-Z][\w’'-]+$"
)
"""A name directly before "in", before what happened: it is at home there, "Amnesty in Tallow"."""
_BODIES_SEAT = re.compile(
    r"\b(?:[A-Z]\w* )?(?i:ministry|department|court|office|embassy|consulate"
    r"|university|parliament|government|authorities|headquarters)$"
)
"""A body, and where its seat is: "the Health Ministry in Tallow"."""
_PLAIN_NAME = re.compile(r"(?:(?:Lower|Upper|Port|Fort|New|Old|San|Santa) )?[A-ZÀ-Þ][a-zß-ÿ]{3,}")
_NO_PLACES = word_set(
    "Ramadan Christmas Easter Lent Passover Heaven Hell English Arabic Hausa Hebrew Hindi Urdu"
    " Swahili Latin Twitter Facebook Instagram YouTube Google Parliament Congress"
)
_TOLD = re.compile(r"\b(?:[a-z]+ed|said|says|told|tells|wrote|writes)\b")
_GAP = re.compile(r"[\s,–—-]*")
_EXACT: dict[Precision, int] = {"town": 0, "district": 1, "province": 2, "country": 3}


@dataclass(frozen=True, slots=True)
class Found:
    """What a phrase is taken for. because: the words and rule that tell the country."""

    country: str | None
    precision: Precision | None
    because: str


class Setting:
    """What a whole article tells of the places it names.

    near: alpha-3 of each country that it names, by name, people or capital, with the words that
    do; regions: states of the US likewise; described: what it says somewhere of a name.
    """

    def __init__(self, analysis: Analysis) -> None:
        document = analysis.document
        self.text = capitalised(document.text)
        self.sentences = list(analysis.sentences) or sentences(document.text)
        self.where = Locator(self.sentences)
        skipped = Locator(document.boilerplate)
        others: list[Span] = []
        bodies: list[Span] = []
        self.places: set[Span] = set()
        for actor in analysis.actors:
            spans = [mention.span for mention in actor.mentions]
            if actor.kind in _NOT_PLACES and not (actor.kind == "person" and " " not in actor.name):
                others += spans
            elif actor.kind in _BODY_KINDS | {"person"}:
                bodies += spans
            elif not names.body(actor.name):
                self.places.update(spans)
        self._others = Locator(sorted(others))
        self._bodies = Locator(sorted(bodies))
        self.contents = [
            (span, statement.id) for statement in analysis.statements for span in statement.content
        ]
        self.near: dict[str, list[str]] = {}
        self._told: list[tuple[int, str]] = []
        self.regions: dict[str, str] = {}
        self.described: dict[str, PlacePhrase] = {}
        self.phrases: list[list[PlacePhrase]] = []
        for sentence in self.sentences:
            if skipped.at(sentence.start) is not None:
                self.phrases.append([])
                continue
            self._names(sentence)
            found = phrases(self.text, sentence)
            self.phrases.append(found)
            for phrase in found:
                self._describe(phrase)

    def _names(self, sentence: Span) -> None:
        for match in _NAME.finditer(self.text, sentence.start, sentence.end):
            name = match.group()
            span = Span(match.start(), match.end())
            if self.is_other(span) or self.is_body(span):
                continue
            code = country_named(name) or countries.demonym(name) or _large_capital(name)
            if code is None and " " in name:
                first, last = name.split()[0], name.split()[-1]
                code = countries.demonym(first) or countries.demonym(last)
            if code:
                self.near.setdefault(code, []).append(name)
                self._told.append((match.start(), code))

    def _describe(self, phrase: PlacePhrase) -> None:
        if phrase.whole and (phrase.precision or phrase.within):
            known = self.described.get(phrase.name)
            told = len(phrase.within), phrase.by_direction
            if known is None or told > (len(known.within), known.by_direction):
                self.described[phrase.name] = phrase
        for name in phrase.within:
            if found := state(name):
                self.regions.setdefault(found.region, name)
                self.near.setdefault("USA", []).append(name)
            codes = {place.country for place in places(name) if place.precision != "town"}
            if len(codes) == 1:
                self.near.setdefault(codes.pop(), []).append(name)

    def tells(self, code: str, name: str) -> str | None:
        """The first words that tell of a country, other than a name that may itself be there."""
        return next((words for words in self.near.get(code, ()) if words != name), None)

    def most_named(self, position: int) -> str | None:
        """The country that the article is about, if it names one far more often than others, and
        none else last before a position."""
        ranked = Counter(code for _, code in self._told).most_common(2)
        last = max((told for told in self._told if told[0] < position), default=(0, None))[1]
        second = ranked[1][1] if len(ranked) > 1 else 0
        sure = ranked and ranked[0][1] >= MOST_NAMED * max(1, second)
        return ranked[0][0] if sure and last in {None, ranked[0][0]} else None

    def is_other(self, span: Span) -> bool:
        """Whether the name that stands there is that of a person or a paper."""
        return _overlap(self._others, span)

    def is_body(self, span: Span) -> bool:
        """Whether the name that stands there is taken for that of a body."""
        return _overlap(self._bodies, span)

    def spoken(self, position: int) -> frozenset[str]:
        """The statements in whose contents a position stands."""
        return frozenset(
            statement for span, statement in self.contents if span.start <= position < span.end
        )


def _overlap(spans: Locator, span: Span) -> bool:
    index = spans.before(span.end - 1)
    return index >= 0 and spans.spans[index].end > span.start


def _large_capital(name: str) -> str | None:
    """The country whose capital this is, where the town is so large that nothing else is meant."""
    code = countries.capital(name)
    large = code and any(
        place.country == code and place.population >= KNOWN_FROM for place in places(name)
    )
    return code if large else None


def places_of_events(analysis: Analysis) -> Analysis:
    """The analysis with the place, country and precision of each event that tells one."""
    return replace(analysis, events=located(analysis, analysis.events))


def located(analysis: Analysis, events: Sequence[Event]) -> tuple[Event, ...]:
    """Events of the article, each with its place; those that have one already stay as they are."""
    if not events:
        return ()
    setting = Setting(analysis)
    return tuple(_located(event, setting, analysis.document.text) for event in events)


def _located(event: Event, setting: Setting, written: str) -> Event:
    if event.place or event.country or not event.mentions:
        return event
    clause = event.mentions[0].span
    at = setting.where.at(clause.start)
    if at is None:
        return event
    told = [phrase for phrase in setting.phrases[at] if _admitted(phrase, setting)]
    chosen = _chosen(told, clause, setting)
    if chosen is None:
        return event
    found = resolved(chosen, setting)
    words = " ".join(chosen.span.of(written).split())
    return replace(
        event,
        place=None if chosen.alone else words,
        country=found.country,
        place_precision=found.precision,
        because=(
            *event.because,
            Reason("place", f"“{chosen.lead} {words}”"),
            Reason("country", found.because),
        ),
    )


def _admitted(phrase: PlacePhrase, setting: Setting) -> bool:
    """Whether a phrase names a place, and nobody and nothing else."""
    start = setting.text.find(phrase.name, phrase.span.start, phrase.span.end)
    own = Span(start, start + len(phrase.name))
    worded = bool(phrase.precision or phrase.within or phrase.site)
    if setting.is_other(own) and not worded:
        return False
    if countries.demonym(phrase.name) and phrase.whole and not country_named(phrase.name):
        return False
    if worded or phrase.name in setting.described:
        return not _BODIES.search(phrase.name)
    if _likely(phrase, setting) and not setting.is_body(own):
        return True
    if _BODIES.search(phrase.name):
        return False
    if own in setting.places:
        return True
    return _stands_alone(own, phrase, setting.text) and not (
        phrase.lead == "at" and setting.is_body(own)
    )


def _stands_alone(own: Span, phrase: PlacePhrase, text: str) -> bool:
    """Whether an unknown name stands where hardly anything but a place can: "in Tallow on"."""
    return (
        phrase.lead in {"in", "near", "at"}
        and text[phrase.start : own.start].casefold().split() == [phrase.lead]
        and bool(GOES_ON.match(text, own.end))
        and _PLAIN_NAME.fullmatch(phrase.name) is not None
        and phrase.name not in _NO_PLACES
        and not (names.outlet(phrase.name) or names.body(phrase.name))
    )


def _likely(phrase: PlacePhrase, setting: Setting) -> bool:
    """Whether the gazetteer has the name, and not for a small town far from all that is told."""
    return any(
        place.precision == "country"
        or place.country in setting.near
        or place.population >= KNOWN_FROM
        for place in places(phrase.name)
    )


def _chosen(told: Iterable[PlacePhrase], clause: Span, setting: Setting) -> PlacePhrase | None:
    """The phrase that says where what the clause tells happened.

    One in the clause or right beside it ("In Tallow, ..."); of several the nearest behind the word
    that names what happened, else the nearest before it. One that tells where somebody speaks of
    it, or where a body has its seat, says nothing of it. Those elsewhere in the sentence mostly
    belong to something else: of 13 on gold/articles/train and gold/matters, 3 were right.
    """
    text = setting.text
    word = trigger(text, clause)
    middle = word.start if word else clause.start
    says = word is not None and lemma(word.of(text)) in SAYING_KEYS
    frame = setting.spoken(middle)
    dated = next(iter(expressions(clause.of(text))), None)
    days = None
    if dated is not None:
        days = Span(clause.start + dated.span.start, clause.start + dated.span.end)
    ranked = []
    for phrase in told:
        inside = clause.start <= phrase.start and phrase.span.start < clause.end
        if not inside and not (
            _beside(phrase, clause, text) and setting.spoken(phrase.start) == frame
        ):
            continue
        behind = phrase.start >= middle
        before = text[max(0, phrase.start - 60) : phrase.start].rstrip()
        seat = _BODIES_SEAT.search(before) or (not behind and _NAME_BEFORE.search(before))
        if seat or _BASED.search(before):
            continue
        if not (says and inside) and _SPOKEN.search(before):
            continue
        if _said_between(phrase, days, text):
            continue
        ranked.append((not inside, not behind, abs(phrase.start - middle), phrase))
    return min(ranked, key=lambda one: one[:3])[3] if ranked else None


def _said_between(phrase: PlacePhrase, days: Span | None, text: str) -> bool:
    """Whether a verb of saying parts a phrase from the date: one of the two is the speaker's."""
    if days is None:
        return False
    low, high = sorted((days, Span(phrase.start, phrase.span.end)))
    between = text[low.end : max(low.end, high.start)]
    return any(lemma(word) in SAYING_KEYS for word in _TOLD.findall(between))


def _beside(phrase: PlacePhrase, clause: Span, text: str) -> bool:
    """Whether nothing but a comma parts a phrase from the clause."""
    if phrase.start >= clause.end:
        return bool(_GAP.fullmatch(text, clause.end, phrase.start))
    opens = text[phrase.start].isupper()
    return opens and bool(_GAP.fullmatch(text, phrase.span.end, clause.start))


def resolved(phrase: PlacePhrase, setting: Setting) -> Found:
    """Which country a phrase's place lies in, as far as its words and its article tell."""
    first = _one(phrase.name, phrase, setting)
    if not phrase.others:
        return first
    rest = [_one(name, replace(phrase, precision=None), setting) for name in phrase.others]
    every = [first, *rest]
    country = first.country if len({found.country for found in every}) == 1 else None
    precision = first.precision if len({found.precision for found in every}) == 1 else None
    return Found(country, precision, "; ".join(found.because for found in every))


def _one(name: str, phrase: PlacePhrase, setting: Setting) -> Found:
    within, worded = phrase.within, phrase.precision
    if name in setting.described and not within:
        within = setting.described[name].within
        worded = worded or setting.described[name].precision
    every = places(name)
    options = [p for p in every if worded is None or p.precision == worded] or every
    if not options and worded:
        options = alike(name, worded, tuple(sorted(setting.near)))
    for holder in within:
        region = state(holder)
        holders = {region.country} if region and holder != name else _countries_of(holder, setting)
        if not holders:
            continue
        inside = [p for p in options if p.country in holders]
        exact = [p for p in inside if region is None or p.region in ("", region.region)]
        famous = any(place.population >= KNOWN_FROM for place in options)
        if inside or (len(holders) == 1 and not famous):
            best = _finest(exact or inside) if inside else None
            country = best.country if best else next(iter(holders))
            return Found(
                country, worded or (best.precision if best else None), f"“{name}” is of “{holder}”"
            )
    found = _by_article(name, options, worded, setting)
    by_direction = phrase.by_direction or (
        name in setting.described and setting.described[name].by_direction
    )
    if found.country is None and by_direction and (code := setting.most_named(phrase.start)):
        told = (
            f"told by its direction; the article is mostly about {code}: “{setting.near[code][0]}”"
        )
        return Found(code, found.precision, told)
    return found


def _countries_of(name: str, setting: Setting) -> set[str]:
    """The countries that a name of what holds a place may mean; those that the article names go
    before the others."""
    if code := country_named(name) or countries.demonym(name):
        return {code}
    codes = {place.country for place in places(name) if place.precision != "town"}
    return codes & setting.near.keys() or codes


def _finest(options: Sequence[Place]) -> Place:
    """The town before the province of one name, but a state of the US before its small towns."""

    def order(place: Place) -> tuple[bool, int, bool, int]:
        small = place.country == "USA" and place.precision == "town" and has_state
        hidden = small and place.population < KNOWN_FROM
        return hidden, _EXACT[place.precision], place.other_name, -place.population

    has_state = any(place.country == "USA" and place.precision == "province" for place in options)
    return min(options, key=order)


def _by_article(
    name: str,
    options: Sequence[Place],
    worded: Precision | None,
    setting: Setting,
) -> Found:
    """The country of a name of which its own phrase says nothing more."""
    if not options:
        return Found(None, worded, f"no place “{name}” is known")
    if name in CONTINENTS:
        return Found(None, None, f"“{name}” is a continent")
    lands = [place for place in options if place.precision == "country"]
    if lands:
        shared = any(p.country == "USA" and p.precision == "province" for p in options)
        if not shared or setting.tells(lands[0].country, name):
            return Found(lands[0].country, "country", f"“{name}” is a country")
        return Found(None, None, f"“{name}” is a country and a state")
    near = [place for place in options if setting.tells(place.country, name)]
    codes = sorted({place.country for place in near})
    if len(codes) > 1 and len(firm := {p.country for p in near if not p.other_name}) == 1:
        codes = sorted(firm)
        near = [place for place in near if place.country in firm]
    if len(codes) == 1:
        best = _finest(near)
        elsewhere = [place.population for place in options if place.country != codes[0]]
        other = max(elsewhere, default=0)
        own = max(place.population for place in near)
        if own >= SIZEABLE or other < KNOWN_FROM or other < LARGER * own:
            told = f"the article names {codes[0]}: “{setting.tells(codes[0], name)}”"
            return Found(best.country, best.precision, f"“{name}” is known there; {told}")
    if code := countries.capital(name):
        seat = [p for p in options if p.country == code and p.precision == "town"]
        largest = max(options, key=lambda place: place.population)
        if seat and largest.country == code and (code in codes or len(codes) < 2):
            return Found(code, "town", f"“{name}” is a capital")
    if (region := state(name)) and key(region.name) == key(name):
        best = _finest([place for place in options if place.region == region.region])
        return Found("USA", best.precision, f"“{name}” is a state there")
    return _by_size(name, near if len(codes) > 1 else options)


def _by_size(name: str, options: Sequence[Place]) -> Found:
    """The country of the largest town of a name, where it is by far the largest."""
    own = [p for p in options if not p.other_name or key(p.name).startswith(key(name))]
    sizes: dict[str, int] = {}
    for place in own:
        sizes[place.country] = max(sizes.get(place.country, 0), place.population)
    ordered = sorted(sizes, key=lambda code: (-sizes[code], code))
    if ordered and sizes[ordered[0]] >= KNOWN_FROM:
        second = sizes[ordered[1]] if len(ordered) > 1 else 0
        if sizes[ordered[0]] >= LARGER * second:
            best = _finest([place for place in own if place.country == ordered[0]])
            return Found(best.country, best.precision, f"the largest “{name}” by far is there")
    return Found(None, None, f"it is not sure which “{name}” is meant, if one that is known")
