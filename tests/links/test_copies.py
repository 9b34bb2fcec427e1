"""Which articles share text, and that passages index it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.links.copies import find_copies
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
