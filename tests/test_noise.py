"""Whatever befell an article on its way here, reading it neither fails nor shifts an offset."""

from __future__ import annotations

import random
import re
import textwrap
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay import checks, pipeline, readers, text
from hearsay.case import Case
from hearsay.exports import EXPORTS, ledger_json
from hearsay.identity import identify
from hearsay.model.network import load
from hearsay.model.pieces import encode
from hearsay.report import render
from hearsay.settings import Settings
from hearsay.types import Analysis, Document

EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"
SETTINGS = Settings(threads=1)
ARTICLES = tuple(
    found.text for found in readers.read([str(EXAMPLES)], SETTINGS) if isinstance(found, Document)
)
LONGEST = 1_000  # characters that are read of an article, so that many can be


def _between(words: str, what: Sequence[str], seed: int, share: float = 0.05) -> str:
    """Something put between characters, here and there."""
    chance = random.Random(seed)
    return "".join(one + chance.choice(what) if chance.random() < share else one for one in words)


def _replaced(words: str, pattern: str, what: Sequence[str], seed: int) -> str:
    """Half of what fits the pattern, replaced."""
    chance = random.Random(seed)
    return re.sub(
        pattern, lambda m: chance.choice(what) if chance.random() < 0.5 else m.group(), words
    )


def _hyphenated(words: str, seed: int) -> str:
    """Lines of sixty characters whose last word is cut, as a scanned column has them."""
    broken = re.sub(r"\b([A-Za-z]{4})([A-Za-z]{4,})", r"\1\2", words)
    lines: list[str] = []
    for paragraph in broken.split("\n"):
        rest = paragraph
        while len(rest) > 60:
            cut = 57 - seed % 5
            if rest[cut - 1].isalpha() and rest[cut].isalpha():
                lines.append(rest[:cut] + ("\u00ad" if seed % 3 == 0 else "-"))
                rest = rest[cut:]
            else:
                lines.append(rest[:cut].rstrip())
                rest = rest[cut:].lstrip()
        lines.append(rest)
    return "\n".join(lines)


def _entities(words: str, seed: int) -> str:
    marks = {'"': "&quot;", "“": "&ldquo;", "”": "&rdquo;", "’": "&#8217;", "&": "&amp;"}
    told = "".join(marks.get(one, one) for one in words)
    told = _replaced(told, r" ", [" ", "&nbsp;", "\u00a0"], seed)
    return _replaced(told, r"\n+", ["<br>", "<br />\n", "</p><p>", "\n<div class='x'>"], seed)


RIGHT_TO_LEFT = (
    "محمد العبدي",
    "דוד לוי",
    "\u200fعلي\u200f",
    "\u202bحسن نصر\u202c",
    "\u2067שרה\u2069",
)
COMBINING = ("\u0301", "\u0308", "\u0327", "\u20dd", "\ufe0f", "\u0e31", "\u093f")
INVISIBLE = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u180e", "\u200e")
CONTROLS = ("\x01", "\x07", "\x08", "\x0b", "\x0c", "\x1b[0m", "\x1f", "\x7f", "\x85", "\r", "\x1c")
EMOJI = ("😀", "🇺🇳", "👩🏽‍⚕️", "❗", "☎️", " 🔴 ", "👉", "#️⃣")
DIGITS = ("٤٢", "１９", "²", "½", "1,000,000,000,000", "0", "00019", "1.2.3", "9" * 400)
NAME = r"(?<=[a-z] )[A-Z][a-z]+(?: [A-Z][a-z]+)?"

MUTATIONS: dict[str, Callable[[str, int], str]] = {
    "upper": lambda words, _: words.upper(),
    "lower": lambda words, _: words.lower(),
    "title": lambda words, _: words.title(),
    "no blank lines": lambda words, _: re.sub(r"\n\s*\n", "\n", words),
    "one line": lambda words, _: " ".join(words.split("\n")),
    "no spaces between lines": lambda words, _: words.replace("\n", ""),
    "every word a line": lambda words, _: "\n".join(words.split()),
    "wrapped": lambda words, _: "\n".join(textwrap.wrap(words, 60, break_long_words=False)),
    "hyphenated": _hyphenated,
    "one long sentence": lambda words, _: re.sub(r"[.!?]*\s+", " ", words),
    "no stops": lambda words, _: re.sub(r"[.,;:!?]", "", words),
    "entities": _entities,
    "unclosed tags": lambda words, s: _between(words, ["<p>", "<b>", "<a href=", "&lt;"], s),
    "emoji": lambda words, seed: _between(words, EMOJI, seed),
    "right to left names": lambda words, seed: _replaced(words, NAME, RIGHT_TO_LEFT, seed),
    "combining": lambda words, seed: _between(words, COMBINING, seed),
    "decomposed": lambda words, _: unicodedata.normalize("NFD", words.replace("a", "á")),
    "invisible": lambda words, seed: _between(words, INVISIBLE, seed),
    "controls": lambda words, seed: _between(words, CONTROLS, seed, 0.02),
    "no quotation marks": lambda words, _: re.sub("[“”\"‘’']", "", words),
    "straight": lambda words, _: re.sub("[“”]", '"', re.sub("[‘’]", "'", words)),
    "single": lambda words, _: re.sub('[“”"]', "'", words),
    "typewriter": lambda words, _: re.sub('[“”"]', "''", words),
    "backticks": lambda words, _: words.replace("“", "``").replace("”", "''"),
    "unclosed": lambda words, seed: _replaced(words, "[”\"]", ["", ""], seed),
    "unopened": lambda words, seed: _replaced(words, "[“\"]", ["", "”"], seed),
    "guillemets": lambda words, _: words.replace("“", "«\u00a0").replace("”", "\u00a0»"),
    "digits": lambda words, seed: _replaced(
        words, r"\d+", DIGITS, seed
    ),
    "tabs": lambda words, seed: _replaced(words, " ", ["\t", "\u2003", "\u3000", "  "], seed),
    "windows lines": lambda words, _: words.replace("\n", "\r\n"),
    "other lines": lambda words, seed: _replaced(words, "\n", ["\u2028", "\u2029", "\x85"], seed),
    "twice": lambda words, _: words + "\n\n" + words,
    "backwards": lambda words, _: "\n".join(reversed(words.split("\n"))),
    "a very long word": lambda words, seed: _replaced(words, r"\bthe\b", ["Aa" * 150], seed),
    "brackets": lambda words, seed: _between(words, ["(", ")", "[", "]", "—", "…", "/"], seed),
    "cut": lambda words, seed: words[seed % 37 : 40 + seed % 200],
    "nearly nothing": lambda words, seed: words[seed % 900 : seed % 900 + seed % 7],
}  # fmt: skip


@st.composite
def noisy(draw: st.DrawFn) -> str:
    """A part of an example article after one to three mishaps."""
    words = draw(st.sampled_from(ARTICLES))
    start = draw(st.integers(0, max(0, len(words) - LONGEST)))
    words = words[start : start + LONGEST] if start % 2 else words[:LONGEST]
    names = draw(st.lists(st.sampled_from(sorted(MUTATIONS)), min_size=1, max_size=3, unique=True))
    for name in names:
        words = MUTATIONS[name](words, draw(st.integers(0, 999)))
    return words


def analysed(words: str) -> Analysis:
    document = Document(identify("d", words), "noisy.txt", words)
    return pipeline.analyse(document, load(threads=1), SETTINGS)


@cache
def after(name: str) -> Analysis:
    """The reading of the beginning of one article after one mishap."""
    number = sorted(MUTATIONS).index(name)
    return analysed(MUTATIONS[name](ARTICLES[number % len(ARTICLES)][:LONGEST], number))


def problems(analysis: Analysis) -> list[str]:
    """What does not hold, and what a span that lost its place would show: blanks at its ends."""
    words = analysis.document.text
    spans = [
        *analysis.sentences,
        *(s for one in analysis.statements for s in (*one.content, *one.source, *one.cue)),
        *(mention.span for actor in analysis.actors for mention in actor.mentions),
        *(figure.span for figure in analysis.figures),
        *(mention.span for event in analysis.events for mention in event.mentions),
    ]
    loose = [f"{span}: {span.of(words)!r}" for span in spans if span.of(words).strip() == ""]
    loose += [f"{span}: {span.of(words)!r}" for span in spans if span.of(words)[:1].isspace()]
    loose += [f"{span}: {span.of(words)!r}" for span in spans if span.of(words)[-1:].isspace()]
    return [*checks.problems_of_analysis(analysis), *loose]


def bare(words: str) -> str:
    """As the tokenizer sees characters: no case, no accents, nothing that is not printed."""
    apart = unicodedata.normalize("NFD", words.lower())
    return "".join(one for one in apart if unicodedata.category(one) not in ("Mn", "Cc", "Cf"))


def test_the_mishaps_are_what_they_are_called() -> None:
    words = ARTICLES[0][:LONGEST]
    assert len(ARTICLES) == 13
    long = MUTATIONS["one long sentence"](words, 0)
    assert max(len(span.of(long).split()) for span in text.sentences(long)) >= 120
    assert re.search(r"[a-z]-\n[a-z]", MUTATIONS["hyphenated"](words, 1))
    assert "&nbsp;" in MUTATIONS["entities"](words, 1)
    for name, mishap in MUTATIONS.items():
        assert any(mishap(one[:LONGEST], 1) != one[:LONGEST] for one in ARTICLES), name


@pytest.mark.parametrize("name", sorted(MUTATIONS))
def test_one_mishap(name: str) -> None:
    assert problems(after(name)) == []


@settings(max_examples=30, deadline=None, derandomize=True, database=None)
@given(noisy())
def test_several_mishaps(words: str) -> None:
    assert problems(analysed(words)) == []


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(noisy())
def test_every_piece_stands_where_its_characters_are(words: str) -> None:
    tokenizer = load(threads=1).tokenizer
    pieces = encode(words, text.sentences(words), tokenizer)
    for number, (start, end) in zip(pieces.ids.tolist(), pieces.offsets.tolist(), strict=True):
        piece = (tokenizer.id_to_token(number) or "").removeprefix("##")
        assert piece == "[UNK]" or piece == bare(words[start:end]), words[:end]


@pytest.mark.parametrize(
    "words",
    [
        f"At least {'9' * 400} people were killed, the minister said.",
        f"A toll of {'9' * 300} billion was denied.",
        f"A {'hundred ' * 200}people were killed, the minister said.",
        f"The minister said no {'9' * 400} days ago, 99999999999 years ago and in 99999 years.",
        "Dec. 31, 9999: he said so next week and next month. Jan. 1, 0001: he said so last week.",
        "On Feb. 31, 2026, 2026-13-45 and Jan 99, 99999 he said ²5 and ٤٢ days ago.",
    ],
)
def test_numbers_beyond_numbers(words: str) -> None:
    assert problems(analysed(words)) == []


def test_a_very_long_line_is_cut_into_sentences_as_a_short_one() -> None:
    line = "The U.S. envoy left. He said no to Mr. Venn and Gen. Oul in it. "
    alone = [span.of(line) for span in text.sentences(line)]
    # with a search of the whole line for each stop this took a minute
    assert [span.of(line * 3_000) for span in text.sentences(line * 3_000)] == alone * 3_000


@pytest.mark.parametrize(
    "words", ["", " ", "\n\n", ".", "\u200b", "“", "\u0301", "said", "\ufeff\n”"]
)
def test_hardly_a_text(words: str) -> None:
    assert problems(analysed(words)) == []


def test_a_case_of_noise_is_whole_and_reads_back(tmp_path: Path) -> None:
    with Case.create(tmp_path / "noise.case") as case:
        for name in sorted(MUTATIONS)[::3]:
            case.store(after(name))
        ledger = case.record((), (), pipeline.relate(SETTINGS))
        assert case.verify() == []
        assert case.ledger() == ledger
    assert ledger_json.loads(ledger_json.dumps(ledger)) == ledger
    for export in EXPORTS:
        assert export.write(ledger, True)
    assert render(ledger, None)
