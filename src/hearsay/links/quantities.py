"""What a figure counts, and what two figures have in common.

Takes figures with their articles, gives each as a `Quantity`: its range, who or what is counted,
the words of its sentence. Figures that are parts of one total ("170 soldiers and 13 guards were
killed") make one quantity. A pair's features depend on the two, on how rare words
are in the story; on no other pair. Which quantities are one is for
`figure_groups`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hearsay.countries import demonym
from hearsay.links import ranges, revisions, words
from hearsay.links.event_features import names
from hearsay.links.events import one_date
from hearsay.links.words import listed
from hearsay.steps.counted import singular
from hearsay.text import Locator
from hearsay.types import Document, Event, Figure, Qualifier, Span

PEOPLE_MEASURES = frozenset(
    {"killed", "injured", "detained", "abducted", "displaced", "fighters", "other:missing"}
)
TIMES = listed("second minute hour day night week weekend month year decade century season time")
# Words for whoever is counted, which say no more than the measure does.
_ANYBODY = listed(
    """people person other victim dead body corpse death life fatality casualty individual human
    member man name more missing wounded injured hostage captive prisoner detainee inmate arrest
    refugee civilian resident villager total number someone"""
)
# Words that papers use for the same people.
_KIN_LIST = """
girl schoolgirl student pupil child teenager daughter boy schoolboy kid; woman girl;
soldier troop serviceman army; fighter militant gunman insurgent rebel jihadist extremist terrorist
attacker; policeman police officer; protester demonstrator marcher; leader commander chief;
worker employee staff"""
_KIN = [listed(kin) for kin in _KIN_LIST.split(";")]
_DIVIDED = re.compile(r"(?:,|,?\sand|,?\sas\swell\sas|,?\salong\swith)\s(?:also\s)?")
_LISTED_ONE = re.compile(r"(?:,\s(?:an?|another)\s(?:[\w-]+\s){0,2}[\w-]+)*")
_STILL = re.compile(r"[^.;,]{0,24}\b(?:remain\w*|still|left)\b")
_MORE = re.compile(r"\s(?:[\w-]+\s)?(?:more|others?)\b")
_MORE_BEFORE = re.compile(r"\b(?:[Aa]nother|[Aa]dditional|[Ff]urther)\s$")
_OF_TOTAL = re.compile(
    r"\s?(?:\w+\s){0,2}of\s(?:whom|which|them|those|the\s(?:dead|wounded|injured|victims|missing))\b"
)
_INCLUDING = re.compile(
    r"\b(?:including|among\sthem|of\swhom|of\swhich)\s(?:at\sleast\s|about\s)?$"
)
# "two days earlier", "six weeks after": how long ago, which nobody compares
_ELAPSED = re.compile(r"\W*(?:earlier|later|ago|after|before|since)\b")
_TOLL = re.compile(r"\b(?:toll|the\sdead|number\sof\s(?:the\s)?dead|\d+\sdead|dead\sor\smissing)\b")
_LEAD = 3
"""Sentences that open an article and name what it is about, its title among them."""
_OTHER_VOICE = 4.0
_SAME_VOICE = 2.0
"""One voice that gives two open numbers in one article further apart than so many times counts two
things: "at least six people" drowned are not "the toll of 27". Two voices may be further apart.
Chosen, not measured."""
_ROUND = 10
_TELLING = 12
"""Numbers above this that are not round are rarely given twice by chance."""
_CLOSE = 1.5
"""Numbers of which one is no more than so many times the other can be one, told more or less
exactly ("more than 200" and 276). Chosen, not measured."""
FARTHEST = 4.0
"""Doublings from which on two numbers are simply far apart."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of something, or several that make one total, as an article gives it.

    head: the last word of who is counted, singular; empty where it says no more than the measure.
    nations: country codes of those counted. role: "whole", or in what way it is less than that.
    """

    figures: tuple[Figure, ...]
    place: int
    measure: str
    low: float | None
    high: float | None
    qualifier: Qualifier
    head: str
    nations: frozenset[str]
    role: str
    names: frozenset[str]
    plain: frozenset[str]
    date: str | None
    revising: bool

    @property
    def id(self) -> str:
        """The first figure's."""
        return self.figures[0].id

    @property
    def known(self) -> float | None:
        """A number that it gives: the least, else the most."""
        return self.low if self.low is not None else self.high

    @property
    def document(self) -> str:
        """The article's id."""
        return self.figures[0].document


def head_of(figure: Figure) -> str:
    """The word for who or what is counted, singular; empty for "people" and the like."""
    measured = figure.measure.removeprefix("other:")
    if measured in TIMES:
        return measured
    if not figure.of:
        return ""
    first = re.split(r"\s(?:of|in|from|who|which)\s", figure.of)[0].split()
    word = singular(first[-1]) if first else ""
    return "" if word in _ANYBODY or not first or demonym(first[-1]) else word


def _nations(of: str | None) -> frozenset[str]:
    found = (demonym(word.rstrip("s")) or demonym(word) for word in (of or "").split())
    return frozenset(code for code in found if code)


def role_of(figure: Figure, text: str) -> str:
    """How a figure relates to the whole that it may be taken for.

    "part": so many of those counted before; "remaining": so many still; "added": so many more.
    """
    before, after = (
        text[max(0, figure.span.start - 30) : figure.span.start],
        text[figure.span.end :],
    )
    own = figure.span.of(text)
    number = re.match(r"(?:at least |about |some |more than )?[\w,.-]+", own)
    rest = own[number.end() :] if number else ""
    if _INCLUDING.search(before) or _OF_TOTAL.match(rest) or _OF_TOTAL.match(after[:30]):
        return "remaining" if _STILL.match(after) else "part"
    if _STILL.match(after):
        return "remaining"
    if _MORE_BEFORE.search(before) or re.match(r"(?:[Aa]nother|[Aa]dditional)\s", own):
        return "added"
    return "added" if _MORE.match(rest) or _MORE.match(after[:20]) else "whole"


def _elapsed(figure: Figure, text: str) -> bool:
    is_time = figure.measure.removeprefix("other:") in TIMES
    return is_time and _ELAPSED.match(text, figure.span.end) is not None


def quantities(
    figures: Sequence[Figure],
    document: Document,
    sentences: Sequence[Span],
    events: Sequence[Event],
) -> list[Quantity]:
    """The quantities of one article, in reading order.

    events: those told in it; the one whose clause holds a figure dates it.
    """
    where = Locator(sentences)
    dated = [
        (mention.span, event.date)
        for event in sorted(events, key=lambda event: event.id)
        for mention in event.mentions
        if mention.document == document.id and event.date
    ]
    found: list[Quantity] = []
    counted = [f for f in sorted(figures, key=lambda f: f.span) if not _elapsed(f, document.text)]
    for parts in _totals(counted, document.text, where):
        at = where.at(parts[0].span.start)
        sentence = sentences[at] if at is not None else parts[0].span
        around = " ".join(
            [document.text[sentence.start : parts[0].span.start]]
            + [" ".join((part.of or "").split()) for part in parts]
            + [document.text[parts[-1].span.end : sentence.end]]
        )
        low, high, qualifier = ranges.added(parts)
        first = parts[0]
        whole = len(parts) > 1
        own_names = names(around)
        if first.measure == "killed" and _TOLL.search(sentence.of(document.text)):
            # "the toll rose to 27" says not of what; the article does
            own_names |= names(" ".join(span.of(document.text) for span in sentences[:_LEAD]))
        dates = [iso for span, iso in dated if span.covers(first.span)]
        found.append(
            Quantity(
                figures=tuple(parts),
                place=-1 if at is None else at,
                measure=first.measure,
                low=low if whole else first.low,
                high=high if whole else first.high,
                qualifier=qualifier if whole else first.qualifier,
                head="" if whole else head_of(first),
                nations=frozenset() if whole else _nations(first.of),
                role="whole" if whole else role_of(first, document.text),
                names=own_names,
                plain=frozenset(words.content_words(around)) - own_names,
                date=max(dates, key=len) if dates else None,
                revising=revisions.revises(first, document.text, sentence),
            )
        )
    return found


def _totals(figures: Sequence[Figure], text: str, where: Locator) -> list[list[Figure]]:
    """Figures one by one, those of one measure together that one sentence adds up.

    Only of people of different kinds: "10 or 12 soldiers" and "12 dead" add nothing.
    """
    found: list[list[Figure]] = []
    for figure in figures:
        last = found[-1][-1] if found else None
        if (
            last is not None
            and figure.measure == last.measure
            and figure.measure in PEOPLE_MEASURES - {"fighters"}
            and where.at(figure.span.start) == where.at(last.span.start)
            and figure.of
            and last.of
            and figure.of.casefold() != last.of.casefold()
            and role_of(figure, text) == role_of(last, text) == "whole"
            and figure.span.start > last.span.end
            and _parts(text[last.span.end : figure.span.start])
        ):
            found[-1].append(figure)
        else:
            found.append([figure])
    return found


def _parts(between: str) -> bool:
    listed_too = _LISTED_ONE.match(between)
    return _DIVIDED.fullmatch(between, listed_too.end() if listed_too else 0) is not None


def kinship(one: Quantity, other: Quantity) -> str | None:
    """How far two quantities count the same: same, kin, general; None where they do not."""
    if one.nations and other.nations and not one.nations & other.nations:
        return None
    if one.measure != other.measure and not _one_act(one, other):
        return None
    if one.head == other.head:
        return "same" if one.head else "general"
    if not one.head or not other.head:
        # a total and one nation's share of it are not alike
        return "general" if one.nations == other.nations or not one.nations else None
    return "kin" if _kin(one.head, other.head) else None


def _kin(one: str, other: str) -> bool:
    """Whether two words for those counted are one, one the end of the other, or of one kind."""
    if one.endswith(other) or other.endswith(one):
        return True
    return any({one, other} <= kin for kin in _KIN)


def _one_act(one: Quantity, other: Quantity) -> bool:
    """Whether two measures can be of one act: who is held is "abducted" to one, "detained" to the
    other; "the raids removed eight leaders" are eight killed to whoever says so."""
    pair = {one.measure, other.measure}
    if pair == _HELD:
        return _near(one, other) and _apart(one, other) <= _CLOSE
    if not one.head or not other.head or not _kin(one.head, other.head):
        return False
    people = pair & PEOPLE_MEASURES
    return bool(people) and pair - people == {f"other:{one.head}"} and _near(one, other)


def _weight(shared: frozenset[str], rare: Mapping[str, float]) -> float:
    return sum(rare.get(word, rare[""]) for word in sorted(shared))


_HELD = frozenset({"abducted", "detained"})
_LEAST = 4.0
"""A side of less rarity than one rare word has does not count as wholly contained in the other."""


def _contained(one: frozenset[str], other: frozenset[str], rare: Mapping[str, float]) -> float:
    least = min(_weight(one, rare), _weight(other, rare))
    return _weight(one & other, rare) / max(least, _LEAST)


def _apart(one: Quantity, other: Quantity) -> float:
    """How far the numbers lie apart, as a factor from 1 on; of open ranges, their known ends."""
    ends = [
        [value for value in (q.low, q.high) if value is not None and value > 0]
        for q in (one, other)
    ]
    if not ends[0] or not ends[1]:
        return 1.0
    return min(max(a, b) / min(a, b) for a in ends[0] for b in ends[1])


def _same_number(one: Quantity, other: Quantity) -> bool:
    return (one.low, one.high) == (other.low, other.high) and one.low is not None


def _telling(one: Quantity) -> bool:
    """Whether its number is rarely given twice by chance."""
    value = one.known or 0.0
    return value > _TELLING and value % _ROUND != 0


def _near(one: Quantity, other: Quantity) -> bool:
    """Whether some number is allowed by both."""
    return not ranges.apart(
        ranges.allowed(one.low, one.high, one.qualifier),
        ranges.allowed(other.low, other.high, other.qualifier),
    )


def _ruled_out(one: Quantity, other: Quantity, shared: float) -> bool:
    """Whether two quantities are two, whatever else they share; shared: of their words, 0 to 1."""
    if None in (one.known, other.known):
        return True
    near = _near(one, other)
    if (
        one.document == other.document
        and one.role == other.role == "whole"
        and not (one.revising or other.revising)
    ):
        # one voice that gives two numbers in one article, and does not say that one became the
        # other, counts two things
        voices = {(q.figures[0].speaker, q.figures[0].speaker_label) for q in (one, other)}
        apart = _apart(one, other)
        if len(voices) == 1 and (not near or apart > _SAME_VOICE):
            return True
        if apart > _OTHER_VOICE:
            return True
    if one.measure in PEOPLE_MEASURES or other.measure in PEOPLE_MEASURES:
        return False
    if one.measure == other.measure == "money" and not near:
        return True  # sums of one story are of many things, and their words are alike
    if one.measure == other.measure == "age" and not _same_number(one, other):
        return not one.head or one.head != other.head
    if not one.head and not other.head:
        return not (_same_number(one, other) and _telling(one))
    return not near and shared < DIFFERENT_NUMBERS


DIFFERENT_NUMBERS = 0.5
"""Least share of rare words in common for two different numbers of things to be of one quantity.
On the development stories 0.3 to 0.7 are alike where the gold can tell; 0.3 joins three pairs more
that it cannot."""


def features(one: Quantity, other: Quantity, rare: Mapping[str, float]) -> dict[str, float] | None:
    """What speaks for and against two quantities being one; None where they cannot be.

    rare: rarity of words in the story.
    """
    kin = kinship(one, other)
    if kin is None:
        return None
    named = _contained(one.names, other.names, rare)
    plain = _contained(one.plain, other.plain, rare)
    if _ruled_out(one, other, max(named, plain)):
        return None
    same = _same_number(one, other)
    together = not same and _near(one, other) and _apart(one, other) <= _CLOSE
    telling = _telling(one)
    far = math.log2(_apart(one, other))
    own = one.document == other.document
    return {
        "same number, telling": float(same and telling),
        "same number, small": float(same and not telling),
        "numbers go together": float(together),
        "how far apart": 0.0 if same else min(far, FARTHEST),
        "kindred words counted": float(kin == "kin"),
        "names": named,
        "plain words": plain,
        "one or the next sentence": float(own and abs(one.place - other.place) <= 1),
        "dates differ": float(
            one.date is not None and other.date is not None and not one_date(one.date, other.date)
        ),
        "one date": float(one_date(one.date, other.date)),
    }


LEARNED: dict[str, int] = {
    "same number, telling": 1,
    "same number, small": 1,
    "numbers go together": 1,
    "how far apart": -1,
    "kindred words counted": 1,
    "names": 1,
    "plain words": 1,
    "one or the next sentence": 1,
}
"""Features whose weights are fitted, and whether they speak for (1) or against (-1) two being one.
ECB+ has no dates. A feature whose weight would have the other sign is left out of the fit; so were,
in trials: names or roles that differ, the same word counted, a vague number."""
