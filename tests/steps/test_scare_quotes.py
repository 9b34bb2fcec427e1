"""Scare quotes and titles of works are no statements; short words that somebody said are."""

from __future__ import annotations

import pytest

from hearsay import pipeline
from hearsay import text as offsets
from hearsay.model.network import load
from hearsay.settings import Settings
from hearsay.steps.attribution import quotation
from hearsay.steps.scare_quotes import scare_quotes
from hearsay.types import Analysis, Document, Span, Statement

NOT_SAID = [
    ("She starred in the film “The Long Night” before she moved.", "“The Long Night”", ""),
    ("Critics of the so-called “peace plan” marched.", "“peace plan”", ""),
    ("Critics of the so-called “peace plan” marched.", "“peace plan”", "so-called"),
    ("The “moderate” rebels left the town at dawn.", "moderate", ""),
    ("His novel “A House of Salt” won the prize.", "“A House of Salt”", "won"),
    ("The band played “Rain on Tin” twice.", "“Rain on Tin”", "played"),
    ("Soldiers set up a “buffer zone” along the river.", "a “buffer zone”", ""),
    ("The exhibition, entitled “Voices of the Coast”, opens.", "Voices of the Coast", "entitled"),
    ("The government’s “reforms” cost thousands of jobs.", "“reforms”", ""),
    ("The magazine “Northern Review” closed.", "“Northern Review”", "closed"),
    ("Troops of the self-declared “Republic of Arden” left.", "“Republic of Arden”", ""),
    ("The “Iron Bridge” operation ended.", "The “Iron Bridge” operation", "ended"),
    ("A chain of “wellness” clinics was closed.", "“wellness”", ""),
    ("Fighters nicknamed “the Ghosts” held the hill.", "the Ghosts", "nicknamed"),
    ("A truck with “Freedom” painted on the side passed.", "“Freedom”", ""),
    ("The “fake news” site has two million readers.", "“fake news”", ""),
    ("The company sells a “smart” kettle.", "a “smart” kettle", ""),
    ("Ines Tarro, also known as “the Fox”, has led it.", "“the Fox”", "also known as"),
    ("Parliament passed the “Clean Harbours Act”.", "the “Clean Harbours Act”", "passed"),
    ("The name Orvel means “Still Water” in the old tongue.", "“Still Water”", "means"),
    ('She wrote for the "Northern Review" until May.', '"Northern Review"', ""),
]
SAID = [
    ("The mayor called the plan “a disgrace”.", "the plan “a disgrace”", "called"),
    ("Tarro described the raid as “cruel”.", "the raid as “cruel”", "described"),
    ("“Nonsense,” said Roe.", "“Nonsense,”", "said"),
    ("The minister dismissed it as “fake news”.", "“fake news”", "dismissed"),
    ("The opposition says the vote was “rigged”.", "the vote was “rigged”", "says"),
    ("The minister said: “Never.”", "Never.", "said"),
    ("Roe praised the “heroism” of the rescuers.", "the “heroism” of the rescuers", "praised"),
    ("The bishop spoke of a “moral collapse”.", "a “moral collapse”", "spoke of"),
    ("Roe was clear. “Never again.” The hall was still.", "“Never again.”", ""),
    ("The crowd chanted “Freedom Now”.", "“Freedom Now”", "chanted"),
    ("Tarro branded him “The Butcher of Rell”.", "him “The Butcher of Rell”", "branded"),
    ("Her answer came at once: “No, not today.”", "“No, not today.”", ""),
    ("The dam held, the mayor said.", "The dam held", "said"),
    ("A man wrote “Go Home” on the wall.", "“Go Home”", "wrote"),
    (
        "It was “the worst night of all our lives”, Roe said.",
        "the worst night of all our lives",
        "",
    ),
    ("Tarro Rejects “Peace Plan” After Long Night", "Tarro Rejects “Peace Plan”", "After"),
]


def analysis(text: str, content: str, cue: str) -> Analysis:
    def place(words: str) -> tuple[Span, ...]:
        start = text.index(words)
        return (Span(start, start + len(words)),) if words else ()

    spans = place(content)
    one = Statement(
        id="s-1",
        document="d-1",
        content=spans,
        cue=place(cue),
        quotation=quotation(text, spans, offsets.quoted(text)),
    )
    document = Document(id="d-1", path="a.txt", text=text)
    return Analysis(document, sentences=tuple(offsets.sentences(text)), statements=(one,))


@pytest.mark.parametrize(("text", "content", "cue"), NOT_SAID)
def test_names_and_scare_quotes_are_dropped(text: str, content: str, cue: str) -> None:
    assert scare_quotes(analysis(text, content, cue)).statements == ()


@pytest.mark.parametrize(("text", "content", "cue"), SAID)
def test_what_somebody_said_is_kept(text: str, content: str, cue: str) -> None:
    given = analysis(text, content, cue)
    assert scare_quotes(given) is given


def test_what_is_nested_in_a_dropped_one_goes_with_it() -> None:
    given = analysis("Fighters nicknamed “the Ghosts” held the hill.", "the Ghosts", "nicknamed")
    (outer,) = given.statements
    inner = Statement(id="s-2", document="d-1", content=outer.content, parent="s-1")
    both = Analysis(given.document, sentences=given.sentences, statements=(outer, inner))
    assert scare_quotes(both).statements == ()


@pytest.mark.parametrize("text", [text for text, _, _ in NOT_SAID])
def test_the_program_gives_no_statement_of_them(text: str) -> None:
    found = pipeline.analyse(Document(id="d-1", path="a.txt", text=text), load(), Settings())
    for statement in found.statements:
        assert statement.cue or statement.quotation != "direct"
