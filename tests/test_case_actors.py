"""Actors of many stories: joined, parted and counted without reading those stories again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest

from hearsay import case_actors, links
from hearsay.case import Case
from hearsay.identity import identify
from hearsay.settings import Settings
from hearsay.types import Actor, ActorKind, Analysis, Document, Judgement, Mention, Span
from test_relating import rows_of_file

SETTINGS = Settings()
SUBJECTS = (
    "The glaciers above Ostrel valley shrank by nine metres during a scorching drought",
    "A violin carved by the luthier Lupo fetched a record bid at auction in Meran",
    "Beekeepers trapped giant hornets in lavender fields and burned their nests at dusk",
    "Flames gutted the tram depot of Vesk while sleeping mechanics escaped by ladders",
    "Chess masters drew eleven games running until a pawn sacrifice stunned spectators",
    "Apricot orchards froze overnight and growers lit paraffin candles between the trees",
)


def read(subject: str, *forms: str, kind: ActorKind = "organisation") -> Analysis:
    """An invented article on its own subject that names one body, by all of some forms."""
    text = f"{subject}, {' and '.join(forms)} told reporters."
    name = identify("d", text)
    mentions = tuple(
        Mention(name, Span(text.index(form), text.index(form) + len(form))) for form in forms
    )
    actor = Actor(identify("a", name), forms[0], kind, aliases=forms[1:], mentions=mentions)
    return Analysis(document=Document(name, f"{name}.txt", text), model="test", actors=(actor,))


# the third article alone tells that the works are the company
TIED = (
    read(SUBJECTS[0], "First Water Company"),
    read(SUBJECTS[1], "First Water Company"),
    read(SUBJECTS[2], "First Water Company", "Open Road Works"),
    read(SUBJECTS[3], "Open Road Works"),
    read(SUBJECTS[4], "Open Road Works", kind="armed_group"),
    read(SUBJECTS[5], "Blue Funnel Line"),
)


def added(path: Path, batches: Sequence[Sequence[Analysis]]) -> Case:
    case = Case.create(path)
    for batch in batches:
        case.update(batch, [], SETTINGS)
    return case


def test_in_any_order_the_same_actors_are_one(tmp_path: Path) -> None:
    expected = links.relate(TIED, (), SETTINGS)
    assert len(expected.stories) == len(TIED) and len(expected.actors) == 2
    orders = [order for at, order in enumerate(permutations(range(6))) if at % 90 == 7]
    files = []
    for at, order in enumerate(orders):
        with added(tmp_path / f"{at}.case", [[TIED[i]] for i in order]) as case:
            assert case.ledger() == expected
        files.append(rows_of_file(tmp_path / f"{at}.case"))
    assert all(file == files[0] for file in files)


@pytest.mark.parametrize("gone", range(6))
def test_actors_part_when_what_tied_them_goes(gone: int, tmp_path: Path) -> None:
    left = [one for at, one in enumerate(TIED) if at != gone]
    with added(tmp_path / "less.case", [left]):
        pass
    with added(tmp_path / "more.case", [TIED]) as case:
        case.update([], [TIED[gone].document.id], SETTINGS)
        assert case.ledger() == links.relate(left, (), SETTINGS)
        assert len(case.ledger().actors) == (3 if gone == 2 else 1 if gone == 5 else 2)
    assert rows_of_file(tmp_path / "less.case") == rows_of_file(tmp_path / "more.case")


def test_a_person_keeps_apart_what_a_name_ties(tmp_path: Path) -> None:
    pair = "|".join(sorted((TIED[0].actors[0].id, TIED[3].actors[0].id)))
    apart = Judgement("j-1", pair, "not the same", "editor", "2031-01-01T00:00:00Z", "rivals")
    back = Judgement("j-2", pair, "undo", "editor", "2031-01-02T00:00:00Z", "error", undoes="j-1")
    for at, first in enumerate((2, 4, 6)):
        with added(tmp_path / f"{at}.case", [TIED[:first]]) as case:
            case.judge(apart)
            case.update([], [], SETTINGS)
            for one in TIED[first:]:
                case.update([one], [], SETTINGS)
            assert case.ledger() == links.relate(TIED, (apart,), SETTINGS)
            assert len(case.ledger().actors) == 3
            case.judge(back)
            case.update([], [], SETTINGS)
            assert case.ledger() == links.relate(TIED, (apart, back), SETTINGS)


def test_stories_that_share_an_actor_are_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []
    whole = case_actors._story_actor

    def watched(connection: object, name: str) -> object:
        looked_up.append(name)
        return whole(connection, name)  # type: ignore[arg-type]

    monkeypatch.setattr(case_actors, "_story_actor", watched)
    counts = []
    for many in (2, 6):
        stories = [read(subject, "Blue Funnel Line") for subject in SUBJECTS[:many]]
        with added(tmp_path / f"{many}.case", [stories]) as case:
            looked_up.clear()
            case.update(
                [
                    read(
                        "Divers raised a bronze anchor and porcelain jars off Cape Morn",
                        "Blue Funnel Line",
                    )
                ],
                [],
                SETTINGS,
            )
            counts.append(len(looked_up))
            assert len(case.ledger().actors) == 1
    assert counts[0] == counts[1]
