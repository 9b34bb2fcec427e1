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


def charged(text: str) -> list[tuple[str | None, list[str]]]:
    """Who speaks and who is accused, by name, in each accusation whose cue accuses."""
    analysis = pipeline.analyse(Document(id="d-1", path="a.txt", text=text), load(), Settings())
    name = {actor.id: actor.name for actor in analysis.actors}
    return [
        (name.get(s.speaker or ""), [name[target] for target in s.target])
        for s in analysis.statements
        if s.attitude == "accuse" and any("accused" in part.of(text) for part in s.cue)
    ]


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        (
            "The hospital reopened on Monday. In August, Ledo Harrun was accused of arresting "
            "Osric Tammel, a well-known preacher, in the capital. Harrun denied any part in it.\n",
            "Ledo Harrun",
        ),
        (
            "The hospital reopened on Monday. Ledo Harrun, a guard from the northern province, "
            "has been accused of arresting a preacher in the capital. Harrun denied any part in "
            "it.\n",
            "Ledo Harrun",
        ),
        (
            "The Marren Front took the town in May. It has also been accused of killing Osric "
            "Tammel, a preacher from Odrin. The Marren Front said that it had harmed nobody.\n",
            "Marren Front",
        ),
    ],
)
def test_the_subject_is_accused_and_does_not_speak(text: str, accused: str) -> None:
    found = charged(text)
    assert found
    assert all(one == (None, [accused]) for one in found)


def accused(text: str) -> list[tuple[str, list[str]]]:
    """The words of each accusation of a text and whom it is aimed at, by name."""
    analysis = pipeline.analyse(Document(id="d-1", path="a.txt", text=text), load(), Settings())
    name = {actor.id: actor.name for actor in analysis.actors}
    return [
        (" ".join(part.of(text) for part in s.content), [name[target] for target in s.target])
        for s in analysis.statements
        if s.attitude == "accuse" and s.voice == "attributed"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The quarry opened again on Monday. Neither she nor Marden's foreman have been accused of "
        "any offence by the district inspectors who look into the fall of Marden's crane.\n",
        "The quarry opened again on Monday. The clerk said that so far neither Corven nor the "
        "crane driver have been accused of negligence by inspectors.\n",
    ],
)
def test_where_nobody_is_accused_nobody_accuses(text: str) -> None:
    assert accused(text) == []


def test_not_only_accused_is_accused() -> None:
    text = (
        "The hospital reopened on Monday. Ledo Harrun not only accused the mayor of theft, he sued "
        "him, he said.\n"
    )
    assert any("theft" in words for words, _ in accused(text))


def test_whom_a_blow_hits_is_not_accused() -> None:
    text = (
        "Xan Pell, 41, attacked her cousin, Tolly Marr, at a wedding in Osk. “Tolly Marr had "
        "collapsed and was bleeding by the well. Nobody came,” said his mother Ida Marr. A police "
        "spokesman said: “The woman was held and admitted attacking the man because she was cross "
        "that he had laughed at her.” Ida Marr said Tolly Marr was at home again.\n"
    )
    found = accused(text)
    assert any("admitted attacking the man" in words for words, _ in found)
    assert all("Tolly Marr" not in targets for _, targets in found)
    assert not any(words.startswith("her cousin") for words, _ in found)
