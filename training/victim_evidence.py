"""What the words around a group of people say of harm done to it.

Takes the groups of an article (`victim_groups`), gives for each group and measure of harm that some
word near it speaks of the features that `victims` weighs. Decides nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from hearsay.countries import country, demonym
from hearsay.steps.measures import CLAUSE_END, CUES, PASSIVE, SUBORDINATE
from hearsay.text import Locator, merged
from hearsay.types import Span
from training.victim_groups import Group

Harm = Literal["killed", "injured", "abducted", "attacked"]
HARMS: tuple[Harm, ...] = get_args(Harm)

_ATTACKED = re.compile(
    r"\b(?:attack(?:ed|s|ing)?\b|ambush\w*|attempts?\b|threat\w*|shot\b|fired\b|escaped\b|unharmed\b"
    r"|unhurt\b|uninjured\b|survived\b|target\w*|tortur\w*|beat(?:en|ing)?\b|bomb(?:s|ed|ing)?\b"
    r"|explo\w+|dynamit\w*|released\b|freed\b|rescued\b|victims?\b|set fire\b|searched\b)",
    re.IGNORECASE,
)
_FOR_HARM: tuple[tuple[Harm, re.Pattern[str]], ...] = (
    *((harm, pattern) for measure, pattern in CUES for harm in HARMS if harm == measure),
    ("attacked", _ATTACKED),
)
_SPEECH = re.compile(
    r"\W*(?:also\s|has\s|had\s)?(?:said|stated|added|told|noted|reported|declared|announced"
    r"|explained|asserted|stressed|pointed|claimed|indicated|denied|affirmed|commented)\b"
)
_CLASH = re.compile(r"\b(?:clash\w*|combat\w*|fighting|battle\w*|skirmish\w*|confrontation\w*)")
_CHARGED = re.compile(
    r"\b(?:accus\w+|responsib\w+|charg\w+|suspect\w*|arrest\w*|involved|implicat\w+|perpetrat\w+"
    r"|carried out|order(?:ed|s)|blam\w+|claimed|investigat\w+|trial|courts?|guilty)\b"
)
_EARLIER = re.compile(
    r"\b(?:in|since|of)\s(?:19|20)\d\d\b|\byears? (?:ago|earlier)\b|\blast year\b"
)
_DOUBT = re.compile(
    r"\b(?:if|would|could|may|might|will|not|no|never|plot\w*|plan\w*|alleged\w*)\b"
)
_WORD = re.compile(r"[^\W_][\w’'-]*|[^\w\s]")
_NEAR = (0, 1, 2, 4, 7, 12, 20)
# Words between people and the word for harm beyond which it hardly speaks of them.
FARTHEST = 40


@dataclass(frozen=True, slots=True)
class Evidence:
    """That some words may tell of harm to a group. place: the mention nearest to them; features:
    names of all that holds."""

    group: Group
    harm: Harm
    place: Span
    cue: Span
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Tie:
    """How one mention and one word for harm stand to each other."""

    distance: float
    place: Span
    cue: Span
    sentence: int
    before: bool
    link: str
    words: int


def _near(number: float) -> str:
    return str(next((limit for limit in _NEAR if number <= limit), "far"))


def _tied(text: str, place: Span, cue: Span, sentence: int) -> _Tie | None:
    if cue.overlaps(place):
        return _Tie(0.0, place, cue, sentence, False, "inside", 0)
    cue_first = cue.end <= place.start
    between = text[cue.end : place.start] if cue_first else text[place.end : cue.start]
    words = between.split()
    if len(words) > FARTHEST:
        return None
    distance = len(words) + 3.0 * len(CLAUSE_END.findall(between))
    if cue_first:
        lowered = [word.casefold().strip(",.;:()") for word in words]
        if "by" in lowered:
            link, distance = "by", distance + 6
        elif lowered and lowered[0] in {"of", "to", "in", "against", "on", "at", "from", "between"}:
            link = lowered[0]
        elif not set(lowered) - {"the", "a", "an", "his", "her", "their", "another", "", "and"}:
            link = "direct"
        elif SUBORDINATE.search(between):
            link = "clause"
        elif "," in between or "and" in lowered:
            link = "list"
        else:
            link = "other"
        return _Tie(distance, place, cue, sentence, True, link, len(words))
    if PASSIVE.search(between):
        link = "who passive" if re.search(r"\bwho\b", between) else "passive"
        if SUBORDINATE.search(re.sub(r"\bwho\b", "", between)):
            link = "far passive"
        else:
            distance *= 0.5
    elif SUBORDINATE.search(between):
        link = "clause"
    elif not words:
        link = "direct"
    elif "," in between:
        link = "list"
    else:
        link = words[0].casefold() if len(words) == 1 else "active"
    return _Tie(distance + 0.5, place, cue, sentence, False, link, len(words))


def _plain_word(word: re.Match[str] | None, names: Locator) -> str:
    """A word beside people, "" for none; what knows single stories, names and nations, as a class.

    names: where anyone is named, sorted and disjoint.
    """
    if word is None:
        return ""
    lowered = word.group().casefold()
    if names.at(word.start()) is not None:
        return "(name)"
    if country(lowered):
        return "(country)"
    return "(national)" if demonym(lowered) else lowered


def _beside(text: str, sentence: Span, place: Span, names: Locator) -> tuple[str, str]:
    """The word before a place and the one after, within its sentence; "" at an edge."""
    before = list(_WORD.finditer(text, max(sentence.start, place.start - 40), place.start))
    after = _WORD.search(text, place.end, min(sentence.end, place.end + 40))
    return _plain_word(before[-1] if before else None, names), _plain_word(after, names)


def _stem(cue: str) -> str:
    return re.sub(r"(?:ing|ed|ation|ions?|s|ings)$", "", cue.casefold().split()[0])


def _size(group: Group) -> str:
    value = group.low if group.low is not None else group.high
    if value is None:
        return "open"
    return str(next((limit for limit in (1, 2, 3, 6, 10, 20, 50, 200) if value <= limit), "more"))


def _ties(
    text: str, sentences: Locator, cues: dict[int, list[tuple[Harm, Span]]], group: Group
) -> dict[Harm, list[_Tie]]:
    found: dict[Harm, list[_Tie]] = {}
    for place in group.places:
        at = sentences.at(place.start)
        if at is None:
            continue
        for harm, cue in cues.get(at, ()):
            if tie := _tied(text, place, cue, at):
                found.setdefault(harm, []).append(tie)
    return {harm: sorted(ties, key=lambda t: (t.distance, t.place)) for harm, ties in found.items()}


def _features(
    text: str,
    sentences: Sequence[Span],
    names: Locator,
    group: Group,
    harm: Harm,
    ties: dict[Harm, list[_Tie]],
) -> Iterator[str]:
    own = ties[harm]
    best = own[0]
    sentence = sentences[best.sentence]
    words = text[sentence.start : sentence.end]
    order = "cue first" if best.before else "cue after"
    cue = _stem(best.cue.of(text))
    kind = group.kind
    yield "bias"
    yield f"harm={harm}"
    yield f"kind,harm={kind},{harm}"
    for name in (f"harm={harm}", f"kind={kind}"):
        yield f"{name},{order},{best.link}"
        yield f"{name},{order},near={_near(best.words)}"
    yield f"{order},{best.link}"
    yield f"{order},{best.link},near={_near(best.words)}"
    yield f"distance={_near(best.distance)}"
    yield f"cue={cue}"
    yield f"cue={cue},{order},{best.link}"
    yield f"kind,cue={kind},{cue}"
    links = Counter((tie.before, tie.link) for tie in own if tie.distance <= 8)
    for before, link in sorted(links):
        yield f"some,{harm},{before},{link}"
    for tie in own:
        if tie.distance <= 12:
            yield f"any,{_stem(tie.cue.of(text))},{tie.before},{tie.link}"
    yield f"{harm},times near={min(sum(links.values()), 4)}"
    other = min((t[0].distance for h, t in ties.items() if h != harm), default=99.0)
    yield f"nearer={best.distance <= other},{harm}"
    for one in HARMS:
        if one != harm and one in ties:
            yield f"{harm},also {one}={_near(ties[one][0].distance)}"
    first, then = _beside(text, sentence, best.place, names)
    yield f"before={first}"
    yield f"after={then}"
    yield f"kind,before={kind},{first}"
    yield f"kind,after={kind},{then}"
    if kind != "name":
        head = "(national)" if demonym(group.head) else group.head
        yield f"head={head}"
        yield f"head,kind={head},{kind}"
        yield f"head,harm={head},{harm}"
    for title in group.titles:
        yield f"title={title}"
    yield f"kind,titles={kind},{min(len(group.titles), 2)}"
    yield f"size={_size(group)},{group.qualifier}"
    yield f"kind,places={kind},{min(len(group.places), 5)}"
    yield f"kind,first={kind},{_near(best.sentence)}"
    yield f"first mention={_near(min(t.sentence for t in own))}"
    speaks = sum(bool(_SPEECH.match(text, place.end)) for place in group.places)
    if speaks:
        yield f"speaks,{kind},{harm}"
        yield f"speaks={min(speaks, 2)}"
    for name, pattern in (
        ("clash", _CLASH),
        ("charged", _CHARGED),
        ("earlier", _EARLIER),
        ("doubt", _DOUBT),
    ):
        if pattern.search(words.casefold()):
            yield name
            yield f"{name},{kind},{harm}"
            if name == "charged" and best.before:
                yield "charged,cue first"
    clause = text[min(best.place.start, best.cue.start) : max(best.place.end, best.cue.end)]
    if _CHARGED.search(clause.casefold()):
        yield "charged between"
    if best.place.end < len(text) and text[best.place.end : best.place.end + 2] in {"'s", "’s"}:
        yield f"owner,{kind}"


def evidence(
    text: str,
    sentences: Sequence[Span],
    groups: Sequence[Group],
    names: Sequence[Span] = (),
    without: Sequence[Span] = (),
) -> list[Evidence]:
    """For each group and kind of harm that its sentences speak of, what speaks for it.

    text: as `figures.plain` gives it; sentences: sorted spans; names: where any actor is named;
    without: boilerplate.
    """
    named = Locator(merged(names))
    where = Locator(sentences)
    apart = Locator(without)
    cues: dict[int, list[tuple[Harm, Span]]] = {}
    total: Counter[str] = Counter()
    for harm, pattern in _FOR_HARM:
        for match in pattern.finditer(text):
            at = where.at(match.start())
            if at is not None and apart.at(match.start()) is None:
                cues.setdefault(at, []).append((harm, Span(match.start(), match.end())))
                total[harm] += 1
    tied = [_ties(text, where, cues, group) for group in groups]
    ranks: dict[Harm, list[float]] = {
        harm: sorted(ties[harm][0].distance for ties in tied if harm in ties) for harm in HARMS
    }
    clashes = len(_CLASH.findall(text.casefold()))
    found = []
    for group, ties in zip(groups, tied, strict=True):
        for harm in HARMS:
            if harm not in ties:
                continue
            best = ties[harm][0]
            rank = bisect_left(ranks[harm], best.distance)
            around = (
                f"rank={min(rank, 4)},{group.kind}",
                f"rank={min(rank, 8)},{harm}",
                f"cues of {harm}={_near(total[harm])}",
                f"clashes={min(clashes, 3)},{group.kind}",
                f"rivals={_near(len(ranks[harm]))},{harm}",
            )
            features = (*_features(text, sentences, named, group, harm, ties), *around)
            found.append(
                Evidence(group, harm, best.place, best.cue, tuple(dict.fromkeys(features)))
            )
    return found
