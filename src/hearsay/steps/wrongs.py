"""Wrongs that somebody does to others: what makes reported words a charge though no cue accuses.

Takes a content's words, the network's share for an accusation, and the names of those who act in
the article; says whether the words charge somebody. On whom the charge is laid is for
`steps.targets` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from hearsay.types import Actor

WRONGS: Final = re.compile(
    r"\b(?:kill(?:ed|ing|s)|murder\w*|execut(?:ed|ing)|behead\w*|massacr\w*|slaughter\w*|abduct\w*|"
    r"kidnap\w*|rap(?:ed|ing)|tortur\w*|attack(?:ed|ing)|storm(?:ed|ing)|ambush\w*|waylaid|waylay\w*|bomb(?:ed|ing)|"
    r"shell(?:ed|ing)|raid(?:ed|ing)|loot\w*|burn(?:ed|t|ing) down|shot|stab(?:bed|bing)|"
    r"assault\w*|"
    r"abus(?:ed|es|ing)|harass\w*|molest\w*|cheat(?:ed|er|ing|s)?|dop(?:ed|ing)|fak(?:ed|es|ing)|"
    r"lie[sd]|lying|liars?|stolen?|steal(?:ing)?|brib\w+|corrupt\w*|fraud\w*|embezzl\w*|"
    r"launder\w+|rigg(?:ed|ing)|smuggl\w+|traffick\w+|cover(?:ed|ing)?[- ]?up|conspir\w+|plott\w+|"
    r"hack(?:ed|ing)|violat(?:ed|es|ing|ions?)|broke (?:the|its|his|her|their) (?:law|rules|word|"
    r"promise)|shelter(?:s|ing)|harbou?r(?:s|ing)|us(?:ed|ing) (?:banned|illegal)|defam\w+|"
    r"slander\w*|"
    r"mislead\w*|misled|betray\w*|sabotag\w*|discriminat\w+|terroris\w+|terrori[sz]ed)\b",
    re.IGNORECASE,
)
"""Words for a wrong that somebody does to others."""
WEIGHT: Final = 2.5
"""Added to the log-probability of an accusation whose content tells of a wrong: the network hears
an accusation in the cue and seldom in the content. F1 beyond assert on the stories and
gold/articles/dev 0.722 and 0.637 with 1.5, 0.740 and 0.637 with this, 0.744 and 0.593 with 3.5."""
PLAIN: Final = 0.25
"""The network's share for an accusation from which such a word is enough."""
HEARD: Final = 0.06
"""The share below which a doer must stand beside the wrong. Attitude beyond assert on the stories,
gold/articles/dev and labels/dev, any word being enough: 0.744, 0.637 and 0.576; with this and what
is done to armed people left out: 0.739, 0.612 and 0.587; with 0.25 in its place 0.719,
0.612 and 0.584. On five articles of a further story, read by hand, ten of 32 accusations were none,
six of them for such a word: "the army announced that the plotter was killed"."""
WRONGDOER = re.compile(
    r"\b(?:gunm[ae]n|militants?|insurgents?|rebels?|terrorists?|extremists?|jihadi?s?t?s?|fighters?|"
    r"attackers?|assailants?|kidnappers?|militia(?:men|s)?|soldiers|troops|police|officers|guards|"
    r"forces|army)\b",
    re.IGNORECASE,
)
WRONGED = re.compile(
    r"\b(?:militants?|insurgents?|terrorists?|extremists?|jihadi?s?t?s?|fighters?|masterminds?|"
    r"plotters?|bombers?|attackers?|assailants?|gunm[ae]n|ringleaders?)\b",
    re.IGNORECASE,
)
_SUFFERED = re.compile(
    r"\b(?:is|are|was|were|be|been|being|got|get)\s+(?:\w+ly\s+|also\s+|not\s+)?$", re.IGNORECASE
)
_OWN_LIFE = re.compile(
    r"\b(?:t(?:ook|aken|akes?|aking)\s+(?:his|her|their)\s+own\s+li(?:fe|ves)|"
    r"(?:kill|shot|shoot|hang|hung|stab|burn|poison)\w*\s+(?:himself|herself|themselves)|"
    r"(?:commit\w*|death\s+by|died\s+by)\s+suicide|tragic\s+death)\b",
    re.IGNORECASE,
)
_ONESELF = re.compile(r"\s+(?:himself|herself|themselves|itself)\b", re.IGNORECASE)
_BY = re.compile(r"^[^.;]{0,60}?\bby\s+")
REACH: Final = 60
"""Characters before and after a wrong within which its doer and its victim are looked for."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Names as they stand in an article: of armed groups, and of all who can do a wrong."""

    armed: tuple[str, ...] = ()
    able: tuple[str, ...] = ()


NOBODY: Final = Groups()


def armed(actors: Iterable[Actor]) -> Groups:
    """The names of an article's armed groups and of all its actors but places and documents."""
    held = list(actors)
    names = [(a.kind, form) for a in held for form in (a.name, *a.aliases)]
    return Groups(
        tuple(form for kind, form in names if kind == "armed_group"),
        tuple(form for kind, form in names if kind not in ("place", "document")),
    )


def charges(content: str, heard: float, groups: Groups) -> bool:
    """Whether a content charges somebody with a wrong.

    heard: the network's share for an accusation. Where it is low, a doer must be named with the
    wrong, or nobody is charged ("the plotter was killed"); what armed people suffer is no charge.
    """
    for wrong in WRONGS.finditer(content):
        before = content[max(0, wrong.start() - REACH) : wrong.start()]
        after = content[wrong.end() : wrong.end() + REACH]
        if _ONESELF.match(after):
            continue
        suffered = _SUFFERED.search(before) is not None
        victim = before if suffered else after
        if WRONGED.search(victim) or _names(victim, groups.armed):
            continue
        if heard >= PLAIN:
            return True
        doer = after[found.end() :] if suffered and (found := _BY.match(after)) else before
        if suffered and doer is before:
            doer = ""
        if heard >= HEARD or WRONGDOER.search(doer) or _names(doer, groups.able):
            return True
    return False


def charges_nobody(content: str) -> bool:
    """Whether a content tells of a death by one's own hand, or a loss, and of no other wrong."""
    left, found = _OWN_LIFE.subn(" ", content)
    return bool(found) and not WRONGS.search(left)


def _names(words: str, forms: Iterable[str]) -> bool:
    return any(form in words for form in forms)
