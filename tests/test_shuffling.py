"""Neither the order of the articles nor who reads them changes anything: real weights, the demo."""

from __future__ import annotations

import multiprocessing
import random
from dataclasses import replace
from pathlib import Path

import pytest

from hearsay import pipeline, readers
from hearsay.case import Case
from hearsay.errors import WorkerLost
from hearsay.exports import ledger_json
from hearsay.model.network import load
from hearsay.settings import Settings
from hearsay.sql import content
from hearsay.types import Document

EXAMPLES = Path(__file__).parents[1] / "examples"
SETTINGS = Settings()


@pytest.fixture(autouse=True)
def in_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case of all articles, read in one go by this process with two threads."""
    place = tmp_path_factory.mktemp("whole") / "whole.case"
    with pytest.MonkeyPatch.context() as patch, Case.create(place) as case:
        patch.chdir(EXAMPLES)
        pipeline.ingest(["articles"], case, SETTINGS)
    return place


def exported(place: Path) -> bytes:
    with Case.open(place) as case:
        return ledger_json.dumps(case.ledger())


def shuffled(seed: int) -> list[Document]:
    found = [d for d in readers.read(["articles"], SETTINGS) if isinstance(d, Document)]
    random.Random(seed).shuffle(found)
    return found


@pytest.mark.parametrize(("seed", "threads"), [(1, 2), (2, 1)])
def test_an_article_is_read_alike_whatever_was_read_before(
    whole: Path, seed: int, threads: int
) -> None:
    network = load(threads=threads)
    with Case.open(whole) as case:
        expected = {one.document.id: content.packed(one) for one in case.analyses()}
    for document in shuffled(seed):
        read = content.packed(pipeline.analyse(document, network, SETTINGS))
        assert read == expected.pop(document.id), document.path
    assert expected == {}


def test_by_and_by_in_another_order_exports_the_same_bytes(whole: Path, tmp_path: Path) -> None:
    paths = sorted({document.path.split("#")[0] for document in shuffled(0)})
    random.Random(3).shuffle(paths)
    with Case.create(tmp_path / "a.case") as case:
        for some in (paths[:1], paths[1:5], paths[5:]):
            pipeline.ingest(some, case, replace(SETTINGS, threads=1))
    assert exported(tmp_path / "a.case") == exported(whole)


def test_a_pool_of_two_writes_the_same_file(whole: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    with Case.create(tmp_path / "a.case") as case:
        receipt = pipeline.ingest(
            ["articles"],
            case,
            replace(SETTINGS, processes=2, threads=1),
            progress=lambda *words: told.append(words),
        )
    assert (tmp_path / "a.case").read_bytes() == whole.read_bytes()
    assert [(done, total) for _, done, total in told] == [
        (number, len(receipt.added)) for number in range(len(receipt.added))
    ]


def test_a_killed_worker_leaves_what_was_read(whole: Path, tmp_path: Path) -> None:
    def kill(path: str, done: int, total: int) -> None:
        if done == 2:
            for worker in multiprocessing.active_children():
                worker.kill()

    with Case.open(whole) as case:
        expected = {one.document.id: content.packed(one) for one in case.analyses()}
    with Case.create(tmp_path / "a.case") as case:
        with pytest.raises(WorkerLost):
            pipeline.ingest(
                ["articles"], case, replace(SETTINGS, processes=2, threads=1), progress=kill
            )
        assert case.ledger().documents == () and case.verify() == []
        kept = {one.document.id: content.packed(one) for one in case.analyses()}
        assert 2 <= len(kept) < len(expected)
        assert kept.items() <= expected.items()
        assert set(case.documents_pending()) == kept.keys()
