"""What the program prints, verb by verb: golden/VERB/NAME holds whole output and exit codes.

A folder holds `args`, one command line a line, and what came of it: `stdout` and `exit` (one code a
line), `stderr` where there was talk, `files` where the commands wrote any. Every folder starts in a
fresh copy of golden/input with `story.case` built from its articles. After a change that is meant:

    python tests/test_golden.py --update
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from hearsay import cli
from hearsay.exports import EXPORTS
from in_process import Done
from in_process import run as inside

GOLDEN = Path(__file__).with_name("golden")
INPUT = GOLDEN / "input"
FOLDERS = {
    f"{args.parent.parent.name}/{args.parent.name}": args.parent
    for args in sorted(GOLDEN.glob("*/*/args"))
}
# Started as a user starts them; the others run in this process, which is many times faster.
STARTED = ("statements/plain", "export/jsonl", "matters/no_such_matter")
WRITTEN = ("stdout", "stderr", "exit", "files")


def started(words: list[str], folder: Path) -> Done:
    """Run as a program of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "hearsay", *words],
        cwd=folder,
        env={**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )
    return Done(done.stdout, done.stderr, done.returncode)


def lay_out(folder: Path) -> None:
    """The shared articles, and the case of them."""
    shutil.copytree(INPUT, folder, dirs_exist_ok=True)
    built = inside(["build", "articles", "-o", "story.case"], folder)
    assert built.code == 0, built.stderr


def outcome(
    folder: Path, start: Path, run: Callable[[list[str], Path], Done] = inside
) -> dict[str, str]:
    """What the command lines of a golden folder give, by the name of the file that holds it."""
    with tempfile.TemporaryDirectory() as made:
        work = Path(made).resolve()
        shutil.copytree(start, work, dirs_exist_ok=True)
        before = {path for path in work.rglob("*") if path.is_file()}
        lines = (folder / "args").read_text(encoding="utf-8").splitlines()
        done = [run(shlex.split(line), work) for line in lines]
        after = {path for path in work.rglob("*") if path.is_file()}
        given = {
            "stdout": "".join(one.stdout.decode("utf-8") for one in done),
            "stderr": "".join(one.stderr.decode("utf-8") for one in done),
            "exit": "".join(f"{one.code}\n" for one in done),
            "files": "".join(f"{line}\n" for path in sorted(after - before) for line in told(path)),
        }
        return {
            name: text.replace(str(work), "{folder}")
            for name, text in given.items()
            if text or name in ("stdout", "exit")
        }


def told(path: Path) -> Iterator[str]:
    """The name of a written file; of an archive also its members, each with its first line."""
    yield path.name
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            for member in archive.namelist():
                with archive.open(member) as content:
                    yield f"  {member}: {content.readline().decode('utf-8').strip()}"


def update() -> None:
    """Writes every golden folder anew from what the program gives now."""
    with tempfile.TemporaryDirectory() as made:
        start = Path(made).resolve()
        lay_out(start)
        for name, folder in FOLDERS.items():
            given = outcome(folder, start)
            for part in WRITTEN:
                if part in given:
                    (folder / part).write_bytes(given[part].encode("utf-8"))
                else:
                    (folder / part).unlink(missing_ok=True)
            print(name)


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden").resolve()
    lay_out(folder)
    return folder


def kept(folder: Path) -> dict[str, str]:
    return {
        part: (folder / part).read_bytes().decode("utf-8")
        for part in WRITTEN
        if (folder / part).exists()
    }


@pytest.mark.parametrize("name", FOLDERS)
def test_it_prints_what_it_printed(name: str, start: Path) -> None:
    assert outcome(FOLDERS[name], start) == kept(FOLDERS[name])


@pytest.mark.parametrize("name", STARTED)
def test_a_program_of_its_own_prints_the_same(name: str, start: Path) -> None:
    assert outcome(FOLDERS[name], start, started) == kept(FOLDERS[name])


def test_every_verb_and_every_export_has_a_folder() -> None:
    group = get_command(cli.app)
    assert isinstance(group, typer.core.TyperGroup)
    assert set(group.commands) <= {name.split("/")[0] for name in FOLDERS}
    assert {f"export/{one.name}" for one in EXPORTS} <= FOLDERS.keys()


def test_an_import_gives_the_same_ledger(start: Path) -> None:
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        shutil.copytree(start, work, dirs_exist_ok=True)
        first = inside(["export", "story.case", "--to", "json"], work).stdout
        (work / "ledger.json").write_bytes(first)
        assert inside(["import", "ledger.json", "-o", "again.case"], work).code == 0
        assert inside(["export", "again.case", "--to", "json"], work).stdout == first


def test_the_report_needs_nothing_else(start: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    assert inside(["report", "story.case", "-o", str(page)], start).code == 0
    markup = page.read_text(encoding="utf-8")
    assert markup.lower().startswith("<!doctype html>") and markup.rstrip().endswith("</html>")
    assert markup.count("url(") == markup.count("url(data:font/woff2;base64,")
    for loads in ('src="', "src='", "@import", "<link", "<iframe", "fetch("):
        assert loads not in markup, loads
    for article in ("cables were never tested", "Nobody warned us of anything"):
        assert article in markup


if __name__ == "__main__":
    if sys.argv[1:] != ["--update"]:
        sys.exit("usage: python tests/test_golden.py --update")
    update()
