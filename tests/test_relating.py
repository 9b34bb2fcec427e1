"""Adding articles one by one gives the ledger that relating all of them at once gives."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest

from hearsay import links, relating
from hearsay.case import Case
from hearsay.identity import identify
from hearsay.links.ledger import relate_story
from hearsay.settings import Settings
from hearsay.text import sentences
from hearsay.types import Actor, ActorKind, Analysis, Document, Judgement, Mention, Span, Statement

SETTINGS = Settings(same_matter=0.55)

WELLS = (
    "Mayor Ada Varga said the Harlan Company poisoned the wells of Tallow with solvent.",
    "The Harlan Company did not poison the wells of Tallow with solvent, Joan Pell said.",
    "Solvent of the Harlan Company poisoned the wells of Tallow, Ada Varga told reporters.",
    "Tests of the Tallow wells for Harlan solvent go on, the ministry of Arcadia said.",
)
FERRY = (
    "The ferry Oriole sank off Port Lissan with forty passengers, Captain Ned Crake said.",
    "The ferry Oriole did not sink off Port Lissan with forty passengers, the Line said.",
    "Captain Ned Crake said the passengers of the ferry Oriole are safe at Port Lissan.",
    "Ada Varga visited the harbour of Port Lissan after the ferry Oriole sank.",
)
NAMES: tuple[tuple[str, ActorKind], ...] = (
    ("Ada Varga", "person"),
    ("Joan Pell", "person"),
    ("Ned Crake", "person"),
    ("Harlan Company", "organisation"),
    ("Blue Funnel Line", "organisation"),
)


def read(text: str, published: str | None = None) -> Analysis:
    """An invented article as the steps would leave it: who is named, and one statement."""
    name = identify("d", text)
    document = Document(
        id=name, path=f"{name}.txt", text=text, outlet=f"Post {name}", published=published
    )
    actors = []
    for form, kind in NAMES:
        if form in text:
            at = text.index(form)
            mention = Mention(name, Span(at, at + len(form)))
            actors.append(Actor(identify("a", name, form), form, kind, mentions=(mention,)))
    denied = "did not" in text
    statement = Statement(
        id=identify("s", name),
        document=name,
        content=(Span(0, text.index(",") if "," in text else len(text) - 1),),
        speaker=actors[-1].id if actors else None,
        attitude="deny" if denied else "assert",
    )
    return Analysis(
        document=document,
        model="test",
        sentences=tuple(sentences(text)),
        actors=tuple(actors),
        statements=(statement,),
    )


ARTICLES = tuple(read(text) for text in (*WELLS, *FERRY))


def rows_of_file(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table's rows, sorted, those of the linking index among them."""
    connection = sqlite3.connect(path)
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_fts%'"
    ).fetchall()
    found = {
        name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
        for (name,) in names
    }
    connection.close()
    return found


def added(path: Path, batches: Sequence[Sequence[Analysis]]) -> Case:
    case = Case.create(path)
    for batch in batches:
        case.update(batch, [], SETTINGS)
    return case


def test_two_stories_share_an_actor_with_a_whole_name() -> None:
    ledger = links.relate(ARTICLES, (), SETTINGS)
    assert len(ledger.stories) == 2
    (varga,) = [actor for actor in ledger.actors if actor.name == "Ada Varga"]
    assert {mention.document for mention in varga.mentions} == {
        one.document.id for one in ARTICLES if "Ada Varga" in one.document.text
    }
    assert any("in several stories" in reason.detail for reason in varga.because)


def test_adding_one_by_one_gives_what_relating_all_gives(tmp_path: Path) -> None:
    orders = [order for at, order in enumerate(permutations(range(8))) if at % 8000 == 77]
    files = []
    for at, order in enumerate(orders):
        with added(tmp_path / f"{at}.case", [[ARTICLES[i]] for i in order]) as case:
            assert case.ledger() == links.relate(ARTICLES, (), SETTINGS)
            assert case.verify() == []
        files.append(rows_of_file(tmp_path / f"{at}.case"))
    assert all(file == files[0] for file in files)


def test_batches_and_all_at_once_give_the_same_file(tmp_path: Path) -> None:
    with added(tmp_path / "once.case", [ARTICLES]):
        pass
    with added(tmp_path / "batches.case", [ARTICLES[5:], ARTICLES[:2], ARTICLES[2:5]]):
        pass
    assert rows_of_file(tmp_path / "once.case") == rows_of_file(tmp_path / "batches.case")


@pytest.mark.parametrize("gone", range(8))
def test_removing_leaves_what_never_having_added_leaves(gone: int, tmp_path: Path) -> None:
    left = [one for at, one in enumerate(ARTICLES) if at != gone]
    with added(tmp_path / "less.case", [left]):
        pass
    with added(tmp_path / "more.case", [ARTICLES]) as case:
        case.update([], [ARTICLES[gone].document.id], SETTINGS)
        assert case.ledger() == links.relate(left, (), SETTINGS)
        assert case.verify() == []
    assert rows_of_file(tmp_path / "less.case") == rows_of_file(tmp_path / "more.case")


def test_everything_can_be_removed(tmp_path: Path) -> None:
    with added(tmp_path / "all.case", [ARTICLES]) as case:
        case.update([], [one.document.id for one in ARTICLES], SETTINGS)
        assert case.ledger() == links.relate([], (), SETTINGS)
        assert case.verify() == []


def test_a_judgement_is_heard_and_taken_back(tmp_path: Path) -> None:
    def named(text: str, name: str) -> str:
        (one,) = [a for a in ARTICLES if a.document.text == text]
        return next(actor.id for actor in one.actors if actor.name == name)

    pair = "|".join(sorted((named(WELLS[0], "Ada Varga"), named(FERRY[3], "Ada Varga"))))
    apart = Judgement("j-1", pair, "not the same", "editor", "2031-01-01T00:00:00Z", "namesakes")
    back = Judgement("j-2", pair, "undo", "editor", "2031-01-02T00:00:00Z", "error", undoes="j-1")
    with added(tmp_path / "judged.case", [ARTICLES]) as case:
        before = case.ledger()
        case.judge(apart)
        case.update([], [], SETTINGS)
        assert case.ledger() == links.relate(ARTICLES, (apart,), SETTINGS)
        assert len([a for a in case.ledger().actors if a.name == "Ada Varga"]) == 2
        case.judge(back)
        case.update([], [], SETTINGS)
        assert case.ledger() == links.relate(ARTICLES, (apart, back), SETTINGS)
        assert case.ledger().actors == before.actors


def test_a_run_that_breaks_off_leaves_the_case_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with added(tmp_path / "cut.case", [ARTICLES[:5]]) as case:
        before = rows_of_file(case.path)

        def broken(*given: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(relating, "find_copies", broken)
        with pytest.raises(KeyboardInterrupt):
            case.update(ARTICLES[5:], [ARTICLES[0].document.id], SETTINGS)
        assert rows_of_file(case.path) == before
        monkeypatch.undo()
        case.update(ARTICLES[5:], [], SETTINGS)
        assert case.ledger() == links.relate(ARTICLES, (), SETTINGS)


def test_other_settings_relate_the_case_anew(tmp_path: Path) -> None:
    with added(tmp_path / "other.case", [ARTICLES]) as case:
        other = Settings(same_matter=0.95)
        case.update([], [], other)
        assert case.ledger() == links.relate(ARTICLES, (), other)


def test_only_the_story_that_is_touched_is_related_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    related = []
    whole = relate_story

    def watched(analyses: Sequence[Analysis], *given: object) -> object:
        related.append(sorted(one.document.id for one in analyses))
        return whole(analyses, *given)  # type: ignore[arg-type]

    with added(tmp_path / "some.case", [ARTICLES[:7]]) as case:
        monkeypatch.setattr(relating, "relate_story", watched)
        case.update([ARTICLES[7]], [], SETTINGS)
        assert related == [sorted(one.document.id for one in ARTICLES[4:])]


def test_attacks_a_year_apart_are_two_stories_and_a_running_one_is_one() -> None:
    told = (
        "Gunmen attacked the market of Osk and killed traders, police of Osk said.",
        "Traders were killed when gunmen attacked the market of Osk, police said.",
    )

    def stories(*days: str) -> int:
        articles = [read(f"{told[at % 2]} Edition {at}.", day) for at, day in enumerate(days)]
        return len(links.relate(articles, (), SETTINGS).stories)

    assert stories("2031-05-01", "2031-05-02") == 1
    assert stories("2031-05-01", "2032-05-02") == 2
    assert stories("2031-05-01", "2031-05-20", "2031-06-10", "2031-06-28") == 1
