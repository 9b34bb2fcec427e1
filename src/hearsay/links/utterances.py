"""Statements that report one and the same act of speaking.

Takes the compared statements of a story and the matters they stand in, gives groups of two or more
with the reason of every join. One speaker must be behind all of a group; its statements share their
words, or lie in passages copied from one another, or deny the same matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from hearsay.identity import identify
from hearsay.links import words
from hearsay.links.context import Context
from hearsay.links.joining import Joining
from hearsay.links.matters import Compared
from hearsay.types import Copy, Matter, Reason, Span, Statement, Utterance

# Least share of the shorter statement's rare words that stands in the other; least cosine without.
SAME_WORDS = 0.6
SAME_SENSE = 0.72
# Statements of fewer content words share them by chance.
FEWEST_WORDS = 2


def _apart(one: Statement, other: Statement) -> bool:
    """Whether something says that two statements were made on two occasions."""
    days = one.said_on and other.said_on and one.said_on != other.said_on
    if days and one.said_on and other.said_on:
        short = min(len(one.said_on), len(other.said_on))
        days = one.said_on[:short] != other.said_on[:short]
    return bool(days)


def _copied(copies: Sequence[Copy]) -> dict[str, list[Span]]:
    """Passages that stand in several documents, by document."""
    found: dict[str, list[Span]] = defaultdict(list)
    for copy in copies:
        for passage in copy.passages:
            found[passage.document].append(passage.span)
    return found


def _why_one(
    one: Statement,
    other: Statement,
    compared: Compared,
    context: Context,
    *,
    together: bool,
    copied: dict[str, list[Span]],
) -> Reason | None:
    """Why two statements of one speaker report one act of speaking; None if nothing says so."""
    left, right = compared.row[one.id], compared.row[other.id]
    refs = (one.id, other.id)
    cosine = float(compared.cosine[left, right])
    contained = float(compared.contained[left, right])
    fewest = min(
        len(set(words.content_words(context.words(statement)))) for statement in (one, other)
    )
    if contained >= SAME_WORDS and fewest >= FEWEST_WORDS:
        return Reason("same words", f"{min(1.0, contained):.0%} of the rare words shared", refs)
    in_copies = all(
        any(span.overlaps(part) for span in copied.get(s.document, ()) for part in s.content)
        for s in (one, other)
    )
    if in_copies and one.document != other.document and cosine >= SAME_SENSE - 0.15:
        return Reason("copied passage", f"both stand in copied passages, cosine {cosine:.2f}", refs)
    # one article seldom tells the same words twice: alike in sense there, they are two remarks
    elsewhere = one.document != other.document
    if elsewhere and cosine >= SAME_SENSE and fewest >= FEWEST_WORDS:
        return Reason("same sense", f"cosine {cosine:.2f}", refs)
    if together and one.attitude == other.attitude == "deny":
        return Reason("same denial", "both deny the same matter", refs)
    return None


def find_utterances(
    compared: Compared, matters: Sequence[Matter], copies: Sequence[Copy], context: Context
) -> list[Utterance]:
    """The utterances of a story."""
    by_speaker: dict[str, list[Statement]] = defaultdict(list)
    for statement in compared.statements:
        key = context.speaker(statement)
        if key is not None and statement.voice != "outlet":
            by_speaker[key].append(statement)
    stands_in: dict[str, set[str]] = defaultdict(set)
    for matter in matters:
        for side in matter.sides:
            stands_in[side.statement].add(matter.id)
    copied = _copied(copies)
    joining = Joining(statement.id for statement in compared.statements)
    for speaker in sorted(by_speaker):
        for one, other in combinations(by_speaker[speaker], 2):
            if _apart(one, other):
                continue
            together = bool(stands_in[one.id] & stands_in[other.id])
            reason = _why_one(one, other, compared, context, together=together, copied=copied)
            if reason is not None:
                joining.join(one.id, other.id, reason)
    return [
        Utterance(identify("u", group[0]), tuple(group), joining.reasons(group[0]))
        for group in joining.groups()
        if len(group) > 1
    ]
