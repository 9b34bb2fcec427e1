"""Wording round a name that tells that somebody suffers a wrong, or only tells of one.

Patterns for the words before, behind or between names of a charge; `targets` asks them before it
charges anybody.
"""

from __future__ import annotations

import re

from hearsay import names
from hearsay.steps import phrases
from hearsay.types import Span

DONE_TO = re.compile(
    r"\b(?:killings?|murders?|shootings?|deaths?|beheadings?|executions?|assassinations?|abductions?|"
    r"kidnappings?|rapes?|torture|abuse|assaults?|attacks?|bombings?)\s+(?:of|on|against)\s+"
    r"(?:the\s+)?(?:[\w-]+\s+){0,2}$"
    r"|\b(?:e-?mails?|letters?|messages?|threats?)\s+to\s+(?:[\w-]+\s+){0,4}$",
    re.IGNORECASE,
)
_TELLS_OF = r"(?:says?|said|tell(?:s|ing)|told|(?:claim|alleg|accus|reveal|testifi|report)\w*)\s+"
TELLS_ANOTHER = re.compile(
    rf"\s+(?:[a-z]+\s+){{0,2}}?{_TELLS_OF}(?:[a-z]+\s+){{0,3}}?(?:[A-Z][\w.-]+\s+){{0,2}}?"
)
"""Between two names of a charge: the first only tells of it, "Roe was telling people Doe ..."."""
_STATE = (
    r"(?:\s+(?:was|were|is|are|lay|had|has))?(?:\s+\w+ly)?\s+(?:fainted|collapsed|unconscious|bled|"
    r"bleeding|dying|died|dead|lying\s+(?:in|on|there|dead|unconscious)|"
    r"in\s+(?:a\s+(?:coma|pool)|hospital|agony|pain))\b"
)
SUFFERED = re.compile(
    rf"[”\"’']?(?:\s+(?:[a-z]+\s+){{0,2}}?{_TELLS_OF}(?:that\s+)?(?:he|she|they))?"
    rf"(?:{_STATE}|"
    r"(?:\s+[a-z][\w’'-]*){0,2}\s+(?:was|were|(?:has|have|had)\s+been|being|is|are|got)\s+"
    r"(?:\w+ly\s+|also\s+|then\s+|too\s+)?(?:\w+ed\s+and\s+)?(?:killed|murdered|shot|beheaded|"
    r"executed|assassinated|abducted|kidnapped|raped|tortured|attacked|bombed|wounded|injured|"
    r"beaten|stabbed|slain|assaulted|molested|robbed|drugged|hit|struck|run\s+over)\b)"
    r"|['’]s?\s+(?:[a-z-]+\s+)?(?:murder|killing|assassination|execution|beheading|abduction|"
    r"kidnapping|rape|death|(?:murder|kill|execution|kidnapp|attack|tortur|captor|rap)(?:er|or|ist)?s?)"
    r"\b(?!\s+(?:of|spree)\b)"
)
"""Behind a name: who is named suffers it, "Roe was shot", "Roe's murderer"."""
_BESIDE = names.word_set(
    "fiancee fiance lover boyfriend girlfriend headteacher headmaster ex stepson stepfather mate"
)
"""Persons by what they are to another, beside those of the table of nouns."""
_OWNS = re.compile(r"['’]s?\s+(?P<words>(?:[a-z][\w-]*\s+){0,2}[a-z][\w-]*)")
_WHOSE = re.compile(r"\s+(?P<words>(?:[a-z][\w-]*\s+)?[a-z][\w-]*)")
HELPED = re.compile(
    r"\b(?:killing|murdering|shooting|beheading|executing|assassinating|abducting|kidnapping|raping|"
    r"torturing|abusing|assaulting|attacking|bombing|arresting|detaining|jailing|beating|harassing|"
    r"threatening|targeting|poisoning|aiding|abetting|sheltering|harbou?ring|supporting|backing|"
    r"financing|funding|training|arming|protecting|hosting|helping|assisting)\s+"
    r"(?:and\s+\w+ing\s+)?(?:the\s+|an?\s+|his\s+|her\s+|their\s+|its\s+)?"
    r"[“\"‘']?$"
    r"|(?<!\bwas )(?<!were )(?<!been )\b(?:killed|murdered|executed|beheaded|assassinated|abducted|"
    r"kidnapped|attacked|bombed|wounded|injured|arrested|detained|tortured|raped|shot|stabbed)\s+"
    r"(?:dead\s+)?(?:(?!(?:by|with|in|for|as|after|before|when|and|or|to|from|near|against|on)\b)"
    r"(?:[a-z][\w-]*|\d[\d,]*)\s+){0,4}[“\"‘']?$",
    re.IGNORECASE,
)
"""Before a name: it is done to who is named, or for them; somebody else is charged with it."""


def is_anothers(text: str, place: Span) -> bool:
    """Whether a person's name only tells whose somebody else is: "Roe's agent", "Roe's class
    teacher"."""
    return _is_of(_OWNS.match(text, place.end))


def tells_whose(text: str, pronoun: Span) -> bool:
    """Whether a pronoun only tells whose somebody else is: "charged her boyfriend"."""
    return pronoun.of(text).casefold() in ("his", "her") and _is_of(_WHOSE.match(text, pronoun.end))


def _is_of(owned: re.Match[str] | None) -> bool:
    return owned is not None and any(
        names.folded(word) in _BESIDE
        or ((noun := phrases.noun(word)) is not None and "person" in noun.kinds)
        for word in owned["words"].split()
    )
