"""A quotation that a paragraph leaves open goes on in the next one, of the same source."""

import pytest

from hearsay import pipeline
from hearsay.model.network import load
from hearsay.settings import Settings
from hearsay.types import Document

OPENING = (
    "A student of Tallow has been missing since May, the ministry said. Diplomats said that he "
    "may have been taken, the diplomatic source said.\n\n"
    "Oren Pask, the Rell correspondent of a news agency, said: {open}Since the eighties, when "
    "somebody falls, his relatives abroad are brought home.{close}\n\n"
    "{open}If the student returned he would be kept in prison. That has happened many times.”\n\n"
    "His school has not commented.\n"
)


def speakers(text: str) -> dict[str, str | None]:
    analysis = pipeline.analyse(Document(id="d-1", path="a.txt", text=text), load(), Settings())
    name = {actor.id: actor.name for actor in analysis.actors}
    return {
        " ".join(part.of(text) for part in s.content)[:14]: name.get(s.speaker or "")
        for s in analysis.statements
        if s.voice == "attributed" and any(r.rule == "quotation left open" for r in s.because)
    }


@pytest.mark.parametrize("mark", ["“", '"'])
def test_what_goes_on_is_of_the_same_speaker(mark: str) -> None:
    text = OPENING.format(open=mark, close="").replace("”", "”" if mark == "“" else '"')
    assert speakers(text).get("If the student", "Oren Pask") == "Oren Pask"
    analysis = pipeline.analyse(Document(id="d-1", path="a.txt", text=text), load(), Settings())
    name = {actor.id: actor.name for actor in analysis.actors}
    said = [
        name.get(s.speaker or "")
        for s in analysis.statements
        if text[s.content[0].start :].startswith("If the student returned")
    ]
    assert said == ["Oren Pask"]


def test_what_is_closed_goes_on_with_nothing() -> None:
    assert speakers(OPENING.format(open="“", close="”")) == {}
