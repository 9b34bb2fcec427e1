"""Addresses are names of outlets, and a hyphen makes nobody another."""

from hearsay import names, pipeline
from hearsay.model.network import load
from hearsay.settings import Settings
from hearsay.types import Actor, Document


def actors(text: str) -> tuple[Actor, ...]:
    return pipeline.analyse(Document(id="d-1", path="a.txt", text=text), load(), Settings()).actors


def test_an_address_is_one_outlet() -> None:
    text = (
        "The pizza is still sold in two towns along the river, according to Kenya.com, a website. "
        "Kenya.com said the owner kept the ovens.\n"
    )
    assert [(actor.name, actor.kind) for actor in actors(text)] == [("Kenya.com", "media")]


def test_hyphens_part_nobody() -> None:
    text = (
        "Ming-Lo Kuo, an analyst, said the watch would ship in March. Kuo has been right before. "
        "Ming Lo Kuo also predicted a smaller phone.\n"
    )
    assert len([actor for actor in actors(text) if actor.kind == "person"]) == 1
    assert names.may_be_one("Jang Rell Thaek", "Jang Rell-thaek", "person", "person")
    assert not names.may_be_one("Ming-Lo Kuo", "Ming-Ra Kuo", "person", "person")
