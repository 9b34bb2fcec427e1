"""The verbs about what people see and say of a case: `serve`, `judgements`, `diff`.

Takes words from a terminal as `cli` does, which adds these verbs to its own.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from hearsay import corrections, pipeline, terminal
from hearsay import settings as settings_file
from hearsay.case import Case
from hearsay.differences import differences
from hearsay.errors import InputError

WIDTH = 80
"""Columns where the output is no terminal."""

CaseFile = Annotated[Path, typer.Argument(metavar="CASE", help="The case file.")]
AsJson = Annotated[bool, typer.Option("--json", help="Records as JSON instead of a table.")]
SettingsFile = Annotated[
    Path | None, typer.Option("--settings", metavar="FILE", help="Settings in TOML.")
]

pages = typer.Typer()
judgements = typer.Typer(help="Take a person's corrections to a colleague and bring them in.")


def say(line: str) -> None:
    """Talk goes to standard error."""
    typer.echo(line, err=True)


def write(content: bytes, output: Path | None) -> None:
    """Bytes to a file, whole or not at all, or to standard output."""
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    beside = output.with_name(f".{output.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(output)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise InputError(f"{output}: cannot be written ({error.strerror}).") from None


@pages.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A case file, as it was.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="A case file, as it is.")],
    everything: Annotated[
        bool, typer.Option("--all", help="Every change, not only the first of each kind.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """What is new, changed and gone from one case to another."""
    ledgers = []
    for path in (old, new):
        with Case.open(path) as opened:
            ledgers.append(opened.ledger())
    found = differences(*ledgers)
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
        return
    out = Console(width=None if sys.stdout.isatty() else WIDTH, highlight=False)
    out.print(terminal.differences(found, everything))


@pages.command()
def serve(
    case: CaseFile,
    host: Annotated[
        str, typer.Option(help="Address to listen on; any but this machine's own needs a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 for any free one.")] = 8765,
    token: Annotated[
        str | None, typer.Option(help="What visitors have to know; made where it is needed.")
    ] = None,
    name: Annotated[
        list[str] | None, typer.Option(help="Another name under which this machine is reached.")
    ] = None,
    settings: SettingsFile = None,
) -> None:
    """Pages to read, check and correct a case on, in the browser."""
    from hearsay.web.serve import serve as serve_case

    serve_case(case, settings_file.load(settings), say, host, port, token, name or ())


@judgements.command("export")
def export_judgements(
    case: CaseFile,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Else standard output.")
    ] = None,
) -> None:
    """Every correction, one JSON object a line."""
    with Case.open(case) as opened:
        write(corrections.written(opened.judgements()).encode("utf-8"), output)


@judgements.command("import")
def import_judgements(
    case: CaseFile,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What a colleague exported.")],
    settings: SettingsFile = None,
) -> None:
    """Bring in a colleague's corrections and make the ledger anew; the same one twice is once."""
    try:
        brought = corrections.parsed(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, corrections.Unreadable) as error:
        raise InputError(f"{file}: {error}") from None
    with Case.open(case) as opened:
        new = opened.judge_all(brought)
        if new:
            pipeline.renew(opened, settings_file.load(settings))
    say(f"{new} of {len(brought)} corrections were new.")
