"""Web pages: the article and what the page says of it; pages without one are refused."""

import io
import json
from pathlib import Path

import pytest

from hearsay import readers
from hearsay.readers import Skipped, html
from hearsay.settings import Settings
from hearsay.types import Document

SENTENCES = (
    "The council of Vell said on Tuesday that it would rebuild the old bridge over the Harn.",
    "Mayor Ilse Dorrant told reporters the work would cost four million crowns.",
    "A spokesman for the miners’ union denied that any of its members had blocked the road.",
)
HEAD = """<title>Bridge to be rebuilt | Vell Courier</title>
<meta property="og:site_name" content="Vell Courier">
<meta property="og:url" content="https://courier.example/bridge">
<link rel="canonical" href="https://courier.example/bridge">
<meta name="author" content="Ansa Merrow">
<meta property="article:published_time" content="2024-10-04T09:30:00+00:00">"""
NAVIGATION = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/s'>Sport</a></li></ul></nav>"


def page(body: str, head: str = HEAD) -> str:
    return f"<!doctype html><html><head>{head}</head><body>{NAVIGATION}{body}</body></html>"


ARTICLE = page("<div>" + "".join(f"<p>{s}</p>" for s in SENTENCES) + "</div>")


def one(content: str | bytes, longest: int = 400_000) -> Document | Skipped:
    data = content.encode() if isinstance(content, str) else content
    (found,) = html.read(io.BytesIO(data), "page.html", Settings(longest=longest))
    return found


def test_the_article_and_its_metadata() -> None:
    document = one(ARTICLE)
    assert isinstance(document, Document)
    assert document.text.splitlines() == list(SENTENCES)
    assert document.title == "Bridge to be rebuilt"
    assert document.outlet == "Vell Courier"
    assert document.byline == "Ansa Merrow"
    assert document.published == "2024-10-04"
    assert document.url == "https://courier.example/bridge"
    assert [reason.rule for reason in document.because] == [
        "byline",
        "outlet",
        "published",
        "title",
        "url",
    ]


def test_what_the_page_does_not_say_is_none() -> None:
    document = one(page("".join(f"<p>{s}</p>" for s in SENTENCES), head=""))
    assert isinstance(document, Document)
    told = (document.title, document.outlet, document.byline, document.published, document.url)
    assert told == (None,) * 5
    assert document.because == ()


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-8", "utf-16"])
def test_the_declared_encoding_is_used(encoding: str) -> None:
    head = f'<meta charset="{encoding}">{HEAD}'
    document = one(ARTICLE.replace(HEAD, head).encode(encoding))
    assert isinstance(document, Document)
    assert SENTENCES[2] in document.text


LIST = "".join(f"<li><a href='/{i}'>Minister to open bridge number {i}</a></li>" for i in range(60))


@pytest.mark.parametrize(
    "content",
    [
        page(""),
        page(f"<ul>{LIST}</ul>"),
        page("<p>Page not found. Please go back to the home page or use the search.</p>"),
        page("<script>var article = 'The council said it would rebuild the bridge.';</script>"),
        "<",
        "<html",
        "no mark-up at all",
        "<!-- only a comment -->",
        "<div>" * 20_000 + "deep",
        "<?xml version='1.0' encoding='utf-16'?><html><body><p>Short.</p></body></html>",
        "&#xD800;&#0;&#x110000;" * 50,
    ],
)
def test_a_page_without_an_article(content: str) -> None:
    found = one(content)
    assert isinstance(found, Skipped)
    assert "no article" in found.why


def test_a_page_in_another_language() -> None:
    french = (
        "Le maire a déclaré mardi que le pont sur la Harn serait reconstruit avant la fin de l'an.",
        "Les mineurs ont nié avoir bloqué la route, et le syndicat a demandé une enquête publique.",
    )
    found = one(page("".join(f"<p>{s}</p>" for s in french)))
    assert isinstance(found, Skipped)
    assert "French" in found.why


def test_a_picture_renamed_html() -> None:
    found = one(b"\xff\xd8\xff\xe0\0\x10JFIF")
    assert isinstance(found, Skipped)
    assert "JPEG" in found.why


def test_an_article_beyond_the_longest() -> None:
    found = one(ARTICLE, longest=100)
    assert isinstance(found, Skipped)
    assert "`longest`" in found.why


def test_a_page_of_endless_text_is_refused_before_it_is_parsed() -> None:
    found = one(page("<p>The mayor said no to the bridge.</p> " * 9000 + "<!-- open"), longest=1000)
    assert isinstance(found, Skipped)
    assert "too long" in found.why


def test_a_page_from_standard_input_is_known_by_its_start() -> None:
    (document,) = readers.read(["-"], Settings(), io.BytesIO(ARTICLE.encode()))
    assert isinstance(document, Document)
    assert document.title == "Bridge to be rebuilt"


def test_a_page_in_a_record_fills_what_the_record_leaves_out(tmp_path: Path) -> None:
    file = tmp_path / "pages.jsonl"
    file.write_text(json.dumps({"html": ARTICLE, "publisher": "Harn Wire", "id": 3}))
    (document,) = readers.read([str(file)], Settings())
    assert isinstance(document, Document)
    assert (document.outlet, document.title) == ("Harn Wire", "Bridge to be rebuilt")
    reasons = {reason.rule: reason.detail for reason in document.because}
    assert "line 1" in reasons["outlet"]
    assert "markup" in reasons["title"]
