"""The subject of "was accused of" is the accused, never the accuser, and no victim is."""

import pytest

from hearsay import pipeline
from hearsay.model.network import load
from hearsay.settings import Settings
from hearsay.steps.phrases import passively_accused
from hearsay.types import Document


@pytest.mark.parametrize(
    "cue",
    ["was accused of", "have been blamed for", "is widely suspected of", "were again charged"],
)
def test_passive_cues(cue: str) -> None:
    assert passively_accused(cue)


@pytest.mark.parametrize("cue", ["accused", "has accused", "blamed", "said it was", "denied"])
def test_other_cues(cue: str) -> None:
    assert not passively_accused(cue)


def test_the_subject_is_accused_and_does_not_speak() -> None:
    text = (
        "The hospital reopened on Monday. In August, Ledo Harrun was accused of arresting Osric "
        "Tammel, a well-known preacher, in the capital. Harrun denied any part in the arrest.\n"
    )
    analysis = pipeline.analyse(Document(id="d-1", path="a.txt", text=text), load(), Settings())
    name = {actor.id: actor.name for actor in analysis.actors}
    accusations = [
        s
        for s in analysis.statements
        if any("accused" in part.of(text) for part in s.cue) and s.attitude == "accuse"
    ]
    assert accusations
    for one in accusations:
        assert one.speaker is None
        assert all(name[target] == "Ledo Harrun" for target in one.target)


def test_what_is_told_of_the_accused_may_stand_between() -> None:
    text = (
        "The hospital reopened on Monday. Ledo Harrun, a guard from the northern province, has "
        "been accused of arresting a preacher in the capital. Harrun denied any part in it.\n"
    )
    analysis = pipeline.analyse(Document(id="d-1", path="a.txt", text=text), load(), Settings())
    name = {actor.id: actor.name for actor in analysis.actors}
    (one,) = [s for s in analysis.statements if s.attitude == "accuse"]
    assert one.speaker is None
    assert [name[target] for target in one.target] == ["Ledo Harrun"]


def test_a_pronoun_may_be_accused_and_been_stand_before_the_cue() -> None:
    text = (
        "The Marren Front took the town in May. It has also been accused of killing Osric Tammel, "
        "a preacher from Odrin. The Marren Front said on Monday that it had harmed nobody.\n"
    )
    analysis = pipeline.analyse(Document(id="d-1", path="a.txt", text=text), load(), Settings())
    name = {actor.id: actor.name for actor in analysis.actors}
    accused = {name[t] for s in analysis.statements if s.attitude == "accuse" for t in s.target}
    assert "Osric Tammel" not in accused
    assert accused <= {"Marren Front"}
