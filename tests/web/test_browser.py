"""The pages in a real browser: they show themselves, quietly, wide and narrow, light and dark."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from hearsay.case import Case

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def address(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own process, as a user starts it."""
    case = Path(shutil.copy(built, tmp_path_factory.mktemp("browser") / "demo.case"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "hearsay", "serve", str(case), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(300):
                try:
                    with socket.create_connection(("127.0.0.1", port), timeout=1):
                        break
                except OSError:
                    time.sleep(0.2)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def places(built: Path) -> list[str]:
    with Case.open(built) as case:
        ledger = case.ledger()
    contested = next(m for m in ledger.matters if m.affirms.texts and m.denies.texts)
    hostile = next(d for d in ledger.documents if "<script>" in d.text)
    speaker = next(s.speaker for s in ledger.statements if s.speaker)
    return [
        "/", "/matters", f"/matters/{contested.id}", f"/actors/{speaker}",
        f"/articles/{hostile.id}", f"/statements/{contested.sides[0].statement}",
        "/search?text=the", "/check?claim=The%20gate%20gave%20way", "/timeline", "/matrix",
        "/graph", "/history", "/import", "/audit",
        "/audit/next?by=Ana",
    ]  # fmt: skip


def dumped(address: str, profile: Path, *options: str) -> tuple[str, str]:
    """The page after its scripts ran, and what the browser said of it."""
    assert CHROMIUM is not None
    done = subprocess.run(
        [
            CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
            f"--user-data-dir={profile}", "--virtual-time-budget=3000", *options,
            "--dump-dom", address,
        ],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    return done.stdout, done.stderr


def standalone(address: str, place: str) -> str:
    """A page with its styles in it and without its policy, for a probe to be put beside it."""
    with urlopen(address + place, timeout=30) as answer:
        html: str = answer.read().decode()
    styles = ""
    for name in ("report.css", "pages.css"):
        with urlopen(f"{address}/static/{name}", timeout=30) as answer:
            styles += answer.read().decode()
    html = re.sub(r"<link[^>]*>|<script[^>]*></script>", "", html)
    return html.replace("</head>", f"<style>{styles}</style></head>")


@needs_browser
def test_every_page_shows_itself_and_breaks_no_rule_of_its_policy(
    address: str, places: list[str], tmp_path: Path
) -> None:
    for place in places:
        page, said = dumped(address + place, tmp_path / "profile")
        assert "<h1" in page, place
        assert "Content Security Policy" not in said, (place, said)
        assert "Uncaught" not in said, (place, said)
        assert "alert(" not in re.sub(r"&lt;.*?&gt;", "", page) or "/articles/" in place


@needs_browser
@pytest.mark.parametrize("width", [1280, 360])
def test_no_page_is_wider_than_its_window(
    address: str, places: list[str], tmp_path: Path, width: int
) -> None:
    """A page in a frame of that width tells how wide it is; frames are forbidden, so it is read."""
    assert CHROMIUM is not None
    probe = tmp_path / "probe.html"
    for place in places:
        measure = (
            "document.documentElement.setAttribute('data-wide',"
            "document.getElementById('box').contentDocument.documentElement.scrollWidth)"
        )
        inner = standalone(address, place)
        probe.write_text(
            f"<!doctype html><iframe id=box width={width} height=900 style='border:0' "
            f"srcdoc='{inner.replace('&', '&amp;').replace(chr(39), '&#39;')}'></iframe>"
            f"<script>onload=function(){{{measure}}}</script>",
            encoding="utf-8",
        )
        page, _ = dumped(probe.as_uri(), tmp_path / "profile", "--window-size=1400,1000")
        found = re.search(r'data-wide="(\d+)"', page)
        assert found is not None, place
        assert int(found[1]) <= width, (place, found[1])


@needs_browser
@pytest.mark.skipif("AXE_CORE" not in os.environ, reason="AXE_CORE names no axe.min.js (npm)")
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 500])
def test_axe_finds_nothing(
    address: str, places: list[str], tmp_path: Path, width: int, dark: bool
) -> None:
    """axe-core at WCAG 2.2 AA and its best practices; 500 px is as narrow as Chromium opens."""
    axe = Path(os.environ["AXE_CORE"]).read_text(encoding="utf-8").replace("</script", "<\\/script")
    run = (
        "axe.run(document,{runOnly:['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa',"
        "'best-practice']}).then(function(found){var told=document.createElement('pre');"
        "told.id='axe';told.textContent=JSON.stringify(found.violations.map(function(one){"
        "return [one.id,one.nodes.length,one.nodes[0].html]}));document.body.appendChild(told)})"
    )
    probe = tmp_path / "probe.html"
    for place in places:
        # what is folded is looked at as well
        html = standalone(address, place).replace("<details", "<details open")
        html = html.replace("</body>", f"<script>{axe}</script><script>{run}</script></body>")
        probe.write_text(html, encoding="utf-8")
        scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
        page, _ = dumped(
            probe.as_uri(), tmp_path / "profile", scheme, f"--window-size={width},1200"
        )
        found = re.search(r'<pre id="axe">(.*?)</pre>', page, re.DOTALL)
        assert found is not None, place
        assert found[1] == "[]", (place, found[1])


@needs_browser
def test_reading_and_correcting_need_no_script(address: str, places: list[str]) -> None:
    for place in places:
        with urlopen(address + place, timeout=30) as answer:
            html = answer.read().decode()
        assert "hidden>Copy</button>" in html or "data-copies" not in html, place
        assert "<noscript" not in html, place
    with urlopen(f"{address}/api/openapi.json", timeout=30) as answer:
        assert json.load(answer)["info"]["title"] == "hearsay"
