"""`hearsay check` on stories whose matters readers wrote down: each proposition put as a claim.

Takes story folders (`docs/` and `matters.json`), each made into a case file of its own, gives how
often a matter shown is one of the claim's, how often the first one is, how often sides stand on the
claim as readers say, and how often the case of another story rightly answers nothing.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

from benchmarks import counting
from benchmarks.outcome import BenchmarkError, Outcome, Rows
from benchmarks.reading import documents
from hearsay import pipeline
from hearsay.case import Case
from hearsay.links.checking import Checked
from hearsay.model.network import Network
from hearsay.settings import Settings
from hearsay.types import Document, Ledger, Span

Check = Callable[[str], Checked]
"""From a claim to what one case holds on it."""
Opened = tuple[Ledger, Check]
Open = Callable[[Path], AbstractContextManager[Opened]]
"""From a folder of articles to its case, as long as it is open."""

FIRST = "first matter shown is the claim's"
SHOWN = "matters shown that are the claim's"
FOUND = "claims whose matter is shown"
STANCES = "sides as readers say"
SILENT = "another story's claims unanswered"
FIGURES = (FIRST, SHOWN, FOUND, STANCES, SILENT)
OVERLAP = 0.5
"""Of a reader's quote and of a statement's content, whichever is shorter, so much must be common to
both for the statement to be the one quoted; as `gold/score_matters.py` has it."""


@contextmanager
def made(folder: Path, network: Network, settings: Settings) -> Iterator[Case]:
    """A case of a folder's articles, in a temporary folder, as long as it is open."""
    with tempfile.TemporaryDirectory() as place, Case.create(Path(place) / "one.case") as case:
        for document in documents(folder, settings):
            if document.language is not None:
                case.store(pipeline.analyse(document, network, settings), settings.digest())
        case.update((), (), settings)
        yield case


def opener(network: Network, settings: Settings) -> Open:
    """Makes case files in a temporary folder and checks claims as the command does."""

    @contextmanager
    def opened(folder: Path) -> Any:
        with made(folder, network, settings) as case:

            def check(words: str) -> Checked:
                return pipeline.checked(pipeline.claim_of(words, network), case)

            yield case.ledger(), check

    return opened


def checking(folders: Sequence[Path], opened: Open) -> Outcome:
    """All claims taken together; intervals resample the stories.

    A claim counts for the first two where some matter of its case holds a statement that readers
    put under it. Raises BenchmarkError for less than two folders, or two of one name.
    """
    names = [folder.resolve().name for folder in folders]
    if len(names) < 2 or len(set(names)) < len(names):
        raise BenchmarkError(
            "give two stories or more, of different names: one is asked the other."
        )
    counts: dict[str, dict[str, list[float]]] = {}
    with ExitStack() as stack:
        cases = [stack.enter_context(opened(folder / "docs")) for folder in folders]
        for at, (name, folder) in enumerate(zip(names, folders, strict=True)):
            told = json.loads((folder / "matters.json").read_text(encoding="utf-8"))["matters"]
            counts[name] = _counted(told, *cases[at], cases[(at + 1) % len(cases)][1])
    return Outcome(
        benchmark="check",
        about=f"{len(names)} stories, each a case; the readers' propositions put as claims",
        figures=_rows(list(counts.values())),
        parts={name: _rows([own]) for name, own in counts.items()},
        documents=counts,
    )


def _rows(counts: Sequence[Mapping[str, list[float]]]) -> Rows:
    return {name: counting.row([own[name] for own in counts]) for name in FIGURES}


def _counted(
    told: Sequence[Mapping[str, Any]], ledger: Ledger, check: Check, another: Check
) -> dict[str, list[float]]:
    """Right and asked of each figure, for the claims of one story."""
    found: dict[str, list[float]] = {name: [0.0, 0.0] for name in FIGURES}

    def count(name: str, right: bool) -> None:
        found[name][0] += right
        found[name][1] += 1

    standing = {side.statement for matter in ledger.matters for side in matter.sides}
    for matter in told:
        meant = quoted(matter["sides"], ledger)
        checked = check(matter["proposition"])
        if standing & set(meant):
            hits = [any(s.statement in meant for s in one.sides) for one in checked.matters]
            count(FOUND, any(hits))
            count(FIRST, bool(hits) and hits[0])
            for hit in hits:
                count(SHOWN, hit)
        for one in checked.matters:
            for side in one.sides:
                if side.statement in meant:
                    count(STANCES, side.stance == meant[side.statement])
        elsewhere = another(matter["proposition"])
        count(SILENT, not (elsewhere.matters or elsewhere.close))
    return found


def quoted(sides: Sequence[Mapping[str, Any]], ledger: Ledger) -> dict[str, str]:
    """The statements that readers quote for one proposition, each with the stance they give it."""
    held: dict[str, Document] = {Path(d.path).stem: d for d in ledger.documents}
    found: dict[str, str] = {}
    for side in sides:
        document = held.get(str(side["doc"]).removesuffix(".txt"))
        start = document.text.find(side["quote"]) if document is not None else -1
        if document is None or start < 0:
            continue
        quote = Span(start, start + len(side["quote"]))
        for statement in ledger.statements:
            if statement.document != document.id:
                continue
            size = sum(part.end - part.start for part in statement.content)
            common = sum(
                max(0, min(part.end, quote.end) - max(part.start, quote.start))
                for part in statement.content
            )
            if common >= OVERLAP * min(size, quote.end - quote.start):
                found[statement.id] = side["stance"]
    return found
