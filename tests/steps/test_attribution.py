"""Spans tied into statements: which cue, which source, what is nested and what is nothing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from hearsay import text as offsets
from hearsay.model.reading import Reading, RoleSpan
from hearsay.steps.attribution import attribution
from hearsay.types import Analysis, Document, Span, Statement

ROLES = {"[": "source", "<": "cue", "{": "content"}


def tied(marked: str, inner: str = "") -> tuple[str, list[Statement]]:
    """The statements of a text in which [...] is a source, <...> a cue and {...} a content.

    inner: the same text with the marks of what is nested.
    """
    text, roles = _read(marked)
    _, nested = _read(inner) if inner else (text, ())
    done = attribution(
        Analysis(
            document=Document("d-1", "a.txt", text),
            sentences=tuple(offsets.sentences(text)),
            reading=Reading(roles=roles, inner_roles=nested),
        )
    )
    return text, list(done.statements)


def _read(marked: str) -> tuple[str, tuple[RoleSpan, ...]]:
    text, opened, roles = "", [], []
    for token in re.split(r"([\[<{\]>}])", marked):
        if token in ROLES:
            opened.append((token, len(text)))
        elif token in ("]", ">", "}") and token:
            mark, start = opened.pop()
            roles.append(RoleSpan(ROLES[mark], Span(start, len(text)), 0.9))
        else:
            text += token
    return text, tuple(sorted(roles, key=lambda r: r.span))


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(span.of(text) for span in spans)


def test_a_cue_that_leads_into_its_content_goes_before_one_behind_a_comma() -> None:
    text, (first, _) = tied("[The Front] <rejects> {claims of aid}, <says> {the town is calm}.")
    assert words(text, first.cue) == "rejects"


def test_halves_of_a_source_are_one() -> None:
    text, (said,) = tied("[The envoys of Rell], [Osk and Tallow] <said> {the road was shut}.")
    assert words(text, said.source) == "The envoys of Rell, Osk and Tallow"


def test_an_article_alone_is_led_on_to_its_noun() -> None:
    text, (said,) = tied("It is tense, with [the] Rural Front <claiming> {the raid on the mill}.")
    assert words(text, said.source) == "the Rural Front"


def test_an_article_far_from_any_cue_is_no_source() -> None:
    _, (said,) = tied("[The], as so often in such a case, late mayor <said> {the road was shut}.")
    assert said.source == ()


def test_who_opens_a_clause_of_their_own_is_not_who_spoke_before() -> None:
    text, statements = tied(
        "The Dawn <claimed> {to have killed nine men of the Front}, but "
        "[the Front] <denied> {that tally}."
    )
    claimed, denied = statements
    assert claimed.source == ()
    assert words(text, denied.source) == "the Front"


def test_words_that_nobody_is_told_to_have_said_are_no_statement() -> None:
    _, statements = tied("The road from Rell to Osk {was shut for the night by snow}.")
    assert statements == []


def test_a_quotation_without_cue_or_source_is_one() -> None:
    _, statements = tied("{“The road was shut for the night.”}")
    assert len(statements) == 1


def test_a_nested_cue_stands_in_the_sentence_of_its_content() -> None:
    far = "[Ada Varga] <said> {she knew}. [Roe] <said> {the mayor denied the raid on the mill}."
    apart = "Ada Varga said she <knew>. Roe said the mayor denied {the raid on the mill}."
    within = "Ada Varga said she knew. Roe said [the mayor] <denied> {the raid on the mill}."
    assert all(s.parent is None for s in tied(far, apart)[1])
    text, statements = tied(far, within)
    (nested,) = [s for s in statements if s.parent is not None]
    assert words(text, nested.cue) == "denied"


class Again(Reading):
    """A reading that finds in words by themselves what is marked in one of some texts."""

    marked: tuple[str, ...] = ()

    def apart(self, words: str) -> Reading:
        for one in self.marked:
            text, roles = _read(one)
            if text == words:
                return Reading(roles=roles)
        return Reading()


def retold(marked: str, *again: str, inner: str = "") -> tuple[str, list[Statement]]:
    """The nested statements of a marked text of which `again` is read by itself."""
    text, roles = _read(marked)
    nested = _read(inner)[1] if inner else ()
    reading = Again(roles=roles, inner_roles=nested)
    object.__setattr__(reading, "marked", again)
    analysis = Analysis(
        document=Document("d-1", "a.txt", text),
        sentences=tuple(offsets.sentences(text)),
        reading=reading,
    )
    return text, [one for one in attribution(analysis).statements if one.parent is not None]


def test_what_a_content_tells_another_said_is_found_where_it_is_read_by_itself() -> None:
    text, (found,) = retold(
        "[Roe] <said> {he rang the mill at noon, and the foreman told him that the fire was out}.",
        "he rang the mill at noon, and [the foreman] <told him that> {the fire was out}",
    )
    assert words(text, found.source) == "the foreman"
    assert words(text, found.cue) == "told him that"
    assert words(text, found.content) == "the fire was out"
    assert [reason.rule for reason in found.because][-1] == "read apart"


def test_what_a_speaker_says_of_himself_is_no_word_of_another() -> None:
    marked = "[Roe] <said>, {“I believe that the mill burned down at noon on Monday.”}"
    inner = "“[I] <believe> {that the mill burned down at noon on Monday}.”"
    assert retold(marked, inner)[1] == []


def test_a_nested_statement_that_neither_reading_is_sure_of_is_left_out() -> None:
    marked = "[Roe] <said> {he was told by the foreman at the gate that the fire was out}."
    inner = "Roe said he was <told> by [the foreman] at the gate that {the fire was out}."
    text, (sure,) = retold(marked, inner=inner)
    assert words(text, sure.content) == "the fire was out"
    unsure = tuple(replace(role, score=0.3) for role in _read(inner)[1])
    reading = Reading(roles=_read(marked)[1], inner_roles=unsure)
    analysis = Analysis(
        Document("d-1", "a.txt", text), sentences=(Span(0, len(text)),), reading=reading
    )
    assert [one for one in attribution(analysis).statements if one.parent is not None] == []


def test_a_content_that_breaks_off_is_led_on_to_the_end_of_its_phrase() -> None:
    text, (said,) = tied(
        "[The mayor] <said> {the raid was the work of the} northern league, again."
    )
    assert words(text, said.content) == "the raid was the work of the northern league"
    text, (said,) = tied("[The mayor] <said> {she will go to the Upper Rell} Water Board today.")
    assert words(text, said.content) == "she will go to the Upper Rell Water Board"


def test_no_content_is_led_on_into_a_cue_or_a_source() -> None:
    text, (said,) = tied("{The raid was the work of the} [mayor], [she] <said> at noon.")
    assert words(text, said.content) == "The raid was the work of the"


def test_what_lies_between_parts_of_a_content_belongs_to_it() -> None:
    text, (said,) = tied("[The mayor] <said> {the mill} had long been {out of use}.")
    assert words(text, said.content) == "the mill had long been out of use"


def test_a_number_is_no_cue() -> None:
    text, (said,) = tied("{The mill burned down}, [Rell] <24> <reported>.")
    assert words(text, said.cue) == "reported"


def test_a_source_without_its_noun_takes_it_back() -> None:
    text, (said,) = tied("{The mill burned}, [a senior harbour] official <said> on Monday.")
    assert words(text, said.source) == "a senior harbour official"


def test_a_content_does_not_end_amid_a_phrase() -> None:
    text, (said,) = tied("{These men}, [she] <said>, {have since found} refuge abroad, she knew.")
    assert words(text, said.content).endswith("have since found refuge abroad")
    text, (said,) = tied("[She] <said> {the mill burned} after a fight broke out.")
    assert words(text, said.content) == "the mill burned"


def test_a_dateline_is_nobodys_name() -> None:
    marked = "[RELL], Arcadia — <said> {the mine was shut}"
    text, roles = _read(marked)
    done = attribution(
        Analysis(
            document=Document("d-1", "a.txt", text, dateline="RELL, Arcadia"),
            sentences=tuple(offsets.sentences(text)),
            reading=Reading(roles=roles),
        )
    )
    (statement,) = done.statements
    assert statement.source == ()


def test_a_quotation_of_several_sentences_belongs_to_the_cue_of_its_last() -> None:
    text, found = tied(
        "{“It was shut,”} <said> [Tom Marr].\n\n"
        "{“I heard of it. It was late. Nobody told me,”} [Ann Roe] <said> on Friday."
    )
    assert [words(text, one.source) for one in found] == ["Tom Marr", "Ann Roe"]


def test_who_opens_with_a_participle_is_the_subject_of_what_follows() -> None:
    text, (first, second) = tied(
        "<Claiming that> {the fire was out}, [she] <added that> {the mill would open on Monday}."
    )
    assert words(text, first.source) == words(text, second.source) == "she"
    _, (lone, _) = tied(
        "It burned on, <claiming that> {the fire was out}, [she] <added that> {all was well}."
    )
    assert lone.source == ()


def test_what_a_hedge_tells_nobody_says_and_its_subject_belongs_to_it() -> None:
    text, (told,) = tied("[Ann Roe] was <allegedly> {seen near the mill}, police believe.")
    assert told.source == ()
    assert words(text, told.content) == "Ann Roe was allegedly seen near the mill"


@pytest.mark.parametrize(
    ("marked", "speaks"),
    [
        ("[She's] <said> {to have grabbed the scissors}.", False),
        ("[Ann Roe] <is then reported to> {have left the mill}.", False),
        ("[The man, called Rex by the papers], <was believed to> {have been hurt}.", False),
        ("[Ann Roe] <was quoted> {to show that she left}.", True),
        ("[Ann Roe] <said> {she was to leave}.", True),
    ],
)
def test_of_whom_something_is_said_does_not_say_it(marked: str, speaks: bool) -> None:
    _, (told,) = tied(marked)
    assert bool(told.source) is speaks


def test_a_hedge_takes_no_source_from_afar() -> None:
    text, (told,) = tied("[The mayor] came late. The mill <reportedly> {burned to the ground}.")
    assert told.source == ()
    assert words(text, told.content) == "burned to the ground"


def test_an_article_whose_phrase_another_source_goes_on_with_is_its_beginning() -> None:
    text, (said,) = tied("[the] Front and [Roe's agent] <denied> {that the road was shut}.")
    assert words(text, said.source) == "the Front and Roe's agent"
