"""The bench asks every page that the application has, and says so where it does not know how."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from benchmarks.exam import RunFailed
from benchmarks.pages import addresses, client_of, look, now, pages_of, table_by_page
from herodot.web.app import VIEWS, make_app
from tests.web.made_case import a_case
from tests.web.test_drawn_pages import a_raid, a_truce


def test_no_page_is_forgotten(tmp_path: Path) -> None:
    """Every view is asked, each at an address that is there; a page that is new is asked too, or the run fails."""
    settings = a_case(tmp_path, [a_raid(), a_truce()])
    app = make_app(settings, now)
    asked = addresses(settings, app)
    assert VIEWS.keys() <= asked.keys() == set(pages_of(app))
    client = client_of(app)
    looked = [look(client, path, some[:2]) for path, some in asked.items()]
    assert len(table_by_page(looked).splitlines()) == len(asked) + 1
    assert all(p.kb > 1 for p in looked if p.path in VIEWS)

    def fresh(request: Request) -> Response:
        return PlainTextResponse("new")

    app.router.routes.append(Route("/fresh", fresh))
    assert addresses(settings, app)["/fresh"] == ["/fresh"]
    app.router.routes.append(Route("/fresh/{key}", fresh))
    with pytest.raises(RunFailed, match="/fresh/"):
        addresses(settings, app)
