"""The stock phrases and shapes by which a line tells that it is not the article.

Patterns only: takes one line, says what it resembles. What that is worth is weighed in
`hearsay.steps.boilerplate`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

TAIL = 40
"""Code points of the longest phrase that closes a line."""


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Patterns of one kind, told apart by where they may stand.

    opening: alternatives that begin with the line. closing: those that end with it, none longer
    than `TAIL`. anywhere: the others, looked for only in lines that hold one of `hints`, lower-case
    words of which each of them needs one: a line of prose seldom holds any, and to search it for
    all the alternatives would take ten times as long.
    """

    opening: re.Pattern[str] | None
    anywhere: re.Pattern[str] | None = None
    hints: tuple[str, ...] = ()
    closing: re.Pattern[str] | None = None

    def hold(self, line: str, lowered: str) -> bool:
        """Whether the line holds one of them; lowered: the line as `_lowered` gives it."""
        if self.opening is not None and self.opening.match(line):
            return True
        if self.closing is not None and self.closing.search(line, len(line.rstrip()) - TAIL):
            return True
        return (
            self.anywhere is not None
            and any(hint in lowered for hint in self.hints)
            and self.anywhere.search(line) is not None
        )


def _phrases(
    opening: str = "",
    anywhere: str = "",
    hints: str = "",
    closing: str = "",
    flags: re.RegexFlag = re.IGNORECASE,
) -> _Phrases:
    """The patterns compiled; hints are parted by bars."""
    return _Phrases(
        re.compile(opening, flags) if opening else None,
        re.compile(anywhere, flags) if anywhere else None,
        tuple(hints.split("|")),
        re.compile(closing, flags) if closing else None,
    )


def _lowered(line: str) -> str:
    """In lower case, with i for the letters that a pattern takes for i where case is ignored."""
    if line.isascii():
        return line.lower()
    return line.casefold().replace("i\u0307", "i").replace("\u0131", "i")


BIOGRAPHY = re.compile(
    r"^(?:[A-Z][\w.’'-]+ ){2,4}(?:is (?:an?|the) (?:\w+[ -]){0,5}(?:reporter|writer|journalist|"
    r"editor|correspondent|columnist|blogger|author|contributor|producer|fellow|freelance\w*|"
    r"analyst|professor)|(?:covers|writes (?:about|for)|reports on|joined|can be reached))\b"
)
# A line says of itself that it is not the article.
_STOCK: dict[str, _Phrases] = {
    "prompt": _phrases(
        r"^(?:scroll down|swipe|tap|click|view gallery|see gallery|launch (?:gallery|slideshow)|"
        r"enlarge|video loading|poll loading|loading|advertisement|advertising|sponsored|"
        r"story continues below|article continues below|continue reading|skip to|go to ?top|"
        r"back to top|watch (?:the video|below|now|video|:)|play video|please enable|"
        r"using a mobile|view on \w+|load more|show more|hide caption|toggle caption|"
        r"\[\+\] enlarge|print|e-?mail|share|tweet|save|comments?|facebook|twitter|pinterest|"
        r"google\+|linkedin|reddit|whatsapp|\d+ (?:shares?|comments?|views?|"
        r"mins? read))\b(?!.{60})",
    ),
    "invitation": _phrases(
        r"^(?:for more|to read more|read this (?:story|article)|warning: |graphic warning|"
        r"(?:please )?(?:follow|like) (?:us|me|him|her|the rest|@|our|"
        r"[A-Z][\w.-]+ (?:[A-Z][\w.-]+ )?(?:on|at) (?:twitter|facebook|instagram))|"
        r"have (?:something|anything|a (?:story|tip))|do you (?:have|know|agree|think)|"
        r"what do you think|(?:tell|let) us\b|join the|sign up|subscribe|get (?:the|our) "
        r"|download|register|visit our|check out|don.t (?:miss|forget)|share (?:this|your)|"
        r"send (?:us|your|tips)|got a (?:tip|story)|leave a (?:comment|reply)|add a comment|"
        r"comments are|sorry.{0,20}comments|this is an? (?:breaking|developing)|"
        r"stay (?:tuned|with)|more to come|follow our|connect with)",
        r"\btell us (?:how|what|in)\b|\bin the comments\b|\b(?:follow|like) (?:us|me|him|her) on\b|"
        r"(?:follow|on twitter|contact).{0,60}@\w+\s*\.?$",
        "tell us |in the comments|follow |like us|like me|like h|@",
    ),
    "related": _phrases(
        r"^\W*(?:l?related|see (?:also|more|all|video|photos?|pics|it)|also (?:read|see|on|watch)|"
        r"read (?:more|also|next|the full|full)|more|more (?:on|from|about|in)(?: (?:this|the|"
        r"our))?|"
        r"on this topic|from the archives?|previous (?:story|post|article)|next (?:story|post|"
        r"article|up)|latest (?:from|news|stories|on)|most (?:read|popular|viewed)|popular|"
        r"trending|"
        r"recommended|check also|you (?:may|might) also|don.t miss|top stories|"
        r"(?:complete|full|special) coverage|photos?|pics?|pictures|videos?|gallery|slideshow|"
        r"watch|"
        r"listen|poll|recent posts|tags?|topics?|filed under|in pictures|must (?:read|see)|"
        r"nation & world|editor.s (?:picks|choice)|what others are|sponsored|promoted|"
        r"digital feature|profile|analysis|opinion|live|live blog|timeline|infographic|explainer)"
        r"(?:\s+(?:stories|story|coverage|articles?|links?|news|posts?|content|roundup|topics?|"
        r"video|items))?\s*(?:[:|\-–—>»]|$)",
    ),
    "credit": _phrases(
        r"\W{0,2}(?:photo|image|images|picture|pictures|photos|video|source|credit|via|h/t|"
        r"photograph)\b[^.]{0,50}(?::|\bby\b|\bvia\b|\bfrom\b|\bof\b)|"
        r"(?:cen|europics|rex|getty|ap|pa|afp|reuters)\W{0,8}\s{2,}\S",
        r"/ ?(?:getty|reuters|ap|afp|epa)\b|(?:photo|image|picture|video)s?(?: credit)?:|"
        r"\bphoto by\b|©|image (?:credit|courtesy|via|from)|"
        r"[a-z]\.(?:Reuters|AP|AFP|Getty|Facebook|Twitter)\b",
        "/getty|/ getty|/reuters|/ reuters|/ap|/ ap|/afp|/ afp|/epa|/ epa|photo|image|"
        "picture|video|©|.reuters|.ap|.afp|.getty|.facebook|.twitter",
        r"\b(?:getty(?: images)?|reuters|ap(?: photo)?|afp|epa|shutterstock|istock|flickr|"
        r"corbis|rex(?: features)?|youtube(?:\.com)?|twitter|facebook|instagram|wikimedia|"
        r"associated press|screengrab|screenshot|barcroft|europics|cen|splash|wireimage|"
        r"file photo|handout|courtesy)\)?\]?\s*$",
    ),
    "shown": _phrases(
        "",
        r"\((?:left|right|above|below|pictured|centre|center|top|bottom|l|r|file|seen)\b[^)]*\)|"
        r"\b(?:is|are|was|were) (?:pictured|seen (?:here|in (?:a|an|this)))\b|"
        r"\bpictured (?:above|left|right|here|with|in|at|together)\b|\bin this (?:undated|"
        r"file|photo"
        r"|image|\w+\.? \d+)|\b(?:file|undated|handout) (?:photo|image|picture)|"
        r"\ba (?:still|screengrab|screen ?shot|image|photo|picture) (?:from|of|taken)\b",
        "(|pictured|seen |in this |photo|image|picture|a still|a screen",
    ),
    "staff": _phrases(
        r"contributing\s*:|(?:additional|further|extra)? ?(?:reporting|writing|editing|edited|"
        r"written|reported|compiled) (?:by|from)\b|(?:edited|reporting) by\b|"
        r"\W?with (?:agencies|reporting|inputs?)|to (?:contact|reach)\b|contact\b.{3,80}@|"
        r"about (?:the )?(?:author|admin)|by the (?:numbers|author)|"
        r"(?:edit|editor.s note|correction|clarification|disclosure|update|note)\s*:",
        r"\b(?:contributed|contributing)\b.{0,20}(?:to|:)\s*(?:this|the)\b.{0,10}(?:report|story|"
        r"article|piece)|\bwith files from\b|\breported from\b.{0,120}\bwr(?:ote|itten)\b|"
        r"[\w.]+@[\w.-]+\.\w{2,}\W*$|"
        r"\((?:reporting|editing|writing|additional reporting) by\b",
        "contribut|with files|reported from|@|(reporting|(editing|(writing|(additional",
    ),
    "biography": _Phrases(BIOGRAPHY),
    "legal": _phrases(
        r"this (?:article|story|post) (?:was |has been |is |originally |first )",
        r"\bcopyright\b|all rights reserved|\bcookies?\b|privacy policy|terms (?:of|and)|ts&cs|"
        r"may not be (?:published|reproduced)|data protection|appeared first on|"
        r"(?:originally|first) (?:appeared|published) (?:on|in|at|by)|\bnewsletter|"
        r"daily (?:email|briefing)|javascript|high quality global journalism",
        "copyright|all rights|cookie|privacy|terms |ts&cs|may not be|data protection|"
        "appeared|published|newsletter|daily |javascript|high quality",
    ),
    "code": _phrases(
        r"<|\s*//",
        r"[{};]\s*$|\b\w{1,60}+\(['\"].*\)|createExperiences|mboxCreate|&\w+;",
        "{|}|;|('|(\"|createexperiences|mboxcreate",
    ),
    "address": _phrases(
        r"^(?:https?://\S+|(?:[\w-]+\.)+(?:com|org|net|co\.uk|tv|info|gov|edu)(?:/\S*)?)$"
    ),
    "signed": _phrases(
        r"^\s*(?:(?:[–—-]{1,2}\s?|[Bb]y |\(|\[)(?:(?:[A-Z][\w.’'-]+|AP|AFP) ?){1,4}[)\]]?|"
        r"(?:[A-Z][\w.’'-]+ ?){2,4})$",
        flags=re.NOFLAG,
    ),
    "agency": _phrases(
        r"^\W*(?:reuters|afp|ap|upi|pti|ians|ani|uni|dpa|xinhua|bbc|cnn|agencies)(?:/\w+)*\W*$",
    ),
    "date": _phrases(
        r"^\W*(?:(?:updated|published|posted|last)\b.{0,20})?(?:\w{3,9}\.? \d{1,2},? \d{4}|"
        r"\d{1,2} \w{3,9}\.?,? \d{4}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})(?:.{0,25})$",
    ),
    "menu": _phrases(
        r"^[^.!?]*(?:\s/\s|\s[|»›>]\s)[^.!?]*(?:(?:\s/\s|\s[|»›>]\s)|$)", flags=re.NOFLAG
    ),
}
# A heading after which other stories are listed until the article goes on.
HEADING = re.compile(
    r"^\W*(?:l?related(?: (?:stories|coverage|articles?|links?|news|posts?|content))?|"
    r"more(?: (?:on|from|in) .{0,30})?|on this topic|from the archives?|in [A-Z &]{4,40}|"
    r"check also|latest (?:from|news|stories).{0,20}|most (?:read|popular|viewed).{0,15}|"
    r"don.t miss|previous (?:story|post|article)|next (?:story|post|article)|sign up now|"
    r"about (?:admin|(?:the )?author)|recommended.{0,20}|you (?:may|might) also.{0,20}|"
    r"see all.{0,20}|read more|also read|trending.{0,15}|top stories|recent posts|c?comments|"
    r"view gallery|\d+|nation & world|share this.{0,15}|leave a (?:reply|comment)|"
    r"subscribe.{0,25}|also on .{0,20})\W*$",
    re.IGNORECASE,
)
# Lines that no regression needs to weigh: each alternative was right on every line of the gold and
# of the labelled bodies that it matches.
_SURE = _phrases(
    r"\W?(?:contributing\s*:|(?:additional |further |extra )reporting by|edited by|reporting by|"
    r"with (?:files from|agencies\b)|to contact the (?:\w+ )?(?:reporter|editor|writer)|"
    r"to reach .{3,60}@|contact .{3,60}@)|"
    r"\W*(?:scroll down for|(?:video|poll) loading|advertisement\W*$|continue reading\b.{0,30}$|"
    r"view gallery\b|\[\+\] ?enlarge|please enable java|story continues below|go to ?top\W*$|"
    r"have something to add to this|sorry,? we are not currently)|"
    r"\W*l?(?:related|see also|also read|read more|read also|more|see video|"
    r"recommended)(?: \w+)?:|"
    r"(?:photo|image|picture|photos|images|pictures)(?: credit)?s?:|"
    r"\W*(?:image|photo|picture)s? (?:credit|courtesy|via)\b|"
    r"(?:(?:\w+day,? )?(?:\w{3,9}\.? \d{1,2},?|\d{1,2} \w{3,9}\.?,?) (?:19|20)\d\d|"
    r"\d+ mins? read)$|"
    r"(?:brightcove|mboxcreate|googletag|window|document|var)\b.*[;)]\s*$|<!--|"
    r"(?:europics|cen|rex|getty|ap|pa|afp|reuters|epa|barcroft)\b\W{0,2}(?:\[\w+\])?\s{2,}\S",
    r"\bcontributed to (?:this|the) (?:\w+ )?(?:report|story|article|piece)\b|"
    r"\bappeared first on\b|\ball rights reserved\b|\bmay not be (?:published|reproduced|"
    r"redistributed)|\buses? cookies\b|\bts&cs\b|"
    r"\bfollow (?:[A-Z@][\w.@’'-]* ){1,3}(?:\(@\w+\) )?on (?:Twitter|Facebook|Instagram)\b|"
    r"/ ?getty images\W*$|\(photo: [^)]*\)$",
    "contributed to|appeared first|all rights|may not be|cookies|ts&cs|follow |"
    "getty images|(photo: ",
)
# Script that a scraper glued to the end of a paragraph says nothing about the paragraph.
SCRIPT = re.compile(r"(?<=\S)\s{2,99}+[\w.$]{1,80}+\((?:function|['\"{]).*$")
ADDRESS = re.compile(r"^(?:[\w.+-]+@)?(?:https?://\S+|(?:[\w-]+\.)+[a-z]{2,4}(?:/\S*)?)$")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.)"
)
# Captions say when they were taken and go without a full stop: all five such lines of eight words
# or more in 1,683 scraped articles are captions.
DATED = re.compile(rf"(?:{_MONTH} \d{{1,2}},|\b\d{{1,2}} {_MONTH},?) (?:19|20)\d\d$")
DASHED = re.compile(r"^- .{1,60} -$")
TWEET = re.compile(r"pic\.twitter\.com|https?://t\.co|\(@\w+\)|#\w{3,}|^\W{0,3}@\w+ ")
TWEETED = re.compile(
    r"^\W{0,3}[—–-]{1,2}\s?.{1,60}\(@\w+\)|\(@\w+\)[,;]? (?:January|February|March|April|May|June|"
    r"July|August|September|October|November|December) \d"
)
# A full stop, if need be before the agency in brackets that wires print after the last sentence.
FINAL = re.compile(r"[.!?][\"”’'»)\]]*(?:\s?[(\[][A-Z][\w/ .&-]{1,24}[)\]])?$")
QUOTED = re.compile(r"^[\"“‘'«]")
LABELLED = re.compile(r"^[\"“‘']?[A-Z][\w’'.,!? -]{1,38}[:?…]{1,2}['’”]? ['‘“\"]?[A-Z]")
# What a paper says of itself under its name ("The voice of Vessmark since 1951", "Est. 1888"), and
# the slug that a wire puts above the headline ("XWA-RELL-FLOOD/2 (UPDATE 1)"). A headline with
# "since 1951" compares ("the worst flood since 1951"). Of the 1,916 texts at hand the one names two
# mastheads and the other one slug, all of the demo's.
MASTHEAD = re.compile(
    r"(?!.*\b(?:\w+est|worst|most|least|first|record|only)\b.* since)"
    r"(?:(?i:est\.?|estd\.?|established|founded)(?: in)? (?:1[5-9]|20)\d\d|"
    r"(?i:the|your|our|serving|informing|proudly)\b[^,;:?!]{0,60} (?i:since) (?:1[5-9]|20)\d\d)"
    r"\W*$|"
    r"[A-Z][A-Z0-9]*(?:[-/][A-Z0-9]+){2,}(?: ?\([^()a-z]*\))*$"
)
ASKED = re.compile(r"^(?:What|Where|Who|Why|When|How|Will|Is|Are|Can|Did|Does)\b[^.]*\?$")
WORD = re.compile(r"[\w’'-]+")
SPEECH = re.compile(
    r"\b(?:said|says|told|added|according to|reported|reports|announced|claimed|denied|tweeted)\b"
)
GLUED = re.compile(r"[a-z]{3}\.?[A-Z][a-z]{2,}|[a-z]{2}(?:AUG|SEPT|OCT|NOV|DEC|JAN|FEB)\.")


def stock_phrases(line: str) -> frozenset[str]:
    """Names of the kinds of stock phrase that the beginning of a line holds."""
    beginning = line[:600]
    lowered = _lowered(beginning)
    return frozenset(name for name, known in _STOCK.items() if known.hold(beginning, lowered))


def surely(line: str) -> bool:
    """Whether a line says plainly that it is not the article."""
    return _SURE.hold(line, _lowered(line))
