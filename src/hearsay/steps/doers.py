"""Who does the wrongs that somebody tells of: heads of agents and victims, word by word.

Takes a text's reading and the spans of a content, gives a deed for each word for a wrong in it: its
doer by the network's predicates and their arguments, or by the "by" that follows a passive. Leaves
whether it charges anybody to `steps.attitude`, and which actor the doer is to `steps.targets`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from hearsay import names
from hearsay.model.predicates import Predicate
from hearsay.model.reading import Reading
from hearsay.steps import phrases
from hearsay.steps.wrongs import WRONGDOER, WRONGED, WRONGS, Groups
from hearsay.types import Actor, Span

AGENT_AT_LEAST: Final = 0.5
"""Share from which the head of an agent is believed. Of the 14 deeds of the development stories
whose doer it finds 13 are right; the wrong one, "killed" of "we", has 0.48."""
ARMED: Final = re.compile(
    r"(?:gunm[ae]n|militants?|insurgents?|rebels?|terrorists?|extremists?|jihadi?s?t?s?|fighters?|"
    r"attackers?|assailants?|kidnappers?|militiamen)",
    re.IGNORECASE,
)
"""Words for people who fight for a group that need not be named with them."""
_MORE: Final = re.compile(
    r"(?:waylaid|waylay\w*|attacks?|assaults?|invad(?:ed|es|ing)|occup(?:ied|ies|ying)|"
    r"seiz(?:ed|es|ing)|loot\w*|overran|torch(?:ed|ing)|destroy(?:ed|s|ing)|"
    r"besieg(?:ed|es|ing)|starv(?:ed|es|ing)|expel(?:led|s|ling)|extort\w*|blackmail\w*|"
    r"threaten(?:ed|s|ing)|detain(?:ed|s|ing))",
    re.IGNORECASE,
)
"""Verbs for what is a wrong only where fighters or an armed group do it: police detain too."""
_BY: Final = re.compile(
    r"(?:\s+[a-z][\w’'-]*){0,4}?\s+by\s+(?P<doer>(?:(?:the|a|an|suspected|alleged)\s+)*"
    r"(?:(?!(?:of|in|at|on|from|for|to|with|and|or|but|who|which|that|since|after|during|"
    r"when|is|are|was|were|has|have|had)\b)[\w’'-]+\s*){1,4})"
)
"""The doer after a passive: "kidnapped last week by the Northern Front in Osk"."""
_GROUP: Final = re.compile(
    r"(?:the|these|those)\s+(?:[\w-]+\s+){0,3}(?:group|sect|militia|fighters)\s*", re.IGNORECASE
)
_BESIDE: Final = re.compile(r"(?:['’]s?)?(?:\s+[a-z][\w-]*)?\s+")
_OF: Final = re.compile(r"\s+of\s+(?:(?:the|its|suspected|alleged|armed)\s+)*")
_NAMED: Final = re.compile(r"(?<![\w.’'-])(?:[A-Z][\w.'’-]*\s+){0,3}[A-Z][\w.'’-]*(?=\s+$)")
"""A name right before a verb."""
_OPENS: Final = re.compile(
    r"(?:[,;:“\"(—–]\s*|\b(?:that|and|but|when|because|while|since|how|if|as|where)\s+)$"
)
"""What a clause follows: "when she came back, Roe killed her"."""
LONGEST_NAME: Final = 80
NEXT_TO: Final = re.compile(r"\s+(?!(?:by|in|at|on|near|during|after)\b)(?:[\w-]+\s+){0,3}")
"""Between a verb and whom it is done to, where nothing says that the verb is a passive's rest."""
REACH: Final = 30
"""Characters around a victim's head word that tell whose man it is: "two Front men"."""
_UNABLE: Final = frozenset({"place", "document"})


@dataclass(frozen=True, slots=True)
class Deed:
    """A word for a wrong, and the head words of who does it and whom it is done to, where told.

    grave: a wrong whoever does it. noun: told by a noun, beside which "he" may be whom it hit.
    """

    word: Span
    doer: Span | None
    victim: Span | None
    grave: bool
    noun: bool = False


def deeds(
    text: str, reading: Reading, predicates: Iterable[Predicate], spans: Sequence[Span]
) -> list[Deed]:
    """The wrongs that some spans tell to have happened, in order.

    predicates: all of the text, in order.
    """
    found = []
    held = tuple(predicates)
    for predicate in held:
        part = next((span for span in spans if span.covers(predicate.span)), None)
        word = predicate.span.of(text)
        grave = WRONGS.fullmatch(word) is not None
        if part is None or predicate.reality in ("denied", "hypothetical"):
            continue
        if not grave and not _MORE.fullmatch(word):
            continue
        victim = reading.argument(predicate.span, "patient")
        if by := _BY.match(text, predicate.span.end, part.end):
            if _in_passing(text, part, predicate.span, held):
                continue
            doer: Span | None = Span(*by.span("doer"))
        else:
            agent = reading.argument(predicate.span, "agent")
            doer = agent[0] if agent is not None and agent[1] >= AGENT_AT_LEAST else None
            if doer is None and victim is not None:
                doer = _opening(text, part, predicate.span, victim[0])
        patient = victim[0] if victim is not None else None
        if doer is not None and doer == patient:
            doer = None  # one word for both: the heads are unsure
        found.append(Deed(predicate.span, doer, patient, grave, predicate.kind == "noun"))
    return found


_WHO = re.compile(r",\s+(?:who|whom|whose)\b")


def _in_passing(text: str, part: Span, verb: Span, predicates: Iterable[Predicate]) -> bool:
    """Whether a deed stands in what is told of a person by the way, with no statement before it:
    "the death of Roe, who was later shot by Doe"."""
    who = _WHO.search(text, part.start, verb.start)
    if who is None or "." in text[who.end() : verb.start]:
        return False
    return not any(
        other.kind == "verb" and part.start <= other.span.start < who.start()
        for other in predicates
    )


def _opening(text: str, part: Span, verb: Span, victim: Span) -> Span | None:
    """The name before a verb that opens its clause, where whom it is done to follows the verb."""
    if not NEXT_TO.fullmatch(text, verb.end, victim.start):
        return None
    found = _NAMED.search(text, max(part.start, verb.start - LONGEST_NAME), verb.start)
    if found is None:
        return None
    start = found.start()
    opens = start == part.start or _OPENS.search(text, part.start, start)
    return Span(*found.span()) if opens else None


@dataclass(frozen=True, slots=True)
class Doer:
    """Who a deed's doer is told to be. actor: named with it, or None. told: by which words."""

    actor: str | None
    told: str


def doer_of(text: str, deed: Deed, named: Sequence[tuple[Span, Actor]]) -> Doer | None:
    """The actor that is told to do a deed, or that armed people or a pronoun's bearer do it.

    named: where actors stand in the text, in order. None where the doer is nobody who could be
    charged: not told, the one who speaks, or a word for neither people nor bodies.
    """
    if deed.doer is None:
        return None
    phrase = deed.doer.of(text)
    for place, actor in named:
        if place.overlaps(deed.doer) and actor.kind not in _UNABLE:
            return None if is_a_national(text, place) else Doer(actor.id, phrase)
    number, _ = phrases.pronoun(phrase)
    if number:
        return Doer(None, phrase) if number in ("singular", "plural") else None
    armed = ARMED.search(phrase) is not None
    serves = WRONGDOER.search(phrase) is not None
    noun = phrases.noun(phrases.head(phrase))
    if armed or serves or (noun is not None and noun.kinds - _UNABLE):
        for place, actor in named:  # "Front gunmen", "gunmen of the Front"
            before = place.end <= deed.doer.start and _BESIDE.fullmatch(
                text, place.end, deed.doer.start
            )
            after = place.start >= deed.doer.end and _OF.fullmatch(text, deed.doer.end, place.start)
            if (before or after) and actor.kind not in (*_UNABLE, "person"):
                return Doer(actor.id, phrase)
    following = _OF.match(text, deed.doer.end)  # "a group of insurgents"
    if armed or _GROUP.fullmatch(phrase) or (following and ARMED.match(text, following.end())):
        return Doer(None, phrase)
    return None


def armed_alone(actors: Iterable[Actor]) -> str | None:
    """The only armed group that an article names, if there is one."""
    groups = {actor.id for actor in actors if actor.kind == "armed_group"}
    return groups.pop() if len(groups) == 1 else None


def is_a_national(text: str, place: Span) -> bool:
    """Whether a country's adjective stands for one of its people: "a Kenyan who", not "Kenyan
    troops" or "the British"."""
    form = place.of(text)
    if names.demonym(form) is None or names.country(form) is not None:
        return False
    following = re.match(r"[ -]([a-z][\w-]*)", text[place.end : place.end + REACH])
    described = following is not None and phrases.noun(following[1]) is not None
    return not described and not re.search(r"(?:ish|ese|ch|s)$", form)


_ONE_FIGHTER = re.compile(
    r"(?:gunman|militant|insurgent|fighter|rebel|terrorist|extremist|jihadi|jihadist|bomber|"
    r"attacker|assailant|kidnapper|executioner)",
    re.IGNORECASE,
)


def is_one_fighter(doer: Doer) -> bool:
    """Whether a single one of its people does it, who is not the group: "the militant who"."""
    return _ONE_FIGHTER.fullmatch(phrases.head(doer.told)) is not None


def is_pronoun(doer: Doer) -> bool:
    """Whether a pronoun tells who does it."""
    return phrases.pronoun(doer.told)[0] != ""


def charged(
    text: str, deed: Deed, named: Sequence[tuple[Span, Actor]], groups: Groups
) -> Doer | None:
    """Who a deed charges, if anybody.

    What is done to armed people is no charge; what is a wrong only where fighters do it
    ("detained") charges them alone.
    """
    doer = doer_of(text, deed, named)
    if doer is None:
        return None
    if deed.victim is not None:
        around = _around(text, deed.word, deed.victim)
        if WRONGED.search(deed.victim.of(text)) or any(form in around for form in groups.armed):
            return None
    fights = ARMED.search(doer.told) or any(
        actor.id == doer.actor and actor.kind == "armed_group" for _, actor in named
    )
    return doer if deed.grave or fights else None


def _around(text: str, word: Span, victim: Span) -> str:
    """The words that tell whose man a victim is, on its own side of the deed."""
    end = victim.end + 1
    if following := _OF.match(text, victim.end):  # "eight leaders of the Front"
        end = following.end() + REACH
    if victim.start >= word.end:
        return text[max(word.end, victim.start - REACH) : end]
    return text[max(0, victim.start - REACH) : min(end, word.start)]
