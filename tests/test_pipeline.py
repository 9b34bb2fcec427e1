"""The whole way: the same case whatever the order, in one go or by and by, and nothing twice."""

from __future__ import annotations

# ruff: noqa: E501  (articles stand here as they are written)
import io
from itertools import permutations
from pathlib import Path

import pytest

from hearsay import pipeline
from hearsay.case import Case
from hearsay.errors import NothingToRead
from hearsay.exports import ledger_json
from hearsay.model.network import load
from hearsay.registry import STEPS, Step, unmet
from hearsay.settings import Settings
from hearsay.types import Document, Judgement

TEXTS = {
    "one": "TASSIN, Oct. 8, 2026 — The governor of Tassin, Orla Venn, denied on Thursday that his guards "
    "had fired on the convoy.\n\n“We were not there,” Venn told reporters.\n\nAccording to a doctor at "
    "the hospital, at least 19 people were killed in the ambush.\n",
    "two": "BRENIK, Oct. 9, 2026 — Water Minister Ledo Harrun accused Orla Venn of sending the guards who "
    "fired on the convoy.\n\nHarrun said 27 people had died in the ambush on Tuesday.\n",
    "three": "The Brenik Courier reported that Orla Venn had denied that his guards had fired on the "
    "convoy. A senior official, who asked not to be named, said the toll could rise to 40.\n",
}  # fmt: skip
SETTINGS = Settings()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def built(path: Path, *rounds: list[str]) -> bytes:
    with Case.create(path) as case:
        for inputs in rounds:
            pipeline.ingest(inputs, case, SETTINGS)
        assert case.verify() == []
        return ledger_json.dumps(case.ledger())


def test_any_order_by_and_by_or_at_once(folder: Path) -> None:
    at_once = built(folder / "at_once.case", ["one.txt", "two.txt", "three.txt"])
    for number, order in enumerate(permutations(["one.txt", "two.txt", "three.txt"])):
        assert built(folder / f"{number}.case", *([name] for name in order)) == at_once


def test_adding_twice_changes_nothing(folder: Path) -> None:
    once = built(folder / "a.case", ["one.txt", "two.txt"])
    twice = built(folder / "b.case", ["one.txt", "two.txt"], ["./two.txt", str(folder / "one.txt")])
    assert once == twice


def test_removing_undoes_adding(folder: Path) -> None:
    before = built(folder / "a.case", ["one.txt", "two.txt"])
    with Case.create(folder / "b.case") as case:
        pipeline.ingest(["one.txt", "two.txt", "three.txt"], case, SETTINGS)
        pipeline.remove([case.find_document("three").id], case, SETTINGS)
        assert ledger_json.dumps(case.ledger()) == before
        assert case.verify() == []


def test_an_interrupted_build_goes_on(folder: Path) -> None:
    whole = built(folder / "a.case", ["one.txt", "two.txt", "three.txt"])

    def stop(path: str, done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with Case.create(folder / "b.case") as case:
        with pytest.raises(KeyboardInterrupt):
            pipeline.ingest(["."], case, SETTINGS, progress=stop)
        assert case.ledger().documents == ()
        assert len(case.documents_pending()) == 2
        seen: list[str] = []
        pipeline.ingest(["."], case, SETTINGS, progress=lambda path, done, total: seen.append(path))
        assert len(seen) == 1
        assert ledger_json.dumps(case.ledger()) == whole


def test_an_exported_case_reads_back_and_grows(folder: Path) -> None:
    two = built(folder / "a.case", ["one.txt", "two.txt"])
    three = built(folder / "all.case", ["one.txt", "two.txt", "three.txt"])
    with Case.create(folder / "b.case") as case:
        case.load_ledger(ledger_json.loads(two))
        assert ledger_json.dumps(case.ledger()) == two
        pipeline.ingest(["three.txt"], case, SETTINGS)
        assert ledger_json.dumps(case.ledger()) == three


def test_judgements_survive_every_rerun(folder: Path) -> None:
    with Case.create(folder / "a.case") as case:
        pipeline.ingest(["one.txt", "two.txt"], case, SETTINGS)
        venns = sorted(
            actor.id
            for analysis in case.analyses()
            for actor in analysis.actors
            if actor.name.endswith("Venn")
        )
        assert len(venns) == 2
        joined = [a for a in case.ledger().actors if a.name.endswith("Venn")]
        assert len(joined) == 1
        case.judge(
            Judgement(
                "j-1",
                "|".join(venns),
                "not the same",
                "a reader",
                "2026-11-22T10:00:00Z",
                "two men",
            )
        )
        pipeline.ingest(["three.txt"], case, SETTINGS)
        assert len([a for a in case.ledger().actors if a.name.endswith("Venn")]) >= 2
        assert case.judgements()[0].why == "two men"
        assert case.ledger().judgements == case.judgements()


def test_nothing_to_read(folder: Path) -> None:
    with Case.create(folder / "a.case") as case, pytest.raises(NothingToRead, match="nowhere"):
        pipeline.ingest(["nowhere.txt"], case, SETTINGS)


def test_standard_input(folder: Path) -> None:
    with Case.create(folder / "a.case") as case:
        receipt = pipeline.ingest(["-"], case, SETTINGS, stdin=io.BytesIO(TEXTS["one"].encode()))
        assert len(receipt.added) == 1 and receipt.skipped == ()


def test_what_one_article_yields_depends_on_it_alone() -> None:
    network = load()
    documents = [Document(id=f"d-{name}", path=f"{name}.txt", text=t) for name, t in TEXTS.items()]
    alone = [pipeline.analyse(d, network, SETTINGS) for d in documents]
    backwards = [pipeline.analyse(d, network, SETTINGS) for d in reversed(documents)]
    assert alone == backwards[::-1]
    with_one_thread = [pipeline.analyse(d, load(threads=1), SETTINGS) for d in documents]
    assert [a.statements for a in alone] == [a.statements for a in with_one_thread]


def test_reads_the_denial_and_who_denies() -> None:
    document = Document(id="d-one", path="one.txt", text=TEXTS["one"])
    analysis = pipeline.analyse(document, load(), SETTINGS)
    names = {actor.id: actor.name for actor in analysis.actors}
    denials = [s for s in analysis.statements if s.attitude == "deny"]
    assert any(
        "fired on the convoy" in s.content[0].of(document.text)
        and s.speaker is not None
        and "Venn" in names[s.speaker]
        for s in denials
    )


def test_steps_are_in_an_order_that_works() -> None:
    assert unmet(STEPS) == []
    late = Step("late", STEPS[0].run, needs=("nothing gives this",), gives=())
    assert unmet((*STEPS, late)) == ["late needs nothing gives this"]
