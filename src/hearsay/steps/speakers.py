"""Whose words a statement is: its source resolved to an actor, or kept as an anonymous phrase.

Takes an `Analysis` with actors and with statements whose source, cue and content are known; gives
it back with `speaker` or `speaker_label`, `speaker_confidence`, `via`, `about` and `target` set,
each with its reason. A source that names several speakers gives one statement for each. Leaves the
spans, attitude and certainty as they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from hearsay import names
from hearsay.identity import identify
from hearsay.settings import Settings
from hearsay.steps import (
    agentless,
    antecedents,
    first_person,
    heads,
    leads,
    named_claims,
    phrases,
    pointed,
    rejoinders,
    relays,
    states,
    targets,
    verdicts,
)
from hearsay.steps.antecedents import Article, Said
from hearsay.steps.confidence import vouched
from hearsay.types import Actor, Analysis, Reason, Span, Statement

NAMED = 0.92
"""Share of the sources with an actor at their head, on PolNeAR's training labels with gold spans,
whose speaker that actor is."""
DESCRIBED_AT_LEAST = 0.45
"""Below this a description stays the phrase that it is: tells less, errs less. Not swept."""
_WORDS_OF = names.word_set(
    "remark remarks word words comment comments speech speeches tweet tweets statement statements "
    "testimony letter email emails answer answers message messages post posts argument arguments "
    "account accounts plan plans proposal pledge pledges promise promises goal goals claim claims "
    "projection projections forecast forecasts prediction predictions estimate estimates"
)
_REPORTS = names.word_set(
    "report reports study studies survey surveys poll polls analysis account accounts count tally "
    "review research findings statement investigation inquiry paper assessment data figures"
)
_ISSUED_BY = re.compile(
    r"\b(?:by|from|(?:released|issued|published|conducted|compiled|commissioned)\b[^,;]{0,40}?\bby)"
    r"\s+(?:the\s+)?$"
)
_NAMELESS = names.word_set("source sources insider insiders tipster tipsters")
"""Heads of phrases that hide who somebody is. Speakers right on the stories: 0.893 where such a
phrase may be somebody named, 0.899 where not; gold/articles/dev 0.854, labels/dev 0.803 each."""
_ADDRESSING = re.compile(
    r"\b(?:told|tells?|telling|ask(?:s|ed|ing)|inform(?:s|ed)|assur(?:es|ed)|remind(?:s|ed)|"
    r"warn(?:s|ed)|urg(?:es|ed)|promis(?:es|ed)|advis(?:es|ed))$",
    re.IGNORECASE,
)
"""Cues right after which stands to whom it was said."""
_HEARS = re.compile(
    r"(?:was|were|is|are|been|being|(?:has|have|had) been) (?:also |first )?"
    r"(?:told|informed|asked|urged|ordered|called on|called upon)\b",
    re.IGNORECASE,
)
"""Cues whose subject hears what others say."""
_QUOTED_BY = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:is|was|were|are|been)\s+(?:quoted|cited)\s+(?:by|in)\s"
)
_SOMEBODYS = re.compile(r"(?:reportedly|allegedly|supposedly|purportedly)\s+\w", re.IGNORECASE)
"""Cues whose subject does what somebody else tells: "the Front reportedly burned the mill"."""
_POSSESSIVES = {"his": "he", "her": "she", "their": "they", "its": "it"}
LONGEST_NAME = 3
"""Words of a name that a phrase may end with."""
ACCUSER_AT_LEAST = 0.45
"""Asked of a speaker who is a private person and would be an accuser. Not swept: a wrong accuser is
worse than none."""
POINTED_AT_LEAST = 0.7
"""The network's share from which it names the speaker where there is no source: labels/dev 0.789 at
0.5, 0.793 at this and above; the stories 0.884 at each, 0.881 without."""
POINTED_TRUST = 0.8
"""How sure such a speaker is, per share: of those given on the training labels four in five are
right."""


@dataclass(frozen=True, slots=True)
class Found:
    """Who speaks, by which rule and how surely. Several actors: named side by side; beside: who
    speaks with them and is not named."""

    actors: tuple[str, ...] = ()
    label: str | None = None
    confidence: float = 0.0
    reason: Reason | None = None
    beside: str | None = None


def speakers(analysis: Analysis, settings: Settings | None = None) -> Analysis:
    """The analysis with the speaker of each statement, and who relays it and whom it is about."""
    at_least = (settings or Settings()).speaker_at_least
    article = Article.of(analysis)
    ordered = sorted(analysis.statements, key=lambda s: (_position(s), s.id))
    said: list[Said] = []
    resolved: dict[str, Statement] = {}
    copies: dict[str, list[Statement]] = {}
    for statement in ordered:
        if agentless.is_own_view(article, statement):
            resolved[statement.id], copies[statement.id] = replace(statement, voice="outlet"), []
            continue
        found = _resolve(article, statement, said, resolved, ordered)
        if found.confidence < _enough(article, statement, found, at_least):
            found = Found(reason=found.reason, confidence=found.confidence)
        one, *others = _spoken_by(statement, found)
        resolved[statement.id] = one
        copies[statement.id] = others
        if one.speaker or (one.speaker_label and not agentless.is_agentless(one)):
            said.append(Said(_position(statement), one.speaker, one.speaker_label))
    for statement in ordered:
        resolved[statement.id] = first_person.told(article, resolved[statement.id], resolved)
    told = relays.media_told(article, [resolved[statement.id] for statement in ordered])
    relayed = {
        statement.id: [
            relays.relayed(article, one, resolved, told)
            for one in (resolved[statement.id], *copies[statement.id])
        ]
        for statement in ordered
    }
    aimed = targets.directed(article, [one for s in ordered for one in relayed[s.id]])
    aimed = named_claims.aimed(article.text, rejoinders.spoken(article.text, aimed))
    out = [vouched(aimed[one.id]) for s in analysis.statements for one in relayed[s.id]]
    return replace(
        analysis,
        statements=tuple(out),
        actors=_as_speakers(analysis.actors, {s.speaker for s in out}),
    )


def _as_speakers(actors: Sequence[Actor], speaking: Collection[str | None]) -> tuple[Actor, ...]:
    """The actors, a country that speaks in the article a government and no place."""
    return tuple(
        replace(actor, kind="government")
        if actor.kind == "place" and actor.id in speaking and names.country(actor.name)
        else actor
        for actor in actors
    )


def _enough(article: Article, statement: Statement, found: Found, at_least: float) -> float:
    """How sure a speaker must be: surer where a private person would be made an accuser."""
    accuser = statement.attitude == "accuse" and len(found.actors) == 1
    if accuser and article.is_private(found.actors[0]):
        return max(at_least, ACCUSER_AT_LEAST)
    return at_least


def _position(statement: Statement) -> int:
    """Where a statement's speaker is told: its source, else its cue, else its content."""
    return (statement.source or statement.cue or statement.content)[0].start


def _spoken_by(statement: Statement, found: Found) -> list[Statement]:
    """The statement with its speaker; once for each, where several are named side by side."""
    because = (*statement.because, found.reason) if found.reason else statement.because
    common = replace(
        statement,
        speaker_label=found.label,
        speaker_confidence=round(found.confidence, 2),
        because=because,
    )
    if not found.actors:
        return [common]
    first, *others = found.actors
    together = [
        replace(common, speaker=first),
        *(
            replace(common, id=identify("s", statement.id, other), speaker=other)
            for other in others
        ),
    ]
    if found.beside:
        key = identify("s", statement.id, found.beside)
        together.append(replace(common, id=key, speaker_label=found.beside))
    return together


def _resolve(
    article: Article,
    statement: Statement,
    said: Sequence[Said],
    resolved: dict[str, Statement],
    ordered: Sequence[Statement],
) -> Found:
    text = article.text
    if not statement.source:
        return _without_source(article, statement, said, resolved)
    source = Span(statement.source[0].start, statement.source[-1].end)
    if len(statement.source) > 1 and source.end - source.start > 200:
        source = statement.source[0]
    phrase = source.of(text).strip()
    if agentless.is_expletive(article.text, phrase, statement):
        return _without_source(article, replace(statement, source=()), said, resolved)
    number, _ = phrases.pronoun(phrase)
    if number.startswith(("first", "second")):
        return Found()  # told by the quotation around it, see first_person
    cue = statement.cue[0].of(text) if statement.cue else ""
    hears = _HEARS.match(cue) is not None
    if number == "relative" and not hears:
        return _relative(article, source)
    if number and not hears:
        return _pronoun(article, source, statement, said)
    if hears or _SOMEBODYS.match(cue):
        start = source.start if hears else statement.cue[0].start
        given = phrases.label(text[start : statement.cue[0].end])
        return Found(label=given, confidence=0.5, reason=Reason("agentless", f"the cue: {given}"))
    named, beside = heads.speaking(article, source)
    if named:
        words = " ".join(phrase.split())
        reason = Reason("named", f"the source names it: {words}", tuple(named))
        return Found(tuple(named), None, NAMED, reason, beside)
    return _described(article, source, statement, said, ordered)


def _pronoun(article: Article, source: Span, statement: Statement, said: Sequence[Said]) -> Found:
    opinion = pointed.shares(article, statement, "speaker")
    choice = antecedents.choose(
        article,
        source,
        statement.content,
        said,
        antecedents.PRONOUN,
        opinion,
        but=_addressed(article, statement),
    )
    word = source.of(article.text).strip()
    if choice.actor:
        name = article.actors[choice.actor].name
        reason = Reason("pronoun", f"{word}: {name}", (choice.actor,))
        return Found((choice.actor,), confidence=choice.probability, reason=reason)
    if choice.label:
        reason = Reason("pronoun", f"{word}: {choice.label}")
        return Found(label=choice.label, confidence=choice.probability, reason=reason)
    return Found()


def _addressed(article: Article, statement: Statement) -> str | None:
    """Whom the words were said to, or who quotes them, if the name stands right behind the cue or
    before it: not who said them."""
    if statement.source and statement.cue:
        before = Span(
            statement.source[-1].end, max(statement.source[-1].end, statement.cue[0].start)
        )
        quoting = _QUOTED_BY.match(article.text, before.start, before.end)
        named = article.named_in(before) if quoting else ()
        if named:
            return named[0]
    if not statement.cue or not _ADDRESSING.search(statement.cue[-1].of(article.text)):
        return None
    end = statement.cue[-1].end
    return next((actor for place, actor in article.places if place.start == end + 1), None)


def _relative(article: Article, source: Span) -> Found:
    """who, which, that: the name or phrase right before it."""
    text = article.text
    at = article.sentences.at(source.start)
    floor = article.sentences.spans[at].start if at is not None else max(0, source.start - 200)
    lead = text[floor : source.start].rstrip(" ,—–-")
    end = floor + len(lead)
    before = [(s, a) for s, a in article.places if floor <= s.start and s.end <= end]
    if before:
        place, actor = before[-1]
        gap = text[place.end : end]
        # "that" takes up what stands right before it: "... Roe, of a folktale that says"
        apart = source.of(text).casefold() != "that"
        if not gap.strip(" ,'’s") or (apart and gap.startswith(",") and len(gap.split()) <= 14):
            name = article.actors[actor].name
            return Found((actor,), None, 0.8, Reason("relative", f"after {name}", (actor,)))
    phrase = _phrase_ending(lead)
    if phrase:
        return Found(label=phrase, confidence=0.6, reason=Reason("relative", f"after {phrase}"))
    return Found()


def _phrase_ending(lead: str) -> str:
    """The noun phrase at the end of some words, back to its article or a preposition."""
    words = lead.split()
    start = len(words)
    while start > 0 and len(words) - start < 7:
        word = words[start - 1]
        bare = names.folded(word).strip(',.;:"“”()')
        if bare in phrases.AFTER_HEAD or (word[-1:] in ",;:" and start < len(words)):
            break
        start -= 1
        if bare in phrases.DEFINITE | {"a", "an", "some", "many", "several", "those"}:
            break
    return phrases.label(" ".join(words[start:]))


def _described(
    article: Article,
    source: Span,
    statement: Statement,
    said: Sequence[Said],
    ordered: Sequence[Statement],
) -> Found:
    phrase = source.of(article.text)
    if not (given := phrases.label(phrase)):
        return Found()
    if (owned := _whose_words(article, source, statement, said)) is not None:
        return owned
    if surname := _surname(article, phrase):
        name = article.actors[surname].name
        return Found((surname,), None, 0.7, Reason("named", f"{given}: {name}", (surname,)))
    if (state := states.meant(article, source)) is not None:
        return _owned(article, phrase, state, states.SURE)
    hidden = names.folded(phrases.head(phrase)) in _NAMELESS
    if phrases.is_definite(phrase) and not phrases.is_plural(phrase) and not hidden:
        opinion = pointed.shares(article, statement, "speaker")
        choice = antecedents.choose(
            article,
            source,
            statement.content,
            said,
            antecedents.DESCRIPTION,
            opinion,
            but=_addressed(article, statement),
        )
        owner = _owner(article, source)
        strange = owner is not None and not article.is_of(choice.actor, owner)
        fits = antecedents.fits(article, phrase, choice.actor)
        strange = strange or not (fits and leads.may_hold(article, phrase, choice.actor or ""))
        if choice.actor and (holder := leads.holder(article, source)) not in (None, choice.actor):
            return _introduced(article, given, holder)
        if choice.actor and not strange and choice.probability >= DESCRIBED_AT_LEAST:
            name = article.actors[choice.actor].name
            reason = Reason("description", f"{given}: {name}", (choice.actor,))
            return Found((choice.actor,), confidence=choice.probability, reason=reason)
    if (state := states.meant_again(article, source)) is not None:
        return _owned(article, phrase, state, states.SURE_IF_BARE)
    actor = (
        leads.introduced(article, source)
        or leads.holder(article, source)
        or leads.named_next(article, source, statement.content, ordered)
    )
    if actor is not None:
        return _introduced(article, given, actor)
    return Found(label=given, confidence=0.8, reason=Reason("anonymous", f"the source: {given}"))


def _introduced(article: Article, given: str, actor: str) -> Found:
    """Whom a description tells ahead of the name."""
    name = article.actors[actor].name
    reason = Reason("introduced", f"{given}, elsewhere named: {name}", (actor,))
    return Found((actor,), confidence=leads.SURE, reason=reason)


def _owner(article: Article, source: Span) -> str | None:
    """Whose envoy or spokesman a source speaks of: "Arcadia's envoy"."""
    for place, actor in article.places:
        if source.covers(place) and re.match(r"['’]s?\s", article.text[place.end : place.end + 3]):
            return actor
    return None


def _whose_words(
    article: Article, source: Span, statement: Statement, said: Sequence[Said]
) -> Found | None:
    """Whose remarks, speech or report it is: "Roe's remarks", "his speech", "a study by Acme"."""
    text, phrase = article.text, source.of(article.text)
    head = phrases.head(phrase)
    inside = [(place, actor) for place, actor in article.places if source.covers(place)]
    bodies = {"organisation", "government", "media", "armed_group"}
    for place, actor in inside:
        lead, after = text[source.start : place.start], text[place.end : source.end]
        kind = article.actors[actor].kind
        if head in _WORDS_OF and re.match(r"['’]s?\s", after):
            return _owned(article, phrase, actor, 0.6) if len(lead.split()) <= 2 else None
        if kind in bodies and head in _REPORTS:
            behind = [names.folded(word) for word in after.split()[:2]]
            named_first = len(lead.split()) <= 2 and head in behind
            named_first = named_first and not heads.tells_of_media(after, kind)
            if _ISSUED_BY.search(lead) or named_first:
                return _owned(article, phrase, actor, 0.6)
    opening = _POSSESSIVES.get(names.folded(phrase.split(maxsplit=1)[0]))
    if opening is None or head not in _WORDS_OF:
        return None
    owner = Span(source.start, source.start + len(phrase.split(maxsplit=1)[0]))
    opinion = pointed.shares(article, statement, "speaker")
    choice = antecedents.choose(
        article, owner, statement.content, said, antecedents.PRONOUN, opinion
    )
    if choice.actor is None:
        return None
    return _owned(article, phrase, choice.actor, 0.9 * choice.probability)


def _owned(article: Article, phrase: str, actor: str, sure: float) -> Found:
    """The words of a phrase as those of an actor."""
    name = article.actors[actor].name
    return Found(
        (actor,), None, sure, Reason("named", f"{phrases.label(phrase)}: {name}", (actor,))
    )


def _surname(article: Article, phrase: str) -> str | None:
    """The one person whose name the phrase ends with: "Stone", "Secretary of State Ann Roe"."""
    bare = names.untitled_person(re.sub(r"\s*\([^()]*\)\s*$", "", phrase).strip(" ,"))
    parts = bare.split()
    if not 1 <= len(parts) <= LONGEST_NAME or not all(part[:1].isupper() for part in parts):
        return None
    lead = phrase[: phrase.rfind(parts[0])]
    if re.search(r"\b(?:by|from|in|with|to|against|about)\s+(?:[\w.’'-]+\s+){0,4}$", lead):
        return None  # "an official in the report by Ann Roe"
    wanted = names.words(bare)
    found = []
    for key, actor in article.actors.items():
        forms = [names.words(names.untitled_person(f)) for f in (actor.name, *actor.aliases)]
        ends = any(form[-len(wanted) :] == wanted for form in forms)
        if actor.kind == "person" and ends:
            found.append(key)
    return found[0] if len(found) == 1 else None


def _without_source(
    article: Article, statement: Statement, said: Sequence[Said], resolved: dict[str, Statement]
) -> Found:
    """No source: the cue's own word, or the one who speaks around it."""
    cue = " ".join(span.of(article.text) for span in statement.cue).strip()
    passive = phrases.passively_accused(cue)
    if verdicts.is_put_to_the_test(statement):
        reason = Reason("agentless", f"a fact check's “{cue}”")
        return Found(label=cue, confidence=verdicts.CONFIDENCE, reason=reason)
    if cue and (passive or agentless.AGENTLESS.match(cue)) and not _has_agent(article, statement):
        given = phrases.label(cue)
        return Found(label=given, confidence=0.5, reason=Reason("agentless", f"the cue: {given}"))
    if passive:  # the subject is the accused, and "by" names somebody whom no source span covers
        return Found()
    here = article.sentence_number(_position(statement))
    ahead = said and article.sentence_number(said[-1].at) == here
    if (opinion := pointed.shares(article, statement, "speaker")) is not None:
        actor, share = max(opinion.items(), key=lambda pair: (pair[1], pair[0] or ""))
        named = actor is not None and (not cue or _before_cue(article, actor, statement.cue[0]))
        if actor is not None and named and share >= POINTED_AT_LEAST:
            name = article.actors[actor].name
            reason = Reason("pointed", f"no source of its own: {name} with {share:.2f}", (actor,))
            return Found((actor,), confidence=POINTED_TRUST * share, reason=reason)
    if cue and not ahead and (subject := _subject_before(article, statement.cue[0].start)):
        name = article.actors[subject].name
        return Found((subject,), None, 0.35, Reason("subject", f"the sentence opens with {name}"))
    if said and statement.parent is None:  # whose words these are, somebody else tells
        last = said[-1]
        apart = here - article.sentence_number(last.at)
        quoted = statement.quotation != "indirect"
        near = 0.4 if apart == 0 else 0.35 if apart == 1 and not cue and quoted else 0.0
        if statement.quotation == "direct" and not cue and apart <= 4:
            near = max(near, 0.4)
        if near:
            reason = Reason("goes on", "no source of its own: the speaker before goes on")
            actors = (last.speaker,) if last.speaker else ()
            return Found(actors, None if actors else last.label, near, reason)
    return Found()


def _before_cue(article: Article, actor: str, cue: Span) -> bool:
    """Whether an actor is named before a cue in its sentence."""
    at = article.sentences.at(cue.start)
    start = article.sentences.spans[at].start if at is not None else cue.start
    last = article.last_before(actor, cue.start)
    return last is not None and last.start >= start


def _has_agent(article: Article, statement: Statement) -> bool:
    """Whether "by somebody" follows a passive cue."""
    end = statement.cue[-1].end
    return bool(re.match(r"\s+by\b", article.text[end : end + 4]))


def _subject_before(article: Article, position: int) -> str | None:
    """The actor that opens the sentence in which a cue stands without source of its own."""
    at = article.sentences.at(position)
    if at is None:
        return None
    sentence = article.sentences.spans[at]
    named = article.named_in(Span(sentence.start, position))
    if not named:
        return None
    place = next(p for p, a in article.places if a == named[0] and p.start >= sentence.start)
    opens = len(article.text[sentence.start : place.start].split()) <= 4
    return named[0] if opens and heads.may_head(article, sentence, place, named[0]) else None
