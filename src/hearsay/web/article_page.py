"""The page of one article: its text as it was, with everything read in it marked in place.

Takes an open case and a document's id, gives a frozen page record read by id.
"""

from __future__ import annotations

from dataclasses import dataclass

from hearsay import corrections
from hearsay.case import Case
from hearsay.errors import NotFound
from hearsay.web.articles import ArticleView, article_view
from hearsay.web.lookup import Lookup


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Everything the page of an article shows. actors: ids and names, for a form."""

    view: ArticleView
    actors: tuple[tuple[str, str], ...]
    outlet: str
    reliability: str
    judged_by: str


def article_page(case: Case, document: str) -> ArticlePage:
    """The page of an article. Raises NotFound."""
    ledger = case.part("article", document)
    look = Lookup(ledger)
    if document not in look.documents:
        raise NotFound(f"There is no article {document} in {case.path.name}.")
    record = look.documents[document]
    pointers = {m.id: (m.id, look.named(m)) for m in ledger.matters}
    letter, by = "", ""
    for one in corrections.readable(ledger.judgements):
        if one.kind == "reliability" and one.left[0] == record.outlet:
            letter, by = one.value, one.judgement.by
    named = sorted(
        (a for a in ledger.actors if any(m.document == document for m in a.mentions)),
        key=lambda a: (a.name, a.id),
    )
    return ArticlePage(
        article_view(look, record, pointers, explained=True),
        tuple((a.id, a.name) for a in named),
        record.outlet or "",
        letter,
        by,
    )
