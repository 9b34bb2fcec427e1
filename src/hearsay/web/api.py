"""What the pages show, as JSON: the same records under `/api`, told by OpenAPI.

Takes the case that is served; every answer is the frozen record that the page of the same address
is made of, so the two cannot differ. Reads only: changes are made on the pages, where a person sees
what they correct.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from hearsay.confirmations import marked
from hearsay.errors import InputError
from hearsay.sql.search import Wanted
from hearsay.types import Attitude, Certainty
from hearsay.web.actor_page import ActorPage, actor_page
from hearsay.web.article_page import ArticlePage, article_page
from hearsay.web.audit_page import AuditPage, Item, audit_page, next_item
from hearsay.web.changes import LONGEST_NAME
from hearsay.web.check_page import check_page
from hearsay.web.checking import CheckView
from hearsay.web.desk import Desk, Work
from hearsay.web.graph_page import GraphPage, graph_page
from hearsay.web.history_page import HistoryPage, history_page
from hearsay.web.matter_page import MatterPage, matter_page
from hearsay.web.overview import (
    ActorList,
    ArticleList,
    MatrixPage,
    MatterList,
    Overview,
    actor_list,
    article_list,
    matrix_page,
    matter_list,
    overview,
)
from hearsay.web.record_page import EventPage, FigurePage, event_page, figure_page
from hearsay.web.search_page import SearchPage, search_page
from hearsay.web.statement_page import StatementPage, statement_page
from hearsay.web.timeline_page import TimelinePage, timeline_page


class Wrong(BaseModel):
    """Why a request has no answer."""

    detail: str


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(_desk)]
Id = Annotated[str, Path(min_length=1, max_length=80)]
PageNumber = Annotated[int, Query(ge=1, le=100_000)]
Words = Annotated[str | None, Query(max_length=400)]
Date = Annotated[str | None, Query(pattern=r"^\d{4}(-\d\d){0,2}$")]
MISSING: dict[int | str, dict[str, object]] = {404: {"model": Wrong}}
ALWAYS: dict[int | str, dict[str, object]] = {422: {"model": Wrong}, 503: {"model": Wrong}}


class Marked(JSONResponse):
    """An answer in which every row says whether a person has confirmed it, as the pages do."""

    def render(self, content: Any) -> bytes:
        """The record as JSON, `checked` told where it is empty."""
        return super().render(marked(content))


routes = APIRouter(prefix="/api", tags=["ledger"], responses=ALWAYS, default_response_class=Marked)


@routes.get("/overview")
def read_overview(desk: AtDesk, accused: Literal["confirmed", "all"] = "confirmed") -> Overview:
    """The overview. Accusations that no person has confirmed come only with `accused=all`."""
    with desk.case() as case:
        return overview(case, accused == "all")


@routes.get("/matters")
def read_matters(desk: AtDesk, page: PageNumber = 1) -> MatterList:
    """Matters, contested ones first."""
    with desk.case() as case:
        return matter_list(case, page)


@routes.get("/matters/{matter}", responses=MISSING)
def read_matter(desk: AtDesk, matter: Id) -> MatterPage:
    """One matter with its sides, origins, figures and answers."""
    with desk.case() as case:
        return matter_page(case, matter)


@routes.get("/actors")
def read_actors(desk: AtDesk, name: Words = None, page: PageNumber = 1) -> ActorList:
    """Who speaks, or whoever goes by some letters."""
    with desk.case() as case:
        return actor_list(case, name or "", page)


@routes.get("/actors/{actor}", responses=MISSING)
def read_actor(desk: AtDesk, actor: Id) -> ActorPage:
    """One actor."""
    with desk.case() as case:
        return actor_page(case, actor)


@routes.get("/articles", responses=MISSING)
def read_articles(
    desk: AtDesk, page: PageNumber = 1, story: Annotated[str, Query(max_length=80)] = ""
) -> ArticleList:
    """Articles, the newest first; of one story, where one is asked for."""
    with desk.case() as case:
        return article_list(case, page, story)


@routes.get("/articles/{document}", responses=MISSING)
def read_article(desk: AtDesk, document: Id) -> ArticlePage:
    """One article, its text cut into pieces where marks begin and end."""
    with desk.case() as case:
        return article_page(case, document)


@routes.get("/check")
def read_check(
    desk: AtDesk, claim: Annotated[str, Query(max_length=400, pattern="[A-Za-z0-9]")]
) -> CheckView:
    """A claim in anybody's words: who says so, who denies it, since when, on whose word."""
    try:
        with desk.case() as case:
            return check_page(claim, case, desk.settings)
    except InputError as wrong:
        raise HTTPException(422, str(wrong)) from None


@routes.get("/statements")
def read_statements(
    desk: AtDesk,
    text: Words = None,
    speaker: Words = None,
    label: Words = None,
    about: Words = None,
    attitude: Attitude | None = None,
    certainty: Certainty | None = None,
    outlet: Words = None,
    matter: Words = None,
    document: Words = None,
    since: Date = None,
    until: Date = None,
    page: PageNumber = 1,
) -> SearchPage:
    """Statements by words and facets."""
    wanted = Wanted(
        text, speaker, label, about, attitude, certainty, outlet, matter, document, since, until
    )
    with desk.case() as case:
        return search_page(case, wanted, page)


@routes.get("/statements/{statement}", responses=MISSING)
def read_statement(desk: AtDesk, statement: Id) -> StatementPage:
    """One statement, also one that is no longer read."""
    with desk.case() as case:
        return statement_page(case, statement)


@routes.get("/figures/{figure}", responses=MISSING)
def read_figure(desk: AtDesk, figure: Id) -> FigurePage:
    """One figure, also one that is no longer read."""
    with desk.case() as case:
        return figure_page(case, figure)


@routes.get("/events/{event}", responses=MISSING)
def read_event(desk: AtDesk, event: Id) -> EventPage:
    """One event, also one that is no longer read."""
    with desk.case() as case:
        return event_page(case, event)


@routes.get("/timeline")
def read_timeline(
    desk: AtDesk, since: Date = None, until: Date = None, page: PageNumber = 1
) -> TimelinePage:
    """Events and statements by day."""
    with desk.case() as case:
        return timeline_page(case, since or "", until or "", page)


@routes.get("/matrix")
def read_matrix(desk: AtDesk, page: PageNumber = 1) -> MatrixPage:
    """Matters by speakers."""
    with desk.case() as case:
        return matrix_page(case, page)


@routes.get("/graph")
def read_graph(desk: AtDesk) -> GraphPage:
    """Who accuses whom, who denies whose claims; most of it no person has confirmed."""
    with desk.case() as case:
        return graph_page(case)


@routes.get("/audit")
def read_audit(desk: AtDesk) -> AuditPage:
    """What people judged of a random sample: precision with its interval."""
    with desk.case() as case:
        return audit_page(case)


@routes.get("/judgements")
def read_judgements(
    desk: AtDesk,
    page: PageNumber = 1,
    by: Annotated[str, Query(max_length=LONGEST_NAME)] = "",
    only: Literal["", "lost"] = "",
) -> HistoryPage:
    """A page of the corrections, newest first; `only=lost`: those whose record has gone."""
    with desk.case() as case:
        return history_page(case, page, by, only)


@routes.get("/audit/next")
def read_audit_next(
    desk: AtDesk, by: Annotated[str, Query(min_length=1, max_length=LONGEST_NAME)]
) -> Item | None:
    """What a reader is to judge next, blind; null when all that was drawn is judged."""
    with desk.case() as case:
        return next_item(case, by)


@routes.get("/work")
def read_work(desk: AtDesk) -> Work:
    """What goes on behind the pages: the article that is being read, and how many are done."""
    return desk.work
