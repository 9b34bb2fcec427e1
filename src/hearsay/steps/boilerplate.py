"""Which lines of a text are not the article: menus, teasers, captions, credits, share prompts.

Takes a text, gives one probability a line and the spans of the lines above the threshold. Each line
is described by what can be seen without understanding it (length, final punctuation, stock phrases,
duplicates, where it stands, what stands beside it) and weighed by a logistic regression whose
weights, made by `training/train_boilerplate.py`, lie beside this file. Deletes nothing, and leaves
titles, subheads, pull quotes and quoted tweets in the article.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from hearsay.steps import verdicts
from hearsay.steps.stock_phrases import (
    ADDRESS,
    ASKED,
    BIOGRAPHY,
    DASHED,
    DATED,
    FINAL,
    GLUED,
    HEADING,
    LABELLED,
    MASTHEAD,
    QUOTED,
    SCRIPT,
    SPEECH,
    TWEET,
    TWEETED,
    WORD,
    stock_phrases,
    surely,
)
from hearsay.text import lines, uncapitalised, unwrapped
from hearsay.types import Span

# How sure the deciding rules are taken to be: right on 140 of the 141 lines they decide in the
# 205 labelled texts, 410 of whose 2,985 lines are not the article.
SURELY = 0.98
# Code points of the longest line that one stock phrase makes a notice; longer ones are weighed. The
# longest in 1,683 scraped articles has 332.
LONGEST_NOTICE = 500


@dataclass(frozen=True, slots=True)
class _Line:
    """What one line looks like by itself.

    text: without glued script; key: its words folded, by which lines are compared.
    """

    span: Span
    text: str
    key: str
    words: tuple[str, ...]
    final: bool
    stock: frozenset[str]
    twin: str  # "", "same", "inside": whether another line repeats it
    sure: bool | None  # True: not the article, False: the article, None: to be weighed


def _key(line: str) -> str:
    return " ".join(WORD.findall(line)).casefold()


def _looked_at(text: str) -> list[_Line]:
    spans = lines(text)
    whole = [span.of(text) for span in spans]
    bare = [SCRIPT.sub("", line) for line in whole]
    keys = [_key(line) for line in whole]
    times = Counter(keys)
    inside = _repeated(keys)
    found = []
    seen: set[str] = set()
    for at, (span, line, key) in enumerate(zip(spans, bare, keys, strict=True)):
        final = bool(FINAL.search(line))
        twin = "same" if key and times[key] > 1 else "inside" if at in inside else ""
        if twin == "same" and final and key not in seen and len(key.split()) >= 14:
            twin = ""  # prose that a page prints twice is the article the first time
        seen.add(key)
        found.append(
            _Line(
                span,
                line,
                key,
                tuple(WORD.findall(line)),
                final,
                stock_phrases(line),
                twin,
                _certainly(whole, line, keys, at),
            )
        )
    return found


def _repeated(keys: list[str]) -> set[int]:
    """Indices of the longer lines most of whose word triples stand together in another line."""
    triples = {at: _triples(key) for at, key in enumerate(keys) if len(key) >= 30}
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, own in triples.items():
        for triple in own:
            holders[triple].append(at)
    found = set()
    for at, own in triples.items():
        shared: Counter[int] = Counter()
        for triple in own:
            # a triple that half the text repeats tells nothing, and would cost quadratic time
            if 1 < len(holders[triple]) <= 20:
                shared.update(holders[triple])
        if any(
            count >= 0.6 * len(own) and keys[other] != keys[at]
            for other, count in shared.items()
            if other != at
        ):
            found.add(at)
    return found


def _certainly(whole: list[str], line: str, keys: list[str], at: int) -> bool | None:
    """Whether a rule that needs no weighing decides the line, and how.

    whole: all lines as they stand; line: the one at `at`, without glued script.
    """
    if len(line) <= LONGEST_NOTICE and (surely(line) or ADDRESS.match(line)):
        return True
    if len(whole) == 1:
        return False  # a text of one line is the article, or nothing is
    after = whole[at + 1] if at + 1 < len(whole) else ""
    if DASHED.match(line) or TWEETED.search(line) or (TWEETED.search(after) and len(line) < 300):
        return False
    if QUOTED.match(line) and SPEECH.search(line) and line.rstrip().endswith(":"):
        return False  # “It is nothing,” Roe said, explaining:
    before = whole[at - 1] if at else ""
    if re.match(r"^[–—-]{1,2} ?[A-Z]", line) and before[-1:] in '"”’' and at < len(whole) - 2:
        return False
    if at >= len(whole) - 4 and BIOGRAPHY.search(line) and not SPEECH.search(line):
        return True
    if TWEET.search(line):
        return None
    if at and DATED.search(line) and len(WORD.findall(line)) >= 8:
        return True
    half = len(line) // 2
    if len(line) >= 20 and line[:half].strip() == line[-half:].strip():
        return True
    # a caption is often scraped twice, once with its credit
    for beside in (at - 1, at + 1):
        if 0 < beside < len(keys) and at and len(keys[at].split()) >= 4:
            short, long = sorted((keys[at], keys[beside]), key=len)
            if len(short.split()) >= 4 and long.startswith(short) and len(long) < len(short) + 60:
                return True
    return None


def _with_head(text: str, looked: list[_Line]) -> list[_Line]:
    """The same lines, those above the first sentence decided where their place decides them.

    The first line worded like a headline is the title, unless it is what a masthead says of its
    paper and another one follows; long lines between it and the first sentence are subheads; short
    ones, and all that stands above the title, are menus, stamps and bylines. A sentence of a notice
    ("We use cookies.") is not the article's first.
    """
    head = 0
    while head < len(looked) and (
        looked[head].sure or not (looked[head].final and len(looked[head].words) >= 5)
    ):
        head += 1
    if head in (0, len(looked)):
        return looked
    keys = [line.key for line in looked]
    times = Counter(keys)
    seen: dict[str, int] = {}
    for at, key in enumerate(keys):
        seen.setdefault(key, at)
    weak = {"signed", "date", "related"}
    titles = [
        at
        for at in range(head)
        if looked[at].sure is None
        and not looked[at].stock - weak
        and seen[keys[at]] == at
        and (len(looked[at].words) >= 4 or (at == 0 and times[keys[at]] > 1))
        and not keys[at].startswith("by ")
        and not TWEET.search(looked[at].span.of(text))
    ]
    if not titles:
        return looked
    title = next((at for at in titles if not MASTHEAD.match(looked[at].text)), titles[0])
    decided = []
    for at, line in enumerate(looked):
        sure = line.sure
        if at == title:
            sure = False
        elif at < title and sure is None:
            sure = True
        elif title < at < head and sure is None:
            if times[keys[at]] > 1 or len(line.words) <= 3:
                sure = True
            elif len(line.words) >= 8 and not line.stock and not LABELLED.match(line.span.of(text)):
                sure = False
        decided.append(line if sure is line.sure else replace(line, sure=sure))
    return decided


def _triples(key: str) -> set[tuple[str, ...]]:
    words = key.split()
    return set(zip(words, words[1:], words[2:], strict=False)) or {tuple(words)}


def _is_body(line: _Line) -> bool:
    """A line that looks like running prose: long and closed by a full stop."""
    return line.final and len(line.words) >= 14 and not line.stock - {"shown", "date"}


def features(text: str) -> tuple[list[Span], list[dict[str, float]]]:
    """The lines of a text and, for each, its features by name; absent ones are zero.

    Lines that a machine broke count as one. Where all is in capitals, they shout nothing.
    """
    text = uncapitalised(unwrapped(text)) if text.isupper() else unwrapped(text)
    looked = _with_head(text, _looked_at(text))
    if not looked:
        return [], []
    body = [at for at, line in enumerate(looked) if _is_body(line)]
    first, last = (body[0], body[-1]) if body else (0, len(looked) - 1)
    prose = [line for line in looked if len(line.words) >= 8]
    open_share = sum(not line.final for line in prose) / len(prose) if prose else 0.0
    labelled = sum(bool(LABELLED.match(line.span.of(text))) and not line.final for line in looked)
    scroll = any("prompt" in line.stock for line in looked)

    rows = []
    listing = False
    for at, line in enumerate(looked):
        words = line.text
        if HEADING.match(words):
            listing = True
        elif listing and _is_body(line):
            listing = False
        rows.append(
            _row(words, line, at, len(looked), listing)
            | {
                "sure": float(line.sure is True),
                "surely_not": float(line.sure is False),
                **_between(looked, at, words),
                "closing_open": float(_closes(looked, at, words)),
                "before_body": float(at < first),
                "after_body": float(at > last),
                "prompted": float(scroll and not line.final),
                "open_share_if_open": open_share * (not line.final),
                "labels_if_open": min(labelled, 4) / 4 * (not line.final),
                "only_line": float(len(looked) == 1),
            }
        )
    bare = [dict(row) for row in rows]
    stocked = [float(bool(line.stock)) for line in looked]
    carried = (
        "sure",
        "open",
        "open_long",
        "short",
        "tweet",
        "label",
        "listing",
        "twin_same",
    )
    for at, row in enumerate(rows):
        for side, beside in (("prev", at - 1), ("next", at + 1)):
            if side == "next" and row["closing_open"]:
                continue  # credits follow the article's last line, too
            if 0 <= beside < len(bare):
                there = bare[beside]
                row[f"{side}:any_stock"] = stocked[beside]
                for name in carried:
                    if there.get(name):
                        row[f"{side}:{name}"] = there[name] * (not looked[at].final)
                if there.get("colon"):
                    row[f"{side}:colon"] = 1.0
                if there.get("tweeted"):
                    row[f"{side}:tweeted"] = 1.0
    return [line.span for line in looked], rows


def _between(looked: list[_Line], at: int, words: str) -> dict[str, float]:
    """Features of a line that stands alone between two paragraphs of prose."""
    line = looked[at]
    if not (0 < at < len(looked) - 1 and _is_body(looked[at - 1]) and _is_body(looked[at + 1])):
        return {}
    number = len(line.words)
    found = {
        "between_short": not line.final and number <= 4,
        "between_middle": not line.final and 5 <= number <= 9,
        "between_long": not line.final and number >= 10,
        "between_asked": number <= 9 and bool(ASKED.match(words)),
    }
    return {name: 1.0 for name, holds in found.items() if holds}


def _closes(looked: list[_Line], at: int, words: str) -> bool:
    """Whether a long line without a full stop ends the prose: an article's last sentence may lack
    it, where a caption or a teaser seldom stands."""
    line = looked[at]
    return (
        at > 0
        and not line.final
        and len(line.words) >= 10
        and not line.stock
        and not LABELLED.match(words)
        and _is_body(looked[at - 1])
        and all(after.sure for after in looked[at + 1 :])
    )


def _row(words: str, line: _Line, at: int, count: int, listing: bool) -> dict[str, float]:
    number = len(line.words)
    named = [word for word in line.words if len(word) > 3]
    capital = sum(word[0].isupper() or word[0].isdigit() for word in named)
    letters = any(map(str.isalpha, words))
    shouted = letters and all(c.isupper() for c in words if c.isalpha())
    opened = not line.final
    label, quoted = bool(LABELLED.match(words)), bool(QUOTED.match(words))
    tweet, speech = bool(TWEET.search(words)), bool(SPEECH.search(words))
    titled = len(named) >= 2 and capital >= 0.75 * len(named)
    row = {
        "open": opened,
        "open_short": opened and number <= 4,
        "open_middle": opened and 5 <= number <= 9,
        "open_long": opened and number >= 10,
        "open_very_long": opened and number >= 40,
        "final_short": line.final and number <= 9,
        "final_middle": line.final and 10 <= number <= 20,
        "short": number <= 4,
        "question": words.endswith("?"),
        "question_short": words.endswith("?") and number <= 9,
        "colon": words.endswith(":"),
        "cut_off": bool(re.search(r"(?:…|&hellip;|\.\.\.)$", words)),
        "cut_off_and_open": opened and bool(re.search(r"(?:…|&hellip;)$", words)),
        "titled_open": titled and opened,
        "titled_open_middle": titled and opened and number >= 5,
        "shouted": shouted and number >= 2,
        "label": opened and label,
        "label_final": line.final and label,
        "no_letters": not letters,
        "number_only": words.strip().isdigit(),
        "quoted_open": opened and quoted,
        "quoted_final": line.final and quoted,
        "tweet": tweet,
        "tweeted": bool(TWEETED.search(words)),
        "speech_open": opened and speech,
        "speech_final": line.final and speech,
        "glued": bool(GLUED.search(words)) and number < 60,
        "dashed": bool(re.match(r"^- .* -$", words)),
        "lower_start": words[0].islower(),
        "first": at == 0,
        "first_open": at == 0 and opened,
        "last": at == count - 1,
        "last_open": at == count - 1 and opened,
        "near_end": at >= count - 3,
        "twin_same": line.twin == "same",
        "twin_same_open": line.twin == "same" and opened,
        "twin_inside_open": line.twin == "inside" and opened,
        "twin_inside_final": line.twin == "inside" and line.final,
        "listing": listing,
        "listing_open": listing and opened,
        "heading": bool(HEADING.match(words)),
    }
    isolated = opened and number <= 9 and not line.stock
    row["bare_heading"] = isolated and words[0].isupper() and not titled
    row["caption_end"] = opened and number >= 10 and not line.stock and not tweet
    row |= dict.fromkeys(line.stock, True)
    row |= {f"{name}_open": True for name in line.stock if opened}
    row |= {f"{name}_brief": True for name in line.stock if number <= 14}
    row |= {f"{name}_late": True for name in line.stock if at >= count - 3}
    return {name: 1.0 for name, holds in row.items() if holds}


@lru_cache(maxsize=1)
def _weights() -> tuple[float, float, dict[str, float]]:
    """Bias, threshold and weight by feature."""
    table = json.loads(
        resources.files("hearsay.steps").joinpath("boilerplate.json").read_text(encoding="utf-8")
    )
    return float(table["bias"]), float(table["threshold"]), table["weights"]


def probabilities(text: str) -> list[tuple[Span, float]]:
    """Every non-blank line and how likely it is not the article."""
    bias, _, weights = _weights()
    spans, rows = features(text)
    found = []
    for span, row in zip(spans, rows, strict=True):
        logit = bias + sum(weights.get(name, 0.0) * value for name, value in row.items())
        p = 1 / (1 + math.exp(-logit))
        if row.get("sure"):
            p = max(p, SURELY)
        elif row.get("surely_not"):
            p = min(p, 1 - SURELY)
        found.append((span, p))
    return found


TEASER_BYLINE = re.compile(
    r"by [A-Z][\w .'’-]{2,40} ?\| ?(?:\d{1,2}/\d{1,2}/\d{2,4}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})",
    re.IGNORECASE,
)
"""The middle line of a teaser for another story: headline, byline with a dated bar, first words."""


def _teasers(text: str, spans: list[Span]) -> set[int]:
    """Lines of teasers, where two or more stand in one text: one alone may be the article's own."""
    bylines = [at for at, span in enumerate(spans) if TEASER_BYLINE.match(span.of(text))]
    if len(bylines) < 2:
        return set()
    found: set[int] = set()
    for at in bylines:
        found |= {at - 1, at} | ({at + 1} if at + 1 < len(spans) else set())
    return {at for at in found if at >= 0 and len(spans[at].of(text)) <= LONGEST_NOTICE}


def boilerplate(text: str) -> tuple[Span, ...]:
    """The lines that are not the article: whole, trimmed, sorted, disjoint."""
    threshold = _weights()[1]
    found = probabilities(text)
    teasers = _teasers(text, [span for span, _ in found])
    passed = [at for at, (span, _) in enumerate(found) if verdicts.is_line(span.of(text))]
    # one verdict is the article's own; several are tags of a list of others
    kept = set(passed) if len(passed) == 1 else set()
    return tuple(
        span
        for at, (span, p) in enumerate(found)
        if (p >= threshold or at in teasers) and at not in kept
    )
