"""The outlet's own sentences: found clause by clause, never what somebody else says."""

from hearsay.identity import identify
from hearsay.steps.own_sentences import own_sentences
from hearsay.text import sentences
from hearsay.types import Analysis, Document, Span, Statement


def read(
    text: str, said: str = "", boilerplate: str = "", dateline: str | None = None
) -> tuple[Analysis, list[str]]:
    lines = (Span(text.index(boilerplate), len(text)),) if boilerplate else ()
    document = Document(identify("d", text), "one.txt", text, boilerplate=lines, dateline=dateline)
    start = text.index(said)
    given = (
        (Statement("s1", document.id, content=(Span(start, start + len(said)),)),) if said else ()
    )
    analysis = Analysis(document, sentences=tuple(sentences(text)), statements=given)
    found = own_sentences(analysis)
    own = [s for s in found.statements if s.voice == "outlet"]
    return found, [span.of(text) for s in own for span in s.content]


def test_a_sentence_without_a_source_is_the_outlets_own() -> None:
    found, own = read("The army holds the bridge over the Tallow. Rain.")
    assert own == ["The army holds the bridge over the Tallow."]
    assert found.statements[0].speaker is None
    assert found.statements[0].because[0].rule == "own sentence"


def test_what_somebody_says_stays_theirs_alone() -> None:
    text = "Ada Varga said the army holds the bridge over the Tallow."
    found, own = read(text, said="the army holds the bridge over the Tallow")
    assert own == []
    assert [s.id for s in found.statements] == ["s1"]


def test_boilerplate_is_no_sentence_of_the_outlet() -> None:
    text = "The army holds the bridge.\nOur newsletter brings such stories every morning."
    assert read(text, boilerplate="Our newsletter")[1] == ["The army holds the bridge."]


def test_clauses_that_tell_something_each_are_taken_apart() -> None:
    text = "Varga, Dov and Roe were seen in Osk on Friday, and the mayor of Osk met them."
    assert read(text)[1] == [
        "Varga, Dov and Roe were seen in Osk on Friday",
        "the mayor of Osk met them.",
    ]


def test_the_rest_of_somebodys_words_is_not_the_outlets() -> None:
    text = "Varga said the army has since found refuge in Osk where it built camps."
    assert read(text, said="the army has since found")[1] == []


def test_what_gives_words_a_source_is_not_the_outlets() -> None:
    said = "any talks are planned, and the date comes close to the harbour fair"
    text = f"Papers in the harbour town have denied {said}, as the Tallow Herald reports."
    assert read(text, said=said)[1] == []
    whole = "Papers in the harbour town have denied it since Monday."
    assert read(whole)[1] == [whole]


def test_an_aside_parts_no_clause() -> None:
    text = "The owners of the old mill, though, kept the gates of the harbour shut."
    assert read(text)[1] == [text]


def test_the_dateline_is_nobodys_words() -> None:
    headline = "OSK PAPER\n"
    for opens in ("OSK, Oct. 6, 2031 (XWA) -- ", "OSK: ", "OSK – "):
        text = f"{headline}{opens}The army holds the bridge over the Tallow."
        place = opens.split(" (")[0].strip(" :–")
        assert read(text, dateline=place)[1] == ["The army holds the bridge over the Tallow."]


def test_a_relative_clause_behind_broken_words_is_not_the_outlets() -> None:
    text = (
        "These fighters, Varga claimed, found refuge in Osk, where they have built new camps and "
        "are planning raids on the valley. "
        "The army of Rell built a bridge there."
    )
    first, cue, second = "These fighters", "Varga claimed", "found refuge in Osk"
    spans = [Span(text.index(one), text.index(one) + len(one)) for one in (first, cue, second)]
    document = Document(identify("d", text), "one.txt", text)
    said = Statement("s1", document.id, content=(spans[0], spans[2]), cue=(spans[1],))
    found = own_sentences(Analysis(document, sentences=tuple(sentences(text)), statements=(said,)))
    own = [span.of(text) for s in found.statements if s.voice == "outlet" for span in s.content]
    assert own == ["The army of Rell built a bridge there."]
