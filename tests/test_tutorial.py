"""README and tutorial: every command in them runs, and what they show is what it prints."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from hearsay.cli import app

ROOT = Path(__file__).parents[1]
PAGES = [
    *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "SECURITY", "CHANGELOG")),
    ROOT / "examples" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
]


@pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning")
def test_pages_show_what_the_program_prints() -> None:
    spec = importlib.util.spec_from_file_location("tutorial", ROOT / "docs" / "make_tutorial.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, page in module.pages().items():
        assert (ROOT / name).read_text(encoding="utf-8") == page, f"{name}: run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_verbs_and_options_named_in_a_page_exist(page: Path) -> None:
    group = get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    words = page.read_text(encoding="utf-8")
    lines = re.findall(r"^(?: {4}|\$ )hearsay .*$|`hearsay [^`]*`", words, re.MULTILINE)
    for line in lines:
        _, verb, *rest = line.strip(" $`").split("|")[0].split("#")[0].split()
        if verb in ("VERB", "--help", "--version"):
            continue
        assert verb in group.commands, line
        options = {name for one in group.commands[verb].params for name in one.opts} | {"--help"}
        assert {word for word in rest if word.startswith("-") and word != "-"} <= options, line
