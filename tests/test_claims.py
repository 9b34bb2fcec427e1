"""A case file answers a claim from tables of its own just as its whole ledger would."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay import corrections, pipeline, records, sql
from hearsay.case import Case
from hearsay.links import checking, similarity, turning, words
from hearsay.links.holdings import Whole, most_alike, nearest, runs, word_counts
from hearsay.links.similarity import Put
from hearsay.model.network import load
from hearsay.settings import Settings
from hearsay.sql.holdings import Vectors
from hearsay.types import Analysis, Matter
from hearsay.web.check_page import check_page
from hearsay.web.checking import check_view
from hearsay.web.lookup import Lookup
from test_relating import ARTICLES, SETTINGS, added, rows_of_file

HERE = Path(__file__).resolve()
DEMO = HERE.parents[1] / "examples" / "articles"
SHARED = HERE.parents[2] / "shared"
READ = [SHARED / "seeds", *(SHARED / "gold" / "stories").glob("*/docs")]
ONE = Settings(threads=1)

CLAIMS = (
    "The cables were never tested",
    "The cables were tested",
    "Dunmore Spans was warned about the cables",
    "Nine people were killed when the footbridge collapsed",
    "Eleven people drowned in the harbour",
    "The dam convoy was ambushed by the Guard",
    "The guard did not attack the convoy",
    "Police arrested two suspects on Tuesday",
    "The mayor said",
    "The government denied that troops killed civilians",
    "About 180 people were killed at the airport in Kabul",
    "Thirteen soldiers and 170 civilians died in the attack",
    "ISKP has bases in Pakistan",
    "ISKP does not operate from Pakistan",
    "Kabul shelters the TTP",
    "Hostile agencies created ISKP",
    "Boko Haram agreed to a ceasefire",
    "There is no ceasefire with Boko Haram",
    "The golfer failed a drug test",
    "The woman held in Lebanon is not the wife of Baghdadi",
    "12 34",
    "A zeppelin over Vessmark was painted green",
)


def answers(case: Case, settings: Settings = ONE) -> list[object]:
    """What is shown of every claim, by way of the tables."""
    assert case.claims_ready()
    return [records.plain(check_page(one, case, settings)) for one in CLAIMS]


def whole_answers(case: Case, settings: Settings = ONE) -> list[object]:
    """The same from the whole ledger."""
    ledger, vectors = case.ledger(), case.vectors()
    found = []
    for words_ in CLAIMS:
        claim = pipeline.claim_of(words_, load(threads=1))
        held = Whole(ledger, vectors, case.telling(words_))
        checked, _ = checking.answer(claim, held)
        found.append(records.plain(check_view(Lookup(ledger), checked)))
    return found


def judge(case: Case, subject: str, verdict: str, hour: int) -> None:
    """A person's word, and the case made anew."""
    at = f"2031-05-03T{hour}:00:00"
    case.judge(corrections.judgement(subject, verdict, "Ana", at, "read it"))
    pipeline.renew(case, ONE)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.case"
    with Case.create(path) as case:
        pipeline.ingest([str(DEMO)], case, ONE)
    return path


def test_the_tables_answer_as_the_whole_ledger_does(demo: Path) -> None:
    with Case.open(demo) as case:
        told = answers(case)
        assert told == whole_answers(case)
        assert case.verify() == []
    assert sum(bool(one["matters"]) for one in told if isinstance(one, dict)) >= 3


@pytest.mark.skipif(not READ[0].is_dir(), reason="needs the development data in ../shared")
def test_they_do_so_on_stories_of_the_development_data(tmp_path: Path) -> None:
    with Case.create(tmp_path / "read.case") as case:
        pipeline.ingest([str(folder) for folder in READ if folder.is_dir()], case, ONE)
        told = answers(case)
        assert told == whole_answers(case)
    assert sum(bool(one["matters"]) for one in told if isinstance(one, dict)) >= 5


def with_vectors(analysis: Analysis) -> Analysis:
    """The same with a vector for its statement, drawn by its id."""
    [statement] = analysis.statements
    drawn = np.random.default_rng(sum(map(ord, statement.id))).integers(-90, 90, 384)
    return replace(analysis, vectors=((statement.id, drawn.astype(np.int8).tobytes()),))


READINGS = tuple(with_vectors(one) for one in ARTICLES)


def made(path: Path, batches: Sequence[Sequence[Analysis]], remove: Sequence[str] = ()) -> None:
    with added(path, batches) as case:
        if remove:
            case.update([], remove, SETTINGS)
        assert case.claims_ready() and case.verify() == []


def test_the_order_of_adding_and_removing_leaves_the_same_tables(tmp_path: Path) -> None:
    made(tmp_path / "once.case", [READINGS[:6]])
    mixed = list(READINGS)
    random.Random(3).shuffle(mixed)
    gone = [one.document.id for one in READINGS[6:]]
    made(tmp_path / "mixed.case", [[one] for one in mixed], gone)
    once = rows_of_file(tmp_path / "once.case")
    assert once == rows_of_file(tmp_path / "mixed.case")
    assert len(once["statement_vectors"]) == len(once["article_words"]) == 6
    made(tmp_path / "none.case", [READINGS], [one.document.id for one in READINGS])
    empty = rows_of_file(tmp_path / "none.case")
    assert not any(empty[table] for table in sql.CLAIM_TABLES if table != "claims")


def test_a_case_of_before_answers_and_is_made_ready_once(demo: Path, tmp_path: Path) -> None:
    old = Path(shutil.copy(demo, tmp_path / "old.case"))
    connection = sqlite3.connect(old)
    since = (*sql.CLAIM_TABLES, "told_of_actors")
    for table in since:
        connection.execute(f"DROP TABLE {table}")
    connection.execute("DROP INDEX documents_published")
    connection.execute("CREATE INDEX documents_published ON documents (published)")
    connection.execute("DELETE FROM schema_migrations WHERE version > 5")
    connection.execute(sql.stamp(5))
    connection.commit()
    connection.close()
    with Case.open(demo) as case:
        expected = answers(case)
    lines: list[str] = []
    with Case.open(old) as case:
        assert not case.claims_ready()
        assert [records.plain(check_page(one, case, ONE)) for one in CLAIMS] == expected
        pipeline.prepare_claims(case, lines.append)
        pipeline.prepare_claims(case, lines.append)
        assert answers(case) == expected and case.verify() == []
    assert len(lines) == 1 and "made ready for claims, once" in lines[0]
    before, after = rows_of_file(demo), rows_of_file(old)
    assert {t: after[t] for t in sql.CLAIM_TABLES} == {t: before[t] for t in sql.CLAIM_TABLES}


def test_a_case_of_before_is_made_ready_when_it_is_next_related(demo: Path, tmp_path: Path) -> None:
    old = Path(shutil.copy(demo, tmp_path / "old.case"))
    connection = sqlite3.connect(old)
    for table in sql.CLAIM_TABLES:
        connection.execute(f"DELETE FROM {table}")
    connection.commit()
    connection.close()
    with Case.open(old) as case:
        assert not case.claims_ready()
        pipeline.renew(case, ONE)
        assert case.claims_ready() and case.verify() == []


def test_one_that_may_not_be_written_says_so_and_answers(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = Path(shutil.copy(demo, tmp_path / "old.case"))
    connection = sqlite3.connect(old)
    connection.execute("DELETE FROM claims")
    connection.commit()
    blocked = sqlite3.connect(old, isolation_level=None)
    blocked.execute("BEGIN IMMEDIATE")
    lines: list[str] = []
    with Case.open(old, wait=0.1) as case:
        pipeline.prepare_claims(case, lines.append)
        assert check_page(CLAIMS[0], case, ONE).documents
    blocked.close()
    connection.close()
    assert len(lines) == 2 and "reads the whole case" in lines[1]


def test_what_people_correct_shows_in_the_next_answer(demo: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(demo, tmp_path / "corrected.case"))
    claim = "Nine people were killed when the footbridge collapsed"
    with Case.open(path) as case:
        first = check_page(claim, case, ONE).matters[0]
        quoted = first.sides[0].shown[0].quoted.statement
        judge(case, quoted, "rejected", 10)
        after = check_page(claim, case, ONE)
        told = [one.quoted.statement for m in after.matters for s in m.sides for one in s.shown]
        assert told and quoted not in told
        assert answers(case) == whole_answers(case) and case.verify() == []

        sides = {m.id: [side.statement for side in m.sides] for m in case.ledger().matters}
        one = sides[after.matters[0].id]
        near = [sides[m.id] for m in after.matters[1:] if not set(sides[m.id]) & set(one)]
        far = [every for every in sides.values() if not set(every) & set(one)]
        other = (near or far)[0]
        judge(case, f"{one[0]}|{other[0]}", "same matter", 11)
        joined = next(m for m in case.ledger().matters if {one[0], other[0]} <= _of(m))
        shown = check_page(claim, case, ONE)
        if near:
            assert joined.id in {*(m.id for m in shown.matters), *(m.id for m in shown.also)}
        assert answers(case) == whole_answers(case) and case.verify() == []

        judge(case, f"{one[0]}|{' '.join(one[1:])}", "another matter", 12)
        assert answers(case) == whole_answers(case) and case.verify() == []


def _of(matter: Matter) -> set[str]:
    return {side.statement for side in matter.sides}


def test_vectors_that_were_kept_are_read_anew_when_the_case_holds_others(tmp_path: Path) -> None:
    kept = Vectors()
    path = tmp_path / "grown.case"
    [(name, vector)] = READINGS[7].vectors
    with added(path, [READINGS[:3]]):
        pass
    for size, batch in ((3, ()), (4, READINGS[7:]), (4, ())):
        with Case.open(path, kept=kept) as case:
            case.update(batch, [], SETTINGS)
            with case.holdings() as held:
                assert held is not None
                found = dict(held.nearest(vector, 10))
        assert len(found) == size and (name in found) is (size == 4)


def test_a_tampered_table_is_told(demo: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(demo, tmp_path / "tampered.case"))
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM story_words WHERE word = (SELECT min(word) FROM story_words)")
    connection.commit()
    connection.close()
    with Case.open(path) as case:
        assert [line for line in case.verify() if line.startswith("story_words: 1 rows")]


LETTERS = st.text(alphabet="aeİßǰstn'’-_. \n12é\u0307", max_size=60)


@given(LETTERS, LETTERS)
def test_a_stem_stands_in_a_text_if_it_stands_in_one_of_its_runs(text: str, claimed: str) -> None:
    low = text.casefold()
    low += "\n" + turning.unhyphened(low)
    for stem in words.content_words(claimed):
        assert (stem in low) is any(stem in run for run in runs(text))


@given(LETTERS)
def test_counted_words_are_the_telling_words(text: str) -> None:
    assert word_counts(text).telling == turning.telling(text)


def test_the_scores_of_one_statement_are_those_of_all() -> None:
    draw = np.random.default_rng(5)
    lexicon = [f"{a}{b}n" for a in "bdfgk" for b in ("ara", "elo", "imi", "oru")]
    puts = [
        Put(
            f"d-{n // 4}",
            " ".join([*draw.choice(lexicon, 6), *(["not"] * (n % 3 == 0)), str(n % 5)]),
            draw.integers(-90, 90, 32).astype(np.int8).tobytes() if n % 7 else None,
        )
        for n in range(40)
    ]
    rare = similarity.rarity(put.words for put in puts)
    row = similarity.compared(puts, rare).score[0]
    assert np.allclose(similarity.scores_of_first(puts, rare), row, rtol=0, atol=1e-12)


def test_of_equal_cosines_the_smaller_ids_are_taken() -> None:
    vectors = {f"s-{n}": bytes([n % 3 + 1, 1]) for n in range(9)}
    assert [one for one, _ in nearest(bytes([1, 1]), vectors, 4)] == ["s-0", "s-3", "s-6", "s-1"]
    assert most_alike(["s-2", "s-1"], np.array([0.5, 0.5]), 5) == [("s-1", 0.5), ("s-2", 0.5)]
