"""The command line: one thin function a verb.

Takes words from a terminal, gives tables on standard output and talk on standard error. Exit code
0: done; 1: done, but some input was skipped, or a check found something; 2: nothing could be done.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from hearsay import __version__, pipeline, records, terminal, wording
from hearsay import settings as settings_file
from hearsay.case import Case
from hearsay.cli_pages import judgements, pages, write
from hearsay.confirmations import marked
from hearsay.errors import HearsayError, InputError, NotFound
from hearsay.exports import EXPORTS, ledger_json
from hearsay.settings import Settings
from hearsay.web import checking
from hearsay.web.check_page import check_page

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Who claims what about whom, on whose word: an evidence ledger from news articles. "
    "English only, machine-read: a first draft for a reader to check.",
)

WIDTH = 80
INTERRUPTED = 130

CaseFile = Annotated[Path, typer.Argument(metavar="CASE", help="The case file.")]
Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="PATHS...",
        help="Articles: files, folders, patterns, or - for standard input "
        "(.txt, .md, .html, .htm, .jsonl, .csv).",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Records as JSON instead of a table.")]
SettingsFile = Annotated[
    Path | None, typer.Option("--settings", metavar="FILE", help="Settings in TOML.")
]
Processes = Annotated[
    int | None,
    typer.Option(
        "--processes", metavar="N", min=1, help="Processes that read side by side; 1 by default."
    ),
]


def _out() -> Console:
    """Standard output: as wide as the terminal, 80 columns elsewhere; colour on a terminal only."""
    return Console(width=None if sys.stdout.isatty() else WIDTH, highlight=False)


def _say(line: str) -> None:
    """Talk goes to standard error."""
    typer.echo(line, err=True)


def _print_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


@contextmanager
def _told() -> Iterator[pipeline.Progress | None]:
    """A progress bar on standard error that names the article at work; none off a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(24), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def told(path: str, done: int, total: int) -> None:
            bar.update(task, description=Path(path).name[:40], completed=done, total=total)

        yield told


def _chosen(settings: Path | None, processes: int | None) -> Settings:
    """The settings of the file, or the defaults, with what the command line says."""
    chosen = settings_file.load(settings)
    return chosen if processes is None else replace(chosen, processes=processes)


def _ingest(case: Case, paths: list[str], settings: Settings, as_json: bool) -> None:
    with _told() as progress:
        receipt = pipeline.ingest(paths, case, settings, progress=progress)
    for skipped in receipt.skipped:
        _say(f"skipped: {skipped.path}: {skipped.why}")
    if as_json:
        _print_json(
            {
                "case": str(case.path),
                "added": list(receipt.added),
                "known": list(receipt.known),
                "skipped": [{"path": s.path, "why": s.why} for s in receipt.skipped],
                "counts": case.counts(),
            }
        )
    else:
        read = [f"{len(receipt.added)} new"]
        if receipt.known:
            read.append(f"{len(receipt.known)} already there")
        if receipt.skipped:
            read.append(f"{len(receipt.skipped)} skipped")
        out = _out()
        out.print(f"Read into {case.path}: {', '.join(read)}.", soft_wrap=True, markup=False)
        out.print(terminal.summary(case.ledger(), str(case.path)))
    if receipt.skipped:
        raise typer.Exit(1)


@app.command()
def build(
    paths: Inputs,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="CASE", help="The case file.")],
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Empty the case first, if there is one.")
    ] = False,
    settings: SettingsFile = None,
    processes: Processes = None,
    as_json: AsJson = False,
) -> None:
    """Read articles into a case file, made if there is none."""
    chosen = _chosen(settings, processes)
    there = output.exists()
    try:
        with Case.create(output, fresh=fresh) as case:
            _ingest(case, paths, chosen, as_json)
    except InputError:
        if not there:  # nothing half-written stays
            for part in ("", "-wal", "-shm"):
                Path(f"{output}{part}").unlink(missing_ok=True)
        raise


@app.command()
def add(
    case: CaseFile,
    paths: Inputs,
    settings: SettingsFile = None,
    processes: Processes = None,
    as_json: AsJson = False,
) -> None:
    """Read more articles into a case."""
    with Case.open(case) as opened:
        _ingest(opened, paths, _chosen(settings, processes), as_json)


@app.command()
def remove(
    case: CaseFile,
    documents: Annotated[
        list[str], typer.Argument(metavar="DOCUMENT...", help="Name, path or id.")
    ],
    settings: SettingsFile = None,
) -> None:
    """Take articles out of a case."""
    with Case.open(case) as opened:
        gone = [opened.find_document(name) for name in documents]
        pipeline.remove([d.id for d in gone], opened, settings_file.load(settings))
        for document in gone:
            _say(f"removed: {document.path}")


@app.command()
def matters(
    case: CaseFile,
    matter: Annotated[
        str | None, typer.Argument(metavar="[MATTER]", help="One matter, by its id.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also the matters that nobody contests.")
    ] = False,
    why: Annotated[bool, typer.Option("--why", help="The reason for every link.")] = False,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="Matters shown; with --all, all.")
    ] = terminal.SHOWN,
    as_json: AsJson = False,
) -> None:
    """Propositions on which parties take sides, and who stands where."""
    with Case.open(case) as opened:
        ledger = opened.ledger()
        chosen = ledger.matters if matter is None else (opened.find_matter(matter),)
        if as_json:
            _print_json(ledger_json.rows(chosen, ledger))
        elif matter is None:
            _out().print(
                terminal.matters(ledger, everything=everything, limit=None if everything else limit)
            )
        else:
            _out().print(terminal.matter(ledger, chosen[0], why=why))


@app.command()
def check(
    case: CaseFile,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="One sentence, in any words.")],
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="Matters shown.")
    ] = checking.MATTERS,
    as_json: AsJson = False,
) -> None:
    """A claim in anybody's words: who says so, who denies it, since when, on whose word."""
    with Case.open(case) as opened:
        pipeline.prepare_claims(opened, _say)
        view = check_page(claim, opened, Settings(), limit)
    if as_json:
        _print_json(marked(records.plain(view)))
    else:
        _out().print(terminal.check(view))


@app.command()
def sources(case: CaseFile, settings: SettingsFile = None, as_json: AsJson = False) -> None:
    """The outlets, with reliability and owner as you set them; --settings sets them anew."""
    with Case.open(case) as opened:
        if settings is not None:
            pipeline.set_sources(opened, settings_file.load(settings))
        ledger = opened.ledger()
        if as_json:
            _print_json([records.plain(one) for one in ledger.sources])
        else:
            _out().print(terminal.sources(ledger))


@app.command()
def statements(
    case: CaseFile,
    speaker: Annotated[str | None, typer.Option(help="Name, alias or phrase.")] = None,
    attitude: Annotated[
        str | None,
        typer.Option(help="assert, deny, accuse, confirm, warn, demand, promise or decline."),
    ] = None,
    matter: Annotated[str | None, typer.Option(help="Id of a matter.")] = None,
    document: Annotated[str | None, typer.Option(help="Name, path or id of an article.")] = None,
    text: Annotated[str | None, typer.Option(help="Words that the statement holds.")] = None,
    why: Annotated[bool, typer.Option("--why", help="The reason for every reading.")] = False,
    as_json: AsJson = False,
) -> None:
    """Who says what, filtered by speaker, attitude, matter, article or words."""
    with Case.open(case) as opened:
        found = opened.statements(speaker, attitude, matter, document, text)
        ledger = opened.ledger()
        if as_json:
            _print_json(ledger_json.rows(found, ledger))
        else:
            _out().print(terminal.statements(ledger, found, why=why))


@app.command()
def who(
    case: CaseFile,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Name or alias; all actors without.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """All actors, one line each; or one of them, with all it says."""
    with Case.open(case) as opened:
        ledger = opened.ledger()
        if name is None:
            if as_json:
                _print_json(ledger_json.rows(ledger.actors, ledger))
            else:
                _out().print(terminal.actors(ledger))
            return
        found = opened.find_actors(name)
        if as_json:
            _print_json(ledger_json.rows(found, ledger))
            return
        out = _out()
        for actor in found:
            out.print(terminal.actor(ledger, actor))


@app.command()
def figures(case: CaseFile, as_json: AsJson = False) -> None:
    """Numbers side by side: what is counted, by whom, where."""
    with Case.open(case) as opened:
        ledger = opened.ledger()
        if as_json:
            _print_json(ledger_json.rows(ledger.figures, ledger))
        else:
            _out().print(terminal.figures(ledger))


@app.command()
def copies(case: CaseFile, as_json: AsJson = False) -> None:
    """Articles that share text, and why they are held to be copies."""
    with Case.open(case) as opened:
        ledger = opened.ledger()
        if as_json:
            _print_json(ledger_json.rows(ledger.copies, ledger))
        else:
            _out().print(terminal.copies(ledger))


@app.command()
def timeline(case: CaseFile, as_json: AsJson = False) -> None:
    """Dated events, in order, in the articles' own words."""
    with Case.open(case) as opened:
        ledger = opened.ledger()
        if as_json:
            _print_json(ledger_json.rows(ledger.events, ledger))
        else:
            _out().print(terminal.timeline(ledger))


@app.command()
def show(
    case: CaseFile,
    document: Annotated[str, typer.Argument(help="Name, path or id of an article.")],
) -> None:
    """One article with its statements marked in place."""
    with Case.open(case) as opened:
        found = opened.find_document(document)
        _out().print(terminal.article(opened.ledger(), found))


@app.command()
def export(
    case: CaseFile,
    to: Annotated[str, typer.Option("--to", help=" or ".join(e.name for e in EXPORTS) + ".")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Else standard output.")
    ] = None,
    without_text: Annotated[
        bool, typer.Option("--without-text", help="Leave out the articles' words.")
    ] = False,
) -> None:
    """The ledger for other programs."""
    known = {one.name: one for one in EXPORTS}
    if to not in known:
        raise NotFound(f"No export {to!r}. There are: {', '.join(known)}.")
    with Case.open(case) as opened:
        write(known[to].write(opened.ledger(), not without_text), output)


@app.command("import")
def import_ledger(
    ledger: Annotated[Path, typer.Argument(metavar="LEDGER", help="A ledger exported as JSON.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="CASE", help="The case file to make.")
    ],
) -> None:
    """Make a case from a ledger that was exported as JSON, judgements included."""
    try:
        content = ledger.read_bytes()
    except OSError as error:
        raise InputError(f"{ledger}: cannot be read ({error.strerror}).") from None
    read = ledger_json.loads(content)
    if any(not document.text for document in read.documents):
        raise InputError(
            f"{ledger}: was exported without text, and a case needs its articles. "
            "Export it again without --without-text."
        )
    there = output.exists()
    try:
        with Case.create(output) as opened:
            opened.load_ledger(read)
            _out().print(terminal.summary(opened.ledger(), str(output)))
    except HearsayError:
        if not there:
            for part in ("", "-wal", "-shm"):
                Path(f"{output}{part}").unlink(missing_ok=True)
        raise


@app.command()
def report(
    case: CaseFile,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE.html", help="The page to write.")
    ],
    title: Annotated[str | None, typer.Option(help="Its title.")] = None,
    accused: Annotated[
        bool, typer.Option("--accused", help="Also the accused whom no person has confirmed.")
    ] = False,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Tell first what is new since that day.")
    ] = None,
) -> None:
    """One self-contained page: matters, sides, figures, and every article marked in place."""
    from hearsay.report import render

    if since is not None and not wording.is_date(since):
        raise InputError(f"--since {since}: no date. Give one such as 2024-10-04 or 2024-10.")
    with Case.open(case) as opened:
        write(render(opened.ledger(), title, accused, since).encode("utf-8"), output)
    _out().print(f"The report: {output.resolve()}", soft_wrap=True, markup=False)


@app.command()
def verify(case: CaseFile) -> None:
    """Check every span against its text and every link against its records."""
    with Case.open(case) as opened:
        problems = opened.verify()
        counts = opened.counts()
    for problem in problems:
        typer.echo(problem)
    if problems:
        _say(f"{len(problems)} problems in {case}. Build it anew from its articles.")
        raise typer.Exit(1)
    held = ", ".join(f"{number} {name}" for name, number in counts.items())
    typer.echo(f"All holds: {held}.")


# `diff` and `serve` stand in a file of their own
app.registered_commands += pages.registered_commands
app.add_typer(judgements, name="judgements")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"hearsay {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Holds the options that belong to no verb."""


def main() -> NoReturn:
    """The program: runs a verb, turns what goes wrong into one line and an exit code."""
    code: Any = 0
    try:
        code = app(sys.argv[1:] or ["--help"], standalone_mode=False)
    except HearsayError as error:
        _say(f"hearsay: {error}")
        code = 2
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except typer.Exit as leaving:
        code = leaving.exit_code
    except BrokenPipeError:
        # whoever read our output has heard enough
        sys.stderr.close()
        code = 0
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        _say(f"hearsay: {error.format_message()} See `hearsay --help`.")
        code = 2
    if code == INTERRUPTED:  # typer may have caught the Ctrl-C and given the code of it
        _say("hearsay: stopped. The case holds its last whole state; the same command goes on.")
    sys.exit(code if isinstance(code, int) else 0)
