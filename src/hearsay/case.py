"""A case: one SQLite file that holds articles, what each yields, and the ledger of all of them.

Takes analyses and the function that relates them, gives the ledger and answers about it; the only
class that holds a connection. Every change is one transaction, so a crash, a full disk or Ctrl-C
leaves the last whole state. Leaves reading articles to `pipeline` and SQL to `hearsay.sql`.
"""

from __future__ import annotations

import html
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, get_args

from hearsay import checks, relating, sql
from hearsay.case_pages import Pages
from hearsay.entries import actors_called, folded, holds_words
from hearsay.errors import BadRecord, CaseError, NotFound
from hearsay.exports import csv_tables
from hearsay.settings import Settings
from hearsay.sql import claims, content, opening, rows, search, transactions, verification
from hearsay.sql.holdings import Vectors
from hearsay.sql.transactions import run, translated
from hearsay.types import (
    Actor,
    Analysis,
    Attitude,
    Document,
    Judgement,
    Ledger,
    Matter,
    Source,
    Statement,
)

if TYPE_CHECKING:
    import pandas

Relate = Callable[[Sequence[Analysis], Sequence[Judgement]], Ledger]

# How many names or problems a message lists before "and N more".
_LISTED = 5


class Case(Pages):
    """A case file, open. Use it in a `with` statement, or call `close()`."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, wait: float, kept: Vectors | None = None
    ) -> None:
        """Not for callers: `Case.open` and `Case.create` give one."""
        self.path = path
        self._connection = connection
        self._wait = wait
        self._vectors = Vectors() if kept is None else kept

    @classmethod
    def open(cls, path: str | Path, wait: float = 30.0, kept: Vectors | None = None) -> Case:
        """The case in an existing file; one of an older hearsay is migrated.

        wait: seconds that a change waits for another process that is writing. kept: the vectors
        that an earlier opening of the same file read, for claims to be compared with.
        Raises NotACase for anything else than a case, CaseBusy, CaseWriteError.
        """
        return cls(Path(path), opening.opened(Path(path), wait), wait, kept)

    @classmethod
    def create(cls, path: str | Path, fresh: bool = False, wait: float = 30.0) -> Case:
        """The case in a file, made if there is none yet.

        fresh: empty a case that is there, judgements included; all else about it stays.
        A file that holds anything else than a case is never touched: NotACase.
        """
        case = cls(Path(path), opening.made(Path(path), wait), wait)
        if fresh:
            with case._change():
                tables = [*sql.LEDGER_TABLES, *sql.LINKING_TABLES, "analyses", "judgements"]
                content.clear(case._connection, tables)
                content.index(case._connection)
        return case

    def close(self) -> None:
        """Closes the file; the case is of no more use."""
        self._connection.close()

    def __enter__(self) -> Case:
        return self

    def __exit__(self, *details: object) -> None:
        self.close()

    # What it holds

    def ledger(self) -> Ledger:
        """The last whole ledger."""
        with self._snapshot():
            return content.ledger(self._connection)

    def counts(self) -> dict[str, int]:
        """How many documents, actors, statements, figures, events, matters, copies, judgements."""
        with self._snapshot():
            return dict(run(self._connection, "counts").fetchone())

    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement, oldest first."""
        with self._snapshot():
            return content.judgements(self._connection)

    def analyses(self) -> Iterator[Analysis]:
        """What every article yielded, by document id; those not yet related among them."""
        with self._snapshot():
            found = run(self._connection, "analyses_in_order").fetchall()
        return (content.unpacked(row["document"], row["body"]) for row in found)

    def analysis(self, document: str) -> Analysis | None:
        """What one article yielded; None where it was not read, as after an import."""
        with self._snapshot():
            row = run(self._connection, "analysis_of", {"document": document}).fetchone()
        return content.unpacked(document, row["body"]) if row else None

    def documents_known(self, model: str | None = None, settings: str | None = None) -> set[str]:
        """The ids of all documents, or of those read with that model and those settings.

        Articles of a build that was interrupted count: what is known need not be read again.
        """
        name = "known" if model is None and settings is None else "known_as_read"
        given: dict[str, object] = {"model": model, "settings": settings}
        with self._snapshot():
            return {row["document"] for row in run(self._connection, name, given)}

    def documents_pending(self) -> tuple[str, ...]:
        """The ids of articles that were read and not yet related: a build was interrupted."""
        with self._snapshot():
            return tuple(row["document"] for row in run(self._connection, "analyses_pending"))

    def documents_stale(self, model: str, settings: str) -> tuple[Document, ...]:
        """Documents that were read with another model or other settings than these."""
        given: dict[str, object] = {"model": model, "settings": settings}
        with self._snapshot():
            names = [row["document"] for row in run(self._connection, "stale", given)]
            return tuple(content.document(self._connection, name) for name in names)

    def documents_unread(self) -> tuple[Document, ...]:
        """Documents without an analysis, as an import leaves them: read them before a `record`."""
        with self._snapshot():
            names = [row["id"] for row in run(self._connection, "unread")]
            return tuple(self._document(name) for name in names)

    def find_document(self, name: str) -> Document:
        """The one document of that id, path, file name, title, or start of an id or of a title.

        Raises NotFound where there is none, or several.
        """
        low = name.casefold()
        ways: tuple[Callable[[sqlite3.Row], bool], ...] = (
            lambda row: bool(row["id"] == name or row["path"] == name),
            lambda row: PurePath(row["path"]).name == name,
            lambda row: PurePath(row["path"]).stem.casefold() == low,
            lambda row: (row["title"] or "").casefold() == low,
            lambda row: bool(row["id"].startswith(name)),
            lambda row: (row["title"] or "").casefold().startswith(low),
        )
        with self._snapshot():
            pool = run(self._connection, "document_names").fetchall()
            for fits in ways if name else ():
                found = [row["id"] for row in pool if fits(row)]
                if len(found) == 1:
                    return self._document(found[0])
                if found:
                    raise NotFound(f"{name!r} fits {len(found)} documents: {_some(found)}.")
        known = _some(PurePath(row["path"]).stem for row in pool)
        raise NotFound(f"No document {name!r} in {self.path.name}. It holds: {known}.")

    def find_actors(self, name: str) -> list[Actor]:
        """The actors of that id, name or alias, in any case. Raises NotFound for none."""
        with self._snapshot():
            actors = rows.actors_of(content.fetch(self._connection))
        if found := actors_called(actors, name):
            return found
        raise NotFound(f"Nobody is called {name!r} in {self.path.name}.")

    def find_matter(self, name: str) -> Matter:
        """The one matter of that id, or whose id starts so. Raises NotFound."""
        with self._snapshot():
            matters = rows.matters_of(content.fetch(self._connection))
        found = [matter for matter in matters if matter.id == name]
        found = found or [matter for matter in matters if name and matter.id.startswith(name)]
        if len(found) == 1:
            return found[0]
        wrong = "fits several matters" if found else "is no matter"
        known = _some(matter.id for matter in found or matters)
        raise NotFound(f"{name!r} {wrong} of {self.path.name}: {known}.")

    def statements(
        self,
        speaker: str | None = None,
        attitude: str | None = None,
        matter: str | None = None,
        document: str | None = None,
        text: str | None = None,
    ) -> list[Statement]:
        """The statements that fit all that is given, by document and place in it.

        speaker: an actor's id, name or alias, or the phrase of an anonymous one, in any case.
        text: words that the statement holds, in any order; "in quotation marks" side by side.
        Raises NotFound for an attitude, a matter or a document that there is not.
        """
        if attitude is not None and attitude not in get_args(Attitude):
            known = ", ".join(get_args(Attitude))
            raise NotFound(f"There is no attitude {attitude!r}. There are: {known}.")
        where = None if document is None else self.find_document(document).id
        chosen: list[set[str]] = []
        if matter is not None:
            chosen.append({side.statement for side in self.find_matter(matter).sides})
        with self._snapshot():
            fetch = content.fetch(self._connection)
            every = rows.statements_of(fetch)
            if text is not None:
                chosen.append(self._saying(text))
            if speaker is not None:
                chosen.append(_spoken_by(speaker, every, rows.actors_of(fetch)))
        found = [
            statement
            for statement in every
            if attitude in (None, statement.attitude)
            and where in (None, statement.document)
            and all(statement.id in ids for ids in chosen)
        ]
        return sorted(found, key=lambda one: (one.document, one.content, one.id))

    def sources(self) -> tuple[Source, ...]:
        """What users say of outlets, by outlet."""
        with self._snapshot():
            return rows.sources_of(content.fetch(self._connection))

    def vectors(self) -> dict[str, bytes]:
        """The vector of each statement and event that has one, by id, as `Analysis.vectors`."""
        with self._snapshot():
            return content.vectors(self._connection)

    def telling(self, words: str) -> tuple[str, ...] | None:
        """The statements that hold a telling word of a text; None where they are too many."""
        with self._snapshot():
            return search.telling(self._connection, words)

    def verify(self) -> list[str]:
        """Everything that does not hold of the file, one line each; nothing where all does.

        Looks at a copy, so it neither waits for a build nor stops one.
        """
        copy = sqlite3.connect("", isolation_level=None)
        copy.row_factory = sqlite3.Row
        try:
            with translated(self.path):
                self._connection.backup(copy)
                return list(verification.problems(copy))
        except CaseError as error:
            return [str(error)]
        finally:
            copy.close()

    # What changes it

    def store(self, analysis: Analysis, settings: str = "") -> None:
        """Keeps what one article yields, at once, so that a build can go on from there.

        settings: digest of the settings it was read with. The ledger does not change until the
        next `record`. Raises BadRecord, CaseBusy, CaseWriteError.
        """
        _refuse(checks.problems_of_analysis(analysis))
        with self._change():
            content.put(self._connection, analysis, settings)

    def record(
        self,
        analyses: Sequence[Analysis],
        remove: Sequence[str],
        relate: Relate,
        settings: str = "",
    ) -> Ledger:
        """Adds analyses, removes documents (by id), relates all there then is, keeps that ledger.

        One transaction: all of it or nothing. Analyses that were stored and not yet related count.
        Raises NotFound for a document to remove that is not there, BadRecord, CaseBusy,
        CaseWriteError.
        """
        for analysis in analyses:
            _refuse(checks.problems_of_analysis(analysis))
        with self._change():
            for name in remove:
                self._remove(name)
            for analysis in analyses:
                content.put(self._connection, analysis, settings)
            every = content.analyses(self._connection)
            self._refuse_unread({one.document.id for one in every} | set(remove))
            judgements = content.judgements(self._connection)
            ledger = rows.in_order(replace(relate(every, judgements), judgements=judgements))
            _refuse(checks.problems(ledger))
            _refuse(_other_documents(ledger, every))
            content.write(self._connection, ledger)
            run(self._connection, "analyses_settled")
        return ledger

    def update(
        self, analyses: Sequence[Analysis], remove: Sequence[str], settings: Settings
    ) -> None:
        """Adds analyses, removes documents (by id), and relates what these touch.

        The ledger is then the one that `links.relate` gives for all of the case, whatever came
        first. One transaction: all of it or nothing. Analyses that were stored and not yet related
        count, and judgements that were made since. Raises as `record` does.
        """
        for analysis in analyses:
            _refuse(checks.problems_of_analysis(analysis))
        with self._change():
            for name in remove:
                self._remove(name)
            for analysis in analyses:
                content.put(self._connection, analysis, settings.digest())
            self._refuse_unread(set(remove))
            gone = set(remove) - {analysis.document.id for analysis in analyses}
            relating.bring_up_to_date(self._connection, gone, settings)
            run(self._connection, "analyses_settled")

    def judge(self, judgement: Judgement) -> None:
        """Appends a person's word. The same one twice is once; none is ever edited.

        Raises BadRecord where another has its id, or where what it undoes is not there.
        """
        self.judge_all((judgement,))

    def judge_all(self, judgements: Sequence[Judgement]) -> int:
        """Appends judgements, as a colleague exported them: all or none; how many were new."""
        with self._change():
            known = {one.id: one for one in content.judgements(self._connection)}
            new = 0
            for one in judgements:
                if known.get(one.id, one) != one:
                    raise BadRecord(f"judgement {one.id}: is there already, with other words.")
                if one.id in known:
                    continue
                content.append(self._connection, one)
                known[one.id] = one
                new += 1
            for one in judgements:
                if one.undoes is not None and one.undoes not in known:
                    raise BadRecord(f"judgement {one.id}: undoes {one.undoes}, not there.")
        return new

    def prepare_claims(self) -> None:
        """Fills what claims are compared with, where another hearsay or an import left that out."""
        with self._change():
            claims.prepare(self._connection)

    def set_sources(self, told: Sequence[Source]) -> None:
        """Puts what a user says of outlets in the place of what was said; nothing else changes."""
        with self._change():
            content.write_sources(self._connection, told)

    def load_ledger(self, ledger: Ledger) -> None:
        """Fills an empty case with an exported ledger, judgements included.

        Its documents have no analysis; `documents_unread` gives them to be read again when
        something is added. Raises CaseError where the case is not empty, BadRecord.
        """
        ledger = rows.in_order(ledger)
        _refuse(checks.problems(ledger))
        with self._change():
            if run(self._connection, "known").fetchone() or content.judgements(self._connection):
                raise CaseError(f"{self.path}: holds something already. Load into a new case.")
            content.write(self._connection, ledger)
            for judgement in ledger.judgements:
                content.append(self._connection, judgement)

    # How it shows itself

    def frames(self) -> dict[str, pandas.DataFrame]:
        """One pandas DataFrame a list, as the CSV export has them, the quoted words beside each."""
        try:
            import pandas
        except ImportError:
            raise CaseError(
                "DataFrames need pandas, which is not installed. "
                "Install it with: pip install 'hearsay[frames]'"
            ) from None
        return {
            table.name: pandas.DataFrame.from_records(table.rows, columns=table.header)
            for table in csv_tables.tables(self.ledger())
        }

    def _repr_html_(self) -> str:
        """Counts and the first matters, for a notebook."""
        counted = ", ".join(f"{number} {name}" for name, number in self.counts().items())
        matters = self.ledger().matters
        items = "".join(
            f"<li>{html.escape(matter.proposition)} ({_sides(matter)})</li>"
            for matter in matters[:_LISTED]
        )
        more = len(matters) - _LISTED
        return (
            f"<div><p><strong>{html.escape(self.path.name)}</strong>: {counted}</p>"
            f"<ol>{items}</ol>{f'<p>and {more} more matters</p>' if more > 0 else ''}</div>"
        )

    def __repr__(self) -> str:
        return f"Case({str(self.path)!r})"

    def _change(self) -> AbstractContextManager[None]:
        return transactions.change(self._connection, self.path, self._wait)

    def _document(self, name: str) -> Document:
        row = run(self._connection, "document_row", {"document": name}).fetchone()
        return rows.document_of(dict(row))

    def _saying(self, text: str) -> set[str]:
        """The statements that hold the words; no character of them is an operator."""
        phrases = search.phrases(text)
        if not phrases:
            return set()
        found = run(self._connection, "statements_saying", {"text": phrases})
        return {row["id"] for row in found}

    def _remove(self, name: str) -> None:
        given: dict[str, object] = {"document": name}
        shown = run(self._connection, "document_text", given).fetchone()
        if not run(self._connection, "delete_analysis", given).rowcount and not shown:
            raise NotFound(f"No document {name} in {self.path.name} to remove.")

    def _refuse_unread(self, known: set[str]) -> None:
        """An imported document that was not read again must not fall out of the ledger.

        A case that was linked holds none, and is not searched for any.
        """
        if run(self._connection, "linking_state").fetchone() is not None:
            return
        if missing := {row["id"] for row in run(self._connection, "unread")} - known:
            raise CaseError(
                f"{self.path}: {len(missing)} documents came from an export and were not read "
                f"again ({_some(sorted(missing))}). Read them first: Case.documents_unread()."
            )


def _refuse(problems: Iterable[str]) -> None:
    """Raises BadRecord where there is any problem."""
    if found := list(problems):
        raise BadRecord(f"{_some(found, '; ')}. Nothing was written.")


def _other_documents(ledger: Ledger, analyses: Sequence[Analysis]) -> Iterator[str]:
    """Problems where the ledger is not one of just these documents and their texts."""
    given = {analysis.document.id: analysis.document.text for analysis in analyses}
    told = {document.id: document.text for document in ledger.documents}
    for name in sorted(given.keys() | told.keys()):
        if given.get(name) != told.get(name):
            yield f"document {name}: the ledger does not hold it as it was analysed"


def _spoken_by(name: str, statements: Iterable[Statement], actors: Iterable[Actor]) -> set[str]:
    """The statements of whoever goes by that name, or whose anonymous phrase holds it."""
    ids = {actor.id for actor in actors_called(actors, name)}
    wanted = folded(name)
    return {
        one.id
        for one in statements
        if one.speaker in ids
        or (one.speaker_label and wanted and holds_words(folded(one.speaker_label), wanted))
    }


def _sides(matter: Matter) -> str:
    stances: list[str] = [side.stance for side in matter.sides]
    counts = {stance: stances.count(stance) for stance in rows.STANCES}
    return (
        f"{counts['affirms']} affirm, {counts['denies']} deny, {counts['leaves_open']} leave open"
    )


def _some(names: Iterable[str], between: str = ", ") -> str:
    """The first few, and how many more; "nothing" for none."""
    every = list(names)
    more = len(every) - _LISTED
    return (between.join(every[:_LISTED]) or "nothing") + (f" and {more} more" if more > 0 else "")
