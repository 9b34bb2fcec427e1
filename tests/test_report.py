"""The report: what it says, that it says it safely, and that a browser shows it."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings

from hearsay import corrections, report
from hearsay.text import lines
from hearsay.types import Copy, Document, Figure, Ledger, Qualifier, Reason, Span, Statement
from ledger_samples import HERALD, ledger, ledgers, span

HOSTILE = (
    "<script>alert(1)</script> & \"quoted\" 'single' ]]> <!-- <style>*{display:none}</style>\n"
    "{{ 7 * 7 }} {% raw %} <img src=x onerror=alert(2)> </mark></p></article>\n"
    "قال المتحدث \u202eإن السد\u202c لم يفتح, he said.\n"
)
URLS = re.compile(r"url\(\s*[\"']?([^)\s]{0,40})")


class Read(HTMLParser):
    """What a browser would make of a page: ids, links, tags, and the words of each paragraph."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.paragraphs: list[str] = []
        self.words = ""
        self._inside = self._hidden = False
        self._waits = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.tags.append((tag, known))
        if known.get("id"):
            self.ids.append(str(known["id"]))
        if tag == "a":
            self.links.append(str(known.get("href")))
        if tag == "div" and str(known.get("class", "")).split(" ")[:1] == ["para"]:
            self._waits = True
        elif tag == "p" and self._waits:
            self._inside, self._waits = True, False
            self.paragraphs.append("")
        elif tag == "sup":
            self._hidden = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._inside = False
        elif tag == "sup":
            self._hidden = False

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._inside and not self._hidden:
            self.paragraphs[-1] += data

    def marks(self) -> list[dict[str, str | None]]:
        return [known for tag, known in self.tags if tag == "mark" and known.get("data-s")]


def shown(page: str) -> str:
    """The page's words, white space evened out."""
    return " ".join(Read(page).words.split())


def of_one(text: str, *statements: Statement, **known: object) -> Ledger:
    """A ledger of one document."""
    document = Document(id="d-1", path="one.txt", text=text)
    return replace(Ledger("0", ""), documents=(document,), statements=statements, **known)  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers())
def test_every_ledger_gives_a_page_with_all_its_articles_word_for_word(drawn: Ledger) -> None:
    page = report.render(drawn)
    read = Read(page)
    wanted = sorted(line.of(d.text) for d in drawn.documents for line in lines(d.text))
    assert sorted(read.paragraphs) == wanted
    assert page == report.render(drawn)


def test_ids_are_unique_and_every_link_inside_the_page_leads_somewhere() -> None:
    read = Read(report.render(ledger()))
    assert len(read.ids) == len(set(read.ids))
    inside = {unquote(link[1:]) for link in read.links if link.startswith("#")}
    assert inside <= set(read.ids)
    assert "statement-s-courier-1" in inside


def test_it_opens_with_what_it_is_and_with_both_sides() -> None:
    words = shown(report.render(ledger(), title="The gates"))
    assert "The gates" in words
    assert "Machine-read." in words
    assert "It says nothing about what is true." in words
    assert "3 articles" in words and "4 statements" in words
    told = " ".join(words.split())
    assert "1 speaker affirms Ministry of Tides 2 outlets, 2 texts, 1 to 2 separate origins" in told
    assert "1 speaker possibly denies Reed League" in told


def test_quotations_are_the_articles_words_and_broken_ones_are_joined() -> None:
    page = report.render(ledger())
    assert "We never touched the gates … not once" in page
    assert '<blockquote class="direct">' in page
    assert 'Reed League</b> denies, <span class="via">via Tide Radio' in page


def test_a_doubtful_denial_is_only_a_possible_one() -> None:
    doubtful = ledger()
    matter = doubtful.matters[0]
    sure = replace(
        matter, oppositions=tuple(replace(o, confidence=0.95) for o in matter.oppositions)
    )
    assert "Possibly denies what Ministry of Tides says" in shown(report.render(doubtful))
    words = shown(report.render(replace(doubtful, matters=(sure,))))
    assert "Denies what Ministry of Tides says" in words
    assert "Possibly denies" not in words


def test_retellings_of_one_act_of_speaking_stand_under_one_quotation() -> None:
    words = shown(report.render(ledger()))
    assert "The same act of speaking in 1 other place" in words


def test_no_answer_is_worded_as_what_was_looked_through() -> None:
    told = ledger()
    unanswered = tuple(replace(a, responses=(), state="none_found") for a in told.accusations)
    words = shown(report.render(replace(told, accusations=unanswered), everyone=True))
    assert "Reed League: no answer found in these 3 articles of May 2031 to 5 May 2031" in words
    assert "silent" not in words.casefold()
    assert "answered" in shown(report.render(told, everyone=True))


def test_nobody_is_accused_before_a_person_has_confirmed_it() -> None:
    told = ledger()
    (charge, *_) = told.accusations
    left = shown(report.render(replace(told, judgements=())))
    assert "that no person has confirmed" in left
    assert "Reed League: answered" not in left
    seen = corrections.judgement(charge.statement, "confirmed", "Ana", "2031-05-09", "seen")
    words = shown(report.render(replace(told, judgements=(seen,))))
    assert "Reed League: answered" in words
    assert "confirmed by Ana" in words


def test_sections_without_records_are_left_out() -> None:
    read = Read(report.render(of_one("Only a line.\n")))
    assert "articles" in read.ids and "glance" in read.ids
    assert not {"accusations", "matters", "matrix", "figures", "timeline", "actors"} & set(read.ids)


def test_an_empty_ledger_still_gives_a_page() -> None:
    assert "0 articles" in shown(report.render(Ledger("0", "")))


def test_overlapping_statements_are_cut_where_they_begin_and_end() -> None:
    text = "The mayor said the clerk denied the fire was set on purpose."
    outer = Statement("s-1", "d-1", (span(text, "the clerk denied the fire was set"),))
    inner = Statement("s-2", "d-1", (span(text, "the fire was set on purpose"),), attitude="deny")
    marks = Read(report.render(of_one(text, outer, inner))).marks()
    assert [mark["data-s"] for mark in marks] == ["s-1", "s-1 s-2", "s-2"]
    assert "nested" in str(marks[1]["class"]) and str(marks[2]["class"]).startswith("denies")
    assert "; within " in str(marks[1]["title"])


def test_boilerplate_is_dimmed_and_never_left_out() -> None:
    page = report.render(ledger())
    whole = replace(
        ledger(),
        documents=tuple(
            replace(d, boilerplate=(Span(0, len(d.text)),)) for d in ledger().documents
        ),
    )
    assert "para boilerplate" not in page
    assert Read(report.render(whole)).paragraphs == Read(page).paragraphs
    assert "para boilerplate" in report.render(whole)


def test_copies_say_what_they_leave_of_separate_origins() -> None:
    told = ledger()
    words = shown(report.render(told))
    assert "shared passages; 2 outlets, 2 texts, 1 to 2 separate origins" in words
    same = Copy(told.copies[0].documents, "same_text", (), (Reason("digest", "equal"),))
    words = shown(report.render(replace(told, copies=(same,))))
    assert "same text; 2 outlets, 1 text, 1 separate origin" in words
    assert "Same text with article" in words


def figures(*readings: tuple[float | None, float | None, Qualifier]) -> Ledger:
    """A ledger of one document with figures of one quantity."""
    text = "Some people died. " * len(readings)
    spans = [Span(18 * n, 18 * n + 11) for n in range(len(readings))]
    return of_one(
        text,
        figures=tuple(
            Figure(f"f-{n}", "d-1", where, "killed", "people", *reading, group="g-1")
            for n, (where, reading) in enumerate(zip(spans, readings, strict=True))
        ),
    )


def test_figures_are_drawn_with_words_beside_the_picture() -> None:
    page = report.render(
        figures(
            (12, None, "at_least"),
            (None, 20, "up_to"),
            (14, 14, "exact"),
            (15, 18, "exact"),
            (14, 14, "about"),
        )
    )
    for words in ("at least 12", "up to 20", "15 to 18", "about 14"):
        assert f">{words}</tspan>" in page
    assert page.count('class="head"') == 2
    assert page.count('class="dot"') == 1
    assert page.count('class="bar"') == 1
    assert re.search(r'<title id="fig-1-t">Killed: people', page)
    assert re.search(
        r'<desc id="fig-1-d">Killed: people\. .*at least 12 \(the article itself\)', page
    )


@pytest.mark.parametrize(
    "readings",
    [
        ((0, 0, "exact"), (0, 1, "exact")),
        ((1, 1, "exact"), (5e6, None, "more_than")),
        ((None, None, "vague"), (3, None, "vague")),
        ((0.5, 0.5, "about"), (0.25, 2, "exact")),
        ((7, 7, "exact"), (7, 7, "about")),
        ((None, -2, "vague"), (None, -2, "up_to")),
        ((1e300, 1e300, "exact"), (1e-300, None, "at_least")),
        ((0, 5e-324, "exact"), (5e-324, 5e-324, "about")),
    ],
)
def test_any_range_of_figures_stays_within_the_picture(
    readings: tuple[tuple[float | None, float | None, Qualifier], ...],
) -> None:
    page = report.render(figures(*readings))
    places = [float(x) for x in re.findall(r'\b(?:c?x|x[12])="(-?[\d.]+)%"', page)]
    assert all(0 <= place <= 100 for place in places)


def test_hostile_words_stay_words() -> None:
    told = ledger()
    documents = tuple(
        replace(d, title=HOSTILE, outlet=HOSTILE, byline=HOSTILE, url="javascript:alert(3)")
        for d in told.documents
    )
    actors = tuple(replace(a, name=HOSTILE, aliases=(HOSTILE,)) for a in told.actors)
    matters = tuple(
        replace(m, proposition=HOSTILE, because=(Reason(HOSTILE, HOSTILE),)) for m in told.matters
    )
    evil = replace(told, documents=documents, actors=actors, matters=matters)
    own = of_one(HOSTILE, Statement("s-1", "d-1", (Span(0, len(HOSTILE)),), speaker_label=HOSTILE))
    for page in (report.render(evil, title=HOSTILE), report.render(own)):
        read = Read(page)
        tags = [tag for tag, _ in read.tags]
        assert tags.count("script") == tags.count("style") == 1
        assert "img" not in tags
        assert not any(name.startswith("on") for _, known in read.tags for name in known)
        assert not any(link.startswith("javascript") for link in read.links)
        assert "{{ 7 * 7 }}" in read.words
    assert Read(report.render(own)).paragraphs == [line.of(HOSTILE) for line in lines(HOSTILE)]


def test_the_page_asks_the_network_for_nothing_and_admits_only_its_own_script() -> None:
    page = report.render(ledger())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    script = re.search(r"<script>(.*)</script>", page, re.DOTALL)
    assert policy and script
    digest = base64.b64encode(hashlib.sha256(script[1].encode()).digest()).decode()
    assert (
        f"script-src &#39;sha256-{digest}&#39;" in policy[1]
        or f"script-src 'sha256-{digest}'" in policy[1]
    )
    assert "default-src 'none'" in policy[1]
    read = Read(page)
    assert not any(name in known for _, known in read.tags for name in ("src", "srcset", "data"))
    assert not any(tag in ("link", "iframe", "object", "img") for tag, _ in read.tags)
    assert "@import" not in page
    assert all(address.startswith("data:font/woff2;base64,") for address in URLS.findall(page))


def test_a_lone_surrogate_does_not_break_the_page() -> None:
    assert report.render(of_one("Half a pair: \ud83c here.\n")).encode("utf-8")


def test_headings_do_not_skip_levels() -> None:
    levels = [
        int(tag[1]) for tag, _ in Read(report.render(ledger())).tags if re.fullmatch("h[1-6]", tag)
    ]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_a_dozen_long_articles_stay_under_three_megabytes() -> None:
    told = ledger()
    long = HERALD + "The gates stood open, people said, and nobody knew who had the key.\n" * 120
    documents = tuple(
        Document(id=f"d-{n}", path=f"{n}.txt", text=long, outlet=f"Outlet {n}") for n in range(12)
    )
    statements = tuple(
        Statement(f"s-{n}-{i}", f"d-{n}", (Span(at, at + 21),), speaker="a-reed", confidence=0.9)
        for n in range(12)
        for i, at in enumerate(range(120, len(long) - 30, 200))
    )
    grown = replace(
        told,
        documents=documents,
        statements=statements,
        figures=(),
        events=(),
        matters=(),
        accusations=(),
        utterances=(),
        copies=(),
    )
    assert len(report.render(grown).encode()) < 3_000_000


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WRAPPER = """<!doctype html><title>w</title>
<iframe id=f src="report.html" width=360 height=800></iframe>
<script>onload=function(){var d=document.getElementById("f").contentDocument;
document.body.setAttribute("data-width",d.documentElement.scrollWidth);
document.body.setAttribute("data-height",d.documentElement.scrollHeight)}</script>"""


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
def test_a_browser_shows_it_without_complaint_on_a_narrow_screen(tmp_path: Path) -> None:
    told = ledger()
    wide = tuple(
        replace(d, title="Unbrokenheadline" * 12, path="a/" * 80 + "b.txt") for d in told.documents
    )
    drawn = figures((12, None, "at_least"), (None, 90, "up_to")).figures
    drawn = tuple(replace(f, document=told.documents[0].id) for f in drawn)
    page = report.render(replace(told, documents=wide, figures=told.figures + drawn))
    (tmp_path / "report.html").write_text(page, encoding="utf-8")
    (tmp_path / "wrapper.html").write_text(WRAPPER, encoding="utf-8")
    done = subprocess.run(
        [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--allow-file-access-from-files", "--enable-logging=stderr",
            "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={tmp_path / 'profile'}",
            "--dump-dom", (tmp_path / "wrapper.html").as_uri(),
        ],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert "CONSOLE" not in done.stderr, done.stderr
    width = re.search(r'data-width="(\d+)"', done.stdout)
    height = re.search(r'data-height="(\d+)"', done.stdout)
    assert width and int(width[1]) <= 360
    assert height and int(height[1]) > 1500


def test_what_is_new_since_a_day_stands_first() -> None:
    page = report.render(ledger(), since="2031-05-04")
    read = Read(page)
    assert len(read.ids) == len(set(read.ids))
    words = shown(page)
    assert words.index("New since 4 May 2031") < words.index("At a glance")
    # "May 2031" may be as late, an article without a date is told of and not counted
    assert "2 articles with" in words and "1 article tells no date and is not counted" in words
    later = shown(report.render(ledger(), since="2031-06"))
    assert "No article that tells its date was published since." in later
    assert "New since" not in shown(report.render(ledger()))
