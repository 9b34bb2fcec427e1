"""Which statements of a story charge whom: the accused of each, with how that is known.

Takes the statements of a story, how alike they are and who denies what, gives (statement, accused)
pairs. To the targets that a single article tells are added: whom a denied claim is about, where the
denial comes from that side; the one armed group of an article whose "militants" are charged; and
whom the same charge names elsewhere. Pinning a charge on the wrong one is the worst error here:
nobody is accused who stands in a charge as anything but its doer.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from hearsay.links import words
from hearsay.links.context import Context
from hearsay.links.matters import Compared
from hearsay.links.utterance_features import LONG_RUN, longest_run
from hearsay.steps.attitude import barely_heard, untold
from hearsay.steps.phrases import SPEAKS_FOR
from hearsay.steps.wrongs import WRONGS
from hearsay.types import Mention, Opposition, Statement

# Pair score from which two statements lay one charge at one door: of two accusations, and of what
# one speaker says to have happened and accuses somebody of. Accused right and wrong, readers'
# statements and as read: 0.6 and 0.85 49 7, 16 8; 0.8 and 0.85 48 6, 15 8; 0.6 and 0.9 47 5, 16 8.
SAME_CHARGE, SAME_SPEAKER = 0.6, 0.9
# A charge that is like one that is denied, of the same accused, is disputed from this score on.
SAME_DENIED = 0.8
# From this cosine and pair score on, what the accuser of a disputed charge says first of all of the
# accused goes on with it. Accused right and wrong, readers' statements and as read: without 50 7,
# 21 8; by the cosine alone at 0.6 52 7, 25 8; at 0.5 54 7, 26 9; at 0.4 55 7, 29 9, but on 442
# articles of the fnc corpus that lent 59 charges, most of which are none ("he is tired of
# it"); with both 37, and responses are level. By the pair score alone (`SAME_SPEAKER`) only where
# the accused is named first, 51 6, 29 7. Of charges that nobody disputes nothing goes on: of seven
# such statements ("she was travelling with two sons") none charged anybody.
GOES_ON, MUCH_ALIKE = 0.5, 0.75
# What a denial calls that which it turns down where it is a charge: a denied truce is none.
_CALLED_A_CHARGE = re.compile(r"\b(?:allegation|accusation|alleged|accus)\w*\b|\bcharges\b", re.I)

# Fighters with at most three words between them and what they do.
_FIGHTERS_DO = re.compile(
    r"\b(?:militants|insurgents|gunm[ae]n|fighters|rebels|terrorists|extremists|"
    r"jihadi?s?t?s)(?:\s+[\w’'-]+){0,3}?\s+$",
    re.IGNORECASE,
)
# "the alleged mastermind of the bombing": that one is charged, whoever it is, and nobody else.
_CHARGES_ANOTHER = re.compile(
    r"\b(?:an?|the|its|their|alleged|suspected)\s+(?:[\w-]+\s+)?(?:masterminds?|plotters?|"
    r"perpetrators?|culprits?|ringleaders?|assailants?|attackers?|bombers?|killers?|murderers?)\b",
    re.IGNORECASE,
)
# "These states have committed a horrible act": they are charged, not whom a like charge names.
_OPENS_WITH_OTHERS = re.compile(
    r"\W*(?:that\s+)?(?:these|those|both|some|many)\s+[a-z]", re.IGNORECASE
)
# "After Roe had left, the doctor came": the doctor is charged, if anybody.
_OPENS_WITH_A_TIME = re.compile(
    r"\W*(?:that\s+)?(?:after|before|when|while|once|until|as\s+soon\s+as)\s", re.IGNORECASE
)
# "Roe was struck in the back", "Roe had been shot": a charge of somebody, and not of Roe.
_IS_DONE = re.compile(
    r"['’]?s?\s+(?:(?:has|have|had)\s+)?(?:is|are|was|were|be|been|being|got)\s+(?:\w+ly\s+)?"
    r"(?:\w+ed|struck|shot|hit|hurt|beaten|slain|taken|held|thrown|driven|burnt|left|sold|sent|set|"
    r"torn|given|put|told|stolen|robbed|forced)\b(?!\s+(?:of|to\s+have|in\s+connection|over|with)\b)",
    re.IGNORECASE,
)
_SUFFERS = re.compile(r"\b(?:is|are|was|were|be|been|being|got)\s+(?:\w+ly\s+)?$", re.IGNORECASE)


def speaks_for(speaker: str, actor: str, context: Context) -> bool:
    """Whether what one says counts as the other's answer: by office, or by the role told of them.

    "Roe's lawyer" speaks for Roe; "a critic of Roe" does not.
    """
    if context.related(speaker, actor):
        return True
    role = context.actors[speaker].role if speaker in context.actors else None
    if role is None or actor not in context.actors or not SPEAKS_FOR.search(role):
        return False
    return bool(words.capitalised(role) & words.capitalised(context.actors[actor].name))


Mentions = Mapping[str, Sequence[tuple[Mention, str]]]
"""Where actors are named: by document, in order, each with the actor's id."""


def charges(
    compared: Compared,
    oppositions: Sequence[Opposition],
    mentions: Mentions,
    context: Context,
) -> dict[str, tuple[str, ...]]:
    """The accused of every statement of a story that charges somebody, by statement id."""
    found: dict[str, tuple[str, ...]] = {}
    for statement in compared.statements:
        if statement.voice == "outlet":
            continue
        if statement.attitude == "accuse" and statement.target:
            found[statement.id] = statement.target
    for claim, accused in sorted(_answered(compared, oppositions, mentions, context).items()):
        found.setdefault(claim, (accused,))
    for statement in compared.statements:
        if statement.id not in found and statement.voice != "outlet":
            group = _only_group(statement, mentions, context)
            if group is not None:
                found[statement.id] = (group,)
    disputed = _disputed(found, oppositions, compared)
    found |= _borrowed(found, disputed, compared, mentions, context)
    found |= _repeated(found, compared, context)
    return {
        statement: others
        for statement, accused in found.items()
        if (
            others := tuple(
                a
                for a in accused
                if not _own_side(statement, a, context) and _is_heard(statement, a, context)
            )
        )
    }


def _is_heard(statement: str, accused: str, context: Context) -> bool:
    """Whether enough tells of a charge for that one to be accused, whoever lends it the name."""
    charge = context.statements[statement]
    if charge.attitude != "accuse" or accused not in context.actors:
        return True
    return not barely_heard(charge, context.actors[accused].kind)


def _own_side(statement: str, accused: str, context: Context) -> bool:
    """Whether a charge would fall on whom its speaker speaks for: an admission is no charge."""
    speaker = context.statements[statement].speaker
    return speaker is not None and speaks_for(speaker, accused, context)


def mentions_of(context: Context) -> Mentions:
    """Where the actors of a case are named; gathered once for all its stories."""
    found: dict[str, list[tuple[Mention, str]]] = defaultdict(list)
    for actor in context.actors.values():
        for mention in actor.mentions:
            found[mention.document].append((mention, actor.id))
    return {document: sorted(held) for document, held in found.items()}


def _answered(
    compared: Compared,
    oppositions: Sequence[Opposition],
    mentions: Mentions,
    context: Context,
) -> dict[str, str]:
    """Of charges that are denied by whom they are about, that one: the first they name.

    A claim is a charge where a denial of it, or of one like it, calls it one. What the deniers' own
    side says is none.
    """
    called = {
        compared.row[opposition.claim]
        for opposition in oppositions
        if _CALLED_A_CHARGE.search(_told(context.statements[opposition.denial], context))
    }
    answers: Counter[str | None] = Counter()
    for opposition in oppositions:
        denier, claimant = (
            context.statements[one].speaker for one in (opposition.denial, opposition.claim)
        )
        if denier != claimant:
            answers[denier] += 1
            answers[claimant] -= 1
    found = {}
    for opposition in oppositions:
        claim = context.statements[opposition.claim]
        denier = context.statements[opposition.denial].speaker
        if denier is None or claim.attitude not in {"assert", "accuse", "confirm"}:
            continue
        if claim.voice == "outlet" or (claim.speaker is not None and answers[claim.speaker] > 0):
            continue
        like = compared.likeness[compared.row[claim.id], sorted(called)]
        if claim.attitude != "accuse" and not (len(like) and like.max() >= SAME_CHARGE):
            continue
        first = _first_named(claim, mentions, context)
        if first is not None and speaks_for(denier, first, context):
            found[claim.id] = first
    return found


def _told(statement: Statement, context: Context) -> str:
    """The cue and the content of a statement."""
    text = context.documents[statement.document].text
    return " ".join(span.of(text) for span in (*statement.cue, *statement.content))


def _first_named(
    statement: Statement,
    mentions: Mentions,
    context: Context,
) -> str | None:
    """Who is named first in what a statement says: the subject, mostly.

    None where a name that belongs to nobody known stands before, and where a clause does that only
    tells when it was.
    """
    held = mentions.get(statement.document, ())
    text = context.documents[statement.document].text
    if _OPENS_WITH_A_TIME.match(text, statement.content[0].start):
        return None
    for span in statement.content:
        at = bisect_left(held, span.start, key=lambda one: one[0].span.start)
        named = held[at][0].span if at < len(held) else None
        for actor in sorted({actor for _, actor in held}):
            name = context.actors[actor].name
            if " " in name and text.startswith(name, span.start):
                return actor
        if named is not None and named.end <= span.end:
            before = text[span.start : named.start].partition(" ")[2]
            return None if words.capitalised(before) else held[at][1]
    return None


def _speaks_of(statement: Statement, actor: str, mentions: Mentions, context: Context) -> bool:
    """Whether somebody is the first whom a statement names, or whom its opening pronoun means."""
    if _first_named(statement, mentions, context) == actor:
        return True
    named = any(
        named == actor and any(span.covers(mention.span) for span in statement.content)
        for mention, named in mentions.get(statement.document, ())
    )
    return actor in statement.about and not named


def _suffers(statement: Statement, actor: str, mentions: Mentions, context: Context) -> bool:
    """Whether somebody is named in a statement as the one to whom something is done."""
    text = context.documents[statement.document].text
    return any(
        named == actor
        and any(span.covers(mention.span) for span in statement.content)
        and _IS_DONE.match(text, mention.span.end) is not None
        for mention, named in mentions.get(statement.document, ())
    )


def _only_group(statement: Statement, mentions: Mentions, context: Context) -> str | None:
    """The one armed group that an article names, where its fighters are told to do a wrong."""
    if statement.attitude not in {"accuse", "assert", "confirm"}:
        return None
    own = context.words(statement)
    if not any(
        _FIGHTERS_DO.search(before := own[: wrong.start()]) and not _SUFFERS.search(before)
        for wrong in WRONGS.finditer(own)
    ):
        return None
    named = {actor for _, actor in mentions.get(statement.document, ())}
    groups = {actor for actor in named if context.actors[actor].kind == "armed_group"}
    return groups.pop() if len(groups) == 1 else None


def _disputed(
    known: Mapping[str, tuple[str, ...]], oppositions: Sequence[Opposition], compared: Compared
) -> set[str]:
    """The charges that somebody denies, themselves or in other words."""
    denied = sorted({o.claim for o in oppositions if o.claim in known})
    rows = [compared.row[claim] for claim in denied]
    return {
        charge
        for charge in known
        if any(
            known[claim] == known[charge]
            and compared.likeness[compared.row[charge], row] >= SAME_DENIED
            for claim, row in zip(denied, rows, strict=True)
        )
    }


def _repeated(
    known: Mapping[str, tuple[str, ...]], compared: Compared, context: Context
) -> dict[str, tuple[str, ...]]:
    """The accused of what quotes a charge again: one act of speaking charges one actor.

    Of statements of the same speaker in other articles that have as many words in a row as one act
    needs, whatever attitude they were read with and whoever is named in the part that they quote.
    Accused right and wrong, readers' statements and as read: 50 6, 29 6 without, 50 6, 31 6 with
    it; responses with the right state 0.721 0.501 and 0.721 0.527.
    """
    charged: dict[str, list[Statement]] = defaultdict(list)
    for statement in compared.statements:
        if statement.id in known and statement.speaker and statement.voice != "outlet":
            charged[statement.speaker].append(statement)
    stems: dict[str, tuple[str, ...]] = {}

    def stemmed(statement: Statement) -> tuple[str, ...]:
        if statement.id not in stems:
            said = words.normal_words(context.words(statement))
            stems[statement.id] = tuple(words.stem(word) for word in said)
        return stems[statement.id]

    found = {}
    for statement in compared.statements:
        if statement.id in known or statement.voice == "outlet":
            continue
        for said in charged.get(statement.speaker or "", ()):
            if (
                said.document != statement.document
                and longest_run(stemmed(statement), stemmed(said)) >= LONG_RUN
            ):
                found[statement.id] = known[said.id]
                break
    return found


def _borrowed(
    known: Mapping[str, tuple[str, ...]],
    disputed: Collection[str],
    compared: Compared,
    mentions: Mentions,
    context: Context,
) -> dict[str, tuple[str, ...]]:
    """The accused of charges that name nobody, from the likest charge that does.

    Where that one charges the speaker, each blames the other: then it is only from another charge
    of the speaker's own.
    """
    found = {}
    rows = [compared.row[statement] for statement in known]
    for row, statement in enumerate(compared.statements):
        if statement.id in known or statement.voice == "outlet":
            continue
        if statement.attitude not in {"accuse", "assert"} or untold(statement):
            continue
        own_words = context.words(statement)
        if _CHARGES_ANOTHER.search(own_words) or _OPENS_WITH_OTHERS.match(own_words):
            continue
        best: tuple[float, int] | None = None
        own: tuple[float, int] | None = None
        for other in rows:
            said = compared.statements[other]
            one_voice = said.speaker is not None and said.speaker == statement.speaker
            if not one_voice and statement.attitude != "accuse":
                continue
            score = float(compared.likeness[row, other])
            if one_voice and statement.attitude == "accuse" and score >= SAME_CHARGE:
                own = max(own or (score, -other), (score, -other))
            if one_voice:
                same = score >= SAME_SPEAKER or (
                    said.id in disputed
                    and score >= MUCH_ALIKE
                    and float(compared.cosine[row, other]) >= GOES_ON
                )
                if not same or not all(
                    _speaks_of(statement, actor, mentions, context) for actor in known[said.id]
                ):
                    continue
            elif score < SAME_CHARGE:
                continue
            best = max(best or (score, -other), (score, -other))
        if best is None:
            continue
        for likest in (best, own or best):
            accused = known[compared.statements[-likest[1]].id]
            if any(_suffers(statement, actor, mentions, context) for actor in accused):
                break
            if statement.speaker not in accused:
                found[statement.id] = accused
                break
    return found
