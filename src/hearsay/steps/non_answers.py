"""Who would not answer: "declined to comment", "did not respond", "could not be reached".

Takes an article's statements, gives them with the non-answers told in a set phrase: those that the
network found with the whole phrase for their content ("had no comment on the matter", where the
network has "the matter" alone), and one more for each that it missed. It misses most that have no
object, since every word of them is cue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hearsay import text as offsets
from hearsay.identity import identify
from hearsay.types import Analysis, Reason, Span, Statement

_ADVERBS = r"(?:(?:immediately|yet|also|publicly|officially|directly|so\ far|still)\s+)*"
_NOT = r"(?:\s+not|n['’]t|not)\s+"
NON_ANSWER = re.compile(
    rf"""\b(?:
    (?:ha(?:s|ve|d)\s+)?(?:declin|refus)\w+\s+(?:to\s+)?(?:further\s+|immediately\s+)?
        (?:comment(?:ed)?|elaborate|respond|reply|be\s+interviewed)
  | (?:would|could|did|do|does|has|have|had)(?:\s+(?:so\ far|still|yet|also))?{_NOT}{_ADVERBS}
        (?:comment(?:ed)?|respond(?:ed)?|repl(?:y|ied)|elaborate[d]?
        |return(?:ed)?\s+(?:\w+\s+){{0,3}}(?:calls?|requests?|messages?|e-?mails?)
        |(?:made|make|issued?|released?)\s+(?:an?|any)\s+(?:(?:public|official)\s+)?statements?)
  | (?:has|have|had)\s+(?:yet|so\s+far\s+failed)\s+to\s+{_ADVERBS}(?:comment|respond|reply)
  | (?:has|have|had|made|offered|gave)\s+no\s+
        (?:(?:immediate|further|official|public|other)\s+)*
        (?:comment|response|reply|explanation|information)
  | (?:could|can){_NOT}{_ADVERBS}be\s+(?:immediately\s+)?(?:reached|contacted)
        (?=\s+(?:by\s+[\w.’' -]{{2,40}}\s+)?for\s)
  | (?:was|were|is|are)(?:{_NOT}){_ADVERBS}available\s+for\s+(?:a\s+)?comment
  | no\s+(?:(?:immediate|further|official|public)\s+)*(?:comment|response|reply)\b
        (?=\s+(?:was\b|were\b|is\b|from\b|by\b|on\b|about\b))
  | (?:(?:ha(?:s|ve|d)|is|are|was|were)\s+)?{_ADVERBS}
        (?:(?:remain|stay)(?:ed|s|ing)?|kept|keeps|keeping)
        \s+(?:\w+ly\s+)?(?:silent|mum|quiet|tight-lipped|schtum)(?=\s+(?:on|about|over|as\ to)\b)
  | no\s+(?:(?:immediate|official|public)\s+)*reaction\b(?=\s+(?:was\s+\w+\s+)?(?:from|by)\b)
  | (?:is|are|was|were){_NOT}{_ADVERBS}(?:commenting|confirming\s+anything)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""In the 240 articles of training/labels/articles.jsonl it stands at 33 places; readers marked a
non-answer at 31 of them, the network alone found 21. The last two lines came later: in 2,689
articles of gold, PolNeAR and FNC they stand 8 times, each time where somebody does not answer. So
does silence ("has remained mum on"), ten times in 3,129 articles."""
NOR = re.compile(
    r"[\s“\"]*(?P<cue>(?:[Nn]either|[Nn]or)\s+(?:has|have|had|did|does|do|would|could))\s+"
    r"(?P<who>(?:the\s+|its\s+|his\s+|her\s+|their\s+)?[^,;:.!?“”\"]{2,50}?)"
    r"(?=\s*(?:[,;:.!?“”\"]|$)|\s+(?:amid|despite|so\s+far|on|about)\b)"
)
"""Behind a non-answer, who does not answer either: "Neither has the board"."""
CONFIDENCE = 0.9
"""Of a statement that the phrase alone tells of; as above, rounded down."""
_CLAUSE = re.compile(
    r"[,;:–—(“\"]\s*(?:(?:but|and|while|although|though)\s+)?"
    r"|\s(?:but|and|while|although|though|who|which)\s+"
)
_ENDS = re.compile(
    r"[.;!?)“”\"–—]|,?\s+(?:but|although|though|while|whereas|and\s+(?:is|was|has|had|said|spent))\s"
    r"|,\s"
)
_LEFT = re.compile(r",?\s+(?:but|and)$")
_FROM = re.compile(r"\s+(?:was\s+|were\s+)?(?:\w+\s+)?(?:available\s+)?(?:from|by)\s+(?P<who>.+)")
_ADVERB = re.compile(r"\s+(?:so\s+far|[a-z]+ly)$")
_LONGEST = 12
"""Words of the longest subject that is taken for the one who was asked."""


def with_non_answers(analysis: Analysis, statements: Sequence[Statement]) -> list[Statement]:
    """The statements, those of non-answers whole, and the non-answers that were missed."""
    text = analysis.document.text
    found = list(statements)
    for match in NON_ANSWER.finditer(text):
        phrase = Span(*match.span())
        if any(part.overlaps(phrase) for part in analysis.document.boilerplate):
            continue
        own = [n for n, one in enumerate(found) if any(c.overlaps(phrase) for c in one.cue)]
        if own:
            for n in own:
                found[n] = _whole(text, found[n], phrase)
            found = _once(found, own)
        elif not any(c.overlaps(phrase) for one in found for c in one.content):
            found += _missed(analysis, phrase)
        found += _nor_another(analysis, phrase, found)
    return found


def _once(statements: list[Statement], own: Sequence[int]) -> list[Statement]:
    """The statements without a second telling of one non-answer: "declined | to comment on"."""
    first = min(own, key=lambda n: (not statements[n].source, n))
    kept = statements[first]
    gone = {
        statements[n].id
        for n in own
        if n != first and not statements[n].source and statements[n].content == kept.content
    }
    return [
        replace(one, parent=kept.id if one.id != kept.id else None) if one.parent in gone else one
        for one in statements
        if one.id not in gone
    ]


def _nor_another(analysis: Analysis, phrase: Span, known: Sequence[Statement]) -> list[Statement]:
    """Who is told in the next sentence, or behind a comma, not to have answered either."""
    text, document = analysis.document.text, analysis.document
    at = next((n for n, s in enumerate(analysis.sentences) if s.covers(phrase)), None)
    if at is None:
        return []
    here, after = analysis.sentences[at], analysis.sentences[at + 1 : at + 2]
    comma = re.compile(r",\s+(?:and\s+)?(?=(?:neither|nor)\s)").search(text, phrase.end, here.end)
    start, limit = (comma.end(), here.end) if comma else (0, 0)
    if after and not comma:
        start, limit = after[0].start, after[0].end
    match = NOR.match(text, start, limit) if limit else None
    if match is None:
        return []
    cue, who = Span(*match.span("cue")), Span(*match.span("who"))
    whole = Span(cue.start, who.end)
    if any(span.overlaps(cue) for one in known for span in (*one.cue, *one.content)):
        return []
    said = phrase.of(text)
    return [
        Statement(
            id=identify("s", document.id, "non-answer", whole.start, whole.end),
            document=document.id,
            content=(whole,),
            source=(who,),
            cue=(cue,),
            confidence=CONFIDENCE,
            because=(Reason("cue", f"“{cue.of(text)}” takes up “{said}”"),),
        )
    ]


def _whole(text: str, statement: Statement, phrase: Span) -> Statement:
    """A non-answer with the phrase before what was not answered."""
    start = min(phrase.start, statement.cue[0].start)
    first, last = statement.content[0], statement.content[-1]
    if first.start < phrase.start or "\n" in text[start : last.end]:
        return statement  # "there was no comment": what precedes the phrase is content
    end = max(last.end, phrase.end)
    if left := _LEFT.search(text, phrase.end, end):
        end = left.start()
    told = f"“{phrase.of(text)}” is itself what is told"
    return replace(
        statement,
        content=(Span(start, end),),
        because=(*statement.because, Reason("non-answer", told)),
    )


def _missed(analysis: Analysis, phrase: Span) -> list[Statement]:
    """The statement that a phrase tells of; none where nobody stands before it or after "from"."""
    document = analysis.document
    text = document.text
    sentence = next((s for s in analysis.sentences if s.covers(phrase)), None)
    if sentence is None:
        return []
    end = _ENDS.search(text, phrase.end, sentence.end)
    content = offsets.trimmed(text, Span(phrase.start, end.start() if end else sentence.end))
    source = _asked(text, sentence, phrase, content)
    if source is None:
        return []
    words = phrase.of(text)
    return [
        Statement(
            id=identify("s", document.id, "non-answer", content.start, content.end),
            document=document.id,
            content=(content,),
            source=(source,),
            cue=(phrase,),
            confidence=CONFIDENCE,
            because=(Reason("cue", f"“{words}” tells that an answer was not given"),),
        )
    ]


def _asked(text: str, sentence: Span, phrase: Span, content: Span) -> Span | None:
    """Where the one is named who did not answer: the subject, or who "no comment" came from."""
    if phrase.of(text).casefold().startswith("no"):
        said = _FROM.match(text, phrase.end, content.end)
        return offsets.trimmed(text, Span(*said.span("who"))) if said else None
    start = sentence.start
    for clause in _CLAUSE.finditer(text, sentence.start, phrase.start):
        start = clause.end()
    before = offsets.trimmed(text, Span(start, phrase.start))
    if adverb := _ADVERB.search(text, before.start, before.end):
        before = Span(before.start, adverb.start())
    held = before.of(text).split()
    return before if 0 < len(held) <= _LONGEST else None
