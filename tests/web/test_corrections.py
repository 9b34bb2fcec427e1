"""Corrections on the pages: made, seen, undone, kept over a re-run, taken to a colleague."""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hearsay import pipeline
from hearsay.case import Case
from hearsay.corrections import judgement
from hearsay.types import Ledger, Statement
from hearsay.web import history_page
from web.conftest import LOCAL, SETTINGS


def held(path: Path) -> Ledger:
    with Case.open(path) as case:
        return case.ledger()


def correct(browser: TestClient, **asked: object) -> int:
    """Sends a form as the pages give it out, and waits until the ledger is made anew."""
    found = re.search(r'name="form_token" value="(\w+)"', browser.get("/history").text)
    assert found is not None
    to = "/corrections/undo" if "judgement" in asked else "/corrections"
    answer = browser.post(to, data={"form_token": found[1], "by": "Ana", **asked})
    for _ in range(200):
        if "Under way" not in browser.get("/history").text:
            break
        threading.Event().wait(0.1)
    return answer.status_code


def relate_again(path: Path) -> Ledger:
    with Case.open(path) as case:
        return case.record((), (), pipeline.relate(SETTINGS), SETTINGS.digest())


@pytest.fixture
def statement(path: Path) -> Statement:
    """One that stands on a contested matter."""
    ledger = held(path)
    contested = next(m for m in ledger.matters if m.affirms.texts and m.denies.texts)
    side = next(s for s in contested.sides if s.stance == "affirms")
    return next(s for s in ledger.statements if s.id == side.statement)


def test_a_confirmation_is_shown_kept_and_undone(
    client: TestClient, path: Path, statement: Statement
) -> None:
    address = f"/statements/{statement.id}"
    assert correct(client, do="judge", subject=statement.id, verdict="confirmed") == 200
    assert "confirmed by Ana" in client.get(address).text
    assert held(path).judgements[0].by == "Ana"
    relate_again(path)
    assert "confirmed by Ana" in client.get(address).text
    assert correct(client, judgement=held(path).judgements[0].id) == 200
    assert "confirmed by Ana" not in client.get(address).text
    assert len(held(path).judgements) == 2


def test_a_rejected_statement_is_gone_until_it_is_undone(
    client: TestClient, path: Path, statement: Statement
) -> None:
    before = held(path)
    correct(client, do="judge", subject=statement.id, verdict="rejected", why="a headline")
    after = held(path)
    assert statement.id not in {s.id for s in after.statements}
    assert statement.id not in {s.id for s in relate_again(path).statements}
    page = client.get(f"/statements/{statement.id}")
    assert page.status_code == 200 and "A person rejected it" in page.text
    correct(client, judgement=after.judgements[0].id)
    assert held(path).statements == before.statements
    assert held(path).matters == before.matters


def test_speaker_attitude_and_stance_are_changed(
    client: TestClient, path: Path, statement: Statement
) -> None:
    ledger = held(path)
    other = next(a for a in ledger.actors if a.id != statement.speaker)
    correct(client, do="set", kind="speaker", subject=statement.id, value=other.id)
    correct(client, do="set", kind="certainty", subject=statement.id, value="alleged")
    correct(client, do="set", kind="speaker", subject=statement.id, value=other.id)
    now = next(s for s in held(path).statements if s.id == statement.id)
    assert (now.speaker, now.certainty) == (other.id, "alleged")
    assert any(r.rule == "a person’s correction" for r in now.because)
    phrase = "a harbour pilot"
    correct(client, do="set", kind="speaker", subject=statement.id, other=phrase, value="nobody")
    now = next(s for s in held(path).statements if s.id == statement.id)
    assert (now.speaker, now.speaker_label) == (None, phrase)


def test_a_stance_put_on_the_page_of_a_statement(
    client: TestClient, path: Path, statement: Statement
) -> None:
    page = client.get(f"/statements/{statement.id}").text
    form = re.search(
        rf'name="subject" value="({statement.id}\|[^"]+)">.*?value="(\w[\w ]*)">denies it',
        page,
        re.DOTALL,
    )
    assert form is not None
    correct(client, do="judge", subject=form[1], verdict=form[2])
    on = [s for m in held(path).matters for s in m.sides if s.statement == statement.id]
    assert "denies" in {s.stance for s in on}


def test_actors_are_merged_and_split(client: TestClient, path: Path) -> None:
    ledger = held(path)
    wide = next(a for a in ledger.actors if len({m.document for m in a.mentions}) > 1)
    here = sorted({m.document for m in wide.mentions})
    assert correct(client, do="split", subject=wide.id, document=here[:1]) == 200
    after = held(path)
    assert all(
        {m.document for m in a.mentions} != set(here) or a.name != wide.name for a in after.actors
    )
    first, second = [a for a in after.actors if a.kind == "person"][:2]
    correct(client, do="merge", subject=first.id, other=second.id)
    merged = held(path)
    assert len(merged.actors) == len(after.actors) - 1


def test_a_statement_is_added_by_its_words(client: TestClient, path: Path) -> None:
    document = next(d for d in held(path).documents if "harbour guard denied" in d.text)
    words = "left. {{ 7 * 7 }}"
    asked = {"do": "add", "subject": document.id, "attitude": "accuse", "value": "nobody"}
    assert correct(client, **asked, words=words) == 200
    told = client.get(f"/articles/{document.id}").text
    new = [s for s in held(path).statements if any(r.refs for r in s.because)]
    assert any(s.document == document.id and s.attitude == "accuse" for s in new)
    assert "{{ 7 * 7 }}" in told
    assert correct(client, **asked, words="words that do not stand there") == 422
    assert correct(client, **asked, words="the") == 422


def test_matters_are_split_and_a_denial_taken_away(client: TestClient, path: Path) -> None:
    ledger = held(path)
    wide = max(ledger.matters, key=lambda m: len(m.sides))
    ids = [side.statement for side in wide.sides]
    correct(
        client,
        do="move",
        statement=ids[:1],
        all=" ".join(ids),
        subject=wide.id,
        verdict="another matter",
    )
    sides = [{s.statement for s in m.sides} for m in held(path).matters]
    assert set(ids) not in sides
    assert set(ids[1:]) in sides
    assert {ids[0]} in sides
    opposed = next((o for m in held(path).matters for o in m.oppositions), None)
    if opposed is not None:
        correct(
            client, do="judge", subject=f"{opposed.denial}|{opposed.claim}", verdict="no denial"
        )
        left = [(o.denial, o.claim) for m in held(path).matters for o in m.oppositions]
        assert (opposed.denial, opposed.claim) not in left


def test_acts_of_speaking_are_joined_and_parted(client: TestClient, path: Path) -> None:
    before = held(path)
    told = next(u for u in before.utterances if len(u.statements) > 1)
    one, other = told.statements[:2]
    page = client.get(f"/statements/{one}").text
    assert "One act of speaking with" in page and f"{other}|{one}" in page
    correct(client, do="judge", subject=f"{other}|{one}", verdict="two utterances")
    assert not any({one, other} <= set(u.statements) for u in held(path).utterances)
    assert f"{other}|{one}" not in client.get(f"/statements/{one}").text
    asked = {"do": "utter", "subject": one, "other": f"/statements/{other}"}
    assert correct(client, **asked) == 200
    joined = next(u for u in relate_again(path).utterances if one in u.statements)
    assert other in joined.statements
    shown = client.get(f"/statements/{one}").text
    assert "put right by Ana" in shown and "is one act of speaking with" in shown
    for word in held(path).judgements:
        correct(client, judgement=word.id)
    assert held(path).utterances == before.utterances
    assert correct(client, do="utter", subject=one, other="s-none") == 422
    assert correct(client, do="utter", subject=one, other=one) == 422


def test_acts_of_speaking_are_joined_and_parted_on_the_page_of_a_matter(
    client: TestClient, path: Path
) -> None:
    ledger = held(path)
    wide = max(ledger.matters, key=lambda m: len(m.sides))
    together = {s: u.id for u in ledger.utterances for s in u.statements}
    ids = [side.statement for side in wide.sides]
    alone = [one for one in ids if one not in together][:2]
    listed = client.get(f"/matters/{wide.id}").text
    assert all(f'id="move-{one}"' in listed for one in ids)
    asked = {"do": "move", "all": " ".join(ids), "subject": wide.id}
    assert correct(client, **asked, statement=alone[:1], verdict="one utterance") == 422
    assert correct(client, **asked, statement=alone[:1], verdict="two utterances") == 422
    assert correct(client, **asked, statement=alone, verdict="one utterance") == 200
    assert any(set(alone) <= set(u.statements) for u in held(path).utterances)
    assert correct(client, **asked, statement=alone[:1], verdict="two utterances") == 200
    assert not any(set(alone) <= set(u.statements) for u in held(path).utterances)


def test_the_history_is_shown_page_by_page(client: TestClient, path: Path) -> None:
    names = [s.id for s in held(path).statements]
    made = [
        judgement(names[n % len(names)], "confirmed", ("Ana", "Bo")[n % 2], f"2031-05-01T{n:06}")
        for n in range(2 * history_page.LISTED + 3)
    ]
    gone = judgement("s-gone", "attitude: warn", "Bo", "2031-06-01")
    with Case.open(path) as case:
        case.judge_all([*made, gone])
    first = client.get("/api/judgements").json()
    assert (first["total"], first["pages"], len(first["entries"])) == (
        len(made) + 1, 3, history_page.LISTED,
    )  # fmt: skip
    last = client.get("/api/judgements", params={"page": 99, "by": "Ana"}).json()
    assert last["page"] == last["pages"] == 2 and last["people"][0][0] in ("Ana", "Bo")
    assert {entry["judgement"]["by"] for entry in last["entries"]} == {"Ana"}
    (lost,) = client.get("/api/judgements", params={"only": "lost"}).json()["entries"]
    assert lost["judgement"]["subject"] == "s-gone"
    page = client.get("/history?by=Ana&page=1").text
    assert "/history?by=Ana&amp;page=2" in page and "page 1 of 2" in page


def test_what_cannot_be_kept_is_refused_in_words(client: TestClient, path: Path) -> None:
    assert correct(client, do="judge", subject="s-1", verdict="nonsense") == 422
    assert correct(client, do="merge", subject="a-1", other="Nobody At All") == 422
    assert correct(client, do="judge", subject="s-1", verdict="confirmed", by=" ") == 422
    assert correct(client, judgement="j-none") == 422
    assert held(path).judgements == ()


def test_a_correction_whose_text_has_gone_is_listed(
    client: TestClient, path: Path, statement: Statement
) -> None:
    correct(client, do="set", kind="attitude", subject=statement.id, value="warn")
    with Case.open(path) as case:
        pipeline.remove([statement.document], case, SETTINGS)
    (entry,) = client.get("/api/judgements").json()["entries"]
    assert entry["state"] == "lost" and statement.id in entry["lost"]
    assert "no longer there" in client.get("/history").text


def test_two_people_at_once_lose_nothing(path: Path, client: TestClient) -> None:
    names = [s.id for s in held(path).statements[:6]]

    def judge(name: str, by: str) -> None:
        with Case.open(path) as case:
            case.judge(judgement(name, "confirmed", by, "2031-05-01T10:00:00", ""))

    threads = [
        threading.Thread(target=judge, args=(name, by)) for name in names for by in ("Ana", "Bo")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(held(path).judgements) == 2 * len(names)


def test_judgements_go_to_a_colleague_and_come_in_once(
    client: TestClient, path: Path, built: Path, tmp_path: Path, statement: Statement
) -> None:
    correct(client, do="set", kind="attitude", subject=statement.id, value="warn")
    lines = client.get("/judgements.jsonl").content
    other = tmp_path / "other.case"
    other.write_bytes(built.read_bytes())
    from hearsay.web.app import application
    from hearsay.web.safety import guarding

    with TestClient(
        application(other, SETTINGS, guarding("127.0.0.1", None)), base_url=LOCAL
    ) as colleague:
        for _ in range(2):
            found = re.search(r'name="form_token" value="(\w+)"', colleague.get("/history").text)
            assert found is not None
            colleague.post(
                "/judgements",
                data={"form_token": found[1], "back": "/history"},
                files={"file": ("judgements.jsonl", lines)},
            )
            for _ in range(200):
                if "Under way" not in colleague.get("/history").text:
                    break
                threading.Event().wait(0.1)
    assert held(other).judgements == held(path).judgements
    assert held(other).statements == held(path).statements


def test_two_browsers_at_once_lose_nothing(client: TestClient, path: Path) -> None:
    ledger = held(path)
    chosen = [s for s in ledger.statements if s.attitude == "assert"][:8]
    app = client.app
    failed: list[int] = []

    def work(by: str, mine: list[Statement]) -> None:
        browser = TestClient(app, base_url=LOCAL)
        token = re.search(r'name="form_token" value="(\w+)"', browser.get("/history").text)
        assert token is not None
        for one in mine:
            asked = {
                "form_token": token[1], "by": by, "do": "set", "kind": "attitude",
                "subject": one.id, "value": "warn",
            }  # fmt: skip
            answer = browser.post("/corrections", data=asked, follow_redirects=False)
            if answer.status_code != 303:
                failed.append(answer.status_code)

    threads = [
        threading.Thread(target=work, args=("Ana", chosen[::2])),
        threading.Thread(target=work, args=("Bo", chosen[1::2])),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for _ in range(300):
        if "Under way" not in client.get("/history").text:
            break
        threading.Event().wait(0.1)
    after = held(path)
    assert not failed and len(after.judgements) == len(chosen)
    assert {j.by for j in after.judgements} == {"Ana", "Bo"}
    changed = {s.id for s in after.statements if s.attitude == "warn"}
    assert {s.id for s in chosen} <= changed


def story_of(ledger: Ledger, document: str) -> str:
    return next(story.id for story in ledger.stories if document in story.documents)


DUES = (
    "Pilots of Varlo reject harbour dues\n\nIlse Varn, who speaks for the pilots of Varlo, said on "
    "Monday that the dues of the harbour had doubled. “We will not pay a penny more,” she said.\n",
    "Varlo harbour dues have doubled, say pilots\n\nThe dues of the harbour of Varlo had doubled, "
    "Ilse Varn, who speaks for the pilots, said on Monday. The harbour office of Varlo denied that "
    "the dues had doubled.\n",
)


def test_a_speaker_and_a_matter_of_another_story(
    client: TestClient, path: Path, tmp_path: Path
) -> None:
    for n, text in enumerate(DUES):
        (tmp_path / f"dues-{n}.txt").write_text(text, encoding="utf-8")
    with Case.open(path) as case:
        pipeline.ingest([str(f) for f in sorted(tmp_path.glob("dues-*.txt"))], case, SETTINGS)
    ledger = held(path)
    documents = {s.id: s.document for s in ledger.statements}
    stories = {m.id: story_of(ledger, documents[m.sides[0].statement]) for m in ledger.matters}
    here = next(m for m in ledger.matters if m.affirms.texts and m.denies.texts)
    there = next(m for m in ledger.matters if stories[m.id] != stories[here.id] and m.affirms.texts)
    statement = here.sides[0].statement
    mine = {d for s in ledger.stories if s.id == stories[here.id] for d in s.documents}
    stranger = next(
        a
        for a in ledger.actors
        if a.kind == "person" and " " in a.name and not mine & {m.document for m in a.mentions}
    )
    asked = {"do": "set", "kind": "speaker", "subject": statement, "value": "nobody"}
    assert correct(client, **asked, other=stranger.name) == 200
    now = next(s for s in held(path).statements if s.id == statement)
    assert now.speaker == stranger.id
    asked = {"do": "join", "subject": here.id, "other": f"/matters/{there.id}"}
    assert correct(client, **asked, verdict="affirms") == 200
    after = held(path)
    joined = next(m for m in after.matters if m.id == here.id)
    both = {s.statement for s in (*here.sides, *there.sides)}
    assert {s.statement for s in joined.sides} == both
    assert there.id not in {m.id for m in after.matters}
    page = client.get(f"/matters/{here.id}")
    assert page.status_code == 200 and there.sides[0].statement in page.text
    with Case.open(path) as case:
        for one in after.judgements:
            case.judge(judgement(one.subject, "undone", "Bo", "2099-01-01", "", one.id))
        pipeline.renew(case, SETTINGS)
    assert replace(held(path), judgements=()) == ledger


def test_a_correction_that_names_whom_nobody_knows_is_listed(
    client: TestClient, path: Path, statement: Statement
) -> None:
    with Case.open(path) as case:
        case.judge(judgement(statement.id, "speaker: a-gone", "Ana", "2031-05-01"))
        case.judge(judgement("s-gone|s-none", "denial", "Ana", "2031-05-02"))
        pipeline.renew(case, SETTINGS)
    entries = client.get("/api/judgements").json()["entries"]
    assert [entry["state"] for entry in entries] == ["lost", "lost"]
    assert "a-gone" in entries[1]["lost"]


def test_corrections_are_told_with_the_words_they_are_on(client: TestClient, path: Path) -> None:
    ledger = held(path)
    charge = next(a for a in ledger.accusations if a.state != "answered")
    event, figure, actor = ledger.events[0], ledger.figures[0], ledger.actors[0]
    (accused,) = [a.name for a in ledger.actors if a.id == charge.accused]
    made = [
        judgement(f"{charge.statement}|{charge.accused}", "accused", "Ana", "2031-05-01"),
        judgement(event.id, "confirmed", "Ana", "2031-05-02"),
        judgement(figure.id, "confirmed", "Ana", "2031-05-03"),
        judgement(actor.id, "confirmed", "Ana", "2031-05-04"),
        judgement("outlet: Daily Reed", "reliability: B", "Ana", "2031-05-05"),
    ]
    with Case.open(path) as case:
        case.judge_all(made)
        found = history_page.entries(case, case.judgements())
    told = {entry.judgement.verdict: entry for entry in found}
    assert told["accused"].told == "accuses" and told["accused"].other is not None
    assert told["accused"].other.words == accused
    named = [entry.of.words for entry in found if entry.of and entry.told.startswith("confirmed")]
    assert named[0] == actor.name and event.label[:40] in named[2]
    assert told["reliability: B"].of is None
    overview = client.get("/").text
    assert f'href="/statements/{charge.statement}"' in overview and ">accused<" not in overview
    assert len(client.get("/api/overview").json()["latest"]) == 5


def test_every_kind_of_correction_is_told_in_words() -> None:
    told = [
        ("s-1", "confirmed"), ("e-1 e-2", "rejected"), ("a-1 a-2", "confirmed"),
        ("s-1", "speaker: a-1 person Ana Berg"), ("s-1", "speaker: a pilot"),
        ("s-1", "attitude: deny"), ("s-1", "certainty: alleged"), ("s-1|s-2", "leaves open"),
        ("s-1|s-2", "same matter"), ("s-1|s-2|", "one matter"), ("s-1|a-1", "not accused"),
        ("s-1|s-2", "answer"), ("s-1|s-2", "two utterances"), ("d-1|d-2", "copy"),
        ("outlet: Daily Reed", "owner: Reed Press"), ("outlet: Daily Reed", "reliability: B"),
    ]  # fmt: skip
    words = [history_page.told(judgement(*one, "Ana", "2031-05-01")) for one in told]
    assert all(words) and len(set(words)) == len(words)
    assert words[3] == "speaker: Ana Berg"
