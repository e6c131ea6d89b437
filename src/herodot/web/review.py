"""Forms with which people decide of statements.

One rule: what was not kept is told on the page it was sent from, with what was typed still there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlencode

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from herodot.model.errors import BadValue, CaseBusy, HerodotError
from herodot.model.keys import REVIEWS
from herodot.model.records import Review
from herodot.pages.review import decided, margin, statement_of, take_back
from herodot.pages.wording import FIELDS, Wording
from herodot.reviewing import Asked, reviewed
from herodot.settings import Settings
from herodot.web.again import answered
from herodot.web.report import Sent, report_view
from herodot.web.visitor import deciding, drawn, remember
from herodot.workspace import Workspace

WORDED = ("correct", "add")


@dataclass(frozen=True, slots=True)
class Forms:
    """The answers to the review forms of one case."""

    settings: Settings
    clock: Callable[[], datetime]
    pages: Environment

    async def decide(self, request: Request) -> Response:
        """Keeps a decision, and goes on to the next statement."""
        return await self._answer(request, _decide)

    async def undo(self, request: Request) -> Response:
        """Takes a decision back, or puts it in force again."""
        return await self._answer(request, _undo)

    async def name(self, request: Request) -> Response:
        """Keeps who reviews."""
        return await self._answer(request, _named)

    async def _answer(self, request: Request, act: Callable[[Workspace, Mapping[str, str]], str]) -> Response:
        """Goes where `act` says; where it refuses, the page again with the reason."""

        def decide(fields: dict[str, str]) -> Response:
            by = deciding(request, fields, self.settings)
            given = {**fields, "by": by}
            try:
                with Workspace(self.settings, self.clock) as workspace:
                    answer: Response = RedirectResponse(act(workspace, given), 303)
            except CaseBusy:
                raise
            except HerodotError as error:
                return self._refused(request, given, str(error))
            remember(answer, request, by)
            return answer

        return await answered(request, self.pages, decide)

    def _refused(self, request: Request, given: Mapping[str, str], problem: str) -> Response:
        kind, typed = given.get("kind", ""), wording(given)
        sent = Sent(
            problem=problem,
            correction=typed if kind == "correct" else None,
            addition=typed if kind == "add" else None,
        )
        try:
            with Workspace(self.settings, self.clock) as workspace:
                page = report_view(
                    workspace, given.get("report", ""), given.get("statement", ""), by=given["by"], sent=sent
                )
        except HerodotError:
            return Response(f"Nothing was changed: {problem}", 400, media_type="text/plain; charset=utf-8")
        return drawn(self.pages, request, "report", page, 400, here=f"/report/{page.report.id}")


def wording(given: Mapping[str, str]) -> Wording:
    """What a form says of a statement."""
    return Wording(**{name: given.get(name, "").replace("\r\n", "\n") for name in FIELDS if name in given})


def _decide(workspace: Workspace, given: Mapping[str, str]) -> str:
    kind = given.get("kind", "")
    if kind not in REVIEWS:
        raise BadValue(f"{kind!r} is no decision")
    review = decided(
        workspace,
        Asked(
            kind=kind,
            report=given.get("report", ""),
            statement=given.get("statement", "") if kind != "add" else "",
            reason=given.get("reason", "") if kind == "reject" else "",
            note=given.get("note", "")[:2000],
            by=given["by"],
            seen=tuple(given.get("seen", "").split()) if kind != "add" else None,
        ),
        wording(given) if kind in WORDED else None,
    )
    return _to(review.report, _next(workspace, review), review.id)


def _next(workspace: Workspace, review: Review) -> str:
    """The statement to look at next: the same one where its words changed, or where somebody else had decided."""
    found, here = reviewed(workspace.facts, review.report), statement_of(workspace.facts, review)
    lines = margin(found, workspace.settings.min_confidence)
    ids = [line.id for line in lines]
    unseen = any(step.unseen for line in lines for step in line.history if step.id == review.id)
    if review.kind in WORDED or unseen or here not in ids:
        return here
    return ids[min(ids.index(here) + 1, len(ids) - 1)]


def _undo(workspace: Workspace, given: Mapping[str, str]) -> str:
    redo = bool(given.get("redo"))
    page = take_back(workspace, given.get("review", ""), given["by"], redo=redo)
    line = page.statements[0] if page.statements else None
    return _to(line.report, line.id) if line else _to(given.get("report", ""), "")


def _named(workspace: Workspace, given: Mapping[str, str]) -> str:
    return _to(given.get("report", ""), given.get("statement", ""))


def _to(report: str, statement: str, done: str = "") -> str:
    asked = {name: text for name, text in (("statement", statement), ("done", done)) if text}
    return f"/report/{quote(report, safe='')}" + (f"?{urlencode(asked)}#marked" if asked else "")
