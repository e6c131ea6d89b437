"""Forms with which people decide who is who. One rule: what was not kept is shown back with the reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from herodot.model.errors import CaseBusy, HerodotError
from herodot.pages.picture import Made, decide_in
from herodot.settings import Settings
from herodot.web.again import answered, shown_back
from herodot.web.visitor import deciding, remember
from herodot.workspace import Workspace

Act = Callable[[Workspace, Mapping[str, str], Made], str]
"""What a form does to a case, with what gives its picture; gives the address to go on to."""


@dataclass(frozen=True, slots=True)
class PairForms:
    """The answers to the forms of the Identity page."""

    settings: Settings
    clock: Callable[[], datetime]
    pages: Environment

    async def judge(self, request: Request) -> Response:
        """Keeps a decision on two."""
        return await self._answer(request, _judge)

    async def undo(self, request: Request) -> Response:
        """Takes a decision back, or puts it in force again."""
        return await self._answer(request, _undo)

    async def _answer(self, request: Request, act: Act) -> Response:
        def keep(fields: dict[str, str]) -> Response:
            by, made = deciding(request, fields, self.settings), request.app.state.last_picture.of
            try:
                with Workspace(self.settings, self.clock) as workspace:
                    answer = RedirectResponse(act(workspace, {**fields, "by": by}, made), 303)
            except CaseBusy:
                raise
            except HerodotError as error:
                problem = f"Nothing was changed: {error}."
                return shown_back(self.pages, request, fields, problem, 400, may_send=True)
            remember(answer, request, by)
            return answer

        return await answered(request, self.pages, keep)


def _judge(workspace: Workspace, given: Mapping[str, str], made: Made) -> str:
    one, other, verdict = (given.get(name, "") for name in ("one", "other", "verdict"))
    note, index = given.get("note", "")[:2000], made(workspace, "")
    kept = decide_in(index, workspace, given["by"], one, other, verdict, note)
    asked = {"done": kept.judgments[0].judgment.id, "since": given.get("since", "")[:80]}
    return f"/identity?{urlencode(asked)}"


def _undo(workspace: Workspace, given: Mapping[str, str], made: Made) -> str:
    # An empty id would be the beginning of every id.
    workspace.undo(given.get("judgment", "") or "none", given["by"], redo=bool(given.get("redo")))
    return "/identity"
