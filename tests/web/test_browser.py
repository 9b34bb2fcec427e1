"""The pages in a real browser: one Chromium for all of them, told what to do as a reader would.

Each page of the demo case and, where ../shared is there, of the seed articles; wide and narrow,
light and dark; a correction; an import; the keyboard alone; hostile articles; scripts switched off.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from benchmarks import served
from benchmarks.browser import Browser, Failed, Tab, chromium

from hearsay import pipeline
from hearsay.case import Case
from web.conftest import HOSTILE, SETTINGS
from web.test_import import ARTICLE

CHROMIUM = chromium()
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
AXE = os.environ.get("AXE_CORE")
RUN_AXE = (
    "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',"
    " 'best-practice']}).then(found => found.violations.map(one =>"
    " [one.id, one.nodes.length, one.nodes[0].html.slice(0, 200)]))"
)
OPEN_ALL = "document.querySelectorAll('details').forEach(one => {one.open = true})"
TABS = 200
"""Presses of Tab before something must have been reached: a page of the demo case has fewer."""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM is not None
    with Browser(CHROMIUM, ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]) as one:
        yield one


@pytest.fixture(scope="module", params=["demo", "seeds"])
def case(
    request: pytest.FixtureRequest, built: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The demo case with a hostile article, or a case of the seed articles."""
    if request.param == "demo":
        return built
    if not SEEDS.is_dir():
        pytest.skip("the seed articles are not here: no ../shared beside this checkout")
    path = tmp_path_factory.mktemp("seeds") / "seeds.case"
    with Case.create(path) as made:
        pipeline.ingest([str(SEEDS)], made, SETTINGS)
    return path


@pytest.fixture(scope="module")
def address(case: Path) -> Iterator[str]:
    """A server of its own process, as a user starts it, of a case that nobody changes."""
    with served.served(case) as at:
        yield at


@pytest.fixture(scope="module")
def places(case: Path) -> dict[str, str]:
    return served.places(case)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    one = browser.tab()
    yield one
    one.close()


def reached(tab: Tab, script: str) -> None:
    """Presses Tab until what has the focus fits; everything on the way shows that it has it."""
    for _ in range(TABS):
        tab.press("Tab")
        told = tab.run(
            "(() => {const at = document.activeElement, look = getComputedStyle(at);"
            f"return [!!({script}), look.outlineStyle, at.outerHTML.slice(0, 120)]}})()"
        )
        assert told[1] != "none", f"nothing shows the focus on {told[2]}"
        if told[0]:
            return
    raise AssertionError(f"the keyboard does not reach {script}")


def waited(tab: Tab, script: str, seconds: float = 60) -> None:
    """Waits until a script gives something true; a page on its way to another gives nothing."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if tab.run(script):
                return
        except Failed:
            pass
        time.sleep(0.1)
    raise AssertionError(f"never true: {script}\n{tab.run('document.body.innerText')[:800]}")


def test_every_page_shows_itself_within_its_window_and_complains_of_nothing(
    tab: Tab, address: str, places: dict[str, str]
) -> None:
    for name, place in places.items():
        tab.resize(1280)
        tab.go(address + place)
        assert tab.run("document.querySelectorAll('h1').length") == 1, name
        assert tab.run("getComputedStyle(document.body).fontFamily").startswith('"Source Serif 4"')
        for width in (1280, 360):
            tab.resize(width)
            tab.run(OPEN_ALL)
            assert tab.run("document.documentElement.scrollWidth") <= width, (name, width)
        complaints = [one for one in tab.complaints() if name != "error" or "404" not in one]
        assert not complaints, name
    here = (address, "data:", "about:")
    assert all(one.startswith(here) for one in tab.asked_for())


@pytest.mark.skipif(AXE is None, reason="AXE_CORE names no axe.min.js (npm pack axe-core)")
def test_axe_finds_nothing(tab: Tab, address: str, places: dict[str, str]) -> None:
    """axe-core at WCAG 2.2 AA and its best practices, with all that is folded open."""
    assert AXE is not None
    axe = Path(AXE).read_text(encoding="utf-8")
    for name, place in places.items():
        tab.go(address + place)
        tab.run(axe + ";0")
        tab.run(OPEN_ALL)
        for width, dark in ((1280, False), (1280, True), (360, False), (360, True)):
            tab.resize(width)
            tab.shade(dark)
            assert tab.run(RUN_AXE) == [], (name, width, "dark" if dark else "light")


def test_reading_needs_no_script(browser: Browser, address: str, places: dict[str, str]) -> None:
    quiet = browser.tab(scripts=False)
    for name, place in places.items():
        quiet.go(address + place)
        told = quiet.run("document.querySelector('main').innerText")
        assert len(told) > 40, name
        assert quiet.run("!document.querySelector('noscript')"), name
        # a button that only a script can serve is not there
        assert quiet.run("[...document.querySelectorAll('[data-copies]')].every(b => b.hidden)")
    if "matter" in places:
        quiet.go(address + places["matter"])
        quiet.run("document.querySelector('details.why > summary').click()")
        assert quiet.run("document.querySelector('details.why').open")
        quiet.run("document.querySelector('.quotation .where a').click()")
        quiet.loaded()
        assert quiet.run("location.pathname").startswith("/articles/")
        assert quiet.run("!!document.querySelector(location.hash)")
    quiet.close()


@pytest.fixture
def changing(built: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The demo case served to be changed: its address and its file."""
    path = Path(shutil.copy(built, tmp_path / "demo.case"))
    with served.served(path) as at:
        yield at, path


def test_the_keyboard_alone_checks_a_claim_and_corrects(
    tab: Tab, changing: tuple[str, Path]
) -> None:
    address, path = changing
    tab.go(address)
    tab.press("Tab")
    assert tab.run("document.activeElement.className") == "skip"
    tab.press("Enter")
    assert tab.run("document.activeElement.id") == "main"
    reached(tab, "at.name === 'claim'")
    tab.write("A spillway gate of the dam gave way")
    tab.press("Enter")
    tab.loaded()
    quoted = "[...document.querySelectorAll('main blockquote')].map(one => one.innerText).join()"
    assert "the spillway gate" in tab.run(quoted)

    # confirmed, seen, kept over a re-run, undone
    statement = served.places(path)["statement"]
    tab.go(address + statement)
    reached(tab, "at.name === 'by'")
    tab.write("Ana Berg")
    tab.press("Enter")
    confirmed = "document.querySelector('.kicker').innerText.includes('confirmed by Ana Berg')"
    waited(tab, confirmed)
    with Case.open(path) as case:
        case.record((), (), pipeline.relate(SETTINGS), SETTINGS.digest())
    tab.go(address + statement)
    assert tab.run(confirmed)
    tab.go(f"{address}/history")
    reached(tab, "at.textContent === 'Undo'")
    tab.press("Enter")
    waited(tab, "document.body.innerText.includes('undone')")
    tab.go(address + statement)
    assert not tab.run(confirmed)

    # what a mark is read as, without a mouse
    tab.go(address + served.places(path)["article"])
    reached(tab, "at.matches('a.told')")
    assert tab.run("document.querySelector('.explained').innerText.length") > 3
    tab.press("Escape")
    assert tab.run("!document.querySelector('.explained')")


def test_an_article_is_brought_in_by_upload(
    tab: Tab, changing: tuple[str, Path], tmp_path: Path
) -> None:
    address, _ = changing
    article = tmp_path / "dues.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    tab.go(f"{address}/import")
    tab.choose("#files", [article])
    reached(tab, "at.textContent === 'Read them'")
    tab.press("Enter")
    waited(tab, "document.body.innerText.includes('1 read')")
    tab.go(f"{address}/search?text=penny")
    assert "We will not pay a penny more" in tab.run("document.querySelector('main').innerText")


def test_a_matter_is_copied_whole_in_one_action(tab: Tab, changing: tuple[str, Path]) -> None:
    address, path = changing
    matter = served.places(path)["matter"]
    tab.go(address + matter)
    # a headless browser keeps no clipboard: what would be written there is listened to
    tab.run(
        "navigator.clipboard.writeText = text => {window.taken = text; return Promise.resolve()}"
    )
    tab.run("document.querySelector('[data-copies]').click()")
    waited(tab, "document.querySelector('[data-copies]').textContent === 'Copied'", 5)
    with urlopen(f"{address}{matter}/text", timeout=30) as answer:
        assert tab.run("window.taken").split() == answer.read().decode().split()


def test_hostile_articles_stay_text(tab: Tab, changing: tuple[str, Path]) -> None:
    address, path = changing
    with Case.open(path) as case:
        hostile = next(d for d in case.ledger().documents if "<script>" in d.text)
    for place in (f"/articles/{hostile.id}", "/search?text=ferry", "/", "/timeline", "/matters"):
        tab.go(address + place)
        inside = "main script, main style, [onmouseover], main article article"
        assert tab.run(f"document.querySelectorAll('{inside}').length") == 0, place
        assert not tab.complaints(), place
    tab.go(f"{address}/articles/{hostile.id}")
    assert "<script>alert(1)</script>" in tab.run("document.querySelector('main').textContent")
    assert "<script>" in HOSTILE


def test_the_pages_print(tab: Tab, address: str, places: dict[str, str], tmp_path: Path) -> None:
    tab.go(address + places["matter"])
    tab.printed(tmp_path / "matter.pdf")
    assert (tmp_path / "matter.pdf").read_bytes().startswith(b"%PDF")
