"""Words in the place of a source that name nobody who speaks."""

from hearsay import pipeline
from hearsay.model.network import load
from hearsay.settings import Settings
from hearsay.types import Document

TEXT = (
    "The screens will be made in Osk from May, the Tarn Times of South Korea reported on Monday. "
    "Samsu will follow in June, the South Korean newspaper said. Now there are reports stating "
    "that a third maker may join.\n"
)


def test_a_nations_paper_is_not_the_nation_and_there_is_nobody() -> None:
    analysis = pipeline.analyse(Document(id="d-1", path="a.txt", text=TEXT), load(), Settings())
    name = {actor.id: actor.name for actor in analysis.actors}
    speakers = [
        name.get(s.speaker or "", s.speaker_label)
        for s in analysis.statements
        if s.voice == "attributed"
    ]
    assert speakers[1] == "the South Korean newspaper"
    assert "there" not in speakers
    assert "South Korean" not in speakers
