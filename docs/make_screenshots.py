"""Pictures of every page at 1280 and 360 px, light and dark, for a person to look at.

python docs/make_screenshots.py CASE FOLDER   (a folder outside the repository; needs Chromium)
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from hearsay.case import Case
from hearsay.types import Ledger

WIDTHS = (1280, 360)
SCHEMES = {"dark": 0, "light": 1}
HEIGHT = 2400


def pages(ledger: Ledger) -> dict[str, str]:
    """A name and an address for one page of each kind."""
    ranked = sorted(
        ledger.matters, key=lambda m: -min(len(m.affirms.parties), len(m.denies.parties))
    )
    found = {
        "overview": "/", "accused": "/?accused=all", "matters": "/matters", "actors": "/actors",
        "articles": "/articles", "matrix": "/matrix", "graph": "/graph", "timeline": "/timeline",
        "search": "/search", "check": "/check?claim=The+gate+gave+way",
        "history": "/history", "audit": "/audit",
        "audit-next": "/audit/next?by=Ana", "import": "/import", "missing": "/matters/m-0",
    }  # fmt: skip
    if ranked:
        found["matter"] = f"/matters/{ranked[0].id}"
        found["statement"] = f"/statements/{ranked[0].sides[0].statement}"
    speakers = [statement.speaker for statement in ledger.statements if statement.speaker]
    if speakers:
        found["actor"] = f"/actors/{max(sorted(set(speakers)), key=speakers.count)}"
    found |= {f"article-{n}": f"/articles/{d.id}" for n, d in enumerate(ledger.documents[:2], 1)}
    return found


def main(case: Path, folder: Path) -> None:
    """Starts the server, takes the pictures, stops it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("No Chromium on this machine. Install it from the system's packages.")
    folder.mkdir(parents=True, exist_ok=True)
    with Case.open(case) as opened:
        wanted = pages(opened.ledger())
    command = [sys.executable, "-m", "hearsay", "serve", str(case), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        found = re.search(r"http://\S+?(?=/$|/\s)", server.stderr.readline())
        try:
            if found is None:
                sys.exit("The server did not start.")
            for name, address in wanted.items():
                for width in WIDTHS:
                    for scheme, number in SCHEMES.items():
                        picture = folder / f"{name}-{width}-{scheme}.png"
                        subprocess.run(
                            [
                                chromium, "--headless=new", "--no-sandbox", "--disable-gpu",
                                "--hide-scrollbars", f"--window-size={width},{HEIGHT}",
                                f"--blink-settings=preferredColorScheme={number}",
                                f"--screenshot={picture}", f"{found[0]}{address}",
                            ],
                            check=True, capture_output=True, timeout=120,
                        )  # fmt: skip
                        print(picture)
        finally:
            server.terminate()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
