"""What the links between documents look up again and again, gathered once.

Takes the statements, actors and documents of a case once actors are joined; answers what a
statement's words are, who stands behind it and whom that one speaks for. Changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hearsay import names
from hearsay.links import words
from hearsay.links.similarity import Put
from hearsay.types import Actor, Document, Span, Statement

_SHOWN = 60


def shortened(words: str) -> str:
    """The beginning of some words on one line, in quotation marks."""
    line = " ".join(words.split())
    return f"“{line if len(line) <= _SHOWN else line[: _SHOWN - 1] + '…'}”"


@dataclass(frozen=True, slots=True)
class Context:
    """A case between joining actors and writing the ledger.

    statements: by document id and place in the text. sentences: by document id. copied: pairs of
    documents that share text or origin, smaller id first, with how. passages: in which words
    statements are shown, as far as somebody asked (`proposition.passage`): each is asked for by
    every side of every matter that it may put.
    """

    documents: Mapping[str, Document]
    actors: Mapping[str, Actor]
    statements: Mapping[str, Statement]
    vectors: Mapping[str, bytes]
    sentences: Mapping[str, Sequence[Span]]
    passages: dict[tuple[str, tuple[Span, ...], bool], str] = field(
        default_factory=dict, compare=False, repr=False
    )

    def words(self, statement: Statement) -> str:
        """What was said, the parts of a broken content joined by a space."""
        text = self.documents[statement.document].text
        return " ".join(span.of(text) for span in statement.content)

    def shown(self, statement: Statement) -> str:
        """The beginning of a statement's words on one line, for reasons."""
        return shortened(self.words(statement))

    def put(self, statement: Statement) -> Put:
        """What a statement puts, for comparison with others."""
        return Put(
            statement.document,
            self.words(statement),
            self.vectors.get(statement.id),
            statement.attitude,
            statement.content,
        )

    def speaker(self, statement: Statement) -> str | None:
        """A key for who said it: an actor's id, else a label, else None."""
        if statement.speaker is not None:
            return statement.speaker
        if statement.voice == "outlet":
            return f"outlet:{self.outlet(statement.document)}"
        if statement.speaker_label and not any(r.rule == "agentless" for r in statement.because):
            return f"label:{names.normal(statement.speaker_label)}"
        return None

    def party(self, statement: Statement) -> str | None:
        """For whom the speaker speaks: the last actor of the chain of `part_of`, or the label."""
        key = self.speaker(statement)
        if key is None:
            return None
        if key.startswith(("label:", "outlet:")):
            return key.partition(":")[2]
        return self._above(key)[-1]

    def related(self, one: str, other: str) -> bool:
        """Whether one actor is the other or a part of it, however far up."""
        return other in self._above(one) or one in self._above(other)

    def turns_on(self, answer: Statement, speaker: str) -> bool:
        """Whether an answer is aimed at an actor's claims: by its target, or since it names them.

        "Claims made by Ada Varga" names her; "Ada Varga was poisoned" is about her.
        """
        if any(self.related(speaker, target) for target in answer.target):
            return True
        named = words.claimants(self.words(answer))
        return bool(named) and any(
            words.capitalised(self.actors[actor].name) & named
            for actor in self._above(speaker)
            if actor in self.actors
        )

    def _above(self, actor: str) -> list[str]:
        chain = [actor]
        while (above := self.actors[chain[-1]].part_of if chain[-1] in self.actors else None) and (
            above not in chain
        ):
            chain.append(above)
        return chain

    def outlet(self, document: str) -> str:
        """Who published a document; where nobody knows, the name of its file."""
        found = self.documents[document]
        stem = found.path.replace("\\", "/").rpartition("/")[2].rpartition(".")
        return found.outlet or stem[0] or stem[2]

    def name(self, key: str) -> str:
        """How an actor's id, or a label, is told to people."""
        return self.actors[key].name if key in self.actors else key.partition(":")[2] or key
