"""Signing in and out, and one's own password.

One rule: a browser's token is made new at every sign-in; its cookie is read by no script and sent by no other site.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from jinja2 import Environment
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from herodot.model.errors import BadValue, CaseBusy, HerodotError
from herodot.sessions import (
    LONGEST,
    begin_again,
    browsers,
    is_password,
    sign_in,
    sign_out,
    sign_out_everywhere,
)
from herodot.settings import Settings
from herodot.team import ROLES, Act, set_password
from herodot.web.again import answered, is_ours, sent_fields
from herodot.web.visitor import drawn, visitor_of
from herodot.workspace import Workspace

SIGN_IN, SIGN_OUT, ACCOUNT = "/sign-in", "/sign-out", "/account"
COOKIE = "herodot_session"
SECURE_COOKIE = f"__Host-{COOKIE}"
"""Over https: browsers take a cookie of that name only from this very host, over https."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage:
    """Where one signs in."""

    name: str
    """As it was typed, where it was refused."""
    to: str
    """Where one wanted to go."""
    problem: str
    """Why one is not signed in; empty at first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    """A member's own page."""

    name: str
    role: str
    may: str
    """What the role may do."""
    must_change: bool
    """Whether the password was given out, and opens only this page."""
    browsers: int
    """In how many one is signed in."""
    problem: str
    """Why the password was not changed; empty where nothing was refused."""
    done: str
    """What was done just now; empty where nothing was."""


def account(workspace: Workspace, request: Request, problem: str = "") -> AccountPage:
    """The page of who asks."""
    member = visitor_of(request).member
    assert member is not None, "the door lets nobody else in"
    signed = browsers(workspace.facts, datetime.fromisoformat(workspace.now()))
    return AccountPage(
        name=member.name,
        role=member.role,
        may=ROLES[member.role],
        must_change=member.must_change,
        browsers=signed.get(member.key, 0),
        problem=problem,
        done="The password is changed; all other browsers are signed out."
        if request.query_params.get("done")
        else "",
    )


def browsers_token(request: Request) -> str:
    """The token that the browser sends; empty where it sends none."""
    return request.cookies.get(SECURE_COOKIE if request.url.scheme == "https" else COOKIE, "")[:200]


def local(to: str) -> str:
    """An address of our own, as it was asked for; the desk for anything else."""
    return to if re.fullmatch(r"/(?![/\\])[^\x00-\x20\\]{0,2000}", to) else "/"


@dataclass(frozen=True, slots=True)
class SignInForms:
    """The answers to the forms of signing in and out."""

    settings: Settings
    clock: Callable[[], datetime]
    pages: Environment

    def page(self, request: Request) -> Response:
        """The form; who is signed in goes on."""
        to = local(request.query_params.get("to", "/"))
        if not visitor_of(request).is_stranger:
            return RedirectResponse(to, 303)
        return drawn(self.pages, request, "sign_in", SignInPage(name="", to=to, problem=""))

    async def sign_in(self, request: Request) -> Response:
        """Signs in, and goes on to where one wanted to go."""
        fields = await sent_fields(request)
        return await run_in_threadpool(self._sign_in, request, fields)

    def _sign_in(self, request: Request, fields: dict[str, str]) -> Response:
        name, to = fields.get("name", "")[:200], local(fields.get("to", "/"))
        try:
            if not is_ours(request, fields):
                raise BadValue(
                    "The program was started anew since you loaded this page. Please try once more."
                )
            with Workspace(self.settings, self.clock) as workspace:
                now, address = self.clock(), request.client.host if request.client else ""
                token = sign_in(workspace.store, name, fields.get("password", ""), address, now)
                if before := browsers_token(request):
                    sign_out(workspace.store, before)
        except BadValue as error:
            page = SignInPage(name=name, to=to, problem=str(error))
            return drawn(self.pages, request, "sign_in", page, 400)
        except HerodotError:
            # Not in its own words: they name the place of the case, which is none of a stranger's business.
            page = SignInPage(name=name, to=to, problem="The case is busy. Try again in a minute.")
            return drawn(self.pages, request, "sign_in", page, 503)
        return self._with_token(request, RedirectResponse(to, 303), token)

    async def sign_out(self, request: Request) -> Response:
        """Ends this session, or all of this member."""

        def end(fields: dict[str, str]) -> Response:
            with Workspace(self.settings, self.clock) as workspace:
                member = visitor_of(request).member
                if fields.get("everywhere") and member is not None:
                    sign_out_everywhere(workspace.store, member.key)
                sign_out(workspace.store, browsers_token(request))
            answer = RedirectResponse(SIGN_IN, 303)
            answer.delete_cookie(
                _cookie(request), path="/", secure=_is_secure(request), httponly=True, samesite="strict"
            )
            return answer

        return await answered(request, self.pages, end)

    async def password(self, request: Request) -> Response:
        """Changes one's own password: all other browsers are signed out, this one gets a new token."""

        def change(fields: dict[str, str]) -> Response:
            member = visitor_of(request).member
            assert member is not None, "the door lets nobody else in"
            now, address = self.clock(), request.client.host if request.client else ""
            with Workspace(self.settings, self.clock) as workspace:
                try:
                    if not is_password(workspace.store, member, fields.get("password", ""), address, now):
                        raise BadValue("That is not your password now.")
                    new = fields.get("new_password", "")
                    if new == fields.get("password"):
                        raise BadValue("The new password is the old one.")
                    act = Act(by=member.name, at=workspace.now())
                    set_password(workspace.store, member.name, new, act, given_out=False)
                    token = begin_again(workspace.store, member.key, now)
                except CaseBusy:
                    raise
                except HerodotError as error:
                    page = account(workspace, request, problem=str(error))
                    return drawn(self.pages, request, "account", page, 400)
            return self._with_token(request, RedirectResponse(f"{ACCOUNT}?done=1", 303), token)

        return await answered(request, self.pages, change)

    def _with_token(self, request: Request, answer: Response, token: str) -> Response:
        answer.set_cookie(
            _cookie(request),
            token,
            max_age=int(LONGEST.total_seconds()),
            path="/",
            secure=_is_secure(request),
            httponly=True,
            samesite="strict",
        )
        return answer


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"


def _cookie(request: Request) -> str:
    return SECURE_COOKIE if _is_secure(request) else COOKIE
