"""Windows of training, what they ask about spans, and the encoder they start from."""

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer
from training.argument_targets import Pool
from training.examples import Attribution, Example, Mention
from training.span_targets import gather
from training.supervision import Supervised, supervise
from training.windows import LONGEST, Cut, cut, cut_twice

from hearsay.model import network
from hearsay.types import Span
from training import base_model

TEXT = "Ada Quill said that it rained. Orla Venn denied the theft, and she left Tarn."


def read(example: Example) -> Supervised:
    """An example as arrays, by the tokenizer that ships."""
    folder = Path(network.__file__).parent / "weights"
    return supervise(example, Tokenizer.from_file(str(folder / "tokenizer.json")))


def spans(words: str) -> list[Span]:
    """Where some words of TEXT stand."""
    start = TEXT.index(words)
    return [Span(start, start + len(words))]


def example(roles: str = "full") -> Example:
    """Two attributions, the second without a marked source."""
    return Example(
        "ferry",
        TEXT,
        [
            Attribution(spans("Ada Quill"), spans("said"), spans("that it rained"), "assert"),
            Attribution([], spans("denied"), spans("the theft"), "deny", "certain"),
        ],
        roles="full" if roles == "full" else "open",
        mentions=[
            Mention(spans("Ada Quill")[0], "q", named=True),
            Mention(spans("Orla Venn")[0], "v", named=True),
            Mention(spans("she")[0], "v", named=False),
        ],
    )


@pytest.fixture(scope="module")
def long_text() -> Supervised:
    """Sentences of all lengths, one longer than a window."""
    sentences = [f"The ferry{' again' * (n * 7 % 60)} left." for n in range(60)]
    return read(Example("gold-x", " ".join([*sentences, f"It{' rained' * 400}."])))


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_windows_hold_every_piece_once(long_text: Supervised, seed: int) -> None:
    cuts = cut([long_text], random.Random(seed))
    assert [at for c in cuts for at in range(c.start, c.end)] == list(range(len(long_text.pieces)))
    assert all(0 < c.end - c.start <= LONGEST for c in cuts)


def test_some_examples_are_cut_twice(long_text: Supervised) -> None:
    other = read(Example("ferry", TEXT))
    found = cut_twice([long_text, other], "gold-", random.Random(1))
    assert sum(c.end - c.start for c in found if c.example == 0) == 2 * len(long_text.pieces)
    assert [c for c in found if c.example == 1] == [Cut(1, 0, len(other.pieces))]


def test_a_pool_keeps_each_set_once() -> None:
    pool = Pool()
    assert [pool.add([3, 4]), pool.add([7]), pool.add([3, 4])] == [0, 1, 0]
    assert (pool.index, pool.segment, pool.sizes) == ([3, 4, 7], [0, 0, 1], [2, 1])


def test_contents_are_linked_to_their_own() -> None:
    one = read(example())
    targets = gather([one], [Cut(0, 0, len(one.pieces))], len(one.pieces) + 2)
    cues, sources = targets.links["cue"], targets.links["source"]
    assert [link.right for link in cues] == [0, 1] and len(cues[0].candidates) == 2
    assert [link.right for link in sources] == [0, 1] and len(sources[0].candidates) == 1
    assert [(j.attitude, j.certainty) for j in targets.judged] == [
        ("assert", None),
        ("deny", "certain"),
    ]


def test_an_unmarked_source_is_not_taken_for_none_where_sources_are_open() -> None:
    one = read(example("open"))
    targets = gather([one], [Cut(0, 0, len(one.pieces))], len(one.pieces) + 2)
    assert [link.right for link in targets.links["source"]] == [0]


def test_what_a_window_cuts_off_is_left_out() -> None:
    one = read(example())
    first, _ = one.pieces.covering(spans("denied")[0])
    targets = gather([one], [Cut(0, first + 1, len(one.pieces))], len(one.pieces) + 2)
    assert targets.links["cue"] == []  # its cue stands outside
    assert [len(link.candidates) for link in targets.links["source"]] == [0]
    assert targets.judged == [] and targets.antecedents == []


def test_a_pronoun_is_set_against_the_names_of_its_window() -> None:
    one = read(example())
    (asked,) = gather([one], [Cut(0, 0, len(one.pieces))], len(one.pieces) + 2).antecedents
    assert asked.right == [False, True]


def test_tokens_are_counted_over_the_flattened_batch() -> None:
    one = read(example())
    length = len(one.pieces) + 2
    whole = Cut(0, 0, len(one.pieces))
    pool = gather([one], [whole, whole], length).pool
    half = len(pool.index) // 2
    assert (np.array(pool.index[half:]) - np.array(pool.index[:half]) == length).all()
    assert min(pool.index) >= 1  # the first token of a row is a special piece


def test_vectors_are_taught_where_there_are_some() -> None:
    one = read(example())
    one.content_vectors[1] = np.ones(4, np.float32)
    one.sentence_vectors[0] = np.zeros(4, np.float32)
    taught = gather([one], [Cut(0, 0, len(one.pieces))], len(one.pieces) + 2).taught
    assert [float(t.vector.sum()) for t in taught] == [4.0, 0.0]


def test_another_encoder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(base_model.WrongBaseError, match=r"config\.json: No such file"):
        base_model.verify(tmp_path)
    (tmp_path / "config.json").write_text("{}", "utf-8")
    with pytest.raises(base_model.WrongBaseError, match="has sha256 44136fa3"):
        base_model.verify(tmp_path)


def pointing(pointed: dict[str, list[Span]], named: tuple[str, ...] = ()) -> Supervised:
    """Two attributions, the first of which points; what looks like a name, by its words."""
    one = example()
    one.attributions[0].pointed = pointed
    one.named = [spans(words)[0] for words in named]
    return read(one)


def test_a_pointer_chooses_among_the_names_of_its_window() -> None:
    one = pointing({"speaker": spans("Ada Quill")}, ("Ada Quill", "Orla Venn", "Tarn"))
    targets = gather([one], [Cut(0, 0, len(one.pieces))], len(one.pieces) + 2)
    (asked,) = targets.pointers["speaker"]
    assert asked.right == [True, False, False]
    assert targets.pointers["target"] == [] and targets.pointers["via"] == []
    (content,) = (link.content for link in targets.links["cue"] if link.right == 0)
    assert asked.content == content and asked.cue is not None


def test_nobody_pointed_to_is_known_too() -> None:
    one = pointing({"via": []}, ("Ada Quill", "Tarn"))
    targets = gather([one], [Cut(0, 0, len(one.pieces))], len(one.pieces) + 2)
    assert [asked.right for asked in targets.pointers["via"]] == [[False, False]]


def test_a_description_that_is_pointed_to_is_a_candidate() -> None:
    one = pointing({"target": spans("she")}, ("Ada Quill",))
    targets = gather([one], [Cut(0, 0, len(one.pieces))], len(one.pieces) + 2)
    assert [asked.right for asked in targets.pointers["target"]] == [[False, True]]


def test_who_is_named_outside_the_window_is_not_nobody() -> None:
    one = pointing({"speaker": spans("Tarn"), "via": []}, ("Ada Quill", "Tarn"))
    end, _ = one.pieces.covering(spans("Orla Venn")[0])
    targets = gather([one], [Cut(0, 0, end)], end + 2)
    assert targets.pointers["speaker"] == []
    assert [asked.right for asked in targets.pointers["via"]] == [[False]]


def test_without_a_name_in_the_window_nothing_is_asked() -> None:
    one = pointing({"via": []})
    targets = gather([one], [Cut(0, 0, len(one.pieces))], len(one.pieces) + 2)
    assert targets.pointers["via"] == []
