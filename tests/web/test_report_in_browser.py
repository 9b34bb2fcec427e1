"""The report in a real browser: from disk, without a network, on every window, and on paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from benchmarks.browser import Browser, chromium

from hearsay import report
from hearsay.case import Case
from web.test_browser import AXE, OPEN_ALL, RUN_AXE, case

__all__ = ["case"]

CHROMIUM = chromium()
PDFTOTEXT = shutil.which("pdftotext")
A4 = (595, 842)
"""Points of the paper."""
FULLEST = 12
"""Pages of the printed report for each article: the demo case of 14 has 76, the five seeds 45."""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM is not None
    with Browser(CHROMIUM, ["--host-resolver-rules=MAP * ~NOTFOUND"]) as one:
        yield one


@pytest.fixture(scope="module")
def written(case: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the demo case, or of the seed articles, as a file."""
    file = tmp_path_factory.mktemp("report") / "report.html"
    with Case.open(case) as opened:
        file.write_text(report.render(opened.ledger()), encoding="utf-8")
    return file


def test_it_is_one_small_file_that_asks_for_nothing(browser: Browser, written: Path) -> None:
    assert written.stat().st_size < 3_000_000
    tab = browser.tab()
    tab.go(written.as_uri())
    assert not tab.complaints()
    assert all(one.startswith(("file:", "data:")) for one in tab.asked_for())
    assert tab.run("getComputedStyle(document.body).fontFamily").startswith('"Source Serif 4"')
    assert tab.run("document.fonts.check('16px \"Source Serif 4\"')")
    for width in (1280, 360):
        tab.resize(width)
        tab.run(OPEN_ALL)
        assert tab.run("document.documentElement.scrollWidth") <= width, width
    tab.close()


@pytest.mark.skipif(AXE is None, reason="AXE_CORE names no axe.min.js (npm pack axe-core)")
def test_axe_finds_nothing(browser: Browser, written: Path) -> None:
    assert AXE is not None
    tab = browser.tab()
    tab.go(written.as_uri())
    tab.run(Path(AXE).read_text(encoding="utf-8") + ";0")
    tab.run(OPEN_ALL)
    for width, dark in ((1280, False), (360, True)):
        tab.resize(width)
        tab.shade(dark)
        assert tab.run(RUN_AXE) == [], (width, "dark" if dark else "light")
    tab.close()


@pytest.mark.skipif(PDFTOTEXT is None, reason="no pdftotext (poppler-utils) on this machine")
def test_it_prints_whole_and_clean(
    browser: Browser, written: Path, case: Path, tmp_path: Path
) -> None:
    tab = browser.tab()
    # on paper it is light, whatever the screen is
    tab.shade(True)
    tab.go(written.as_uri())
    tab.printed(tmp_path / "report.pdf")
    tab.close()
    told = subprocess.run(
        [str(PDFTOTEXT), "-bbox", str(tmp_path / "report.pdf"), "-"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    pages = re.split(r"<page ", told)[1:]
    with Case.open(case) as opened:
        ledger = opened.ledger()
    assert 2 <= len(pages) <= FULLEST * len(ledger.documents)
    found = re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax', told)
    assert len(found) > 2000
    assert all(float(left) >= 20 and float(right) <= A4[0] - 20 for left, _, right in found)
    # no page is left all but empty: a heading alone, or a figure pushed off
    assert all(page.count("<word") > 5 for page in pages[:-1])
    words = _plain(unescape(re.sub(r"<[^>]*>", "", told)))
    for matter in ledger.matters[:3]:
        assert _plain(matter.proposition)[:20] in words
    for document in ledger.documents:
        assert _plain(document.text)[:20] in words, document.id


def _plain(words: str) -> str:
    """Letters alone: lines break as the printer likes, and numbers of statements stand between."""
    return re.sub(r"[^a-z]", "", words.casefold())
