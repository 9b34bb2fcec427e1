"""What goes wrong for a user is told in one clear line, and the case stays whole."""

from __future__ import annotations

# ruff: noqa: E501  (articles stand here as they are written)
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

ARTICLE = (
    "TASSIN, Oct. 8, 2026 — The governor of Tassin denied on Thursday that his guards had fired on "
    "the convoy.\n\n“We were not there,” Orla Venn told reporters. “Nobody from this office was.”\n\n"
    "According to a doctor at the hospital, at least 19 people were killed in the ambush.\n"
)
OTHER = (
    "BRENIK, Oct. 9, 2026 — The water ministry accused the governor of Tassin of sending the guards "
    "who attacked the convoy.\n\nThe minister, Ledo Harrun, said 27 people had died.\n"
)


def hearsay(*words: str, cwd: Path, **more: object) -> subprocess.CompletedProcess[str]:
    done: subprocess.CompletedProcess[str] = subprocess.run(
        [sys.executable, "-m", "hearsay", *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        stdin=subprocess.DEVNULL,
        **more,  # type: ignore[call-overload]
    )
    return done


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def built(folder: Path) -> Path:
    done = hearsay("build", "good.txt", "-o", "a.case", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def exported(folder: Path) -> str:
    return hearsay("export", "a.case", "--to", "json", cwd=folder).stdout


def one_line(done: subprocess.CompletedProcess[str], code: int) -> str:
    assert done.returncode == code, (done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_missing_path(folder: Path) -> None:
    assert "nowhere.txt" in one_line(hearsay("build", "nowhere.txt", "-o", "a.case", cwd=folder), 2)
    assert not (folder / "a.case").exists()


def test_empty_folder(folder: Path) -> None:
    (folder / "empty").mkdir()
    assert "empty" in one_line(hearsay("build", "empty", "-o", "a.case", cwd=folder), 2)
    assert not (folder / "a.case").exists()


def test_a_bad_file_beside_a_good_one(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    line = one_line(hearsay("build", ".", "-o", "a.case", cwd=folder), 1)
    assert line.startswith("skipped: ") and "bad.txt" in line
    assert "good.txt" in exported(folder)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("binary.txt", b"\x00\x01\x02" * 500),
        ("empty.txt", b" \n\n "),
        ("menu.html", b"<html><body><nav><a href=x>Home</a></nav></body></html>"),
        ("broken.jsonl", b"{not json\n"),
        ("french.txt", "Le gouverneur a nié mardi que ses gardes aient tiré sur le convoi. "
         "Selon le ministère, dix-neuf personnes ont été tuées dans cette embuscade.".encode()),
    ],
)  # fmt: skip
def test_each_bad_file_alone(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    assert name in one_line(hearsay("build", name, "-o", "a.case", cwd=folder), 2)
    assert not list(folder.glob("a.case*"))


def test_a_line_that_is_not_json_is_named(folder: Path) -> None:
    import json

    good = json.dumps({"id": "one", "text": OTHER, "outlet": "Brenik Courier"})
    (folder / "rows.jsonl").write_text(good + "\n{broken\n", encoding="utf-8")
    line = one_line(hearsay("build", "rows.jsonl", "-o", "a.case", cwd=folder), 1)
    assert "rows.jsonl" in line and "2" in line
    assert "Brenik Courier" in exported(folder)


def test_invalid_utf8_is_read_as_what_it_is(folder: Path) -> None:
    (folder / "latin.txt").write_bytes(OTHER.replace("Harrun", "Härrun").encode("cp1252"))
    done = hearsay("build", "latin.txt", "-o", "a.case", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "Härrun" in exported(folder)


def test_fifty_megabytes(folder: Path) -> None:
    with (folder / "huge.txt").open("w", encoding="utf-8") as huge:
        for _ in range(50):
            huge.write(("word " * 20 + "\n") * 10_000)
    assert "huge.txt" in one_line(hearsay("build", "huge.txt", "-o", "a.case", cwd=folder), 2)


AS_NOBODY = """
import os, sys, hearsay, hearsay.cli
# all that is imported late is imported now
hearsay.cli.app(["build", "warm.txt", "-o", "warm.case"], standalone_mode=False)
try:
    hearsay.cli.app(["build", "nowhere.txt", "-o", "warm.case"], standalone_mode=False)
except hearsay.HearsayError:
    pass
if os.geteuid() == 0:
    os.setuid(65534)
sys.argv[0] = "hearsay"
hearsay.cli.main()
"""
"""The program as a user who is not root: root reads everything, and may not lend out its Python."""


def test_folder_that_may_not_be_read() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        (folder / "warm.txt").write_text(ARTICLE, encoding="utf-8")
        closed = folder / "closed"
        closed.mkdir()
        (closed / "x.txt").write_text(OTHER, encoding="utf-8")
        closed.chmod(0)
        try:
            done = subprocess.run(
                [sys.executable, "-c", AS_NOBODY, "build", "closed", "-o", "a.case"],
                cwd=folder,
                capture_output=True,
                text=True,
                check=False,
            )
            assert "closed" in one_line(done, 2)
            assert not (folder / "a.case").exists()
        finally:
            closed.chmod(0o755)


@pytest.mark.parametrize(
    "verb", ["matters", "statements", "figures", "copies", "timeline", "verify"]
)
def test_a_file_that_is_no_case(folder: Path, verb: str) -> None:
    before = (folder / "good.txt").read_bytes()
    assert "good.txt" in one_line(hearsay(verb, "good.txt", cwd=folder), 2)
    assert (folder / "good.txt").read_bytes() == before


def test_building_onto_a_file_that_is_no_case(folder: Path) -> None:
    (folder / "notes.txt").write_text(OTHER, encoding="utf-8")
    one_line(hearsay("build", "good.txt", "-o", "notes.txt", cwd=folder), 2)
    assert (folder / "notes.txt").read_text(encoding="utf-8") == OTHER


def test_no_such_case(folder: Path) -> None:
    assert "none.case" in one_line(hearsay("matters", "none.case", cwd=folder), 2)


def test_nothing_of_that_name(built: Path) -> None:
    assert "Nobody Here" in one_line(hearsay("who", "a.case", "Nobody Here", cwd=built), 2)
    assert "nothing.txt" in one_line(hearsay("show", "a.case", "nothing.txt", cwd=built), 2)
    assert "m-0" in one_line(hearsay("matters", "a.case", "m-0", cwd=built), 2)
    assert "sing" in one_line(hearsay("statements", "a.case", "--attitude", "sing", cwd=built), 2)
    assert "xml" in one_line(hearsay("export", "a.case", "--to", "xml", cwd=built), 2)


def test_a_setting_that_is_none(built: Path) -> None:
    (built / "s.toml").write_text("speling = 1\n", encoding="utf-8")
    line = one_line(hearsay("add", "a.case", "good.txt", "--settings", "s.toml", cwd=built), 2)
    assert "speling" in line


def test_unknown_verb_and_missing_option(folder: Path) -> None:
    one_line(hearsay("dance", cwd=folder), 2)
    one_line(hearsay("build", "good.txt", cwd=folder), 2)


def test_report_into_a_folder_that_is_not_there(built: Path) -> None:
    assert "cannot be written" in one_line(
        hearsay("report", "a.case", "-o", "no/report.html", cwd=built), 2
    )


def test_a_full_disk_leaves_the_case_as_it_was(built: Path) -> None:
    (built / "more.txt").write_text(OTHER * 3, encoding="utf-8")
    before = exported(built)
    resource = pytest.importorskip("resource")
    limit = (built / "a.case").stat().st_size + 8192

    def small_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    one_line(hearsay("add", "a.case", "more.txt", cwd=built, preexec_fn=small_disk), 2)
    assert exported(built) == before
    assert hearsay("verify", "a.case", cwd=built).returncode == 0
    assert hearsay("add", "a.case", "more.txt", cwd=built).returncode == 0


def test_a_disk_of_one_megabyte(built: Path) -> None:
    disk = built / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=900k", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk needs rights this user lacks")
    try:
        shutil.copy(built / "a.case", disk / "a.case")
        for number in range(12):
            (built / f"many{number}.txt").write_text(
                "".join(OTHER.replace("27", str(number * 100 + k)) for k in range(25)),
                encoding="utf-8",
            )
        paths = [f"many{number}.txt" for number in range(12)]
        done = hearsay("add", "disk/a.case", *paths, cwd=built)
        one_line(done, 2)
        assert hearsay("verify", "disk/a.case", cwd=built).returncode == 0
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_two_builds_at_once_give_one_whole_case(folder: Path) -> None:
    (folder / "more.txt").write_text(OTHER, encoding="utf-8")
    command = [sys.executable, "-m", "hearsay", "build", "-o", "a.case"]
    running = [
        subprocess.Popen(
            [*command, name], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for name in ("good.txt", "more.txt")
    ]
    codes = []
    for one in running:
        _, said = one.communicate(timeout=120)
        assert b"Traceback" not in said, said
        codes.append(one.returncode)
    assert 0 in codes and set(codes) <= {0, 2}
    assert hearsay("verify", "a.case", cwd=folder).returncode == 0
    if codes == [0, 0]:
        assert "good.txt" in exported(folder) and "more.txt" in exported(folder)


STOPPED = "hearsay: stopped. The case holds its last whole state; the same command goes on."


def test_stopped_in_the_middle_goes_on(folder: Path) -> None:
    for number in range(6):
        (folder / f"more{number}.txt").write_text(
            "".join(OTHER.replace("27", str(number * 50 + k)) for k in range(20)), encoding="utf-8"
        )
    running = subprocess.Popen(
        [sys.executable, "-m", "hearsay", "build", ".", "-o", "a.case"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 60
    while not (folder / "a.case").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.4)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert b"Traceback" not in said, said
    assert running.returncode in (0, 130)
    if running.returncode == 130:
        assert said.decode().strip().splitlines() == [STOPPED]
    assert hearsay("build", ".", "-o", "a.case", cwd=folder).returncode == 0
    assert hearsay("verify", "a.case", cwd=folder).returncode == 0
    whole = exported(folder)
    shutil.move(folder / "a.case", folder / "first.case.kept")
    assert hearsay("build", ".", "-o", "a.case", cwd=folder).returncode == 0
    assert exported(folder) == whole
