"""Articles brought in on the pages, and addresses that are not asked."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from html import unescape
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hearsay.case import Case
from hearsay.errors import InputError
from hearsay.settings import Settings
from hearsay.types import Document
from hearsay.web import bringing, fetching
from hearsay.web.bringing import Brought
from hearsay.web.desk import Desk

ARTICLE = (
    "Pilots reject the new harbour dues\n\nThe pilots of Lenna rejected the new dues on Monday. "
    "“We will not pay a penny more,” said Ilse Varn, who speaks for the pilots of the harbour. "
    "The harbour office said that the dues had not been raised for eleven years.\n"
)


def test_files_and_pasted_text_are_read_with_progress(client: TestClient, path: Path) -> None:
    found = re.search(r'name="form_token" value="(\w+)"', client.get("/import").text)
    assert found is not None
    client.post(
        "/import",
        data={
            "form_token": found[1],
            "title": "A second one",
            "text": ARTICLE.replace("Mon", "Fri"),
        },
        files=[
            ("files", ("../../etc/dues.txt", ARTICLE.encode())),
            ("files", ("b.txt", b"\x00")),
            ("files", ("long.txt", b"The pilots said so. " * 30_000)),
            ("files", ("pilotes.txt", "Les pilotes ont été déçus par le port.".encode("latin-1"))),
            ("files", ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))),
        ],
    )
    for _ in range(300):
        page = client.get("/import").text
        if "Under way" not in page:
            break
        threading.Event().wait(0.1)
    assert "2 read; 4 could not be read" in page
    told = client.get("/api/work").json()["skipped"]
    assert [line.split(": ")[0] for line in told] == [
        "imported/b.txt", "imported/long.txt", "imported/pilotes.txt", "imported/picture.html",
    ]  # fmt: skip
    assert all("\n" not in line and line in unescape(page) for line in told)
    read = client.get("/api/work").json()["read"]
    assert len(read) == 2 and all(
        f'href="/articles/{one}"' in page for one in (a["id"] for a in read)
    )
    with Case.open(path) as case:
        paths = {document.path for document in case.ledger().documents}
    assert "imported/dues.txt" in paths
    assert any(one.startswith("imported/pasted-") for one in paths)


def test_nothing_to_read_is_refused(client: TestClient) -> None:
    found = re.search(r'name="form_token" value="(\w+)"', client.get("/import").text)
    assert found is not None
    assert client.post("/import", data={"form_token": found[1]}).status_code == 422


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost:8765/", "http://[::1]/", "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/", "http://0.0.0.0/", "http://[::ffff:7f00:1]/",
        "http://2130706433/", "file:///etc/passwd", "ftp://example.org/", "https://a:b@example.org/",
        "//example.org", "nonsense", "http://100.64.0.1/",
    ],
)  # fmt: skip
def test_only_public_hosts_are_asked(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> socket.socket:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "create_connection", never)
    with pytest.raises(InputError):
        fetching.fetch(address)


class _Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://10.1.2.3/")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "image/png" if self.path == "/png" else "text/plain")
        self.end_headers()
        self.wfile.write(b"x" * 2000 if self.path == "/large" else ARTICLE.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setattr(fetching, "is_public", lambda place: place == "127.0.0.1")
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_is_fetched_and_known_by_its_address(served: str) -> None:
    told: list[str] = []
    (document,) = bringing.documents(
        Brought(addresses=(f"{served}/a",)), Settings(threads=1), told.append
    )
    assert isinstance(document, Document)
    assert (document.url, document.text) == (f"{served}/a", ARTICLE)
    assert told == [f"{served}/a"]


def test_steps_sizes_and_types_are_bounded(served: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 1000)
    for way in ("/away", "/large", "/png"):
        with pytest.raises(InputError):
            fetching.fetch(served + way)


def test_progress_names_the_article_at_work(path: Path) -> None:
    desk = Desk(path, Settings(threads=1))
    at_work, go_on = threading.Event(), threading.Event()

    def read() -> str:
        desk.tell(article="imported/dues.txt", done=1, total=3)
        at_work.set()
        go_on.wait(20)
        return "3 read"

    assert desk.do("reading", read)
    assert at_work.wait(20)
    assert (desk.work.article, desk.work.done, desk.work.total) == ("imported/dues.txt", 1, 3)
    assert not desk.do("reading", read), "one piece of work at a time"
    go_on.set()
    assert desk.wait(20) and desk.work.told == "3 read"


def test_an_article_with_hostile_html_is_read_as_text(client: TestClient, path: Path) -> None:
    body = f"<h1>Dues</h1><p>{ARTICLE * 3}</p><script>alert(7)</script><img src=x onerror=alert(8)>"
    found = re.search(r'name="form_token" value="(\w+)"', client.get("/import").text)
    assert found is not None
    page = f"<html><head><title>Dues</title></head><body><article>{body}</article></body></html>"
    client.post(
        "/import",
        data={"form_token": found[1]},
        files=[("files", ("dues.html", page.encode()))],
    )
    until = time.monotonic() + 30
    while "Under way" in client.get("/import").text and time.monotonic() < until:
        threading.Event().wait(0.1)
    with Case.open(path) as case:
        (document,) = [d for d in case.ledger().documents if d.path == "imported/dues.html"]
    shown = client.get(f"/articles/{document.id}").text
    assert "Ilse Varn" in shown
    assert "alert(7)" not in document.text and "onerror" not in shown
