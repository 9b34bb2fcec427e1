"""Entries: the lines of a ledger as the command line, the page and the exports see them.

Takes a `Ledger`, gives statements with every id already turned into a name and every span into its
words. Leaves filtering to `Case` and layout to whoever shows an entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from hearsay.types import Actor, Document, Ledger, Reason, Span, Statement

BETWEEN = " ... "
UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement, ready to be read.

    `speaker` is the actor's name, else the phrase of an anonymous one, else "unresolved"; `named`
    tells whether it is an actor. `words`, `cue` and `source` are the article's own words, the parts
    of a broken one joined by " ... ". `heading` is the document's title, else its file's name.
    """

    id: str
    document: str
    heading: str
    path: str
    outlet: str | None
    published: str | None
    speaker: str
    named: bool
    via: tuple[str, ...]
    attitude: str
    certainty: str
    quotation: str
    voice: str
    words: str
    cue: str
    source: str
    target: tuple[str, ...]
    about: tuple[str, ...]
    flags: tuple[str, ...]
    said_on: str | None
    occasion: str | None
    parent: str | None
    start: int
    confidence: float
    speaker_confidence: float
    because: tuple[Reason, ...]


def words(text: str, spans: Iterable[Span]) -> str:
    """The words under the spans, joined by " ... ". Never a word that the text does not hold."""
    return BETWEEN.join(span.of(text) for span in spans)


def names(ledger: Ledger) -> dict[str, str]:
    """Each actor's name by id."""
    return {actor.id: actor.name for actor in ledger.actors}


def heading(document: Document) -> str:
    """The document's title, else the name of its file, else its id."""
    return document.title or PurePath(document.path).name or document.id


def speaker(
    name_of: Mapping[str, str], actor: str | None, label: str | None, otherwise: str = UNRESOLVED
) -> str:
    """The name of whoever speaks: an actor's, else the anonymous phrase, else `otherwise`."""
    if actor is not None:
        return name_of.get(actor, actor)
    return label or otherwise


def named(name_of: Mapping[str, str], ids: Sequence[str]) -> tuple[str, ...]:
    """The names of actors; what is a plain name already stays."""
    return tuple(name_of.get(one, one) for one in ids)


def denials(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """For each statement those that deny it or deny the charge it makes: they travel with it."""
    found: dict[str, set[str]] = {}
    for matter in ledger.matters:
        for pair in matter.oppositions:
            found.setdefault(pair.claim, set()).add(pair.denial)
    for accusation in ledger.accusations:
        for response in accusation.responses:
            if response.kind == "denies":
                found.setdefault(accusation.statement, set()).add(response.statement)
    return {claim: tuple(sorted(found[claim])) for claim in sorted(found)}


def entries(ledger: Ledger, only: Iterable[Statement] | None = None) -> list[Entry]:
    """The ledger's statements (or `only` these of them), by document and place in it.

    The outlet's own sentences (`voice` "outlet") have the outlet for a speaker.
    """
    documents = {document.id: document for document in ledger.documents}
    name_of = names(ledger)
    chosen = ledger.statements if only is None else only
    found = [_entry(statement, documents[statement.document], name_of) for statement in chosen]
    return sorted(found, key=lambda entry: (entry.path, entry.document, entry.start, entry.id))


def _entry(statement: Statement, document: Document, name_of: Mapping[str, str]) -> Entry:
    outlet = document.outlet or "the outlet"
    return Entry(
        id=statement.id,
        document=document.id,
        heading=heading(document),
        path=document.path,
        outlet=document.outlet,
        published=document.published,
        speaker=speaker(
            name_of,
            statement.speaker,
            statement.speaker_label,
            outlet if statement.voice == "outlet" else UNRESOLVED,
        ),
        named=statement.speaker is not None,
        via=named(name_of, statement.via),
        attitude=statement.attitude,
        certainty=statement.certainty,
        quotation=statement.quotation,
        voice=statement.voice,
        words=words(document.text, statement.content),
        cue=words(document.text, statement.cue),
        source=words(document.text, statement.source),
        target=named(name_of, statement.target),
        about=named(name_of, statement.about),
        flags=statement.flags,
        said_on=statement.said_on,
        occasion=statement.occasion,
        parent=statement.parent,
        start=min((span.start for span in statement.content), default=0),
        confidence=statement.confidence,
        speaker_confidence=statement.speaker_confidence,
        because=statement.because,
    )


def actors_called(actors: Iterable[Actor], name: str) -> list[Actor]:
    """The actors of that id, name or alias, whatever its case and leading article.

    Where none goes by exactly that, those in whose names it stands as whole words.
    """
    wanted = folded(name)
    if not wanted:
        return []
    pool = [(actor, {folded(form) for form in (actor.name, *actor.aliases)}) for actor in actors]
    if exact := [actor for actor, forms in pool if actor.id == name or wanted in forms]:
        return exact
    return [actor for actor, forms in pool if any(holds_words(form, wanted) for form in forms)]


def folded(name: str) -> str:
    """The name for comparison: no case, one blank between words, no leading article."""
    parts = name.casefold().replace("’", "'").split()
    return " ".join(parts[1:] if len(parts) > 1 and parts[0] in {"the", "a", "an"} else parts)


def holds_words(form: str, wanted: str) -> bool:
    """Whether one folded name stands in another as whole words."""
    return f" {wanted} " in f" {form} "
