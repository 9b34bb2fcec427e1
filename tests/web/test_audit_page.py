"""The audit on the pages: blind, remembered, and counted."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from pathlib import Path

from starlette.testclient import TestClient

from hearsay.case import Case
from hearsay.web import audit_page


def test_a_sample_is_judged_blind_and_its_precision_told(client: TestClient) -> None:
    page = client.get("/audit/next", params={"by": "Ana"}).text
    assert "confidence" not in page and re.search(r"\b0\.\d\d\b", page) is None
    seen = set()
    for verdict in ("right", "right", "wrong", "unsure"):
        page = client.get("/audit/next", params={"by": "Ana"}).text
        token = re.search(r'name="form_token" value="(\w+)"', page)
        subject = re.search(r'name="subject" value="([^"]+)"', page)
        stratum = re.search(r'name="stratum" value="([^"]+)"', page)
        assert token and subject and stratum
        seen.add(unescape(subject[1]))
        asked = {
            "form_token": token[1], "subject": unescape(subject[1]), "verdict": verdict,
            "stratum": stratum[1],
            "by": "Ana", "back": "/audit/next",
        }  # fmt: skip
        assert client.post("/audit", data=asked).status_code == 200
    assert len(seen) == 4
    (reader,) = client.get("/api/audit").json()["readers"]
    assert (reader["all"]["judged"], reader["all"]["right"], reader["all"]["unsure"]) == (3, 2, 1)
    assert "By Ana" in client.get("/audit").text
    lines = client.get("/audit.csv").text.splitlines()
    assert lines[0].startswith("subject,stratum,probability") and len(lines) == 5
    assert all(0 < float(line.split(",")[2]) <= 1 for line in lines[1:])
    asked["subject"] = "s-not-drawn"
    assert client.post("/audit", data=asked).status_code == 422
    assert client.get("/history").text.count("Judged a record of the sample") == 4


def test_every_kind_of_link_is_drawn_and_shown_with_its_words(
    reader: TestClient, built: Path
) -> None:
    with Case.open(built) as case:
        counts = {row["stratum"]: row["number"] for row in case.listed("audited_counts")}
        population = case.listed("audited_population")
        assert counts == {**dict.fromkeys(counts, 0), **Counter(r["stratum"] for r in population)}
        assert set(counts) == set(audit_page.STRATA)
        for stratum in audit_page.STRATA:
            subjects = sorted(r["subject"] for r in population if r["stratum"] == stratum)
            for subject in subjects[:2]:
                passages, told = audit_page._read(case, stratum, subject.split("|"))
                assert told and all(any(own for _, own in passage) for passage in passages)


def test_a_second_reader_sees_the_same_sample_and_agreement_is_told(client: TestClient) -> None:
    first = client.get("/api/audit/next", params={"by": "Ana"}).json()
    found = re.search(r'name="form_token" value="(\w+)"', client.get("/history").text)
    assert found is not None
    for by in ("Ana", "Bo"):
        item = client.get("/api/audit/next", params={"by": by}).json()
        assert (item["subject"], item["read_as"]) == (first["subject"], first["read_as"])
        asked = {
            "form_token": found[1], "subject": item["subject"], "stratum": item["stratum"],
            "verdict": "right", "by": by,
        }  # fmt: skip
        assert client.post("/audit", data=asked).status_code == 200
    told = client.get("/api/audit").json()
    assert (told["both"], told["same"], told["gone"]) == (1, 1.0, 0)
    assert "agree on 100" in client.get("/audit").text
    lines = client.get("/audit-precision.csv").text.splitlines()
    assert lines[0].startswith("by,stratum,read,drawn,probability") and len(lines) == 21
