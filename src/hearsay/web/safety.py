"""What every request passes before a page sees it, and what every answer carries.

Takes an ASGI application, gives one that answers only to the names it is known by, only to who has
the token where one is asked for, takes no form from another site, reads no body without end, and
tells the browser to run nothing but its own files. Knows nothing of pages.

A page on 127.0.0.1 is still reached by every page that the same browser shows: hence the check of
`Host` (a foreign name that resolves to this machine), of `Origin`, and a token in every form.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SESSION, TOKEN = "hearsay_session", "hearsay_token"
LARGEST_BODY = 32 * 1024 * 1024
"""Bytes of one request: some thousand articles; more are imported by `hearsay add`."""
LONGEST_QUERY = 8192
"""Bytes of an address's query: 4,000 code points of a question, encoded."""
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; "
    "img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    # "no-referrer" would make the browser leave out Origin, which forms are checked by
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def is_local(host: str) -> bool:
    """Whether only this machine reaches an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Guarding:
    """What is let in. token: None where none is asked for. hosts: names without a port."""

    hosts: frozenset[str]
    token: str | None = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def form_token(self, session: str) -> str:
        """What a form of this session holds and another site cannot know."""
        return hmac.new(self.secret, session.encode(), hashlib.sha256).hexdigest()


def guarding(host: str, token: str | None, names: Iterable[str] = ()) -> Guarding:
    """What guards a server on an address; anywhere but on this machine alone it has a token."""
    if is_local(host):
        return Guarding(frozenset({"127.0.0.1", "localhost", "[::1]", *names}), token)
    anywhere = host in {"0.0.0.0", "::", "[::]"}
    hosts = {"127.0.0.1", "localhost", "[::1]", *names}
    return Guarding(
        frozenset({"*"} if anywhere and not names else {host, *hosts}),
        token or secrets.token_urlsafe(24),
    )


def _name(host: str) -> str:
    """A host without its port."""
    return host if host.endswith("]") else host.rsplit(":", 1)[0] if ":" in host else host


class Guard:
    """The application behind its guard. `scope["state"]` gets `form_token` and `session`."""

    def __init__(self, application: ASGIApp, guarding: Guarding) -> None:
        self._application = application
        self._guarding = guarding

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._application(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies = SimpleCookie(headers.get("cookie", ""))
        session = cookies[SESSION].value if SESSION in cookies else ""
        fresh = not (session.isalnum() and len(session) == 32)
        if fresh:
            session = secrets.token_hex(16)
        state = scope.setdefault("state", {})
        state["session"] = session
        state["form_token"] = self._guarding.form_token(session)
        refusal = self._refusal(scope, headers, cookies)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    told.setdefault(name, value)
                told.setdefault("Cache-Control", "no-store")
                if fresh:
                    told.append("Set-Cookie", _cookie(SESSION, session))
            await send(message)

        if refusal is not None:
            await refusal(scope, receive, answer)
            return
        counted = 0
        too_large = False

        async def bounded() -> Message:
            nonlocal counted, too_large
            message = await receive()
            if message["type"] == "http.request":
                counted += len(message.get("body", b""))
                if counted > LARGEST_BODY:
                    too_large = True
                    return {"type": "http.disconnect"}
            return message

        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            if too_large and not started:
                return  # whatever the application makes of half a body, it is not the answer
            started = started or message["type"] == "http.response.start"
            await answer(message)

        try:
            await self._application(scope, bounded, noted)
        except Exception:
            if not too_large or started:
                raise
        if too_large and not started:
            await _too_large()(scope, receive, answer)

    def _refusal(self, scope: Scope, headers: Headers, cookies: SimpleCookie) -> Response | None:
        """Why a request goes no further; None where it may."""
        host = headers.get("host", "")
        known = self._guarding.hosts
        if "*" not in known and _name(host).lower() not in known:
            return PlainTextResponse(
                "This server does not answer to that name. Open it by the address that "
                "`hearsay serve` printed.",
                421,
            )
        if len(scope.get("query_string", b"")) > LONGEST_QUERY:
            return PlainTextResponse("The address is too long.", 414)
        if self._guarding.token is not None:
            given = cookies[TOKEN].value if TOKEN in cookies else ""
            asked = parse_qsl(scope.get("query_string", b"").decode("latin-1"))
            shown = dict(asked).get("token", "")
            kept = hashlib.sha256(self._guarding.token.encode()).hexdigest()
            if _same(shown, self._guarding.token):
                rest = urlencode([(name, value) for name, value in asked if name != "token"])
                answer = RedirectResponse(scope["path"] + (f"?{rest}" if rest else ""), 303)
                answer.headers.append("Set-Cookie", _cookie(TOKEN, kept))
                return answer
            if not _same(given, kept):
                return PlainTextResponse(
                    "A token is needed. Open the whole address that `hearsay serve` printed, "
                    "with ?token=... at its end.",
                    401,
                )
        if scope["method"] not in SAFE_METHODS:
            return _foreign(headers, host)
        return None


def _foreign(headers: Headers, host: str) -> Response | None:
    """Why a change is refused that another site asks for, or that is too large."""
    origin = headers.get("origin")
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"} or (
        origin is not None and urlsplit(origin).netloc != host
    ):
        return PlainTextResponse("A change can be asked for from these pages only.", 403)
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > LARGEST_BODY:
        return _too_large()
    return None


def _too_large() -> Response:
    return PlainTextResponse(
        f"More than {LARGEST_BODY >> 20} MB at once. Use `hearsay add` for more.", 413
    )


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())


def _cookie(name: str, value: str) -> str:
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Strict"
