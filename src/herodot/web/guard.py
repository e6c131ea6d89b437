"""Keeps other web pages out: who may ask, what a page may load, which forms count.

One rule: every answer carries the same headers, and no page may run or load what is not this program's own file.
"""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

OWN_HOSTS = frozenset(("127.0.0.1", "localhost", "[::1]", "::1"))
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    # Not `no-referrer`: with it browsers send our own forms without saying where they come from (Origin: null).
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
MOST_BYTES = 1_000_000
"""Of what may be sent: a form with all its fields filled."""


class Guard:
    """Refuses other hosts (a page elsewhere that points its own name at this machine) and forms of other pages."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str] = OWN_HOSTS) -> None:
        """`hosts`: names by which this machine may be asked."""
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what may be asked; everything else is refused in plain words."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        headers = Headers(scope=scope)
        if host_of(headers.get("host", "")) not in self.hosts:
            asked_by = " or ".join(sorted(self.hosts - {"[::1]", "::1"}))
            answer = PlainTextResponse(f"Ask this program by {asked_by}.", 421)
            await answer(scope, receive, with_headers)
        elif (
            not headers.get("content-length", "0").isdigit()
            or int(headers.get("content-length", "0")) > MOST_BYTES
        ):
            await PlainTextResponse("That is more than any form of ours holds.", 413)(
                scope, receive, with_headers
            )
        elif headers.get("transfer-encoding"):
            await PlainTextResponse("Send a form as browsers do: with its length.", 411)(
                scope, receive, with_headers
            )
        elif scope["method"] not in ("GET", "HEAD") and not is_own(headers):
            answer = PlainTextResponse("This form came from another page; nothing was changed.", 403)
            await answer(scope, receive, with_headers)
        else:
            await self.app(scope, receive, with_headers)


def host_of(host: str) -> str:
    """The host of a Host header without its port."""
    return (urlsplit(f"//{host}").hostname or "").lower() if host else ""


def is_own(headers: Headers) -> bool:
    """Whether a request comes from one of our own pages, by what browsers say of where it comes from."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        return False
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def new_token() -> str:
    """A token that nobody can guess, for the life of the program."""
    return secrets.token_urlsafe(32)
