"""What the pair network learns from, on invented corpora."""

import json
import random
from pathlib import Path

from training.pair_examples import ANSWERS, Pair

from training import pair_examples


def story(tmp_path: Path) -> Path:
    def side(quote: str, stance: str) -> dict[str, str]:
        return {"doc": "a", "quote": quote, "speaker": "outlet", "stance": stance}

    told = {
        "story": "dam",
        "matters": [
            {
                "proposition": "The dam held.",
                "sides": [
                    side("the dam stood fast", "affirms"),
                    side("the dam burst", "denies"),
                    side("whether the dam held is not known", "leaves_open"),
                ],
            },
            {"proposition": "Two people drowned.", "sides": [side("two drowned", "affirms")]},
        ],
    }
    path = tmp_path / "matters.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def test_quotes_of_one_matter_agree_oppose_or_are_about_one_thing(tmp_path: Path) -> None:
    same, other = pair_examples.compare(pair_examples.matters(story(tmp_path)))
    told = {frozenset(pair[:2]): pair.statements for pair in same}
    assert told[frozenset({"The dam held.", "the dam stood fast"})] == ANSWERS.index("same")
    assert told[frozenset({"the dam burst", "the dam stood fast"})] == ANSWERS.index("opposed")
    doubted = frozenset({"The dam held.", "whether the dam held is not known"})
    assert told[doubted] == pair_examples.TOGETHER
    assert all(pair.statements == ANSWERS.index("neither") for pair in other)
    assert frozenset({"two drowned", "the dam burst"}) in {frozenset(p[:2]) for p in other}


def test_a_stance_is_towards_what_the_other_text_affirms(tmp_path: Path) -> None:
    same, _ = pair_examples.compare(pair_examples.matters(story(tmp_path)))
    stances = {(p.left, p.right): p.stance for p in [*same, *(q.turned() for q in same)]}
    assert stances["the dam burst", "The dam held."] == 1
    assert stances["The dam held.", "the dam burst"] is None
    assert stances["whether the dam held is not known", "the dam stood fast"] == 2


def test_denials_with_other_numbers_may_exclude_each_other(tmp_path: Path) -> None:
    path = tmp_path / "stories.tsv"
    path.write_text(
        "# story, matter, stance, text\n"
        "dam\t1\tp\tForty people drowned.\n"
        "dam\t1\td\tonly six died\n"
        "dam\t1\td\ttwo bodies were found\n"
        "dam\t1\td\tno truth in that toll\n"
        "dam\t1\td\tthe count was made up\n",
        encoding="utf-8",
    )
    (lines,) = pair_examples.lines_of(path).values()
    same, _ = pair_examples.compare(lines)
    told = {frozenset(pair[:2]): pair.statements for pair in same}
    assert told[frozenset({"only six died", "two bodies were found"})] == pair_examples.TOGETHER
    assert told[frozenset({"no truth in that toll", "the count was made up"})] == 0


def test_our_stories_are_well_formed() -> None:
    stories = pair_examples.lines_of(pair_examples.STORIES)
    assert len(stories) > 100
    marks = set(pair_examples.MARKS.values())
    assert all(set(here.values()) <= marks for lines in stories.values() for _, here in lines)


def test_pages_are_held_back_with_all_that_shares_their_sentences() -> None:
    rows = [
        {"unique_id": f"{n}", "page": f"p{n // 2}", "case_id": f"c{n}", "claim": f"k{n // 3}"}
        | {"evidence": f"e{n}"}
        for n in range(600)
    ]
    back = pair_examples.held_back(rows)
    assert 0 < len(back) < 600
    for key in ("page", "claim"):
        kept = {row[key] for row in rows if row["unique_id"] not in back}
        assert kept.isdisjoint(row[key] for row in rows if row["unique_id"] in back)


def test_claims_of_one_edit_that_exclude_each_other() -> None:
    rows = [
        {"case_id": "1", "claim": claim, "evidence": told, "label": label}
        for claim, told, label in (
            ("over 40", "forty-one", "SUPPORTS"),
            ("over 40", "thirty", "REFUTES"),
            ("under 40", "forty-one", "REFUTES"),
            ("under 40", "thirty", "SUPPORTS"),
            ("a mill", "thirty", "SUPPORTS"),
        )
    ]
    assert list(pair_examples.edits(rows)) == [Pair("over 40", "under 40", 1, None)]


def test_every_wording_holds_its_proposition() -> None:
    for answer, wording in pair_examples.wordings():
        assert answer in range(len(ANSWERS))
        assert "he dam held" in pair_examples.worded("The dam held .", wording)


def test_an_epoch_is_drawn_by_its_seed(tmp_path: Path) -> None:
    lines = pair_examples.matters(story(tmp_path))
    same, other = pair_examples.compare(lines)
    corpora = pair_examples.Corpora(
        vitaminc=[Pair("a", "b", None, 0)],
        bounded=[Pair("more than 2", "3", None, 0)],
        edits=[Pair("c", "d", 1, None)],
        alike=[same],
        unlike=[other],
        lines=[lines],
        claims=["The dam held ."],
        headlines=[Pair("Dam holds, says mayor", "The dam held", None, None, 2)],
    )
    sizes = {"bounded": 1, "edits": 1, "alike": 2, "unlike": 3, "worded": 1, "headlines": 1}
    one = pair_examples.epoch(corpora, random.Random(5), sizes)
    assert one == pair_examples.epoch(corpora, random.Random(5), sizes)
    assert len(one) == 1 + 1 + 1 + 2 + 3 + 1 + 1


def test_headlines_stand_towards_the_claim_before_them(tmp_path: Path) -> None:
    path = tmp_path / "headlines.tsv"
    path.write_text("# c, f, a, o\nc\tThe dam held\nf\tDam holds\na\tDam gone\n", encoding="utf-8")
    assert pair_examples.headlines_of(path) == [
        Pair("Dam holds", "The dam held", None, None, 0),
        Pair("Dam gone", "The dam held", None, None, 1),
    ]


def test_the_shipped_headlines_have_every_stance() -> None:
    shipped = pair_examples.headlines_of(pair_examples.HEADLINES)
    assert {pair.stance for pair in shipped} == {0, 1, 2}
    assert len({pair.right for pair in shipped}) > 300
