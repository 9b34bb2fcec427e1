"""What people confirm: every kind of row, marked, kept, undone; nobody accused before it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from hearsay import cli, corrections, pipeline, report
from hearsay.case import Case
from hearsay.confirmations import Confirmations
from hearsay.exports import csv_tables, jsonl, ledger_json
from hearsay.types import Accusation, Judgement, Ledger
from web.conftest import SETTINGS
from web.test_corrections import correct, held, relate_again


def subjects(ledger: Ledger, client: TestClient) -> dict[str, tuple[str, str]]:
    """For each kind of row the subject and verdict by which its page confirms it."""
    matter = max(ledger.matters, key=lambda m: len(m.oppositions))
    pair = matter.oppositions[0]
    charge = ledger.accusations[0]
    whole = client.get(f"/api/matters/{matter.id}").json()["whole"]
    actor = next(a for a in ledger.actors if len(a.mentions) > 1)
    places = client.get(f"/api/actors/{actor.id}").json()["places"]
    event = ledger.events[0]
    known = client.get(f"/api/events/{event.id}").json()["known_as"]
    return {
        "statement": (ledger.statements[0].id, "confirmed"),
        "figure": (ledger.figures[0].id, "confirmed"),
        "event": (known, "confirmed"),
        "actor": (f"{actor.id} {places[0]}", "confirmed"),
        "matter": (whole, "one matter"),
        "denial": (f"{pair.denial}|{pair.claim}", "denial"),
        "accusation": (f"{charge.statement}|{charge.accused}", "accused"),
    }


def marked(ledger: Ledger) -> dict[str, set[str]]:
    """In each list of the JSON export, the different marks of its rows."""
    told = ledger_json.plain(ledger)
    found = {
        name: {row["checked"] for row in rows}
        for name, rows in told.items()
        if isinstance(rows, list) and name not in ("judgements", "sources")
    }
    nested = {"sides": "matters", "oppositions": "matters", "responses": "accusations"}
    for inner, outer in nested.items():
        found[inner] = {row["checked"] for record in told[outer] for row in record[inner]}
    return found


def heard(path: Path, *judgements: Judgement) -> Ledger:
    """The ledger once the case has heard of some judgements."""
    with Case.open(path) as case:
        case.judge_all(judgements)
        pipeline.renew(case, SETTINGS)
        return case.ledger()


LISTS = {
    "statement": "statements", "figure": "figures", "event": "events", "actor": "actors",
    "matter": "matters", "denial": "oppositions", "accusation": "accusations",
}  # fmt: skip


def test_nothing_is_confirmed_unasked(built: Path) -> None:
    assert all(marks <= {"machine-read"} for marks in marked(held(built)).values())


def test_every_kind_is_confirmed_by_one_action(client: TestClient, path: Path) -> None:
    for kind, (subject, verdict) in subjects(held(path), client).items():
        asked = {"do": "judge", "subject": subject, "verdict": verdict, "why": "looked it up"}
        assert correct(client, **asked) == 200, kind
    made = held(path).judgements
    assert {(one.by, one.why) for one in made} == {("Ana", "looked it up")}
    for ledger in (held(path), relate_again(path)):
        marks = marked(ledger)
        assert all("confirmed by Ana" in marks[name] for name in LISTS.values())
    history = client.get("/history").text
    assert history.count("looked it up") == len(LISTS) and "no longer there" not in history
    back = [
        corrections.judgement(one.subject, "undone", "Bo", "2099-01-01", "", one.id) for one in made
    ]
    assert all("confirmed by Ana" not in marks for marks in marked(heard(path, *back)).values())


def test_a_confirmation_outlives_new_ids_of_actors_and_events(
    client: TestClient, path: Path
) -> None:
    found = subjects(held(path), client)
    for kind in ("actor", "event"):
        subject, verdict = found[kind]
        correct(client, do="judge", subject=subject, verdict=verdict)
    ledger = held(path)
    renamed = replace(
        ledger,
        actors=tuple(replace(a, id=f"a-new{n}") for n, a in enumerate(ledger.actors)),
        events=tuple(replace(e, id=f"e-new{n}") for n, e in enumerate(ledger.events)),
    )
    said = Confirmations.of(renamed)
    assert sum(bool(said.actor(actor)) for actor in renamed.actors) == 1
    assert sum(bool(said.event(event)) for event in renamed.events) == 1


def test_a_matter_that_gains_a_statement_is_machine_read_again(
    client: TestClient, path: Path
) -> None:
    subject, verdict = subjects(held(path), client)["matter"]
    correct(client, do="judge", subject=subject, verdict=verdict)
    ledger = held(path)
    said = Confirmations.of(ledger)
    (matter,) = [m for m in ledger.matters if said.matter(m)]
    assert all(said.side(matter, side) for side in matter.sides)
    other = next(
        s for s in ledger.statements if s.id not in {side.statement for side in matter.sides}
    )
    more = replace(matter.sides[0], statement=other.id)
    grown = replace(matter, sides=(*matter.sides, more))
    assert not said.matter(grown) and not said.side(grown, more)


def test_rejected_figures_and_events_are_gone_until_undone(client: TestClient, path: Path) -> None:
    before = held(path)
    names = {"figures": before.figures[0].id, "events": before.events[0].id}
    known = client.get(f"/api/events/{names['events']}").json()["known_as"]
    made = [
        corrections.judgement(subject, "rejected", "Ana", f"2031-05-0{n}")
        for n, subject in enumerate((names["figures"], known), 1)
    ]
    after = heard(path, *made)
    for page, name in names.items():
        assert name not in {record.id for record in getattr(after, page)}
        gone = client.get(f"/{page}/{name}")
        assert gone.status_code == 200 and "is no longer read" in gone.text
    back = [
        corrections.judgement(one.subject, "undone", "Bo", "2031-06-01", "", one.id) for one in made
    ]
    again = heard(path, *back)
    assert (again.figures, again.events) == (before.figures, before.events)


def accused_rows(ledger: Ledger, everyone: bool = False) -> list[str]:
    return [view.accused for view in report.page(ledger, everyone=everyone).accused]


def open_charge(ledger: Ledger) -> Accusation:
    return next(a for a in ledger.accusations if a.state != "answered")


def test_nobody_is_listed_as_accused_before_a_person_said_so(
    client: TestClient, path: Path
) -> None:
    ledger = held(path)
    assert ledger.accusations and accused_rows(ledger) == []
    assert len(accused_rows(ledger, everyone=True)) > 0
    assert client.get("/api/overview").json()["accused"] == []
    everything = client.get("/api/overview", params={"accused": "all"}).json()
    assert everything["accused"] and everything["accused"][0]["checked"] == "machine-read"
    charge = open_charge(ledger)
    correct(client, do="judge", subject=f"{charge.statement}|{charge.accused}", verdict="accused")
    (row,) = client.get("/api/overview").json()["accused"]
    assert (row["actor"], row["checked"]) == (charge.accused, "confirmed by Ana")
    assert len(accused_rows(held(path))) == 1
    assert "confirmed" in json.dumps(client.get("/api/graph").json()["accusations"])


def test_a_confirmed_statement_accuses_only_whom_it_names(path: Path) -> None:
    ledger = held(path)
    statements = {s.id: s for s in ledger.statements}
    ids = sorted({charge.statement for charge in ledger.accusations})
    ledger = heard(
        path, *(corrections.judgement(one, "confirmed", "Ana", "2031-05-01") for one in ids)
    )
    said = Confirmations.of(ledger)
    for charge in ledger.accusations:
        named = charge.accused in statements[charge.statement].target
        assert bool(said.accusation(charge, statements)) is named


def test_who_is_not_accused_is_taken_off(client: TestClient, path: Path) -> None:
    charge = open_charge(held(path))
    subject = f"{charge.statement}|{charge.accused}"
    correct(client, do="judge", subject=subject, verdict="not accused")
    after = held(path)
    assert (charge.statement, charge.accused) not in {
        (a.statement, a.accused) for a in after.accusations
    }
    (statement,) = [s for s in after.statements if s.id == charge.statement]
    assert charge.accused not in statement.target
    correct(client, judgement=after.judgements[0].id)
    assert charge in held(path).accusations


def test_a_denial_that_a_person_links_answers_and_travels(client: TestClient, path: Path) -> None:
    ledger = held(path)
    charge = open_charge(ledger)
    other = next(
        s for s in ledger.statements
        if s.attitude == "deny" and s.id not in {r.statement for r in charge.responses}
    )  # fmt: skip
    correct(client, do="judge", subject=f"{other.id}|{charge.statement}", verdict="answer")
    after = held(path)
    (now,) = [a for a in after.accusations if (a.statement, a.accused) == (
        charge.statement, charge.accused)]  # fmt: skip
    assert other.id in {r.statement for r in now.responses} and now.state == "answered"
    tables = dict(csv_tables.files(after))
    rows = csv.DictReader(io.StringIO(tables["statements.csv"].decode("utf-8-sig"), newline=""))
    (row,) = [row for row in rows if row["id"] == charge.statement]
    assert other.id in row["denied_by"]
    lines = map(json.loads, jsonl.dumps(after).decode().splitlines())
    (line,) = [one for one in lines if one.get("id") == charge.statement]
    assert other.id in {one["statement"] for one in line["denied_by"]}
    page = client.get(f"/statements/{charge.statement}").text
    assert f"/statements/{other.id}" in page
    correct(client, do="judge", subject=f"{other.id}|{charge.statement}", verdict="no answer")
    assert charge in held(path).accusations


@pytest.mark.parametrize("write", [csv_tables.dumps, jsonl.dumps, ledger_json.dumps])
def test_exports_read_back_and_are_the_same_twice(
    write: Callable[[Ledger], bytes], client: TestClient, path: Path
) -> None:
    correct(client, do="judge", subject=held(path).statements[0].id, verdict="confirmed")
    ledger = held(path)
    assert write(ledger) == write(ledger)
    assert ledger_json.loads(ledger_json.dumps(ledger)) == ledger


def checks(told: object) -> Iterator[object]:
    """What every `checked` in plain values says."""
    if isinstance(told, dict):
        yield from [told["checked"]] if "checked" in told else []
    inside = told.values() if isinstance(told, dict) else told if isinstance(told, list) else ()
    for inner in inside:
        yield from checks(inner)


def test_json_of_commands_and_pages_marks_every_row(
    client: TestClient, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    subject = held(path).statements[0].id
    correct(client, do="judge", subject=subject, verdict="confirmed")
    for command in ("statements", "who", "matters", "figures", "copies", "timeline"):
        cli.app([command, str(path), "--json"], standalone_mode=False)
        rows = json.loads(capsys.readouterr().out)
        assert rows and all(row["checked"] for row in rows), command
        if command == "statements":
            (row,) = [one for one in rows if one["id"] == subject]
            assert row["checked"] == "confirmed by Ana"
        if command == "matters":
            assert all(side["checked"] for row in rows for side in row["sides"])
    cli.app(["check", str(path), "A spillway gate gave way", "--json"], standalone_mode=False)
    told = list(checks(json.loads(capsys.readouterr().out)))
    assert "machine-read" in told and all(told)
    for page in ("overview", "statements", "timeline", "graph", f"statements/{subject}"):
        told = list(checks(client.get(f"/api/{page}").json()))
        assert told and all(told), page


def test_words_stand_before_labels_in_tables_and_lines(built: Path) -> None:
    for table in csv_tables.tables(held(built)):
        if table.name in ("statements", "sides", "accusations", "figures"):
            labels = {"attitude", "stance", "accused", "speaker_name", "measure"}
            first = min(table.header.index(one) for one in labels & set(table.header))
            assert table.header.index("words") < first
    for line in map(json.loads, jsonl.dumps(held(built)).decode().splitlines()):
        if line["record"] == "statement":
            assert list(line)[:3] == ["record", "id", "words"]


def test_every_page_marks_its_rows(client: TestClient, path: Path) -> None:
    ledger = held(path)
    wide = max(ledger.matters, key=lambda m: len(m.sides))
    pages = (
        "/", "/matters", f"/matters/{wide.id}", "/actors", f"/actors/{ledger.actors[0].id}",
        f"/articles/{ledger.statements[0].document}", f"/statements/{ledger.statements[0].id}",
        f"/figures/{ledger.figures[0].id}", f"/events/{ledger.events[0].id}", "/timeline",
        "/search", "/graph", f"/check?claim={quote(wide.proposition[:300])}",
    )  # fmt: skip
    for page in pages:
        assert "machine-read</span>" in client.get(page).text, page
    html = report.render(ledger, everyone=True)
    for section in ("matters", "figures", "accusations", "timeline", "actors", "articles"):
        part = re.search(
            rf'<section id="{section}".*?</section>\s*(<section id|</main)', html, re.S
        )
        assert part is None or "machine-read</span>" in part[0], section


def test_the_margin_of_an_article_shows_denials_told_elsewhere(
    built: Path, reader: TestClient
) -> None:
    ledger = held(built)
    article = {statement.id: statement.document for statement in ledger.statements}
    pair = next(
        o for m in ledger.matters for o in m.oppositions if article[o.claim] != article[o.denial]
    )
    told = reader.get(f"/api/articles/{article[pair.claim]}").json()
    notes = [note for row in told["view"]["paragraphs"] for note in row["notes"]]
    (note,) = [note for note in notes if note["statement"] == pair.claim]
    assert pair.denial in {d["place"]["statement"] for d in note["denied_by"]}
    first = note["denied_by"][0]["place"]
    page = reader.get(f"/articles/{article[pair.claim]}").text
    assert f"/articles/{first['article']['id']}#statement-{first['statement']}" in page


def test_a_link_and_a_stance_say_who_confirmed_them(client: TestClient, path: Path) -> None:
    ledger = held(path)
    matter = next(m for m in ledger.matters if m.oppositions)
    pair = matter.oppositions[0]
    asked = {"do": "judge", "subject": f"{pair.denial}|{pair.claim}", "verdict": "denial"}
    correct(client, **asked)
    for one, side in ((pair.denial, "denies"), (pair.claim, "denied_by")):
        (link,) = [
            row
            for row in client.get(f"/api/statements/{one}").json()[side]
            if row["said"]["quotation"]["place"]["statement"] in (pair.denial, pair.claim)
        ]
        assert link["checked"] == "confirmed by Ana"
    now = held(path).matters[0]
    correct(client, do="judge", subject=now.sides[0].statement, verdict="confirmed")
    page = client.get(f"/matters/{now.id}").text
    assert "stance machine-read" in page


def test_a_denial_stands_under_what_it_denies_in_every_list(
    built: Path, reader: TestClient
) -> None:
    pair = next(o for m in held(built).matters for o in m.oppositions)
    (claim,) = [s for s in held(built).statements if s.id == pair.claim]
    asked = {"document": claim.document, "attitude": claim.attitude}
    rows = reader.get("/api/statements", params=asked).json()["said"]
    (row,) = [r for r in rows if r["quotation"]["place"]["statement"] == pair.claim]
    assert pair.denial in {d["place"]["statement"] for d in row["denied_by"]}
    page = reader.get("/search", params=asked).text
    words = next(d["words"] for d in row["denied_by"] if d["place"]["statement"] == pair.denial)
    assert words[:40] in unescape(page)
