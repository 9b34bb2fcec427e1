"""Words that do not read by themselves stand in the sentence of their article."""

from __future__ import annotations

import html
import re
from pathlib import Path

from starlette.testclient import TestClient

from hearsay.types import Span
from hearsay.web.surroundings import REACH, around, within
from web.test_corrections import held

TEXT = (
    "The harbour guard accused Lenna of sheltering smugglers, which it denies. The ferry sank.\n\n"
    "The pilots said the ferry had left early.\n"
)


def place(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def test_a_part_of_a_sentence_is_shown_in_it() -> None:
    found = around(TEXT, [place("Lenna of sheltering smugglers")])
    assert found == (
        ("The harbour guard accused ", False),
        ("Lenna of sheltering smugglers", True),
        (", which it denies.", False),
    )


def test_what_reads_by_itself_is_shown_by_itself() -> None:
    assert around(TEXT, [place("the ferry had left early")]) == ()
    assert around(TEXT, [place("The ferry sank.")]) == ()
    assert around(TEXT, []) == ()


def test_a_number_is_always_shown_in_its_sentence() -> None:
    text = "Nine people had left the ferry early, said the pilots."
    assert within(text, [place("Nine", text)])[0] == ("Nine", True)


def test_no_word_is_lost_or_added_but_at_the_ends() -> None:
    long = "The pilots, " + "who know the river well, " * 20 + "spoke of smuggling by the guard."
    (before, _), (words, own), (after, _) = around(long, [place("of smuggling", long)])
    assert own and words == "of smuggling"
    assert before.startswith("… ") and before[2:] in long and len(before) <= REACH + 2
    assert after == " by the guard."
    found = around(TEXT, [place("Lenna"), place("smugglers")])
    assert "".join(words for words, _ in found) in TEXT
    assert [words for words, own in found if own] == ["Lenna", "smugglers"]


def test_pages_show_the_sentence_with_the_words_marked(reader: TestClient, built: Path) -> None:
    ledger = held(built)
    texts = {document.id: document.text for document in ledger.documents}
    part = next(s for s in ledger.statements if around(texts[s.document], s.content))
    shown = around(texts[part.document], part.content)
    page = reader.get(f"/statements/{part.id}").text
    told = re.search(r"<blockquote.*?</blockquote>", page, re.S)
    assert told is not None
    words = html.unescape(re.sub("<[^>]*>", "", told[0]))
    assert words.split() == "".join(words for words, _ in shown).split()
    assert [own for _, own in shown].count(True) == told[0].count("<mark")
    figure = ledger.figures[0]
    page = reader.get(f"/figures/{figure.id}").text
    heading = re.search(r"<h1.*?</h1>", page, re.S)
    assert heading is not None
    sentence = html.unescape(re.sub("<[^>]*>", "", heading[0]))
    assert figure.span.of(texts[figure.document]) in sentence
