"""Where a text names an actor: the network's names, mended into whole names.

Takes an `Analysis` with its reading, gives clean mentions outside boilerplate: no article or
possessive, no half words, no halves of one name; names that their wording shows and names that
only the sources of statements betray. Leaves which mentions are one actor to `steps.actors`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from hearsay import names
from hearsay.gazetteer import places
from hearsay.model.reading import NameMention
from hearsay.steps import name_wording, phrases, roles
from hearsay.text import Locator, sentences
from hearsay.types import ActorKind, Analysis, Span

NAME_AT_LEAST = 0.4
"""Score from which the network's name is believed. Names found on the development stories (mean F1
of three) and speakers right on PolNeAR's training labels: 0.79 and 0.800 at 0.3, 0.80 and 0.800 at
0.4, 0.80 and 0.791 at 0.5."""

NOT_NAMES = names.word_set(
    "i he she it they we you who his her its their monday tuesday wednesday thursday friday "
    "saturday sunday january february march april may june july august september october november "
    "december today yesterday tomorrow mr mrs ms dr sir the a an this that there here internet "
    "web god christmas islamic muslim christian jewish western democratic republican sunni shia "
    "shiite salafi wahhabi sufi hindu buddhist sikh catholic protestant evangelical"
)

_LEADING = re.compile(r"(?:the|a|an)\s+(?=\S)", re.IGNORECASE)
_TRAILING = re.compile(r"(?:['’]s|['’])$")
_ATTACHED = re.compile(r"(?:anti|pro|non|ex|pre|post|mid)-(?=[A-Z])", re.IGNORECASE)
_ATTACHED_BEHIND = re.compile(
    r"(?<=\w)-(?:(?!al)[a-z]+ed|led|run|held|born|owned|made|linked|style|era|wide|aligned|friendly|"
    r"affiliate|inspired|dominated|majority)$"
)
"""What a name is put together with in "Arcadia-led" and "anti-Arcadia"."""
_OWNED = re.compile(r"[A-Z][\w-]+['’]s? (?=[A-Z])")
_CONTRACTED = re.compile(r"(?:i|we|you|he|she|it|they|that|there|who)['’](?:m|d|ll|ve|re|s)$", re.I)
_NUMBERED = re.compile(r" \d{1,2}(?![\w.,%:]\d|\w| (?:people|percent|years|times|of)\b)")
"""What may follow a broadcaster's name: "Harbour 24", "Channel 4"."""
_JOINERS = frozenset("'’-")
_REST = re.compile(r"(?:['’](?!s\b)[A-Za-z]\w+|-[A-Z]\w+|-\w+(?=-[A-Z])-\w+)")
_LEAD = re.compile(r"\b[A-Z]\w*['’-]$|\bal-$")
_BUILDINGS = frozenset({"airport", "hospital", "stadium"})
"""Last words of names that the network cuts short."""
_DOMAIN = re.compile(
    r"\.(?:com(?:\.\w\w)?|co\.\w\w|org|net|info|tv|fr|de|ru|ca|uk|eu|dk|nl)\b(?!\.?[\w@])"
)
"""What makes a name the address of an outlet: "Osk.com" is no land."""
_OF_A_LAND = re.compile(r" of (?:the )?[A-Z][\w-]*[a-z]\b(?! [A-Z])")
_BODIES: tuple[ActorKind, ...] = ("organisation", "government", "armed_group", "media")
_HAS_A_LAND = frozenset({"movement", "front", "party", "league", "army"})
"""Last words of groups' names that go on with a land or people: "Rural Front of Arcadia"."""
_ENDS_SOURCE = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?|[Tt]heir|[Ii]ts) )?(?:[A-Z][\w. ]*-(?:based|born|run|owned|listed) )?"
    r"(?:[a-z][\w-]* )*?(?P<what>[a-z]{4,}) (?P<called>(?:called|named|dubbed) )?"
    r"(?P<name>[A-Z][\w’'&-]*[\w’](?: (?:(?:of|for)(?: the)? )?[A-Z][\w’'&-]*\w)*)"
)
LONGEST_STOPS = 8
_STOPS = re.compile(r"\b(?:[A-Z]\.){2,4}(?!\w)")
"""Initials with stops, of which the network at times sees one letter: "U.S."."""
_BEFORE = re.compile(r"([A-Z][\w.’'-]*) $")
_BEHIND = re.compile(r" ([A-Z][\w’']*(?:-[A-Z]\w*)*)")
_FIRST_PARTS = names.word_set(
    "international national central royal supreme north south east west northern southern eastern "
    "western northeastern northwestern southeastern southwestern"
)
"""Words written large that stand before a body's name only as its first part."""
_EDGE = " \t\n\r.,;:!?\"“”‘’'()[]«»-–—"


def mentions(analysis: Analysis) -> list[NameMention]:
    """The names of an article, sorted and disjoint."""
    text, reading = analysis.document.text, analysis.reading
    if reading is None:
        return []
    outside = Locator(analysis.document.boilerplate)
    cut = Locator(analysis.sentences or tuple(sentences(text)))
    headlines = tuple(span for span in cut.spans if _is_headline(span.of(text)))
    loud = Locator(headlines)
    seen = [m for m in reading.names if m.score >= NAME_AT_LEAST]
    whole = [_widened(text, m, cut, loud) for m in _merged(text, seen)]
    whole = _with_worded(text, whole, headlines)
    whole += _in_sources(text, [r.span for r in reading.roles if r.role == "source"], whole)
    found: list[NameMention] = []
    for mention in sorted(whole, key=lambda m: m.span):
        for piece in _pieces(text, cleaned(text, mention.span), mention.kind):
            span = _bare(text, piece, mention.kind)
            if outside.at(span.start) is not None or not is_name(span.of(text)):
                continue
            if found and span.start < found[-1].span.end:
                continue
            found.append(NameMention(span, mention.kind, mention.score))
    return found


def _with_worded(
    text: str, seen: list[NameMention], headlines: tuple[Span, ...]
) -> list[NameMention]:
    """Names known by their wording beside those seen; in place of what is a piece of them."""
    out = list(seen)
    for mention in name_wording.worded(text, headlines):
        met = [m for m in out if m.span.overlaps(mention.span)]
        if len(met) == 1 and _is_wordy(text, met[0], mention):
            out = [m if m is not met[0] else replace(m, span=mention.span) for m in out]
            continue
        if any(not mention.span.covers(m.span) or m.span == mention.span for m in met):
            continue
        if met and mention.kind == "government" and " " not in mention.span.of(text):
            continue
        out = [m for m in out if m not in met]
        out.append(mention)
    return sorted(out, key=lambda m: m.span)


def _is_wordy(text: str, seen: NameMention, bare: NameMention) -> bool:
    """Whether a person's mention holds a role or place beside the name: "House Speaker Ann Roe"."""
    if seen.kind != "person" or bare.kind != "person" or not seen.span.covers(bare.span):
        return False
    lead = text[seen.span.start : bare.span.start].split()
    rest = text[bare.span.end : seen.span.end]
    form, name = seen.span.of(text), bare.span.of(text)
    outside = name not in (names.untitled(form), names.untitled_person(form)) and (
        names.folded(lead[-1]).strip(".,") in names.TITLES or _is_role(lead[-1]) if lead else False
    )
    return bool(lead and outside and not rest) or bool(re.match(r" of [A-Z]| ?\(", rest))


def _merged(text: str, seen: Sequence[NameMention]) -> list[NameMention]:
    """Neighbours that are halves of one name as one: "Agence" "France", "Bank of" "Arcadia"."""
    out: list[NameMention] = []
    for mention in seen:
        before = out[-1] if out else None
        if before is not None and _halves(text, before, mention):
            span = Span(before.span.start, mention.span.end)
            kind = max((before, mention), key=lambda m: m.score * len(m.span.of(text))).kind
            out[-1] = NameMention(span, kind, max(before.score, mention.score))
        else:
            out.append(mention)
    return out


def _halves(text: str, left: NameMention, right: NameMention) -> bool:
    between = text[left.span.end : right.span.start]
    if re.search(r"\b(?:of|for)(?: the)?$", left.span.of(text)):
        return between in (" ", "")
    if between == "-":
        # "US-Arcadia deal" names two
        return not _is_country(left.span.of(text))
    if between in ("’", "'"):
        return True
    if between == "/":
        return names.outlet(text[left.span.start : right.span.end]) is not None
    if between != " " or not names.kinds_agree(left.kind, right.kind):
        return False
    # "Mexico" "Ann Roe" are two; so is a full name beside another
    return not (left.kind == "person" and " " in left.span.of(text) and " " in right.span.of(text))


def _widened(text: str, mention: NameMention, cut: Locator, loud: Locator) -> NameMention:
    """The mention to the ends of its words, and over what can only be the rest of its name.

    loud: the sentences in which capitals tell nothing.
    """
    start, end, kind = mention.span.start, mention.span.end, mention.kind
    for stops in _STOPS.finditer(text, max(0, start - LONGEST_STOPS), end + LONGEST_STOPS):
        if stops.start() <= start < stops.end() or stops.start() < end <= stops.end():
            start, end = min(start, stops.start()), max(end, stops.end())
    two = text[end : end + 1] == "-" and _is_country(text[start:end])
    if not two and text[end : end + 1] in _JOINERS and (rest := _REST.match(text, end)):
        end = rest.end()
    if text[start - 1 : start] in _JOINERS and (
        lead := _LEAD.search(text[max(0, start - 20) : start])
    ):
        start -= len(lead.group())
    at = cut.at(start)
    if at is not None and loud.at(start) is None:
        body = mention.kind != "person"
        start, end, kind = _as_known(text, start, end, cut.spans[at], kind)
        while rest := re.match(r" ([A-Z][\w’'-]*)(?!\w|\.[ \n]*\S)", text[end : cut.spans[at].end]):
            word = names.folded(rest.group(1))
            if not _goes_on(word, body):
                break
            end += rest.end()
        if mention.kind == "media" and (numbered := _NUMBERED.match(text, end)):
            end = numbered.end()
        last = names.folded(text[start:end].rpartition(" ")[2])
        if mention.kind in ("armed_group", "organisation") and last in _HAS_A_LAND:
            land = _OF_A_LAND.match(text[: cut.spans[at].end], end)
            end = land.end() if land else end
    if address := _DOMAIN.match(text, end):
        return NameMention(Span(start, address.end()), "media", mention.score)
    return NameMention(Span(start, end), kind, mention.score)


def _as_known(
    text: str, start: int, end: int, within: Span, kind: ActorKind
) -> tuple[int, int, ActorKind]:
    """The name to the ends of a place or body known by more of the words beside it: "New" in "New
    York-based", "North" in "North Koreans"; and to its first part: "International" Rail Union."""
    before = _BEFORE.search(text[within.start : start])
    behind = _BEHIND.match(text[: within.end], end)
    starts = [start] + ([start - len(before.group())] if before else [])
    ends = [end] + ([behind.end()] if behind else [])
    if kind != "person":
        for wider in ((s, e) for s in reversed(starts) for e in reversed(ends)):
            if wider != (start, end) and (known := _known(_TRAILING.sub("", text[slice(*wider)]))):
                return *wider, kind if known == "any" else known
    if before and kind in _BODIES and names.folded(before.group(1)) in _FIRST_PARTS:
        return starts[-1], end, kind
    return start, end, kind


def _known(form: str) -> ActorKind | Literal["any"] | None:
    """What two words or more name that tables know; "any" where the text must tell the kind."""
    if _is_country(form) or names.body(form) or names.outlet(form):
        return "any"
    return "place" if any(not place.other_name for place in places(form)) else None


def _is_country(form: str) -> bool:
    return bool(names.country(form) or names.demonym(form))


def _goes_on(word: str, body: bool) -> bool:
    """Whether a capitalised word behind a name belongs to it."""
    if body:
        return word in names.GENERIC | names.COMPANY | _BUILDINGS
    return (
        phrases.noun(word) is None
        and word not in NOT_NAMES | names.TITLES | roles.NOT_PART | names.GENERIC
        and names.country(word) is None
    )


def _is_headline(sentence: str) -> bool:
    """Whether most of its words are written large, so that capitals tell nothing."""
    parts = re.findall(r"[^\W\d_]{4,}", sentence)
    return len(parts) > 3 and sum(p[0].isupper() for p in parts) > 0.6 * len(parts)


def _in_sources(
    text: str, sources: Sequence[Span], seen: Sequence[NameMention]
) -> list[NameMention]:
    """Names that open a source in which the network saw none: who speaks is mostly an actor; and
    those that end one behind what they are: "the Osk-based technology giant Tallow"."""
    found = []
    taken = sorted(m.span for m in seen)
    for source in sources:
        if (behind := _ENDS_SOURCE.fullmatch(text, source.start, source.end)) is not None:
            noun = phrases.noun(behind["what"])
            span = Span(*behind.span("name"))
            if (noun is not None or behind["called"]) and not overlaps(taken, span):
                found.append(NameMention(span, _guessed(span.of(text)), NAME_AT_LEAST))
                continue
        if overlaps(taken, source):
            continue
        match = re.match(
            r"(?:(?:Now|Today|Still|Meanwhile|Later|Then|But|And|Yet|So|Even|Only),? )?"
            r"(?:[Tt]he )?((?:[A-Z][\w.’'&-]*)(?: (?:of |of the |for )?[A-Z][\w.’'&-]*)*)(?!\w)",
            source.of(text),
        )
        if match is None:
            continue
        form = match.group(1)
        opening = names.folded(form.split()[0]).strip(".,")
        last = phrases.noun(phrases.head(source.of(text)))
        if (
            opening in NOT_NAMES | phrases.INDEFINITE | phrases.DEFINITE | set(phrases.PRONOUNS)
            or (last is not None and last.kinds & {"person", "people", "document"})
            or (names.demonym(opening) and " " not in form)
            or (" " not in form and phrases.noun(opening) is not None)
        ):
            continue
        span = Span(source.start + match.start(1), source.start + match.end(1))
        if len(source.of(text)) - match.end() > 2 and last is None:
            continue
        found.append(NameMention(span, _guessed(form), NAME_AT_LEAST))
    return found


def _guessed(form: str) -> ActorKind:
    """The kind that a form has by itself."""
    if names.outlet(form):
        return "media"
    if names.country(form):
        return "government"
    if names.given(form) and names.gender(form):
        return "person"
    return "organisation"


def cleaned(text: str, span: Span) -> Span:
    """The name itself: no article before it, no possessive or punctuation around it."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE and not _is_initialism(text[start:end]):
        end -= 1
    if small := re.match(r"(?:(?:of|for|and|in|at|by|on)\s+)+", text[start:end]):
        start += small.end()
    if small := re.search(r"(?:\s+(?:of|for|and|in|at|by|on|the))+$", text[start:end]):
        end = start + small.start()
    if article := _LEADING.match(text[start:end]):
        # "The Hill", "The Sun": an article that is written large within a sentence stays out too,
        # since the score and the joining of names look past it
        start += article.end()
    owner = _OWNED.match(text[start:end])
    if owner and names.body(text[start + owner.end() : end]):
        start += owner.end()  # "Arcadia's United Nations"
    elif owner and _of_a_country(
        text[start : start + owner.end()], text[start + owner.end() : end]
    ):
        start += owner.end()  # "Tallow's Ann Roe Airport"
    if attached := _ATTACHED.match(text[start:end]):
        start += attached.end()
    if attached := _ATTACHED_BEHIND.search(text[start:end]):
        end = start + attached.start()
    if possessive := _TRAILING.search(text[start:end]):
        end -= len(possessive.group())
    return Span(start, end)


def _bare(text: str, span: Span, kind: ActorKind) -> Span:
    """A person without the country it is of, a body without a post in it: "Quayside Director"."""
    owner = _OWNED.match(span.of(text))
    if kind == "person" and owner and names.country(_TRAILING.sub("", owner.group().strip())):
        return Span(span.start + owner.end(), span.end)
    body, _, last = span.of(text).rpartition(" ")
    if kind not in ("organisation", "government", "armed_group") or not body:
        return span
    noun = phrases.noun(last)
    post = noun is not None and not noun.plural and noun.kinds == {"person"}
    if not post or names.outlet(span.of(text)) or names.body(span.of(text)):
        return span
    return Span(span.start, span.start + len(body))


def _of_a_country(owner: str, rest: str) -> bool:
    """Whether the name of a building stands behind a country or capital that has it; a ministry's
    name goes on with its country's."""
    form, last = names.normal(owner), names.folded(rest.rpartition(" ")[2])
    return last in _BUILDINGS and bool(names.country(form) or names.capital(form))


def _pieces(text: str, span: Span, kind: ActorKind) -> Iterable[Span]:
    """A name, or the two names of "Rural Front (RF)" read as one."""
    owned = re.fullmatch(r"([A-Z].*)['’]s ([A-Z].*)", span.of(text))
    if owned is not None and kind != "person" and _is_country(owned.group(2)):
        return (  # "Tallow's US" operation
            Span(span.start, span.start + owned.end(1)),
            Span(span.start + owned.start(2), span.end),
        )
    beside = re.fullmatch(r"([A-Z][\w.]+)-([A-Z]\w+)", span.of(text))
    if beside is not None and _is_country(beside.group(1)):
        middle = span.start + beside.end(1)
        return (Span(span.start, middle), Span(middle + 1, span.end))  # "US-Arcadia deal"
    bracketed = re.fullmatch(r"(.*\S)\s*\(([^()]+)\)?", span.of(text), re.DOTALL)
    if bracketed is None or kind == "person":
        return (span,)
    start = span.start
    return (
        Span(start, start + bracketed.end(1)),
        Span(start + bracketed.start(2), start + bracketed.end(2)),
    )


def _is_initialism(name: str) -> bool:
    return bool(re.search(r"(?:^|\s)(?:[A-Z]\.)+$|\b(?:Inc|Ltd|Corp|Co|Jr|Sr)\.$", name))


def is_name(form: str) -> bool:
    """Whether it can name an actor: has a capital or a digit, is no weekday, pronoun or title."""
    parts = names.words(form)
    if not parts or len(form) < 2 or not any(c.isupper() for c in form):
        return False
    if _CONTRACTED.match(form):
        return False
    return not all(
        part in NOT_NAMES | names.TITLES or part.isdigit() or _is_role(part) for part in parts
    )


def _is_role(word: str) -> bool:
    noun = phrases.noun(word)
    return noun is not None and bool(noun.kinds & {"person", "people"})


def overlaps(taken: Sequence[Span], span: Span) -> bool:
    """Whether a span meets any of some sorted, disjoint ones."""
    at = bisect_left(taken, Span(span.end, span.end)) - 1
    return at >= 0 and taken[at].end > span.start


def part_of_longer(text: str, span: Span) -> bool:
    """Whether capitalised words beside it make it a piece of another name."""
    following = re.match(r"[ ]([A-Z][\w’'-]+)", text[span.end :])
    if following and names.folded(following.group(1)) not in roles.NOT_PART:
        return True
    leading = re.search(r"([A-Z][\w’'-]*\.?)[ ]$", text[: span.start][-30:])
    if leading is None:
        return False
    word = names.folded(leading.group(1)).strip(".")
    opens = re.search(r"(?:^|[.!?:\n”\"“])\s*$", text[: span.start - len(leading.group(0))][-4:])
    return word not in names.TITLES and not opens and not word.endswith("'s")
