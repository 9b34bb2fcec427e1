"""What a case holds, answers and refuses. Crashes, locks and strange files: test_case_safety.py."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from hearsay.case import Case
from hearsay.errors import BadRecord, CaseError, NotFound
from hearsay.types import Analysis, Ledger, Reason, Span
from ledger_samples import MADE, analyses, analysis, judgement, ledger, ledgers, relate, span


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """A case of the three articles."""
    with Case.create(tmp_path / "flood.case") as made:
        made.record(analyses(), [], relate)
        yield made


def rows_of_file(path: Path) -> dict[str, list[Any]]:
    """Every table's rows in order, as SQLite shows them to anybody."""
    connection = sqlite3.connect(path)
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_fts%'"
    ).fetchall()
    found = {
        name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall()
        for (name,) in tables
    }
    connection.close()
    return found


def test_the_ledger_comes_back_as_it_was_related(case: Case) -> None:
    assert case.ledger() == relate(analyses(), [])
    assert case.counts()["statements"] == 4
    assert list(case.analyses()) == analyses()


def test_a_new_case_is_an_empty_ledger(tmp_path: Path) -> None:
    with Case.create(tmp_path / "new.case") as case:
        assert case.ledger() == Ledger(hearsay=MADE, model="")
        assert case.documents_known() == set()
        assert case.verify() == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers())
def test_any_sound_ledger_survives_the_file(told: Ledger) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.case"
        with Case.create(path) as case:
            case.load_ledger(told)
        with Case.open(path) as case:
            assert case.ledger() == told
            assert case.verify() == []


def test_adding_later_equals_adding_at_once(case: Case, tmp_path: Path) -> None:
    with Case.create(tmp_path / "slow.case") as slow:
        for one in reversed(analyses()):
            slow.record([one], [], relate)
        assert slow.ledger() == case.ledger()
        assert rows_of_file(slow.path) == rows_of_file(case.path)


def test_adding_twice_changes_nothing(case: Case) -> None:
    before = rows_of_file(case.path)
    case.record(analyses(), [], relate)
    assert rows_of_file(case.path) == before


def test_removing_leaves_what_never_having_added_leaves(case: Case, tmp_path: Path) -> None:
    case.record([], ["d-herald"], relate)
    with Case.create(tmp_path / "less.case") as less:
        less.record([one for one in analyses() if one.document.id != "d-herald"], [], relate)
        assert rows_of_file(less.path) == rows_of_file(case.path)
    assert case.statements(text="touched") == []
    assert case.verify() == []


def test_removing_everything_leaves_an_empty_ledger(case: Case) -> None:
    case.record([], sorted(case.documents_known()), relate)
    assert case.ledger() == relate([], [])
    assert case.verify() == []


def test_removing_what_is_not_there_is_refused(case: Case) -> None:
    with pytest.raises(NotFound, match="d-none"):
        case.record([], ["d-wire", "d-none"], relate)
    assert "d-wire" in case.documents_known()


def test_stored_analyses_wait_unseen_for_the_next_record(tmp_path: Path) -> None:
    first, *rest = analyses()
    with Case.create(tmp_path / "cut.case") as case:
        case.record([first], [], relate)
        before = case.ledger()
        for one in rest:
            case.store(one, settings="set-1")
        assert case.ledger() == before
        assert case.documents_pending() == ("d-herald", "d-wire")
        assert case.verify() == []
    with Case.open(tmp_path / "cut.case") as case:
        assert case.documents_known() == {"d-courier", "d-herald", "d-wire"}
        assert case.documents_known(settings="set-1") == {"d-herald", "d-wire"}
        assert case.documents_known(model="other") == set()
        case.record([], [], relate)
        assert case.ledger() == relate(analyses(), [])
        assert case.documents_pending() == ()


def test_a_new_model_takes_the_place_of_what_the_old_one_read(case: Case) -> None:
    again = replace(analyses()[0], model="weights-2", statements=(), figures=(), events=())
    again = replace(again, vectors=())
    case.store(again)
    assert len(case.statements(document="courier")) == 1
    case.record([], [], relate)
    assert case.statements(document="courier") == []
    assert case.documents_known(model="weights-2") == {"d-courier"}


def test_another_text_under_a_known_id_is_refused(case: Case) -> None:
    other = analysis("courier", "Dam gates\nNothing to see.\n")
    with pytest.raises(BadRecord, match="another text"):
        case.store(other)
    with pytest.raises(BadRecord, match="another text"):
        case.record([other], [], relate)


def spoiled_statement(one: Analysis, **changed: Any) -> Analysis:
    return replace(one, statements=(replace(one.statements[0], **changed), *one.statements[1:]))


SPOILED: dict[str, Callable[[Analysis], Analysis]] = {
    "leaves its text": lambda one: spoiled_statement(one, content=(Span(3, 10_000),)),
    "is empty": lambda one: spoiled_statement(one, cue=(Span(3, 3),)),
    "has no content": lambda one: spoiled_statement(one, content=()),
    "sorted and disjoint": lambda one: spoiled_statement(one, content=(Span(3, 9), Span(5, 12))),
    "both a speaker": lambda one: spoiled_statement(one, speaker_label="an official"),
    "confidence 0.123 ": lambda one: spoiled_statement(one, confidence=0.123),
    "confidence 1.5 ": lambda one: spoiled_statement(one, confidence=1.5),
    "confidence nan ": lambda one: spoiled_statement(one, confidence=float("nan")),
    "names actor a-ghost": lambda one: spoiled_statement(one, target=("a-ghost",)),
    "names statement s-ghost": lambda one: spoiled_statement(one, parent="s-ghost"),
    "names document d-ghost": lambda one: spoiled_statement(one, document="d-ghost"),
    "records have this id": lambda one: replace(one, actors=one.actors * 2),
    "runs backwards": lambda one: replace(
        one, figures=(replace(one.figures[0], low=3.0, high=2.0),), events=()
    ),
    "not finite": lambda one: replace(one, figures=(replace(one.figures[0], low=float("inf")),)),
    "a vector belongs": lambda one: replace(one, vectors=(("s-ghost", b""),)),
    "sentences": lambda one: replace(one, sentences=(Span(0, 9_999),)),
    "boilerplate": lambda one: replace(
        one, document=replace(one.document, boilerplate=(Span(4, 4),))
    ),
    "surrogate": lambda one: replace(
        one, document=replace(one.document, text=one.document.text + "\ud83d")
    ),
    "half of a surrogate pair stands": lambda one: replace(
        one, document=replace(one.document, title="\ud83d")
    ),
}


@pytest.mark.parametrize("words", SPOILED)
def test_a_record_that_does_not_hold_is_refused_and_nothing_written(
    words: str, tmp_path: Path
) -> None:
    spoiled = SPOILED[words](analyses()[0])
    with Case.create(tmp_path / "spoiled.case") as case:
        with pytest.raises(BadRecord, match=words):
            case.store(spoiled)
        with pytest.raises(BadRecord, match=words):
            case.record([*analyses()[1:], spoiled], [], relate)
        assert case.documents_known() == set()
        assert case.ledger().documents == ()


MISRELATED: dict[str, Callable[[Ledger], Ledger]] = {
    "side of s-courier-1: gives no reason": lambda told: replace(
        told,
        matters=(
            replace(
                told.matters[0],
                sides=(replace(told.matters[0].sides[0], because=()), *told.matters[0].sides[1:]),
            ),
        ),
    ),
    "s-herald-1 against s-wire-1: gives no reason": lambda told: replace(
        told,
        matters=(
            replace(
                told.matters[0],
                oppositions=tuple(replace(o, because=()) for o in told.matters[0].oppositions),
            ),
        ),
    ),
    "joined from several documents: gives no reason": lambda told: replace(
        told, actors=tuple(replace(actor, because=()) for actor in told.actors)
    ),
    "copy 1: gives no reason": lambda told: replace(
        told, copies=(replace(told.copies[0], because=()),)
    ),
    "utterance u-1: gives no reason": lambda told: replace(
        told, utterances=(replace(told.utterances[0], because=()),)
    ),
    "names statement s-wire-1 twice": lambda told: replace(
        told,
        matters=(
            replace(told.matters[0], sides=told.matters[0].sides + told.matters[0].sides[1:2]),
        ),
    ),
    "joins 1 statements": lambda told: replace(
        told, utterances=(replace(told.utterances[0], statements=("s-wire-1",)),)
    ),
    "does not hold it as it was analysed": lambda told: replace(
        told,
        documents=(
            replace(told.documents[0], text=told.documents[0].text + "!"),
            *told.documents[1:],
        ),
    ),
    "stands there more than once": lambda told: replace(told, accusations=told.accusations * 2),
    "searched 4 of 3": lambda told: replace(
        told, accusations=(replace(told.accusations[0], searched=(4, None, None)),)
    ),
    "counts 2 to 1 origins": lambda told: replace(
        told,
        matters=(
            replace(
                told.matters[0],
                denies=replace(told.matters[0].affirms, origins_low=2, origins_high=1),
            ),
        ),
    ),
    "CHECK constraint failed": lambda told: replace(
        told,
        statements=tuple(replace(s, attitude="sing") for s in told.statements),  # type: ignore[arg-type]
    ),
}


@pytest.mark.parametrize("words", MISRELATED)
def test_a_ledger_that_does_not_hold_leaves_the_last_one(words: str, tmp_path: Path) -> None:
    first, *rest = analyses()
    with Case.create(tmp_path / "misrelated.case") as case:
        case.record([first], [], relate)
        before = rows_of_file(case.path)
        with pytest.raises(BadRecord, match=words):
            case.record(rest, [], lambda every, said: MISRELATED[words](relate(every, said)))
        assert rows_of_file(case.path) == before


def test_an_exception_in_relate_leaves_the_last_ledger(case: Case) -> None:
    def interrupted(every: object, said: object) -> Ledger:
        raise KeyboardInterrupt

    before = rows_of_file(case.path)
    with pytest.raises(KeyboardInterrupt):
        case.record([], ["d-wire"], interrupted)
    assert rows_of_file(case.path) == before
    case.record([], ["d-wire"], relate)


def test_judgements_are_appended_kept_and_given_to_relate(case: Case) -> None:
    later = judgement("j-0", at="2031-07-01T00:00:00Z", undoes="j-1")
    case.judge(judgement())
    case.judge(later)
    case.judge(judgement())
    assert case.judgements() == (judgement(), later)
    seen: list[object] = []

    def relate_with(every: Any, said: Any) -> Ledger:
        seen.extend(said)
        return replace(relate(every, said), judgements=())

    case.record([], ["d-wire"], relate_with)
    assert seen == [judgement(), later]
    assert case.ledger().judgements == (later, judgement())
    with pytest.raises(BadRecord, match="other words"):
        case.judge(judgement(why="changed my mind"))
    with pytest.raises(BadRecord, match="undoes j-9"):
        case.judge(judgement("j-2", undoes="j-9"))


def test_nobody_edits_a_judgement_even_with_sqlite(case: Case) -> None:
    case.judge(judgement())
    connection = sqlite3.connect(case.path)
    with pytest.raises(sqlite3.IntegrityError, match="never edited"):
        connection.execute("UPDATE judgements SET verdict = 'wrong'")
    connection.close()


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({}, ["s-courier-1", "s-herald-1", "s-herald-2", "s-wire-1"]),
        ({"speaker": "the reed LEAGUE"}, ["s-herald-1"]),
        ({"speaker": "Reed"}, ["s-herald-1"]),
        ({"speaker": "a-reed"}, ["s-herald-1"]),
        ({"speaker": "tides"}, ["s-courier-1", "s-wire-1"]),
        ({"speaker": "senior official"}, ["s-herald-2"]),
        ({"speaker": "nobody"}, []),
        ({"speaker": " "}, []),
        ({"attitude": "deny"}, ["s-herald-1"]),
        ({"matter": "m-gates"}, ["s-courier-1", "s-herald-1", "s-wire-1"]),
        ({"matter": "m-g", "attitude": "accuse"}, ["s-courier-1", "s-wire-1"]),
        ({"document": "herald"}, ["s-herald-1", "s-herald-2"]),
        ({"text": "gates opening"}, ["s-courier-1", "s-wire-1"]),
        ({"text": '"gates opening"'}, []),
        ({"text": '"the gates"', "document": "wire"}, ["s-wire-1"]),
        ({"text": 'AND OR NOT * ( " - gates:'}, []),
        ({"text": "DIED"}, ["s-herald-2"]),
        ({"text": "--"}, []),
    ],
)
def test_statements_that_fit(case: Case, asked: dict[str, str], ids: list[str]) -> None:
    assert [statement.id for statement in case.statements(**asked)] == ids


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"attitude": "denies"}, "There are: assert, deny"),
        ({"matter": "m-x"}, "is no matter of flood.case: m-gates"),
        ({"document": "x"}, "It holds: courier, herald, wire"),
    ],
)
def test_asking_for_what_is_not_there_says_what_is(
    case: Case, asked: dict[str, str], words: str
) -> None:
    with pytest.raises(NotFound, match=words):
        case.statements(**asked)


@pytest.mark.parametrize(
    "name", ["d-herald", "news/herald.txt", "herald.txt", "Herald", "denied", "d-he", "Den"]
)
def test_a_document_is_found_by_what_people_call_it(case: Case, name: str) -> None:
    assert case.find_document(name).id == "d-herald"


def test_a_document_name_that_fits_several_is_refused(case: Case) -> None:
    with pytest.raises(NotFound, match="fits 3 documents: d-courier, d-herald, d-wire"):
        case.find_document("d-")
    with pytest.raises(NotFound):
        case.find_document("")


def test_actors_are_found_by_alias(case: Case) -> None:
    assert [actor.id for actor in case.find_actors("reed")] == ["a-reed"]
    with pytest.raises(NotFound, match="Nobody is called 'Tide Radio'"):
        case.find_actors("Tide Radio")


def test_an_exported_ledger_becomes_a_case_again(tmp_path: Path) -> None:
    with Case.create(tmp_path / "imported.case") as case:
        case.load_ledger(ledger())
        assert case.ledger() == ledger()
        assert [d.id for d in case.documents_unread()] == ["d-courier", "d-herald", "d-wire"]
        with pytest.raises(CaseError, match="holds something already"):
            case.load_ledger(ledger())
        with pytest.raises(CaseError, match="not read again"):
            case.record([analyses()[0]], [], relate)
        assert case.ledger() == ledger()
        for one in analyses()[1:]:
            case.store(one)
        assert [document.id for document in case.documents_unread()] == ["d-courier"]
        case.record([], ["d-courier"], relate)
        assert case.ledger() == relate(analyses()[1:], [judgement()])


def test_fresh_empties_a_case(case: Case) -> None:
    path = case.path
    case.judge(judgement())
    with Case.create(path) as again:
        assert len(again.documents_known()) == 3
    with Case.create(path, fresh=True) as again:
        assert again.documents_known() == set()
        assert again.judgements() == ()
        assert again.statements(text="gates") == []
        assert again.verify() == []


def test_the_notebook_view_escapes_what_articles_say(tmp_path: Path) -> None:
    with Case.create(tmp_path / "a<b>.case") as case:
        case.record(
            analyses(),
            [],
            lambda every, said: replace(
                relate(every, said),
                matters=(
                    replace(
                        relate(every, said).matters[0], proposition="<script>alert(1)</script>"
                    ),
                ),
            ),
        )
        shown = case._repr_html_()
    assert "<script>" not in shown
    assert "a&lt;b&gt;.case" in shown
    assert "4 statements" in shown
    assert "2 affirm, 1 deny, 0 leave open" in shown


def test_frames_hold_the_quoted_words(case: Case) -> None:
    pytest.importorskip("pandas")
    frames = case.frames()
    statements = frames["statements"].set_index("id")
    assert statements.loc["s-herald-1", "words"] == "We never touched the gates ... not once"
    assert frames["figures"]["low"].tolist() == [12.0, 0.5]
    assert list(frames) == [*list(frames)[:-1], "codebook"]


def test_frames_without_pandas_say_how_to_get_it(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(CaseError, match=r"pip install 'hearsay\[frames\]'"):
        case.frames()


TAMPERED = {
    "UPDATE statements SET words = 'we did it' WHERE id = 's-herald-1'": "s-herald-1: words",
    "UPDATE documents SET text = substr(text, 1, 20) WHERE id = 'd-wire'": "leaves its text",
    "UPDATE documents SET text = replace(text, 'accused', 'thanked')": "not the one",
    "UPDATE figures SET words = '900'": "figures f-courier-1: words",
    "UPDATE mentions SET span_end = 9999": "leaves its text",
    "UPDATE statements SET content = '[[9,4]]'": "should be \\[start, end\\]",
    "UPDATE statements SET content = 'x'": "CHECK constraint failed",
    "DELETE FROM actors WHERE id = 'a-reed'": "points at a record of actors",
    "UPDATE sides SET because = '[]'": "gives no reason",
    "UPDATE analyses SET body = x'00'": "is damaged",
    "INSERT INTO support SELECT 'x', stance, '[]', '[]', 0, 0, '[]', '[]' FROM support": "support",
    "UPDATE documents SET title = 'Quite another'": "documents_fts: out of step",
}


@pytest.mark.parametrize("change", TAMPERED)
def test_verify_names_what_was_tampered_with(case: Case, change: str) -> None:
    connection = sqlite3.connect(case.path)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute(change)
    connection.commit()
    connection.close()
    with pytest.raises(AssertionError, match=TAMPERED[change]):
        raise AssertionError("\n".join(case.verify()))


def test_verify_finds_nothing_wrong_with_a_sound_case(case: Case) -> None:
    assert case.verify() == []


def test_a_text_with_every_odd_character_is_kept(tmp_path: Path) -> None:
    text = (
        "\ufeffDam\x00 The Ministry of Tides\r\n“open”\u2028accused the Reed League "
        "of opening the gates at Orvel 🌊\x85 e\u0301\n"
    )
    one = analysis("odd", text, because=(Reason("outlet", "\x00"),))
    one = spoiled_statement(one, content=(span(text, "🌊"),))
    with Case.create(tmp_path / "odd.case") as case:
        case.record([one], [], relate)
        assert case.find_document("odd").text == text
        assert list(case.analyses()) == [one]
        assert case.verify() == []
