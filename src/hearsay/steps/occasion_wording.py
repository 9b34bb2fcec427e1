"""How an article words the occasion of saying: "at a news conference in Rell", "on Twitter".

Takes a stretch of text, gives where it names an occasion: a preposition and the noun phrase after
it, back from its noun and on to where its last addition ends. Leaves to `occasions` whether the
phrase stands beside words of saying, and whose. Knows no document and no statement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hearsay.spelling import word_set
from hearsay.types import Span

LONGEST_ADDITION = 7
"""Words after one preposition: "of the upper house's select committee". Not swept."""

MOST_BETWEEN = 9
"""Words between a cue and the date or occasion beside it. Not swept."""
TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[\w@#&]+(?:[’'./-]\w+)*")

# Occasions and documents in which something is said, after "in", "at", "during".
_NOUNS = (
    r"statements?|interviews?|conference|conferences|presser|briefings?|meetings?|rall(?:y|ies)"
    r"|speech|speeches|hearings?|trial|inquest|ceremony|funeral|vigil|seminar|symposium|forum|panel"
    r"|summit|debate|session|sitting|event|gathering|reception|dinner|lunch|luncheon|breakfast"
    r"|visit|trip|tour|talks|talk|appearance|broadcast|programmes?|programs?|show|call|conversation"
    r"|service|mass|lecture|workshop|congress|convention|assembly|launch|roundtable|discussion"
    r"|testimony|webcast|webinar|livestream|chat|exchange|sermon|press\ availability|q&a|premiere"
    r"|tweets?|posts?|posting|postings|messages?|letters?|e-?mails?|memo|memorandum|note|reports?"
    r"|column|op-ed|editorial|article|essay|book|memoir|autobiography|blog|videos?|videotape"
    r"|audiotape|recordings?|clip|tape|podcast|address|remarks|comments|release|communiqu[eé]"
    r"|bulletin|advisory|filings?|lawsuit|complaint|affidavit|indictment|ruling|judge?ment"
    r"|decision|petition|voicemail|announcement|declaration|notice|newsletter|update|reply|thread"
    r"|documentary|resolution|submission|paper|study|confession|deposition|press\ call"
    r"|court\ (?:papers|documents|filings|records)|social\ media\ (?:posts?|messages?)"
)
_HEAD = re.compile(rf"(?:{_NOUNS})(?:[ -](?:{_NOUNS}))*(?![\w’'-])", re.IGNORECASE)
# What carries words without being an occasion by itself, after "on", "via", "by", "over".
_MEDIA = (
    r"Twitter|Facebook|Instagram|YouTube|Telegram|Weibo|WhatsApp|Snapchat|TikTok|Reddit|LinkedIn"
    r"|MySpace|Tumblr|Skype|Truth\ Social"
    r"|(?:(?:the|a|an|his|her|its|their|my|our)\s+)?(?:[\w’'.-]+\s+){0,6}?(?:Twitter|Facebook"
    r"|Instagram|YouTube|Telegram|Weibo|WhatsApp|TikTok|television|TV|radio|show|programme|program"
    r"|blog|website|web\ site|site|page|account|feed|channel|podcast|newscast|social\ media"
    r"|social\ network|social\ networks|microblog|airwaves|campaign\ trail|sidelines|margins"
    r"|visit|trip|tour|forum)"
    r"(?:\s+(?:account|feed|page|channel|show|programme|program|blog|site|post|interview))*"
)
_ON = re.compile(rf"(?:{_MEDIA})(?![\w’'-])")
_TITLED = re.compile(
    r"(?:the\s+)?(?:[A-Z][\w’'.-]*\s+){0,4}(?:[A-Z]\w*[’']s?\s+)?[“\"][A-Z][^”\"\n]{2,40}[”\"]"
    r"(?:\s+(?:show|programme|program|podcast))?"
)
_BY = re.compile(
    r"(?:e-?mail|(?:the\ )?(?:tele)?phone|text\ message|Skype|letter|fax|video\ ?link)(?![\w-])"
)
_BARE = re.compile(
    r"(?:court\ (?:papers|documents|filings|records)|court|parliament|testimony|remarks|comments"
    r"|(?:news|press|media|phone|telephone|television|TV|radio)?\s?"
    r"(?:interviews|statements|reports|briefings|conferences|conversations)"
    r"|(?:social\ media|Facebook|Twitter)\ posts?"
    r"|(?:e-?mails|letters|tweets|messages|recordings|posts|speeches|talks))(?![\w’'-])"
)
_MEDIUM = re.compile(r"(?:on|via|by|over|through)$", re.IGNORECASE)
_OWNER = re.compile(r"['’]s?$")
_SERIES = re.compile(r"[a-z][\w-]*,\s+(?!(?:the|an?|his|her|its|their)\b)[a-z]")
_SHOW = re.compile(r"\b(?:visit|trip|tour|show|programme|program|sidelines|margins|forum)$")
_TITLE_WORDS = re.compile(r"\b([A-Z]\w*) (?:in|of|with|and|for|at)(?: the)? (?=[A-Z])")
_DETERMINED = re.compile(
    r"(?:an?|the|this|that|another|one|his|her|its|their|my|our|two|three|several|separate|various"
    r"|[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*){0,3}(?:['’]s|s['’]))\s+"
)
_PREPOSITION = re.compile(r"\b(?P<word>in|at|during|on|via|by|over|through)\s+", re.IGNORECASE)

_ADDS = word_set("with to at in from of on by for near outside between among aboard")
_DETERMINERS = word_set("a an the this that his her its their my our another one all some both")
_RECIPIENT = re.compile(r"[a-z][\w-]{2,}(?<!ou)(?<!s)s$")
BREAKS = word_set(
    """that which who whom whose what when while where why how whether if because although though
    but or so than as he she they it we i you is are was were be been being am has have had having
    do does did will would shall should may might can could must not never says said say saying
    tells told telling asked adds added denied denies claimed claims since until after before
    following amid despite against about regarding concerning without there these those them him
    us me"""
)
"""Words at which a clause of its own, or another topic than the saying, begins."""
_ENDS = word_set("late early earlier later last next this yesterday today tonight again then also")
_NOT_VERBS = word_set(
    """meeting briefing hearing evening morning united broadcasting opening building bleeding
    armed allied speaking talking writing addressing appearing testifying gathering posting
    recording filing ruling king ring wedding red bed need boxing racing engineering manufacturing
    banking breaking being published issued released posted televised recorded taped prepared
    emailed e-mailed written pre-recorded unsigned signed joint detailed televised scheduled
    wide-ranging hastily-arranged leaked rambling sworn so-called heated hour-long packed crowded
    advanced printing thing nothing something anything everything beijing spring during sibling
    exchanged dated closed widely-shared limited combined impassioned strongly-worded related
    unrelated seated handwritten typed filmed sting training housing monitoring fundraising
    screening planning closing crossing sitting offering chilling tearful moving rousing scathing
    stinging scolding blistering existing upcoming ongoing outgoing incoming sweeping dining""",
)
_VERBAL = re.compile(r"[a-z][a-z-]+(?:ed|ing)$")


RECIPIENTS = word_set(
    """reporters journalists lawmakers parliament congress lawyers press agency newspaper network
    channel television tv radio station broadcaster media magazine website supporters crowd audience
    officials mps senators delegates investors analysts police court jury judge committee panel
    house senate cabinet council government public world nation country comment inquiry enquiries
    telephone phone email e-mail online publicly here there residents followers fans staff
    employees students diplomats ministers leaders members colleagues aides capital city town
    responsibility program programme show outlet outlets news site blog page hall people viewers
    listeners readers headquarters airport courtroom scene office statement interview tweet tweets
    briefing conference speech rally hearing meeting debate event"""
)
"""Whom one tells, and where: what may stand between a cue and the date of the saying."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Where a text names an occasion. whole: with its preposition; noun: the noun phrase alone."""

    whole: Span
    noun: Span


def _is_verbal(word: str) -> bool:
    """Whether a word in small letters looks like a verb's form in -ed or -ing."""
    return bool(_VERBAL.match(word)) and word not in _NOT_VERBS


def is_plain(words: str) -> bool:
    """Whether words between the saying and its date or occasion open no clause of their own."""
    if re.search(r"[\x00“”\"();:]", words):
        return False
    tokens = TOKEN.findall(words)
    return len(tokens) <= MOST_BETWEEN and not any(
        token.casefold() in BREAKS or _is_verbal(token) for token in tokens
    )


def phrases(words: str, dated: Sequence[Span] = ()) -> list[Phrase]:
    """The occasions that a stretch of text names, in order, none overlapping another.

    dated: where date expressions stand in it, which end what is added to a noun.
    """
    found: list[Phrase] = []
    for opening in _PREPOSITION.finditer(words):
        if found and opening.start() < found[-1].whole.end:
            continue
        noun = _noun(words, opening.end(), opening["word"].casefold())
        if noun is not None:
            end = noun.end
            if not _MEDIUM.match(opening["word"]) or _SHOW.search(words, noun.start, noun.end):
                end = _with_additions(words, noun.end, dated)
            found.append(
                Phrase(Span(opening.start(), end), Span(noun.start, end)),
            )
    return found


def _noun(words: str, start: int, preposition: str) -> Span | None:
    """Determiner, at most six modifiers and the noun that names an occasion."""
    if preposition in {"on", "via", "over", "through"}:
        match = _ON.match(words, start) or (preposition == "on" and _TITLED.match(words, start))
        if match and _modifiers(match.group()):
            return Span(start, match.end())
        if preposition != "over":
            return None
    if preposition in {"by", "over"}:
        match = _BY.match(words, start)
        return Span(start, match.end()) if match else None
    if match := _BARE.match(words, start):
        return Span(start, match.end())
    determined = _DETERMINED.match(words, start)
    at = determined.end() if determined else start
    for taken in range(7):
        if head := _HEAD.match(words, at):
            if determined or words[start].isupper():
                return Span(start, head.end())
            return None
        token = TOKEN.match(words, at)
        if token is None or taken == 6 or not _modifiers(token.group()):
            return None
        blank = re.compile(r",?\s+").match(words, token.end())
        if blank is None or "\n" in blank.group():
            return None
        if blank.group().startswith(",") and not _SERIES.match(words, token.start()):
            return None
        at = blank.end()
    return None


def _modifiers(words: str) -> bool:
    """Whether all words may stand between a determiner and its noun."""
    return not any(
        token.casefold() in BREAKS | _ADDS or _is_verbal(token)
        for token in TOKEN.findall(_TITLE_WORDS.sub(r"\1 ", words))
    )


def _with_additions(words: str, end: int, dated: Sequence[Span]) -> int:
    """Where the noun phrase ends, its additions ("with the Gazette", "in Rell") taken along."""
    while (opened := re.compile(r"\s+([a-z]+)\s+").match(words, end)) and opened[1] in _ADDS:
        at, last, taken = opened.end(), None, 0
        first = TOKEN.match(words, at)
        if first is None or not _may_open(opened[1], first.group()):
            break
        while taken < LONGEST_ADDITION and (token := TOKEN.match(words, at)):
            word = token.group()
            if _closes(word, token.start(), dated, last is not None):
                break
            if word not in _DETERMINERS:
                last = token.end()
            taken += 1
            blank = re.compile(r"[ \t]+").match(words, token.end())
            if blank is None:
                break
            at = blank.end()
            if joined := re.compile(r"and\s+(?=[A-Z])").match(words, at):
                at = joined.end() if word[:1].isupper() else at
        if last is None:
            break
        if _OWNER.search(words, opened.end(), last):
            # "on Ann Roe's “Late Hour”": the title belongs to it, or neither does
            title = _TITLED.match(words, re.compile(r"\s*").match(words, last).end())  # type: ignore[union-attr]
            return title.end() if title else end
        end = last
    return end


def _may_open(preposition: str, word: str) -> bool:
    """Whether the first word after a preposition begins a noun phrase that adds to the occasion."""
    if preposition == "on":
        return word[:1].isupper()
    lowered = word.casefold()
    if lowered in _DETERMINERS or word[:1].isupper() or word[:1] in "@#":
        return True
    return (preposition == "of" and not _is_verbal(word)) or bool(_RECIPIENT.match(word))


def _closes(word: str, start: int, dated: Sequence[Span], begun: bool) -> bool:
    """Whether an addition ends before this word."""
    lowered = word.casefold()
    if word[:1].islower() and (lowered in BREAKS | _ADDS | {"and"} or _is_verbal(word)):
        return not (lowered in _DETERMINERS and not begun)
    if lowered in _ENDS:
        return True
    return any(span.start <= start < span.end for span in dated)
