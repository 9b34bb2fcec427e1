"""An article fetched from an address that a person gave.

Takes an http(s) address, gives the bytes of the page. Only public hosts are asked: an address, and
every one that it leads on to, is resolved first, and the connection goes to the very address that
was looked at, so that no name can turn to this machine or its network in between. Sizes, steps and
times are bounded. Nothing else in hearsay opens a connection.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from urllib.parse import urljoin, urlsplit, urlunsplit

from hearsay import __version__
from hearsay.errors import InputError

LARGEST = 8 * 1024 * 1024
"""Bytes of one page: the largest article pages weigh 2 MB without their pictures."""
STEPS = 5
"""Addresses that one may lead on to; browsers allow 20, news sites need 2."""
SECONDS = 20.0
"""For one article, all steps together."""
TYPES = ("text/html", "application/xhtml+xml", "text/plain")
PORTS = {"http": 80, "https": 443}


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return found.is_global and not found.is_multicast


def fetch(address: str) -> tuple[str, bytes, str]:
    """The address that answered in the end, the bytes it gave, and their type.

    Raises InputError with one line for anything else than a page of a public host.
    """
    until = time.monotonic() + SECONDS
    at = address.strip()
    for _ in range(STEPS + 1):
        try:
            status, where, body, kind = _asked(at, until)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise InputError(f"{at}: cannot be fetched ({_why(error)}).") from None
        if status in (301, 302, 303, 307, 308) and where:
            at = urljoin(at, where)
            continue
        if status != 200:
            raise InputError(f"{at}: the server answered {status}.")
        if kind and kind not in TYPES:
            raise InputError(f"{at}: {kind} is no article. Give the address of a page.")
        return at, body, kind
    raise InputError(f"{address}: leads on more than {STEPS} times.")


def _why(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error) or type(error).__name__


def _asked(address: str, until: float) -> tuple[int, str, bytes, str]:
    """Status, address to go on to, body and type of one step."""
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("only http and https addresses are fetched")
    if parts.username or parts.password:
        raise ValueError("an address with a password in it is not asked")
    port = parts.port or PORTS[parts.scheme]
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("too slow")
    asked = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    places = [str(entry[4][0]) for entry in asked]
    if not places or not all(is_public(place) for place in places):
        raise ValueError("its host is not on the public internet")
    opened = socket.create_connection((places[0], port), timeout=left)
    try:
        if parts.scheme == "https":
            opened = ssl.create_default_context().wrap_socket(
                opened, server_hostname=parts.hostname
            )
        connection = http.client.HTTPConnection(parts.hostname, port, timeout=left)
        connection.sock = opened
        target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        connection.request(
            "GET",
            target,
            headers={
                "Host": parts.netloc,
                "User-Agent": f"hearsay/{__version__}",
                "Accept": ", ".join(TYPES),
                "Accept-Encoding": "identity",
                "Connection": "close",
            },
        )
        answer = connection.getresponse()
        kind = (answer.headers.get_content_type() or "").lower()
        body = bytearray()
        while piece := answer.read(65_536):
            body += piece
            if len(body) > LARGEST:
                raise ValueError(f"more than {LARGEST >> 20} MB")
            if time.monotonic() > until:
                raise TimeoutError("too slow")
        return answer.status, answer.headers.get("Location", ""), bytes(body), kind
    finally:
        opened.close()
