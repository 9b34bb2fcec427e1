"""How articles word a place: "in Tallow, Arcadia", "the Arcadian town of Tallow", "near the Dam".

Takes a text and a sentence of it, gives its place phrases in order, each with what its own words
say of it: town or province, and what it lies in. Whether a name is that of a place, and which, is
for `steps.places` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hearsay.countries import demonym
from hearsay.gazetteer import Precision, country_named, places, state
from hearsay.links.words import FUNCTION_WORDS
from hearsay.text import uncapitalised, unwrapped
from hearsay.types import Span

_NO_NAME = (
    "In|At|Near|On|Of|The|A|An|From|To|For|By|With|After|Before|Since|Until|And|But|Or|Outside"
    "|Inside|Around|Across|Over|Off|Into|As|When|While|If|He|She|It|They|We|I|His|Her|Its|Their"
    "|Our|My|This|That|These|Those|There|Then|Now|Last|Next|Earlier|Later|Meanwhile|However|Also"
    "|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May"
    "|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep"
    "|Oct|Nov|Dec|Mr|Mrs|Ms|Dr"
)
_W = rf"(?!(?:{_NO_NAME})\b)[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:[-’'](?!s\b)[^\W\d_]+)*"
_DOTTED = r"(?:[A-Z]\.){2,}"
NAME = (
    r"(?<![\w’'.-])(?:(?:al|el|as|ar|ash|ad|an|at|az)-(?=[A-Z]))?"
    rf"(?:{_DOTTED}|(?:St|Ft|Mt)\. {_W}|{_W})"
    rf"(?: (?:(?:de|del|da|do|dos|du|des|al|el|le) )?(?:(?:la|las|los|le) )?{_W})*"
    rf"(?:(?:(?<=Strait)|(?<=Gulf)|(?<=Bay)|(?<=Isle)|(?<=Horn)) of {_W})?"
)
_NAME = re.compile(NAME)
_SMALL_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
KNOWN_FROM = 300_000
"""People from which a town is meant though the article names nothing else of its country. Of the
598 place phrases of gold's articles, stories and matters, 525 get a country at 300,000; none of
the 200 different ones is wrong, judged by name and country alone. At 100,000 five more do, one of
them wrong; at 500,000 eight fewer do, and Miami becomes Cuban."""
LONGEST_NAME = 5
"""Words of the longest name looked up in a sentence in capitals: "San Luis de la Reina"."""
_DEMONYM = r"[A-Z][\w’-]+(?: [A-Z]\w+)?|U\.S\."
CONTINENTS = frozenset({"Africa", "Antarctica", "Asia", "Australasia", "Europe", "Oceania"})

_TOWN = "town|city|village|hamlet|settlement|port city|port|suburb|capital|township|outpost"
_DISTRICT = "district|county|municipality|borough|neighbou?rhood|local government area|quarter"
_PROVINCE = "province|state|governorate|department|oblast|prefecture|canton|emirate"
_OTHER = "region|island|islands|valley|peninsula|camp|area|desert|archipelago|mountains?|jungle"
_KIND = rf"(?:{_TOWN}|{_DISTRICT}|{_PROVINCE}|{_OTHER})"
_IN_NAMES = frozenset({"Province", "County", "District", "Governorate", "Municipality"})
"""Words for a kind of place that names end in."""
_PRECISIONS: tuple[tuple[re.Pattern[str], Precision], ...] = (
    (re.compile(rf"(?:{_TOWN})s?$", re.IGNORECASE), "town"),
    (re.compile(rf"(?:{_DISTRICT})s?$", re.IGNORECASE), "district"),
    (re.compile(rf"(?:{_PROVINCE})s?$", re.IGNORECASE), "province"),
)
_SITES = (
    r"(?:Dam|Airport|Bridge|River|Lake|Valley|Desert|Islands?|Bay|Peninsula|Camp|Prison|Square"
    r"|Street|Road|Avenue|Highway|Strait|Sea|Ocean|Gulf|Mountains?|Forest|Park|Canal|Base|Coast)"
)
_SITE = re.compile(rf"\b{_SITES}$|^(?:Lake|Mount|Mt\.|Camp|Fort|Cape)\b ")
_DIRECTION = (
    r"(?:(?:far[- ])?(?:north|south|east|west|central|mid)(?:ern)?"
    r"(?:-?(?:east|west|central|north|south))?(?:ern)?)"
)
_POINT = r"(?:far )?(?:north|south|east|west)(?:-?(?:east|west))?"
_QUALITY = (
    r"(?:remote|neighbou?ring|rural|nearby|downtown|war-torn|small|tiny|troubled|restive|ancient"
    r"|coastal|mainland|suburban|inner|greater|modern-day|present-day|occupied)"
)
_VERBS = (
    r"(?:seiz(?:ed?|ing)|(?:re)?captur(?:ed?|ing)|ret(?:ook|ake|aken|aking)|storm(?:ed|ing)?"
    r"|bomb(?:ed|ing)|shell(?:ed|ing)|overr[au]n|overrunning|occup(?:ied|y|ying)|besieg(?:ed?|ing)"
    r"|liberat(?:ed?|ing)|visit(?:ed|s|ing)?|enter(?:ed|ing)?|hit|struck|reach(?:ed|ing)?"
    r"|invad(?:ed?|ing)|raid(?:ed|ing)|(?:took|taken|taking|take) over|rocked|toured"
    r"|attack(?:ed|ing)|control of|(?:travel+ed|travel+ing|returned|returning) to)"
)
_LEAD = r"(?:in|near|outside|inside|at|around|across|throughout|within|into|on the outskirts of)"
_LEFT = re.compile(
    rf"\b(?P<lead>(?i:{_LEAD})|{_VERBS}) (?:the )?(?:{_QUALITY},? )*"
    rf"(?P<span>(?:(?:the )?(?P<part>{_DIRECTION})(?: part)? of (?:the )?|{_DIRECTION} )?)$"
)
_LEADS = re.compile(rf"\b(?:(?i:{_LEAD})|{_VERBS})(?= )")
_LED = re.compile(
    rf"\b(?:{_LEAD}|{_VERBS}|{_KIND}s? of|,|and) (?:{_QUALITY},? )*(?:{_DIRECTION} )?$",
    re.IGNORECASE,
)
GOES_ON = re.compile(
    r"\s*(?:[.,;:)—–]|$)|\s+(?:on|in|at|when|where|after|before|as|and|last|late|early|earlier|by"
    r"|during|since|until|was|were|is|has|had|have|that|who|which|while|this|yesterday|today"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
"""What can stand behind a name that is whole: no noun that it only describes."""
_KIND_NEXT = re.compile(rf" {_KIND}\b")
_BREAKS = re.compile(r"[;:()]|\b(?:that|which|who|said|and)\b")
_KIND_OF = re.compile(rf"\b(?P<kind>{_KIND})s? (?:of|called|named|known as) (?:the )?$")
_ON = re.compile(r"\b[Oo]n (?:the )?$")
_OWNED = re.compile(rf"(?P<owner>{NAME})[’']s? (?P<between>(?:{_DIRECTION} )?)$")
_KIND_BEHIND = re.compile(rf" (?P<kind>{_KIND}|road|highway)\b(?! of\b)")
_INSIDE = re.compile(
    rf",? in (?:the )?(?:{_QUALITY} )?(?:(?:{_DIRECTION}) )?(?P<name>{NAME})"
    rf"(?:[’']s (?P<inner>(?:{_DIRECTION})\b|{NAME}))?(?P<kind> {_KIND}\b)?"
)
_COMMA = re.compile(rf", (?:the )?(?:{_DIRECTION} )?(?P<name>{NAME}\.?)(?P<kind> {_KIND}\b)?")
_APPOSED = re.compile(
    rf",? (?:which is )?(?:an?|the) (?:[\w’'-]+ ){{0,5}}?(?P<kind>{_KIND}) (?:in|of) "
    rf"(?:the )?(?:{_DIRECTION} )?(?P<name>{NAME})"
)
_CAPITAL_OF = re.compile(
    r", (?:the|an?) (?P<name>[A-Z][\w’'-]+(?: [A-Z]\w+)?) (?P<kind>[\w -]{0,20}?)\b"
    rf"(?:{_TOWN})\b"
)
_OWN_PART = re.compile(
    rf"[’']s (?P<part>{_POINT}\b(?!-| [A-Z])|capital\b(?! (?:city )?of)(?! [A-Z]))"
)
_THE_CAPITAL = re.compile(
    rf"\b(?P<lead>(?i:{_LEAD})) (?P<span>the (?P<name>{NAME}) capital)\b"
    r"(?! (?:city )?of)(?!,? [A-Z])"
)
_KEPT = re.compile(
    rf"\b(?P<lead>(?i:in|from|inside|into)) (?:an? |the )?(?P<span>(?P<name>{_DEMONYM})"
    r" (?:[a-z]+ )?(?:jails?|prisons?|custody|detention|territory|soil|waters|airspace))\b"
)
"""Where a country alone is told: "freed from Arcadian jails"."""
_THE_COUNTRY = re.compile(
    rf"\b(?P<lead>(?i:{_LEAD})) (?P<span>the country[’']s "
    rf"(?:(?P<part>{_POINT}|capital)\b(?!-| [A-Z])"
    rf"|(?:{_DIRECTION}) (?:region|part|provinces?|states?)\b)|the {_POINT} of the country\b)"
)
"""A part of the country that the article is about."""
_AND = re.compile(
    rf"(?:, (?P<more>{NAME})(?:,? and | and )|,? and )(?:in )?(?P<name>{NAME})(?P<kind> {_KIND}\b)?"
)
_MODIFIES = re.compile(
    r" (?:war|wars|talks|conflict|crisis|attacks?|bombings?|shootings?|custody|airspace|time|deal"
    r"|accord|agreement|summit|style|dollars?|troops|forces|soldiers|officials?|police|government"
    r"|court|prison|jails?)\b"
)
_PART_OF_NAME = re.compile(r"(?:(?:North|South|East|West)(?:ern)?|Central) ")
"""A direction with a capital before a name: "Northern Arcadia"."""
_NAMES_A_KIND_OF = re.compile(
    rf"(?: [\w-]+){{0,3}}? {_KIND}s? (?:of|called|named|known as) (?:the )?[A-Z]"
)
"""Behind a name that only tells what a town lies in: "the Arcadian border town of Tallow"."""
_TOLD_BY_DIRECTION = re.compile(rf"\b{_DIRECTION}\b")
_INITIAL = re.compile(r"(?:^| )[^\W\d_]$")
"""What a full name is cut to before its stop: "John F. Roe"."""
_MEASURED = re.compile(r"(?:miles?|kilomet\w+|km|hours?|minutes?) (?:to the )?$")


@dataclass(frozen=True, slots=True)
class PlacePhrase:
    """A stretch of text that may name a place.

    span: the article's own words for it, what it lies in included where that stands behind a comma.
    start: where its preposition or verb starts. name: what to look up. lead: the preposition or
    verb before it, small. precision: what its words call it. within: the names of what it is said
    to lie in, the nearest first. others: further names that share the preposition ("in Tallow and
    Brook"). site: a dam, a road, a camp. alone: a country alone is told, its words name no place.
    """

    span: Span
    start: int
    name: str
    lead: str
    precision: Precision | None = None
    within: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    site: bool = False
    alone: bool = False
    whole: bool = True
    """Whether the name itself is the place, not a part of it ("northern Arcadia")."""
    by_direction: bool = False
    """Whether it is told by its direction in a country not named: "the northern town of"."""


def _precision(kind: str | None) -> Precision | None:
    for pattern, precision in _PRECISIONS:
        if kind and pattern.search(kind.strip()):
            return precision
    return None


def _coarse(name: str) -> bool:
    """Whether a name can be that of what towns lie in: a country, a province, a state cut short."""
    return bool(
        country_named(name)
        or demonym(name)
        or state(name)
        or any(place.precision != "town" for place in places(name))
    )


def capitalised(text: str) -> str:
    """The text, sentences printed in capitals with such letters as a place's names would have.

    As long as the text, lines that a machine broke joined. In those sentences a capital goes to
    names of countries and peoples, and behind "in", "town of" and the like to the longest name that
    the gazetteer has: an unknown village stays small, and is not found.
    """
    text = unwrapped(text)
    small = uncapitalised(text)
    if small == text:
        return text
    letters = list(small)
    found = _SMALL_WORD.finditer(small)
    words = [match for match in found if text[match.start() : match.end()].isupper()]
    at = 0
    while at < len(words):
        taken = 1
        led = _LED.search(small[max(0, words[at].start() - 60) : words[at].start()])
        for count in range(min(LONGEST_NAME, len(words) - at), 0, -1):
            start, end = words[at].start(), words[at + count - 1].end()
            name = small[start:end].title()
            if not re.fullmatch(r"[\w’' -]+", name) or name.casefold() in FUNCTION_WORDS:
                continue
            lands = country_named(name) or demonym(name)
            whole = GOES_ON.match(small, end) or _KIND_NEXT.match(small, end)
            if lands or (led and whole and _well_known(name)):
                for match in words[at : at + count]:
                    letters[match.start()] = text[match.start()]
                taken = count
                break
        at += taken
    return "".join(letters)


def _well_known(name: str) -> bool:
    """Whether a name without its capital can be taken for a place's: "in earnest" is none."""
    return any(not place.other_name or place.population >= KNOWN_FROM for place in places(name))


def phrases(text: str, sentence: Span) -> list[PlacePhrase]:
    """The place phrases of a sentence, by where they start."""
    found = [*_named(text, sentence), *_capitals(text, sentence)]
    found.sort(key=lambda phrase: (phrase.span.start, -phrase.span.end))
    kept: list[PlacePhrase] = []
    for phrase in found:
        if not kept or phrase.span.start >= kept[-1].span.end:
            kept.append(phrase)
    return kept


def _capitals(text: str, sentence: Span) -> Iterator[PlacePhrase]:
    for match in _THE_CAPITAL.finditer(text, sentence.start, sentence.end):
        if demonym(match["name"]) or country_named(match["name"]):
            span = Span(match.start("span"), match.end("span"))
            yield PlacePhrase(
                span, match.start(), match["name"], match["lead"].casefold(), "town",
                (match["name"],), whole=False,
            )  # fmt: skip
    for match in _KEPT.finditer(text, sentence.start, sentence.end):
        if demonym(match["name"]):
            span = Span(match.start("span"), match.end("span"))
            yield PlacePhrase(
                span, match.start(), match["name"], match["lead"].casefold(), "country",
                (match["name"],), alone=True, whole=False,
            )  # fmt: skip
    for match in _THE_COUNTRY.finditer(text, sentence.start, sentence.end):
        span = Span(match.start("span"), match.end("span"))
        capital = match["part"] == "capital"
        yield PlacePhrase(
            span, match.start(), span.of(text), match["lead"].casefold(),
            "town" if capital else "country", whole=False, by_direction=True,
        )  # fmt: skip


def _named(text: str, sentence: Span) -> Iterator[PlacePhrase]:
    for match in _NAME.finditer(text, sentence.start, sentence.end):
        phrase = _phrase(text, sentence, match.start(), match.end())
        if phrase is not None:
            yield phrase


def _phrase(text: str, sentence: Span, start: int, end: int) -> PlacePhrase | None:
    """The phrase about the name that stands from start to end, if one does."""
    if _NAMES_A_KIND_OF.match(text, end, sentence.end):
        return None
    name = text[start:end]
    within: list[str] = []
    precision: Precision | None = None
    whole, first, by_direction = True, start, False
    if (part := _PART_OF_NAME.match(name)) and not places(name):
        name, whole = name[part.end() :], False
        if not places(name):
            return None
    left = text[max(sentence.start, start - 120) : start]
    offset = start - len(left)
    if owned := _OWNED.search(left):
        if not _coarse(owned["owner"]):
            return None
        within.append(owned["owner"])
        left = left[: owned.start()]
    kinded = _KIND_OF.search(left) if not owned else None
    if kinded:
        precision = _precision(kinded["kind"])
        led = _lead_before(left[: kinded.start()])
        if led is None:
            return None
        between = left[led.end() : kinded.start()]
        within += _inner(between)
        by_direction = bool(_TOLD_BY_DIRECTION.search(between)) and not within
        if kinded["kind"] == "capital" and country_named(name):
            first, whole = offset + kinded.start(), False
            within.append(name)
        lead, begins = led.group().casefold(), offset + led.start()
    elif before := _LEFT.search(left):
        lead, begins = before["lead"].casefold(), offset + before.start()
        if before["span"] and whole:
            if before["part"] and _MEASURED.search(left[: before.start("span")]):
                return None
            first = offset + before.start("span") if not owned else start
            whole = bool(owned)
    elif (on := _ON.search(left)) and (
        _SITE.search(name) or text.startswith((" road", " highway"), end)
    ):
        lead, begins = "on", offset + on.start()
    else:
        return None
    if (lead == "outside" and country_named(name)) or _INITIAL.search(name):
        return None
    site = bool(_SITE.search(name))
    last = end
    if part := _OWN_PART.match(text, end, sentence.end):
        if not _coarse(name):
            return None
        capital = part["part"] == "capital"
        span = Span(first, part.end())
        return PlacePhrase(
            span, begins, name, lead, "town" if capital else None, (name,), whole=False
        )
    if text.startswith(("’s ", "'s ", "’ ", "' "), end):
        return None
    if not kinded and (behind := _KIND_BEHIND.match(text, end, sentence.end)):
        if behind["kind"] in {"road", "highway"}:
            site = True
        precision = _precision(behind["kind"])
        last = behind.end()
    elif not kinded:
        last_word = name.rsplit(" ", 1)[-1]
        # "Kansas City" and "Free State" are for the gazetteer
        precision = _precision(last_word) if last_word in _IN_NAMES else None
    if _MODIFIES.match(text, last, sentence.end) and not site:
        return None
    others: list[str] = []
    if not country_named(name) and name not in CONTINENTS:
        last = _containers(text, sentence, last, within)
    if apposed := _APPOSED.match(text, end, sentence.end):
        precision = precision or _precision(apposed["kind"])
    if not within and (more := _AND.match(text, last, sentence.end)):
        others = [n for n in (more["more"], more["name"]) if n]
        if all(places(other) for other in others) and not text.startswith(("’s", "'s"), more.end()):
            last = more.end()
            precision = precision or _precision(more["kind"])
        else:
            others = []
    return PlacePhrase(
        Span(first, last), begins, name, lead, precision, tuple(within), tuple(others), site,
        whole=whole, by_direction=by_direction,
    )  # fmt: skip


def _lead_before(left: str) -> re.Match[str] | None:
    """The preposition or verb of "in the remote Arcadian town of": at most six words back."""
    for match in reversed(list(_LEADS.finditer(left))):
        between = left[match.end() :]
        if len(between.split()) <= 6 and not _BREAKS.search(between):
            return match
    return None


def _inner(words: str) -> Iterator[str]:
    """Names of countries and provinces among the words before "town of"."""
    for match in _NAME.finditer(words):
        name = re.sub(r"[’']s?$", "", match.group())
        if _coarse(name):
            yield name


def _containers(text: str, sentence: Span, at: int, within: list[str]) -> int:
    """Adds to `within` what is said to hold the name that ends at `at`; where the phrase ends."""
    last = at
    for _ in range(2):
        found = _COMMA.match(text, last, sentence.end)
        if found is None:
            break
        name = found["name"]
        if not name.endswith(".") or not state(name) or places(name):
            name = name.rstrip(".")
        listed = re.match(r",? (?:and|or) [A-Z]|, [A-Z][\w ]+,? and ", text[found.end() :])
        if not (_coarse(name) or found["kind"]) or demonym(name) or listed:
            break
        within.append(name)
        last = found.end() - (len(found["name"]) - len(name) if not found["kind"] else 0)
    if last == at:
        if apposed := (
            _APPOSED.match(text, at, sentence.end) or _INSIDE.match(text, at, sentence.end)
        ):
            names = [apposed["name"]]
            if (
                "inner" in apposed.groupdict()
                and apposed["inner"]
                and apposed["inner"][0].isupper()
            ):
                names.insert(0, apposed["inner"])
            within += [n for n in names if _coarse(n)]
        elif (capital := _CAPITAL_OF.match(text, at, sentence.end)) and _coarse(capital["name"]):
            within.append(capital["name"])
    return last
