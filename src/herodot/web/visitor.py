"""Who asks for a page, and what they may do. One rule: it is found out once, before any page, and never from a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from herodot.sessions import SignedIn
from herodot.settings import Settings
from herodot.team import may

NAME = "herodot_by"
"""The cookie that keeps who reviews, on one's own machine."""
YEAR_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Whoever asks."""

    token: str
    """What this visitor's forms must carry."""
    member: SignedIn | None = None
    """`None` on one's own machine, and for who is not signed in."""
    is_stranger: bool = False
    """Whether a team's pages are asked for by who is not signed in."""

    @property
    def name(self) -> str:
        """The member's name; empty on one's own machine: there people say who they are."""
        return self.member.name if self.member else ""

    @property
    def role(self) -> str:
        """The member's role; empty on one's own machine."""
        return self.member.role if self.member else ""

    @property
    def may_decide(self) -> bool:
        """Whether what changes the case is drawn for them."""
        return may(self.role, "reviewer") if self.member else not self.is_stranger

    @property
    def may_manage(self) -> bool:
        """Whether they say who the members are."""
        return may(self.role, "owner")


class OwnMachine:
    """Lets everybody in who gets here: the guard before it lets only this machine ask."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        """`token`: what forms must carry."""
        self.app, self.visitor = app, Visitor(token=token)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on."""
        scope.setdefault("state", {})["visitor"] = self.visitor
        await self.app(scope, receive, send)


def visitor_of(request: Request) -> Visitor:
    """Who asks, as whatever stands before the pages has found out."""
    found: Visitor = request.state.visitor
    return found


def by_of(request: Request, settings: Settings) -> str:
    """Under which name this browser decides: the member's; on one's own machine as they said last, or the settings."""
    if visitor_of(request).member:
        return visitor_of(request).name
    return unquote(request.cookies.get(NAME, ""))[:200] or settings.by


def deciding(request: Request, fields: dict[str, str], settings: Settings) -> str:
    """Under which name a form decides: as `by_of`; only on one's own machine may the form itself say."""
    said = "" if visitor_of(request).member else fields.get("by", "").strip()[:200]
    return said or by_of(request, settings)


def remember(answer: Response, request: Request, by: str) -> None:
    """Keeps the name in this browser, on one's own machine."""
    if by and visitor_of(request).member is None:
        answer.set_cookie(NAME, quote(by), max_age=YEAR_SECONDS, httponly=True, samesite="strict")


def drawn(
    pages: Environment, request: Request, template: str, page: Any, status: int = 200, here: str = ""
) -> HTMLResponse:
    """A page for whoever asks. `here`: its address, where it is another one than was asked for."""
    visitor = visitor_of(request)
    text = pages.get_template(f"{template}.html").render(
        page=page,
        here=here or request.url.path,
        query="" if here else request.url.query,
        visitor=visitor,
        token=visitor.token,
    )
    return HTMLResponse(text, status)
