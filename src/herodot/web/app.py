"""The pages' addresses: each is one view, drawn by one template, and the same record as JSON at its `.json` address.

One rule: a request opens the case, asks, and closes it; nothing is kept between requests but the form token
and the last picture, while nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib import resources
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from herodot.model.errors import HerodotError, NotFound
from herodot.model.keys import REASONS
from herodot.model.plain import to_plain
from herodot.model.vocabulary import load_vocabulary
from herodot.pages.brief import brief_page
from herodot.pages.drawn import Filter, Made
from herodot.pages.picture import decide
from herodot.pages.queue import queue_page
from herodot.settings import Settings
from herodot.web import views
from herodot.web.brief import MOST_IN_BRIEF, brief_markdown_view, wanted
from herodot.web.desk import DeskForms, desk
from herodot.web.guard import Guard, new_token, own_fields
from herodot.web.labels import level
from herodot.web.last_picture import LastPicture
from herodot.web.map_drawing import draw_map
from herodot.web.network_drawing import draw_network
from herodot.web.report import report_view
from herodot.web.review import Forms, by_of
from herodot.web.timeline_drawing import draw_timeline
from herodot.workspace import Workspace

Clock = Callable[[], datetime]
View = Callable[[Workspace, Request], Any]
JSON = ".json"
MOST_WAITING = 30
"""Statements of each kind that the review page lists."""


def _asked(request: Request, name: str) -> str:
    return str(request.query_params.get(name, ""))[:500]


def _filter(request: Request) -> Filter:
    """The part of the case that a page is asked for; named alike on all pages that draw."""
    return Filter(
        name=_asked(request, "name"),
        words=_asked(request, "words"),
        contested=bool(_asked(request, "contested")),
        since=_asked(request, "since"),
        as_of=_asked(request, "as_of"),
    )


def _made(request: Request) -> Made:
    """Gives the picture that was made last while nothing has changed."""
    last: LastPicture = request.app.state.last_picture
    return last.of


VIEWS: dict[str, tuple[str, View]] = {
    "/": ("desk", desk),
    "/board": (
        "board",
        lambda w, r: views.board(w, _asked(r, "name"), bool(_asked(r, "contested")), _asked(r, "since")),
    ),
    "/question": ("question", lambda w, r: views.question(w, _asked(r, "about"), _asked(r, "property"))),
    "/reports": ("reports", lambda w, r: views.reports(w)),
    "/report/{key}": (
        "report",
        lambda w, r: report_view(
            w, r.path_params["key"], _asked(r, "statement"), by=by_of(r, w.settings), done=_asked(r, "done")
        ),
    ),
    "/review": ("review", lambda w, r: queue_page(w, MOST_WAITING, at_once=True)),
    "/entity/{key}": ("entity", lambda w, r: views.entity(w, r.path_params["key"])),
    "/timeline": ("timeline", lambda w, r: views.timeline(w, _filter(r), _made(r))),
    "/map": ("map", lambda w, r: views.map_(w, _filter(r), _made(r))),
    "/network": ("network", lambda w, r: views.network(w, _filter(r), _made(r))),
    "/roles": ("roles", lambda w, r: views.roles(w, _asked(r, "name"))),
    "/numbers": ("numbers", lambda w, r: views.numbers(w, _asked(r, "name"), _asked(r, "rule"))),
    "/brief": ("brief", lambda w, r: brief_page(w, wanted(r), MOST_IN_BRIEF, _made(r))),
    "/copies": ("copies", lambda w, r: views.copies(w)),
    "/find": ("find", lambda w, r: views.find(w, _asked(r, "asked"))),
    "/identity": ("identity", lambda w, r: views.identity(w)),
}
"""Each page's address, its template and its view."""

STATIC = {
    "style.css": "text/css",
    "report.css": "text/css",
    "drawings.css": "text/css",
    "desk.css": "text/css",
    "brief.css": "text/css",
    "favicon.svg": "image/svg+xml",
    "review.js": "text/javascript",
}
"""The files that pages load, and their kinds."""


def make_app(settings: Settings, clock: Clock) -> Starlette:
    """The application for one case."""
    token = new_token()
    pages = Environment(
        loader=PackageLoader("herodot.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    pages.globals |= {"token": token, "case": settings.case, "address": _address}
    pages.filters["level"] = level
    pages.globals |= {"draw_map": draw_map, "draw_network": draw_network, "draw_timeline": draw_timeline}
    pages.globals |= {"vocabulary": load_vocabulary(), "reasons": REASONS}
    routes = [Route(f"/{name}", _static(name, kind)) for name, kind in STATIC.items()]
    forms, desk_forms = Forms(settings, clock, token, pages), DeskForms(settings, clock, token, pages)
    for path, (template, view) in VIEWS.items():
        page = _page(settings, clock, pages, template, view)
        # JSON first: `/report/{key}` would take `.json` for a part of the key.
        routes += [Route(("/desk" if path == "/" else path) + JSON, page), Route(path, page)]
    routes += [
        Route("/brief.md", brief_markdown_view(settings, clock)),
        Route("/judge", _judge(settings, clock, token), methods=["POST"]),
        Route("/undo", _undo(settings, clock, token), methods=["POST"]),
        Route("/review", forms.decide, methods=["POST"]),
        Route("/review/undo", forms.undo, methods=["POST"]),
        Route("/review/name", forms.name, methods=["POST"]),
        Route("/seen", desk_forms.seen, methods=["POST"]),
        Route("/searches", desk_forms.search, methods=["POST"]),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(Guard)], exception_handlers={404: _missing})
    app.state.last_picture = LastPicture()
    return app


def _address(path: str, **asked: str) -> str:
    return f"{path}?{urlencode(asked)}" if asked else path


def _static(name: str, kind: str) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        text = resources.files("herodot.web").joinpath(f"static/{name}").read_text("utf-8")
        return Response(text, media_type=kind)

    return answer


def _page(
    settings: Settings, clock: Clock, pages: Environment, template: str, view: View
) -> Callable[..., Response]:
    def answer(request: Request) -> Response:
        as_json = request.url.path.endswith(JSON)
        try:
            with Workspace(settings, clock) as workspace:
                record, status = view(workspace, request), 200
        except HerodotError as error:
            record, status = {"problem": str(error)}, 404 if isinstance(error, NotFound) else 400
        if as_json:
            return JSONResponse(record if isinstance(record, dict) else to_plain(record), status)
        name = "problem" if status != 200 else template
        return HTMLResponse(
            pages.get_template(f"{name}.html").render(
                page=record, here=request.url.path, query=request.url.query
            ),
            status,
        )

    return answer


def _judge(settings: Settings, clock: Clock, token: str) -> Callable[..., Any]:
    async def answer(request: Request) -> Response:
        return await _changed(request, token, settings, clock, _keep)

    return answer


def _keep(workspace: Workspace, fields: dict[str, str]) -> None:
    by = fields.get("by", "") or workspace.settings.by
    decide(workspace, by, fields["one"], fields["other"], fields["verdict"], fields.get("note", ""))


def _undo(settings: Settings, clock: Clock, token: str) -> Callable[..., Any]:
    async def answer(request: Request) -> Response:
        return await _changed(request, token, settings, clock, _take_back)

    return answer


def _take_back(workspace: Workspace, fields: dict[str, str]) -> None:
    workspace.undo(
        fields["judgment"], fields.get("by", "") or workspace.settings.by, redo=bool(fields.get("redo"))
    )


async def _changed(
    request: Request,
    token: str,
    settings: Settings,
    clock: Clock,
    change: Callable[[Workspace, dict[str, str]], None],
) -> Response:
    """Makes a change and goes back to the page it was asked on; in plain words why not."""
    try:
        fields = await own_fields(request, token)
        with Workspace(settings, clock) as workspace:
            change(workspace, fields)
    except (HerodotError, KeyError) as error:
        return Response(f"Nothing was changed: {error}", 400, media_type="text/plain; charset=utf-8")
    return RedirectResponse("/identity", 303)


def _missing(request: Request, error: Exception) -> Response:
    return Response("There is no such page.", 404, media_type="text/plain; charset=utf-8")
