"""Where a record stands: an anchor in the report, an address on the served pages.

Takes view records, gives what a template writes into `href` and the words of the link, so that one
template makes both. Ids of records only ever reach an address percent-encoded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from markupsafe import Markup

from hearsay import wording

if TYPE_CHECKING:
    from hearsay.web.figures import FigureView
    from hearsay.web.lookup import Article
    from hearsay.web.matters import MatterView, Place

SOURCE = 34
"""Letters of an article's name under a quotation: one line with the rest at 360 px."""


def part(name: str) -> str:
    """An id as one part of an address."""
    return quote(name, safe="")


class Addresses(Protocol):
    """What templates ask for."""

    served: bool

    def article(self, article: Article) -> str:
        """Where an article is read."""

    def statement(self, place: Place) -> str:
        """Where a statement stands in its article."""

    def matter(self, anchor: str) -> str:
        """Where a matter is shown: `anchor` in the report, its id on the pages."""

    def view(self, view: MatterView) -> str:
        """Where a matter is shown in full."""

    def voice(self, view: MatterView, anchor: str) -> str:
        """Where the quotations of one speaker stand on it."""

    def figure(self, figure: FigureView) -> str:
        """Where a figure stands in its article."""

    def named(self, article: Article) -> str:
        """What a link to an article says."""

    def placed(self, place: Place) -> str:
        """What a link to a statement's place says."""

    def read_it(self, place: Place) -> str:
        """The same under a quotation: its source."""

    def tools(self, statement: str) -> Markup:
        """What a reader can do with a row."""

    def correct(self, statement: str) -> Markup:
        """The link to where a statement is corrected."""


class InReport:
    """One page: everything is an anchor of it, and there is nothing to do."""

    served = False

    def article(self, article: Article) -> str:
        return f"#{part(article.anchor)}"

    def statement(self, place: Place) -> str:
        return f"#{part('statement-' + place.statement)}"

    def matter(self, anchor: str) -> str:
        return f"#{part(anchor)}"

    def view(self, view: MatterView) -> str:
        return f"#{part(view.anchor)}"

    def voice(self, view: MatterView, anchor: str) -> str:
        return f"#{part(anchor)}"

    def figure(self, figure: FigureView) -> str:
        return f"#{part(figure.anchor)}"

    def named(self, article: Article) -> str:
        return f"article {article.number}"

    def placed(self, place: Place) -> str:
        return f"article {place.article.number}, no. {place.number}"

    def read_it(self, place: Place) -> str:
        told = place.article.place
        return f"{told}, article {place.article.number}" if told else self.named(place.article)

    def tools(self, statement: str) -> Markup:
        return Markup()

    def correct(self, statement: str) -> Markup:
        return Markup()


class OnPages:
    """The pages that are served: every record has an address of its own that holds."""

    served = True

    def article(self, article: Article) -> str:
        return f"/articles/{part(article.id)}"

    def statement(self, place: Place) -> str:
        return f"/articles/{part(place.article.id)}#{part('statement-' + place.statement)}"

    def matter(self, anchor: str) -> str:
        return f"/matters/{part(anchor)}"

    def view(self, view: MatterView) -> str:
        return f"/matters/{part(view.id)}"

    def voice(self, view: MatterView, anchor: str) -> str:
        return f"/matters/{part(view.id)}#{part(anchor)}"

    def figure(self, figure: FigureView) -> str:
        return f"/articles/{part(figure.article.id)}#{part(figure.anchor)}"

    def named(self, article: Article) -> str:
        if article.outlet:
            return article.place
        return f"{article.name} ({article.date})" if article.date else article.name

    def placed(self, place: Place) -> str:
        return self.named(place.article)

    def read_it(self, place: Place) -> str:
        article = place.article
        name = wording.shortened(article.name, SOURCE)
        return article.place if article.outlet else ", ".join(p for p in (name, article.date) if p)

    def tools(self, statement: str) -> Markup:
        return Markup(
            '<a class="tools" href="/statements/{0}">check'
            '<span class="sr"> or correct this statement</span></a>'
        ).format(part(statement))

    def correct(self, statement: str) -> Markup:
        return Markup(' <a class="correct" href="/statements/{0}">check</a>').format(
            part(statement)
        )
