"""Makes small analyses of invented articles, as the steps would."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hearsay.identity import identify
from hearsay.text import sentences
from hearsay.types import (
    Actor,
    ActorKind,
    Analysis,
    Attitude,
    Document,
    Mention,
    Span,
    Statement,
    Voice,
)


class Article:
    """One article under construction; words are found in its text."""

    def __init__(self, name: str, text: str, outlet: str | None, origins: tuple[str, ...]) -> None:
        self.document = Document(
            id=identify("d", name), path=f"{name}.txt", text=text, outlet=outlet, origins=origins
        )
        self.actors: list[Actor] = []
        self.statements: list[Statement] = []

    def find(self, words: str) -> Span:
        """Where the words stand."""
        start = self.document.text.index(words)
        return Span(start, start + len(words))

    def actor(self, name: str, kind: ActorKind = "person", *aliases: str) -> str:
        """Adds an actor; its id."""
        found = [a for a in (name, *aliases) if a in self.document.text]
        actor_id = identify("a", self.document.id, name, kind)
        mentions = tuple(sorted(Mention(self.document.id, self.find(form)) for form in found))
        self.actors.append(Actor(actor_id, name, kind, aliases=aliases, mentions=mentions))
        return actor_id

    def says(
        self,
        words: str,
        speaker: str | None = None,
        attitude: Attitude = "assert",
        target: tuple[str, ...] = (),
        label: str | None = None,
        voice: Voice = "attributed",
        cue: str | None = None,
        flags: tuple[str, ...] = (),
    ) -> str:
        """Adds a statement; its id."""
        statement_id = identify("s", self.document.id, words, speaker or label)
        self.statements.append(
            Statement(
                id=statement_id,
                document=self.document.id,
                content=(self.find(words),),
                speaker=speaker,
                speaker_label=label,
                attitude=attitude,
                voice=voice,
                target=target,
                cue=(self.find(cue),) if cue else (),
                flags=flags,
            )
        )
        return statement_id

    def analysis(self) -> Analysis:
        """What the steps would have given."""
        return Analysis(
            document=self.document,
            model="test",
            sentences=tuple(sentences(self.document.text)),
            actors=tuple(self.actors),
            statements=tuple(self.statements),
        )


@pytest.fixture
def article() -> Callable[..., Article]:
    """A maker of articles: `article(name, text, outlet=None, origins=())`."""

    def make(
        name: str, text: str, outlet: str | None = None, origins: tuple[str, ...] = ()
    ) -> Article:
        return Article(name, text, outlet, origins)

    return make
