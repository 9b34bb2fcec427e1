"""Every page of the demo case: what it shows, how it is escaped, and that the API says the same."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hearsay import pipeline
from hearsay.case import Case
from hearsay.types import Ledger
from hearsay.web.environment import voices_alike
from hearsay.web.lookup import Lookup, Speaker
from hearsay.web.matters import Denied, matter_views
from web.conftest import SETTINGS


class Read(HTMLParser):
    """The ids, links, form fields and words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.tags.append((tag, known))
        if known.get("id"):
            self.ids.append(str(known["id"]))
        if tag == "a" and known.get("href"):
            self.links.append(str(known["href"]))

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def ledger(built: Path) -> Ledger:
    with Case.open(built) as case:
        return case.ledger()


def every_page(ledger: Ledger) -> list[str]:
    """The address of each kind of page, one of every record."""
    contested = [m for m in ledger.matters if m.affirms.texts and m.denies.texts]
    speaker = next(s.speaker for s in ledger.statements if s.speaker)
    return [
        "/", "/?accused=all", "/matters", "/actors", "/actors?name=a", "/articles",
        "/search", "/search?text=the", "/check", "/check?claim=The%20gate%20gave%20way",
        "/search?attitude=deny", "/timeline",
        "/timeline?since=2000&until=2100", "/history", "/matrix", "/graph", "/import", "/audit",
        "/audit/next?by=Ana",
        *(f"/matters/{m.id}" for m in contested[:2]),
        f"/actors/{speaker}",
        *(f"/articles/{d.id}" for d in ledger.documents[:2]),
        *(f"/statements/{s.id}" for s in ledger.statements[:2]),
    ]  # fmt: skip


def test_every_page_reads_whole_without_a_script(reader: TestClient, ledger: Ledger) -> None:
    for address in every_page(ledger):
        answer = reader.get(address)
        assert answer.status_code == 200, address
        read = Read(answer.text)
        assert len(read.ids) == len(set(read.ids)), address
        assert [tag for tag, _ in read.tags].count("h1") == 1, address
        assert "machine-read" in read.words.casefold(), address
        for tag, known in read.tags:
            # nothing from elsewhere, nothing inline
            assert not any(name.startswith("on") or name == "style" for name in known), address
            assert tag != "script" or known.get("src") == "/static/pages.js", address
            assert tag != "style", address


def test_every_link_leads_somewhere(reader: TestClient, ledger: Ledger) -> None:
    seen: dict[str, set[str]] = {}
    for address in every_page(ledger)[:1] + every_page(ledger)[-5:]:
        for link in Read(reader.get(address).text).links:
            if not link.startswith(("/", "#")):
                continue
            where, _, fragment = link.partition("#")
            where = where or address
            if len(seen) > 40 and where not in seen:
                continue
            if where not in seen:
                answer = reader.get(where)
                assert answer.status_code == 200, (address, link)
                seen[where] = set(Read(answer.text).ids)
            assert not fragment or unescape(fragment) in seen[where], (address, link)


def test_the_overview_begins_with_the_box_and_accuses_nobody(
    reader: TestClient, ledger: Ledger
) -> None:
    page = reader.get("/").text
    assert page.index('name="claim"') < page.index("Most contested")
    accused = {a.accused for a in ledger.accusations if a.state != "answered"}
    assert accused, "the demo case has accusations without an answer"
    section = page[page.index('id="accused"') :]
    assert "None confirmed." in section
    everything = reader.get("/?accused=all").text
    assert "no person has confirmed" in everything
    assert len(everything) > len(page)


def test_a_matter_has_two_columns_and_quotations_before_labels(
    reader: TestClient, ledger: Ledger
) -> None:
    contested = next(m for m in ledger.matters if m.affirms.texts and m.denies.texts)
    page = reader.get(f"/matters/{contested.id}").text
    for side in contested.sides:
        assert f'/statements/{side.statement}"' in page
    assert re.search(r'class="side affirms".*class="side denies"', page, re.DOTALL)
    quotation = page[page.index('class="quotation') :]
    assert quotation.index("<blockquote") < quotation.index('class="whose"')


def test_a_matter_is_taken_along_with_every_report_of_one_act(
    reader: TestClient, ledger: Ledger
) -> None:
    together = {s: u.id for u in ledger.utterances for s in u.statements}
    told = {m.id: [s.statement for s in m.sides if s.statement in together] for m in ledger.matters}
    wide = max(told, key=lambda matter: (len(told[matter]), matter))
    text = reader.get(f"/matters/{wide}/text").text
    assert "the same act of speaking:" in text
    assert all(statement in text for statement in told[wide])


def test_who_is_given_the_same_words_by_one_article_stands_together(ledger: Ledger) -> None:
    views = matter_views(Lookup(ledger))
    plain = [
        voice
        for view in views
        for side in view.sides
        for voice in side.voices
        if not any(said.same or said.denies or said.possibly_denies for said in voice.quotations)
    ]
    first, other = plain[0], next(v for v in plain if v.quotations != plain[0].quotations)
    joined = replace(first, anchor="another", speaker=Speaker("actor:a-x", "Rell", "a-x"))
    assert voices_alike([first, other, joined]) == [[first, joined], [other]]
    answered = replace(first.quotations[0], denies=(Denied("Rell", ()),))
    apart = replace(joined, quotations=(answered, *first.quotations[1:]))
    assert voices_alike([first, apart]) == [[first], [apart]]


def test_a_story_leads_to_its_articles(reader: TestClient, ledger: Ledger) -> None:
    story = max(ledger.stories, key=lambda one: len(one.documents))
    assert f"/articles?story={story.id}" in reader.get("/").text
    told = reader.get("/api/articles", params={"story": story.id}).json()
    assert {article["id"] for article in told["articles"]} == set(story.documents)
    assert told["story"]["label"] == story.label and told["total"] == len(story.documents)
    page = reader.get(f"/articles?story={story.id}")
    assert page.status_code == 200 and "of the story" in page.text
    assert reader.get("/articles?story=y-none").status_code == 404


def test_what_somebody_was_asked_and_did_not_say_stands_by_itself(
    reader: TestClient, ledger: Ledger
) -> None:
    declined = next(s for s in ledger.statements if s.attitude == "decline" and s.speaker)
    told = reader.get(f"/api/actors/{declined.speaker}").json()
    listed = [one["quotation"]["place"]["statement"] for one in told["declined"]]
    assert declined.id in listed
    page = reader.get(f"/actors/{declined.speaker}").text
    dated = {d.id for d in ledger.documents if d.published}
    own = [s for s in ledger.statements if s.speaker == declined.speaker and s.document in dated]
    assert sum(one["statements"] for one in told["published"]) == len(own)
    first = told["published"][0]
    assert f">{first['statements']} statement" in reader.get(first["href"]).text
    asked, _, rest = page.partition('id="asked-h"')[2].partition('id="of-h"')
    assert declined.id in asked and declined.id not in page.partition('id="asked-h"')[0]
    assert rest


def test_articles_stand_as_they_are_and_nothing_in_them_is_markup(
    reader: TestClient, ledger: Ledger
) -> None:
    hostile = next(d for d in ledger.documents if "<script>" in d.text)
    answer = reader.get(f"/articles/{hostile.id}")
    assert "<script>alert" not in answer.text and "<b onmouseover" not in answer.text
    read = Read(answer.text)
    assert "<script>alert(1)</script>" in read.words
    assert "{{ 7 * 7 }} </p></article><style>*{display:none}</style>" in read.words
    for address in ("/search?text=ferry", "/", "/matters", "/timeline"):
        assert "<script>alert" not in reader.get(address).text, address


def test_search_narrows_and_its_addresses_hold(reader: TestClient, ledger: Ledger) -> None:
    found = reader.get("/api/statements", params={"attitude": "deny"}).json()
    denials = [s for s in ledger.statements if s.attitude == "deny"]
    assert found["total"] == len(denials)
    for said in found["said"]:
        statement = said["quotation"]["place"]["statement"]
        assert reader.get(f"/statements/{statement}").status_code == 200
    assert reader.get('/search?text="*) OR ("').status_code == 200
    assert reader.get("/api/statements", params={"text": "zzzz"}).json()["total"] == 0


def test_the_api_tells_what_the_pages_show(reader: TestClient, ledger: Ledger) -> None:
    schema = reader.get("/api/openapi.json").json()
    assert all(way in {"get"} for path in schema["paths"].values() for way in path)
    for matter in ledger.matters[:3]:
        told = reader.get(f"/api/matters/{matter.id}").json()
        page = Read(reader.get(f"/matters/{matter.id}").text).words
        for side in told["view"]["sides"]:
            for voice in side["shown"]:
                for quotation in voice["quotations"]:
                    assert quotation["words"] in page
    assert reader.get("/api/matters/m-none").status_code == 404
    assert reader.get("/api/timeline?since=yesterday").status_code == 422


def test_a_claim_is_checked_on_its_page_as_on_the_command_line(reader: TestClient) -> None:
    claim = "A spillway gate of the dam gave way"
    told = reader.get("/check", params={"claim": claim})
    assert told.status_code == 200 and "gave way" in told.text
    as_json = reader.get("/api/check", params={"claim": claim}).json()
    assert as_json["matters"] and as_json["matters"][0]["id"] in told.text
    assert reader.get("/check", params={"claim": "?!"}).status_code == 422
    assert "The claim is empty" in reader.get("/api/check", params={"claim": "?!"}).json()["detail"]


def test_what_is_not_there_says_so(reader: TestClient) -> None:
    for address in ("/matters/m-0", "/actors/a-0", "/articles/d-0", "/statements/s-0", "/nowhere"):
        answer = reader.get(address)
        assert answer.status_code == 404, address
        assert "<h1>" in answer.text
    assert reader.get("/static/../app.py").status_code == 404


@pytest.mark.parametrize(
    "name", ["speaker", "attitude", "certainty", "outlet", "matter", "since", "label"]
)
def test_every_facet_narrows_to_what_it_counts(reader: TestClient, name: str) -> None:
    facets = {f["name"]: f for f in reader.get("/api/statements").json()["facets"]}
    option = max(facets[name]["options"], key=lambda o: o["count"])
    found = reader.get(option["href"].replace("/search", "/api/statements"))
    assert found.status_code == 200 and found.json()["total"] == option["count"]
    page = reader.get(option["href"])
    assert page.status_code == 200 and "no longer ask for this" in page.text


def test_a_year_opens_its_months(reader: TestClient) -> None:
    facets = {f["name"]: f for f in reader.get("/api/statements").json()["facets"]}
    year = facets["since"]["options"][0]
    inside = reader.get(year["href"].replace("/search", "/api/statements")).json()
    months = next(f for f in inside["facets"] if f["name"] == "since")["options"]
    assert months[0]["label"] == "any date" and len(months) > 1
    assert sum(o["count"] for o in months[1:]) <= year["count"]


def test_addresses_of_statements_hold_after_a_re_run(client: TestClient, path: Path) -> None:
    told = client.get("/api/statements", params={"attitude": "deny"}).json()
    ids = [one["quotation"]["place"]["statement"] for one in told["said"]]
    with Case.open(path) as case:
        case.record((), (), pipeline.relate(SETTINGS), SETTINGS.digest())
    assert client.get("/api/statements", params={"attitude": "deny"}).json() == told
    assert all(client.get(f"/statements/{one}").status_code == 200 for one in ids)
