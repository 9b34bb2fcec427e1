"""Figures: which numbers are taken, what they are read as, and what always holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hearsay.steps.figures import candidates, figures
from hearsay.steps.numbers import quantities, value_of
from hearsay.text import sentences
from hearsay.types import Analysis, Document, Figure, Span, Statement


def read(text: str, **fields: object) -> tuple[Figure, ...]:
    document = replace(Document(id="d-1", path="a.txt", text=text), **fields)  # type: ignore[arg-type]
    return figures(Analysis(document)).figures


def only(text: str) -> Figure:
    found = read(text)
    assert len(found) == 1, [f.span.of(text) for f in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "qualifier"),
    [
        (
            "More than 180 people were killed in Orlen.",
            "More than 180 people",
            180,
            None,
            "more_than",
        ),
        (
            "At least 80 villagers were killed in Orlen.",
            "At least 80 villagers",
            80,
            None,
            "at_least",
        ),
        ("Police detained up to 35 students in Orlen.", "up to 35 students", None, 35, "up_to"),
        ("Some 170 families fled the town of Orlen.", "Some 170 families", 170, 170, "about"),
        ("Nearly 170 soldiers were wounded in Orlen.", "Nearly 170 soldiers", 170, 170, "nearly"),
        ("Eight hostages were killed in Orlen.", "Eight hostages", 8, 8, "exact"),
        ("Dozens of residents were killed in Orlen.", "Dozens of residents", 24, None, "vague"),
        ("Hundreds of people fled the town of Orlen.", "Hundreds of people", 200, None, "vague"),
        ("They killed 20 to 30 students near Orlen.", "20 to 30 students", 20, 30, "exact"),
        ("Between 20 and 30 students were killed.", "20 and 30 students", 20, 30, "exact"),
        (
            "As many as 400 fighters were killed in Orlen.",
            "As many as 400 fighters",
            None,
            400,
            "up_to",
        ),
        ("The rebels demanded $3.4 billion for the mine.", "$3.4 billion", 3.4e9, 3.4e9, "exact"),
        ("The bank paid £2m for the mine.", "£2m", 2e6, 2e6, "exact"),
        ("About 60 percent of voters stayed at home.", "About 60 percent", 60, 60, "about"),
        ("A dozen soldiers were killed in Orlen.", "A dozen soldiers", 12, 12, "exact"),
        (
            "Two hundred and six people were killed.",
            "Two hundred and six people",
            206,
            206,
            "exact",
        ),
    ],
)
def test_bounds_and_qualifier_follow_the_guideline(
    text: str, words: str, low: float | None, high: float | None, qualifier: str
) -> None:
    figure = only(text)
    assert words in text
    assert figure.span.overlaps(Span(text.index(words), text.index(words) + len(words)))
    assert (figure.low, figure.high, figure.qualifier) == (low, high, qualifier)


@pytest.mark.parametrize(
    ("text", "measure", "of"),
    [
        ("The army said 27 soldiers were killed near Orlen.", "killed", "soldiers"),
        ("The blast wounded 14 passengers at the station.", "injured", "passengers"),
        ("Police arrested 22 officers in the town.", "detained", "officers"),
        ("Gunmen kidnapped 43 students from a school in Orlen.", "abducted", "students"),
        ("Some 200,000 people fled the fighting in Orlen.", "displaced", "people"),
        ("Around 300 fighters are camped outside Orlen.", "fighters", "fighters"),
        ("The ministry offered $7 million for the envoy.", "money", None),
        ("Mira Tallo, 26, was seen in Orlen.", "age", "Mira Tallo"),
        ("The group fired 12 rockets at the port.", "other:rocket", "rockets"),
        ("The raid led to the killing of 10 members of the Orlen guard.", "killed", None),
    ],
)
def test_measure_and_of(text: str, measure: str, of: str | None) -> None:
    figure = only(text)
    assert figure.measure == measure
    if of is not None:
        assert figure.of == of
    if figure.of is not None:
        assert figure.of in text


@pytest.mark.parametrize(
    "text",
    [
        "The envoy spoke on April 14, 2014.",
        "The mine opened in 1998.",
        "The meeting began at 10:30 a.m. in Orlen.",
        "Orlen won 3-2 on Saturday.",
        "Call 555-0199 for help.",
        "ORLEN WIRE/3 (UPDATE 2, ADDS POLICE)",
        "ORLEN, 3 MAY 90 -- [TEXT]",
        "He flew there on a Boeing 777.",
        "It was one of the reasons he gave.",
        "No one answered the telephone.",
    ],
)
def test_numbers_that_are_no_figures(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "low", "measure"),
    [
        ("ORLEN, 3 MAY 90 -- 26 DEAD AFTER A BOMB ATTACK ON THE PORT.", 26, "killed"),
        ("ON 3 MAY GUNMEN KIDNAPPED 11 PEASANTS NEAR TARN.", 11, "abducted"),
        ("A DOZEN PEASANTS WERE ASSASSINATED IN TARN.", 12, "killed"),
        ("SEVERAL WATCHMEN WERE WOUNDED IN TARN.", 3, "injured"),
        ("The blast killed two U.S. missionaries in Tarn.", 2, "killed"),
        ("Twenty-one guerrillas were gunned down in Tarn.", 21, "killed"),
    ],
)
def test_wires_in_capitals_and_their_words(text: str, low: float, measure: str) -> None:
    figure = only(text)
    assert (figure.low, figure.measure) == (low, measure)


def test_a_list_in_capitals_is_read_number_by_number() -> None:
    found = read("THE BLAST KILLED TWO SOLDIERS, THREE GUARDS AND FOUR CIVILIANS IN ORLEN.")
    assert [(f.low, f.measure) for f in found] == [(2, "killed"), (3, "killed"), (4, "killed")]


def test_a_number_may_be_parted_from_its_noun_by_a_broken_line() -> None:
    text = """\
THE ARMY REPORTED IN ORLEN TODAY THAT MORE THAN FORTY
FARMERS WERE KIDNAPPED BY ARMED MEN IN THE HILLS NORTH
OF THE TOWN. IN TARN, THE POLICE SAID, AT LEAST TWENTY
SEVEN OTHERS WERE KILLED.
"""
    assert [(f.low, f.of, f.measure) for f in read(text)] == [
        (40, "FARMERS", "abducted"),
        (27, "OTHERS", "killed"),
    ]


def test_nobody_counts_sources() -> None:
    assert read("Several sources, who asked not to be named, spoke to the paper in Orlen.") == ()


def test_an_age_is_no_length_of_a_war() -> None:
    measures = [f.measure for f in read("It would end a five-year-old insurgency in the north.")]
    assert "age" not in measures


def test_a_number_repeated_without_a_cue_takes_the_measure_it_has_elsewhere() -> None:
    text = "Gunmen abducted 131 pupils from Orlen.\n\nThe 131 children come from nine villages."
    assert [f.measure for f in read(text)][:2] == ["abducted", "abducted"]


def test_boilerplate_is_skipped() -> None:
    text = "Read more: 40 people were killed in Tarn.\nAt least 12 people were killed in Orlen."
    line = Span(0, text.index("\n"))
    assert [f.low for f in read(text)] == [40, 12]
    assert [f.low for f in read(text, boilerplate=(line,))] == [12]


def test_the_innermost_statement_gives_the_speaker() -> None:
    text = "The mayor said the army told him that 12 people were killed."
    outer = Statement(id="s-1", document="d-1", content=(Span(15, len(text)),), speaker="a-mayor")
    inner = Statement(
        id="s-2", document="d-1", content=(Span(38, len(text)),), speaker_label="the army"
    )
    document = Document(id="d-1", path="a.txt", text=text)
    for order in ((outer, inner), (inner, outer)):
        figure = figures(Analysis(document, statements=order)).figures[0]
        assert (figure.statement, figure.speaker, figure.speaker_label) == ("s-2", None, "the army")
    assert figures(Analysis(document)).figures[0].statement is None


def test_every_figure_says_why() -> None:
    figure = only("More than 180 people were killed in Orlen.")
    assert [reason.rule for reason in figure.because] == ["number pattern", "measure"]
    assert "180" in figure.because[0].detail
    assert "killed" in figure.because[1].detail


# fmt: off
ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]
# fmt: on
TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int, joiner: str) -> str:
    if number < 20:
        return ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return TENS[tens] + (f"-{ONES[ones]}" if ones else "")
    size, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    count, rest = divmod(number, size)
    words = f"{in_words(count, joiner)} {name}"
    return words + (f"{joiner}{in_words(rest, joiner)}" if rest else "")


@settings(deadline=None)
@given(st.integers(0, 9999), st.sampled_from([" ", " and "]))
def test_numbers_in_words_round_trip(number: int, joiner: str) -> None:
    words = in_words(number, joiner)
    assert value_of(words) == number
    (quantity,) = quantities(f"They counted {words} goats.")
    assert (quantity.low, quantity.high) == (number, number)


@settings(deadline=None)
@given(st.integers(1000, 10**9))
def test_numerals_round_trip(number: int) -> None:
    (quantity,) = quantities(f"They counted {number:,} goats.")
    assert quantity.low == quantity.high == number


# fmt: off
PIECES = st.sampled_from([
    "more than", "at least", "up to", "20", "30", "1,200", "three", "hundred", "and", "to",
    "-", "million", "$", "£2m", "people", "killed", ",", ".", "\n", "of", "dozens", "several",
    "a", "a dozen", "per", "cent", "%", "half", "years", "old", "ago", "-year-old", "twice",
    "none", "Mira Tallo", "999999999999999999999", "“", "’s", "\u2028", "ẞ", "ﬁ", "٣",
])
# fmt: on


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map(" ".join)))
@example("ẞ%0 0")
def test_any_text_gives_figures_that_lie_in_it(text: str) -> None:
    analysis = Analysis(
        Document(id="d-1", path="a.txt", text=text), sentences=tuple(sentences(text))
    )
    for candidate in candidates(analysis):
        assert candidate.phrase.span.covers(candidate.phrase.quantity.span)
    result = figures(analysis)
    assert result == figures(analysis)
    assert len({figure.id for figure in result.figures}) == len(result.figures)
    for figure in result.figures:
        assert 0 <= figure.span.start < figure.span.end <= len(text)
        assert figure.span.of(text).strip() == figure.span.of(text)
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high
        assert figure.of is None or figure.of in text


def test_how_much_later_is_a_number_and_how_long_ago_is_a_date() -> None:
    for words, count in (("Twelve years later", 1), ("Twelve years ago", 0)):
        text = f"{words} the bridge of Orlen fell."
        document = Document(id="d-1", path="a.txt", text=text)
        assert len(candidates(Analysis(document))) == count


@pytest.mark.parametrize(
    "text",
    [
        "The maker put its new Karro 6 and 6 Plus on sale in Orlen.",
        "Owners of the old 5s queued for hours in Orlen.",
        "This is 2015's Karro lineup, the maker said.",
        "She is the No. 1 dam expert in Velmara.",
        "Put two and two together, she said.",
        "The fire burned floors 25 and 26 of the tower.",
        "Tensions rose between the two nations on Monday.",
        "The raid soured relations between these two neighbours.",
    ],
)
def test_numbers_in_names_idioms_and_pointing_words_are_no_figures(text: str) -> None:
    assert read(text) == ()


def test_what_is_pointed_to_counts_where_the_article_counts_it() -> None:
    text = "There were two meetings in Orlen. At the two meetings, Ada Varga spoke for the rebels."
    assert {figure.of for figure in read(text)} <= {"meetings"}
    assert len(read(text)) == 2


def test_who_kills_is_not_counted_as_killed() -> None:
    text = "Two officers shot and killed a 16-year-old boy in Orlen."
    assert {figure.measure for figure in read(text)} == {"other:officer", "age"}
    assert only("The trial of three men accused of killing Ada Varga opened.").measure != "killed"
    assert only("Some 300 people fled the town of Orlen.").measure == "displaced"


def test_people_of_a_nation_are_people_and_their_cue_may_stand_before() -> None:
    figure = only("The raids have reportedly killed more than 1,500 Kenyans, mostly near the lake.")
    assert (figure.measure, figure.of, figure.low) == ("killed", "Kenyans", 1500)


def test_an_age_is_of_somebody_or_of_nobody() -> None:
    assert only("A 48-year-old who fished there died.").of is None
    assert only("The actor dies at 91 in Orlen.").measure == "age"


def test_a_toll_is_of_the_dead_however_far_its_number() -> None:
    text = "The ministry lowered the toll from the attack near the Karsil Dam to 25 from 27."
    assert [(f.measure, f.low) for f in read(text)] == [("killed", 25), ("killed", 27)]
    fled = read("At least 3,200 people fled Orlen, the office said, up from the 1,200 it gave.")
    assert [f.measure for f in fled] == ["displaced", "displaced"]


def test_the_missing_are_not_the_dead() -> None:
    found = read("The monitor counted 29 dead and at least 14 missing in Orlen.")
    assert [f.measure for f in found] == ["killed", "other:missing"]


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("As of Monday, 27 people had been killed in Orlen.", "2031-05-05"),
        ("The death toll rose to 27 on Thursday, officials said.", "2031-05-08"),
        ("By late Wednesday 40 bodies had been found.", "2031-05-07"),
        ("Eight people were killed on Thursday in Orlen.", None),
        ("The blast on Monday killed 12 people.", None),
    ],
)
def test_a_dated_count_is_told_from_a_dated_event(text: str, as_of: str | None) -> None:
    (figure,) = read(text, published="2031-05-09")
    assert figure.as_of == as_of


def test_a_count_said_to_be_of_another_is_that_ones() -> None:
    text = "The six were not part of the government's toll of 27, Ada Varga said."
    figure = next(f for f in read(text) if f.low == 27)
    assert figure.speaker_label == "the government"
