"""A case served as a user serves it, and the addresses of its pages.

Takes a case's path, gives the address of a server of its own process, which ends with the `with`.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from hearsay.case import Case
from hearsay.web.overview import matter_list

TRIES, PAUSE = 300, 0.2
"""A minute for the server to start, on a machine that has other work."""


@contextmanager
def served(case: Path) -> Iterator[str]:
    """Serves a case on a free port of this machine; its address, without the last slash."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "hearsay", "serve", str(case), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(TRIES):
                try:
                    with socket.create_connection(("127.0.0.1", port), timeout=1):
                        break
                except OSError:
                    time.sleep(PAUSE)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def places(path: Path) -> dict[str, str]:
    """One address of each kind of page, by a name for its picture.

    Of matters the most contested and the one with most figures; of articles the one in which most
    is said; of actors who speaks most; of figures and events the first.
    """
    with Case.open(path) as case:
        ledger = case.ledger()
        ranked = matter_list(case).matters
    found = {
        "overview": "/",
        "overview-accused": "/?accused=all",
        "matters": "/matters",
        "matrix": "/matrix",
        "graph": "/graph",
        "timeline": "/timeline",
        "actors": "/actors",
        "articles": "/articles",
        "search": "/search",
        "search-words": "/search?text=the&attitude=deny",
        "check": "/check",
        "history": "/history",
        "import": "/import",
        "audit": "/audit",
        "audit-next": "/audit/next?by=Ana%20Berg",
        "error": "/matters/none",
    }
    if ranked:
        found["matter"] = f"/matters/{ranked[0].id}"
        found["check-claim"] = f"/check?claim={quote(ranked[0].proposition[:200])}"
        told: dict[str, int] = {}
        for figure in ledger.figures:
            if figure.statement and figure.group:
                told[figure.statement] = told.get(figure.statement, 0) + 1
        figures = {m.id: sum(told.get(s.statement, 0) for s in m.sides) for m in ledger.matters}
        most = max(figures, key=lambda matter: (figures[matter], matter))
        found["matter-figures"] = f"/matters/{most}"
        found["statement"] = (
            f"/statements/{ranked[0].sides[0].voices[0].quotations[0].place.statement}"
        )
    said = [s.document for s in ledger.statements]
    if said:
        found["article"] = f"/articles/{max(sorted(set(said)), key=said.count)}"
    if ledger.figures:
        found["figure"] = f"/figures/{ledger.figures[0].id}"
    if ledger.events:
        found["event"] = f"/events/{ledger.events[0].id}"
    spoken = [s.speaker for s in ledger.statements if s.speaker]
    if spoken:
        found["actor"] = f"/actors/{max(sorted(set(spoken)), key=spoken.count)}"
    return found
