"""The pages for a team: everybody signs in, and each role may do what it may.

One rule: whatever is not named as open is shut; an address that somebody adds later needs a sign-in, and a form of it a
reviewer, until it is named here.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from herodot.model.errors import CaseBusy, HerodotError
from herodot.pages.members import members_page
from herodot.pages.words import isolated
from herodot.passwords import nobodys
from herodot.sessions import SignedIn, keep_seen, signed_in
from herodot.settings import Settings
from herodot.team import may
from herodot.web.again import sent_fields, shown_back
from herodot.web.app import JSON, STATIC, assembled, page_of, routes_of, templates
from herodot.web.guard import OWN_HOSTS, Guard, new_token
from herodot.web.meanwhile import CHANGES
from herodot.web.members import MemberForms
from herodot.web.ready import Ready
from herodot.web.sign_in import ACCOUNT, SIGN_IN, SIGN_OUT, SignInForms, account, browsers_token, local
from herodot.web.visitor import Visitor, drawn, visitor_of
from herodot.workspace import Workspace

Clock = Callable[[], datetime]

FILES = frozenset(f"/{name}" for name in STATIC)
OPEN = frozenset((SIGN_IN, *FILES))
"""What strangers may ask for."""
LEAST: Mapping[tuple[str, str], str] = {
    ("GET", "/members"): "owner",
    ("GET", "/members.json"): "owner",
    ("POST", "/members"): "owner",
    ("POST", ACCOUNT): "reader",
    ("POST", SIGN_OUT): "reader",
    ("POST", "/seen"): "reader",  # a bookmark of one's own, no judgment
}
"""The least role for what is not as usual: usually readers may look, and reviewers may send."""
FOR_ALL = frozenset((ACCOUNT, ACCOUNT + JSON, SIGN_OUT, *OPEN))
"""What who still has a password that was given out may ask for."""


def least_role(method: str, path: str) -> str:
    """The least role that may ask for that."""
    method = "GET" if method == "HEAD" else method
    return LEAST.get((method, path), "reader" if method == "GET" else "reviewer")


def make_team_app(settings: Settings, clock: Clock) -> Starlette:
    """The application for one case and a team; its host names are those of the settings. Raises `HerodotError`."""
    nobodys()  # before anybody asks, so that the first wrong name takes no longer than others
    pages, secret = templates(Path(settings.case).name), new_token()
    signing, members = SignInForms(settings, clock, pages), MemberForms(settings, clock, pages)
    routes = routes_of(settings, clock, pages)
    for path, template, view in (
        ("/members", "members", lambda w, r: members_page(w)),
        (ACCOUNT, "account", account),
    ):
        page = page_of(settings, clock, pages, template, view)
        routes += [Route(path + JSON, page), Route(path, page, methods=["GET"])]
    routes += [
        Route("/members", members.change, methods=["POST"]),
        Route(ACCOUNT, signing.password, methods=["POST"]),
        Route(SIGN_OUT, signing.sign_out, methods=["POST"]),
        Route(SIGN_IN, signing.page, methods=["GET"]),
        Route(SIGN_IN, signing.sign_in, methods=["POST"]),
    ]
    hosts = OWN_HOSTS | {name.lower() for name in settings.host_names.split()}
    door = Middleware(TeamDoor, door=Door(settings, clock, pages, secret))
    return assembled(
        routes, [Middleware(Guard, hosts=frozenset(hosts)), door], partial(Ready, settings, clock)
    )


@dataclass(frozen=True, slots=True)
class Door:
    """What the door needs to know whom to let in."""

    settings: Settings
    clock: Clock
    pages: Environment
    secret: str
    """From which the tokens of forms are made, for the life of the program."""

    def visitor(self, request: Request) -> Visitor:
        """Who asks, by the browser's token."""
        with Workspace(self.settings, self.clock) as workspace:
            member = signed_in(workspace.facts, browsers_token(request), self.clock())
            if member is None:
                return Visitor(token=self.token(""), is_stranger=True)
            # A page that asks by itself is nobody who is still there.
            if request.url.path != CHANGES:
                self._keep_seen(workspace, member)
        return Visitor(token=self.token(member.key), member=member)

    def _keep_seen(self, workspace: Workspace, member: SignedIn) -> None:
        try:
            if not workspace.store.read_only:
                keep_seen(workspace.store, member, self.clock())
        except CaseBusy:
            return  # the next page keeps it; to look must not fail because others write

    def token(self, key: str) -> str:
        """What a member's forms must carry: it outlives a session, so that who signs in again can send again."""
        return hmac.new(self.secret.encode(), key.encode(), hashlib.sha256).hexdigest()

    def refusal(self, request: Request) -> Response | None:
        """Why somebody who is signed in may not have that; `None` where they may."""
        visitor, path = visitor_of(request), request.url.path
        least = least_role(request.method, path)
        if visitor.member is not None and visitor.member.must_change and path not in FOR_ALL:
            return RedirectResponse(ACCOUNT, 303)
        if may(visitor.role, least):
            return None
        asked = f"What you asked for takes {a(least)}; nothing was changed."
        problem = f"{isolated(visitor.name)} is {a(visitor.role)} here. {asked}"
        if path.endswith(JSON):
            return JSONResponse({"problem": problem}, 403)
        return drawn(self.pages, request, "refused", {"problem": problem}, 403)

    def to_strangers(self, request: Request, fields: Mapping[str, str]) -> Response:
        """What somebody gets who is not signed in: the way to do so, and what they sent."""
        path = request.url.path
        if path.endswith((JSON, ".md")) or path == CHANGES:
            return JSONResponse({"problem": "sign in first"}, 401)
        if request.method not in ("GET", "HEAD"):
            problem = (
                "You are signed out, so nothing was kept. Sign in in another window, then send it again here."
            )
            return shown_back(self.pages, request, fields, problem, 401, may_send=bool(fields))
        asked = _asked_for(request)
        # From a link elsewhere browsers come without our cookie (SameSite=Strict); from our own page they bring it.
        if request.headers.get("sec-fetch-site") == "cross-site":
            return drawn(self.pages, request, "go_on", {"to": asked})
        if asked == "/":
            return RedirectResponse(SIGN_IN, 303)
        return RedirectResponse(f"{SIGN_IN}?{urlencode({'to': asked})}", 303)


def _asked_for(request: Request) -> str:
    raw = request.scope.get("raw_path", b"") or request.url.path.encode()
    query = request.url.query
    return local(raw.decode("latin-1").partition("?")[0] + (f"?{query}" if query else ""))


class TeamDoor:
    """Finds out who asks, and lets them have what they may."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        """`door`: knows whom to let in."""
        self.app, self.door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on, or answers why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        answer: Response | None
        try:
            answer = await self._answer(request, scope)
        except HerodotError:
            # Not in its own words: they name the place of the case, which is none of a stranger's business.
            answer = PlainTextResponse("The case cannot be opened now. Try again in a minute.", 503)
        except HTTPException as error:
            answer = PlainTextResponse(error.detail, error.status_code)
        await (answer or self.app)(scope, receive, send)

    async def _answer(self, request: Request, scope: Scope) -> Response | None:
        path, state = request.url.path, scope.setdefault("state", {})
        if path in FILES:
            return None
        visitor = state["visitor"] = await run_in_threadpool(self.door.visitor, request)
        if not visitor.is_stranger:
            return self.door.refusal(request)
        if path in OPEN:
            return None
        sends = request.method == "POST" and may_be_sent_again(path)
        return self.door.to_strangers(request, await sent_fields(request) if sends else {})


def a(role: str) -> str:
    """A role with its article."""
    return f"{'an' if role == 'owner' else 'a'} {role}"


def may_be_sent_again(path: str) -> bool:
    """Whether a path can stand in a form as an address of ours: `//host` would be another's."""
    return bool(re.fullmatch(r"(?:/[a-z]+)+", path)) and path not in (SIGN_OUT, ACCOUNT, "/members")
