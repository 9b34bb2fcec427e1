"""The records of a ledger by id, each with the name and the anchor under which a page shows it.

Takes a Ledger, gives look-ups that every view shares; draws no conclusions of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from hearsay import entries, wording
from hearsay.confirmations import Confirmations
from hearsay.links import sources
from hearsay.links.proposition import complete
from hearsay.steps import phrases, rejoinders
from hearsay.text import sentences_around
from hearsay.types import (
    Actor,
    Document,
    Event,
    Figure,
    Ledger,
    Matter,
    Side,
    Span,
    Stance,
    Statement,
    Utterance,
)
from hearsay.web import pronouns
from hearsay.web.surroundings import Pieces, around, within

SHORT = 90
"""Characters of a matter in a line of a list: one and a half lines at 360 px."""
NOT_TOLD = "speaker not told"
NOBODY = "nobody"
ITSELF = "the article itself"
"""Who says what an article of an outlet that is not known says in its own words."""


@dataclass(frozen=True, slots=True)
class Article:
    """How a page refers to one document. `number` is its place in the report, from 1 on."""

    id: str
    number: int
    anchor: str
    name: str
    outlet: str
    date: str
    noted: str = ""

    @property
    def outlet_noted(self) -> str:
        """The outlet with what the user says of it: "The Harbour Post [B, owner: Quay Media]"."""
        return f"{self.outlet} {self.noted}" if self.outlet and self.noted else self.outlet

    @property
    def place(self) -> str:
        """Outlet and date as far as they are known, for a line under a quotation."""
        return ", ".join(part for part in (self.outlet_noted, self.date) if part)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks in the ledger. `key` tells speakers apart, `actor` is None for a phrase.

    Two anonymous speakers under one phrase share a key, for the articles do not tell them apart,
    and so do all whose speaker could not be told (`NOBODY`).
    """

    key: str
    name: str
    actor: str | None = None


class Lookup:
    """Look-ups over one ledger. Articles are numbered by date, undated ones last, then by id.

    numbers: their places in the case, where the ledger is a part of it and these shall be told.
    """

    def __init__(self, ledger: Ledger, numbers: Mapping[str, int] | None = None) -> None:
        self.ledger = ledger
        self.documents: dict[str, Document] = {d.id: d for d in ledger.documents}
        self.actors: dict[str, Actor] = {a.id: a for a in ledger.actors}
        self._names = entries.names(ledger)
        self.statements: dict[str, Statement] = {s.id: s for s in ledger.statements}
        self.sources = sources.by_outlet(ledger.sources)
        ordered = sorted(ledger.documents, key=lambda d: (d.published or "9999", d.id))
        place = numbers or {document.id: n for n, document in enumerate(ordered, 1)}
        self.articles: dict[str, Article] = {
            d.id: Article(
                d.id,
                place[d.id],
                f"article-{place[d.id]}",
                entries.heading(d),
                d.outlet or "",
                wording.day(d.published),
                wording.source(sources.source_of(d.outlet, self.sources)),
            )
            for d in ordered
        }

    def names(self, actors: tuple[str, ...]) -> tuple[str, ...]:
        """The names of some actors' ids; what is no id is a plain name and stands as it is."""
        return entries.named(self._names, actors)

    def speaker(self, record: Statement | Figure) -> Speaker:
        """Who says it: the outlet itself for its own sentences and for figures without a source."""
        label = " ".join((record.speaker_label or "").split())
        told = self.statements.get(record.statement or "") if isinstance(record, Figure) else record
        if told is not None and any(reason.rule == "agentless" for reason in told.because):
            label = ""  # "was accused of" names nobody
        otherwise = NOT_TOLD
        key = NOBODY
        if isinstance(record, Figure) or record.voice == "outlet":
            outlet = self.articles[record.document].outlet
            if not isinstance(record, Figure) or self._by_outlet(record):
                otherwise = outlet or ITSELF
                key = f"outlet:{outlet or record.document}"
        name = entries.speaker(self._names, record.speaker, label, otherwise)
        if record.speaker is not None:
            return Speaker(f"actor:{record.speaker}", name, record.speaker)
        return Speaker(f"phrase:{name.casefold()}" if label else key, name)

    def _by_outlet(self, figure: Figure) -> bool:
        """Whether a figure without a speaker is the outlet's, not of a source that nobody knows."""
        statement = self.statements.get(figure.statement or "")
        return statement is None or statement.voice == "outlet"

    def heard_from(self, event: Event) -> tuple[str, ...]:
        """Who tells of an event that no outlet states itself; nobody where one does."""
        held = [self.statements[s] for s in event.statements if s in self.statements]
        return tuple(dict.fromkeys(self.speaker(statement).name for statement in held))

    def said(self, statement: Statement) -> str:
        """Attitude, certainty and at whom: "accuses Ana Berg, as probable"."""
        who = self.speaker(statement)
        several = who.key.startswith("phrase:") and phrases.several(who.name)
        return wording.said(
            statement, wording.listed(self.names(statement.target), most=3), several
        )

    def quote(self, statement: Statement) -> str:
        """The exact words of a statement's content, its spans joined by " … "."""
        text = self.documents[statement.document].text
        return " … ".join(" ".join(span.of(text).split()) for span in statement.content)

    def reply(self, statement: Statement, claim: Statement | None) -> str:
        """The words of a denial where its claim is shown: of "Veld denies it", whose content are
        that claim's own words, the sentence."""
        where = claim and (claim.document, claim.content)
        itself = where == (statement.document, statement.content)
        if not (itself and rejoinders.is_rejoinder(statement)):
            return self.quote(statement)
        text = self.documents[statement.document].text
        told = sentences_around(text, statement.cue)
        return " ".join(" ".join(span.of(text).split()) for span in told)

    def around(self, statement: Statement) -> Pieces:
        """The sentence that holds a statement's words, where they do not read by themselves."""
        text = self.documents[statement.document].text
        if rejoinders.is_rejoinder(statement):
            return within(text, sorted((*statement.content, *statement.source, *statement.cue)))
        return around(text, statement.content)

    def around_proposition(self, matter: Matter) -> Pieces:
        """The same of the words in which a matter is put, as far as their statement is at hand."""
        put = self.statements.get(matter.proposition_statement or "")
        if put is None or complete(matter.proposition):
            return ()
        text, words = self.documents[put.document].text, re.escape(matter.proposition)
        found = [Span(*match.span()) for match in re.finditer(words, text)]
        begins = put.content[0].start
        nearest = min(found, key=lambda span: abs(span.start - begins), default=None)
        return around(text, (nearest,)) if nearest else ()

    def stands_for(self, matter: Matter) -> str:
        """For whom the pronoun stands that opens a proposition: "it: Veld"; "" if that is open."""
        put = self.statements.get(matter.proposition_statement or "")
        if put is None:
            return ""
        text = self.documents[put.document].text
        return pronouns.stands_for(
            matter.proposition, put, self.cue(put), text, self.statements, self.actors
        )

    def around_event(self, event: Event) -> Pieces:
        """The same of the clause that an event is called by."""
        for mention in event.mentions:
            document = self.documents.get(mention.document)
            if document and " ".join(mention.span.of(document.text).split()) == event.label:
                return around(document.text, (mention.span,))
        return ()

    def named(self, matter: Matter) -> str:
        """A matter in a line of a list; a part of a sentence says that it is one."""
        cut = "… " if self.around_proposition(matter) else ""
        return cut + wording.shortened(matter.proposition, SHORT)

    def cue(self, statement: Statement) -> str:
        """The exact words that show that somebody speaks."""
        text = self.documents[statement.document].text
        return " … ".join(" ".join(span.of(text).split()) for span in statement.cue)

    def checked(self, record: str) -> str:
        """What a person said of a row: "confirmed by Ana"; "" where nobody has."""
        return self.confirmations.record(record)

    @cached_property
    def denied(self) -> dict[str, tuple[str, ...]]:
        """For each statement those that deny it, or the charge it makes, in reading order."""
        return {
            claim: tuple(self.in_order([one for one in found if one in self.statements]))
            for claim, found in entries.denials(self.ledger).items()
        }

    @cached_property
    def confirmations(self) -> Confirmations:
        """What people confirmed."""
        return Confirmations.of(self.ledger)

    def in_order(self, statements: list[str]) -> list[str]:
        """Statement ids in the order in which a reader meets them."""
        return sorted(statements, key=self._place)

    def _place(self, identifier: str) -> tuple[int, int, str]:
        statement = self.statements[identifier]
        number = self.articles[statement.document].number
        return number, statement.content[0].start, identifier

    @cached_property
    def utterance_of(self) -> dict[str, Utterance]:
        """For each statement the act of speaking that it reports together with others."""
        return {s: u for u in self.ledger.utterances for s in u.statements if s in self.statements}

    @cached_property
    def stances(self) -> dict[str, list[tuple[Matter, Side]]]:
        """For each statement the matters on which it stands, and how."""
        found: defaultdict[str, list[tuple[Matter, Side]]] = defaultdict(list)
        for matter in self.ledger.matters:
            for side in matter.sides:
                found[side.statement].append((matter, side))
        return dict(found)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """For each statement its number within its article, from 1 on, in reading order."""
        found: dict[str, int] = {}
        count: defaultdict[str, int] = defaultdict(int)
        for identifier in self.in_order(list(self.statements)):
            document = self.statements[identifier].document
            count[document] += 1
            found[identifier] = count[document]
        return found

    def tone(self, statement: Statement) -> Stance | None:
        """The stance in whose colour a statement is marked in its article.

        The one it takes on every matter it stands on; where those differ, what its attitude says;
        None where it stands on no matter and neither denies nor declines.
        """
        taken = {side.stance for _, side in self.stances.get(statement.id, ())}
        if len(taken) == 1:
            return taken.pop()
        if statement.attitude == "deny":
            return "denies"
        if statement.attitude == "decline":
            return "leaves_open"
        return "affirms" if taken else None
