"""Who is answered, which changes are refused, and what every answer carries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hearsay.web import safety
from hearsay.web.app import application
from hearsay.web.safety import guarding, is_local
from web.conftest import LOCAL, SETTINGS


def visitor(path: Path, host: str = "127.0.0.1", token: str | None = None) -> TestClient:
    return TestClient(application(path, SETTINGS, guarding(host, token)), base_url=LOCAL)


def form_token(browser: TestClient) -> str:
    found = re.search(r'name="form_token" value="(\w+)"', browser.get("/history").text)
    assert found is not None
    return found[1]


def test_the_policy_lets_nothing_run_but_our_own_files(built: Path) -> None:
    answer = visitor(built).get("/")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in policy
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8765", ""]
)
def test_a_foreign_name_is_not_answered(built: Path, host: str) -> None:
    assert visitor(built).get("/", headers={"host": host}).status_code == 421


def test_only_this_machine_needs_no_token(built: Path) -> None:
    assert is_local("127.0.0.1") and is_local("::1") and is_local("localhost")
    assert not is_local("0.0.0.0") and not is_local("192.168.1.7") and not is_local("example.org")
    assert guarding("127.0.0.1", None).token is None
    made = guarding("0.0.0.0", None).token
    assert made is not None and len(made) >= 24
    browser = visitor(built, "0.0.0.0", "a secret word")
    assert browser.get("/").status_code == 401
    assert browser.get("/?token=wrong").status_code == 401
    assert browser.get("/api/overview").status_code == 401
    let_in = browser.get("/search", params={"text": "gates", "token": "a secret word"})
    assert let_in.status_code == 200
    assert "secret" not in str(let_in.url)
    assert browser.get("/").status_code == 200


def test_a_change_needs_the_token_of_a_form(path: Path) -> None:
    browser = visitor(path)
    asked = {"do": "judge", "subject": "s-1", "verdict": "confirmed", "by": "Ana"}
    assert browser.post("/corrections", data=asked).status_code == 403
    wrong = {**asked, "form_token": "0" * 64}
    assert browser.post("/corrections", data=wrong).status_code == 403
    stolen = {**asked, "form_token": form_token(visitor(path))}
    assert browser.post("/corrections", data=stolen).status_code == 403
    assert browser.post("/judgements", data={}).status_code == 403
    assert browser.get("/api/judgements").json()["entries"] == []


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}]
)
def test_a_change_from_another_site_is_refused(path: Path, headers: dict[str, str]) -> None:
    browser = visitor(path)
    asked = {
        "form_token": form_token(browser), "do": "judge", "subject": "s-1",
        "verdict": "confirmed", "by": "Ana",
    }  # fmt: skip
    assert browser.post("/corrections", data=asked, headers=headers).status_code == 403
    assert browser.post("/corrections", data=asked, follow_redirects=False).status_code == 303


def test_what_is_too_large_is_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = visitor(path)
    given = form_token(browser)
    monkeypatch.setattr(safety, "LARGEST_BODY", 2000)
    files = {"file": ("all.jsonl", b"x" * 5000)}
    assert browser.post("/judgements", data={"form_token": given}, files=files).status_code == 413

    def in_pieces() -> object:
        yield from [b"x" * 1000] * 5

    kind = {"content-type": "application/x-www-form-urlencoded"}
    refused = browser.post("/corrections", content=in_pieces(), headers=kind)  # type: ignore[arg-type]
    assert refused.status_code == 413
    assert browser.get("/search?text=" + "a" * 9000).status_code == 414


def test_nobody_is_sent_to_another_site(path: Path) -> None:
    browser = visitor(path)
    for back in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"):
        asked = {
            "form_token": form_token(browser), "do": "judge", "subject": "s-1",
            "verdict": "confirmed", "by": "Ana", "back": back,
        }  # fmt: skip
        answer = browser.post("/corrections", data=asked, follow_redirects=False)
        assert answer.headers["location"] == "/", back
