"""The three corpora, each in a tiny invented copy of its own form."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from training.examples import Example

from hearsay.types import Span
from training import gold, gum, polnear

Row = dict[str, Any]

NEWS = (
    "Orla Venn condemned the bridge toll. She said the ferry, built in May, was late. "
    "Orla Venn hopes for rain, and Venn may go."
)


def stand_off(text: str, *events: dict[str, list[str]]) -> str:
    """brat's form: T lines for the spans, an E line for each attribution. Parts by their words."""
    lines: list[str] = []
    number = 0
    for event, roles in enumerate(events, 1):
        references = []
        for role, parts in roles.items():
            number += 1
            places, at = [], 0
            for part in parts:
                at = text.index(part, at)
                places.append(f"{at} {at + len(part)}")
                at += len(part)
            lines.append(f"T{number}\t{role} {';'.join(places)}\t{' '.join(parts)}")
            references.append(f"{role}:T{number}")
        lines.append(f"E{event}\t" + " ".join(["Attribution:T0", *references]))
    return "\n".join(lines) + "\n"


def label(event: str, speaker: str, attitude: str, certainty: str) -> str:
    """One line of the label file."""
    row = {
        "article": "ferry",
        "event": event,
        "speaker": speaker,
        "attitude": attitude,
        "certainty": certainty,
    }
    return json.dumps(row) + "\n"


@pytest.fixture(autouse=True)
def own_labels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of this project's further labels, with nothing in its files."""
    folder = tmp_path / "own"
    folder.mkdir()
    for name in ("attributions.jsonl", "nested.jsonl"):
        (folder / name).write_text("", "utf-8")
    monkeypatch.setattr(polnear, "OWN_LABELS", folder)
    return folder


def written(path: Path, *rows: Row) -> Path:
    """The path, with these rows in its file."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """PolNeAR with two annotators of one article, one article left out, and labels."""
    root = tmp_path / "polnear"
    for folder in ("train/attributions", "train/text", "labels"):
        (root / folder).mkdir(parents=True)
    (root / "train/text/ferry.txt").write_bytes(NEWS.encode())
    (root / "train/text/toll.txt").write_bytes(b"Nobody spoke.")
    (root / "train/text/sealed.txt").write_bytes(b"Nobody spoke.")
    marked = stand_off(
        NEWS,
        {"Source": ["Orla Venn"], "Cue": ["condemned"], "Content": ["the bridge toll"]},
        {"Source": ["She"], "Cue": ["said"], "Content": ["the ferry", "was late"]},
        {"Cue": ["hopes"], "Content": ["for rain"]},
        {"Source": ["Venn"], "Cue": ["may go"]},
    )
    for annotator in ("a1", "b2"):
        (root / f"train/attributions/ferry_{annotator}.ann").write_text(marked, "utf-8")
    (root / "train/attributions/toll_a1.ann").write_text("", "utf-8")
    (root / "train/attributions/sealed_a1.ann").write_text("", "utf-8")
    (root / "exclude.txt").write_text("sealed\n", "utf-8")
    (root / "labels/train.jsonl").write_text(
        label("E1", "Orla Venn", "accuse", "certain")
        + label("E2", "Orla Venn", "assert", "probable")
        + label("E3", "anonymous:people", "assert", "possible")
        + label("E9", "Orla Venn", "assert", "certain"),
        "utf-8",
    )
    return tmp_path


def test_polnear_gives_an_example_a_file(news: Path) -> None:
    found = list(polnear.read(news))
    assert [(e.name, e.weight) for e in found] == [("ferry", 0.3), ("ferry", 0.3), ("toll", 1.0)]
    assert {e.roles for e in found} == {"full"} and {e.inner for e in found} == {"outside"}


def test_polnear_keeps_broken_spans_and_drops_what_has_no_content(news: Path) -> None:
    example = next(polnear.read(news))
    assert len(example.attributions) == 3
    parts = [s.of(NEWS) for s in example.attributions[1].content]
    assert parts == ["the ferry", "was late"]
    assert example.attributions[2].source == []


def test_polnear_leaves_out_labels_that_corpora_give_differently(news: Path) -> None:
    criticism, plain, hope = next(polnear.read(news)).attributions
    assert (criticism.attitude, criticism.certainty) == (None, "certain")
    assert (plain.attitude, plain.certainty) == ("assert", "probable")
    assert (hope.attitude, hope.certainty) == ("assert", None)


def test_polnear_labels_go_to_the_first_annotator_only(news: Path) -> None:
    first, second, _ = polnear.read(news)
    assert first.mentions and not second.mentions
    assert all(a.attitude is None for a in second.attributions)


def test_polnear_mentions_are_sources_and_names(news: Path) -> None:
    mentions = next(polnear.read(news)).mentions
    said = sorted((m.span.start, m.span.of(NEWS), m.named) for m in mentions)
    assert [(words, named) for _, words, named in said] == [
        ("Orla Venn", False),
        ("She", False),
        ("Orla Venn", True),
        ("Venn", True),
    ]
    assert {m.entity for m in mentions} == {"Orla Venn"}


def judged(event: str, speaker: str, attitude: str, **more: str | None) -> Row:
    """One row of this project's own labels."""
    row: Row = {"article": "ferry", "event": event, "attitude": attitude, "certainty": "certain"}
    return row | {"speaker": speaker, "target": None, "via": None} | more


def words_of(text: str, pointed: dict[str, list[Span]]) -> dict[str, list[str]]:
    """Where pointers lead, in words."""
    return {role: [span.of(text) for span in spans] for role, spans in pointed.items()}


def test_polnear_takes_own_labels_where_the_corpus_has_none(news: Path, own_labels: Path) -> None:
    (news / "polnear/labels/train.jsonl").write_text("", "utf-8")
    written(own_labels / "attributions.jsonl", judged("E2", "Orla Venn", "warn"))
    first, second, _ = polnear.read(news)
    assert [a.attitude for a in first.attributions] == [None, "warn", None]
    assert [a.attitude for a in second.attributions] == [None, None, None]
    assert first.mentions and not second.mentions


def test_polnear_labels_of_the_corpus_come_before_own_ones(news: Path, own_labels: Path) -> None:
    written(own_labels / "attributions.jsonl", judged("E2", "Orla Venn", "warn"))
    assert next(polnear.read(news)).attributions[1].attitude == "assert"


def test_polnear_pointers_lead_to_every_place_where_one_is_named(
    news: Path, own_labels: Path
) -> None:
    (news / "polnear/labels/train.jsonl").write_text("", "utf-8")
    written(
        own_labels / "attributions.jsonl",
        judged("E1", "Orla Venn", "deny", target="ferry"),
        judged("E2", "anonymous:sailors", "assert", target="Orla Venn", via="Tarn Post"),
        judged("E3", "outlet", "demand", via="Venn"),
    )
    first, *_ = polnear.read(news)
    denied, said, hoped = (words_of(NEWS, a.pointed) for a in first.attributions)
    everywhere = ["Orla Venn", "Orla Venn", "Venn"]
    # a target that is a description stands by its very words
    assert denied == {"via": [], "speaker": everywhere, "target": ["ferry"]}
    # nobody is named as speaker; the relayer is named nowhere, and not known; nobody is aimed at
    assert said == {"speaker": []}
    # the outlet itself is no speaker to point to
    assert hoped == {"via": everywhere, "target": []}
    assert [s.of(NEWS) for s in first.named if "Venn" in s.of(NEWS)] == everywhere


def test_polnear_nested_speech_joins_the_content_that_was_looked_through(
    news: Path, own_labels: Path
) -> None:
    at = NEWS.index("the ferry, built")
    inner = {
        "source": [[at, at + 9]],
        "cue": [[at + 11, at + 16]],
        "content": [[at + 17, at + 23]],
        "attitude": "accuse",
        "certainty": "alleged",
    }
    written(
        own_labels / "nested.jsonl",
        {"article": "ferry", "event": "E2", "inner": [inner]},
        {"article": "ferry", "event": "E3", "inner": []},
        {"article": "ferry", "event": "E9", "inner": [inner]},  # an event that is not there
    )
    first, second, _ = polnear.read(news)
    assert [a.inner_known for a in first.attributions] == [False, True, True, False]
    nested = first.attributions[-1]
    assert nested.inner and (nested.attitude, nested.certainty) == ("accuse", "alleged")
    assert [s.of(NEWS) for s in nested.parts] == ["the ferry", "built", "in May"]
    assert len(second.attributions) == 3 and not any(a.inner_known for a in second.attributions)


STORY = (
    "The Bank of Rell denied the report. “We lost nothing,” Ada Quill, a clerk, said.\n"
    "Later Ada Quill said that the mayor said that the vault was open. "
    "The mayor's guards left Tarn.\n"
)


def statement(speaker: str, cue: str | None, content: str, attitude: str) -> dict[str, Any]:
    """One statement of a gold.json."""
    return {
        "id": f"x1.{content}",
        "doc": "x1",
        "via": [],
        "speaker": speaker,
        "cue": cue,
        "content": content,
        "attitude": attitude,
        "certainty": "certain",
    }


def read_story(folder: Path, statements: list[Row], *labels: Row) -> Example:
    """The one article of a folder that holds these statements, with labels of their sources."""
    (folder / "docs").mkdir()
    (folder / "docs" / "x1.txt").write_bytes(STORY.encode())
    record = {
        "documents": [{"id": "x1"}],
        "actors": [
            {"id": "x1/rell", "name": "The Bank of Rell", "kind": "organisation", "aliases": None},
            {"id": "x1/quill", "name": "Ada Quill", "kind": "person", "aliases": ["the clerk"]},
            {"id": "x1/tarn", "name": "Tarn", "kind": "place", "aliases": []},
            {"id": "x2/vault", "name": "Vault", "kind": "organisation", "aliases": []},
        ],
        "statements": statements,
    }
    (folder / "gold.json").write_text(json.dumps(record), "utf-8")
    (example,) = gold.read(folder, written(folder / "sources.jsonl", *labels))
    return example


def test_gold_takes_the_cue_nearest_the_content(tmp_path: Path) -> None:
    told = statement("x1/quill", "said", "the vault was open", "assert")
    (one,) = read_story(tmp_path, [told]).attributions
    assert one.cue[0].start == STORY.index("said that the vault")
    assert one.source == []  # "the mayor" stands there, not a name of this speaker


def test_gold_marks_a_source_only_beside_its_cue(tmp_path: Path) -> None:
    rows = [
        statement("x1/rell", "denied", "the report", "deny"),
        statement("x1/quill", "said", "We lost nothing", "assert"),
        statement("anonymous:a clerk", None, "left Tarn", "assert"),
    ]
    denied, lost, left = read_story(tmp_path, rows).attributions
    assert [s.of(STORY) for s in denied.source] == ["The Bank of Rell"]
    assert lost.source == [] and lost.cue  # ", a clerk, " stands between
    assert left.source == [] and left.cue == []


def test_gold_finds_nesting_and_drops_second_speakers_of_one_content(tmp_path: Path) -> None:
    long = "the mayor said that the vault was open"
    rows = [
        statement("x1/quill", "said", long, "assert"),
        statement("x1/rell", "said", long, "assert"),
        statement("anonymous:the mayor", "said", "the vault was open", "assert"),
    ]
    assert [a.inner for a in read_story(tmp_path, rows).attributions] == [False, True]


def labelled(content: str, *source: str, target: Sequence[str] = ()) -> Row:
    """The label of the statement with this content; its source by its words."""
    places = [(STORY.index(words), len(words)) for words in source]
    return {
        "id": f"x1.{content}",
        "source": [[at, at + length] for at, length in places],
        "target": list(target),
    }


def test_gold_sources_come_from_the_labels(tmp_path: Path) -> None:
    rows = [
        statement("x1/rell", "denied", "the report", "deny"),
        statement("x1/quill", "said", "We lost nothing", "assert"),
    ]
    one = labelled("We lost nothing", "Ada Quill, a clerk")
    example = read_story(tmp_path, rows, one)
    assert [s.of(STORY) for s in example.attributions[1].source] == ["Ada Quill, a clerk"]
    assert example.roles == "open"  # of the other statement nobody looked for the source


def test_gold_articles_with_every_source_labelled_are_known(tmp_path: Path) -> None:
    rows = [statement("anonymous:a clerk", None, "left Tarn", "assert")]
    example = read_story(tmp_path, rows, labelled("left Tarn"))
    assert example.roles == "full" and example.attributions[0].source == []


def test_gold_sources_give_way_to_cues(tmp_path: Path) -> None:
    rows = [statement("x1/quill", "Ada Quill said", "the vault was open", "assert")]
    one = labelled("the vault was open", "Later Ada Quill said", "the mayor")
    (found,) = read_story(tmp_path, rows, one).attributions
    assert [s.of(STORY) for s in found.source] == ["the mayor"]


def test_gold_pointers(tmp_path: Path) -> None:
    told = statement("x1/quill", "said", "the vault was open", "accuse") | {"via": ["x1/rell"]}
    rows = [told, statement("anonymous:guards", None, "left Tarn", "warn")]
    one = labelled("the vault was open", target=["x1/rell", "anonymous:guards"])
    accused, left = (a.pointed for a in read_story(tmp_path, rows, one).attributions)
    rell = ["Bank of Rell"]
    assert words_of(STORY, accused) == {
        # but not "Later Ada Quill": a run of capitals is the name of who has all its words
        "speaker": ["Ada Quill"],
        "via": rell,
        "target": rell,
    }
    # nobody is named; of a target that nobody labelled nothing is known
    assert left == {"speaker": [], "via": []}


def test_gold_mentions_are_nameless_sources_and_every_name(tmp_path: Path) -> None:
    rows = [statement("x1/quill", "said", "the vault was open", "assert")]
    example = read_story(tmp_path, rows, labelled("the vault was open", "the mayor"))
    assert [(m.span.of(STORY), m.entity, m.named) for m in example.mentions] == [
        ("Bank of Rell", "x1/rell", True),
        ("Ada Quill", "x1/quill", True),
        ("the mayor", "x1/quill", False),
        ("Tarn", "x1/tarn", True),
    ]
    named = read_story_again(tmp_path, rows, labelled("the vault was open", "Ada Quill"))
    assert named.mentions == []  # a source that is a name asks nothing


def read_story_again(folder: Path, statements: list[Row], *labels: Row) -> Example:
    """The same, in a folder of its own."""
    other = folder / "again"
    other.mkdir()
    return read_story(other, statements, *labels)


def test_gold_names_are_those_of_the_article(tmp_path: Path) -> None:
    example = read_story(tmp_path, [])
    assert example.names is not None
    assert [(n.span.of(STORY), n.kinds) for n in example.names] == [
        ("Bank of Rell", ("organisation",)),
        ("Ada Quill", ("person",)),
        ("Ada Quill", ("person",)),
    ]
    assert [s.of(STORY) for s in example.unsure] == ["Tarn"]


def test_gold_quotations_of_several_parts() -> None:
    assert gold.quoted_spans("one two one", "two ... one") == [Span(4, 7), Span(8, 11)]
    with pytest.raises(ValueError, match="three"):
        gold.quoted_spans("one two", "one ... three")


GUM = """# newdoc id = GUM_news_harbour
# newpar
# newpar_block = p (1 s)
# text = Ada Quill of the Bank of Rell left.
1\tAda\t_\tPROPN\t_\t_\t0\t_\t_\tEntity=(1-person-new-cf1-1-coref
2\tQuill\t_\tPROPN\t_\t_\t0\t_\t_\tEntity=1)
3\tleft\t_\tVERB\t_\t_\t0\t_\t_\t_
4\tthe\t_\tDET\t_\t_\t0\t_\t_\tEntity=(2-organization-new-cf1-1-coref
5\tBank\t_\tPROPN\t_\t_\t0\t_\t_\t_
6\tof\t_\tADP\t_\t_\t0\t_\t_\t_
7-8\tRell's\t_\t_\t_\t_\t_\t_\t_\t_
7\tRell\t_\tPROPN\t_\t_\t0\t_\t_\tSpaceAfter=No
8\t's\t_\tPART\t_\t_\t0\t_\t_\tEntity=2)
9\tyard\t_\tNOUN\t_\t_\t0\t_\t_\tSpaceAfter=No
10\t.\t_\tPUNCT\t_\t_\t0\t_\t_\t_

# newpar
1\tShe\t_\tPRON\t_\t_\t0\t_\t_\tEntity=(1-person-giv-cf1-1-coref)
2\tlikes\t_\tVERB\t_\t_\t0\t_\t_\t_
3\tOctober\t_\tPROPN\t_\t_\t0\t_\t_\tEntity=(3-time-new-cf1-1-sgl)|SpaceAfter=No
4\t.\t_\tPUNCT\t_\t_\t0\t_\t_\t_
"""


@pytest.fixture
def genre(tmp_path: Path) -> Example:
    """The one document of an invented GUM."""
    (tmp_path / "ud").mkdir()
    with gzip.open(tmp_path / "ud" / "en_gum-train.conllu.gz", "wt", encoding="utf-8") as out:
        out.write(GUM)
    (example,) = gum.read(tmp_path)
    return example


def test_gum_puts_the_text_together(genre: Example) -> None:
    assert genre.name == "GUM_news_harbour"
    assert genre.text == "Ada Quill left the Bank of Rell's yard.\nShe likes October."
    assert genre.attributions == [] and genre.roles == "none"


def test_gum_names_are_runs_of_proper_nouns(genre: Example) -> None:
    assert genre.names is not None
    assert [(n.span.of(genre.text), n.kinds) for n in genre.names] == [
        ("Ada Quill", ("person", "people")),
        ("Bank of Rell", ("government", "armed_group", "organisation", "media")),
    ]
    assert [s.of(genre.text) for s in genre.unsure] == ["October"]


def test_gum_mentions_say_whether_they_name(genre: Example) -> None:
    assert [(m.span.of(genre.text), m.entity, m.named) for m in genre.mentions] == [
        ("Ada Quill", "1", True),
        ("the Bank of Rell's", "2", True),
        ("She", "1", False),
        ("October", "3", True),
    ]
