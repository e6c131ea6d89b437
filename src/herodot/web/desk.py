"""Forms of the desk: "I have seen this", and searches that are kept.

One rule: to look changes nothing; where the case may not be written to, the browser keeps what was seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from herodot.model.errors import BadValue, CaseBusy, HerodotError
from herodot.pages.desk import DeskPage, desk_page
from herodot.settings import Settings
from herodot.watching import delete_search, mark_seen, rename_search, save_search
from herodot.web.again import answered
from herodot.web.views import find
from herodot.web.visitor import YEAR_SECONDS, by_of, deciding, drawn, remember
from herodot.workspace import Workspace

SEEN = "herodot_seen"
"""The cookie that keeps up to when somebody has seen a case that may not be written to."""


def desk(workspace: Workspace, request: Request) -> DeskPage:
    """The first page."""
    by = by_of(request, workspace.settings)
    return desk_page(workspace, by, request.cookies.get(SEEN, "")[:40] if workspace.store.read_only else "")


@dataclass(frozen=True, slots=True)
class DeskForms:
    """The answers to the desk's forms."""

    settings: Settings
    clock: Callable[[], datetime]
    pages: Environment

    async def seen(self, request: Request) -> Response:
        """Keeps up to when somebody has seen what was new."""
        return await self._answer(request, _seen)

    async def search(self, request: Request) -> Response:
        """Saves, renames or deletes a search."""
        return await self._answer(request, _search)

    async def _answer(
        self, request: Request, act: Callable[[Workspace, Mapping[str, str]], bool]
    ) -> Response:
        """Back to the desk or to what was found; where `act` refuses, that page with the reason."""

        def keep(fields: dict[str, str]) -> Response:
            by = deciding(request, fields, self.settings)
            words = " ".join(fields.get("words", "").split()) if fields.get("from") == "find" else ""
            back = f"/find?{urlencode({'asked': words})}" if words else "/"
            answer: Response = RedirectResponse(back, 303)
            try:
                with Workspace(self.settings, self.clock) as workspace:
                    kept_here = act(workspace, {**fields, "by": by})
            except CaseBusy:
                raise
            except HerodotError as error:
                return self._refused(request, by, f"Not kept: {error}", words)
            remember(answer, request, by)
            if not kept_here:
                until = fields.get("until", "")[:40]
                answer.set_cookie(SEEN, until, max_age=YEAR_SECONDS, httponly=True, samesite="strict")
            return answer

        return await answered(request, self.pages, keep)

    def _refused(self, request: Request, by: str, problem: str, words: str) -> Response:
        """The page it was sent from with the reason: what was found for the words, else the desk."""
        with Workspace(self.settings, self.clock) as workspace:
            if words:
                page: object = find(workspace, words, by, problem)
                return drawn(self.pages, request, "find", page, 400, here="/find")
            page = desk_page(workspace, by, problem=problem)
        return drawn(self.pages, request, "desk", page, 400, here="/")


def _seen(workspace: Workspace, given: Mapping[str, str]) -> bool:
    """Whether the case itself keeps it."""
    until = given.get("until", "")
    try:
        now = datetime.fromisoformat(until)
    except ValueError as error:
        raise BadValue("that page is of no time; load it again") from error
    if now.tzinfo is None or now.isoformat(timespec="seconds") > workspace.now():
        raise BadValue("that page is of a time to come; load it again")
    if workspace.store.read_only:
        return False
    mark_seen(workspace.store, given["by"], until)
    return True


def _search(workspace: Workspace, given: Mapping[str, str]) -> bool:
    act, by, now, store = given.get("act", ""), given["by"], workspace.now(), workspace.store
    if act == "save":
        save_search(store, given.get("name", ""), given.get("words", ""), by, now)
    elif act == "rename":
        rename_search(store, given.get("search", ""), given.get("name", ""), by, now)
    elif act == "delete":
        delete_search(store, given.get("search", ""), by, now)
    else:
        raise BadValue(f"{act!r} is nothing that can be done with a search")
    return True
