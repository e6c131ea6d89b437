"""The pages' addresses: each is one view, drawn by one template, and the same record as JSON at its `.json` address.

One rule: a request opens the case, asks, and closes it; nothing is kept between requests but the form token
and the last picture, while nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from herodot.model.errors import CaseBusy, HerodotError, NotFound
from herodot.model.keys import REASONS
from herodot.model.plain import to_plain
from herodot.model.vocabulary import load_vocabulary
from herodot.pages.brief import brief_page
from herodot.pages.drawn import Filter, Look, look_of
from herodot.pages.picture import Made
from herodot.pages.queue import queue_page
from herodot.pages.words import date_in_words
from herodot.picture.ledgers import number_in_words
from herodot.settings import Settings
from herodot.web import views
from herodot.web.brief import MOST_IN_BRIEF, brief_markdown_view, wanted
from herodot.web.desk import DeskForms, desk
from herodot.web.guard import Guard, new_token
from herodot.web.identity import PairForms
from herodot.web.labels import level, way_of
from herodot.web.last_picture import LastPicture
from herodot.web.map_drawing import draw_map
from herodot.web.meanwhile import changes_view
from herodot.web.network_drawing import draw_network
from herodot.web.ready import NotReady, Patient, Ready, waiting
from herodot.web.report import report_view
from herodot.web.review import Forms
from herodot.web.timeline_drawing import draw_timeline
from herodot.web.visitor import OwnMachine, by_of, drawn
from herodot.workspace import Workspace

Clock = Callable[[], datetime]
View = Callable[[Workspace, Request], Any]
JSON = ".json"
MOST_WAITING = 30
"""Statements of each kind that the review page lists."""


def _asked(request: Request, name: str) -> str:
    return str(request.query_params.get(name, ""))[:500]


def _start(request: Request) -> int:
    """From which line on a long list is asked for."""
    given = _asked(request, "start")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0


def _filter(request: Request) -> Filter:
    """The part of the case that a page is asked for; named alike on all pages that draw."""
    return Filter(
        name=_asked(request, "name"),
        id=_asked(request, "id"),
        words=_asked(request, "words"),
        contested=bool(_asked(request, "contested")),
        since=_asked(request, "since"),
        as_of=_asked(request, "as_of"),
    )


def _look(request: Request) -> Look:
    """The part of the world that a map is asked for."""
    return look_of(_asked(request, "near"), _asked(request, "middle"), _asked(request, "km"))


def _made(request: Request) -> Made:
    """Gives the picture that was made last while nothing has changed; a page does not wait long for another."""
    last: LastPicture = request.app.state.last_picture
    ready: Ready = request.app.state.ready
    return last.of if _is_json(request) else ready.index


def _is_json(request: Request) -> bool:
    return request.url.path.endswith(JSON)


VIEWS: dict[str, tuple[str, View]] = {
    "/": ("desk", desk),
    "/board": (
        "board",
        lambda w, r: views.board(
            w, _asked(r, "name"), bool(_asked(r, "contested")), _asked(r, "since"), _start(r)
        ),
    ),
    "/question": (
        "question",
        lambda w, r: views.question(w, _asked(r, "about"), _asked(r, "property"), _made(r)),
    ),
    "/reports": ("reports", lambda w, r: views.reports(w, _start(r))),
    "/report/{key}": (
        "report",
        lambda w, r: report_view(
            w, r.path_params["key"], _asked(r, "statement"), by=by_of(r, w.settings), done=_asked(r, "done")
        ),
    ),
    "/review": ("review", lambda w, r: queue_page(w, MOST_WAITING, at_once=True)),
    "/entity/{key}": (
        "entity",
        lambda w, r: views.entity(w, r.path_params["key"], _start(r), by_of(r, w.settings)),
    ),
    "/timeline": ("timeline", lambda w, r: views.timeline(w, _filter(r), _made(r), _start(r))),
    "/map": ("map", lambda w, r: views.map_(w, _filter(r), _made(r), _look(r))),
    "/network": ("network", lambda w, r: views.network(w, _filter(r), _made(r))),
    "/roles": ("roles", lambda w, r: views.roles(w, _asked(r, "name"), _start(r), _made(r))),
    "/numbers": (
        "numbers",
        lambda w, r: views.numbers(w, _asked(r, "name"), _asked(r, "rule"), _start(r), _made(r)),
    ),
    "/brief": ("brief", lambda w, r: brief_page(w, wanted(r), MOST_IN_BRIEF, _made(r))),
    "/copies": ("copies", lambda w, r: views.copies(w, _start(r), _made(r))),
    "/find": ("find", lambda w, r: views.find(w, _asked(r, "asked"), by_of(r, w.settings))),
    "/identity": (
        "identity",
        lambda w, r: views.identity(
            w,
            views.Identity(
                by=by_of(r, w.settings), done=_asked(r, "done"), since=_asked(r, "since"), start=_start(r)
            ),
            _made(r),
        ),
    ),
}
"""Each page's address, its template and its view."""

STATIC = {
    "style.css": "text/css",
    "report.css": "text/css",
    "drawings.css": "text/css",
    "desk.css": "text/css",
    "brief.css": "text/css",
    "favicon.svg": "image/svg+xml",
    "team.css": "text/css",
    "review.js": "text/javascript",
    "meanwhile.js": "text/javascript",
    "map.js": "text/javascript",
}
"""The files that pages load, and their kinds."""


def make_app(settings: Settings, clock: Clock) -> Starlette:
    """The application for one case on one's own machine: nobody signs in, and only this machine may ask."""
    guards = [Middleware(Guard), Middleware(OwnMachine, token=new_token())]
    routes = routes_of(settings, clock, templates(Path(settings.case).name))
    return assembled(routes, guards, partial(Ready, settings, clock))


def assembled(
    routes: Sequence[BaseRoute], guards: Sequence[Middleware], ready: Callable[[LastPicture], Ready]
) -> Starlette:
    """The application of those addresses behind those guards, the outermost first."""
    app = Starlette(routes=routes, middleware=guards, exception_handlers={404: _missing})
    app.state.last_picture = LastPicture()
    app.state.ready = ready(app.state.last_picture)
    return app


def templates(case: str) -> Environment:
    """What draws the pages of a case of that name."""
    pages = Environment(
        loader=PackageLoader("herodot.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    pages.globals |= {"case": case, "address": _address, "at_start": _at_start, "of_entity": _of_entity}
    pages.filters |= {"level": level, "way": way_of, "day": date_in_words, "number": number_in_words}
    pages.globals |= {"draw_map": draw_map, "draw_network": draw_network, "draw_timeline": draw_timeline}
    pages.globals |= {"vocabulary": load_vocabulary(), "reasons": REASONS}
    return pages


def routes_of(settings: Settings, clock: Clock, pages: Environment) -> list[BaseRoute]:
    """The addresses of one case, the same for everybody who may ask."""
    routes: list[BaseRoute] = [Route(f"/{name}", _static(name, kind)) for name, kind in STATIC.items()]
    forms, desk_forms = Forms(settings, clock, pages), DeskForms(settings, clock, pages)
    pairs = PairForms(settings, clock, pages)
    for path, (template, view) in VIEWS.items():
        page = page_of(settings, clock, pages, template, view)
        # JSON first: `/report/{key}` would take `.json` for a part of the key.
        routes += [Route(("/desk" if path == "/" else path) + JSON, page), Route(path, page)]
    routes += [
        Route("/brief.md", brief_markdown_view(settings, clock)),
        Route("/changes", changes_view(settings, clock)),
        Route("/judge", pairs.judge, methods=["POST"]),
        Route("/undo", pairs.undo, methods=["POST"]),
        Route("/review", forms.decide, methods=["POST"]),
        Route("/review/undo", forms.undo, methods=["POST"]),
        Route("/review/name", forms.name, methods=["POST"]),
        Route("/seen", desk_forms.seen, methods=["POST"]),
        Route("/searches", desk_forms.search, methods=["POST"]),
    ]
    return routes


def _address(path: str, **asked: str) -> str:
    return f"{path}?{urlencode(asked)}" if asked else path


def _at_start(path: str, query: str, start: int) -> str:
    """The same address, from another line on."""
    asked = [(name, value) for name, value in parse_qsl(query) if name != "start"]
    return f"{path}?{urlencode([*asked, ('start', str(start))])}"


def _of_entity(path: str, query: str, key: str) -> str:
    """The same address, narrowed to an entity."""
    asked = [(name, value) for name, value in parse_qsl(query) if name not in ("start", "name", "id")]
    return f"{path}?{urlencode([('name', key), *asked])}"


def _static(name: str, kind: str) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        text = resources.files("herodot.web").joinpath(f"static/{name}").read_text("utf-8")
        return Response(text, media_type=kind)

    return answer


def page_of(
    settings: Settings, clock: Clock, pages: Environment, template: str, view: View
) -> Callable[..., Response]:
    """What answers at a page's address, and at its `.json` address."""

    def answer(request: Request) -> Response:
        as_json = _is_json(request)
        case = Workspace(settings, clock) if as_json else Patient(settings, clock, request.app.state.ready)
        try:
            with case as workspace:
                record, status = view(workspace, request), 200
        except NotReady:
            return waiting(pages, request)
        except HerodotError as error:
            record, status = {"problem": str(error)}, STATUS.get(type(error), 400)
        if as_json:
            return JSONResponse(record if isinstance(record, dict) else to_plain(record), status)
        return drawn(pages, request, "problem" if status != 200 else template, record, status)

    return answer


STATUS: dict[type[HerodotError], int] = {NotFound: 404, CaseBusy: 503}
"""What a page that cannot be made answers; 400 for all other errors."""


def _missing(request: Request, error: Exception) -> Response:
    return HTMLResponse(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>No such page · Herodot</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/style.css">'
        '<main><h1>No such page</h1><p>There is no such page. <a href="/">Back to the desk</a></p></main></html>',
        404,
    )
