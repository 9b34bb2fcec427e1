"""What is new, changed and gone between two ledgers."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

from rich.console import Console

from hearsay import terminal
from hearsay.differences import Change, differences
from ledger_samples import analyses, ledger, relate


def test_a_ledger_does_not_differ_from_itself() -> None:
    assert differences(ledger(), ledger()) == ()


def test_an_article_more_and_an_article_less() -> None:
    few, all_of_them = relate(analyses()[:2], ()), relate(analyses(), ())
    more = differences(few, all_of_them)
    assert [c.words for c in more if (c.kind, c.how) == ("article", "new")] == ["Blames"]
    assert any(c.kind == "statement" and c.how == "new" for c in more)
    assert not any(c.how == "gone" for c in more)
    less = differences(all_of_them, few)
    assert [c.words for c in less if (c.kind, c.how) == ("article", "gone")] == ["Blames"]
    # its statements are gone with it, and that is told once
    assert not any(c.kind == "statement" for c in less)


def test_the_terminal_tells_numbers_first_and_not_every_change() -> None:
    few, all_of_them = relate(analyses()[:1], ()), relate(analyses(), ())
    found = differences(few, all_of_them)
    console = Console(width=80, file=StringIO())
    console.print(terminal.differences([found[0]] * 20))
    assert isinstance(console.file, StringIO)
    told = console.file.getvalue().splitlines()
    assert told[0].startswith("New: 20 ") and told[-1] == "  and 12 more (--all)"
    hostile = Change("article", "new", ("d-1",), "Ferry \x1b[2J sinks")
    console.print(terminal.differences([hostile]))
    assert "\x1b" not in console.file.getvalue()


def test_accusations_and_events_are_told() -> None:
    old, new = relate(analyses()[:1], ()), relate(analyses(), ())
    kinds = {change.kind for change in differences(old, new)}
    assert ("accusation" in kinds) == (len(new.accusations) > len(old.accusations))
    assert ("event" in kinds) == (len(new.events) > len(old.events))


def test_what_changed_is_told_from_old_to_new() -> None:
    old = ledger()
    first = old.statements[0]
    changed = replace(first, certainty="alleged", speaker=None, speaker_label="a guard")
    new = replace(old, statements=(changed, *old.statements[1:]))
    (change,) = differences(old, new)
    assert change.how == "changed" and change.ids == (first.id,)
    assert "a guard" in change.what and "certain → alleged" in change.what


def test_a_matter_is_known_again_by_its_statements() -> None:
    old = ledger()
    (matter,) = old.matters
    side, *rest = matter.sides
    turned = replace(side, stance="leaves_open")
    new = replace(old, matters=(replace(matter, id="m-other", sides=(turned, *rest)),))
    (change,) = differences(old, new)
    assert (change.kind, change.how) == ("stance", "changed")
    assert "leaves open" in change.what
    gone = differences(old, replace(old, matters=()))
    assert ("matter", "gone") in {(c.kind, c.how) for c in gone}
    assert ("denial", "gone") in {(c.kind, c.how) for c in gone}


def test_an_answer_that_came_is_told() -> None:
    old = ledger()
    waiting = tuple(replace(a, responses=(), state="none_found") for a in old.accusations)
    found = differences(replace(old, accusations=waiting), old)
    assert [(c.kind, c.what) for c in found] == [("answer", "none found → answered")] * len(found)
    assert found
