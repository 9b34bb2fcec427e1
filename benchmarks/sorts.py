"""The sorts that attributions fall into, so that it is plain where hearsay is weak.

Takes an article and an attribution's spans, tells how much of it is quoted, where its source stands
and how its speaker is given. Knows nothing of what was found or missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from hearsay import text as offsets
from hearsay.names import word_set
from hearsay.steps.attribution import quotation
from hearsay.steps.phrases import noun
from hearsay.types import Span

KINDS = ("direct", "mixed", "indirect")
PLACES = ("in the sentence", "before it", "after it", "in another paragraph", "none")
FORMS = (
    "by name",
    "by description",
    "by pronoun",
    "by the cue alone",
    "by nothing in the sentence",
)

Places = Sequence[tuple[int, int]]
Attribution = Mapping[str, Places]

_PRONOUN = re.compile(
    r"\b(?:he|she|they|it|who|we|you|him|her|them|his|their|its|our|my|me|us|I|himself|herself|"
    r"themselves|itself|one|this|these|those|which|both)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_DETERMINERS = word_set("a an the this that these those some many several one two his her its")


class Article:
    """An article's quotation marks, sentences and paragraphs, found once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.marks = offsets.quoted(text)
        self.sentences = offsets.Locator(offsets.sentences(text))
        self.paragraphs = offsets.Locator(offsets.lines(text))


def spans(places: Iterable[Sequence[int]]) -> list[Span]:
    """Pairs of offsets as spans, in order."""
    return [Span(start, end) for start, end in sorted(tuple(place) for place in places)]


def kind_of(article: Article, attribution: Attribution) -> str:
    """direct, mixed or indirect, by how much of the content stands in quotation marks."""
    return quotation(article.text, spans(attribution["content"]), article.marks)


def place_of(article: Article, attribution: Attribution) -> str:
    """Where the source stands, seen from the content: in one of its sentences, in another sentence
    of its paragraph, before or after it, in another paragraph."""
    source, content = attribution["source"], attribution["content"]
    if not source:
        return "none"
    if _units(article.sentences, source) & _units(article.sentences, content):
        return "in the sentence"
    if _units(article.paragraphs, source) & _units(article.paragraphs, content):
        return "before it" if min(source) < min(content) else "after it"
    return "in another paragraph"


def form_of(text: str, source: Places, speaker: str) -> str:
    """How a source gives its speaker, the source's spans being known.

    speaker: the fullest name. A source that shares no capitalised word with it is a name only if it
    opens with a capital of its own ("Republicans", not "Officials"), since "the Republican nominee"
    describes.
    """
    words = [w for span in spans(source) for w in _WORD.findall(span.of(text))]
    if not words:
        return "by nothing in the sentence"
    if len(words) <= 2 and _PRONOUN.fullmatch(words[0]):
        return "by pronoun"
    shared = {w for w in words if w[0].isupper()} & set(_WORD.findall(speaker))
    first = words[0].casefold()
    own = words[0][0].isupper() and first not in _DETERMINERS and noun(first) is None
    return "by name" if shared or own else "by description"


def given_by(
    article: Article, content: Places, cue: str, forms: Iterable[str], phrase: str | None
) -> str:
    """How the sentences of a statement give its speaker, where readers marked no source.

    forms: every surface form of the speaker; those that open with a capital are names. phrase: of
    an anonymous speaker, else None. Looked for outside the content, in its sentences and that of
    the nearest cue; told by these words alone, so that "the minister said" of a minister whom
    nobody listed as "the minister" counts as nothing.
    """
    text = article.text
    phrase = phrase and phrase.casefold()
    found = [match.span() for match in re.finditer(re.escape(cue), text)] if cue else []
    near = min(found, key=lambda place: _gap(place, content), default=None)
    reach = [*content, *([near] if near else [])]
    outside = _outside(article, reach, content)
    if phrase is not None:
        if _stands(cue.casefold(), phrase) or _stands(phrase, cue.casefold()):
            return "by the cue alone"
        described = _stands(outside.casefold(), phrase)
        return "by description" if described else "by nothing in the sentence"
    names = [form for form in forms if form[:1].isupper() and not _PRONOUN.fullmatch(form)]
    if any(_stands(outside, name) for name in names):
        return "by name"
    if any(_stands(outside.casefold(), f.casefold()) for f in forms if f[:1].islower()):
        return "by description"
    return "by pronoun" if _PRONOUN.search(outside) else "by nothing in the sentence"


def _outside(article: Article, reach: Places, content: Places) -> str:
    """The sentences that `reach` touches, without the content."""
    parts = []
    for number in sorted(_units(article.sentences, reach)):
        at, end = article.sentences.spans[number].start, article.sentences.spans[number].end
        for start, stop in sorted(content):
            if start < end and stop > at:
                parts.append(article.text[at : max(at, start)])
                at = max(at, stop)
        parts.append(article.text[at:end])
    return " | ".join(part for part in parts if part)


def _stands(text: str, words: str) -> bool:
    return bool(words) and bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def _gap(place: tuple[int, int], others: Places) -> int:
    return min(max(start - place[1], place[0] - end, 0) for start, end in others)


def _units(units: offsets.Locator, places: Places) -> set[int]:
    """The sentences or paragraphs that some spans touch."""
    found: set[int] = set()
    for start, end in places:
        found.update(range(max(0, units.before(start)), units.before(max(start, end - 1)) + 1))
    return found
