"""What a noun phrase says without a parser: its head, number, gender and the kinds it may be.

Takes the words of a phrase, gives words and small values. Knows no document and no actor.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from hearsay import names
from hearsay.types import ActorKind

LONGEST_LABEL = 12
"""Words of the longest phrase that may stand for an anonymous speaker: the ledger's own limit."""

WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")

AFTER_HEAD = names.word_set(
    "of for from in at on to with by about against among within under over after before near "
    "inside outside behind between during who whom whose which that where when as if because "
    "familiar close linked involved based speaking quoted cited seen obtained briefed told "
    "including and or nor but"
)
DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "his", "her", "its", "their", "my", "our", "your"}
)
INDEFINITE = names.word_set(
    "a an some many several most few both all one two three four five six seven eight nine ten "
    "another other others no any every each various numerous multiple dozens hundreds thousands "
    "scores unnamed anonymous at about more nearly almost"
)
PRONOUNS: dict[str, tuple[str, str | None]] = {
    "he": ("singular", "m"), "him": ("singular", "m"), "his": ("singular", "m"),
    "himself": ("singular", "m"), "she": ("singular", "f"), "her": ("singular", "f"),
    "hers": ("singular", "f"), "herself": ("singular", "f"), "they": ("plural", None),
    "them": ("plural", None), "their": ("plural", None), "theirs": ("plural", None),
    "it": ("thing", None), "its": ("thing", None), "itself": ("thing", None),
    "i": ("first", None), "me": ("first", None), "my": ("first", None),
    "we": ("first plural", None), "us": ("first plural", None), "our": ("first plural", None),
    "you": ("second", None), "your": ("second", None), "who": ("relative", None),
    "which": ("relative", None), "that": ("relative", None), "whom": ("relative", None),
    "whose": ("relative", None),
}  # fmt: skip


_CONTRACTED = re.compile(r"'(?:m|d|ll|ve|re|s)$")


SPEAKS_FOR = re.compile(
    r"\b(?:agent|lawyer|attorney|solicitor|barrister|counsel|spokes\w+|representative|publicist|"
    r"press secretary|press officer)\b",
    re.IGNORECASE,
)
"""Who answers for somebody else."""


def pronoun(phrase: str) -> tuple[str, str | None]:
    """Number and gender of a pronoun, also of "I'm" and "they've"; "" and None for other words."""
    return PRONOUNS.get(_CONTRACTED.sub("", names.folded(phrase.strip())), ("", None))


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun tells of whom it stands for: kinds it may be, gender, whether it is plural."""

    kinds: frozenset[ActorKind]
    gender: str | None
    plural: bool


@lru_cache(maxsize=1)
def _nouns() -> dict[str, Noun]:
    kinds: dict[str, set[ActorKind]] = {}
    genders: dict[str, str] = {}
    for row in names.table("nouns.csv"):
        for word in row["nouns"].split():
            kinds.setdefault(word, set()).add(row["kind"])  # type: ignore[arg-type]
            if row["gender"]:
                genders[word] = row["gender"]
    return {
        word: Noun(frozenset(found), genders.get(word), found == {"people"})
        for word, found in kinds.items()
    }


@lru_cache(maxsize=8192)
def noun(word: str) -> Noun | None:
    """What the table knows of a word, also in the plural ("ministers"); None if nothing."""
    word = names.folded(word)
    known = _nouns()
    if word in known:
        return known[word]
    for ending, put in (("women", "woman"), ("men", "man"), ("ies", "y"), ("s", "")):
        if word.endswith(ending) and (single := known.get(word[: -len(ending)] + put)):
            person = "person" in single.kinds
            return Noun(frozenset({"people"}) if person else single.kinds, single.gender, True)
    return None


@lru_cache(maxsize=8192)
def head(phrase: str) -> str:
    """The noun that the phrase is about: "the former head of the bank" -> head; folded.

    A possessor is passed over: "Ann Roe's lawyer" -> lawyer.
    """
    last = ""
    for match in WORD.finditer(re.split(r"[,;:()\"“”–—]", phrase.strip(' ,;:"“”'), maxsplit=1)[0]):
        word = names.folded(match.group())
        if word in AFTER_HEAD and last and last not in DEFINITE | INDEFINITE:
            break
        last = word
    return re.sub(r"'s$", "", last)


def is_definite(phrase: str) -> bool:
    """Whether it points back: the, this, his, or a possessor ("the bank's chairman")."""
    opening = WORD.search(phrase)
    if opening is None:
        return False
    return names.folded(opening.group()) in DEFINITE or bool(
        re.match(r"(?:[\w.\-]+\s+){0,4}[\w.\-]+(?:['’]s|s['’])\s", phrase)
    )


def is_plural(phrase: str) -> bool:
    """Whether it speaks of several."""
    word = head(phrase)
    if known := noun(word):
        return known.plural
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


_COUNTED_OUT = re.compile(r"(?:one|each|none|neither|either) of\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:police|(?:two|three|four|five|six|seven|eight|nine|ten|both|several|some|many|most|few)"
    r" [a-z]+s\b)",
    re.IGNORECASE,
)


def several(speakers: str) -> bool:
    """Whether a source that is no name is more than one: "two engineers and a former pilot who"."""
    if _COUNTED_OUT.match(speakers):
        return False
    first, _, rest = speakers.partition(" and ")
    plural = is_plural(speakers) or (bool(rest) and is_plural(first))
    return plural or _COUNTED.match(speakers) is not None


_THERE_IS = re.compile(
    r"(?:there\s+)?(?:(?:has|have|had)\s+been|is|are|was|were)\s+(?=(?:[\w-]+\s+){0,2}(?:reports?|"
    r"rumou?rs?|fears?|claims?|allegations?|accusations?|speculation|suggestions?|calls|concerns?|"
    r"warnings?|suspicions?)\b)",
    re.IGNORECASE,
)
_DANGLING = re.compile(
    r"\s+(?:of|over|about|for|from|with|against|on|at|by|in|among|between|that|as|and|or)$",
    re.IGNORECASE,
)
_VERBAL = re.compile(
    r"\b(?:is|are|was|were|be|been|being|it|says?|said|\w+ed|known|thought|understood|held)\b",
    re.IGNORECASE,
)


def _noun_phrase(phrase: str) -> str:
    """Without what only ties a noun to its clause; a passive ("was accused of") stays as it is."""
    phrase = phrase[opening.end() :] if (opening := _THERE_IS.match(phrase)) else phrase
    while (dangling := _DANGLING.search(phrase)) and not _VERBAL.search(phrase):
        phrase = phrase[: dangling.start()]
    return phrase


_MEANWHILE = re.compile(
    r"(?<=\w), (?:using|holding|wearing|standing|sitting|carrying|speaking|writing|citing|quoting|"
    r"referring|responding|waving)\b.*$"
)
"""What a speaker does meanwhile: "a guard, using a loudspeaker, said"."""
_CUT_OFF = re.compile(
    r",? (?:who|which) (?:\S+|.* (?:the|an?|as|of|in|on|at|for|to|and|by|from|with))$"
)
"""A clause that the source breaks off in: "a porter who had worked there as recently as"."""
_PAST_SPEAKER = re.compile(
    r"(?<=\w)(?<!\bknown)(?<!ed) (?:(?:when|while|because|is|was) (?:not |an? |the )|"
    r"as (?:saying|telling|[A-Z])).*$"
)
"""What the network took along behind who speaks: "her source is not a", "the porter as Doe's"."""


def label(phrase: str) -> str:
    """The phrase as an anonymous speaker's name: no edge punctuation, at most twelve words."""
    phrase = " ".join(phrase.split()).strip(" ,;:.–—-")
    phrase = _PAST_SPEAKER.sub("", _CUT_OFF.sub("", _MEANWHILE.sub("", phrase)))
    if phrase.count('"') % 2 or phrase.count("“") != phrase.count("”"):
        phrase = phrase.strip('"“”')
    parts = phrase.split(" ")
    if len(parts) > LONGEST_LABEL:
        # the first clause names the speaker, what follows describes
        cut = re.split(r",| who | which | that | whose ", phrase, maxsplit=1)[0].split(" ")
        parts = cut if 0 < len(cut) <= LONGEST_LABEL else parts[:LONGEST_LABEL]
    cut_off = len(parts) == LONGEST_LABEL
    short = " ".join(parts).strip(" ,;:")
    while cut_off and (dangling := re.search(r"\s+(?:the|an?|to|of|in|on|at|for|and|or)$", short)):
        short = short[: dangling.start()]
    short = re.sub(r"[\s,–—-]+(?:who|which|that|whose|whom)$", "", short)
    return re.sub(r"['’]s$", "", _noun_phrase(short))


def only(words: str, known: frozenset[str]) -> bool:
    """Whether a phrase has words, and all of them are known ones."""
    return all(w in known for w in re.findall(r"[^\W_]+", words.casefold())) and any(
        c.isalnum() for c in words
    )


def opens_with(phrase: str, known: frozenset[str]) -> bool:
    """Whether a phrase's first word is a known one."""
    first = re.search(r"[^\W_]+", phrase.casefold())
    return first is not None and first.group() in known


_PASSIVE_ACCUSED = re.compile(
    r"\b(?:am|is|are|was|were|been|being|be|gets?|got|stands?|stood)\s+(?:[\w-]+ly\s+|also\s+|"
    r"again\s+|once\s+|now\s+|widely\s+)*(?:accused|blamed|suspected|charged|criticised|"
    r"criticized|denounced|condemned|reproached)\b",
    re.IGNORECASE,
)


def passively_accused(cue: str) -> bool:
    """Whether a cue tells what its subject is accused of, so that the subject does not speak.

    "was accused of", "have been blamed for", "is suspected of".
    """
    return _PASSIVE_ACCUSED.search(cue) is not None
