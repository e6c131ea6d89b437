"""The address at which an open page asks what others decided. One rule: it makes no picture and writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from herodot.model.errors import HerodotError
from herodot.model.plain import to_plain
from herodot.pages.meanwhile import Subject, changes_page
from herodot.settings import Settings
from herodot.workspace import Workspace

CHANGES = "/changes"


def changes_view(settings: Settings, clock: Callable[[], datetime]) -> Callable[[Request], Response]:
    """What was decided on a page's subject since the page was made, as JSON."""

    def answer(request: Request) -> Response:
        asked = {
            name: request.query_params.get(name, "")[:500] for name in ("on", "key", "property", "since")
        }
        subject = Subject(on=asked["on"], key=asked["key"], property=asked["property"])
        try:
            with Workspace(settings, clock) as workspace:
                return JSONResponse(to_plain(changes_page(workspace, subject, asked["since"])))
        except HerodotError as error:
            return JSONResponse({"problem": str(error)}, 400)

    return answer
