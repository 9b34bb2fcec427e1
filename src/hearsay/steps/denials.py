"""Whose claim a denial denies, as far as its own article tells.

Takes an article, a denial and the statements around it, gives the denial back with its target: the
one named with the claim ("denied Roe's allegations"), the speaker of the claim that it answers, or
nobody. Precision first: to take a word out of the wrong mouth is worse than to leave it open. Links
between a denial and the very statement it denies, over articles, are made by `links.oppositions`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from hearsay.steps import named_claims, pointed, rejoinders
from hearsay.steps.antecedents import Article
from hearsay.types import Reason, Statement

_REJECTS = re.compile(
    r"\b(?:den(?:y|ie[sd]|ying|ials?)|reject\w*|dismiss\w*|disput\w*|refut\w*|rebut\w*|"
    r"contradict\w*|push\w*\s+back|disagree\w*)\b"
)
_CLAIM = (
    r"(?:claims?|allegations?|accusations?|reports?|reporting|charges?|story|suggestions?|"
    r"statements?|assertions?|account|remarks?|comments?|criticisms?|version|testimony|article)"
)
_CLAIM_AFTER = re.compile(rf"(?:['’]s?)?\s+(?:[\w-]+\s+){{0,3}}{_CLAIM}\b")
_CLAIM_BY = re.compile(
    rf"\b{_CLAIM}\s+(?:made\s+|published\s+|put\s+)?(?:by|from|in)\s+(?:the\s+)?$"
)
_THESE_CLAIMS = re.compile(
    r"\b(?:these|those|this|that|the|any|all|such|his|her|their|no)\s+(?:[\w-]+\s+){0,2}"
    r"(?:claims?|allegations?|accusations?|charges?|truth)\b",
    re.IGNORECASE,
)

NO_CLAIMANTS = frozenset({"place", "document", "media"})
"""Kinds of those who are not taken to have claimed something where they are merely named: a
platform or a newspaper that a denial names mostly carried the claim. No target of the stories or
labels/dev changes by leaving media out, five of forty articles of FNC lose a wrong one."""
CLAIMING = frozenset({"accuse", "assert", "confirm", "warn"})
DENIED_AT_LEAST = 0.7
"""The network's share from which somebody who claimed nothing in the article is the one denied:
targets on the stories 0.317 at 0.5, 0.322 at 0.7, 0.309 at 0.9."""
SHARE = 0.3
"""Of the network's share, added to the cosine of two contents: targets on the stories and
labels/dev 0.304 and 0.193 without, 0.322 and 0.218 with this, 0.319 and 0.218 with 0.6."""
NEAREST = 0.75
"""Sum of the two from which the nearest claim is the one denied: targets on the stories 0.311 at
0.6, 0.322 at this, 0.304 at 0.9; oppositions found from them 0.157, 0.182 and 0.184."""
SAME_CLAIM = 0.7
"""Cosine from which a denial takes up a claim about the same actors: right in 4 of 8 on the
training labels, 4 of 12 at 0.62; recall on the development stories is the same."""
NEXT = 3
"""Sentences within which a denial answers an accusation against its speaker: right in 1 of 3 on the
training labels, 3 of 16 without a limit; recall on the development stories is the same."""


def answered(
    article: Article, denial: Statement, before: Sequence[Statement], all_: Sequence[Statement]
) -> Statement:
    """A denial with the one whose claim it denies: named with the claim, or its latest speaker."""
    if named := _claimant_named(article, denial):
        name = article.actors[named].name
        reason = Reason("target", f"the claim is named as that of {name}", (named,))
        return replace(denial, target=(named,), because=(*denial.because, reason))
    if "retracts" in denial.flags and denial.speaker:
        reason = Reason("target", "takes back a claim of its own", (denial.speaker,))
        return replace(denial, target=(denial.speaker,), because=(*denial.because, reason))
    if told := [one for one in all_ if _is_told_there(denial, one)]:
        return _answering_there(article, denial, told)
    done = {one.id for one in before}
    later = [one for one in all_ if one.id not in done and one.id != denial.id]
    for claim in (*reversed(before), *later):
        if claim.speaker is None or one_side(article, claim.speaker, denial.speaker):
            continue
        if claim.content == denial.content or article.actors[claim.speaker].kind == "document":
            continue
        if why := _answers(article, denial, claim):
            reason = Reason(
                "target", f"{why}, by {article.actors[claim.speaker].name}", (claim.id,)
            )
            return replace(denial, target=(claim.speaker,), because=(*denial.because, reason))
    return _claimed_nearest(article, denial, [*before, *later])


def _is_told_there(denial: Statement, claim: Statement) -> bool:
    """Whether the text itself ties a denial to a claim: by naming it, or as the answer to it."""
    if named_claims.denial_of(claim) == denial.id:
        return True
    answers = rejoinders.is_rejoinder(denial) and not rejoinders.is_rejoinder(claim)
    return answers and claim.content == denial.content


def _answering_there(article: Article, denial: Statement, claims: Sequence[Statement]) -> Statement:
    """A denial with whoever made the claim that it is told with; with nobody where that is open."""
    for claim in claims:
        if claim.speaker is None or one_side(article, claim.speaker, denial.speaker):
            continue
        name = article.actors[claim.speaker].name
        reason = Reason("target", f"denies the very words of {name}", (claim.id,))
        return replace(denial, target=(claim.speaker,), because=(*denial.because, reason))
    return denial


def _claimed_nearest(article: Article, denial: Statement, others: Sequence[Statement]) -> Statement:
    """The denial with the one, among those who claimed something, whose claim is nearest to it."""
    opinion = pointed.shares(article, denial, "target") or {}
    scores: dict[str, float] = {}
    unnamed = 0.0
    for claim in others:
        speaker = claim.speaker
        if claim.attitude not in CLAIMING or claim.content == denial.content:
            continue
        if speaker is None and claim.speaker_label != denial.speaker_label:
            unnamed = max(unnamed, _alike(article, denial, claim))
        if speaker is None or speaker in denial.via:
            continue
        if one_side(article, speaker, denial.speaker):
            continue
        if article.actors[speaker].kind in ("place", "document"):
            continue
        score = _alike(article, denial, claim)
        score += SHARE * opinion.get(speaker, 0.0)
        scores[speaker] = max(scores.get(speaker, 0.0), score)
    best = max(scores, key=lambda actor: (scores[actor], actor), default=None)
    if unnamed >= NEAREST and (best is None or unnamed > scores[best]):
        return denial  # the claim nearest to it is somebody's whom the article does not name
    if best is not None and scores[best] >= NEAREST:
        why = f"the claim nearest to it ({scores[best]:.2f}) is by {article.actors[best].name}"
    else:
        # somebody who is only named: not those the denial itself is about
        unfit = {denial.speaker, *denial.via, *denial.about}
        able = {
            actor: share
            for actor, share in opinion.items()
            if actor is not None
            and actor not in unfit
            and article.actors[actor].kind not in NO_CLAIMANTS
        }
        best = max(able, key=lambda actor: (able[actor], actor), default=None)
        if best is None or able[best] < DENIED_AT_LEAST:
            return denial
        why = f"denies a claim of {article.actors[best].name} with {able[best]:.2f}"
    reason = Reason("target", why, (best,))
    return replace(denial, target=(best,), because=(*denial.because, reason))


def one_side(article: Article, one: str, other: str | None) -> bool:
    """Whether two actors are one, or the article tells that one speaks for the other."""
    if other is None:
        return False
    left, right = article.actors[one], article.actors[other]
    tied = left.part_of is not None and left.part_of == right.part_of
    return one == other or tied or left.part_of == other or right.part_of == one


def _claimant_named(article: Article, denial: Statement) -> str | None:
    """Who is named as the maker of the claim: "denied Roe's claims", "the report by Roe"."""
    first = denial.cue[0] if denial.cue else denial.content[0]
    parts = [*denial.cue, *denial.content]
    end = max(part.end for part in parts)
    for place, actor in article.places:
        if place.start >= end:
            break
        if place.start < first.start or actor == denial.speaker:
            continue
        if article.actors[actor].kind in ("place", "document"):
            continue
        if any(span.covers(place) for span in denial.source):
            continue
        near = place.start - first.start < 90
        lead = article.text[first.start : place.start]
        rejected = near and _REJECTS.search(lead)
        if rejected and _CLAIM_AFTER.match(article.text, place.end, place.end + 80):
            return actor
        if near and _CLAIM_BY.search(lead):
            return actor
    return None


def _answers(article: Article, denial: Statement, claim: Statement) -> str:
    """Why a denial may answer a claim; empty if nothing shows it."""
    words = " ".join(part.of(article.text) for part in (*denial.cue, *denial.content))
    accuses = claim.attitude == "accuse"
    if accuses and _THESE_CLAIMS.search(words):
        return "answers the latest accusation"
    if not accuses and claim.attitude not in ("assert", "confirm", "warn"):
        return ""
    against = accuses and denial.speaker is not None and denial.speaker in claim.target
    if against and _apart(article, denial, claim) <= NEXT:
        return "answers an accusation against its speaker"
    shared = set(claim.target if accuses else claim.about) & {*denial.about, denial.speaker}
    if not shared:
        return ""
    alike = _alike(article, denial, claim)
    return f"denies what was said ({alike:.2f})" if alike >= SAME_CLAIM else ""


def _apart(article: Article, denial: Statement, claim: Statement) -> int:
    """Sentences between the two."""
    left, right = (article.sentence_number(s.content[0].start) for s in (claim, denial))
    return abs(right - left)


def _alike(article: Article, denial: Statement, claim: Statement) -> float:
    """How near two contents are: cosine of the network's vectors, 0 where there are none."""
    if article.reading is None:
        return 0.0
    left, right = (article.reading.proposition(s.content) for s in (denial, claim))
    if left is None or right is None:
        return 0.0
    a, b = (np.frombuffer(v, np.int8).astype(np.int64) for v in (left, right))
    size = math.sqrt(int(a @ a) * int(b @ b))
    return int(a @ b) / size if size else 0.0
