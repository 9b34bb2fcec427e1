"""The server of `hearsay serve`: which address shows what, and which form changes what.

Takes a case's path, gives an ASGI application behind its guard (`safety`). Every page is a frozen
record made by one of the `*_page` modules; the same record is the answer of `/api`, so both tell
the same. A page never reads more of the case than it shows.
"""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote, unquote, urlsplit

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp

from hearsay import __version__, audit, corrections, pipeline, wording
from hearsay.errors import CaseBusy, HearsayError, InputError, NotFound
from hearsay.settings import Settings
from hearsay.sql.search import Wanted
from hearsay.web import api, bringing, changes
from hearsay.web.actor_page import actor_page
from hearsay.web.article_page import article_page
from hearsay.web.audit_page import (
    STRATA,
    as_csv,
    audit_page,
    item_of,
    next_item,
    precision_csv,
)
from hearsay.web.bringing import Brought, documents, refused
from hearsay.web.check_page import check_page
from hearsay.web.desk import Desk
from hearsay.web.environment import STATIC, on_pages, static
from hearsay.web.graph_page import graph_page
from hearsay.web.history_page import history_page
from hearsay.web.matter_page import matter_page
from hearsay.web.overview import (
    actor_list,
    article_list,
    case_name,
    matrix_page,
    matter_list,
    overview,
)
from hearsay.web.record_page import event_page, figure_page
from hearsay.web.safety import Guard, Guarding
from hearsay.web.search_page import search_page
from hearsay.web.statement_page import is_rejected, statement_page
from hearsay.web.timeline_page import timeline_page

NAME = "hearsay_name"
"""The cookie that holds who corrects."""
YEAR = 365 * 24 * 3600
UNFIT = {"claim": "The claim is empty, or longer than a sentence ever is. Give one sentence."}
"""What is told of a parameter that does not fit, where the general words say too little."""
FILES = 200
"""Files of one upload: a folder of articles; more come by `hearsay add`."""
FIELDS = 2000
"""Fields of one form: as many statements as a matter's page ever lists."""


def desk_of(request: Request) -> Desk:
    """The case that is served."""
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(desk_of)]
pages = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


def shown(request: Request, template: str, status: int = 200, **known: Any) -> HTMLResponse:
    """A page from its template, with what every page has."""
    desk = desk_of(request)
    html = (
        on_pages()
        .get_template(f"pages/{template}")
        .render(
            request_path=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            form_token=request.scope["state"]["form_token"],
            name=_name_of(request),
            work=desk.work,
            case=desk.path.stem,
            hearsay=__version__,
            attitudes=wording.ATTITUDE,
            certainties=wording.CERTAINTY,
            reliability=corrections.RELIABILITY,
            **known,
        )
    )
    return HTMLResponse(html.encode("utf-8", "replace"), status)


async def checked_form(request: Request) -> AsyncIterator[FormData]:
    """The fields of a form that these pages gave out. Raises HTTPException for any other."""
    async with request.form(max_files=FILES, max_fields=FIELDS) as form:
        _check(request, form)
        yield form


def _check(request: Request, form: FormData) -> None:
    given = form.get("form_token")
    wanted = request.scope["state"]["form_token"]
    if not isinstance(given, str) or not hmac.compare_digest(given.encode(), wanted.encode()):
        raise HTTPException(
            403, "This form was not given out by these pages, or too long ago. Load the page again."
        )


Checked = Annotated[FormData, Depends(checked_form)]


# --- reading -----------------------------------------------------------------------------------


@pages.get("/")
def read_overview(request: Request, desk: AtDesk, accused: str = "") -> Response:
    with desk.case() as case:
        return shown(request, "overview.html", page=overview(case, accused == "all"))


@pages.get("/matters")
def read_matters(request: Request, desk: AtDesk, page: int = 1) -> Response:
    with desk.case() as case:
        return shown(request, "matters.html", page=matter_list(case, _number(page)))


@pages.get("/matters/{matter}")
def read_matter(request: Request, desk: AtDesk, matter: str) -> Response:
    with desk.case() as case:
        return shown(request, "matter.html", page=matter_page(case, matter))


@pages.get("/matters/{matter}/text")
def read_matter_text(desk: AtDesk, matter: str) -> Response:
    with desk.case() as case:
        return PlainTextResponse(matter_page(case, matter).copied)


@pages.get("/actors")
def read_actors(request: Request, desk: AtDesk, name: str = "", page: int = 1) -> Response:
    with desk.case() as case:
        return shown(request, "actors.html", page=actor_list(case, name[:200], _number(page)))


@pages.get("/actors/{actor}")
def read_actor(request: Request, desk: AtDesk, actor: str) -> Response:
    with desk.case() as case:
        return shown(request, "actor.html", page=actor_page(case, actor))


@pages.get("/articles")
def read_articles(request: Request, desk: AtDesk, page: int = 1, story: str = "") -> Response:
    with desk.case() as case:
        told = article_list(case, _number(page), story[:80])
        return shown(request, "articles.html", page=told)


@pages.get("/articles/{document}")
def read_article(request: Request, desk: AtDesk, document: str) -> Response:
    with desk.case() as case:
        return shown(request, "article.html", page=article_page(case, document))


@pages.get("/statements/{statement}")
def read_statement(request: Request, desk: AtDesk, statement: str) -> Response:
    with desk.case() as case:
        page = statement_page(case, statement)
        return shown(request, "statement.html", page=page, rejected=is_rejected(page))


@pages.get("/figures/{figure}")
def read_figure(request: Request, desk: AtDesk, figure: str) -> Response:
    with desk.case() as case:
        return shown(request, "record.html", page=figure_page(case, figure), what="figure")


@pages.get("/events/{event}")
def read_event(request: Request, desk: AtDesk, event: str) -> Response:
    with desk.case() as case:
        return shown(request, "record.html", page=event_page(case, event), what="event")


@pages.get("/check")
def read_check(request: Request, desk: AtDesk, claim: str = "") -> Response:
    words = claim.strip()[:400]
    if not words:
        return shown(request, "check.html", claim="", page=None, wrong="")
    try:
        with desk.case() as case:
            page = check_page(words, case, desk.settings)
    except InputError as wrong:
        return shown(request, "check.html", 422, claim=words, page=None, wrong=str(wrong))
    return shown(request, "check.html", claim=words, page=page, wrong="")


@pages.get("/search")
def read_search(request: Request, desk: AtDesk, page: int = 1) -> Response:
    given = {
        name: value.strip()[:400]
        for name, value in request.query_params.items()
        if name in Wanted.__slots__ and value.strip()
    }
    with desk.case() as case:
        return shown(request, "search.html", page=search_page(case, Wanted(**given), _number(page)))


@pages.get("/timeline")
def read_timeline(
    request: Request, desk: AtDesk, since: str = "", until: str = "", page: int | None = None
) -> Response:
    with desk.case() as case:
        number = None if page is None else _number(page)
        told = timeline_page(case, since.strip()[:10], until.strip()[:10], number)
        return shown(request, "timeline.html", page=told)


@pages.get("/matrix")
def read_matrix(request: Request, desk: AtDesk, page: int = 1) -> Response:
    with desk.case() as case:
        return shown(request, "matrix.html", page=matrix_page(case, _number(page)))


@pages.get("/graph")
def read_graph(request: Request, desk: AtDesk) -> Response:
    with desk.case() as case:
        return shown(request, "graph.html", page=graph_page(case))


@pages.get("/import")
def read_import(request: Request) -> Response:
    return shown(request, "import.html")


@pages.get("/audit")
def read_audit(request: Request, desk: AtDesk) -> Response:
    with desk.case() as case:
        return shown(request, "audit.html", page=audit_page(case), titles=STRATA)


@pages.get("/audit/next")
def read_audit_next(request: Request, desk: AtDesk, by: str = "") -> Response:
    reader = by.strip()[: changes.LONGEST_NAME] or _name_of(request)
    if not reader:
        return RedirectResponse("/audit", 303)
    with desk.case() as case:
        answer = shown(request, "audit_next.html", item=next_item(case, reader), by=reader)
    _remember(answer, reader)
    return answer


@pages.get("/audit.csv")
def take_audit(desk: AtDesk) -> Response:
    with desk.case() as case:
        table = as_csv(audit.audited(case.judgements()))
    return Response(table.encode("utf-8"), media_type="text/csv")


@pages.get("/audit-precision.csv")
def take_precision(desk: AtDesk) -> Response:
    with desk.case() as case:
        table = precision_csv(audit_page(case))
    return Response(table.encode("utf-8"), media_type="text/csv")


@pages.get("/history")
def read_history(
    request: Request, desk: AtDesk, page: int = 1, by: str = "", only: str = ""
) -> Response:
    with desk.case() as case:
        told = history_page(case, _number(page), by[: changes.LONGEST_NAME], only[:8])
        return shown(request, "history.html", page=told)


@pages.get("/judgements.jsonl")
def take_judgements(desk: AtDesk) -> Response:
    with desk.case() as case:
        lines = corrections.written(case.judgements())
        told = f'attachment; filename="{case_name(case)}-judgements.jsonl"'.encode(
            "ascii", "replace"
        ).decode()
    return Response(
        lines.encode("utf-8"), media_type="application/jsonl", headers={"Content-Disposition": told}
    )


@pages.get("/static/{name}")
def read_static(name: str) -> Response:
    if name not in STATIC:
        raise HTTPException(404, "There is no such file.")
    headers = {"Cache-Control": "max-age=300"}
    return Response(static(name), media_type=STATIC[name], headers=headers)


# --- changing ----------------------------------------------------------------------------------


@pages.post("/corrections")
def correct(request: Request, desk: AtDesk, form: Checked) -> Response:
    fields = _fields(form)
    with desk.case() as case:
        try:
            made = changes.judgement(case, fields)
        except (changes.Refused, NotFound) as wrong:
            return shown(request, "refused.html", 422, why=str(wrong), fields=fields)
        case.judge(made)
    if corrections.read(made).alters:
        desk.renew()
    return _back(request, fields, made.by)


@pages.post("/corrections/undo")
def undo(request: Request, desk: AtDesk, form: Checked) -> Response:
    fields = _fields(form)
    by = fields.get("by", [""])[0]
    with desk.case() as case:
        try:
            made = changes.undo(case, fields.get("judgement", [""])[0], by)
        except changes.Refused as wrong:
            return shown(request, "refused.html", 422, why=str(wrong), fields=fields)
        case.judge(made)
    desk.renew()
    return _back(request, fields, made.by)


@pages.post("/audit")
def judge_audit(request: Request, desk: AtDesk, form: Checked) -> Response:
    fields = _fields(form)
    subject, stratum, verdict = (
        fields.get(name, [""])[0] for name in ("subject", "stratum", "verdict")
    )
    by = fields.get("by", [""])[0].strip()[: changes.LONGEST_NAME]
    with desk.case() as case:
        drawn = item_of(case, stratum, subject)
        if drawn is None or verdict not in audit.VERDICTS or not by:
            why = "This is not in the sample any more. Go on with the next."
            return shown(request, "refused.html", 422, why=why, fields={"back": ["/audit"]})
        told = audit.verdict_of(stratum, drawn, verdict)
        case.judge(corrections.judgement(subject, told, by, changes.now()))
    return _back(request, fields, by)


@pages.post("/name")
def set_name(request: Request, form: Checked) -> Response:
    fields = _fields(form)
    return _back(request, fields, fields.get("by", [""])[0].strip()[: changes.LONGEST_NAME])


@pages.post("/judgements")
def bring_judgements(request: Request, desk: AtDesk, form: Checked) -> Response:
    fields = _fields(form)
    upload = form.get("file")
    try:
        if upload is None or isinstance(upload, str):
            raise changes.Refused("Choose a file of judgements first.")
        brought = corrections.parsed(upload.file.read().decode("utf-8", "replace"))
        with desk.case() as case:
            case.judge_all(brought)
    except (corrections.Unreadable, HearsayError) as wrong:
        return shown(request, "refused.html", 422, why=str(wrong), fields=fields)
    desk.renew()
    return _back(request, fields, "")


@pages.post("/import")
def bring_articles(request: Request, desk: AtDesk, form: Checked) -> Response:
    fields = _fields(form)
    uploads = [file for file in form.getlist("files") if isinstance(file, UploadFile)]
    brought = Brought(
        tuple((file.filename, file.file.read()) for file in uploads if file.filename),
        fields.get("title", [""])[0][:300],
        fields.get("text", [""])[0],
        tuple(fields.get("addresses", [""])[0].split()),
    )
    why = refused(brought)
    if not why and not desk.do("reading", partial(_brought_in, desk, brought)):
        why = "Something else is under way. Try again when it is done."
    if why:
        return shown(request, "refused.html", 422, why=why, fields={"back": ["/import"]})
    desk.wait(1.0)
    return RedirectResponse("/import", 303)


def _brought_in(desk: Desk, brought: Brought) -> str:
    """Reads what was brought; what to tell when it is done."""

    def progress(path: str, done: int, total: int) -> None:
        desk.tell(article=path, done=done, total=total)

    with desk.case() as case:
        items = documents(brought, desk.settings, lambda name: desk.tell(article=name))
        receipt = pipeline.ingest_items(items, case, desk.settings, progress)
        desk.tell(read=bringing.names(case, receipt.added))
    told = [f"{len(receipt.added)} read"]
    if receipt.known:
        told.append(f"{len(receipt.known)} already there")
    if receipt.skipped:
        told.append(f"{len(receipt.skipped)} could not be read")
        desk.tell(skipped=bringing.lines(receipt.skipped))
    return "; ".join(told)


def _fields(form: FormData) -> dict[str, list[str]]:
    """The texts of a form, without the token."""
    found: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str) and name != "form_token":
            found.setdefault(name, []).append(value)
    return found


def _back(request: Request, fields: dict[str, list[str]], by: str) -> Response:
    """To the page that the form stood on; never to another site."""
    back = fields.get("back", ["/"])[0]
    parts = urlsplit(back)
    local = not parts.scheme and not parts.netloc and back[:1] == "/" and back[1:2] not in "/\\"
    answer = RedirectResponse(back if local and back.isprintable() else "/", 303)
    _remember(answer, by)
    return answer


def _remember(answer: Response, by: str) -> None:
    """Keeps who corrects in this browser; percent-encoded, since a cookie holds ASCII alone."""
    if by:
        answer.set_cookie(NAME, quote(by), max_age=YEAR, httponly=True, samesite="strict")


def _name_of(request: Request) -> str:
    """Who corrects in this browser, as far as it is known."""
    return unquote(request.cookies.get(NAME, ""))[: changes.LONGEST_NAME]


def _number(page: int) -> int:
    return min(max(1, page), 100_000)


# --- the application ---------------------------------------------------------------------------


def _told(request: Request, status: int, why: str) -> Response:
    """An error as a page, or as JSON under /api."""
    if request.url.path.startswith("/api"):
        return JSONResponse({"detail": why.encode("utf-8", "replace").decode()}, status)
    return shown(request, "error.html", status, why=why, status_code=status)


def _wrong(request: Request, error: Exception) -> Response:
    if isinstance(error, NotFound):
        return _told(request, 404, str(error))
    return _told(request, 503 if isinstance(error, CaseBusy) else 500, str(error))


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = _told(request, error.status_code, str(error.detail))
    answer.headers.update(error.headers or {})
    return answer


def _unfit(request: Request, error: Exception) -> Response:
    """A parameter that does not fit: which, and what is wrong with it, in one line."""
    assert isinstance(error, RequestValidationError)
    told = [
        UNFIT.get(one["loc"][-1]) or f"{one['loc'][-1]}: {one['msg'].lower()}"
        for one in error.errors()
    ]
    return _told(request, 422, "; ".join(told).rstrip(".") + ".")


def application(case: Path, settings: Settings, guarding: Guarding) -> ASGIApp:
    """The server of one case, guarded."""
    app = FastAPI(
        title="hearsay",
        version=__version__,
        summary="Who claims what about whom, on whose word: what the pages show, as JSON.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.desk = Desk(case, settings)
    app.include_router(pages)
    app.include_router(api.routes)
    app.add_exception_handler(HearsayError, _wrong)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _unfit)
    return Guard(app, guarding)
