"""PropBank as examples, in an invented copy of its form: text, kinds, arguments, realities."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tokenizers import Tokenizer
from training.argument_targets import Pool, asked
from training.examples import Example, Predication
from training.span_targets import gather
from training.supervision import Supervised, supervise
from training.windows import Cut

from hearsay.model import network
from hearsay.model.labels import ARGUMENTS, PREDICATE_TAGS, REALITIES, ROLE_TAGS
from hearsay.types import Span
from training import propbank

Row = dict[str, Any]

TOKENS: list[list[Any]] = [
    ["Ada", "PROPN", 5, "nsubj"],
    ["Quill", "PROPN", 0, "flat"],
    ["and", "CCONJ", 3, "cc"],
    ["Venn", "PROPN", 0, "conj"],
    ["did", "AUX", 5, "aux"],
    ["attack", "VERB", -1, "root"],
    ["the", "DET", 7, "det"],
    ["ferry", "NOUN", 5, "obj"],
    ["in", "ADP", 9, "case"],
    ["Tarn", "PROPN", 5, "obl"],
    [",", "PUNCT", 12, "punct"],
    ["to", "PART", 12, "mark"],
    ["stop", "VERB", 5, "advcl"],
    ["its", "PRON", 14, "nmod:poss"],
    ["visit", "NOUN", 12, "obj"],
    [".", "PUNCT", 5, "punct"],
]
SECOND: list[list[Any]] = [
    ["They", "PRON", 3, "nsubj"],
    ["wo", "AUX", 3, "aux"],
    ["n't", "PART", 3, "advmod"],
    ["take", "VERB", -1, "root"],
    ["a", "DET", 5, "det"],
    ["decision", "NOUN", 3, "obj"],
    ["if", "SCONJ", 8, "mark"],
    ["it", "PRON", 8, "nsubj"],
    ["rains", "VERB", 3, "advcl"],
]


def predicate(index: int, roleset: str, *roles: tuple[str, int, int]) -> Row:
    return {
        "index": index,
        "lemma": roleset.split(".", maxsplit=1)[0],
        "roleset": roleset,
        "span": [index, index + 1],
        "roles": [list(role) for role in roles],
    }


FIRST_PREDICATES = [
    predicate(4, "do.01"),
    predicate(
        5, "attack.01", ("ARG0", 0, 4), ("ARG1", 6, 8), ("ARGM-LOC", 8, 10), ("ARGM-PRP", 11, 15)
    ),
    predicate(12, "stop.01", ("ARG0", 0, 4), ("ARG1", 13, 15)),
    predicate(14, "visit.01", ("R-ARG1", 13, 14)),
]
SECOND_PREDICATES = [
    predicate(3, "take.LV", ("ARGM-LVB", 5, 6)),
    predicate(5, "decide.01", ("ARG0", 0, 1), ("ARGM-MOD", 1, 2), ("ARGM-NEG", 2, 3)),
    predicate(8, "rain.01"),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The corpus, its trees and what UDS's judges said of three of its verbs."""
    for folder in ("propbank", "ud", "uds"):
        (tmp_path / folder).mkdir()
    rows: list[Row] = [
        {"sent_id": "blog-1-0001", "tokens": TOKENS, "predicates": FIRST_PREDICATES},
        {"sent_id": "blog-1-0002", "tokens": SECOND, "predicates": SECOND_PREDICATES},
        {"sent_id": "mail-7-0001", "tokens": SECOND, "predicates": []},
    ]
    with gzip.open(tmp_path / "propbank" / "ewt-train.jsonl.gz", "wt") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    with gzip.open(tmp_path / "ud" / "en_ewt-ud-train.conllu.gz", "wt") as file:
        file.writelines(f"# sent_id = {row['sent_id']}\n" for row in rows)
    judged = {
        ("ewt-train-1", 6): (1.1, 1.0),  # counted from 1
        ("ewt-train-1", 13): (-1.1, 1.0),
        ("ewt-train-2", 9): (1.2, 0.1),
        ("ewt-test-2", 4): (1.2, 1.0),
    }
    tree: Row = {}
    for (sentence, word), (value, confidence) in judged.items():
        tree.setdefault(sentence, {})[f"{sentence}-semantics-pred-{word}"] = {
            "factuality": {"factual": {"value": value, "confidence": confidence}}
        }
    with zipfile.ZipFile(tmp_path / "uds" / "factuality.zip", "w") as archive:
        archive.writestr("factuality.json", json.dumps({"data": tree}))
    return tmp_path


def told(example: Example) -> dict[str, Predication]:
    """Predications by their words."""
    return {p.word.of(example.text): p for p in example.predications or ()}


def test_a_document_has_its_text_with_spaces_where_they_belong(data: Path) -> None:
    blog, mail = propbank.read(data)
    assert blog.name == "ewt-blog-1" and blog.roles == "none" and blog.names is None
    assert blog.text == (
        "Ada Quill and Venn did attack the ferry in Tarn, to stop its visit. "
        "They won't take a decision if it rains"
    )
    assert mail.predications == []


@pytest.mark.parametrize(
    ("forms", "text"),
    [
        ('He said : " We ( all of us ) paid $ 5 . "', 'He said: "We (all of us) paid $5."'),
        (
            "Al - Tarn 's mayor was n't there ; 40 % did !!",
            "Al-Tarn's mayor wasn't there; 40% did!!",
        ),
        ("and / or nothing ... “ Nobody , ” she said", "and/or nothing... “Nobody,” she said"),
        ("They can not - will not - go", "They cannot-will not-go"),
    ],
)
def test_spaces_are_guessed_by_the_words(forms: str, text: str) -> None:
    words = forms.split()
    tags = ["PUNCT" if word == "'" else "X" for word in words]
    spaces = propbank.spaced(words, tags)
    assert "".join(" " * s + word for s, word in zip(spaces, words, strict=True)) == text


def test_verbs_and_nouns_that_tell_of_something(data: Path) -> None:
    found = told(next(propbank.read(data)))
    kinds = {word: p.kind for word, p in found.items()}
    assert kinds == {
        "attack": "verb",
        "stop": "verb",
        "visit": "noun",
        "take": "light",
        "decision": "noun",
        "rains": "verb",
    }
    assert found["take"].arguments == {}


def test_arguments_are_the_heads_of_their_spans(data: Path) -> None:
    blog = next(propbank.read(data))
    attack = told(blog)["attack"].arguments
    words = {role: [span.of(blog.text) for span in spans] for role, spans in attack.items()}
    assert words == {
        "agent": ["Ada", "Quill", "Venn"],
        "patient": ["ferry"],
        "arg2": [],
        "place": ["Tarn"],
        "time": [],
    }
    assert told(blog)["visit"].arguments["patient"] == []  # a relative pronoun is none


def test_realities_are_told_by_judges_and_words_together(data: Path) -> None:
    found = told(next(propbank.read(data)))
    assert found["attack"].realities == ("happened",)
    assert found["stop"].realities == ("planned", "hypothetical")
    assert found["visit"].realities == REALITIES
    assert found["decision"].realities == ("denied",)
    assert found["rains"].realities == ("hypothetical",)  # low confidence is not heeded


def test_judges_against_the_words_leave_it_open(data: Path) -> None:
    happened = {("blog-1-0002", 5): 1.0, ("blog-1-0002", 8): -1.0}
    ((_, _, sentences), _) = propbank.documents(data / "propbank" / "ewt-train.jsonl.gz")
    _, decision, rains = propbank.predications(sentences[1], happened)
    assert decision.realities == REALITIES
    assert rains.realities == ("hypothetical",)


def test_without_trees_and_judges_words_alone_tell(data: Path) -> None:
    (data / "uds" / "factuality.zip").unlink()
    found = told(next(propbank.read(data)))
    assert found["attack"].realities == REALITIES
    assert found["decision"].realities == ("denied",)


def read(example: Example) -> Supervised:
    """An example as arrays, by the tokenizer that ships."""
    folder = Path(network.__file__).parent / "weights"
    return supervise(example, Tokenizer.from_file(str(folder / "tokenizer.json")))


def test_only_what_is_annotated_is_asked(data: Path) -> None:
    blog = next(propbank.read(data))
    one = read(blog)
    assert one.role.all() and one.inner.all() and one.name.all()
    assert (one.predicate.sum(axis=1) == 1).all()
    verbs = one.predicate[:, PREDICATE_TAGS.index("verb")]
    starts = one.pieces.offsets[verbs, 0].tolist()
    assert [blog.text[at:].split()[0] for at in starts] == ["attack", "stop", "rains"]
    known = ~one.reality.all(axis=1)
    assert known.sum() == 4  # not of "visit" and "take"
    plain = read(Example("x", blog.text))
    assert plain.predicate.all() and plain.reality.all() and plain.role.shape[1] == len(ROLE_TAGS)


def test_arguments_are_asked_among_the_words_of_the_sentence(data: Path) -> None:
    one = read(next(propbank.read(data)))
    whole = Cut(0, 0, len(one.pieces))
    targets = gather([one], [whole], len(one.pieces) + 2)
    assert len(targets.arguments) == 5  # not of the light verb
    attack = targets.arguments[0]
    agent, patient, arg2, place, time = attack.right
    assert agent is not None and sum(agent) == 3 and arg2 is not None and not any(arg2)
    assert len(attack.candidates) == len(agent) == 13
    assert patient is not None and place is not None and time is not None and len(ARGUMENTS) == 5
    tokens = targets.pool.index[targets.pool.segment.index(attack.predicate)]
    assert one.pieces.offsets[tokens - 1, 0] == one.example.text.index("attack")


def test_a_window_asks_nothing_of_a_sentence_it_cuts_off(data: Path) -> None:
    one = read(next(propbank.read(data)))
    within = int((one.pieces.sentence == 0).sum())
    pool = gather([one], [Cut(0, 3, len(one.pieces))], len(one.pieces) + 2)
    assert len(pool.arguments) == 2
    assert asked(pool.pool, one, Cut(0, 0, within - 1), 1) == []


def test_what_stands_in_another_sentence_is_not_nobody(data: Path) -> None:
    blog = next(propbank.read(data))
    far = blog.text.index("They")
    blog.predications = [
        Predication(
            told(blog)["attack"].word,
            "verb",
            REALITIES,
            {role: [Span(far, far + 4)] if role == "agent" else [] for role in ARGUMENTS},
        )
    ]
    one = read(blog)
    (attack,) = asked(Pool(), one, Cut(0, 0, len(one.pieces)), 1)
    assert attack.right[0] is None and attack.right[1] is not None
