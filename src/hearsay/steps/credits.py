"""Who published an article, and whose reporting it credits for the story as a whole.

Takes the text, its lines and its dateline; gives the outlet and the origins, each with the words it
was read from. A name counts as an outlet's own where the text speaks in its name ("told X", "X's A
contributed to this report", "X cannot verify"); as an origin where it is credited at the foot, in
the dateline, or near the head as the one that reported the story. Passing credits inside the story
are left to attribution.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hearsay.steps.dateline import Dateline, Found
from hearsay.steps.outlets import NAME, is_agency, outlet_in, plain, same_outlet
from hearsay.types import Span

# How far into the article (code points) a credit speaks for the story as a whole. Origins F1 on
# gold/articles/train: 0.885 at 300, 0.897 at 600, 750 and 900, 0.852 at 1200.
HEAD = 750

_Rules = tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]


def _hinted(*rules: tuple[str, str]) -> _Rules:
    """Patterns, each with the words of which its matches hold one, parted by bars.

    A name can begin at any word, so that to search a line for a name with something behind it is
    dear; hardly any line holds the words that such a rule asks for. No hint: always searched.
    """
    return tuple(
        (re.compile(rule), tuple(hints.split("|")) if hints else ()) for rule, hints in rules
    )


def _matches(rules: _Rules, words: str) -> Iterator[re.Match[str]]:
    """All matches of some rules in a line, rule by rule."""
    for rule, hints in rules:
        if not hints or any(hint in words for hint in hints):
            yield from rule.finditer(words)


_SELF = _hinted(
    (
        rf"appeared first on (?P<name>{NAME})\.?\s*$",
        "appeared first on",
    ),
    (
        rf"(?:^|[.!?”\"] )(?P<name>{NAME})[’']s? [A-Z][^.]{{2,160}} contributed to (?:this|the)\b",
        "contributed to",
    ),
    (
        rf"^(?P<name>{NAME}) contributed to this\b",
        "contributed to",
    ),
    (
        rf"\brequests? (?:for|to) comment (?:from|by) (?P<name>{NAME})",
        "comment",
    ),
    (
        rf"(?P<name>{NAME})[’'](?:s )?\s?requests? for (?:a )?comment",
        "comment",
    ),
    (
        rf"(?P<name>{NAME}) (?:could not|cannot|can not|can't|has not|hasn't|was not able to|was "
        rf"unable to|is unable to|has been unable to)(?: yet)? (?:independently|immediately )?\s?"
        rf"(?:verif|confirm|authenticat)",
        "verif|confirm|authenticat",
    ),
    (
        rf"(?P<name>{NAME}) (?:has learned|understands|is told|reached out to|has reached out to|"
        rf"has contacted|contacted|has asked|has seen)\b",
        "has learned|understands|is told|reached out to|contacted|has asked|has seen",
    ),
    (
        rf"\b(?:Additional|Further) reporting by (?P<name>{NAME})\W*$",
        "reporting by",
    ),
    (
        rf"©\s?(?:20\d\d )?(?P<name>{NAME})",
        "©",
    ),
    (
        rf"[Cc]opyright (?:©\s?)?(?:20\d\d,? )?(?:by )?(?P<name>{NAME})",
        "opyright",
    ),
    (
        rf"\breport by (?:the )?(?P<name>{NAME}), it[’']s",
        "report by ",
    ),
    (
        rf"(?:reports|reported by) (?P<name>{NAME})\W*(?:Bureau|Correspondent|Desk|Monitoring)",
        "Bureau|Correspondent|Desk|Monitoring",
    ),
)
# "... in recent months, reports X": X's own teasers and subheads end so.
_TEASER = re.compile(rf"(?:…|\.\.+|,) ?reports (?P<name>{NAME})$")
_HOUSE_BYLINE = re.compile(
    rf"^(?P<name>{NAME})[’']s [A-Z][\w.’-]+ [A-Z][\w.’-]+(?:,| (?:and|reported) )"
)
_TOLD = re.compile(
    rf"\b(?:told|tells|wrote to|letter to|interview with|email to|e-mail to|statement to|"
    rf"confirmed to|acknowledged to|admitted to|explained to|referred|sent|spoke to|spoke with|"
    rf"speaking to|comments? to) (?P<name>{NAME})"
)
_DESCRIBED = (
    r"(?:(?:[A-Z]\w+ )?(?:news ?)?(?:paper|newspaper|news agency|agency|website|news site|site|"
    r"channel|tabloid|magazine|daily|broadcaster|news outlet|outlet|blog) )?"
)
_REPORTED = _hinted(
    (
        rf"\b(?:[Aa]ccording|[Ss]peaking) to (?:an? )?(?:reports? (?:by|from|in|on) )?"
        rf"(?:an? (?:\w+ ){{0,2}}(?:report|story) (?:by|from|in|on) )?{_DESCRIBED}(?P<name>{NAME})",
        "ccording to |peaking to ",
    ),
    (
        rf"(?P<name>{NAME})(?:,[^,.]{{3,60}},)? (?:first |also |previously |has )?(?:reported|"
        rf"reports|revealed|reveals|writes (?:about|that)|said in a report|broke the)\b",
        "reported|reports|reveal|writes |said in a report|broke the",
    ),
    (
        rf"(?:report(?:s|ed|ing)?|revealed|published|story|article|exclusive|scoop|investigation) "
        rf"(?:Thursday |Friday |Monday |Tuesday |Wednesday |Saturday |Sunday )?"
        rf"(?:first )?(?:by|in|from|on) {_DESCRIBED}(?P<name>{NAME})",
        "report|revealed|published|story|article|exclusive|scoop|investigation",
    ),
    (
        rf"\b(?:reports?|reported) {_DESCRIBED}(?P<name>{NAME})(?= ?[.,]|$)",
        "report",
    ),
    (
        rf"(?P<name>{NAME}) (?:obtained|published|quoted|cited)\b",
        "obtained|published|quoted|cited",
    ),
    (
        rf"\b(?:told|tells) (?:the )?(?:\w+ )?(?:paper|newspaper|tabloid|news agency|website|"
        rf"news site|broadcaster) (?P<name>{NAME})",
        "paper|tabloid|news agency|website|news site|broadcaster",
    ),
    (
        rf"\b(?:leak to|obtained by|quoted by|cited by|tweeted by) (?P<name>{NAME})",
        "leak to|obtained by|quoted by|cited by|tweeted by",
    ),
    (
        rf"\b[Cc]ourtesy of (?P<name>{NAME})[’']",
        "ourtesy of ",
    ),
    (
        rf"(?:^|[.!?] )From (?P<name>{NAME}):",
        "From ",
    ),
    (
        rf"\((?:[Vv]ia|VIA|h/t|H/T) (?P<name>{NAME})",
        "(via |(Via |(VIA |(h/t |(H/T ",
    ),
    (
        rf"\b[Aa]s (?P<name>{NAME}) (?:notes|noted|points out|pointed out|explains|explained)\b",
        "notes|noted|points out|pointed out|explain",
    ),
)
_WHOLE = _hinted(
    (
        rf"\b(?:first|originally) (?:reported|revealed|published|appeared|broken) "
        rf"(?:\w+ )?(?:by|in|on|at) (?P<name>{NAME})",
        "first |originally ",
    ),
    (
        rf"(?P<name>{NAME}) (?:was the )?first (?:to report|reported|revealed)\b",
        "first to report|first reported|first revealed",
    ),
    (
        rf"\b(?:[Aa]dditional|[Ff]urther|[Ee]xtra) reporting by (?P<name>{NAME})\W*$",
        "eporting by ",
    ),
    (
        rf"\b[Ww]ith (?:files|reporting|inputs?|information|material|additional reporting) "
        rf"(?:from|by) (?P<name>{NAME}|agencies|wire reports|wires)\W*$",
        "ith files|ith reporting|ith input|ith information|ith material|ith additional reporting",
    ),
    (
        rf"^\W?[Ww]ith (?P<name>{NAME}|agencies|wire reports|wires)\W*$",
        "ith ",
    ),
    (
        rf"(?:^|\band |, )(?P<name>(?:The )?{NAME}) contributed to (?:this|the)\b",
        "contributed to",
    ),
    (
        rf"^Contributing: (?P<name>{NAME})",
        "Contributing: ",
    ),
    (
        rf"^(?P<name>{NAME}), with files from",
        "with files from",
    ),
    (
        rf"^\W*(?:[Ss]ource|SOURCE|[Vv]ia|VIA|[Hh]/[Tt])s?:? (?P<name>{NAME})\W*$",
        "",
    ),
    (
        rf"\[(?:h/t |via |Via )?(?P<name>{NAME})\]\W*$",
        "]",
    ),
    (
        rf"^(?:Click (?:here )?for more from|Read more at|Read the full (?:story|article) at) "
        rf"(?P<name>{NAME})",
        "",
    ),
    (
        rf"\bmore (?:here )?(?:at|from) (?P<name>{NAME})\.?$",
        "more at|more from|more here",
    ),
)
_FOOT_NAMES = re.compile(
    r"^[\[(–—-]*\s?(?:Source: )?"
    r"(?P<names>[A-Z][\w.’' -]{1,30}(?:\s?[/,&]\s?[A-Z][\w.’' -]{1,30}){0,3})\s?"
    r"[\])]?\.?$"
)
_CLOSING = re.compile(rf"[.!?”\"’')]\s?[(\[](?P<name>{NAME})[)\]](?=\W*$| [A-Z])")
_MAIL = re.compile(r"[\w.+-]{1,64}+@(?P<host>[\w-]+(?:\.[\w-]+)+)")
_HOSTS = {
    "ft.com": "Financial Times", "bloomberg.net": "Bloomberg", "bloomberg.com": "Bloomberg",
    "theguardian.com": "The Guardian", "bbc.co.uk": "BBC", "bbc.com": "BBC", "cnn.com": "CNN",
    "edition.cnn.com": "CNN", "nytimes.com": "The New York Times", "reuters.com": "Reuters",
    "washingtonpost.com": "The Washington Post", "wsj.com": "The Wall Street Journal",
    "telegraph.co.uk": "The Telegraph", "dailymail.co.uk": "Daily Mail", "foxnews.com": "Fox News",
    "independent.co.uk": "The Independent", "aljazeera.com": "Al Jazeera", "apnews.com": "AP",
    "mirror.co.uk": "Mirror", "thesun.co.uk": "The Sun", "usatoday.com": "USA Today",
    "latimes.com": "Los Angeles Times", "nydailynews.com": "New York Daily News",
    "nypost.com": "New York Post", "huffingtonpost.com": "The Huffington Post", "npr.org": "NPR",
    "abcnews.go.com": "ABC News", "cbsnews.com": "CBS News", "nbcnews.com": "NBC News",
    "time.com": "Time", "vox.com": "Vox", "slate.com": "Slate", "buzzfeed.com": "BuzzFeed",
    "mashable.com": "Mashable", "businessinsider.com": "Business Insider", "dawn.com": "Dawn",
}  # fmt: skip
_FREE_MAIL = re.compile(r"^(?:gmail|yahoo|hotmail|outlook|aol|icloud|protonmail)\.")
_TITLE_TAIL = re.compile(rf" [-–—|] (?P<name>{NAME})$")


@dataclass(slots=True)
class _Named:
    """Where and how one name of the press is used."""

    said: str
    own: list[str] = field(default_factory=list)
    told: list[tuple[int, str]] = field(default_factory=list)
    lent: list[tuple[int, str]] = field(default_factory=list)
    reported: list[tuple[int, str]] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Credits:
    """The outlet and the origins, each with its evidence."""

    outlet: Found | None
    origins: tuple[Found, ...]


def host_name(url: str) -> str | None:
    """A readable name for the host of an address: a known outlet's, else the host itself."""
    match = re.match(r"(?:[a-z]+://)?(?:www\d?\.|m\.|mobile\.|amp\.)?([\w.-]+)", url.casefold())
    if not match or "." not in match[1]:
        return None
    return _HOSTS.get(match[1], match[1])


def credits(
    text: str,
    spans: Sequence[Span],
    body: Sequence[Span],
    headed: Dateline | None,
    *,
    title: str | None,
    url: str | None,
) -> Credits:
    """Outlet and origins of one article.

    spans: all non-blank lines; body: those that are not boilerplate.
    """
    names: dict[str, _Named] = {}

    def note(match: re.Match[str], group: str = "name") -> _Named | None:
        said = outlet_in(match[group])
        if said is None:
            return None
        named = names.setdefault(same_outlet(said), _Named(said))
        if is_agency(said) and len(plain(said)) > len(plain(named.said)):
            named.said = said
        return named

    in_body = set(body)
    start = body[0].start if body else 0
    foot = {*spans[-3:]}
    begun = False
    for line in spans:
        words = line.of(text)
        begun = begun or (line in in_body and len(words.split()) >= 14)
        around = line not in in_body
        for match in _matches(_WHOLE, words):
            if named := note(match):
                named.whole.append(match.group().strip())
            elif plain(match["name"]) in ("agencies", "wire reports", "wires"):
                names.setdefault("agencies", _Named(match["name"])).whole.append(words)
        if (line in foot or around) and len(words) <= 60 and (signed := _FOOT_NAMES.match(words)):
            for part in re.split(r"\s?[/,&]\s?", signed["names"]):
                if (said := outlet_in(part)) and said == part and is_agency(said):
                    names.setdefault(same_outlet(said), _Named(said)).whole.append(words)
        for match in _CLOSING.finditer(words) if not around else ():
            if outlet_in(match["name"]) == match["name"] and (named := note(match)):
                named.whole.append(match.group().strip())
        if teaser := _TEASER.search(words):
            if named := note(teaser):
                named.own.append(teaser.group().strip())
            continue
        if around and not begun and outlet_in(words) == words and not is_agency(words):
            names.setdefault(same_outlet(words), _Named(words)).own.append(words)
        for match in _matches(_SELF, words):
            if (named := note(match)) and not is_agency(named.said):
                named.own.append(match.group().strip())
        if around:
            continue
        for match in _TOLD.finditer(words):
            named = note(match)
            if named and re.match(r"[’']s? [A-Z]", words[match.start("name") + len(named.said) :]):
                # "told X's A" is how others speak of X
                named.lent.append((line.start + match.start() - start, match.group()))
            elif named:
                named.told.append((line.start + match.start() - start, match.group()))
        for match in _matches(_REPORTED, words):
            if named := note(match):
                named.reported.append((line.start + match.start() - start, match.group()))

    outlet = _outlet(text, spans, names, headed, title=title, url=url)
    own = same_outlet(outlet.value) if outlet else None
    return Credits(outlet, _origins(names, own, headed))


def _outlet(
    text: str,
    spans: Sequence[Span],
    names: dict[str, _Named],
    headed: Dateline | None,
    *,
    title: str | None,
    url: str | None,
) -> Found | None:
    for line in spans[-6:]:
        if match := re.search(rf"appeared first on (?P<name>{NAME})", line.of(text)):
            return Found(match["name"].strip(" ."), match.group())
    if (
        headed
        and headed.agency
        and (not is_agency(headed.agency) or plain(headed.agency) in ("upi", "xinhua"))
    ):
        return Found(headed.agency, headed.span.of(text).strip())
    if title and (match := _TITLE_TAIL.search(title)) and (said := outlet_in(match["name"])):
        return Found(said, title)
    own = {key: named for key, named in names.items() if named.own and key not in _UNSAID}
    if own:
        best = max(own.values(), key=lambda n: (len(n.own), len(n.told), -len(n.reported), n.said))
        return Found(best.said, best.own[0])
    for line in spans[-4:]:
        if (match := _HOUSE_BYLINE.match(line.of(text))) and (said := outlet_in(match["name"])):
            return Found(said, match.group())
    hosts = Counter(
        match["host"].casefold()
        for line in (*spans[:2], *spans[-4:])
        for match in _MAIL.finditer(line.of(text))
        if not _FREE_MAIL.match(match["host"].casefold())
    )
    if hosts:
        host = max(hosts, key=lambda h: (hosts[h], h)).strip(".")
        return Found(_HOSTS.get(host, host), host)
    told = sorted(
        (n for n in names.values() if n.told and not (n.reported or n.lent or n.whole)),
        key=lambda n: (-len(n.told), n.said),
    )
    # "told X" is X itself where it keeps saying so, or where no other press is in the text at all
    if told and not is_agency(told[0].said):
        best = told[0]
        rivals = max((len(n.told) for n in told[1:]), default=0)
        if len(names) == 1 or (len(best.told) >= 2 and len(best.told) > rivals):
            return Found(best.said, best.told[0][1])
    if url and (name := host_name(url)):
        return Found(name, url)
    return None


_UNSAID = frozenset({"agencies"})


def _origins(
    names: dict[str, _Named], own: str | None, headed: Dateline | None
) -> tuple[Found, ...]:
    found: dict[str, Found] = {}
    if headed and headed.agency and is_agency(headed.agency) and same_outlet(headed.agency) != own:
        found[same_outlet(headed.agency)] = Found(headed.agency, f"({headed.agency})")
    others = sorted(
        ((key, named) for key, named in names.items() if key != own), key=lambda pair: pair[0]
    )
    for key, named in others:
        if named.whole:
            found.setdefault(key, Found(named.said, named.whole[0]))
    for key, named in others:
        near = [words for at, words in named.reported if at <= HEAD]
        if near or len(named.reported) >= 3:
            found.setdefault(key, Found(named.said, (near or [named.reported[0][1]])[0]))
    if not found and own is None:
        for key, named in others:
            quoted = is_agency(named.said) or bool(named.reported)
            # beside a plain "told X", "told X's A" may well be X's own words
            taken = named.lent + named.told if quoted else named.lent * (not named.told)
            if taken:
                found.setdefault(key, Found(named.said, taken[0][1]))
    return tuple(found[key] for key in sorted(found))
