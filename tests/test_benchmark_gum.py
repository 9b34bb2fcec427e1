"""Names, kinds and joining on an invented GUM and an invented re3d."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from benchmarks import gum, name_scores, re3d, results
from benchmarks.name_scores import MarkedName, MarkedText
from benchmarks.outcome import BenchmarkError, Outcome
from benchmarks.suite import Bench

from hearsay.types import Actor, ActorKind, Analysis, Document, Mention, Span
from training import gum as corpus

# word, Penn tag, entities as GUM writes them: (ID-TYPE-status-salience-centering-shortest span
WORDS = [
    ("Mayor", "NNP", "(1-person-new-n-cf1-2-coref"),
    ("Quill", "NNP", "1)"),
    ("left", "VBD", ""),
    ("the", "DT", "(2-organization-new-n-cf2-2-sgl"),
    ("United", "NNP", ""),
    ("Mills", "NNPS", ""),
    ("of", "IN", ""),
    ("Rell", "NNP", "(3-place-new-n-cf3-1-coref)2)"),
    ("in", "IN", ""),
    ("Rell", "NNP", "(3-place-giv-n-cf3-1-coref)"),
    (".", ".", ""),
    ("The", "DT", "(1-person-giv-n-cf1-2-coref"),
    ("Mayor", "NNP", "1)"),
    ("likes", "VBZ", ""),
    ("October", "NNP", "(4-time-new-n-cf2-1-sgl)"),
    (".", ".", ""),
    ("Quill", "NNP", "(1-person-giv-n-cf1-1-coref)"),
    ("met", "VBD", ""),
    ("Ann", "NNP", "(5-person-new-n-cf2-1,3-sgl(6-person-new-n-cf2-1-sgl)"),
    ("and", "CC", ""),
    ("Bob", "NNP", "(7-person-new-n-cf2-1-sgl)5)"),
]
TEXT = (
    "Mayor Quill left the United Mills of Rell in Rell . The Mayor likes October . "
    "Quill met Ann and Bob"
)


def written(path: Path, documents: int = 1) -> Path:
    lines = []
    for number in range(documents):
        lines.append(f"# newdoc id = GUM_news_{number}")
        for place, (word, tag, entities) in enumerate(WORDS, 1):
            misc = f"Entity={entities}" if entities else "_"
            part = "PROPN" if tag == "NNP" else "X"
            lines.append("\t".join([str(place), word, "_", part, tag, "_", "0", "_", "_", misc]))
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    return path


def given(text: str, named: Sequence[tuple[ActorKind, Sequence[str]]]) -> tuple[Actor, ...]:
    """Actors whose forms stand wherever a form does that is in no longer one before it."""
    taken: list[Span] = []
    found = []
    for number, (kind, forms) in enumerate(named):
        places = []
        for form in forms:
            at = text.find(form)
            while at >= 0:
                span = Span(at, at + len(form))
                if not any(span.overlaps(other) for other in taken):
                    taken.append(span)
                    places.append(span)
                at = text.find(form, at + 1)
        mentions = tuple(Mention("d-1", span) for span in sorted(places))
        found.append(Actor(id=f"a-{number}", name=forms[0], kind=kind, mentions=mentions))
    return tuple(found)


def reads(*named: tuple[ActorKind, Sequence[str]]) -> Callable[[str, str], Analysis]:
    def analyse(name: str, text: str) -> Analysis:
        return Analysis(Document("d-1", name, text), actors=given(text, named))

    return analyse


RIGHT: tuple[tuple[ActorKind, Sequence[str]], ...] = (
    ("organisation", ["United Mills of Rell"]),
    ("person", ["Mayor Quill", "Quill"]),
    ("place", ["Rell"]),
    ("person", ["Ann"]),
    ("person", ["Bob"]),
)


def test_names_are_runs_of_proper_nouns_around_heads(tmp_path: Path) -> None:
    (laid,) = corpus.documents(written(tmp_path / "part.conllu.gz"))
    assert laid.text == TEXT
    marked = gum.marked(laid)
    assert [(n.span.of(TEXT), n.type, n.chain) for n in marked.names] == [
        ("Mayor Quill", "person", "1"),
        ("United Mills of Rell", "organisation", "2"),
        ("Rell", "place", "3"),
        ("Quill", "person", "1"),
        ("Ann", "person", "6"),
        ("Bob", "person", "7"),
    ]
    # a bare title is not asked for, and not counted if it is given
    assert [span.of(TEXT) for span in marked.open] == ["Mayor"]


def test_what_is_right_scores_one(tmp_path: Path) -> None:
    outcome = gum.gum(written(tmp_path / "part.conllu.gz", 3), reads(*RIGHT))
    for name in (name_scores.FOUND, name_scores.KIND, name_scores.TOLD):
        assert (outcome.figures[name]["f1"], outcome.figures[name]["n"]) == (1.0, 18)
        assert outcome.figures[name]["interval"] == [1.0, 1.0]
    assert outcome.figures[f"{gum.JOINED}: CoNLL"]["f1"] == 1.0
    # "Mayor Quill" and "Quill" are two strings
    assert outcome.figures[f"{gum.JOINED}, {gum.BASELINE}: MUC"]["r"] == 1.0
    assert Outcome.of(json.loads(results.frozen(outcome))) == outcome


def test_mistakes_are_told_by_kind(tmp_path: Path) -> None:
    named: list[tuple[ActorKind, Sequence[str]]] = [
        ("media", ["United Mills of Rell"]),
        ("person", ["Mayor Quill", "Quill"]),
        ("government", ["Rell"]),
        ("organisation", ["Ann"]),
        ("place", ["October"]),
    ]
    outcome = gum.gum(written(tmp_path / "part.conllu.gz"), reads(*named))
    found, kind, told = (
        outcome.figures[name] for name in (name_scores.FOUND, name_scores.KIND, name_scores.TOLD)
    )
    # Bob is missed, October is no name of these types
    assert (found["p"], found["r"]) == (pytest.approx(5 / 6, abs=1e-4),) * 2
    assert kind["r"] == pytest.approx(4 / 6, abs=1e-4)
    assert told["r"] == pytest.approx(3 / 6, abs=1e-4)
    confusions = outcome.parts["kinds given to names found"]
    assert confusions["person given as organisation"]["acc"] == pytest.approx(1 / 3, abs=1e-4)
    assert confusions["place given as government"] == {"n": 1, "acc": 1.0}
    assert "place given as person" not in confusions
    assert outcome.parts["right, by kind given"]["place"]["acc"] == 0.0
    assert outcome.items["GUM_news_0/5"] == "person: missed"


def test_joining_is_scored_with_the_names_and_among_those_found() -> None:
    text = "Ada Venn met Bo. Venn left."
    marked = MarkedText(
        "x", text,
        (MarkedName(Span(0, 8), "person", "1"), MarkedName(Span(13, 15), "person", "2"),
         MarkedName(Span(17, 21), "person", "1")),
    )  # fmt: skip
    actors = given(text, [("person", ["Ada Venn", "Venn"])])
    ours, plain = name_scores.groups(marked, actors)
    assert ours[:4] == [1.0, 1.0, 1.0, 1.0]
    assert plain[:4] == [0.0, 0.0, 0.0, 1.0]
    agreed, _ = name_scores.groups(marked, actors, found_only=True)
    assert (ours[7], agreed[7]) == (3.0, 2.0)


@pytest.mark.parametrize(
    ("form", "bare"),
    [
        ("the Rell Union", "Rell Union"),
        ("Dr. Ada Venn's", "Ada Venn"),
        ("Venn", "Venn"),
        ("Mr Venn’s", "Venn"),
    ],
)
def test_spans_are_compared_without_articles_titles_and_possessives(form: str, bare: str) -> None:
    text = f"So {form} went."
    assert name_scores.core(text, Span(3, 3 + len(form))).of(text) == bare


def test_a_file_without_names_is_told(tmp_path: Path) -> None:
    empty = tmp_path / "empty.conllu.gz"
    empty.write_bytes(gzip.compress(b"# newdoc id = GUM_x\n1\tYes\t_\tINTJ\tUH\t_\t0\t_\t_\t_\n"))
    with pytest.raises(BenchmarkError, match="no named entity"):
        gum.gum(empty, reads())
    with pytest.raises(BenchmarkError, match="give `analyse`"):
        Bench(lambda folder: {}, lambda *_: Analysis(Document("d", "d", ""))).gum(empty)


RE3D = """Rebels\tB-Organisation
took\tO
Tarn\tB-Location
,\tO
the\tB-Organisation
Rell\tI-Organisation
Front\tI-Organisation
's\tO
envoy\tO
Ada\tB-Person
Venn\tI-Person
said\tO
in\tO
May\tB-Temporal
.\tO

Coalition\tB-Organisation
forces\tI-Organisation
left\tO
.\tO
"""


def test_re3d_asks_for_names_only(tmp_path: Path) -> None:
    (tmp_path / "part.conll").write_text(RE3D, encoding="utf-8")
    first, second = re3d.sentences(tmp_path)
    assert first.text == "Rebels took Tarn, the Rell Front's envoy Ada Venn said in May."
    assert [(n.span.of(first.text), n.type) for n in first.names] == [
        ("Rebels", "organisation"),
        ("Tarn", "place"),
        ("the Rell Front", "organisation"),
        ("Ada Venn", "person"),
    ]
    assert [span.of(first.text) for span in first.open] == ["May"]
    assert second.names == () and len(second.open) == 1


def test_re3d_counts_nothing_in_what_it_leaves_open(tmp_path: Path) -> None:
    file = tmp_path / "part.conll"
    file.write_text(RE3D, encoding="utf-8")
    named: list[tuple[ActorKind, Sequence[str]]] = [
        ("armed_group", ["Rell Front", "Coalition"]),
        ("person", ["Ada Venn"]),
        ("place", ["Tarn"]),
    ]
    outcome = re3d.re3d(file, reads(*named))
    figure = outcome.figures[name_scores.TOLD]
    assert (figure["p"], figure["r"]) == (1.0, 0.75)
    with pytest.raises(BenchmarkError, match="no marked name"):
        other = tmp_path / "other.conll"
        other.write_text("So\tO\n", encoding="utf-8")
        re3d.re3d(other, reads())
