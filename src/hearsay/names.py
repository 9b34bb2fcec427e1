"""Surface forms of names: what two strings have to be to name one actor.

Takes strings, gives strings and reasons. Knows titles, acronyms, spellings, nicknames, countries
and media from small tables of common knowledge; knows no document, so whatever needs the text
around a name is left to `steps.actors` (within an article) and `links.actors` (between articles).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from hearsay.countries import Country, capital, countries, country, demonym
from hearsay.known import PAPERS, body, gender_of, given_names, nicknames, outlet
from hearsay.spelling import (
    CACHED,
    COMPANY,
    SMALL,
    distance,
    folded,
    is_acronym,
    normal,
    skeleton,
    spelled_alike,
    unpossessed,
    word_set,
)
from hearsay.tables import table
from hearsay.types import ActorKind, Reason

__all__ = [
    "BRANCH",
    "COMPANY",
    "FEMALE_TITLES",
    "GENERIC",
    "MALE_TITLES",
    "PARTICLES",
    "SMALL",
    "SUFFIXES",
    "TITLES",
    "WEAK",
    "Country",
    "body",
    "capital",
    "contradicts",
    "countries",
    "country",
    "demonym",
    "distance",
    "folded",
    "gender",
    "given",
    "is_acronym",
    "kinds_agree",
    "may_be_one",
    "normal",
    "outlet",
    "skeleton",
    "spelled_alike",
    "surname",
    "table",
    "titles_of",
    "unpossessed",
    "untitled",
    "untitled_person",
    "word_set",
    "words",
]  # fmt: skip

PARTICLES = word_set(
    "al el ul abu bin ibn ben de da do dos di del della der den von van la le st ter ten"
)

TITLES = word_set(
    "mr mrs ms miss mx dr prof professor sir dame lord lady president vice deputy prime minister "
    "premier chancellor governor gov senator sen representative rep congressman congresswoman "
    "secretary ambassador envoy spokesman spokeswoman spokesperson general gen colonel col "
    "lieutenant lt captain capt major maj sergeant sgt corporal cpl private pvt admiral adm "
    "commander cmdr brigadier brig marshal chief sheriff officer detective inspector constable "
    "superintendent judge justice attorney king queen prince princess emir sheikh sheik sultan "
    "mullah imam ayatollah pope cardinal archbishop bishop father rev reverend rabbi pastor sister "
    "brother hon honorable rt first foreign interior defense defence finance health former acting "
    "then ex chairman chairwoman chair director mayor councillor councilman councilwoman mp "
    "speaker leader commissioner sen-elect president-elect messrs dep asst maulana mufti "
    "secretary-general ex-president det"
)
"""Words that stand before a name and are not part of it. Only stripped while a name remains."""

FEMALE_TITLES = word_set(
    "mrs ms miss dame lady queen princess congresswoman spokeswoman chairwoman councilwoman"
)
MALE_TITLES = word_set(
    "mr sir lord king prince sultan congressman spokesman chairman councilman pope cardinal imam "
    "mullah ayatollah emir sheikh sheik maulana"
)
SUFFIXES = word_set("jr sr ii iii iv phd md esq qc kc mp mbe obe")

GENERIC = word_set(
    "group organisation organization movement network party army front news agency newspaper "
    "magazine website site channel tv television radio online com company council committee "
    "government administration team club university foundation institute association union show "
    "the international police department office militants militant fighters extremist terror "
    "terrorist times tour"
)
"""Words that a shorter form of an organisation's name may leave out."""

BRANCH = word_set(
    "wing brigade brigades ministry embassy army navy police court parliament congress senate "
    "commission supporters youth students council branch affiliate faction militia"
)
"""Words that make a part of what they are added to, not another name of it."""

WEAK = frozenset({"surname", "inner surname", "given name", "shortened", "capital"})
"""Rules of `may_be_one` that need the article: proof within one, only a hint between two."""

_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*\.?", re.UNICODE)


@lru_cache(maxsize=CACHED)
def words(name: str) -> tuple[str, ...]:
    """Its words, folded, without full stops: "Gen. J. Al-Amin" -> gen, j, al-amin."""
    return tuple(w.replace(".", "") for w in _WORD.findall(normal(name)) if w.replace(".", ""))


@lru_cache(maxsize=CACHED)
def _split(name: str) -> tuple[tuple[str, ...], str]:
    """The titles before a name, folded, and the name as it stands without them or suffixes."""
    rest = re.sub(r"^(?:the|a|an)\s+", "", name.strip(), flags=re.IGNORECASE)
    rest = re.sub(r",?\s+\(?[RDI]-[A-Z].*$", "", unpossessed(rest))  # R-Calif.
    titles: list[str] = []
    parts = rest.split()
    while len(parts) > 1 and (word := folded(parts[0]).strip(".,")) in TITLES | {"of", "state"}:
        if word in {"of", "state"} and "secretary" not in titles:
            return (), rest.rstrip(",")  # "Mayor of Osk" is an office, "of Osk" no name
        titles.append(word)
        parts = parts[1:]
    while len(parts) > 1 and folded(parts[-1]).strip(".,") in SUFFIXES:
        parts = parts[:-1]
    return tuple(titles), " ".join(parts).rstrip(",")


def untitled(name: str) -> str:
    """The name as it stands, without titles before it and without Jr. and the like behind it."""
    return _split(name)[1]


def titles_of(name: str) -> tuple[str, ...]:
    """The titles before it, folded: "Vice President Ann Roe" -> vice, president."""
    return _split(name)[0]


@cache
def _roles() -> frozenset[str]:
    """Words for what a person is, none of which is also a common surname."""
    listed = {
        w for row in table("nouns.csv") if row["kind"] == "person" for w in row["nouns"].split()
    }
    return frozenset(listed | TITLES) - word_set(
        "king prince pope bishop judge major marshal boss star parent cousin guy man boy chief "
        "guru coach baker farmer chef model champion parent gunman father brother father rabbi "
        "general sergeant priest abbot speaker page child child friend rival justice singer"
    )


@lru_cache(maxsize=CACHED)
def untitled_person(name: str) -> str:
    """A person's name as it stands, without what precedes it: "Acme Media CEO Ann Roe" -> Ann Roe.

    Two words at least must be left, all written large; else only titles at the start go.
    """
    bare = untitled(name)
    parts = bare.split()
    for at in range(len(parts) - 3, -1, -1):
        rest = parts[at + 1 :]
        if folded(parts[at]).strip(".,") in _roles():
            if all(p[:1].isupper() or folded(p).split("-")[0] in PARTICLES for p in rest):
                return " ".join(rest)
            break
    return " ".join(parts[_given_after_role(parts) :])


def _given_after_role(parts: list[str]) -> int:
    """Where a known given name follows an office: "Secretary of State Ann Roe" -> 3; else 0.

    A word for an office, or "of" as in "Head of Mission", must come before it: the small words
    inside "Odo bin Marek Ali Roe" are none.
    """
    office = False
    for at in range(len(parts) - 1):
        if at and office and folded(parts[at]) in given_names() and parts[-1][:1].isupper():
            return at
        word = folded(parts[at]).strip(".,")
        office = office or word == "of" or (word in _roles() and word not in PARTICLES)
    return 0


@lru_cache(maxsize=CACHED)
def _personal(name: str) -> tuple[str, ...]:
    """The words of a person's name without titles and initials' stops; hyphened particles split.

    Where somebody is from is no part of it: of "Ann Roe of Acme Mining" Ann Roe is left.
    """
    bare, _ = hailing(untitled_person(name))
    parts = [
        part
        for word in words(bare)
        for part in re.split(r"(?<=^al)-|(?<=^el)-|(?<=^ul)-|(?<=^as)-|(?<=^ad)-", word)
    ]
    opens = re.match(r"\w+", bare)
    # "al-Haddad" is a surname, "Al Roe" is not
    if (
        len(parts) > 1
        and opens
        and parts[0] in PARTICLES - {"abu", "ben", "st"}
        and (opens.group().islower() or bare[opens.end()] == "-")
    ):
        parts = parts[1:]
    return tuple(parts)


def hailing(name: str) -> tuple[str, str]:
    """A person's name of two words or more, and whom they are "of" by it: Ann Roe, Acme Mining."""
    own, of, body = name.partition(" of ")
    if not of or not body[:1].isupper() or len(own.split()) < 2:
        return name, ""
    office = any(folded(word).strip(".,") in _roles() for word in own.split())
    return (name, "") if office else (own, body)


def surname(name: str) -> str:
    """The last word of a person's name, folded, with no particle: "Ana al-Haddad" -> haddad."""
    parts = _personal(name)
    return parts[-1] if parts else ""


def given(name: str) -> str:
    """The first word of a person's name of two words or more, folded; else empty."""
    parts = _personal(name)
    return parts[0] if len(parts) > 1 else ""


@lru_cache(maxsize=CACHED)
def gender(name: str) -> str | None:
    """ "m" or "f", by title or by given name; None where neither tells."""
    for title in titles_of(name):
        if title in FEMALE_TITLES:
            return "f"
        if title in MALE_TITLES:
            return "m"
    parts = _personal(name)
    return gender_of(parts[0]) if parts else None


def _given_agree(left: str, right: str) -> bool:
    """Whether two given names can be one person's: equal, initial, nickname or spelling."""
    if left == right or spelled_alike(left, right):
        return True
    if len(left) == 1 or len(right) == 1:
        return left[0] == right[0]
    groups = nicknames()
    return bool(groups.get(left, frozenset()) & groups.get(right, frozenset()))


def _full_agree(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two full names, both of two words or more, can be one person's."""
    if not (left[-1] == right[-1] or spelled_alike(left[-1], right[-1])):
        return False
    same = "-".join(left).split("-") == "-".join(right).split("-")
    if same or left[-len(right) :] == right or right[-len(left) :] == left:
        return True
    if not _given_agree(left[0], right[0]):
        return False
    shorter, longer = sorted((left[1:-1], right[1:-1]), key=len)
    at = 0
    for name in shorter:
        if name in PARTICLES:
            continue
        while at < len(longer) and not _given_agree(name, longer[at]):
            at += 1
        if at == len(longer):
            return False
        at += 1
    return True


_BODIES = frozenset({"organisation", "media", "government", "armed_group", "people", "document"})


def kinds_agree(left: ActorKind, right: ActorKind) -> bool:
    """Whether readers may give one actor these two kinds."""
    if left == right:
        return True
    if {left, right} <= _BODIES:
        return True
    return {left, right} == {"place", "government"}


@lru_cache(maxsize=CACHED)
def contradicts(
    left: str, right: str, kind_left: ActorKind | None = None, kind_right: ActorKind | None = None
) -> Reason | None:
    """Why two names that share words cannot name one actor; None if nothing speaks against it.

    Persons: different given names or genders of one surname. Bodies: a modifier that differs
    ("Northern Front", "Southern Front"), a part of the other ("Front", "Front Youth Wing"). Names
    of unknown kind are held to both.
    """
    bodies = {kind_left, kind_right} - {"person", None}
    if not bodies:
        one, other = _personal(left), _personal(right)
        if one[-1:] == other[-1:]:
            if len({gender(left), gender(right)} - {None}) == 2:
                return Reason("contradiction", f"genders differ: {left} / {right}")
            if len(one) > 1 and len(other) > 1 and not _full_agree(one, other):
                return Reason("contradiction", f"{one[0]} is not {other[0]}: {left} / {right}")
        elif (
            "person" in (kind_left, kind_right)
            and len(one) > 1
            and len(other) > 1
            and not _full_agree(one, other)
            and not _within(left, right)
        ):
            return Reason("contradiction", f"{one[-1]} is not {other[-1]}: {left} / {right}")
    if "person" in (kind_left, kind_right):
        return None
    listed, again = body(left), body(right)
    if listed and again:
        if listed == again:
            return None
        return Reason("contradiction", f"{listed[0]} is not {again[0]}: {left} / {right}")
    first, second = set(_pieces(left)), set(_pieces(right))
    shared, extra = first & second, first ^ second
    if not shared:
        return None
    if part := sorted(extra & BRANCH):
        return Reason("contradiction", f"a part ({', '.join(part)}): {left} / {right}")
    alone = [sorted(words_of - shared - GENERIC) for words_of in (first, second)]
    if (
        bodies
        and all(alone)
        and not spelled_alike("".join(alone[0]), "".join(alone[1]))
        and not _spelled_out(left, right)
    ):
        return Reason("contradiction", f"{alone[0][0]} is not {alone[1][0]}: {left} / {right}")
    return None


def _pieces(name: str) -> list[str]:
    """The words of a name, hyphened ones apart, without small ones."""
    return [part for word in words(name) for part in word.split("-") if part and part not in SMALL]


def _within(left: str, right: str) -> bool:
    """Whether the words of one person's name stand in the other's, in order: "Ana Quill" in "Ana
    Quill Maro", "Kim Jong-un" in "Kim Jong Un"."""
    one, other = sorted((_pieces(untitled(left)), _pieces(untitled(right))), key=len)
    rest = iter(other)
    return all(any(a == b or spelled_alike(a, b) for b in rest) for a in one)


def _spelled_out(left: str, right: str) -> bool:
    """Whether one name is the other with an acronym in it spelled out: "RF Council"."""
    one, other = sorted((_pieces(left), _pieces(right)), key=len)
    for at, word in enumerate(one):
        rest = len(one) - at - 1
        run = other[at : len(other) - rest]
        if len(run) > 1 and one[:at] == other[:at] and one[at + 1 :] == other[len(other) - rest :]:
            return len(word) == len(run) and all(
                part[0] == c for part, c in zip(run, word, strict=True)
            )
    return False


def _may_be_one_person(left: str, right: str) -> Reason | None:
    one, other = _personal(left), _personal(right)
    if not one or not other:
        return None
    if one == other:
        return Reason("same name", f"{left} = {right}, titles aside")
    if "-".join(one).split("-") == "-".join(other).split("-"):
        return Reason("same name", f"{left} / {right}, hyphens aside")
    if len(one) > 1 and len(other) > 1:
        if _full_agree(one, other):
            same = one[-1] == other[-1] and one[0] == other[0]
            return Reason("fuller name" if same else "spelling", f"{left} / {right}")
        return None
    short, full = (one, other) if len(one) < len(other) else (other, one)
    if len(full) == 1:
        if "".join(short) == "".join(full):
            return Reason("same name", f"{left} = {right}")
        if spelled_alike(short[0], full[0]) and len(short[0]) > 5:
            return Reason("spelling", f"{left} / {right}")
        return None
    if short[0] == full[-1] or (len(short[0]) > 4 and spelled_alike(short[0], full[-1])):
        return Reason("surname", f"{short[0]} is the surname in {left} / {right}")
    titled = titles_of(left if one is short else right)
    if len(full) > 2 and short[0] == full[-2] and titled:
        # "Ms. Quill" of "Ana Quill Maro": the first of two surnames is the one in use; but in "Ann
        # Walker Roe" it is a middle name
        return Reason("inner surname", f"{short[0]} is perhaps a surname in {left} / {right}")
    if short[0] == full[0] and not (set(titles_of(left)) | set(titles_of(right))) & {
        "mr",
        "mrs",
        "ms",
    }:
        return Reason("given name", f"{short[0]} is the given name in {left} / {right}")
    return None


def _may_be_one_body(
    left: str, right: str, kind_left: ActorKind, kind_right: ActorKind
) -> Reason | None:
    code = country(left)
    if code and country(right) not in (None, code):
        return None  # spelled alike, yet two countries
    if (code and capital(right) == code) or (country(right) and capital(left) == country(right)):
        return Reason("capital", f"a government by its capital: {left} / {right}")
    if is_acronym(left, right) or is_acronym(right, left):
        return Reason("acronym", f"{left} / {right}")
    if len(_pieces(left)) > 1 < len(_pieces(right)) and _spelled_out(left, right):
        return Reason("acronym", f"{left} / {right}")
    one = tuple(w for w in words(left) if w not in SMALL)
    other = tuple(w for w in words(right) if w not in SMALL)
    if not one or not other:
        return None
    if one == other:
        return Reason("same name", f"{left} = {right}, small words aside")
    spelled, again = _pieces(left), _pieces(right)
    alike = (a == b or spelled_alike(a, b) for a, b in zip(spelled, again, strict=False))
    if spelled and len(spelled) == len(again) and all(alike):
        return Reason("spelling", f"{left} / {right}")
    if "".join(spelled) == "".join(again):
        return Reason("same name", f"{left} = {right}, spaces and hyphens aside")
    short, full = (one, other) if len(one) < len(other) else (other, one)
    # as it is written: "US" is a country, "us" is none
    known = left if short is one else right
    if len(short) == len(full) or country(known) or demonym(known) or capital(known):
        return None
    opens, closes = full[: len(short)] == short, full[-len(short) :] == short
    rest = full[len(short) :] if opens else full[: -len(short)] if closes else None
    if opens and rest and rest[-1] in PAPERS:
        return None  # the Harbour Guard Times is not the Harbour Guard
    if opens and rest and set(rest) <= COMPANY:
        return Reason("same name", f"{left} / {right}, company form aside")
    return _shortened(short, rest, left, right, {kind_left, kind_right})


def _shortened(
    short: tuple[str, ...],
    rest: tuple[str, ...] | None,
    left: str,
    right: str,
    kinds: set[ActorKind],
) -> Reason | None:
    """Whether one name is the other with words left out, as a second mention has it.

    rest: what the longer name has before or after the shorter, small words aside.
    """
    full = max(words(left), words(right), key=len)
    reason = Reason("shortened", f"{left} / {right}")
    if rest and (set(rest) <= GENERIC and not set(short) <= GENERIC):
        return reason
    if len(short) > 1 and full[: len(short)] == short and full[len(short)] in {"of", "in", "for"}:
        return reason  # Free State of Northern Arcadia: Free State
    if "armed_group" in kinds:
        # what is left out of an armed group's name tells one group from another; but an acronym
        # is at times that of a longer name than the article gives
        initials = "".join(word[0] for word in full if word not in SMALL)
        begins = len(short) == 1 and len(initials) > 2 and short[0].startswith(initials)
        return reason if begins and len(short[0]) <= len(initials) + 2 else None
    if rest and (len(kinds) == 1 or all(demonym(word) for word in rest)):
        return reason  # Acme: Acme Media Holdings; Foreign Ministry: Arcadian Foreign Ministry
    before_of = next((i for i, word in enumerate(full) if word in {"of", "for"}), 0)
    if len(short) == 1 and before_of and full[before_of - 1] == short[0]:
        return reason  # Observatory: Northern Observatory for Rights
    return None


@lru_cache(maxsize=CACHED)
def may_be_one(left: str, right: str, kind_left: ActorKind, kind_right: ActorKind) -> Reason | None:
    """Why two names may name one actor; None if nothing says so or something speaks against it.

    A reason whose rule is in `WEAK` proves it only within one article.
    """
    if not normal(left) or not normal(right) or contradicts(left, right, kind_left, kind_right):
        return None
    if normal(left) == normal(right):
        return Reason("same name", f"{left} = {right}")
    code = country(left)
    if code and code == country(right):
        return Reason("country", f"{left} and {right} are one country")
    if (medium := outlet(left)) and medium == outlet(right):
        return Reason("outlet", f"{left} and {right} are {medium}")
    if not kinds_agree(kind_left, kind_right):
        return None
    if "person" in (kind_left, kind_right):
        return _may_be_one_person(left, right)
    if (listed := body(left)) and listed == body(right):
        return Reason("known", f"{left} and {right} are {listed[0]}")
    return _may_be_one_body(left, right, kind_left, kind_right)
