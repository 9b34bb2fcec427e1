"""The whole composition: one article to an analysis, inputs to a case.

Short enough to read in one sitting; every decision lives in a reader, a step or a link.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from typing import BinaryIO

from hearsay import links, pool, readers, text
from hearsay.case import Case
from hearsay.errors import CaseBusy, CaseWriteError, InputError, NothingToRead
from hearsay.links import checking, sources
from hearsay.links.checking import Checked
from hearsay.links.holdings import Whole
from hearsay.links.likeness import Claim
from hearsay.model import statements
from hearsay.model.network import Network, digest, load
from hearsay.readers import Skipped
from hearsay.registry import STEPS
from hearsay.settings import Settings
from hearsay.steps.figures import figures
from hearsay.steps.propositions import vectors
from hearsay.types import Analysis, Document, Judgement, Ledger

LONGEST_CLAIM = 1000
"""Characters of the longest claim: a long sentence has 300, and a paragraph is no one claim."""

Progress = Callable[[str, int, int], None]
"""Told before each article: its path, how many are done, how many there are."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of some inputs. added, known: document ids; skipped: what could not be read."""

    added: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = field(default=())


def analyse(document: Document, network: Network, settings: Settings) -> Analysis:
    """All that one article yields; a pure function of the article, the settings and the weights."""
    sentences = tuple(text.sentences(document.text))
    analysis = Analysis(
        document=document,
        model=f"{network.digest}.{statements.digest()}",
        sentences=sentences,
        reading=network.read(document.text, sentences),
    )
    for step in STEPS:
        analysis = step.run(analysis, settings)
    return replace(analysis, reading=None)


def analyse_here(document: Document, settings: Settings) -> Analysis:
    """The same with the weights of this process, loaded once: what the workers of a pool do."""
    return analyse(document, load(threads=settings.threads), settings)


def relate(settings: Settings) -> Callable[[Sequence[Analysis], Sequence[Judgement]], Ledger]:
    """The links between documents, as a function of analyses and judgements alone."""

    def related(analyses: Sequence[Analysis], judgements: Sequence[Judgement]) -> Ledger:
        return links.relate(analyses, judgements, settings)

    return related


def ingest(
    inputs: Sequence[str],
    case: Case,
    settings: Settings,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Receipt:
    """Reads the inputs, analyses what the case does not hold yet, and relates what that touches.

    Each analysis is kept as soon as it is made, so a run that is broken off goes on where it
    stopped; the ledger changes once, at the end, in one transaction. Several processes read what
    one would, and this one keeps it in the same order.

    Raises NothingToRead if no input could be read, the case is then as it was; WorkerLost if a
    process that was reading was killed.
    """
    read_from = stdin if stdin is not None else sys.stdin.buffer
    return ingest_items(readers.read(inputs, settings, read_from), case, settings, progress)


def ingest_items(
    items: Iterable[Document | Skipped],
    case: Case,
    settings: Settings,
    progress: Progress | None = None,
) -> Receipt:
    """The same for what was read already, wherever it came from. Raises as `ingest` does."""
    documents: list[Document] = []
    skipped: list[Skipped] = []
    seen: set[str] = set()
    for item in items:
        if isinstance(item, Skipped):
            skipped.append(item)
        elif item.id not in seen:
            seen.add(item.id)
            documents.append(item)
    if not documents:
        why = f"{skipped[0].path}: {skipped[0].why}" if skipped else "no input was given."
        more = f" ({len(skipped) - 1} more)" if len(skipped) > 1 else ""
        raise NothingToRead(f"Nothing to read: {why}{more}")
    weights = f"{digest()}.{statements.digest()}"
    held = case.documents_known()
    new = [d for d in documents if d.id not in held]
    unread = [*case.documents_stale(weights, settings.digest()), *case.documents_unread()]
    left = [*unread, *new]
    read_by = partial(analyse_here, settings=settings)
    with closing(pool.in_order(read_by, left, settings.processes)) as analyses:
        for done, document in enumerate(left):
            if progress is not None:
                progress(document.path, done, len(left))
            case.store(next(analyses), settings.digest())
    given, settings = settings, _with_sources(settings, case)
    if unread or new or case.documents_pending():
        case.update((), (), settings)
    elif given.sources:
        set_sources(case, settings)
    return Receipt(
        added=tuple(d.id for d in new),
        known=tuple(d.id for d in documents if d.id in held),
        skipped=tuple(skipped),
    )


def claim_of(words: str, network: Network) -> Claim:
    """A claim in anybody's words, in the form in which statements are compared.

    Raises InputError for one that is empty, says nothing that could be compared, or is longer than
    a sentence ever is.
    """
    words = " ".join(words.split())
    if not any(map(str.isalnum, words)):
        raise InputError('The claim is empty. Give one sentence: hearsay check CASE "the claim".')
    if len(words) > LONGEST_CLAIM:
        raise InputError(
            f"The claim has {len(words):,} characters; at most {LONGEST_CLAIM:,} are compared. "
            "Give the one sentence that you want checked."
        )
    sentences = tuple(text.sentences(words))
    reading = network.read(words, sentences)
    document = Document(id="claim", path="", text=words)
    read = figures(Analysis(document=document, sentences=sentences, reading=reading))
    return Claim(words, vectors([words])[0], read.figures)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a case holds on a claim. ledger: the records that `checked` names, and what a quotation
    of them needs; numbers: the place of their articles among all, where these are not all."""

    checked: Checked
    ledger: Ledger
    numbers: Mapping[str, int] | None = None


def answer(claim: Claim, case: Case) -> Answer:
    """What a case holds on a claim, from the tables that are kept for this.

    Where they are not there yet (`Case.claims_ready`) the same from the whole ledger, which takes
    seconds for some ten thousand statements.
    """
    with case.holdings() as held:
        if held is not None:
            checked, ledger = checking.answer(claim, held)
            numbers = held.numbers([document.id for document in ledger.documents])
            return Answer(checked, ledger, numbers)
    whole = Whole(case.ledger(), case.vectors(), case.telling(claim.words))
    return Answer(*checking.answer(claim, whole))


def check(words: str, case: Case, settings: Settings) -> Answer:
    """The same for a claim in anybody's words. Raises InputError as `claim_of` does."""
    return answer(claim_of(words, load(threads=settings.threads)), case)


def checked(claim: Claim, case: Case) -> Checked:
    """The ids and scores alone, without the records."""
    return answer(claim, case).checked


def prepare_claims(case: Case, tell: Callable[[str], None]) -> None:
    """Fills what claims are compared with where it is not there yet, and tells so.

    Every build fills it; a case of an older hearsay and one that was imported have it not. Where it
    cannot be written, claims are answered all the same, from the whole ledger.
    """
    if case.claims_ready():
        return
    articles = case.counts()["documents"]
    tell(f"{case.path}: made ready for claims, once; {articles:,} articles are looked through.")
    try:
        case.prepare_claims()
    except (CaseBusy, CaseWriteError) as error:
        tell(f"{error} Until then each claim reads the whole case, which takes longer.")


def set_sources(case: Case, settings: Settings) -> None:
    """Sets reliability and owners as the settings and the case's judgements say."""
    case.set_sources(sources.sources(settings.sources, case.judgements()))


def _with_sources(settings: Settings, case: Case) -> Settings:
    """The settings, with what earlier ones said of outlets where these say nothing."""
    return replace(settings, sources=settings.sources or sources.of_settings(case.sources()))


def renew(case: Case, settings: Settings) -> None:
    """Relates anew what judgements since the last run speak of."""
    case.update((), (), _with_sources(settings, case))


def remove(documents: Iterable[str], case: Case, settings: Settings) -> Receipt:
    """Takes documents (by id) out of the case and relates what is left."""
    gone = tuple(sorted(set(documents)))
    settings = _with_sources(settings, case)
    case.update((), gone, settings)
    return Receipt(removed=gone)
