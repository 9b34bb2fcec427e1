"""Writes docs/reference.md from the program's own help; a test checks that it is up to date.

python docs/make_reference.py
"""

from __future__ import annotations

from pathlib import Path

import typer
from typer.main import get_command

from hearsay.cli import app

PAGE = Path(__file__).with_name("reference.md")


def reference() -> str:
    """The page: every verb with its help, as the terminal shows it at 80 columns."""
    group = get_command(app)
    assert isinstance(group, typer.core.TyperGroup)
    parts = [
        "# Reference",
        "",
        "Made from the program's own help by `make reference`; do not edit.",
        "",
        "Exit codes: 0 done; 1 done, but some input was skipped or a check found something; 2",
        "nothing could be done. Tables go to standard output, talk to standard error.",
        "",
    ]
    with typer.Context(group, info_name="hearsay", terminal_width=80) as top:
        parts += ["```", group.get_help(top).rstrip(), "```", ""]
        for name in group.list_commands(top):
            command = group.get_command(top, name)
            assert command is not None
            with typer.Context(command, info_name=name, parent=top, terminal_width=80) as one:
                parts += [f"## {name}", "", "```", command.get_help(one).rstrip(), "```", ""]
    return "\n".join(line.rstrip() for line in "\n".join(parts).split("\n"))


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
