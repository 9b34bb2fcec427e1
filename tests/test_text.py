"""Lines, sentences and quotations index their text, whatever the text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay import text as offsets
from hearsay.types import Span

ODD = st.text(
    alphabet=st.sampled_from(list("ab. !?\n\r\"“”‘’'«»…U.S5é\u2028\u0651😀 ")), max_size=120
)


@given(ODD, st.integers(0, 60), st.integers(1, 60))
@settings(max_examples=200, deadline=None)
def test_sentences_around_words_are_those_of_all_that_hold_them(
    text: str, start: int, size: int
) -> None:
    span = Span(start, start + size)
    held = [one for one in offsets.sentences(text) if one.overlaps(span)]
    assert offsets.sentences_around(text, (span,)) == held


@given(ODD)
@settings(max_examples=200, deadline=None)
def test_sentences_hold_every_visible_character_once(text: str) -> None:
    found = offsets.sentences(text)
    held = [at for span in found for at in range(span.start, span.end)]
    assert held == sorted(set(held))
    visible = {at for at, c in enumerate(text) if not c.isspace()}
    assert visible <= set(held)
    for span in found:
        assert span.of(text) == span.of(text).strip() != ""


@given(ODD)
@settings(max_examples=200, deadline=None)
def test_quotations_lie_in_the_text(text: str) -> None:
    for span in offsets.quoted(text):
        assert 0 <= span.start < span.end <= len(text)


def words(text: str) -> list[str]:
    return [span.of(text) for span in offsets.sentences(text)]


BROKEN = """\
   ORLEN, 3 MAY -- THE ARMY REPORTED TODAY THAT NEARLY
30 FARMERS WERE TAKEN FROM THEIR HOMES BY ARMED MEN IN
THE HILLS NORTH OF TARN. "WE KNOW NOTHING OF IT," THE
MAYOR SAID.

   THE SEARCH GOES ON.
"""


def test_lines_that_a_machine_broke_are_one_paragraph() -> None:
    joined = offsets.unwrapped(BROKEN)
    assert len(joined) == len(BROKEN)
    assert "NEARLY 30 FARMERS" in joined
    assert [len(words(span.of(BROKEN))) for span in offsets.paragraphs(BROKEN)] == [2, 1]
    assert [span.of(BROKEN) for span in offsets.quoted(BROKEN)] == ["WE KNOW NOTHING OF IT,"]


def test_lists_and_long_paragraphs_keep_their_lines() -> None:
    menu = "Home\nWorld\nSport\nWeather over the whole of the northern and eastern valleys\nOpinion"
    prose = "\n".join(["The army said that it knew nothing of the farmers. " * 3] * 5)
    assert offsets.unwrapped(menu) == menu
    assert offsets.unwrapped(prose) == prose


@given(ODD)
@settings(max_examples=200, deadline=None)
def test_a_text_in_capitals_keeps_its_length(text: str) -> None:
    assert len(offsets.uncapitalised(offsets.unwrapped(text.upper()))) == len(text.upper())


def test_capitals_tell_nothing_where_all_are_capitals() -> None:
    assert (
        offsets.uncapitalised("26 DEAD IN TARN ON 3 MAY. NO ARRESTS.\nThe UN was told.")
        == "26 dead in tarn on 3 May. No arrests.\nThe UN was told."
    )


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "Mr. Venn met Gen. Orlo on Oct. 8 in the U.S. capital. He left."
    assert words(text) == ["Mr. Venn met Gen. Orlo on Oct. 8 in the U.S. capital.", "He left."]


def test_closing_marks_stay_with_their_sentence() -> None:
    text = "“We were not there.” She paused. 'No!' he said."
    assert words(text)[0] == "“We were not there.”"


def test_a_quotation_that_runs_on_ends_with_its_paragraph() -> None:
    text = "“It began at dawn.\n“Then it stopped,” she said."
    assert [s.of(text) for s in offsets.quoted(text)] == ["It began at dawn.", "Then it stopped,"]


def test_a_double_prime_behind_a_number_closes_what_a_curly_mark_opened() -> None:
    text = "They caught “at least 10″ men, a claim he denies. He is 6′2″ tall, he said."
    assert [span.of(text) for span in offsets.quoted(text)] == ["at least 10"]


def test_a_quotation_in_single_marks_goes_on_where_the_next_paragraph_opens_with_one() -> None:
    text = "He said: 'It is closed.\n\n'It stays so until May.\n\n'Nobody was hurt.'\n\nHe left."
    assert [s.of(text) for s in offsets.quoted(text)] == [
        "It is closed.",
        "It stays so until May.",
        "Nobody was hurt.",
    ]
    text = "The 'mill burnt.\n\nThe barn stood.\n\n'tis said that nobody came."
    assert offsets.quoted(text) == []


def test_apostrophes_are_no_quotations() -> None:
    assert offsets.quoted("The ministers' guards and the dam's walls don't hold.") == []


def test_merged_spans_touch_no_more() -> None:
    assert offsets.merged([Span(3, 5), Span(0, 3), Span(7, 9)]) == (Span(0, 5), Span(7, 9))


def test_locator_finds_the_span_of_a_position() -> None:
    locator = offsets.Locator([Span(0, 2), Span(4, 6)])
    assert [locator.at(k) for k in (0, 2, 4, 6)] == [0, None, 1, None]


def test_two_single_marks_close_a_double_one() -> None:
    text = "\"We were not there,'' she said. \"Nobody was.''"
    assert [s.of(text) for s in offsets.quoted(text)] == ["We were not there,", "Nobody was."]
