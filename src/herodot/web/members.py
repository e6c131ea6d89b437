"""Forms with which an owner says who the members are.

One rule: an owner never types another's password; one is made, shown once, and opens only the page where they choose
their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from herodot.model.errors import BadValue, CaseBusy, HerodotError
from herodot.pages.members import GivenOut, members_page
from herodot.passwords import given_out
from herodot.settings import Settings
from herodot.team import Act, drop_member, make_member, set_password, set_role
from herodot.web.again import answered
from herodot.web.visitor import drawn, visitor_of
from herodot.workspace import Workspace


@dataclass(frozen=True, slots=True)
class MemberForms:
    """The answer to the forms of the Members page."""

    settings: Settings
    clock: Callable[[], datetime]
    pages: Environment

    async def change(self, request: Request) -> Response:
        """Adds, removes, gives another role or a new password."""

        def keep(fields: dict[str, str]) -> Response:
            given, problem = None, ""
            with Workspace(self.settings, self.clock) as workspace:
                act = Act(by=visitor_of(request).name, at=workspace.now())
                try:
                    given = _done(workspace, fields, act)
                except CaseBusy:
                    raise
                except HerodotError as error:
                    problem = f"Nothing was changed: {error}"
                if not given and not problem:
                    return RedirectResponse("/members", 303)
                page = members_page(workspace, given_out=given, problem=problem)
            # A password that is shown once is drawn right here: behind a redirect it would have to be kept.
            return drawn(self.pages, request, "members", page, 400 if problem else 200)

        return await answered(request, self.pages, keep)


def _done(workspace: Workspace, fields: dict[str, str], act: Act) -> GivenOut | None:
    store, what, name = workspace.store, fields.get("act", ""), fields.get("name", "")
    if what == "add":
        password = given_out()
        made = make_member(store, name, fields.get("role", ""), password, act, given_out=True)
        return GivenOut(name=made.name, password=password)
    if what == "password":
        password = given_out()
        member = set_password(store, name, password, act, given_out=True)
        return GivenOut(name=member.name, password=password)
    if what == "role":
        set_role(store, name, fields.get("role", ""), act)
    elif what == "remove":
        drop_member(store, name, act)
    else:
        raise BadValue(f"{what!r} is nothing that can be done with a member")
    return None
