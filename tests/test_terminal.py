"""What the terminal shows of a ledger, with colour and without."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from rich.cells import cell_len
from rich.console import Console, RenderableType

from hearsay import terminal
from hearsay.corrections import judgement
from hearsay.links.denials import CERTAIN
from hearsay.types import (
    Accusation,
    Actor,
    Document,
    Figure,
    Ledger,
    Matter,
    Reason,
    Side,
    Span,
    Statement,
)
from ledger_samples import ledger, ledgers, span


def printed(shown: RenderableType, *, colour: bool = False, width: int = 120) -> str:
    """What a console of that width prints."""
    out = io.StringIO()
    Console(
        file=out, width=width, force_terminal=colour, color_system="standard" if colour else None
    ).print(shown)
    return out.getvalue()


def article(text: str, *statements: Statement) -> str:
    document = Document(id="d-1", path="one.txt", text=text)
    told = replace(Ledger("0", ""), documents=(document,), statements=statements)
    return printed(terminal.article(told, document))


def everything(told: Ledger) -> list[RenderableType]:
    return [
        *(terminal.article(told, document) for document in told.documents),
        *(terminal.actor(told, actor) for actor in told.actors),
        *(terminal.matter(told, matter, why=True) for matter in told.matters),
        terminal.statements(told),
        terminal.statements(told, told.statements[:1], why=True),
        terminal.matters(told),
        terminal.matters(told, everything=False),
        terminal.figures(told),
        terminal.copies(told),
        terminal.timeline(told),
        terminal.actors(told),
        terminal.summary(told, "flood.case"),
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers())
def test_everything_fits_eighty_columns_and_sends_no_control_codes(drawn: Ledger) -> None:
    for shown in everything(drawn):
        words = printed(shown)
        assert all(cell_len(line) <= terminal.COLUMNS for line in words.split("\n"))
        assert not [mark for mark in words if mark != "\n" and ord(mark) < 32]


def test_without_colour_statements_stand_between_numbered_brackets() -> None:
    herald = ledger().documents[1]
    words = printed(terminal.article(ledger(), herald))
    assert "“⟦1: We never touched the gates⟧ — ⟦1: not once⟧,” said Ilse Varn" in words
    assert "⟦2: nine people died⟧" in words
    assert "\x1b" not in words
    legend = words[words.index("no.") :]
    assert "Reed League (via Tide Radio)" in legend
    assert "denies" in legend and "as probable" in legend


def test_with_colour_they_are_styled_and_numbered() -> None:
    words = printed(terminal.article(ledger(), ledger().documents[1]), colour=True)
    assert "⟦" not in words
    assert "\x1b[1;4;33mWe never touched the gates" in words
    assert "[1]" in words


def test_nested_and_crossing_statements_close_in_order() -> None:
    text = "Ana said that Bo said that it rained all day."
    outer = Statement("s-1", "d-1", (span(text, "Bo said that it rained all day"),))
    inner = Statement("s-2", "d-1", (span(text, "it rained"),))
    assert "⟦1: Bo said that ⟦2: it rained⟧ all day⟧." in article(text, outer, inner)
    crossing = Statement("s-2", "d-1", (span(text, "it rained all day."),))
    shorter = Statement("s-1", "d-1", (span(text, "Bo said that it rained"),))
    assert "⟦1: Bo said that ⟦2: it rained 1⟧ all day.⟧" in article(text, shorter, crossing)


@pytest.mark.parametrize(
    "words", ["[bold red]x[/]", "[/nothing]", "\x1b[2J\x07cleared", "\u202eback"]
)
def test_words_of_articles_are_neither_markup_nor_control_codes(words: str) -> None:
    text = f"{words} she said.\n"
    document = Document(id="d-1", path="one.txt", text=text, title=words, outlet=words)
    statement = Statement("s-1", "d-1", (span(text, words),), speaker="a-1", via=(words,))
    actor = Actor("a-1", words, "person", aliases=(words, "other"), role=words)
    told = replace(Ledger("0", ""), documents=(document,), statements=(statement,), actors=(actor,))
    for shown in everything(told):
        out = printed(shown)
        assert "\x1b" not in out and "\x07" not in out and "\u202e" not in out
    assert terminal.safe(words) in printed(terminal.article(told, document))


def test_a_matter_shows_both_sides_and_who_denies_whom() -> None:
    words = printed(terminal.matter(ledger(), ledger().matters[0], why=True))
    assert "+ 1 speaker affirms (2 outlets, 2 texts, 1 to 2 separate origins)" in words
    assert "x 1 speaker possibly denies" in words
    assert "possibly denies what Ministry of Tides says" in words
    assert "- same words: the gates at Orvel" in words
    assert words.index("opening the gates") < words.index("Ministry of Tides accuses Reed League")


def test_a_matter_of_much_the_same_statements_is_named_under_the_other() -> None:
    told = ledger()
    like = replace(told.matters[0], id="m-like", sides=told.matters[0].sides[:1], oppositions=())
    words = printed(
        terminal.matters(replace(told, matters=(like, told.matters[0])), everything=False)
    )
    assert words.count("m-like") == 1 and "much the same: " in words
    assert "more that nobody contests" not in words


def test_only_contested_matters_on_request() -> None:
    told = ledger()
    first = told.matters[0]
    calm = replace(first, id="m-calm", proposition="the lake is calm", sides=(), oppositions=())
    told = replace(told, matters=(calm, first))
    words = printed(terminal.matters(told, everything=False))
    assert "m-calm" not in words and "and 1 more that nobody contests (--all)" in words
    assert "m-calm" in printed(terminal.matters(told))


def test_a_side_denies_where_one_link_of_it_is_certain() -> None:
    told = ledger()
    link = told.matters[0].oppositions[0]
    sure = replace(told.matters[0], oppositions=(replace(link, confidence=CERTAIN),))
    words = printed(terminal.matters(replace(told, matters=(sure,))))
    assert "x 1 speaker denies" in words
    assert "possibly" not in words


def test_a_matter_put_in_what_is_denied_is_surely_denied() -> None:
    told = ledger()
    matter = told.matters[0]
    (denial,) = [side.statement for side in matter.sides if side.stance == "denies"]
    own = replace(matter, proposition_statement=denial)
    words = printed(terminal.matters(replace(told, matters=(own,))))
    assert "x 1 speaker denies" in words


def test_a_matter_one_of_whose_claims_is_denied_comes_before_what_a_denial_stands_near() -> None:
    told = ledger()
    matter = told.matters[0]
    linked = replace(
        matter, id="m-z", sides=tuple(replace(side, confidence=0.9) for side in matter.sides)
    )
    near = replace(linked, id="m-a", oppositions=())
    words = printed(terminal.matters(replace(told, matters=(near, linked))))
    assert words.index("m-z") < words.index("m-a")


def charge(number: int, speaker: str) -> Statement:
    """A statement that charges the Reed League, of one word of "aaa bbb ccc"."""
    at = 4 * number
    return Statement(f"s-{number}", "d-1", (Span(at, at + 3),), "attributed", speaker=speaker,
                     attitude="accuse", target=("a-league",))  # fmt: skip


def test_a_charge_that_nobody_denies_is_told_with_who_is_charged() -> None:
    names = {"a-mill": "Mill Owners", "a-town": "Town Council", "a-league": "Reed League"}
    said = (charge(0, "a-mill"), charge(1, "a-town"))
    sides = tuple(Side(one.id, "affirms", 0.9, ()) for one in said)
    told = Ledger(
        "0",
        "",
        documents=(Document("d-1", "a.txt", "aaa bbb ccc"),),
        actors=tuple(Actor(key, name, "organisation") for key, name in names.items()),
        statements=said,
        matters=(Matter("m-1", "The League broke the dam", "s-0", sides),),
        accusations=tuple(
            Accusation(one.id, "a-league", (), "none_found", (1, None, None)) for one in said
        ),
    )
    words = printed(terminal.matters(told, everything=False))
    assert "Charged, and nobody here denies it" in words
    assert "Reed League: The League broke the dam m-1" in words
    assert "charged by Mill Owners and Town Council" in words
    assert "no answer found in this 1 article" in words
    answered = replace(told.accusations[0], state="answered")
    answering = replace(told, accusations=(answered, told.accusations[1]))
    assert "Charged" not in printed(terminal.matters(answering, everything=False))
    other = replace(told.accusations[0], accused="a-mill")
    apart = replace(told, accusations=(other, told.accusations[1]))
    # two speakers, but each charges another: that is no charge that two make
    assert "Charged" not in printed(terminal.matters(apart, everything=False))


def test_tables_of_nothing_say_so() -> None:
    nothing = Ledger("0", "")
    assert printed(terminal.statements(nothing)) == "No statement found.\n"
    assert printed(terminal.figures(nothing)) == "No figure found.\n"
    assert printed(terminal.matters(nothing)) == "No matter found.\n"
    assert "0 articles" in printed(terminal.summary(nothing, "x.case"))


def test_tables_tell_in_words_what_records_hold() -> None:
    told = ledger()
    assert "at least" in printed(terminal.figures(told))
    assert "3 May 2031" in printed(terminal.timeline(told))
    assert "shared" in printed(terminal.copies(told))
    assert "also Reed" in printed(terminal.actor(told, told.actors[1]))
    assert "Most contested" in printed(terminal.summary(told, "flood.case"))


def test_figures_of_one_quantity_stand_side_by_side() -> None:
    text = "Tide Office: 43 dead. League: 47 dead. 3 boats sank."
    document = Document("d-1", "a.txt", text, title="Gates", outlet="Orvel Post")

    def figure(words: str, low: float, group: str | None, label: str | None = None) -> Figure:
        at = text.index(words)
        span = Span(at, at + len(words))
        measure = "killed" if group else "other:boat"
        return Figure(f"f-{low}", "d-1", span, measure, words.split()[1], low, low, "exact",
                      speaker_label=label, group=group)  # fmt: skip

    told = Ledger(
        "0",
        "",
        documents=(document,),
        figures=(
            figure("43 dead", 43, "g-1", "Tide Office"),
            figure("47 dead", 47, "g-1", "League"),
            figure("3 boats", 3, None),
        ),
    )
    words = printed(terminal.figures(told))
    assert "against 47" in words and "against 43" in words
    assert words.index("Killed: dead") < words.index("Given once") < words.index("Boats")
    assert "1 outlet, 1 text, 1 to 2 separate origins" in words
    under = printed(terminal.matters(told))
    assert "Numbers that differ" in under and "43 (Tide Office; against 47)" in under
    assert "1 outlet, 1 text, 1 to 2 separate origins" in under
    assert all(len(line) <= terminal.COLUMNS for line in words.splitlines())
    later = replace(told.figures[1], revises="f-43", speaker_label="Tide Office")
    words = printed(terminal.figures(replace(told, figures=(told.figures[0], later))))
    assert "revised to 47" in words and "revises 43" in words and "against" not in words


def test_a_figure_whose_source_is_unknown_is_not_the_outlets() -> None:
    text = "It was claimed that 43 people died. Some 12 boats sank."
    document = Document("d-1", "a.txt", text, title="Gates", outlet="Orvel Post")
    claim = Statement("s-1", "d-1", (Span(15, 34),))
    told = Ledger(
        "0",
        "",
        documents=(document,),
        statements=(claim,),
        figures=(
            Figure("f-1", "d-1", Span(20, 29), "killed", "people", 43, 43, "exact",
                   statement="s-1"),
            Figure("f-2", "d-1", Span(36, 49), "other:boat", "boats", 12, 12, "about"),
        ),
    )  # fmt: skip
    words = printed(terminal.figures(told))
    assert "speaker not" in words and words.count("Orvel Post") == 3
    # nor that of the word that shows that nobody is named
    by_cue = replace(claim, because=(Reason("agentless", "the cue: allegedly"),))
    figure = replace(told.figures[0], speaker_label="allegedly")
    labelled = replace(told, statements=(by_cue,), figures=(figure, told.figures[1]))
    assert printed(terminal.figures(labelled)) == words


def test_articles_without_an_outlet_are_counted() -> None:
    told = ledger()
    own = [replace(d, outlet=None) for d in told.documents]
    said = [Statement(f"s-{n}", d.id, (Span(0, 9),), voice="outlet") for n, d in enumerate(own)]
    sides = tuple(Side(s.id, "affirms", 0.9) for s in said)
    matter = replace(told.matters[0], sides=sides, oppositions=(), proposition_statement=None)
    words = printed(
        terminal.matters(
            replace(told, documents=tuple(own), statements=tuple(said), matters=(matter,))
        )
    )
    assert f"{len(own)} articles themselves" in words


def test_an_event_shows_who_did_it_to_whom_and_who_alone_tells_of_it() -> None:
    told = ledger()
    first, second = told.actors[:2]
    statement = next(s for s in told.statements if s.speaker)
    event = replace(
        told.events[0],
        type="ASSAULT",
        mode="abduct",
        sources=(first.id,),
        targets=(second.id,),
        statements=(statement.id,),
    )
    shown = " ".join(printed(terminal.timeline(replace(told, events=(event,)))).split())
    assert f"{first.name} → {second.name}: attacks (abduct)" in shown
    assert "known only from statements by" in shown


def test_all_actors_stand_in_one_line_each() -> None:
    told = ledger()
    shown = printed(terminal.actors(told)).splitlines()
    assert len(shown) == 1 + len(told.actors)
    assert all(len(line) <= terminal.COLUMNS for line in shown)
    assert all(sum(f" {a.name} · " in f"{line} · " for line in shown) for a in told.actors)


def test_what_a_person_confirmed_says_so() -> None:
    told = ledger()
    one = told.statements[0].id
    said = judgement(one, "confirmed", "Ana", "2031-05-01")
    with_it = replace(told, judgements=(*told.judgements, said))
    assert "confirmed by Ana" in printed(terminal.statements(with_it))
    assert "confirmed by Ana" not in printed(terminal.statements(told))
