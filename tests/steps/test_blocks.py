"""Paragraphs that somebody says by the page's layout, and frames round a quotation."""

from __future__ import annotations

import pytest

from hearsay.model.network import Network, load
from hearsay.pipeline import analyse
from hearsay.settings import Settings
from hearsay.steps import framed
from hearsay.types import Analysis, Document, Span, Statement

LEAD = "The mayor of Lissom closed the bridge on Monday.\n\n"


@pytest.fixture(scope="module")
def network() -> Network:
    return load()


def read(network: Network, text: str) -> Analysis:
    return analyse(Document("d-1", "a.txt", text, language="en"), network, Settings())


def who(found: Analysis, statement: Statement) -> str | None:
    names = {actor.id: actor.name for actor in found.actors}
    return names.get(statement.speaker or "", statement.speaker_label)


def holding(found: Analysis, words: str) -> Statement:
    """The outermost statement whose content holds some words."""
    text = found.document.text
    start = text.index(words)
    span = Span(start, start + len(words))
    return next(
        s
        for s in found.statements
        if s.parent is None and any(part.covers(span) for part in s.content)
    )


def test_what_stands_below_a_colon_is_of_whom_the_line_names(network: Network) -> None:
    text = (
        f"{LEAD}The Harbour Union rejected the report in a statement on Wednesday:\n\n"
        "The crane was closed on Friday. Every bolt was taken off before the ship left.\n\n"
        "Trade went on as before in the town."
    )
    found = read(network, text)
    for words in ("The crane was closed", "Every bolt was taken off"):
        assert "Harbour Union" in str(who(found, holding(found, words)))
    assert not any(
        who(found, s) and s.voice != "outlet"
        for s in found.statements
        if "Trade went on" in s.content[0].of(text)
    )


def test_a_signed_post_is_of_whom_signs_it(network: Network) -> None:
    text = (
        f"{LEAD}Her post was shared by thousands:\n\n"
        "The bridge was safe all week. — Ann Roe (@annroe) December 2, 2014\n"
    )
    found = read(network, text)
    statement = holding(found, "The bridge was safe all week")
    assert who(found, statement) == "Ann Roe"
    assert "@annroe" not in statement.content[0].of(text)


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "The Orrim Press quoted Tarik Veld as saying that the dam had been breached.",
            "the dam had been breached",
            "Tarik Veld",
        ),
        (
            "The Orrim Press said last month it had sold the mill.",
            "it had sold the mill",
            "Orrim Press",
        ),
    ],
)
def test_frames_tell_whose_words_they_are(
    network: Network, text: str, words: str, speaker: str
) -> None:
    found = read(network, text)
    statement = holding(found, words)
    assert who(found, statement) == speaker
    assert statement.content[0].of(text).startswith(words)


def test_the_one_who_quotes_passes_it_on(network: Network) -> None:
    text = "The Orrim Press quoted Tarik Veld as saying that the dam had been breached."
    found = read(network, text)
    names = {actor.id: actor.name for actor in found.actors}
    told = [s for s in found.statements if s.voice != "outlet"]
    assert [(who(found, s), [names[v] for v in s.via]) for s in told] == [
        ("Tarik Veld", ["Orrim Press"])
    ]


def test_a_first_name_is_no_cue(network: Network) -> None:
    found = read(network, "Brothers Said and Omar Veld launched the attack on Wednesday.")
    assert all(s.voice == "outlet" for s in found.statements)


@pytest.mark.parametrize(
    "text",
    [
        "The Rural Front has turned to the sale of grain to pay for its war, it has been claimed.",
        "The Harbour Council has been told that the Rural Front sold the grain.",
        "The Harbour Council has been asked to look into the sale of the grain.",
    ],
)
def test_nobody_speaks_in_a_passive(network: Network, text: str) -> None:
    found = read(network, text)
    assert [s.speaker for s in found.statements if s.voice != "outlet"] == [None]


@pytest.mark.parametrize(
    ("text", "charged"),
    [
        ("According to the Orrim Press, Tarik Veld shot himself with his gun.", False),
        ("A union spokesman said that Tarik Veld had taken his own life.", False),
        ("According to the Orrim Press, Tarik Veld shot a miller with his gun.", True),
    ],
)
def test_who_dies_by_their_own_hand_is_charged_with_nothing(
    network: Network, text: str, charged: bool
) -> None:
    found = read(network, text)
    assert any(s.attitude == "accuse" for s in found.statements) == charged


@pytest.mark.parametrize(
    ("text", "source", "cue", "wanted"),
    [
        (
            "A senior miller died last night, reported Orrim 3.",
            "A senior miller",
            "reported",
            "Orrim 3",
        ),
        ("A senior miller died last night, reported Orrim 3.", "", "reported", "Orrim 3"),
        # the cue has a source of its own, or does not close the sentence
        ("A senior miller reported Orrim 3.", "A senior miller", "reported", "A senior miller"),
        ("Ann Roe died, said Orrim and left.", "Ann Roe", "said", "Ann Roe"),
    ],
)
def test_who_closes_a_sentence_speaks(text: str, source: str, cue: str, wanted: str) -> None:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    end = text.index(",") if "," in text else len(text) - 1
    read = Statement(
        "s-1",
        "d-1",
        (Span(len(source), end),),
        source=(span(source),) if source else (),
        cue=(span(cue),),
    )
    given = framed.inverted(text, read)
    assert [part.of(text) for part in given.source] == [wanted]
    if wanted == "Orrim 3":
        assert given.content[0].of(text) == "A senior miller died last night"


@pytest.mark.parametrize(
    ("text", "cue", "source", "content", "asked"),
    [
        ("A miner woke up and asked doctors how it went.", "asked", "doctors", "how it went", True),
        ("She was talking to guards about it.", "talking to", "guards", "about it", True),
        ("“How did it go?” asked doctors at noon.", "asked", "doctors", "How did it go?", False),
        ("According to doctors it went well.", "According to", "doctors", "it went well", False),
    ],
)
def test_who_is_asked_does_not_speak(
    text: str, cue: str, source: str, content: str, asked: bool
) -> None:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    assert framed.is_asked(text, span(cue), span(source), (span(content),)) == asked


NOTE = (
    "I closed the gate because I was told to do so that night.\n\n"
    "My brother and I then went home by the river.\n\n"
    "The bridge was open again by Friday.\n"
)


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [
        ("Ann Roe wrote to her neighbours on Tuesday:", "Ann Roe"),
        ("From the beginning of the letter:", "the letter"),
    ],
)
def test_what_goes_on_in_the_first_person_is_the_letters(
    network: Network, lead: str, speaker: str
) -> None:
    found = read(network, f"{LEAD}{lead}\n\n{NOTE}")
    for words in ("I closed the gate", "My brother and I then went home"):
        assert who(found, holding(found, words)) == speaker
    assert not any(
        s.voice != "outlet" and "The bridge was open" in s.content[0].of(found.document.text)
        for s in found.statements
    )


def test_an_outlet_that_writes_in_the_first_person_is_no_letter(network: Network) -> None:
    text = f"I went to Lissom on Monday.\n\nFrom the beginning of the letter:\n\n{NOTE}"
    found = read(network, text)
    assert not any(who(found, s) == "the letter" for s in found.statements)
