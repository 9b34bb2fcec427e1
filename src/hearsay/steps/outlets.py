"""Names of news agencies and outlets, and how a text spells the ones no table knows.

Takes words of a text, says whether they name an agency or an outlet. The tables are general
knowledge, open to additions; what is in none of them is told by its shape ("... News", "... Times",
a host name, inner capitals) and only where a cue of reporting stands beside it.
"""

from __future__ import annotations

import re

AGENCIES = frozenset(
    {
        "ap", "associated press", "afp", "agence france presse", "agence france-presse", "reuters",
        "thomson reuters", "upi", "united press international", "pti", "press trust of india",
        "ians", "ani", "uni", "dpa", "efe", "xinhua", "tass", "itar-tass", "ria novosti",
        "interfax", "kyodo", "yonhap", "kcna", "anadolu", "anadolu agency", "irna", "isna", "fars",
        "tasnim", "mehr", "press association", "pa", "pa media", "canadian press", "the cp", "aap",
        "australian associated press", "bloomberg", "bloomberg news", "ansa", "belga", "app", "nan",
        "news agency of nigeria", "agencies", "agency reports", "wire reports", "wire services",
        "cen", "central european news", "europics", "sana", "wafa", "petra", "saba", "rfe/rl",
        "radio free europe", "radio free europe/radio liberty", "voice of america", "voa",
        "mcclatchy", "tribune news service", "news wires", "newswires",
    }
)  # fmt: skip

_OUTLETS = """
    7 news, 9to5mac, abc, abc australia, abc news, age, al arabiya, al jazeera, al mayadeen,
    al-akhbar, al-arabiya, al-jazeera, al-manar, al-monitor, appleinsider, ars technica,
    arutz sheva, asahi shimbun, atlantic, australian, bbc, bbc hausa, bbc news, bild, blaze,
    bosnia today, boston globe, boston herald, breitbart, breitbart news, business insider,
    buzzfeed, buzzfeed news, cbc, cbc news, cbs, cbs news, channel 4, channel 4 news,
    channel newsasia, channels tv, chicago tribune, china daily, chosun ilbo,
    christian science monitor, cnbc, cnet, cnn, consumerist, corriere della sera, ctv, ctv news,
    daily beast, daily caller, daily dot, daily express, daily mail, daily mirror, daily news,
    daily nk, daily record, daily star, daily telegraph, daily trust, dailymail.com,
    dallas morning news, dawn, deadline, deadspin, denver post, der spiegel, detroit free press,
    detroit news, deutsche welle, die zeit, digitimes, drudge report, dw, e online, e! news,
    economist, edinburgh evening news, el mundo, el nuevo herald, el pais, el universal, engadget,
    entertainment weekly, espn, espn.com, euronews, evening standard, express tribune,
    financial times, forbes, foreign policy, fortune, fox, fox news, foxnews.com, france 24,
    france24, ft, gawker, geo news, gizmodo, global news, global times, globe and mail,
    golf channel, golf digest, granma, guardian, haaretz, herald sun, hill, hindu,
    hindustan times, hollywood life, hollywood reporter, houston chronicle, huffington post,
    huffpost, ibtimes, ibtimes uk, independent, indian express, infowars, inquisitr, intercept,
    international business times, israel hayom, itv, itv news, izvestia, jerusalem post, jezebel,
    kansas city star, khaama press, kommersant, korea herald, kotaku, la repubblica, la times,
    le figaro, le monde, liberation, live science, local, los angeles times, macrumors,
    mail on sunday, mail online, mailonline, mashable, mediaite, metro, metro uk, metro.co.uk,
    miami herald, milenio, mirror, moscow times, msn, msnbc, national geographic, national post,
    nbc, nbc news, ndtv, new york daily news, new york magazine, new york post, new york times,
    new yorker, new zealand herald, news, news.com.au, newsday, newsweek, nine news, npr, nt news,
    observer, ottawa citizen, page six, pajhwok, pbs, people, people magazine, people's daily,
    perez hilton, philadelphia inquirer, politico, post, pravda, premium times, press tv, proceso,
    propublica, quartz, radar online, re/code, recode, reforma, roll call, rolling stone, rt,
    rudaw, russia today, sahara reporters, salon, san francisco chronicle, scotsman, scottish sun,
    seattle times, shanghaiist, siberian times, site intelligence group, sky, sky news, slate,
    snopes, snopes.com, south china morning post, space.com, spiegel, sports illustrated,
    star tribune, straits times, sun, sunday express, sunday mirror, sunday telegraph,
    sunday times, sydney morning herald, techcrunch, telegraph, telemundo, telesur, theblaze,
    thisday, time, time magazine, times, times of india, times of israel, tmz, tolo news,
    toronto star, toronto sun, tvnewser, univision, upworthy, us weekly, usa today, vanguard,
    vanity fair, variety, verge, vice, vice news, vocativ, vox, vox.com, wa today,
    wall street journal, washington post, winnipeg free press, wired, wsj, yahoo, yahoo news,
    ynet, yomiuri shimbun, zdnet
"""

_SHAPE = re.compile(
    r"(?:\b(?:News|Times|Post|Mail|Telegraph|Herald|Tribune|Journal|Gazette|Chronicle|Observer|"
    r"Examiner|Inquirer|Courier|Dispatch|Globe|Monitor|Radio|Television|TV|Magazine|Newspaper|"
    r"Weekly|Daily|Online|Beast|Reporter|Broadcasting|Press|News Agency|Today)|"
    r"[A-Za-z0-9]\.(?:com|co\.uk|org|net|com\.au|tv|ru|cn))$|^(?:Radio|Daily|BBC|CNN|CBS|ABC|NBC|"
    r"Fox|Sky|ITV|CTV|Channel)[ -](?:[A-Z0-9]\w*)$|^(?:K|W)[A-Z]{2,3}\d?(?:-TV)?$"
)
_DAY = re.compile(r" (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_INNER_CAPITAL = re.compile(
    r"^(?!Ma?c[A-Z]|De[A-Z]|Di[A-Z]|La[A-Z]|Le[A-Z]|O[’'])[A-Z][a-z]+(?:[A-Z][a-z]+)+$"
)
_NOT_OUTLETS = frozenset({"facebook", "youtube", "twitter", "instagram", "google", "press", "news"})

LONGEST_NAME = 120  # code points; no outlet's name is longer, and a whole paragraph is no name

# One name: capitalised words, single letters and host names, joined by the little words of titles.
# Every repetition is possessive, so that a text of nothing but capitals takes linear time.
_PART = r"[\w!+]{0,40}+(?:[&./-][\w!+]{1,40}+){0,4}+"
NAME = (
    rf"(?>(?:\b[Tt]he )?+(?:\b[A-Z]{_PART}|\b[a-z0-9-]{{1,40}}+\.(?:com|org|net|co\.uk|com\.au)\b|"
    rf"/r/\w{{1,40}}+)(?:[ -](?:(?:of|de|la|al|the|and(?= Mail)) )?+[A-Z0-9]{_PART}){{0,5}}+)"
)


def plain(name: str) -> str:
    """The name for comparing: no article, no possessive, no case."""
    name = re.sub(r"[’']s?$", "", name.strip(" .,;:\"“”'’")).casefold()
    return re.sub(r"^the ", "", " ".join(name.split()))


def is_agency(name: str) -> bool:
    """Whether the name is one of the wires."""
    return plain(name) in AGENCIES


_KNOWN = frozenset(name.strip() for name in _OUTLETS.split(",")) | AGENCIES


def outlet_in(name: str) -> str | None:
    """The longest beginning of the words that names an outlet or agency, as written; else None.

    "CNN Friday" is "CNN", "The Times of London editor" is "The Times".
    """
    if len(name) > LONGEST_NAME:
        return None
    words = name.strip(" .,;:").split()
    beginnings = [
        re.sub(r"[’']s?$", "", " ".join(words[:count])).strip(" .,;:")
        for count in range(len(words), 0, -1)
    ]
    for said in beginnings:
        if plain(said) in _KNOWN:
            return said
    if not beginnings or any(plain(said) in _NOT_OUTLETS for said in beginnings):
        return None
    whole = _DAY.sub("", re.split(r"[’']s? ", beginnings[0], maxsplit=1)[0])
    if _SHAPE.search(whole) and len(plain(whole)) > 3:
        return whole
    if _INNER_CAPITAL.match(beginnings[-1]) or beginnings[-1].startswith("/r/"):
        return beginnings[-1]
    return None


def same_outlet(name: str) -> str:
    """One key for the short and the long name of an agency or outlet."""
    key = plain(name)
    return _SHORT.get(key, key)


_SHORT = {
    "ap": "associated press",
    "afp": "agence france presse",
    "agence france-presse": "agence france presse",
    "pti": "press trust of india",
    "upi": "united press international",
    "aap": "australian associated press",
    "pa": "press association",
    "voa": "voice of america",
    "ft": "financial times",
    "wsj": "wall street journal",
    "espn.com": "espn",
    "foxnews.com": "fox news",
    "fox": "fox news",
    "bbc news": "bbc",
    "bloomberg news": "bloomberg",
    "dailymail.com": "daily mail",
    "mailonline": "daily mail",
    "mail online": "daily mail",
    "daily mirror": "mirror",
    "huffpost": "huffington post",
    "nytimes": "new york times",
    "radio free europe": "rfe/rl",
    "radio free europe/radio liberty": "rfe/rl",
    "vox.com": "vox",
    "telegraph": "daily telegraph",
}
