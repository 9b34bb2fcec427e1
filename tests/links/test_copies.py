"""Which articles share text, and that passages index it."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.links.copies import find_copies
from hearsay.links.fingerprints import SHINGLE, WINDOW, candidates, signature
from hearsay.types import Document, Span

PARAGRAPH = (
    "The Lower Harbour Dam was closed on Monday after engineers found a crack that ran along most "
    "of its eastern wall, and some forty families in the valley below were asked to leave."
)
OTHER = (
    "In Tallow, the minister of works promised new pumps by spring and spoke at length about the "
    "price of concrete, which had doubled while nobody in the capital was paying attention."
)
THIRD = (
    "Fishermen who have worked the lake for decades were not surprised, and several of them said "
    "that small boats had been scraping the wall every summer since the railway was built."
)


def made(name: str, text: str, **known: object) -> Document:
    return Document(id=f"d-{name}", path=f"{name}.txt", text=text, **known)  # type: ignore[arg-type]


def test_the_same_text_with_other_spacing_is_one_text() -> None:
    copies = find_copies(
        [made("a", f"{PARAGRAPH}\n\n{OTHER}"), made("b", f"{PARAGRAPH.upper()}  \n{OTHER}")], 0.1
    )
    assert [(c.documents, c.kind) for c in copies] == [(("d-a", "d-b"), "same_text")]
    assert copies[0].because


def test_a_short_text_inside_a_long_one_is_a_copy_in_part() -> None:
    long = "\n\n".join([OTHER, THIRD, PARAGRAPH, OTHER.replace("concrete", "gravel")])
    (copy,) = find_copies([made("a", long), made("b", f"{PARAGRAPH} Rain is likely.")], 0.1)
    assert copy.kind == "shared_passage"
    assert {passage.document for passage in copy.passages} == {"d-a", "d-b"}
    texts = {"d-a": long, "d-b": f"{PARAGRAPH} Rain is likely."}
    for passage in copy.passages:
        assert "eastern wall" in passage.span.of(texts[passage.document])


def test_a_few_changed_words_do_not_hide_a_passage() -> None:
    changed = PARAGRAPH.replace("forty", "40").replace("eastern", "east")
    (copy,) = find_copies([made("a", f"{PARAGRAPH} {OTHER}"), made("b", f"{changed} {THIRD}")], 0.1)
    assert copy.kind == "shared_passage"


def test_shared_boilerplate_is_no_copy() -> None:
    one, other = f"{PARAGRAPH}\n{OTHER}", f"{PARAGRAPH}\n{THIRD}"
    junk = (Span(0, len(PARAGRAPH)),)
    documents = [made("a", one, boilerplate=junk), made("b", other, boilerplate=junk)]
    assert find_copies(documents, 0.1) == ()


def test_a_short_public_quotation_alone_is_no_copy() -> None:
    quotation = "“There is no truth in any of this and we will say so in court,” Ann Roe said."
    documents = [made("a", f"{quotation} {OTHER}"), made("b", f"{THIRD} {quotation}")]
    assert find_copies(documents, 0.1) == ()


def test_a_credit_in_common_lets_less_be_enough() -> None:
    passage = "asked to leave the valley below before the rain came again"
    one, other = f"{OTHER} {PARAGRAPH} {passage}.", f"{THIRD} {passage}. {THIRD[::-1]}"
    plain = find_copies([made("a", one), made("b", other)], 0.25)
    wired = find_copies(
        [made("a", one, origins=("Arcadia Wire",)), made("b", other, origins=("arcadia wire",))],
        0.25,
    )
    assert plain == ()
    assert [copy.kind for copy in wired] in ([], ["same_origin"])


def test_empty_texts_are_no_copies() -> None:
    assert find_copies([made("a", ""), made("b", ""), made("c", "  \n ")], 0.1) == ()
    assert find_copies([], 0.1) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([PARAGRAPH, OTHER, THIRD, "\n", " “", "” "]), max_size=6), st.data()
)
def test_passages_lie_within_their_texts(parts: list[str], data: st.DataObject) -> None:
    again = data.draw(st.permutations(parts))
    documents = [made("a", "".join(parts)), made("b", " ".join(again))]
    texts = {document.id: document.text for document in documents}
    for copy in find_copies(documents, 0.05):
        for passage in copy.passages:
            words = passage.span.of(texts[passage.document])
            assert words
            assert words == words.strip()


def test_a_signature_is_of_the_document_alone() -> None:
    article = made("a", f"{PARAGRAPH} “{OTHER}”")
    one, again = signature(article), signature(article)
    for name in ("words", "starts", "ends", "in_quotation", "fingerprints"):
        assert np.array_equal(getattr(one, name), getattr(again, name))
    assert len(one.words) == len(one.starts) == len(one.in_quotation)
    assert one.span(0, len(one.words)).of(article.text).startswith("The Lower")
    assert one.in_quotation.any()
    assert not one.in_quotation.all()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=40), min_size=2, max_size=5))
def test_texts_with_eight_words_in_a_row_in_common_are_compared(texts: list[list[str]]) -> None:
    run = [f"w{n}" for n in range(SHINGLE + WINDOW - 1)]
    documents = [made(str(n), " ".join([*words, *run, *words])) for n, words in enumerate(texts)]
    signatures = [signature(document) for document in documents]
    every = candidates(signatures, 1)
    assert set(every) == set(combinations(range(len(documents)), 2))
    assert every == sorted(every)
    added = candidates(signatures, 1, new={0})
    assert added == [pair for pair in every if 0 in pair]


def test_adding_an_article_leaves_other_pairs_alone() -> None:
    texts = [f"{PARAGRAPH} {OTHER}", f"{PARAGRAPH} {THIRD}", f"{OTHER} {PARAGRAPH}"]
    documents = [made(str(n), text) for n, text in enumerate(texts)]
    few = find_copies(documents[:2], 0.1)
    many = find_copies(documents, 0.1)
    assert few
    assert set(few) <= set(many)


def test_light_rewording_keeps_a_passage_whole() -> None:
    one = made("a", f"{OTHER}\n{PARAGRAPH}\n{THIRD}")
    reworded = (
        "The Lower Harbour Dam was shut on Monday after engineers found a crack which runs along "
        "most of its eastern wall, and some forty families in the valley below were told to leave."
    )
    other = made("b", f"Rain fell on Sunday.\n{reworded}\nThe opera opened late.")
    (copy,) = find_copies([one, other], 0.1)
    texts = {document.id: document.text for document in (one, other)}
    spans = {p.document: p.span.of(texts[p.document]) for p in copy.passages}
    assert len(copy.passages) == 2
    assert spans["d-b"].startswith("The Lower Harbour")
    assert spans["d-b"].endswith("leave")


def test_an_inserted_paragraph_parts_two_passages() -> None:
    one = made("a", f"{PARAGRAPH}\n{OTHER}")
    other = made("b", f"{PARAGRAPH}\n{THIRD}\n{OTHER}")
    (copy,) = find_copies([one, other], 0.1)
    assert [p.document for p in copy.passages] == ["d-a", "d-a", "d-b", "d-b"]
    taken = [p.span.of(other.text) for p in copy.passages if p.document == "d-b"]
    assert not any("Fishermen" in words for words in taken)
