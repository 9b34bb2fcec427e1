"""How editors reword a sentence lightly: synonyms, numbers, tenses, spellings, order of clauses.

Takes one sentence and a source of chance, gives the sentence in other words. General English only.
"""

from __future__ import annotations

import random
import re

_SYNONYMS = """
said/stated told/informed claimed/alleged added/noted reported/announced according/as
killed/slain people/persons men/males police/officers officials/authorities
government/administration group/organisation militants/fighters soldiers/troops began/started
begun/started ended/finished big/large huge/massive small/little many/numerous several/various
also/additionally about/approximately nearly/almost before/ahead after/following because/since
but/however while/whereas however/nevertheless although/though during/amid near/close
show/reveal shows/reveals showed/revealed found/discovered find/discover help/assist
helped/assisted get/obtain got/obtained given/handed took/seized taken/seized buy/purchase
bought/purchased need/require needed/required want/wish wanted/wished think/believe
thought/believed use/employ used/employed make/produce made/produced video/footage photo/picture
photos/pictures picture/image pictures/images story/report stories/reports company/firm
companies/firms worker/employee workers/employees job/post money/funds home/house town/city
attack/assault attacks/assaults attacked/assaulted arrested/detained captured/seized
released/freed child/youngster children/youngsters woman/lady doctor/physician hospital/clinic
ill/sick died/perished death/demise dead/deceased hurt/injured wounded/injured
important/significant difficult/hard quickly/rapidly often/frequently recently/lately
currently/presently now/presently last/past next/coming whole/entire angry/furious happy/glad
scared/frightened strange/odd wrong/mistaken false/untrue true/accurate confirmed/verified
denied/rejected refused/declined allowed/permitted asked/requested answered/replied
tried/attempted trying/attempting decided/resolved happened/occurred happen/occur
appeared/seemed appears/seems seen/spotted saw/noticed spoke/talked speaking/talking
wrote/penned posted/published publish/release country/nation countries/nations world/globe
part/portion area/region leader/chief president/head spokesman/spokesperson
spokeswoman/spokesperson wife/spouse
"""
SYNONYMS = dict(pair.split("/") for pair in _SYNONYMS.split())

_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve"
_DIGITS = {word: str(value) for value, word in enumerate(_NUMBERS.split()) if value > 1}
_SPELLED = {digits: word for word, digits in _DIGITS.items()}

_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"\bhas (\w+ed)\b", r"\1"),
        (r"\bhave (\w+ed)\b", r"\1"),
        (r"\bhad (\w+ed)\b", r"\1"),
        (r"\bis (\w+ing)\b", r"was \1"),
        (r"\bare (\w+ing)\b", r"were \1"),
        (r"\bsays\b", "said"),
        (r"\bwill\b", "would"),
        (r"\bcan\b", "could"),
        (r"\b(said|claimed|believed|reported) that\b", r"\1"),
        (r"\b([Ii])t is\b", r"\1t's"),
        (r"\bdo not\b", "don't"),
        (r"\bdid not\b", "didn't"),
        (r"\bnot been\b", "never been"),
        (r"\bper cent\b", "percent"),
        (r"(\d)%", r"\1 percent"),
        (r" on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", ""),
        (r"\bJanuary\b", "Jan."),
        (r"\bFebruary\b", "Feb."),
        (r"\bSeptember\b", "Sept."),
        (r"\bOctober\b", "Oct."),
        (r"\b(\w{3,})isation\b", r"\1ization"),
        (r"\b(\w{3,})ise(d?)\b", r"\1ize\2"),
        (r"\bU\.S\.", "US"),
        (r"\b(?:very|really|reportedly|apparently|allegedly) ", ""),
    )
)
_OPENING = re.compile(r"^(?P<main>[A-Z][^,;:“”\"]{25,}), (?P<rest>[a-z][^;:“”\"]{20,})\.$")


def _swapped(match: re.Match[str], rate: float, draw: random.Random) -> str:
    word = match.group()
    instead = SYNONYMS.get(word.lower()) or _DIGITS.get(word.lower()) or _SPELLED.get(word)
    if instead is None or draw.random() >= rate:
        return word
    return instead.capitalize() if word[0].isupper() else instead


def reworded(sentence: str, rate: float, draw: random.Random) -> str:
    """A sentence with so large a share of what the rules know put otherwise; quotations stand."""
    parts = re.split(r"([“\"][^“”\"]*[”\"])", sentence)
    for place in range(0, len(parts), 2):
        parts[place] = re.sub(r"\b\w+\b", lambda match: _swapped(match, rate, draw), parts[place])
        for pattern, instead in _RULES:
            if draw.random() < rate:
                parts[place] = pattern.sub(instead, parts[place])
    return "".join(parts)


def paraphrased(sentence: str, draw: random.Random) -> str:
    """A sentence in other words and, where it has two clauses, in another order."""
    words = reworded(sentence, 1.0, draw)
    turned = _OPENING.match(words)
    if turned:
        main, rest = turned["main"], turned["rest"]
        return f"{rest[0].upper()}{rest[1:]}: {main[0].lower()}{main[1:]}."
    middle = words.split()
    # without a second clause, every fourth short describing word goes
    return " ".join(w for k, w in enumerate(middle) if k % 4 or not w.islower() or len(w) < 4)
