"""Writes what the commands in README.md and docs/tutorial.md print, and the figures in README.md.

    python docs/make_tutorial.py

In a block marked `console` every line `$ command` is run, both pages in one copy of `examples/`,
and what it prints follows it. Where a command names a matter it gets the id of the first one
listed, since ids change with the reading. What a block marked `python` prints stands in the block
marked `text` after it. The first table under "How well it reads" is taken from docs/quality.md. All
other words of the pages stay as they are.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from in_process import run  # noqa: E402  (stands in tests/, where the golden tests use it too)

PAGES = ("README.md", "docs/tutorial.md")
QUALITY = ROOT / "docs" / "quality.md"
# What stands for the folder on the reader's machine where the program prints a whole path.
HOME = "/home/you/hearsay"

CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PYTHON = re.compile(r"^```python\n(.*?)^```\n\n```text\n.*?^```$", re.DOTALL | re.MULTILINE)
FIGURES = re.compile(r"(^## How well it reads\n.*?)(?:^\|[^\n]*\n)+", re.DOTALL | re.MULTILINE)
MATTER = re.compile(r"\bm-[0-9a-f]{12}\b")
CHANGING = ("build", "add", "remove", "import")
# (heading in docs/quality.md, figure there, what README calls it)
SHOWN = (
    ("PolNeAR", "content spans, half", "words reported or quoted, found to half or more"),
    ("PolNeAR", "whole attributions", "with their source and cue"),
    ("Whole stories", "statements", "statements, in three stories of several articles"),
    ("Whole stories", "speaker", "their speaker"),
    ("Whole stories", "attitude beyond assert", "denies, accuses, confirms and the like"),
    ("Whole stories", "actor names joined", "names of one actor joined"),
    ("Whole stories", "figures with right range", "figures with the right range"),
    ("Whole stories", "copies", "articles that share text"),
    ("Whole stories", "denials linked (P by link, R by denial)", "denials led to what they deny"),
    ("Whole stories", "matters (pairs together)", "statements put into one matter"),
    ("Whole stories", "matters (pairs opposed)", "statements set on opposite sides"),
)


class Reader:
    """Somebody who types every command, in a folder that holds the examples."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shown: dict[str, str] = {}

    def type(self, line: str) -> str:
        """What the terminal shows. Raises ValueError where the command fails."""
        if line == "make demo":
            return "".join(self.type(one) for one in demo())
        program, *words = shlex.split(line)
        if program != "hearsay":
            raise ValueError(f"a page shows {line!r}: only hearsay and `make demo` can be run")
        shown = slice(None)
        if "|" in words:
            words, cut = words[: words.index("|")], words[words.index("|") + 1 :]
            if cut[0] not in ("head", "tail") or cut[1] != "-n" or len(cut) != 3:
                raise ValueError(f"a page shows {line!r}: only `| head -n NUMBER` (or tail) works")
            shown = slice(int(cut[2])) if cut[0] == "head" else slice(-int(cut[2]), None)
        return "".join(self.whole(words).splitlines(keepends=True)[shown])

    def named(self, command: str) -> str:
        """The command with the id of the first matter in place of the one it names."""
        if not MATTER.search(command):
            return command
        first = MATTER.search(self.type("hearsay matters examples/demo.case"))
        return MATTER.sub(first[0], command) if first else command

    def whole(self, words: list[str]) -> str:
        """All that one command prints; what was printed before and cannot differ is kept."""
        known = shlex.join(words)
        if words[0] in CHANGING and known not in self.shown:
            self.shown.clear()
        if known not in self.shown:
            done = run(words, self.folder)
            if done.code:
                raise ValueError(f"`hearsay {known}` ends with {done.code}: {done.stderr.decode()}")
            printed = (done.stdout + done.stderr).decode("utf-8")
            self.shown[known] = printed.replace(str(self.folder), HOME)
        return self.shown[known]

    def python(self, script: str) -> str:
        """What a script prints."""
        out = io.StringIO()
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(out):
            exec(compile(script, "page", "exec"), {"__name__": "page"})
        return out.getvalue()


def demo() -> list[str]:
    """The commands of `make demo`."""
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").split("\ndemo:", 1)[1].split("\n\n")[0]
    return re.findall(r"^\t@?\$\(BIN\)/(hearsay .*)$", recipe, re.MULTILINE)


def written(page: str, reader: Reader) -> str:
    """The page with every output as it is now."""

    def console(block: re.Match[str]) -> str:
        commands = [line[2:] for line in block[1].splitlines() if line.startswith("$ ")]
        return f"```console\n{''.join(typed(command) for command in commands)}```"

    def typed(command: str) -> str:
        command = reader.named(command)
        lines = [line.rstrip() for line in reader.type(command).splitlines()]
        return "\n".join([f"$ {command}", *lines]) + "\n"

    def python(block: re.Match[str]) -> str:
        return f"```python\n{block[1]}```\n\n```text\n{reader.python(block[1])}```"

    page = CONSOLE.sub(console, page)
    page = PYTHON.sub(python, page)
    return FIGURES.sub(lambda found: found[1] + figures(), page)


def figures() -> str:
    """The short table: from docs/quality.md, which benchmarks/run.py writes."""
    parts = re.split(r"^## ", QUALITY.read_text(encoding="utf-8"), flags=re.MULTILINE)
    rows = ["| read | F1 or accuracy | people |", "| --- | ---: | ---: |"]
    for heading, figure, name in SHOWN:
        [part] = [part for part in parts if part.startswith(f"{heading}\n")]
        own = part.split("\n### ")[0]
        [line] = [line for line in own.splitlines() if line.startswith(f"| {figure} |")]
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        rows.append(f"| {name} | {float(cells[3]):.2f} | {cells[7]} |")
    return "".join(f"{row}\n" for row in rows)


def pages() -> dict[str, str]:
    """Every page, by its path, as it has to be."""
    with tempfile.TemporaryDirectory() as made:
        reader = Reader(Path(made).resolve())
        shutil.copytree(ROOT / "examples" / "articles", reader.folder / "examples" / "articles")
        return {name: written((ROOT / name).read_text(encoding="utf-8"), reader) for name in PAGES}


if __name__ == "__main__":
    for path, words in pages().items():
        (ROOT / path).write_text(words, encoding="utf-8")
