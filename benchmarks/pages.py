"""The pages as a reader meets them: how long they take, and how they look.

    python -m benchmarks.pages times [--statements 100000] [--case FILE]
    python -m benchmarks.pages screenshots CASE FOLDER

`times` makes a case of invented articles with so many statements (or takes the one that is there)
and asks for every page ten times: the median and the slowest in milliseconds of wall time, the
median of the processor's time, which other work on the machine does not change, in one process,
without the network between; and, where there is a Chromium, when it first painted the page.
`screenshots` writes every page of a case and its report into a folder, wide and narrow, in the
light and in the dark.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from starlette.testclient import TestClient

from benchmarks.browser import Browser, chromium
from benchmarks.large_case import fill
from benchmarks.served import places, served
from hearsay import report
from hearsay.case import Case
from hearsay.settings import Settings
from hearsay.web.app import application
from hearsay.web.safety import guarding

TIMES = 10
PAINTS = 3
"""Times that the browser opens each page: it starts warm from the second on."""
WIDTHS = (1280, 360)


CLAIMS = (
    "{said}",
    "The mayor did not close the gates to the ferry",
    "The {name} ministry sent 12 pilots to the harbour",
    "A zeppelin over Vessmark was painted green",
)
"""Claims that the large case is asked: the words of a statement, words that every story has, a name
and words of one story, and what no article tells of."""


def claims(path: Path) -> list[str]:
    """The same as addresses."""
    with Case.open(path) as case:
        told = case.part("article", "d-0000003")
    statement, said = told.statements[5], told.documents[0].text
    words = " ".join(span.of(said) for span in statement.content)
    name = next(word for word in words.split() if word.istitle())
    return [f"/check?claim={quote(one.format(said=words, name=name))}" for one in CLAIMS]


def addresses(path: Path) -> list[str]:
    """One page of each kind of the large case."""
    return [
        "/", "/matters", "/matters/m-0000007", "/actors", "/actors/a-0", "/actors/a-9", "/articles",
        "/articles/d-0000003", "/statements/s-000000305", "/search", "/search?text=gates+river",
        "/search?attitude=deny", "/search?speaker=a-0", "/timeline",
        "/timeline?since=2020-03&until=2020-03", "/matrix", "/graph", "/history", "/audit",
        "/import", *claims(path),
    ]  # fmt: skip


def painted(path: Path) -> dict[str, float]:
    """When each page was first painted, the median in milliseconds; nothing without a browser."""
    program = chromium()
    if program is None:
        print("no Chromium on this machine: first paint is not measured", file=sys.stderr)
        return {}
    found = {}
    with served(path) as address, Browser(program) as browser:
        tab = browser.tab()
        for place in addresses(path):
            times = []
            for _ in range(PAINTS):
                tab.go(address + place)
                times.append(tab.first_paint())
            found[place] = statistics.median(times)
    return found


def times(path: Path) -> None:
    """Prints the times of every page."""
    paints = painted(path)
    app = application(path, Settings(), guarding("127.0.0.1", None))
    with TestClient(app, base_url="http://127.0.0.1") as browser:
        for address in addresses(path):
            waited, busy = [], []
            for _ in range(TIMES):
                begun, used = time.perf_counter(), time.process_time()
                answer = browser.get(address)
                waited.append(1000 * (time.perf_counter() - begun))
                busy.append(1000 * (time.process_time() - used))
                assert answer.status_code == 200, (address, answer.status_code)
            paint = f"{paints[address]:5.0f} ms to paint " if address in paints else ""
            print(
                f"{statistics.median(waited):7.0f} ms median {max(waited):7.0f} ms slowest "
                f"{statistics.median(busy):7.0f} ms of CPU {paint}"
                f"{len(answer.content) // 1024:5} KB  {address}",
                flush=True,
            )


def screenshots(path: Path, folder: Path, only: list[str]) -> None:
    """Writes a picture of every page, NAME-WIDTH-light.png and -dark.png; the folder is made."""
    program = chromium()
    if program is None:
        sys.exit("There is no Chromium on this machine; on Debian: apt-get install chromium")
    folder.mkdir(parents=True, exist_ok=True)
    shown = {n: place for n, place in places(path).items() if not only or n in only}
    with (
        tempfile.TemporaryDirectory() as beside,
        served(path) as address,
        Browser(program) as browser,
    ):
        for name, place in shown.items():
            shown[name] = address + place
        if not only or "report" in only:
            written = Path(beside) / "report.html"
            with Case.open(path) as case:
                written.write_text(report.render(case.ledger()), encoding="utf-8")
            shown["report"] = written.as_uri()
        for dark in (False, True):
            for width in WIDTHS:
                tab = browser.tab(width, 900, dark)
                for name, place in shown.items():
                    tab.go(place)
                    tab.picture(folder / f"{name}-{width}-{'dark' if dark else 'light'}.png")
                tab.close()
    print(f"{len(shown) * 2 * len(WIDTHS)} pictures in {folder}")


def main() -> None:
    """Measures the pages, or takes their pictures."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    verbs = asked.add_subparsers(dest="verb", required=True)
    timed = verbs.add_parser("times", help="how long each page takes")
    timed.add_argument("--statements", type=int, default=100_000)
    timed.add_argument("--case", type=Path)
    seen = verbs.add_parser("screenshots", help="every page as a picture")
    seen.add_argument("case", type=Path, metavar="CASE")
    seen.add_argument("folder", type=Path, metavar="FOLDER")
    seen.add_argument("--only", action="append", default=[], metavar="NAME", help="one page")
    given = asked.parse_args()
    if given.verb == "screenshots":
        screenshots(given.case, given.folder, given.only)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = given.case or Path(folder) / "large.case"
        if not path.exists():
            with Case.create(path) as case:
                fill(case, given.statements)
        times(path)


if __name__ == "__main__":
    main()
