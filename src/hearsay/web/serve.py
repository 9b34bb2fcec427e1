"""Runs the server of one case until it is told to stop.

Takes a case's path and an address, gives the address to open; leaves what is shown to `app`.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import uvicorn

from hearsay import pipeline
from hearsay.case import Case
from hearsay.errors import InputError
from hearsay.settings import Settings
from hearsay.web import charts
from hearsay.web.app import application
from hearsay.web.safety import guarding, is_local

AT_ONCE = 64
"""Requests at one time before a visitor is told to come again: two cores serve no more in 10 s."""
PATIENCE = 20
"""Seconds after which a connection that says nothing is closed."""


def serve(
    case: Path,
    settings: Settings,
    say: Callable[[str], None],
    host: str = "127.0.0.1",
    port: int = 8765,
    token: str | None = None,
    names: Sequence[str] = (),
) -> None:
    """Serves a case. port 0: any that is free. names: other names this machine is reached by.

    Off this machine alone a token is demanded, made where none is given. Raises NotACase,
    InputError where the address cannot be had.
    """
    with Case.open(case) as opened:
        pipeline.prepare_claims(opened, say)
    guarded = guarding(host, token, names)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host.strip("[]"), port))
    except OSError as error:
        listening.close()
        raise InputError(
            f"{host} port {port}: cannot be listened on ({error.strerror}). Give another --port."
        ) from None
    shown = f"[{host.strip('[]')}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    if guarded.token is not None:
        address += f"?token={guarded.token}"
    say(f"Serving {case} at {address}")
    if not is_local(host):
        say("Whoever has this address can read and correct the case; the way there is not secret.")
    say("Ctrl-C ends it.")
    threading.Thread(target=charts.warm, daemon=True).start()
    server = uvicorn.Server(
        uvicorn.Config(
            application(case, settings, guarded),
            log_level="warning",
            limit_concurrency=AT_ONCE,
            timeout_keep_alive=PATIENCE,
            server_header=False,
            proxy_headers=False,
        )
    )
    server.run(sockets=[listening])
