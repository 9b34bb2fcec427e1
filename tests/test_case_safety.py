"""What may happen to a case file: strange ones, old and new ones, locks, full disks, crashes."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hearsay import sql
from hearsay.case import Case
from hearsay.errors import CaseBusy, CaseWriteError, NotACase, NotFound
from ledger_samples import analyses, judgement, relate

HERE = Path(__file__).parent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed case of the first article."""
    place = tmp_path / "flood.case"
    with Case.create(place) as case:
        case.record(analyses()[:1], [], relate)
    return place


def first_ledger_stands(path: Path) -> bool:
    """Whether the case holds the first article, whole, and can still be written."""
    with Case.open(path, wait=5) as case:
        sound = case.ledger() == relate(analyses()[:1], []) and case.verify() == []
        case.store(analyses()[1])
        return sound


def child(script: str, *given: object) -> subprocess.Popen[str]:
    """Another process that runs the script; `sys.argv` holds what is given."""
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, given)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(HERE)},
    )


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (b"a", "not a case. It was not touched"),
        (b"once upon a time\n" * 100, "not a case. It was not touched"),
        (b"SQLite format 3\x00" + b"\x07" * 5000, "not a case, or a damaged one"),
    ],
)
def test_another_file_is_refused_and_left_alone(tmp_path: Path, held: bytes, words: str) -> None:
    place = tmp_path / "notes.txt"
    place.write_bytes(held)
    with pytest.raises(NotACase, match=words):
        Case.open(place)
    with pytest.raises(NotACase, match=words):
        Case.create(place, fresh=True)
    assert place.read_bytes() == held
    assert list(tmp_path.iterdir()) == [place]


def test_another_sqlite_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "birds.db"
    connection = sqlite3.connect(place)
    connection.execute("CREATE TABLE birds (name)")
    connection.commit()
    connection.close()
    before = place.read_bytes()
    for way in (Case.open, Case.create):
        with pytest.raises(NotACase, match="a SQLite file, but not a case"):
            way(place)
    assert place.read_bytes() == before


def test_what_is_not_there_is_not_made_by_opening(tmp_path: Path) -> None:
    with pytest.raises(NotACase, match="hearsay build"):
        Case.open(tmp_path / "none.case")
    with pytest.raises(NotACase, match="a folder"):
        Case.open(tmp_path)
    with pytest.raises(NotACase, match="a folder"):
        Case.create(tmp_path)
    with pytest.raises(CaseWriteError, match="there is no folder"):
        Case.create(tmp_path / "no" / "new.case")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_can_become_a_case_and_is_none_before(tmp_path: Path) -> None:
    place = tmp_path / "empty.case"
    place.touch()
    with pytest.raises(NotACase):
        Case.open(place)
    Case.create(place).close()
    Case.open(place).close()


def test_a_path_with_the_signs_of_an_address_is_a_path(tmp_path: Path) -> None:
    place = tmp_path / "what? 100% #1.case"
    with Case.create(place) as case:
        case.record(analyses(), [], relate)
    assert [one.name for one in tmp_path.iterdir()] == [place.name]
    with Case.open(place) as case:
        assert len(case.documents_known()) == 3


def test_a_case_is_marked_and_linked_as_promised(path: Path) -> None:
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone()[0] == sql.APPLICATION
    assert connection.execute("PRAGMA user_version").fetchone()[0] == sql.version()
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    connection.close()
    assert b"HSAY" in path.read_bytes()[:100]


def test_a_newer_case_says_to_update(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(sql.stamp(99))
    connection.close()
    with pytest.raises(NotACase, match=r"newer hearsay .version 99.*Update hearsay"):
        Case.open(path)


NOTES = "CREATE TABLE notes (note TEXT); -- a; b\nINSERT INTO notes VALUES (';');"
NEXT = sql.version() + 1
MIGRATIONS = (
    *sql.migrations(),
    sql.Migration(NEXT, "notes", NOTES),
    sql.Migration(NEXT + 1, "more_notes", "INSERT INTO notes VALUES ('two');"),
)


def test_an_older_case_is_migrated_when_opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "migrations", lambda: MIGRATIONS)
    with Case.open(path) as case:
        assert case.ledger() == relate(analyses()[:1], [])
        assert case.verify() == []
    Case.open(path).close()
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT note FROM notes").fetchall() == [(";",), ("two",)]
    noted = connection.execute("SELECT * FROM schema_migrations").fetchall()
    assert noted == [(one.version, one.name) for one in MIGRATIONS]
    assert connection.execute("PRAGMA user_version").fetchone()[0] == NEXT + 1
    connection.close()


def test_a_migration_that_fails_leaves_the_version_before(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = sql.Migration(
        NEXT + 1, "broken", "INSERT INTO notes VALUES ('x'); INSERT INTO nowhere;"
    )
    monkeypatch.setattr(sql, "migrations", lambda: (*MIGRATIONS[:-1], broken))
    with pytest.raises(Exception, match=r"incomplete|syntax|nowhere"):
        Case.open(path)
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT note FROM notes").fetchall() == [(";",)]
    assert connection.execute("PRAGMA user_version").fetchone()[0] == NEXT
    connection.close()


def test_a_new_case_counts_every_migration_as_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql, "migrations", lambda: MIGRATIONS)
    with Case.create(tmp_path / "new.case"):
        pass
    connection = sqlite3.connect(tmp_path / "new.case")
    assert len(connection.execute("SELECT * FROM schema_migrations").fetchall()) == len(MIGRATIONS)
    connection.close()


HOLD = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("holding", flush=True)
time.sleep(float(sys.argv[2]))
connection.execute("ROLLBACK")
"""


@pytest.fixture
def held(path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """The case while another process writes to it for so many seconds."""
    other = child(HOLD, path, request.param)
    assert other.stdout is not None
    assert other.stdout.readline() == "holding\n"
    yield path
    other.kill()
    other.communicate()


@pytest.mark.parametrize("held", [60], indirect=True)
def test_a_second_writer_stops_after_its_wait_and_readers_go_on(held: Path) -> None:
    with Case.open(held, wait=0.3) as case:
        with pytest.raises(CaseBusy, match=r"another process is writing to it; waited 0.3 s"):
            case.store(analyses()[1])
        with pytest.raises(CaseBusy):
            case.record(analyses()[1:], [], relate)
        assert case.ledger() == relate(analyses()[:1], [])
        assert case.verify() == []


@pytest.mark.parametrize("held", [0.8], indirect=True)
def test_a_second_writer_waits_for_the_first(held: Path) -> None:
    with Case.open(held, wait=20) as case:
        case.record(analyses()[1:], [], relate)
        assert case.ledger() == relate(analyses(), [])


BUILD = """
import sys
from hearsay.case import Case
from ledger_samples import analyses, relate
with Case.create(sys.argv[1]) as case:
    for one in analyses()[int(sys.argv[2]):]:
        case.store(one)
    case.record([], [], relate)
"""


def test_two_builds_at_once_give_one_sound_case(tmp_path: Path) -> None:
    place = tmp_path / "both.case"
    both = [child(BUILD, place, 0), child(BUILD, place, 1)]
    for one in both:
        assert one.communicate(timeout=300)[1] == ""
        assert one.returncode == 0
    with Case.open(place) as case:
        assert case.ledger() == relate(analyses(), [])
        assert case.verify() == []


DIE = """
import os, signal, sys
from dataclasses import replace
from hearsay.case import Case
from ledger_samples import analyses, relate
left = int(sys.argv[2])
def count():
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return 0
case = Case.open(sys.argv[1])
case._connection.execute("PRAGMA cache_size = 1")
case._connection.set_progress_handler(count, 20)
case.record(analyses()[1:], [], relate)
print(left, flush=True)
"""


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.85, 0.97])
def test_a_killed_writer_leaves_the_last_whole_state(path: Path, share: float) -> None:
    spare = 10**6
    shutil.copy(path, path.with_suffix(".whole"))
    whole = spare - int(child(DIE, path.with_suffix(".whole"), spare).communicate(timeout=300)[0])
    other = child(DIE, path, int(whole * share))
    other.communicate(timeout=300)
    assert other.returncode == -9
    assert first_ledger_stands(path)


def test_what_was_stored_before_a_crash_is_gone_on_from(path: Path) -> None:
    script = """
import os, signal, sys
from hearsay.case import Case
from ledger_samples import analyses
case = Case.open(sys.argv[1])
case.store(analyses()[1])
os.kill(os.getpid(), signal.SIGKILL)
"""
    child(script, path).communicate(timeout=300)
    with Case.open(path) as case:
        assert case.ledger() == relate(analyses()[:1], [])
        assert case.documents_pending() == ("d-herald",)
        case.record(analyses()[2:], [], relate)
        assert case.ledger() == relate(analyses(), [])


def test_a_full_disk_leaves_the_last_whole_state(path: Path) -> None:
    with Case.open(path) as case:
        pages = case._connection.execute("PRAGMA page_count").fetchone()[0]
        case._connection.execute(f"PRAGMA max_page_count = {pages}")
        large = [
            one.__class__(document=one.document.__class__(f"d-{n}", "p", "wide text " * 2000))
            for n, one in enumerate(analyses())
        ]
        with pytest.raises(CaseWriteError, match=r"no room left.*the case is as it was"):
            case.record(large, [], relate)
        assert case.ledger() == relate(analyses()[:1], [])
    assert first_ledger_stands(path)


def test_a_file_that_may_not_grow_leaves_the_last_whole_state(path: Path) -> None:
    script = """
import resource, sys
from hearsay.case import Case
from hearsay.errors import CaseWriteError
from ledger_samples import analyses, relate
case = Case.open(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
try:
    case.record(analyses(), [], relate)
except CaseWriteError as error:
    print(error)
"""
    told, trouble = child(script, path).communicate(timeout=300)
    assert trouble == ""
    assert "the case is as it was" in told
    assert first_ledger_stands(path)


LOOK = """
import os, sys
from hearsay.case import Case
from hearsay.errors import CaseError
from ledger_samples import analyses, judgement, relate
with Case.open(sys.argv[1]) as case:
    case.verify()  # all that is imported late, while it may still be read
if os.getuid() == 0:
    os.setuid(65534)
with Case.open(sys.argv[1]) as case:
    print(len(case.ledger().documents), case.verify())
    try:
        case.judge(judgement())
    except CaseError as error:
        print(type(error).__name__)
"""


@pytest.mark.parametrize("folder", [0o555, 0o755])
def test_a_case_that_may_not_be_written_can_be_read(folder: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "shared.case"
        with Case.create(place) as case:
            case.record(analyses(), [], relate)
        place.chmod(0o444)
        Path(name).chmod(folder)
        told, trouble = child(LOOK, place).communicate(timeout=300)
        Path(name).chmod(0o755)
    assert trouble == ""
    assert told == "3 []\nCaseWriteError\n"


def test_a_case_that_may_not_be_read_says_so() -> None:
    script = """
import os, sys
from hearsay.case import Case
from hearsay.errors import NotACase
Case.open(sys.argv[1]).close()
os.chmod(sys.argv[1], 0)
if os.getuid() == 0:
    os.setuid(65534)
try:
    Case.open(sys.argv[1])
except NotACase as error:
    print(error)
"""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        place = Path(name) / "locked.case"
        Case.create(place).close()
        told, trouble = child(script, place).communicate(timeout=300)
    assert trouble == ""
    assert "cannot be read (Permission denied)" in told


def test_a_judgement_outlives_the_ledger_it_was_of(path: Path) -> None:
    with Case.open(path) as case:
        case.judge(judgement())
        case.record([], ["d-courier"], relate)
        assert case.ledger().judgements == (judgement(),)
        with pytest.raises(NotFound):
            case.find_document("courier")
