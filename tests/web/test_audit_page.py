"""The audit on the pages: blind, remembered, and counted."""

from __future__ import annotations

import re
from html import unescape

from starlette.testclient import TestClient


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
    assert client.get("/history").text.count("judged a record of the sample") == 4
