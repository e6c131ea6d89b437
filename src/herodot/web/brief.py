"""The brief's address for programs that read Markdown. One rule: the same record as the page and the JSON."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from herodot.model.errors import HerodotError, NotFound
from herodot.pages.brief import Wanted, brief_page
from herodot.pages.brief_markdown import brief_markdown
from herodot.settings import Settings
from herodot.workspace import Workspace

MOST_IN_BRIEF = 40
"""Questions that one page has room for."""


def wanted(request: Request) -> Wanted:
    """What a brief is asked to be about."""
    given = {name: request.query_params.get(name, "")[:500] for name in ("name", "id", "property", "as_of")}
    return Wanted(**given)


def brief_markdown_view(settings: Settings, clock: Callable[[], datetime]) -> Callable[[Request], Response]:
    """The brief as Markdown."""

    def answer(request: Request) -> Response:
        try:
            with Workspace(settings, clock) as workspace:
                made = request.app.state.last_picture.of
                text, status = (
                    brief_markdown(brief_page(workspace, wanted(request), MOST_IN_BRIEF, made)),
                    200,
                )
        except HerodotError as error:
            text, status = f"{error}\n", 404 if isinstance(error, NotFound) else 400
        return Response(text, status, media_type="text/markdown; charset=utf-8")

    return answer
