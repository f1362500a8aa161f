"""Who may talk to the studio: this machine's own page, with this run's token.

The studio can press keys, so that three doors are locked, before any route is reached:

- *Host* must be a name of this machine. A foreign site that makes its own name point here (DNS
  rebinding) still says its own name.
- *Origin* and *Sec-Fetch-Site*, which a page can't forge, must be the studio's own. So no other
  page posts here or opens a socket, not even one that another program of this machine serves.
- *The token* of this run, from the address that the terminal printed and afterwards from a cookie.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from understudy.studio.problems import respond
from understudy.studio.refusing import refusal_page

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
HTTP_PORT = 80  # browsers leave it out of Host and Origin
HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'self'",
            "img-src 'self' blob: data:",
            "media-src 'self' blob: mediastream:",
            "style-src 'self'",
            "script-src 'self'",
            "worker-src 'self' blob:",
            "connect-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self)",
}
WRONG_HOST = "This address is not one of the studio's. Open the address that the terminal printed."
WRONG_ORIGIN = "Another page tried to use the studio, and was refused."
NO_TOKEN = (
    "Open the address that the terminal printed: it holds the key to this run of the studio, "
    "and a new run has a new one."
)
POLICY_VIOLATION = 1008  # RFC 6455, 7.4.1


@dataclass(frozen=True)
class Access:
    """What a visitor must show."""

    port: int
    names: tuple[str, ...] = LOOPBACK
    """Names and addresses of this machine that may stand in Host; IPv6 in brackets."""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    @property
    def cookie(self) -> str:
        """Name of the cookie: browsers share cookies between the ports of a machine."""
        return f"understudy-{self.port}"

    @property
    def hosts(self) -> frozenset[str]:
        """The values of Host that are right."""
        hosts = {f"{name.lower()}:{self.port}" for name in self.names}
        if self.port == HTTP_PORT:
            hosts.update(name.lower() for name in self.names)
        return frozenset(hosts)

    def is_token(self, shown: str) -> bool:
        """Whether it is this run's token, in a time that tells nothing about it."""
        return secrets.compare_digest(shown.encode("utf-8", "replace"), self.token.encode())


class Guard:
    """Lets requests and sockets pass to an app, or refuses them; sets the headers of all."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request, socket, or the start and end of the server."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        refusal = self._check(scope)
        if scope["type"] == "websocket":
            if refusal is not None:
                await receive()  # the wish to connect
                await send({"type": "websocket.close", "code": POLICY_VIOLATION})
                return
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)  # the page of a refusal has its own policy
                headers.setdefault("Cache-Control", "no-store")  # what may be kept says so
            await send(message)

        await (refusal or self.app)(scope, receive, send_with_headers)

    def _check(self, scope: Scope) -> Response | None:
        """Return what to answer instead of letting the request pass."""
        headers = Headers(scope=scope)
        if not self._is_here(headers):
            return _refuse(scope, 421, WRONG_HOST)
        if not _is_own(scope, headers):
            return _refuse(scope, 403, WRONG_ORIGIN)
        has_token = any(self.access.is_token(shown) for shown in self._shown(headers))
        at_the_door = scope["type"] == "http" and scope["path"] == "/"
        offered = parse_qs(scope["query_string"].decode("latin-1")).get("token")
        if at_the_door and offered:
            if self.access.is_token(offered[0]):
                return self._welcome()
            if has_token:
                return RedirectResponse("/", 303)
        return None if has_token else _refuse(scope, 403, NO_TOKEN)

    def _is_here(self, headers: Headers) -> bool:
        hosts = headers.getlist("host")
        return len(hosts) == 1 and hosts[0].lower() in self.access.hosts

    def _shown(self, headers: Headers) -> Iterable[str]:
        """Yield the tokens that a request shows."""
        for header in headers.getlist("cookie"):
            for pair in header.split(";"):
                name, _, value = pair.strip().partition("=")
                if name == self.access.cookie:
                    yield value
        scheme, _, value = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            yield value.strip()

    def _welcome(self) -> Response:
        """Hand the token over to a cookie, so that it leaves the address bar and the history."""
        response = RedirectResponse("/", 303, {"Cache-Control": "no-store"})
        response.set_cookie(
            self.access.cookie, self.access.token, path="/", httponly=True, samesite="strict"
        )
        return response


def _is_own(scope: Scope, headers: Headers) -> bool:
    """Whether a request comes from the studio's own page, from the user, or from no browser."""
    origins = headers.getlist("origin")
    if origins:  # its scheme is http: the studio serves nothing else
        return len(origins) == 1 and origins[0].lower() == f"http://{headers['host'].lower()}"
    site = headers.get("sec-fetch-site", "same-origin")
    if site == "same-origin":
        return True
    reads = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
    if site == "none":  # typed, or from a bookmark
        return reads
    followed = headers.get("sec-fetch-mode") == "navigate"  # a link to the start page
    return reads and followed and scope["path"] == "/"


def _refuse(scope: Scope, status: int, sentence: str) -> Response:
    if scope["path"].startswith("/api/"):
        return respond(status, sentence)
    return refusal_page(status, sentence)
