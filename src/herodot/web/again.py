"""Forms on their way into the case. One rule: what could not be kept is shown back to be sent again, never lost."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jinja2 import Environment
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from herodot.model.errors import CaseBusy
from herodot.web.visitor import drawn, visitor_of

TOKEN = "token"
"""The form field that proves that a form is ours."""
MOST_FIELDS, LONGEST_FIELD = 40, 20_000
TRIES = 2
"""Times to try where others are writing; each waits as long as the store does."""
UNSEEN = frozenset(
    ("token", "report", "statement", "seen", "review", "judgment", "redo", "until", "since", "search", "by")
)
"""Fields that nobody typed."""
SECRET = frozenset(("password", "new_password"))
OLD_FORM = (
    "Nothing was changed: this form is of an earlier run of the program, or of another person. "
    "Load the page again, and copy there what you typed."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentField:
    """One field of a form as it was sent."""

    name: str
    value: str
    typed: bool
    """Whether it is shown: a person's own words or choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainPage:
    """What was sent and not kept."""

    problem: str
    to: str
    """Where it was sent; empty where it cannot be sent again."""
    fields: tuple[SentField, ...]
    sign_in: bool
    """Whether one has to sign in first."""


async def sent_fields(request: Request) -> dict[str, str]:
    """The fields of a form, cut at what any of ours may hold."""
    form = await request.form(max_fields=MOST_FIELDS, max_files=0)
    return {name: str(value)[:LONGEST_FIELD] for name, value in form.items()}


def is_ours(request: Request, fields: Mapping[str, str]) -> bool:
    """Whether a form is from a page that this visitor was given."""
    return secrets.compare_digest(fields.get(TOKEN, "").encode(), visitor_of(request).token.encode())


async def answered(
    request: Request, pages: Environment, act: Callable[[dict[str, str]], Response]
) -> Response:
    """What `act` answers to a form of ours, in a thread; tried again, then shown back, where the case is busy."""
    fields = await sent_fields(request)
    if not is_ours(request, fields):
        return shown_back(pages, request, fields, OLD_FORM, 400)
    for left in reversed(range(TRIES)):
        try:
            return await run_in_threadpool(act, fields)
        except CaseBusy as error:
            if not left:
                problem = f"Nothing was kept: {error}."
                return shown_back(pages, request, fields, problem, 503, may_send=True)
    raise AssertionError("the last try gives an answer")


def shown_back(
    pages: Environment,
    request: Request,
    fields: Mapping[str, str],
    problem: str,
    status: int,
    *,
    may_send: bool = False,
) -> Response:
    """A page with what was sent; `may_send`: also with the button to send it again."""
    page = AgainPage(
        problem=problem,
        to=request.url.path if may_send and SECRET.isdisjoint(fields) else "",
        fields=tuple(
            SentField(name=name, value=value, typed=name not in UNSEEN and bool(value.strip()))
            for name, value in fields.items()
            if name not in SECRET
        ),
        sign_in=visitor_of(request).is_stranger,
    )
    return drawn(pages, request, "again", page, status)
